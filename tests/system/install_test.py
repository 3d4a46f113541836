"""`make install` puts everything where the system looks for it, and systemd finds nothing to complain about in the units."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from parts import BIN

ROOT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"])
# Below PREFIX. The last three are made where what they need is installed.
EVERYBODYS = """bin/focuserlink bin/focuserlink-sim bin/focuserlinkd share/systemd/user/focuserlinkd.service
    share/bash-completion/completions/focuserlink share/bash-completion/completions/focuserlink-sim
    share/bash-completion/completions/focuserlinkd share/zsh/site-functions/_focuserlink
    share/man/man1/focuserlink.1 share/man/man1/focuserlink-sim.1 share/man/man8/focuserlinkd.8"""
OF_PARTS = {
    "focuserlink-panel": """bin/focuserlink-panel share/applications/org.focuserlink.Panel.desktop share/man/man1/focuserlink-panel.1
        share/metainfo/org.focuserlink.Panel.metainfo.xml share/icons/hicolor/scalable/apps/focuserlink-panel.svg""",
    "indi_focuserlink": "bin/indi_focuserlink share/man/man1/indi_focuserlink.1",
    "focuserlink.elf": """bin/focuserlink-flash share/focuserlink/focuserlink.elf share/focuserlink/focuserlink.hex
        share/man/man1/focuserlink-flash.1""",
}
SYSTEMS = """lib/systemd/system/focuserlinkd.service lib/sysusers.d/focuserlinkd.conf lib/udev/rules.d/60-focuserlink.rules"""


def expected(prefix, system):
    files = EVERYBODYS.split() + [file for part, files in OF_PARTS.items() if (BIN / part).exists() for file in files.split()]
    whole = ["etc/default/focuserlinkd"] if system else []
    if system and (BIN / "indi_focuserlink").exists():
        whole.append("usr/share/indi/indi_focuserlink.xml")
    return sorted([f"{prefix}/{file}" for file in files + (SYSTEMS.split() if system else [])] + whole)


def install(**env):
    done = subprocess.run([ROOT / "scripts" / "install"], capture_output=True, text=True, check=False,
                          env={**os.environ, "FOCUSERLINK_BUILD": str(BIN.parent), **{name: str(value) for name, value in env.items()}})
    if done.returncode != 0:
        raise AssertionError(done.stdout + done.stderr)


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="focuserlink-", ignore_cleanup_errors=True)
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.root = cls.folder / "root"
        install(DESTDIR=cls.root)

    def file(self, path):
        found = self.root / path
        self.assertTrue(found.exists(), f"{path} is not among {sorted(self.root.rglob('*'))}")
        return found

    def files(self, root):
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir())

    def test_for_everybody_it_is_where_the_system_looks(self):
        self.assertEqual(self.files(self.root), expected("usr/local", True))
        for kind in ("lib/systemd/system", "share/systemd/user"):
            self.assertIn("ExecStart=/usr/local/bin/focuserlinkd", self.file(f"usr/local/{kind}/focuserlinkd.service").read_text())

    def test_for_one_user_it_is_below_a_folder_of_theirs_and_nothing_is_elsewhere(self):
        tools = self.folder / "tools"
        tools.mkdir()
        (tools / "sudo").write_text("#!/bin/sh\necho 'nobody is to be root' >&2\nexit 1\n")
        (tools / "sudo").chmod(0o755)
        prefix = self.folder / "home" / ".local"  # neither is there yet
        # As an installation of somebody else left it, whose list may not be written here.
        (BIN.parent / "install_manifest.txt").unlink(missing_ok=True)
        (BIN.parent / "install_manifest.txt").symlink_to(self.folder / "no" / "such" / "folder")
        install(PREFIX=prefix, PATH=f"{tools}:{os.environ['PATH']}")
        self.assertEqual(self.files(self.folder / "home"), expected(".local", False))
        unit = prefix / "share/systemd/user/focuserlinkd.service"
        self.assertIn(f"ExecStart={prefix}/bin/focuserlinkd\n", unit.read_text())
        # The user's systemd looks below ~/.local/share, where it is told so.
        found = subprocess.run(["systemd-path", "user-shared"], capture_output=True, text=True, check=True,
                               env={"PATH": os.environ["PATH"], "HOME": str(self.folder / "home")}).stdout.strip()
        self.assertTrue(unit.is_relative_to(found), found)

    def test_what_the_administrator_wrote_stays(self):
        options = self.folder / "again" / "etc/default/focuserlinkd"
        for there in ('FOCUSERLINKD_OPTIONS=""\n', "mine"):
            subprocess.run(["cmake", "--install", BIN.parent / "packaging", "--prefix", "/usr", "--component", "system"], check=True,
                           capture_output=True, env={**os.environ, "DESTDIR": str(self.folder / "again")})
            self.assertTrue(options.read_text().endswith(there), options.read_text())
            options.write_text("mine")

    def test_the_system_unit_is_closed_to_all_it_does_not_need(self):
        unit = self.file("usr/local/lib/systemd/system/focuserlinkd.service")
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
        for kind, folder in (("system", "lib"), ("user", "share")):
            unit = self.file(f"usr/local/{folder}/systemd/{kind}/focuserlinkd.service")
            # The programs are not installed here; what is asked is whether it understands the unit.
            text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", unit.read_text()).replace("Documentation=man:focuserlinkd(8)\n", "")
            plain = self.folder / kind / "focuserlinkd.service"
            plain.parent.mkdir()
            plain.write_text(text)
            self.assertEqual(self.complaints(kind, plain), [])
            plain.write_text(text.replace("[Service]", "[Service]\nNobodyKnows=this"))
            self.assertNotEqual(self.complaints(kind, plain), [], "it would say so")


if __name__ == "__main__":
    unittest.main()
