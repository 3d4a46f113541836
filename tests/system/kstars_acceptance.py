"""KStars, as astrophotographers use it, drives our focuser through our INDI driver: its own profile, its own windows on a
screen of its own, asked and commanded over D-Bus. Run by `scripts/accept-kstars`; too big for every test run."""

import contextlib
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import unittest

import indi_config_test
from indi_parts import DRIVER, IndiTest
from parts import BIN, Driver, until

DEVICE = "FocuserLink"
EKOS, FOCUS, INDI = "/KStars/Ekos", "/KStars/Ekos/Focus", "/KStars/INDI"
RECORD = "400:3:500:0:60000:1:437:-2550:30:42:0"
SUCCESS = "2"  # of Ekos' CommunicationStatus


class KStars(IndiTest):
    def setUp(self):
        super().setUp()
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700)
        screen = self.start("/usr/bin/Xvfb", "-displayfd", 1, "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset")
        number = until(lambda: next((line for line in screen.lines if line.strip().isdigit()), None), "a display")
        bus = self.start("/usr/bin/dbus-daemon", "--session", "--nofork", "--print-address")
        address = until(lambda: next((line for line in bus.lines if line.startswith("unix:")), None), "a session bus")
        self.env |= {"DISPLAY": f":{number.strip()}", "DBUS_SESSION_BUS_ADDRESS": address, "XDG_RUNTIME_DIR": str(runtime),
                     "XDG_DATA_HOME": str(self.folder / "data"), "LC_ALL": "C.UTF-8"}

    def run_program(self, *command):
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, timeout=60,
                              env={**os.environ, **self.env})
        return done.stdout.strip() if done.returncode == 0 else None

    def bus(self, path, *words):
        """An answer over D-Bus; None if there is none."""
        return self.run_program("qdbus", "org.kde.kstars", path, *words)

    def tell(self, what):
        print(f"{time.monotonic() - self.begun:7.1f} s  {what}", file=sys.stderr, flush=True)

    def drivers_for_kstars(self):
        """A folder with our driver's description and those of the simulators, as an installation has them."""
        folder = self.folder / "drivers"
        folder.mkdir()
        for description in (pathlib.Path("/usr/share/indi/drivers.xml"), BIN.parent / "indi" / "indi_focuserlink.xml"):
            shutil.copy(description, folder)
        (self.folder / "config").mkdir(exist_ok=True)
        (self.folder / "config" / "kstarsrc").write_text(f"[indi]\nindiDriversDir={folder}\n")

    def profile(self):
        """Puts a profile for this indiserver where the user's are."""
        database = self.folder / "data" / "kstars" / "userdb.sqlite"
        until(database.exists, "KStars' database")

        def insert():
            with contextlib.suppress(sqlite3.OperationalError), contextlib.closing(sqlite3.connect(database)) as connection:
                with connection:
                    number = connection.execute(
                        "INSERT INTO profile (name, host, port, autoconnect, portselector) VALUES (?, ?, ?, 1, 0)",
                        ("Focuser", "localhost", self.server.port)).lastrowid
                    connection.executemany("INSERT INTO driver (label, role, profile) VALUES (?, ?, ?)", [
                        ("Telescope Simulator", "Mount", number), ("CCD Simulator", "CCD", number), (DEVICE, "Focuser", number)])
                return True
            return False

        until(insert, "the database to take a profile")

    def start_kstars(self):
        kstars = self.start("/usr/bin/kstars")
        until(lambda: self.bus("/KStars", "org.freedesktop.DBus.Peer.Ping") is not None, "KStars on the bus", deadline=120)
        self.tell("KStars runs")
        self.profile()

        def ekos():
            self.run_program("xdotool", "search", "--name", "Startup Wizard", "key", "Escape")
            self.bus("/kstars/MainWindow_1/actions/show_ekos", "trigger")
            return self.bus(EKOS)

        until(ekos, "Ekos", deadline=60)
        return kstars

    def number(self, name, element):
        return float(self.bus(INDI, "getNumber", DEVICE, name, element) or "nan")

    def test_a_session(self):
        self.begun = time.monotonic()
        simulated = self.focuser("--temperature", 7.5)
        wire = Driver(simulated.port)
        self.assertEqual(wire.ask(f"U:{RECORD}:"), "U")
        wire.close()
        simulated.control.say("lines on")
        # A user comes with what an older driver has saved, and KStars loads it whenever it connects.
        (self.folder / ".indi").mkdir()
        (self.folder / ".indi" / "FocuserLink_config.xml").write_text(indi_config_test.STALE)
        watcher = self.serve(DRIVER, "indi_simulator_telescope", "indi_simulator_ccd")
        self.aim(watcher, f"serial:{simulated.port}")
        self.drivers_for_kstars()
        kstars = self.start_kstars()
        self.tell("Ekos is there; profiles: " + " ".join((self.bus(EKOS, "getProfiles") or "").split()))
        self.bus(EKOS, "setProfile", "Focuser")
        self.bus(EKOS, "start")
        for member in ("indiStatus", "ekosStatus"):
            until(lambda: self.bus(EKOS, f"org.kde.kstars.Ekos.{member}") == SUCCESS, f"{member} to be success", deadline=60)
        until(lambda: watcher.is_on("CONNECTION", "CONNECT"), "KStars to connect the focuser")
        self.tell("online: " + " ".join((self.bus(INDI, "getDevices") or "").split()))

        def online():
            said = self.bus(EKOS, "logText") or ""
            return said if f"{DEVICE} focuser is online" in said else None

        log = until(online, "the focuser to be online")
        self.tell("Ekos says: " + "; ".join(line for line in log.splitlines() if DEVICE in line))

        position = ("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION")
        watcher.until(lambda: watcher.find(position[0]) and watcher.state(position[0]) == "Ok", "the focuser to be read")
        until(lambda: self.number(*position) == 0, "the position in KStars")
        for order, steps, end in (("focusOut", 300, 300), ("focusIn", 200, 100)):
            self.bus(FOCUS, order, steps)
            order_line = re.compile(rf"R:0:{end}(\*[0-9A-F]{{2}})?$")  # with its check
            until(lambda: any(order_line.search(line) for line in list(simulated.program.lines)), f"R:0:{end} on the wire")
            simulated.rests_at(end)
            until(lambda: self.number(*position) == end, "the position in KStars")
            until(lambda: self.bus(INDI, "getPropertyState", DEVICE, position[0]) == "Ok", "Ok in KStars")
            self.tell(f"{order} {steps}: R:0:{end} on the wire, KStars reads {self.number(*position):.0f}, Ok")
        until(lambda: abs(self.number("FOCUS_TEMPERATURE", "TEMPERATURE") - 7.5) < 0.2, "the temperature in KStars")
        self.tell(f"KStars reads {self.number('FOCUS_TEMPERATURE', 'TEMPERATURE'):.2f} C")
        self.bus(INDI, "setNumber", DEVICE, *position, "250")
        self.bus(INDI, "sendProperty", DEVICE, position[0])
        simulated.rests_at(250)
        self.tell("KStars' control panel moves it to 250")
        self.assertEqual((watcher.value("FOCUS_MAX", "FOCUS_MAX_VALUE"), watcher.on("FOCUS_REVERSE_MOTION")),
                         (60000, ["INDI_ENABLED"]), "the device's own settings")

        self.assertIn("configuration applied", watcher.words_since(0), "KStars has loaded the driver's configuration")
        self.bus(EKOS, "stop")
        until(lambda: self.bus(EKOS, "org.kde.kstars.Ekos.indiStatus") == "0", "Ekos to stop", deadline=60)

        def ended():
            self.run_program("xdotool", "search", "--name", "Optical Trains", "key", "Escape")
            self.bus("/kstars/MainWindow_1/actions/quit", "trigger")
            return kstars.process.poll() is not None

        until(ended, "KStars to end", deadline=60)
        self.assertEqual(kstars.process.returncode, 0)
        self.tell("clean end")
        if watcher.is_on("CONNECTION", "CONNECT"):
            self.disconnect(watcher)
        wire = Driver(simulated.port)
        self.assertEqual(wire.ask("u"), f"u:{RECORD}", "the stale configuration has left the device alone")
        wire.close()
        self.tell("the configuration of an older driver has changed nothing in the device")


if __name__ == "__main__":
    unittest.main()
