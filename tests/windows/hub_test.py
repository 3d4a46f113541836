"""The hub as a program of Windows: its files, its setup page, how it starts and how it ends."""

import http.client
import json
import socket
import unittest
import urllib.request

from parts import Alpaca, free_port, until
from programs import FarZone, WindowsTest, exe

RUN_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"


class HubTest(WindowsTest):
    def remove_logs(self):
        """Those of other tests."""
        for file in self.documents.glob("*.csv"):
            file.unlink()

    def test_its_files_are_where_windows_has_them(self):
        self.remove_logs()
        _, device = self.simulator_exe()
        config = self.settings / "hub.toml"
        hub, _ = self.hub_exe()
        self.assertIn("focuser_id", config.read_text(), "ids are kept")
        hub.kill()
        config.write_text(f'port = 0\ndiscovery_port = 0\nstranger = "kept"\n[[device]]\naddress = "{device}"\n')
        _, port = self.hub_exe()
        self.assertIn("stranger", config.read_text())
        self.assertIn("focuser_id", config.read_text())
        self.assertEqual([file.name for file in self.settings.iterdir()], ["hub.toml"], "nothing temporary stays")
        client = self.connected(port)
        client.put("move", Position=40)
        log = until(lambda: next(iter(self.documents.glob("*.csv")), None), "the session log")
        until(lambda: log.read_text().count("\n") > 1, "a row in it")
        shown = self.command("log", "show")
        self.assertEqual(shown.process.returncode, 0, shown.errors)

    def test_a_session_log_has_one_writer(self):
        self.remove_logs()
        for endings in ({".csv"}, {".csv", "-2.csv"}):
            _, device = self.simulator_exe()
            self.connected(self.hub_exe(device)[1]).put("move", Position=20)
            until(lambda wanted=endings: {file.name[len("2026-11-27"):] for file in self.documents.glob("*.csv")}
                  == wanted, f"logs that end in {endings}")

    def test_a_session_log_has_the_date_of_the_zone_that_the_computer_is_set_to(self):
        self.remove_logs()
        zone = FarZone()
        _, device = self.simulator_exe()
        before = zone.today()
        self.connected(self.hub_exe(device, env=zone.env)[1]).put("move", Position=20)
        log = until(lambda: next(iter(self.documents.glob("*.csv")), None), "the session log")
        self.assertIn(log.stem, {before.isoformat(), zone.today().isoformat()})

    def test_the_setup_page_answers(self):
        _, device = self.simulator_exe()
        _, port = self.hub_exe(device)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/setup") as page:
            self.assertIn("FocuserLink", page.read().decode())
        self.connected(port)

    def test_it_shows_its_setup_page(self):
        shown = self.folder / "shown.txt"
        self.wine.reg("add", r"HKLM\Software\Classes\http\shell\open\command", "/ve", "/d",
                      f"cmd /c echo %1>{self.wine.windows_path(shown)}", "/f")
        _, port = self.hub_exe(arguments=("--port", 0, "--discovery-port", 0, "--open-page"))
        until(lambda: shown.exists() and f"http://127.0.0.1:{port}/setup" in shown.read_text(), "the page to be shown")
        shown.unlink()
        again = self.wine.run(exe("focuserlinkd"), "--port", port, "--discovery-port", 0, "--open-page")
        self.assertEqual(again.process.returncode, 0, "a hub runs already: its page is shown")
        until(lambda: shown.exists() and f"http://127.0.0.1:{port}/setup" in shown.read_text(), "the page to be shown")

    def test_two_hubs_do_not_share_an_address(self):
        _, port = self.hub_exe()
        second = self.wine.start(exe("focuserlinkd"), "--port", port, "--discovery-port", 0)
        self.assertEqual(second.wait(), 1)
        self.assertIn("perhaps another hub runs already", second.errors)

    def test_a_restart_has_the_port_at_once(self):
        _, device = self.simulator_exe()
        hub, port = self.hub_exe(device)
        self.connected(port)
        self.wine.run("taskkill", "/f", "/im", "focuserlinkd.exe")
        hub.wait()
        _, again = self.hub_exe(device, arguments=("--port", port, "--discovery-port", 0))
        self.assertEqual(again, port)
        self.connected(port)

    def test_discovery_finds_it(self):
        discovery = free_port(socket.SOCK_DGRAM)
        _, port = self.hub_exe(arguments=("--port", 0, "--discovery-port", discovery))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.settimeout(60)
            for question in (b"nonsense", b"alpacadiscovery1"):
                asker.sendto(question, ("127.0.0.1", discovery))
            answer, sender = asker.recvfrom(200)
        self.assertEqual((json.loads(answer), sender[0]), ({"AlpacaPort": port}, "127.0.0.1"))

    def test_rubbish_is_refused(self):
        _, port = self.hub_exe()
        for rubbish in (b"\x00\xff\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000, b"A" * 70000):
            with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                try:
                    connection.sendall(rubbish)
                    connection.recv(100)
                except ConnectionError:
                    pass  # hung up on
        client = Alpaca(port)
        self.addCleanup(client.close)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.addCleanup(connection.close)
        connection.request("PUT", "/api/v1/focuser/0/move", "Position=near")
        self.assertEqual(connection.getresponse().status, 400)
        config = self.folder / "hub.toml"
        config.write_text("port = 'eleven'\n")
        refused = self.wine.run(exe("focuserlinkd"), "--config", self.wine.windows_path(config))
        self.assertEqual(refused.process.returncode, 2)
        self.assertIn("hub.toml", refused.errors)
        self.assertIn("port", refused.errors)
        self.assertEqual(self.wine.run(exe("focuserlinkd"), "--device", "COM5").process.returncode, 2)

    def test_names_beyond_ascii(self):
        folder = self.folder / "Jürgens Sternwarte ☄"
        folder.mkdir()
        _, device = self.simulator_exe("--eeprom", self.wine.windows_path(folder / "speicher.bin"))
        self.assertEqual((folder / "speicher.bin").stat().st_size, 1024)
        config = folder / "Höhe.toml"
        config.write_text(f'port = 0\ndiscovery_port = 0\n[[device]]\naddress = "{device}"\nname = "Große Säule"\n')
        _, port = self.hub_exe(arguments=("--config", self.wine.windows_path(config)))
        self.assertIn("focuser_id", config.read_text(encoding="utf-8"))
        self.connected(port)
        found = self.command("status", device=f"alpaca://127.0.0.1:{port}/0")
        self.assertEqual(found.process.returncode, 0, found.errors)

    def test_it_ends_cleanly(self):
        _, device = self.simulator_exe()
        for ask in (("taskkill", "/im", "focuserlinkd.exe"), ("wineboot", "--end-session")):
            hub, port = self.hub_exe(device)
            self.connected(port)
            self.wine.run(*ask)
            self.assertEqual(hub.wait(60), 0, hub.errors)
            self.assertIn("the hub has ended", hub.errors)  # a process that was ended from outside says nothing
            with self.assertRaises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", port), timeout=5)

    def test_it_starts_with_the_session_when_told_to(self):
        before = self.wine.registry(RUN_KEY)
        on = self.wine.run(exe("focuserlinkd"), "--start-with-session", "on")
        self.assertEqual((on.process.returncode, on.output), (0, "The hub starts when you log in.\n"))
        program = self.wine.windows_path(exe("focuserlinkd")).replace("\\", "\\\\")
        self.assertIn(f'"FocuserLink hub"="\\"{program}\\""', self.wine.registry(RUN_KEY))
        for _ in range(2):  # also when it is off already
            off = self.wine.run(exe("focuserlinkd"), "--start-with-session", "off")
            self.assertEqual((off.process.returncode, off.output), (0, "The hub no longer starts when you log in.\n"))
        self.assertEqual(self.wine.registry(RUN_KEY), before)
        self.assertEqual(self.wine.run(exe("focuserlinkd"), "--start-with-session", "maybe").process.returncode, 2)

    def test_it_has_no_console_of_its_own(self):
        header = exe("focuserlinkd").read_bytes()[:1024]
        at = int.from_bytes(header[0x3C:0x40], "little")
        self.assertEqual(int.from_bytes(header[at + 0x5C:at + 0x5E], "little"), 2, "the subsystem is not windows")


if __name__ == "__main__":
    unittest.main()
