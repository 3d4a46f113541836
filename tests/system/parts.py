"""The real programs as parts of a test: started with their own folders and free ports, stopped and looked at afterwards.
Nothing here waits for a time: `until` waits for a condition and fails loudly at its deadline."""

import contextlib
import http.client
import json
import os
import pathlib
import random
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import threading
import time
import tty
import unittest
import urllib.parse

BIN = pathlib.Path(os.environ["FOCUSERLINK_BIN"])
DEADLINE = 60
STANDSTILL = 10
NOT_HEARD = re.compile(r"The focuser (does|did) not answer|The hub at \S+ does not answer")


class NotNow(AssertionError):
    """A device cannot answer at the moment: an ASCOM error of the driver's own. On a computer that stood still it may be true."""


def until(condition, what, deadline=DEADLINE):
    """The first true value of `condition()`; AssertionError naming `what`, or what that says then, after `deadline` seconds.
    A device that cannot answer now may do so later."""
    end = time.monotonic() + deadline
    while True:
        refused = ""
        try:
            value = condition()
        except NotNow as error:
            value, refused = None, f"; {error}"
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {deadline} s in vain for: {what() if callable(what) else what}{refused}")
        time.sleep(0.005)


class Program:
    """A running program whose output lines are kept."""

    def __init__(self, name, *arguments, env=None, stdin=subprocess.PIPE, stderr=subprocess.STDOUT):
        path = name if os.sep in str(name) else BIN / name
        self.name = pathlib.Path(path).name
        self.lines = []
        self.process = subprocess.Popen(
            [str(path), *map(str, arguments)], stdin=stdin, stdout=subprocess.PIPE, stderr=stderr,
            text=True, bufsize=1, env={**os.environ, **(env or {})}, start_new_session=True)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def line(self, start, deadline=DEADLINE):
        """The rest of the first line that begins with `start`."""
        def found():
            for line in list(self.lines):
                if line.startswith(start):
                    return line[len(start):].strip() or " "
            if self.process.poll() is not None:
                raise AssertionError(f"{self.name} ended with {self.process.returncode}: {self.lines[-15:]}")
            return None
        return until(found, f"a line '{start}...' from {self.name}; it said {self.lines[-15:]}", deadline)

    def stop(self, how=signal.SIGTERM, deadline=DEADLINE):
        """Ends the program; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(deadline)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"{self.name} did not end within {deadline} s: {self.lines[-10:]}") from None
        self.reader.join(5)
        return code


def free_port(kind=socket.SOCK_STREAM):
    """Of those that systems give to nobody who does not name one."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket(socket.AF_INET, kind) as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Driver:
    """A driver as others write them: opens the port, writes a line, waits for a line."""

    def __init__(self, path):
        self.fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.fd, termios.TCSANOW)

    def ask(self, line, deadline=DEADLINE):
        termios.tcflush(self.fd, termios.TCIFLUSH)
        os.write(self.fd, line.encode() + b"\n")
        heard = b""
        end = time.monotonic() + deadline
        while True:
            # What answers an earlier line, which was given up, is passed over.
            lines = heard.split(b"\n")[:-1]
            ours = [answer for answer in lines if answer[:1] in (line[:1].encode(), b"!")]
            if ours:
                return ours[0].decode("ascii")
            if not select.select([self.fd], [], [], max(0, end - time.monotonic()))[0]:
                return None
            heard += os.read(self.fd, 256)

    def position(self):
        return int(self.ask("q").split(":")[1])

    def rests(self):
        return self.ask("q").split(":")[2] == "0"

    def close(self):
        os.close(self.fd)


def patiently(ask):
    """The answer; asked for again for a while if nothing was heard of the focuser or its hub: this computer may have stood
    still. Says so, for it may as well be the hub that is slow."""
    end = time.monotonic() + STANDSTILL
    while NOT_HEARD.search(str(answer := ask())) and time.monotonic() < end:
        print(f"asked again after: {answer}", file=sys.stderr)
        time.sleep(0.1)
    return answer


class Alpaca:
    """A client as imaging programs are: one keep-alive connection, strict about every answer."""

    def __init__(self, port, client_id=1, host="127.0.0.1"):
        self.connection = http.client.HTTPConnection(host, port, timeout=DEADLINE)
        self.client_id = client_id
        self.transaction = 0

    def close(self):
        self.connection.close()

    def call(self, verb, member, device="focuser/0", **parameters):
        """(Value or None, ErrorNumber, ErrorMessage)."""
        self.transaction += 1
        fields = {"ClientID": self.client_id, "ClientTransactionID": self.transaction, **parameters}
        path = f"/api/v1/{device}/{member}"
        form = urllib.parse.urlencode(fields)
        if verb == "GET":
            self.connection.request("GET", f"{path}?{form}")
        else:
            self.connection.request("PUT", path, form, {"Content-Type": "application/x-www-form-urlencoded"})
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise AssertionError(f"{verb} {path}: {response.status} {body!r}")
        answer = json.loads(body)
        assert answer["ClientTransactionID"] == self.transaction, answer
        return answer.get("Value"), answer["ErrorNumber"], answer["ErrorMessage"]

    def get(self, member, device="focuser/0", **parameters):
        return self._answered("GET", member, device, parameters)

    def put(self, member, device="focuser/0", **parameters):
        return self._answered("PUT", member, device, parameters)

    def _answered(self, verb, member, device, parameters):
        value, number, message = patiently(lambda: self.call(verb, member, device, **parameters))
        if number == 0:
            return value
        raise (NotNow if number >= 0x500 else AssertionError)(f"{verb} {member}: {number:#x} {message}")


def set_coefficient(client, hundredths):
    """Through the wire line that carries all settings; steps/C x 100."""
    record = client.put("commandstring", Command="u", Raw="false").split(":")
    record[8] = str(hundredths)
    answer = client.put("commandstring", Command="U:" + ":".join(record[1:]) + ":", Raw="false")
    assert answer == "U", answer


class SystemTest(unittest.TestCase):
    """Starts programs with a home of their own and stops what is left of them."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="focuserlink-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.env = {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder / "config"),
                    "XDG_DOCUMENTS_DIR": str(self.folder / "documents")}

    def start(self, name, *arguments, **options):
        program = Program(name, *arguments, env={**self.env, **options.pop("env", {})}, **options)
        self.addCleanup(self._end, program)
        return program

    @staticmethod
    def _end(program):
        if program.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.process.pid, signal.SIGKILL)
            program.process.wait()
        program.reader.join(5)
        program.process.stdout.close()
        if program.process.stdin:
            with contextlib.suppress(BrokenPipeError):
                program.process.stdin.close()

    def simulator(self, *arguments, **options):
        """(program, path of its serial port)."""
        port = self.folder / f"focuser{len(list(self.folder.glob('focuser*')))}"
        program = self.start("focuserlink-sim", "--link", port, *arguments, **options)
        program.line("pty ")
        return program, port

    def hub(self, *devices, port=0, discovery=0, arguments=(), **options):
        """(program, its HTTP port)."""
        wanted = [word for device in devices for word in ("--device", device)]
        program = self.start("focuserlinkd", "--port", port, "--discovery-port", discovery, *wanted, *arguments, **options)
        page = program.line("FocuserLink hub on ")
        return program, urllib.parse.urlsplit(page).port

    def connected(self, port, client_id=1):
        """An Alpaca client whose focuser is connected."""
        client = Alpaca(port, client_id)
        self.addCleanup(client.close)
        until(lambda: client.call("PUT", "connected", Connected="true")[1] == 0, "the focuser to connect")
        return client
