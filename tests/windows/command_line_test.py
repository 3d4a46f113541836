"""The command line as a program of Windows, against the simulated focuser on TCP."""

import json
import os
import unittest

from parts import until
from programs import ROOT, VERSION, FarZone, WindowsTest, exe


class CommandLineTest(WindowsTest):
    def setUp(self):
        super().setUp()
        _, self.device = self.simulator_exe()

    def test_moves_status_and_settings(self):
        self.assertEqual(self.answer("move", "120", device=self.device)["position"], 120)
        self.assertEqual(self.answer("settings", "set", "coefficient=-12.5", device=self.device)["coefficient"], -12.5)
        self.assertEqual(self.answer("settings", "get", "coefficient", device=self.device)["coefficient"], -12.5)
        self.assertIn("120 of 28800 steps", self.command("status", device=self.device).output)
        self.assertEqual(self.command("move", "near", device=self.device).process.returncode, 2)

    def test_every_program_says_its_version(self):
        for program in ("focuserlink", "focuserlinkd", "focuserlink-sim", "focuserlink-ascom"):
            done = self.wine.run(exe(program), "--version")
            self.assertEqual(done.process.returncode, 0, program)
            self.assertIn(f"{program} {VERSION}", done.output + done.errors)

    def test_the_address_may_be_in_the_environment(self):
        done = self.command("status", env={"FOCUSERLINK_DEVICE": self.device})
        self.assertEqual(done.process.returncode, 0, done.errors)

    def test_ctrl_c_halts_the_move(self):
        move = self.wine.start(exe("focuserlink"), "-d", self.device, "move", "20000")
        move.line("Moving from 0 to 20000")
        move.interrupt()
        self.assertEqual(move.wait(60), 5)
        self.assertIn("Interrupted; the focuser was halted at", move.output)
        status = self.answer("status", device=self.device)
        self.assertLess(status["position"], 20000)
        self.assertFalse(status["moving"])

    def test_watching_ends_with_ctrl_c_and_leaves_a_log(self):
        watch = self.wine.start(exe("focuserlink"), "--json", "-d", self.device, "watch")
        watch.line("{")
        until(lambda: [file for file in self.documents.glob("*.csv") if file.stat().st_size], "the session log")
        watch.interrupt()
        self.assertEqual(watch.wait(60), 0)
        self.assertEqual(json.loads(watch.output.splitlines()[0])["link"], "connected")

    def test_backlash_is_kept_in_the_settings_folder(self):
        self.answer("settings", "set", "backlash=40", device=self.device)
        self.assertIn("40", "".join(file.read_text() for file in self.settings.iterdir()))
        self.assertEqual(self.answer("settings", "get", "backlash", device=self.device)["backlash"], 40)

    def test_focus_runs_are_imported_and_fitted(self):
        folder = self.wine.windows_path(ROOT / "tests" / "data" / "import")
        done = self.command("--json", "calc", "import", folder)
        self.assertEqual(done.process.returncode, 0, done.errors)
        self.assertIn("temperature", (self.documents / "points.csv").read_text())
        points = self.command("--json", "calc", "list").output.splitlines()
        self.assertEqual(len(points), json.loads(done.output)["points"])
        self.assertTrue(self.command("calc", "fit").output)

    def test_a_drawing_is_a_file_beyond_ascii_too(self):
        target = self.folder / "Größe ☄.svg"
        for temperature, position in ((10, 1000), (5, 1100), (0, 1200), (-5, 1300)):
            added = self.command("calc", "add", temperature, position)
            self.assertEqual(added.process.returncode, 0, added.errors)
        self.command("calc", "fit", "--plot", self.wine.windows_path(target))
        self.assertIn("<svg", target.read_text(encoding="utf-8"))

    def test_a_file_on_another_computer_is_not_sought_on_this_one(self):
        # Wine has no other computers; this is a path that begins as theirs do.
        target = self.folder / "there.svg"
        for temperature, position in ((10, 1000), (5, 1100), (0, 1200), (-5, 1300)):
            self.command("calc", "add", temperature, position)
        for _ in range(2):
            done = self.command("calc", "fit", "--plot", "\\\\?\\unix" + str(target).replace("/", "\\"))
            self.assertEqual(done.process.returncode, 0, done.errors)
            self.assertIn("<svg", target.read_text(encoding="utf-8"))

    def test_nobody_to_ask(self):
        refused = self.command("factory-reset", device=self.device)
        self.assertEqual(refused.process.returncode, 2)
        self.assertIn("--yes", refused.errors)
        self.assertEqual(self.command("factory-reset", "--yes", device=self.device).process.returncode, 0)

    def test_dates_are_of_the_zone_that_the_computer_is_set_to(self):
        zone = FarZone()
        self.documents.mkdir(parents=True, exist_ok=True)
        header = (ROOT / "tests" / "data" / "session-log.csv").read_text().splitlines()[0]
        day = None
        while day != zone.today():  # at midnight once more
            day = zone.today()
            (self.documents / f"{day}.csv").write_text(header + "\n")
            shown = self.command("--json", "log", "show", "today", env=zone.env)
        self.assertEqual(shown.process.returncode, 0, shown.errors)


class SimulatorTest(WindowsTest):
    def test_one_simulator_has_a_port(self):
        _, device = self.simulator_exe()
        second = self.wine.start(exe("focuserlink-sim"), "--tcp", device.rsplit(":", 1)[1])
        self.assertEqual(second.wait(), 1)
        self.assertIn("cannot listen on TCP port", second.errors)

    def test_commands_come_on_standard_input(self):
        read, write = os.pipe()
        with os.fdopen(read) as far, os.fdopen(write, "w") as near:
            program = self.wine.start(exe("focuserlink-sim"), stdin=far)
            device = "tcp:127.0.0.1:" + program.line("tcp ")
            near.write("sensor unplug\r\nnonsense\nstatus\n")
            near.flush()
            program.line("ok")
            program.line("error:")
            program.line("position")
            self.assertEqual(self.answer("status", device=device)["position"], 0)
            near.write("quit")
        self.assertEqual(program.wait(60), 0)

    def test_the_eeprom_file_keeps_the_position(self):
        file = self.wine.windows_path(self.folder / "eeprom.bin")
        first, device = self.simulator_exe("--eeprom", file)
        self.assertEqual(self.answer("move", "77", device=device)["position"], 77)
        other = self.wine.start(exe("focuserlink-sim"), "--eeprom", file)
        self.assertEqual(other.wait(), 1)
        self.assertIn("is used by another simulator", other.errors)
        first.interrupt()
        self.assertEqual(first.wait(60), 0)
        _, device = self.simulator_exe("--eeprom", file)
        self.assertEqual(self.answer("status", device=device)["position"], 77)

    def test_what_windows_lacks_is_said(self):
        for arguments, words in ((("--link", "x"), "pseudo terminal"), (("--control", "x"), "standard input")):
            refused = self.wine.run(exe("focuserlink-sim"), *arguments)
            self.assertNotEqual(refused.process.returncode, 0)
            self.assertIn(words, refused.errors + refused.output)


if __name__ == "__main__":
    unittest.main()
