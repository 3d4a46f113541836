"""A real indiserver with real drivers as parts of a test, and the three ways from our driver to a simulated focuser."""

import os
import pathlib
import re
import socket
import time

from indi import Indi
from parts import DEADLINE, SystemTest, free_port, until

DRIVER = "indi_focuserlink"
NAN = "nan"


class IndiServer:
    """indiserver with its own sockets. A driver that dies is not started again, so that a crash cannot hide."""

    def __init__(self, test, *drivers):
        self.local = test.folder / "indiserver.socket"
        paths = [str(test.bin / driver) if driver == DRIVER else driver for driver in drivers]
        for _ in range(5):  # the free port may be taken meanwhile
            self.port = free_port()
            self.program = test.start("/usr/bin/indiserver", "-r", 0, "-u", self.local, "-p", self.port, *paths)
            if self._listens():
                return
        raise AssertionError(f"no indiserver: {self.program.lines[-10:]}")

    def _listens(self):
        def answers():
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                with socket.socket(socket.AF_UNIX) as local:  # comes after the port
                    local.connect(f"\0{self.local}")
                return True
            except OSError:
                return self.program.process.poll() is not None

        until(answers, "indiserver to listen")
        return self.program.process.poll() is None

    def drivers(self):
        """Process by name of every driver that runs."""
        children = pathlib.Path(f"/proc/{self.program.process.pid}/task/{self.program.process.pid}/children")
        found = {}
        for pid in children.read_text().split() if children.exists() else ():
            try:
                found[pathlib.Path(os.readlink(f"/proc/{pid}/exe")).name] = int(pid)
            except OSError:
                pass  # it ended meanwhile
        return found


class Control:
    """The control socket of a simulator: one line, one answer, at once."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(DEADLINE)
        self.socket.connect(str(path))
        self.stream = self.socket.makefile("r", encoding="utf-8")

    def say(self, line):
        self.socket.sendall(line.encode() + b"\n")
        answer = self.stream.readline().strip()
        assert answer and not answer.startswith("error"), f"{line}: {answer}"
        return answer

    def status(self):
        words = self.say("status").split()
        return dict(zip(words[::2], words[1::2]))

    def position(self):
        return int(self.status()["position"])

    def close(self):
        self.stream.close()
        self.socket.close()


class Simulated:
    """A simulated focuser: `port` its serial port, `tcp` its TCP port, `control` its faults."""

    def __init__(self, program, port, tcp, control):
        self.program, self.port, self.tcp, self.control = program, port, tcp, control

    def position(self):
        return self.control.position()

    def rests_at(self, position):
        until(lambda: self.control.status()["moving"] == "0" and self.position() == position, f"the device at {position}")


class IndiTest(SystemTest):
    """Every driver must be alive at the end, have spoken the protocol, and nothing that the sanitizers object to may have
    been said."""

    bin = pathlib.Path(os.environ["FOCUSERLINK_BIN"])

    def setUp(self):
        super().setUp()
        self.env["XDG_RUNTIME_DIR"] = str(self.folder)
        self.server = None
        self.clients = []
        self.may_end = set()

    def tearDown(self):
        for client in self.clients:
            self.assertEqual(client.errors, [])
        if self.server:
            said = "\n".join(self.server.program.lines)
            self.assertNotRegex(said, r"AddressSanitizer|runtime error|LeakSanitizer|terminate called")
            self.assertEqual(set(self.started) - self.may_end, set(self.server.drivers()) - self.may_end, said[-2000:])
        super().tearDown()

    def serve(self, *drivers):
        """Starts indiserver and gives a client of it."""
        self.server = IndiServer(self, *drivers)
        self.started = drivers
        return self.client()

    def stop_serving(self):
        self.server.program.stop()
        for client in self.clients:
            client.close()

    def client(self, device="FocuserLink"):
        client = Indi(self.server.local, device)
        self.clients.append(client)
        self.addCleanup(client.close)
        return client

    def focuser(self, *arguments):
        control = self.folder / f"control{len(list(self.folder.glob('control*')))}"
        program, port = self.simulator("--tcp", 0, "--control", control, *arguments)
        channel = Control(control)
        self.addCleanup(channel.close)
        return Simulated(program, port, int(program.line("tcp ")), channel)

    def aim(self, client, address):
        """Points the driver at `serial:PATH`, `tcp:PORT` or `hub:PORT`; does not connect."""
        kind, _, where = str(address).partition(":")
        client.switch("CONNECTION_MODE", "CONNECTION_SERIAL" if kind == "serial" else "CONNECTION_TCP")
        if kind == "serial":
            client.switch("DEVICE_AUTO_SEARCH", "INDI_DISABLED")
            client.set("DEVICE_PORT", PORT=where)
            client.until(lambda: client.value("DEVICE_PORT", "PORT") == where, "the port to be taken")
            return
        client.switch("TCP_KIND", "TCP_HUB" if kind == "hub" else "TCP_CABLE")
        client.set("DEVICE_ADDRESS", ADDRESS="127.0.0.1", PORT=where)
        client.until(lambda: client.value("DEVICE_ADDRESS", "PORT") == where, "the address to be taken")

    def connect(self, client):
        client.set("CONNECTION", CONNECT="On")
        client.until(lambda: client.is_on("CONNECTION", "CONNECT") and client.state("CONNECTION") == "Ok"
                     and client.find("FIRMWARE"), "the driver to connect")  # the last to be defined

    def disconnect(self, client):
        client.set("CONNECTION", DISCONNECT="On")
        client.until(lambda: client.is_on("CONNECTION", "DISCONNECT") and not client.find("FIRMWARE"),
                     "the driver to disconnect")

    def driver_on(self, address):
        """A client of a driver of ours that is connected to the focuser at `address`."""
        client = self.serve(DRIVER)
        self.aim(client, address)
        self.connect(client)
        return client

    def driver_with(self, *arguments):
        """(client, simulated focuser) through the serial port."""
        simulated = self.focuser(*arguments)
        return self.driver_on(f"serial:{simulated.port}"), simulated

    # What is asked of the driver again and again

    def position(self, client):
        return client.value("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION")

    def stands_at(self, client, position):
        client.until(lambda: client.state("ABS_FOCUS_POSITION") == "Ok" and self.position(client) == position,
                     f"the focuser at rest at {position}")

    def move(self, client, position):
        mark = client.mark()
        client.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=position)
        # Of the messages, not of the last: a short move's end may come along with its beginning.
        client.until(lambda: "Busy" in {m.state for m in client.since(mark, "ABS_FOCUS_POSITION")}, "the move to begin")
        self.stands_at(client, position)

    def local_round_trip(self, client):
        """Seconds from a change of a property that needs no device to its answer."""
        kind = client.on("TCP_KIND")[0]
        begun = time.monotonic()
        return client.ask("TCP_KIND", **{kind: "On"}).when - begun

    def assert_lives(self, client):
        self.assertIn(DRIVER, self.server.drivers(), self.server.program.lines[-10:])
        self.local_round_trip(client)


def matches(text, *words):
    """Whether all of the words, in any case, are in the text."""
    return all(re.search(word, text, re.IGNORECASE) for word in words)
