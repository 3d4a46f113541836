"""`make install` puts the driver where indiserver finds it, and its XML where INDI's clients look for it."""

import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

from parts import BIN


class Install(unittest.TestCase):
    def test_the_driver_and_its_xml_are_where_indi_looks(self):
        with tempfile.TemporaryDirectory(prefix="focuserlink-", ignore_cleanup_errors=True) as folder:
            for part in ([], ["--component", "system"]):
                subprocess.run(["cmake", "--install", BIN.parent / "indi", "--prefix", "/usr/local", *part], check=True,
                               env={**os.environ, "DESTDIR": folder}, capture_output=True)
            root = pathlib.Path(folder)
            lists = list(root.rglob("indi_focuserlink.xml"))
            self.assertEqual([str(path.relative_to(root)) for path in lists], ["usr/share/indi/indi_focuserlink.xml"])
            self.assertTrue(pathlib.Path("/usr/share/indi/drivers.xml").exists(), "libindi's own list is elsewhere")
            device = xml.etree.ElementTree.parse(lists[0]).find("devGroup[@group='Focusers']/device")
            self.assertEqual(device.get("label"), "FocuserLink")
            driver = device.find("driver")
            self.assertEqual(driver.get("name"), "FocuserLink", "the name of the INDI device")
            self.assertTrue(os.access(root / "usr/local/bin" / driver.text, os.X_OK), driver.text)


if __name__ == "__main__":
    unittest.main()
