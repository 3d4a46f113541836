"""FocuserLink-setup.exe: installed, used, installed again and removed without a question; what the user has made stays."""

import unittest

from parts import until
from programs import WINDOWS_BIN, WindowsTest

UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\FocuserLink"
PROFILE = r"HKLM\SOFTWARE\ASCOM\Focuser Drivers\ASCOM.astrojolo.Focuser"
MARKS = (r"HKLM\Software", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run")


class InstallerTest(WindowsTest):
    @property
    def installed(self):
        return self.wine.drive / "Program Files" / "FocuserLink"

    @property
    def start_menu(self):
        return self.wine.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs/FocuserLink"

    def install(self, *arguments):
        done = self.wine.run(WINDOWS_BIN / "FocuserLink-setup.exe", "/S", *arguments, deadline=120)
        self.assertEqual(done.process.returncode, 0, done.errors)

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
        self.assertLessEqual((WINDOWS_BIN / "FocuserLink-setup.exe").stat().st_size, 15e6)

    def test_installed_used_and_removed(self):
        self.assertEqual(self.ours(), [])
        self.assertEqual(self.echo("1 + 1"), "2")  # the first script ever leaves marks of its own
        before = set(self.registry())
        self.install()
        panel = (WINDOWS_BIN / "focuserlink-panel.exe").exists()
        self.assertEqual({file.name for file in self.installed.iterdir()},
                         {"focuserlinkd.exe", "focuserlink.exe", "focuserlink-sim.exe", "focuserlink-ascom.exe", "examples",
                          "LICENSE.txt", "uninstall.exe"} | ({"focuserlink-panel.exe", "licences"} if panel else set()))
        if panel:
            self.assertIn("qt6-base 6", (self.installed / "licences" / "sources.txt").read_text())
            self.assertTrue((self.installed / "licences" / "qcustomplot" / "copyright").exists())
        self.assertTrue((self.installed / "examples" / "vbscript" / "move.vbs").exists())
        self.assertEqual({file.name for file in self.start_menu.iterdir()},
                         {"FocuserLink setup page.lnk", "Simulated focuser.lnk", "FocuserLink command line.lnk",
                          "Remove FocuserLink.lnk"} | ({"FocuserLink.lnk"} if panel else set()))
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


if __name__ == "__main__":
    unittest.main()
