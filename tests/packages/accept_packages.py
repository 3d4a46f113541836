"""The Debian packages in a fresh Debian, used as a stranger would: `make accept-deb`. DEBIAN names its root, /previous and
/new in it have the packages."""

import http.client
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.parse

from documents_test import dead_links
from parts import Alpaca, Program, until

ROOT = pathlib.Path(os.environ["DEBIAN"])
PACKAGES = ("focuserlink", "focuserlink-panel", "indi-focuserlink", "focuserlink-firmware")
HOME = "/home/stranger"
WANTED = ROOT / "etc/systemd/system/multi-user.target.wants/focuserlinkd.service"
WORDS = {"PATH": "/usr/bin:/usr/sbin:/bin:/sbin", "HOME": HOME, "LC_ALL": "C.UTF-8", "TMPDIR": "/tmp", "DEBIAN_FRONTEND": "noninteractive"}


def inside(*command, check=True, env=None):
    """What a command in that Debian says."""
    done = subprocess.run(["chroot", ROOT, *map(str, command)], capture_output=True, text=True, env={**WORDS, **(env or {})},
                          check=False, stdin=subprocess.DEVNULL)
    if check and done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def ours():
    """Every file there with our name in it, and every package's entry."""
    found = inside("find", "/", "-xdev", "(", "-path", "/new", "-o", "-path", "/previous", "-o", "-path", "/proc", "-o", "-path",
                   "/dev", ")", "-prune", "-o", "-iname", "*focuserlink*", "-print")
    return sorted(found.split())


