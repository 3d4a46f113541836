"""`make install` puts everything where the system looks for it, and systemd finds nothing to complain about in the units."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from parts import BIN


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="focuserlink-", ignore_cleanup_errors=True)
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name)
        for part in ([], ["--component", "system"]):
            subprocess.run(["cmake", "--install", BIN.parent / "packaging", "--prefix", "/usr", *part], check=True,
                           capture_output=True, env={**os.environ, "DESTDIR": folder.name})

    def file(self, path):
        found = self.root / path
        self.assertTrue(found.exists(), f"{path} is not among {sorted(self.root.rglob('*'))}")
        return found

    def test_units_rule_and_user_are_where_they_are_looked_for(self):
        for path in ("usr/lib/systemd/system/focuserlinkd.service", "usr/lib/systemd/user/focuserlinkd.service",
                     "usr/lib/sysusers.d/focuserlinkd.conf", "etc/default/focuserlinkd",
                     "usr/lib/udev/rules.d/60-focuserlink.rules"):
            self.file(path)

    def test_the_system_unit_is_closed_to_all_it_does_not_need(self):
        unit = self.file("usr/lib/systemd/system/focuserlinkd.service")
        said = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=30", unit],
                              capture_output=True, text=True, check=False)
        exposure = re.search(r"Overall exposure level for focuserlinkd.service: ([\d.]+)", said.stdout)
        self.assertIsNotNone(exposure, said.stdout + said.stderr)
        print(f"\nexposure of the system unit: {exposure[1]}, at most 3.0", flush=True)
        self.assertEqual(said.returncode, 0, said.stdout)
        self.assertLessEqual(float(exposure[1]), 3.0)

    def complaints(self, kind, unit):
        said = subprocess.run(["systemd-analyze", "verify", f"--{kind}", unit], capture_output=True, text=True, check=False,
                              env={**os.environ, "XDG_RUNTIME_DIR": str(self.root)})
        return [line for line in said.stderr.splitlines() if "focuserlinkd.service" in line]

    def test_systemd_understands_every_line_of_the_units(self):
        for kind in ("system", "user"):
            unit = self.file(f"usr/lib/systemd/{kind}/focuserlinkd.service")
            # The programs are not installed here; what is asked is whether it understands the unit.
            text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", unit.read_text()).replace("Documentation=man:focuserlinkd(8)\n", "")
            plain = self.root / kind / "focuserlinkd.service"
            plain.parent.mkdir()
            plain.write_text(text)
            self.assertEqual(self.complaints(kind, plain), [])
            plain.write_text(text.replace("[Service]", "[Service]\nNobodyKnows=this"))
            self.assertNotEqual(self.complaints(kind, plain), [], "it would say so")


if __name__ == "__main__":
    unittest.main()
