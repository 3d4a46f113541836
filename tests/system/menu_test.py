"""The menu of programs and the software centre understand what they read of the panel."""

import os
import pathlib
import subprocess
import unittest

DATA = pathlib.Path(os.environ["FOCUSERLINK_ROOT"]) / "panel" / "data"


class Menu(unittest.TestCase):
    def check(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_entry_in_the_menu(self):
        self.check("desktop-file-validate", DATA / "org.focuserlink.Panel.desktop")

    def test_the_page_of_the_software_centre(self):
        self.check("appstreamcli", "validate", "--no-net", DATA / "org.focuserlink.Panel.metainfo.xml")


if __name__ == "__main__":
    unittest.main()