class Packages(unittest.TestCase):
    """One story; its chapters run in the order of their names."""

    def start(self, *command, env=None):
        program = Program("/usr/sbin/chroot", ROOT, *command, env={**WORDS, **(env or {})})
        self.addCleanup(program.stop)
        return program

    def hub_on_a_simulator(self, *options):
        simulator = self.start("focuserlink-sim", "--link", "/tmp/focuser", "--eeprom", f"{HOME}/eeprom", "--speed", "10", *options)
        simulator.line("pty ")
        hub = self.start("focuserlinkd", "--device", "serial:/tmp/focuser", "--port", "0", "--discovery-port", "0")
        return urllib.parse.urlsplit(hub.line("FocuserLink hub on ")).port

    def test_1_an_earlier_version_is_installed(self):
        inside("apt-get", "update", "-qq")
        (ROOT / HOME[1:]).mkdir(parents=True)
        # Only what packages ask for: a stranger's `apt install` also brings what they recommend.
        inside("sh", "-c", "apt-get install -y --no-install-recommends /previous/*.deb indi-bin udev")
        for compiler in ("g++", "cc"):
            self.assertEqual(inside("which", compiler, check=False), "", "without a compiler")
        user = inside("getent", "passwd", "focuserlink")
        self.assertIn("/var/lib/focuserlink", user)
        self.assertIn("plugdev", inside("id", "focuserlink"))
        self.assertFalse(os.path.lexists(WANTED), "off until enabled")
        postinst = (ROOT / "var/lib/dpkg/info/focuserlink.postinst").read_text()
        self.assertIn("if deb-systemd-helper debian-installed 'focuserlinkd.service'", postinst, "enabled only where it was before")
        self.assertNotRegex(postinst, "systemctl.* (start|restart|enable)", "deb-systemd-invoke starts only what is enabled")
        self.assertIn("deb-systemd-invoke stop", (ROOT / "var/lib/dpkg/info/focuserlink.prerm").read_text(), "removal ends it")

    def test_1b_udev_and_systemd_can_read_what_is_theirs(self):
        said = subprocess.run(["chroot", ROOT, "udevadm", "test", "--action=add", "/sys/class/tty/tty"], capture_output=True, text=True,
                              env=WORDS, check=False).stderr
        self.assertIn("Reading rules file: /usr/lib/udev/rules.d/60-focuserlink.rules", said)
        self.assertEqual([line for line in said.splitlines() if "60-focuserlink.rules:" in line], [])
        inside("systemd-sysusers", "--dry-run", "/usr/lib/sysusers.d/focuserlinkd.conf")

    def test_2_every_program_says_its_version_and_has_its_page(self):
        version = re.search(r"project\(focuserlink VERSION ([\d.]+)",
                            (pathlib.Path(__file__).parents[2] / "CMakeLists.txt").read_text())[1]
        for program in ("focuserlinkd", "focuserlink", "focuserlink-sim", "focuserlink-panel", "indi_focuserlink", "focuserlink-flash"):
            self.assertIn(version, inside(program, "--version", env={"QT_QPA_PLATFORM": "offscreen"}), program)
            self.assertTrue(list((ROOT / "usr/share/man").glob(f"man*/{program}.*.gz")), program)

    def test_2b_the_documents_find_each_other(self):
        folder = ROOT / "usr/share/doc/focuserlink"
        self.assertTrue((folder / "docs/hub.md").exists())
        self.assertEqual(dead_links(folder), [])

    def test_3_it_moves_by_the_command_line_and_by_alpaca(self):
        port = self.hub_on_a_simulator()
        address = f"alpaca://127.0.0.1:{port}/0"
        inside("focuserlink", "-d", address, "settings", "set", "speed=900")
        inside("focuserlink", "-d", address, "move", "3455")
        client = Alpaca(port)
        self.addCleanup(client.close)
        client.put("connected", Connected="true")
        self.assertEqual(client.get("position"), 3455)
        client.put("move", Position=1200)
        until(lambda: not client.get("ismoving"), "the move to end")
        self.assertIn("1200", inside("focuserlink", "-d", address, "status"))

    def test_4_the_chip_runs_the_firmware_of_its_package(self):
        port = self.hub_on_a_simulator("--chip")
        client = Alpaca(port)
        self.addCleanup(client.close)
        client.put("connected", Connected="true")
        client.put("move", Position=300)
        until(lambda: not client.get("ismoving"), "the move to end")
        self.assertEqual(client.get("position"), 300)

    def test_5_the_panel_opens(self):
        screen = Program(shutil.which("Xvfb"), "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-ac",
                         stderr=subprocess.DEVNULL)
        self.addCleanup(screen.stop)
        display = until(lambda: next((line for line in screen.lines if line.isdigit()), None), "the screen")
        self.start("focuserlink-panel", "--simulator", env={"DISPLAY": f":{display}"})
        picture = pathlib.Path(os.environ.get("PICTURE", pathlib.Path(tempfile.gettempdir()) / "focuserlink-panel.png"))

        def painted():
            subprocess.run(["import", "-display", f":{display}", "-window", "root", picture], check=True, capture_output=True)
            colours = subprocess.run(["identify", "-format", "%k", picture], check=True, capture_output=True, text=True).stdout
            return int(colours) > 50

        until(painted, "the panel's window")
        time.sleep(2)  # for the picture only: its values have arrived
        self.assertTrue(painted())
        print(f"\nthe panel: {picture}", flush=True)

    def test_6_indi_lists_and_starts_the_driver(self):
        listed = (ROOT / "usr/share/indi/indi_focuserlink.xml").read_text()
        self.assertIn("indi_focuserlink</driver>", listed)
        self.start("indiserver", "-p", "17624", "indi_focuserlink")
        said = lambda: inside("indi_getprop", "-p", "17624", "-t", "1", "FocuserLink.DRIVER_INFO.*", check=False)
        self.assertIn("FocuserLink.DRIVER_INFO.DRIVER_EXEC=indi_focuserlink", until(lambda: "DRIVER_EXEC" in said() and said(), "it"))

    def test_6b_the_hub_of_the_whole_computer_starts_as_its_unit_says_and_keeps_the_port_that_is_chosen(self):
        unit = next(ROOT.glob("*/lib/systemd/system/focuserlinkd.service")).read_text()
        said = dict(re.findall(r"^(Environment|ExecStart|User|StateDirectory)=(.*)$", unit, re.M))
        self.assertEqual(said["StateDirectory"], "focuserlink")
        as_user = ("setpriv", "--reuid", said["User"], "--regid", said["User"], "--init-groups", "env", "-i", f"PATH={WORDS['PATH']}")
        inside("install", "-d", "-o", said["User"], "-g", said["User"], "/var/lib/focuserlink")
        simulator = self.start(*as_user, "focuserlink-sim", "--link", "/tmp/chosen")
        simulator.line("pty ")
        # No --device, and nobody has written a file.
        command = said["ExecStart"].replace("$FOCUSERLINKD_OPTIONS", "--port 0 --discovery-port 0")
        hub = self.start(*as_user, *shlex.split(said["Environment"]), *shlex.split(command))
        port = urllib.parse.urlsplit(hub.line("FocuserLink hub on ")).port
        kept = ROOT / "var/lib/focuserlink/hub.toml"
        self.assertIn("[[device]]", kept.read_text())
        page = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.addCleanup(page.close)
        page.request("PUT", "/setup/api/device", json.dumps({"address": "serial:/tmp/chosen"}), {"Content-Type": "application/json"})
        answer = page.getresponse()
        self.assertEqual(answer.status, 200, answer.read())
        self.assertIn('address = "serial:/tmp/chosen"', kept.read_text())
        client = Alpaca(port)
        self.addCleanup(client.close)
        until(lambda: client.call("PUT", "connected", Connected="true")[1] == 0, "the focuser to connect")
        self.assertEqual(hub.stop(), 0)
        kept.unlink()

    def test_7_an_upgrade_keeps_every_setting(self):
        defaults = ROOT / "etc/default/focuserlinkd"
        defaults.write_text('FOCUSERLINKD_OPTIONS="--listen 0.0.0.0"\n')
        system = ROOT / "var/lib/focuserlink"
        system.mkdir(exist_ok=True)
        (system / "hub.toml").write_text('location = "the garden"\n')
        mine = ROOT / HOME[1:] / ".config/focuserlink"
        before = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
        self.assertTrue(before, "the hub has kept its ids")
        inside("sh", "-c", "apt-get install -y --no-install-recommends /new/*.deb")
        version = inside("dpkg-query", "-W", "-f", "${Version}", "focuserlink")
        self.assertNotIn("previous", version)
        self.assertIn("0.0.0.0", defaults.read_text())
        self.assertIn("garden", (system / "hub.toml").read_text())
        self.assertEqual({path: path.read_bytes() for path in before}, before)
        port = self.hub_on_a_simulator()
        self.assertIn("900", inside("focuserlink", "-d", f"alpaca://127.0.0.1:{port}/0", "settings", "get", "speed"))

    def test_8_removed_it_leaves_only_what_was_kept(self):
        # As its administrator would have it by then.
        inside("systemctl", "enable", "focuserlinkd")
        self.assertTrue(os.path.lexists(WANTED))
        inside("apt-get", "remove", "-y", *PACKAGES)
        left = ours()
        print("\nleft after removal:", *left, sep="\n  ", flush=True)
        kept = ("/etc/default/focuserlinkd", "/var/lib/focuserlink", f"{HOME}/", "/var/lib/dpkg/info/", "/tmp/", "/var/lib/systemd/", f"/{WANTED.relative_to(ROOT)}")
        self.assertEqual([path for path in left if not path.startswith(kept)], [])
        self.assertTrue((ROOT / "var/lib/focuserlink/hub.toml").exists())

    def test_9_purged_it_leaves_only_the_users_own(self):
        inside("apt-get", "purge", "-y", *PACKAGES)
        left = ours()
        print("\nleft after purging:", *left, sep="\n  ", flush=True)
        self.assertEqual([path for path in left if not path.startswith((f"{HOME}/", "/tmp/"))], [])
        self.assertFalse(os.path.lexists(WANTED))
        self.assertTrue((ROOT / HOME[1:] / ".config/focuserlink").exists(), "the user's settings stay")
        print("and the user:", inside("getent", "passwd", "focuserlink").strip(), flush=True)


if __name__ == "__main__":
    unittest.main()
