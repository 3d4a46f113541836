"""The Windows programs as parts of a test: one Wine for the tests of a class, the hub and the command line in it, and the
simulated focuser beside it as a native program on a pseudo terminal, or in it on TCP."""

import datetime
import json
import os
import pathlib
import re
import urllib.parse
import zoneinfo

import parts
from wine import Wine

ROOT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"])
WINDOWS_BIN = pathlib.Path(os.environ["FOCUSERLINK_WINDOWS_BIN"])
VERSION = re.search(r"project\(focuserlink VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]


def exe(name):
    return WINDOWS_BIN / f"{name}.exe"


class FarZone:
    """A time zone where it is another day than in UTC. Wine, given its name as TZ, has it for the computer's own; Windows' C
    library would take the name for UTC."""

    def __init__(self):
        self.name = "Etc/GMT+12" if datetime.datetime.now(datetime.timezone.utc).hour < 12 else "Etc/GMT-14"
        self.env = {"TZ": self.name}

    def today(self):
        return datetime.datetime.now(zoneinfo.ZoneInfo(self.name)).date()


class WindowsTest(parts.SystemTest):
    @classmethod
    def setUpClass(cls):
        cls.wine = Wine()
        cls.addClassCleanup(cls.wine.end)

    def setUp(self):
        super().setUp()
        self.addCleanup(self.end_programs)

    def end_programs(self):
        """A Wine process that is killed from outside takes its program with it."""
        for program in self.wine.programs:
            program.kill()

    @property
    def documents(self):
        return self.wine.home / "Documents" / "FocuserLink"

    @property
    def settings(self):
        return next((self.wine.drive / "users").glob("*/AppData")) / "Roaming" / "FocuserLink"

    def simulator_exe(self, *arguments):
        """(program, tcp:HOST:PORT)."""
        program = self.wine.start(exe("focuserlink-sim"), *arguments)
        return program, "tcp:127.0.0.1:" + program.line("tcp ")

    def hub_exe(self, *devices, arguments=("--port", 0, "--discovery-port", 0), env=None):
        """(program, its HTTP port)."""
        wanted = [word for device in devices for word in ("--device", device)]
        program = self.wine.start(exe("focuserlinkd"), *wanted, *arguments, env=env)
        page = program.line("FocuserLink hub on ")
        return program, urllib.parse.urlsplit(page).port

    def command(self, *arguments, device=None, env=None):
        """The command line, ended."""
        return self.wine.run(exe("focuserlink"), *(["-d", device] if device else []), *arguments, env=env)

    def answer(self, *arguments, device=None):
        """The object that the command line answers with --json."""
        done = self.command("--json", *arguments, device=device)
        self.assertEqual(done.process.returncode, 0, done.errors)
        return json.loads(done.output)
