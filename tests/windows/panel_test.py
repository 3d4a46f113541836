"""The panel as it is installed, on a serial port of Windows; its own tests (tests/panel) use a focuser on TCP."""

import csv
import time
import unittest

from parts import until
from programs import WindowsTest, exe


class PanelTest(WindowsTest):
    def rows(self):
        """The rows of its session logs."""
        found = []
        for file in sorted(self.documents.glob("*.csv")):
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
            found += list(csv.DictReader(lines))
        return found

    def rows_have_stopped(self):
        before = len(self.rows())
        time.sleep(3)  # six of its intervals
        return len(self.rows()) == before

    def test_a_focuser_on_com5_whose_cable_is_pulled(self):
        device, port = self.simulator("--temperature", 7)
        self.wine.com_port(5, port)
        self.settings.mkdir(parents=True)
        (self.settings / "panel.ini").write_text("[connection]\nmode=direct\nport=serial:COM5\nconnect_at_start=true\n"
                                                 "[charts]\nsampling=500\n", encoding="utf-8")
        panel = self.wine.start(exe("focuserlink-panel"))
        until(self.rows, "rows in the session log")
        device.say("cable pull")
        device.line("ok")
        until(self.rows_have_stopped, "the session log to stop")
        before = len(self.rows())
        device.say("cable plug")
        until(lambda: len(self.rows()) > before + 3, "more rows, once the cable is there again")
        self.assertIsNone(panel.process.poll(), panel.output + panel.errors)
        self.assertEqual(self.rows()[0]["position_steps"], "0")
        self.assertAlmostEqual(float(self.rows()[-1]["temperature_c"]), 7, delta=0.5)


if __name__ == "__main__":
    unittest.main()
