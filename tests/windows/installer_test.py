"""FocuserLink-setup.exe: installed, used, installed again and removed without a question; what the user has made stays."""

import contextlib
import shutil
import subprocess
import unittest
import urllib.request

from parts import free_port, until
from programs import ROOT, VERSION, WINDOWS_BIN, WindowsTest, exe

UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\FocuserLink"
PROFILE = r"HKLM\SOFTWARE\ASCOM\Focuser Drivers\ASCOM.astrojolo.Focuser"
MARKS = (r"HKLM\Software", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run")
APP_DEFAULTS = r"HKCU\Software\Wine\AppDefaults\FocuserLink-setup.exe"
SETUP = WINDOWS_BIN / "FocuserLink-setup.exe"
PANEL = exe("focuserlink-panel").exists()


def answers(port):
    """Whether a hub answers there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/setup", timeout=60) as page:
            return "FocuserLink" in page.read().decode()
    except OSError:
        return False


class InstallerTest(WindowsTest):
    @property
    def installed(self):
        return self.wine.drive / "Program Files" / "FocuserLink"

    @property
    def start_menu(self):
        return self.wine.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs/FocuserLink"

    def install(self, *arguments, setup=SETUP, code=0):
        """A setup whose driver or earlier version Wine has ended at its start, see WineProgram, is run again."""
        for _ in range(3):
            done = self.wine.run(setup, "/S", *arguments, deadline=120)
            if done.process.returncode == code:
                break
        self.assertEqual(done.process.returncode, code, done.errors)

    def run_hub(self, *options):
        """(program, its port), of the installed hub. It may be started again by somebody else."""
        self.addCleanup(self.wine.run, "taskkill", "/f", "/im", "focuserlinkd.exe")
        port = free_port()
        self.settings.mkdir(parents=True, exist_ok=True)
        config = self.settings / "hub.toml"
        self.addCleanup(config.unlink, missing_ok=True)
        config.write_text(f"{'' if options else f'port = {port}'}\ndiscovery_port = 0\n")
        hub = self.wine.start(self.installed / "focuserlinkd.exe", *(str(port) if word is None else word for word in options))
        hub.line("FocuserLink hub on ")
        return hub, port

    def files(self):
        """What is installed, and when each file was written."""
        return {path: path.stat().st_mtime_ns for path in self.installed.rglob("*") if path.is_file()}

    def remove(self, folder=None):
        """The uninstaller goes on as a copy of itself, so that its own file can go. Where Wine has ended that copy at its start,
        see WineProgram, it is run again."""
        folder = folder or self.installed
        for _ in range(3):
            self.wine.run(folder / "uninstall.exe", "/S", deadline=60)
            with contextlib.suppress(AssertionError):
                until(lambda: not folder.exists(), "the programs' folder to go")
                break
        self.assertFalse(folder.exists())
        until(lambda: not self.ours(), "the registry to forget")

    def registry(self):
        return [line for key in MARKS for line in self.wine.registry(key).splitlines()]

    def ours(self):
        return [line for line in self.registry() if "FocuserLink" in line or "astrojolo" in line]

    def echo(self, expression):
        """What a script of Windows says that an expression is."""
        script = self.folder / "ask.vbs"
        script.write_text(f'WScript.Echo "it is " & {expression}\r\n')
        return self.wine.start("cscript", "//nologo", self.wine.windows_path(script), speaks=True).line("it is ")

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
        self.assertIn(f"focuserlink-{VERSION}.tar.xz", said)
        self.remove()

    def test_an_upgrade_starts_the_hub_again_and_keeps_the_settings(self):
        self.install()
        hub, port = self.run_hub()
        config = self.settings / "hub.toml"
        written = config.read_text()
        (self.installed / "focuserlink.exe").write_text("of an earlier version")
        self.install()
        self.assertEqual((self.installed / "focuserlink.exe").read_bytes(), exe("focuserlink").read_bytes())
        self.assertEqual(hub.wait(20), 0)
        self.assertIn("the hub has ended", hub.errors)
        until(lambda: answers(port), "the hub to be there again")
        self.assertFalse((self.installed / "hub.lnk").exists())
        self.assertEqual(config.read_text(), written)
        self.remove()
        self.assertFalse(answers(port))
        self.assertEqual(config.read_text(), written, "settings stay after removal")

    def test_a_hub_keeps_the_options_that_it_was_started_with(self):
        self.install()
        _, port = self.run_hub("--port", None)  # as the panel and the driver start it
        self.install()
        until(lambda: answers(port), "the hub to be there again")
        self.remove()

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

    def test_where_a_program_is_in_use_nothing_changes(self):
        self.install()
        hub, port = self.run_hub()
        # A stand-in for the panel, which may not have been built.
        shutil.copy(exe("focuserlink-sim"), self.installed / "focuserlink-panel.exe")
        before = self.files()
        # With _? the uninstaller does not go on as a copy of itself, whose code nobody would see.
        remove = (self.installed / "uninstall.exe", "/S", "_?=C:\\Program", "Files\\FocuserLink")
        for name, refused in (("focuserlink-panel.exe", (SETUP, "/S")), ("focuserlink-sim.exe", remove)):
            program = self.wine.start(self.installed / name, "--tcp", "0")
            program.line("tcp ")
            self.assertEqual(self.wine.run(*refused, deadline=120).process.returncode, 3)
            self.assertEqual(self.files(), before)
            self.assertIsNone(hub.process.poll())
            self.assertTrue(answers(port))
            program.interrupt()
            program.wait()
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

    def test_a_setup_without_the_panel_removes_it(self):
        setup, laid = self.folder / "without.exe", self.folder / "laid.nsh"
        laid.write_text("!macro Lay\n!macroend\n!macro Unlay\n!macroend\n")
        parts = {"VERSION": "0.0.1", "BIN": WINDOWS_BIN, "ROOT": ROOT, "HERE": ROOT / "installer", "OUT": setup,
                 "LAID": laid, "ICON": WINDOWS_BIN.parent / "focuserlink.ico", "DRIVER": ""}
        compiled = subprocess.run(["makensis", "-V1", "-XSetCompressor /FINAL zlib",
                                   *(f"-D{name}={value}" for name, value in parts.items()),
                                   ROOT / "installer" / "focuserlink.nsi"], capture_output=True, text=True, check=False)
        self.assertEqual(compiled.returncode, 0, compiled.stdout)
        self.install()
        # Also where no panel has been built: as a setup with it would have left them.
        (self.installed / "focuserlink-panel.exe").touch()
        (self.start_menu / "FocuserLink.lnk").touch()
        self.install(setup=setup)
        for gone in ("focuserlink-panel.exe", "licences", "examples"):
            self.assertFalse((self.installed / gone).exists(), gone)
        self.assertFalse((self.start_menu / "FocuserLink.lnk").exists())
        self.assertTrue((self.start_menu / "FocuserLink setup page.lnk").exists())
        self.assertIn('"DisplayVersion"="0.0.1"', self.wine.registry(UNINSTALL))
        self.remove()

    def test_a_windows_that_is_too_old_is_told(self):
        self.wine.reg("add", APP_DEFAULTS, "/v", "Version", "/d", "win7", "/f")
        try:
            self.install(code=5)
        finally:
            self.wine.reg("delete", APP_DEFAULTS, "/f")
        self.assertFalse(self.installed.exists())
        self.assertEqual(self.ours(), [])


if __name__ == "__main__":
    unittest.main()
