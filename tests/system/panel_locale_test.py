"""The panel on a desktop whose language writes a comma for the decimal point: what it writes for programs keeps the point."""

import re
import subprocess
import unittest

from parts import SystemTest, until

HEADER = "time_utc,position_steps,temperature_c,"


class PanelLocale(SystemTest):
    def test_the_session_log_of_a_german_desktop_is_the_same(self):
        locales = self.folder / "locales"
        locales.mkdir()
        subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", locales / "de_DE.UTF-8"], check=True, capture_output=True)
        german = {"LOCPATH": str(locales), "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
        spoken = subprocess.run(["locale", "decimal_point"], env=german, capture_output=True, text=True, check=True)
        self.assertEqual(spoken.stdout, ",\n", "the locale is not in use")

        _, cable = self.simulator("--temperature", "12.34")
        self.start("focuserlink-panel", "--device", f"serial:{cable}", env={**german, "QT_QPA_PLATFORM": "offscreen"})
        row = until(self.row_with_a_temperature, "a row of the session log")
        self.assertRegex(row, re.compile(r"[^,]+,\d+,1[0-4]\.\d\d,"))
        self.assertEqual(row.count(","), 9)

    def row_with_a_temperature(self):
        for log in (self.folder / "documents" / "FocuserLink").glob("*.csv"):
            header, *rows = log.read_text().split("\n")[:-1] or [""]
            if header.startswith(HEADER):
                return next((row for row in rows if row.split(",")[2]), None)
        return None


if __name__ == "__main__":
    unittest.main()
