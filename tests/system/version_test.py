"""The version stands in one place, and every program says it."""

import os
import pathlib
import re
import subprocess
import unittest

from parts import BIN

ROOT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"])
VERSION = re.search(r"project\(focuserlink VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1]


class Version(unittest.TestCase):
    def test_every_program_says_it(self):
        programs = [path.name for path in BIN.iterdir() if path.name in (
            "focuserlink", "focuserlinkd", "focuserlink-sim", "focuserlink-panel", "indi_focuserlink")]
        self.assertGreaterEqual(len(programs), 3)
        for program in programs:
            said = subprocess.run([BIN / program, "--version"], capture_output=True, text=True, check=True,
                                  env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}).stdout
            self.assertEqual(said, f"{program} {VERSION}\n")

    def test_what_writes_the_firmware_says_it_too(self):
        flash = BIN.parent / "focuserlink-flash"
        if not flash.exists():
            self.skipTest("no gcc-avr, no firmware")
        said = subprocess.run(["sh", flash, "--version"], capture_output=True, text=True, check=True).stdout
        self.assertEqual(said, f"focuserlink-flash {VERSION}\n")

    def test_what_has_to_repeat_it_does(self):
        self.assertIn(f"\n## {VERSION} ", (ROOT / "CHANGELOG.md").read_text())
        metainfo = (ROOT / "panel/data/org.focuserlink.Panel.metainfo.xml").read_text()
        self.assertEqual(re.search(r'<release version="([\d.]+)"', metainfo)[1], VERSION, "the newest release comes first")


if __name__ == "__main__":
    unittest.main()
