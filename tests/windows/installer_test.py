"""FocuserLink-setup.exe: installed, used, installed again and removed without a question; what the user has made stays."""

import re
import shutil
import unittest

from parts import until
from programs import ROOT, WINDOWS_BIN, WindowsTest, exe

UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\FocuserLink"
PROFILE = r"HKLM\SOFTWARE\ASCOM\Focuser Drivers\ASCOM.astrojolo.Focuser"
MARKS = (r"HKLM\Software", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run")
SETUP = WINDOWS_BIN / "FocuserLink-setup.exe"
PANEL = exe("focuserlink-panel").exists()


class InstallerTest(WindowsTest):
    @property
    def installed(self):
        return self.wine.drive / "Program Files" / "FocuserLink"

    @property
    def start_menu(self):
        return self.wine.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs/FocuserLink"

    def install(self, *arguments, setup=SETUP, code=0):
        done = self.wine.run(setup, "/S", *arguments, deadline=120)
        self.assertEqual(done.process.returncode, code, done.errors)

    def remove(self, folder=None):
        """The uninstaller goes on as a copy of itself, so that its own file can go."""
        folder = folder or self.installed
        self.wine.run(folder / "uninstall.exe", "/S", deadline=60)
        until(lambda: not folder.exists(), "the programs' folder to go")
        until(lambda: not self.ours(), "the registry to forget")

    def registry(self):
        return [line for key in MARKS for line in self.wine.registry(key).splitlines()]

    def ours(self):
        return [line for line in self.registry() if "FocuserLink" in line or "astrojolo" in line]

    def echo(self, expression):
        """What a script of Windows says that an expression is."""
        script = self.folder / "ask.vbs"
        script.write_text(f'WScript.Echo "it is " & {expression}\r\n')
        return self.wine.start("cscript", "//nologo", self.wine.windows_path(script)).line("it is ")

    def test_it_is_small(self):
        self.assertLessEqual(SETUP.stat().st_size, 15e6)

    def test_installed_used_and_removed(self):
        self.assertEqual(self.ours(), [])
        self.assertEqual(self.echo("1 + 1"), "2")  # the first script ever leaves marks of its own
        before = set(self.registry())
        self.install()
        self.assertEqual({file.name for file in self.installed.iterdir()},
                         {"focuserlinkd.exe", "focuserlink.exe", "focuserlink-sim.exe", "focuserlink-ascom.exe", "examples",
                          "licences", "LICENSE.txt", "uninstall.exe"} | ({"focuserlink-panel.exe"} if PANEL else set()))
        self.assertTrue((self.installed / "examples" / "vbscript" / "move.vbs").exists())
        self.assertEqual({file.name for file in self.start_menu.iterdir()},
                         {"FocuserLink setup page.lnk", "Simulated focuser.lnk", "FocuserLink command line.lnk",
                          "Remove FocuserLink.lnk"} | ({"FocuserLink.lnk"} if PANEL else set()))
        entry = self.wine.registry(UNINSTALL)
        self.assertIn('"DisplayName"="FocuserLink"', entry)
        self.assertIn(r'"InstallLocation"="C:\\Program Files\\FocuserLink"', entry)
        self.assertEqual(self.echo('CreateObject("ASCOM.astrojolo.Focuser").InterfaceVersion'), "4")

        version = self.wine.run(self.installed / "focuserlink.exe", "--version")
        self.assertIn("focuserlink ", version.output)
        self.wine.run(self.installed / "focuserlinkd.exe", "--start-with-session", "on")

        self.remove()
        self.assertFalse(self.start_menu.exists())
        self.assertEqual(set(self.registry()) ^ before, set())

    def test_the_licences_of_all_that_is_in_the_programs(self):
        self.install()
        self.assertIn("GNU GENERAL PUBLIC LICENSE", (self.installed / "LICENSE.txt").read_text())
        texts = self.installed / "licences"
        expected = {"boost": "Boost Software License", "spdlog": "Expat", "fmt": "Permission is hereby granted",
                    "cli11": "BSD", "tomlplusplus": "Expat", "eigen": "MPL-2", "MPL-2.0": "Mozilla Public License Version 2.0",
                    "mingw-w64": "winpthreads", "gcc": "GCC RUNTIME LIBRARY EXCEPTION"}
        sources = ["boost", "spdlog", "fmtlib", "cli11", "tomlplusplus", "eigen3", "mingw-w64", "gcc-mingw-w64"]
        if PANEL:
            expected |= {"qt": "The Qt Company", "qcustomplot": "Emanuel Eichhammer",
                         "qt/LGPL-3.0-only": "GNU LESSER GENERAL PUBLIC LICENSE",
                         "qt/GPL-3.0-only": "GNU GENERAL PUBLIC LICENSE", "qt/GPL-2.0-only": "GNU GENERAL PUBLIC LICENSE"}
            sources += ["qt6-base", "qcustomplot"]
        for name, words in expected.items():
            with self.subTest(name):
                self.assertIn(words, (texts / f"{name}.txt").read_text(encoding="utf-8"))
        said = (texts / "sources.txt").read_text()
        for name in sources:
            self.assertRegex(said, rf"\n    {name}[\d.]* \S*\d")
        version = re.search(r"project\(focuserlink VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertIn(f"focuserlink-{version}.tar.xz", said)
        self.remove()

    def test_an_upgrade_ends_the_hub_and_keeps_the_settings(self):
        self.install()
        _, device = self.simulator_exe()
        self.settings.mkdir(parents=True, exist_ok=True)
        config = self.settings / "hub.toml"
        config.write_text(f'port = 0\ndiscovery_port = 0\n[[device]]\naddress = "{device}"\nname = "Pier"\n')
        hub = self.wine.start(self.installed / "focuserlinkd.exe")
        hub.line("FocuserLink hub on ")
        written = config.read_text()
        (self.installed / "focuserlink.exe").write_text("of an earlier version")
        self.install()
        self.assertEqual((self.installed / "focuserlink.exe").read_bytes(), (WINDOWS_BIN / "focuserlink.exe").read_bytes())
        self.assertEqual(hub.wait(20), 0)
        self.assertIn("the hub has ended", hub.errors)
        self.assertEqual(config.read_text(), written)
        again = self.wine.start(self.installed / "focuserlinkd.exe")
        again.line("FocuserLink hub on ")
        self.remove()
        self.assertEqual(again.wait(20), 0)
        self.assertEqual(config.read_text(), written, "settings stay after removal")
        config.unlink()

    def test_another_folder(self):
        self.install("/D=C:\\Astro\\Focuser")
        folder = self.wine.drive / "Astro" / "Focuser"
        (folder.parent / "other.txt").write_text("not ours")
        self.assertTrue((folder / "focuserlink.exe").exists())
        self.remove(folder)
        self.assertTrue((folder.parent / "other.txt").exists())

    def test_a_version_in_another_folder_is_replaced(self):
        self.install()
        self.wine.reg("add", PROFILE, "/v", "Hub", "/d", "10.0.0.5:11111", "/f", "/reg:32")
        self.wine.run(self.installed / "focuserlinkd.exe", "--start-with-session", "on")
        self.install("/D=C:\\Astro")
        self.assertFalse(self.installed.exists())
        self.assertIn("10.0.0.5", "".join(self.registry()), "the driver's profile is kept")
        self.assertIn(r"C:\\Astro\\focuserlinkd.exe", self.wine.registry(MARKS[1]), "and what starts with the session")
        self.wine.reg("add", PROFILE, "/v", "Hub", "/d", "127.0.0.1:11111", "/f", "/reg:32")
        self.assertIn(r'"InstallLocation"="C:\\Astro"', self.wine.registry(UNINSTALL))
        self.assertEqual(self.echo('CreateObject("ASCOM.astrojolo.Focuser").InterfaceVersion'), "4")
        self.remove(self.wine.drive / "Astro")

    def test_a_program_in_use_is_not_half_replaced(self):
        self.install()
        simulator = self.wine.start(self.installed / "focuserlink-sim.exe", "--tcp", "0")
        simulator.line("tcp ")
        before = (self.installed / "focuserlinkd.exe").stat().st_mtime_ns
        refused = self.wine.run(WINDOWS_BIN / "FocuserLink-setup.exe", "/S", deadline=120)
        self.assertEqual(refused.process.returncode, 3)
        self.assertEqual((self.installed / "focuserlinkd.exe").stat().st_mtime_ns, before)
        simulator.interrupt()
        simulator.wait()
        self.remove()

    def test_removal_leaves_what_is_not_ours(self):
        self.install()
        stranger = self.installed / "examples" / "vbscript" / "my.vbs"
        stranger.write_text("mine")
        self.wine.run(self.installed / "uninstall.exe", "/S", deadline=60)
        until(lambda: not self.ours(), "the registry to forget")
        until(lambda: [path for path in self.installed.rglob("*") if path.is_file()] == [stranger], "all else to go")
        self.assertEqual({path.name for path in self.installed.rglob("*")}, {"examples", "vbscript", "my.vbs"})
        shutil.rmtree(self.installed)


if __name__ == "__main__":
    unittest.main()
