"""The ASCOM driver under Wine: registered in a Windows of its own, in front of a real hub with a simulated focuser, met by scripts
and by the program com-client."""

import subprocess
import time

import parts
from parts import until
from programs import ROOT, WINDOWS_BIN
from wine import Wine

DRIVER = WINDOWS_BIN / "focuserlink-ascom.exe"
PROFILE = {"Focuser": "Focuser Drivers", "ObservingConditions": "ObservingConditions Drivers"}
SENTINEL = "the script came to its end"


class ComClient:
    """com-client, asked line by line."""

    def __init__(self, wine):
        self.answers = 0
        for _ in range(4):  # see WineProgram
            self.program = wine.start(WINDOWS_BIN / "com-client.exe", stdin=subprocess.PIPE)
            if self._has_begun():
                break

    def _has_begun(self):
        try:
            self.say("release")
        except BrokenPipeError:
            return False
        until(lambda: self.program.output or self.program.process.poll() is not None, "com-client to begin")
        self.answers = 1
        return self.program.output == "released\n"

    def say(self, line):
        self.program.process.stdin.write(line.encode() + b"\n")
        self.program.process.stdin.flush()

    def answered(self):
        """The lines that came so far beyond those asked for."""
        return self.program.output.splitlines()[self.answers:]

    def answer(self, deadline=120):
        def came():
            return self.answered() if self.program.output.count("\n") > self.answers else None
        line = until(came, "an answer of com-client", deadline)[0]
        self.answers += 1
        return line

    def ask(self, line, deadline=120):
        def once():
            self.say(line)
            return self.answer(deadline)
        return parts.patiently(once)

    def value(self, line):
        """The answer's value without its type; AssertionError if it was an error."""
        answer = self.ask(line)
        if answer.startswith("error"):
            raise AssertionError(f"{line}: {answer}")
        return answer.partition(" ")[2]

    def end(self):
        self.program.process.stdin.close()
        self.program.wait()


class ComTest(parts.SystemTest):
    """One Windows for all tests of a class; a simulated focuser and a hub for each test that asks for them."""

    @classmethod
    def setUpClass(cls):
        cls.wine = Wine()
        cls.addClassCleanup(cls.wine.end)
        done = cls.wine.run(DRIVER, "/RegServer")
        assert done.process.returncode == 0, done.errors

    def drivers(self):
        return self.wine.processes("focuserlink-ascom.exe")

    def driver_leaves(self, deadline=60):
        def gone():
            time.sleep(0.05)  # looking is not cheap
            return not self.drivers()
        until(gone, "the driver to leave", deadline)

    def point_at(self, port, device="Focuser"):
        """Tells the driver, once the one that knew another has left, where the hub is."""
        self.driver_leaves()
        key = f"HKLM\\SOFTWARE\\ASCOM\\{PROFILE[device]}\\ASCOM.astrojolo.{device}"
        self.wine.reg("add", key, "/v", "Hub", "/d", f"127.0.0.1:{port}", "/f", "/reg:32")

    def focuser(self, *arguments):
        """(simulator, hub, its port), with the driver pointed there."""
        simulator, cable = self.simulator(*arguments)
        hub, port = self.hub(f"serial:{cable}", arguments=("--no-session-log",))
        self.point_at(port)
        return simulator, hub, port

    def client(self, prog_id="ASCOM.astrojolo.Focuser"):
        client = ComClient(self.wine)
        self.addCleanup(client.program.kill)
        self.assertEqual(client.ask(f"create {prog_id}"), "created")
        return client

    def start_script(self, text, kind="vbs", *arguments):
        echo = {"vbs": f'\nWScript.Echo "{SENTINEL}"\n', "js": f'\nWScript.Echo("{SENTINEL}");\n'}[kind]
        name = f"script{time.monotonic_ns()}.{kind}"
        file = self.wine.folder / name
        file.write_text(text + echo)
        return self.wine.start("cscript", "//nologo", self.wine.windows_path(file), *arguments, speaks=True)

    def script(self, text, kind="vbs", *arguments):
        """The lines a script printed. Wine's cscript is silent about mistakes, so the last line must be ours."""
        program = self.start_script(text, kind, *arguments)
        program.wait()
        lines = program.output.splitlines()
        self.assertEqual(lines[-1:], [SENTINEL], program.output + program.errors)
        return lines[:-1]
