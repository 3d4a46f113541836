"""The driver starts the hub of its own folder when none answers, and says what is wrong when that does not help."""

import contextlib
import pathlib
import shutil
import unittest

from com_parts import DRIVER, ComTest
from parts import Alpaca, free_port, until

FOCUSER = "ASCOM.astrojolo.Focuser"


class StartHub(ComTest):
    def setUp(self):
        super().setUp()
        self.port = free_port()
        self.point_at(self.port)
        self.point_at(self.port, "ObservingConditions")
        self.addCleanup(self.end_hubs)

    def end_hubs(self):
        self.wine.run("taskkill", "/f", "/im", "focuserlinkd.exe")
        until(lambda: not self.wine.processes("focuserlinkd.exe"), "the hub to end")

    def configure(self, text):
        for roaming in self.wine.drive.glob("users/*/AppData/Roaming"):
            if roaming.parts[-3] != "Public":
                folder = roaming / "FocuserLink"
                folder.mkdir(exist_ok=True)
                (folder / "hub.toml").write_text("discovery_port = 0\nsession_log = false\n" + text)

    def test_without_a_chosen_port_it_says_what_to_do(self):
        self.configure("")
        client = self.client()
        answer = client.ask("put Connected b:true")
        self.assertTrue(answer.startswith(f"error 80040500 {FOCUSER} | "), answer)
        self.assertIn(f"setup page, http://127.0.0.1:{self.port}/setup.", answer)
        self.assertEqual(client.ask("get Connected"), "11 False")
        client.end()
        self.driver_leaves()
        with contextlib.closing(Alpaca(self.port)) as hub:
            self.assertEqual(hub.get("name"), "FocuserLink", "the hub goes on without the driver")

    def test_a_cold_start_up_to_a_move(self):
        simulator = self.start("focuserlink-sim", "--no-pty", "--tcp", 0, "--speed", 20)
        cable = simulator.line("tcp ")
        self.configure(f'[[device]]\naddress = "tcp:127.0.0.1:{cable}"\n')
        client = self.client()
        self.assertEqual(client.ask("put Connected b:true"), "0 ")
        self.assertEqual(client.ask("call Move i:345"), "0 ")
        until(lambda: client.ask("get IsMoving") == "11 False", "the move to end")
        self.assertEqual(client.ask("get Position"), "3 345")
        client.end()

    def test_a_hub_that_is_killed_under_a_connected_client_is_started_again(self):
        simulator = self.start("focuserlink-sim", "--no-pty", "--tcp", 0)
        cable = simulator.line("tcp ")
        self.configure(f'[[device]]\naddress = "tcp:127.0.0.1:{cable}"\n')
        client = self.client()
        self.assertEqual(client.ask("put Connected b:true"), "0 ")
        self.end_hubs()
        until(lambda: client.ask("get Position") == "3 0", "another hub to serve")
        self.assertEqual(client.ask("get Connected"), "11 True")
        client.end()

    def test_clients_at_once_start_one_hub(self):
        self.configure("")
        clients = [self.client(), self.client("ASCOM.astrojolo.ObservingConditions"), self.client()]
        for client in clients:
            client.say("put Connected b:true")
        for client in clients:
            self.assertTrue(client.answer().startswith("error 80040500 "))
        self.assertEqual(len(self.wine.processes("focuserlinkd.exe")), 1)
        for client in clients:
            client.end()

    def test_a_driver_without_a_hub_beside_it(self):
        folder = self.wine.drive / "alone"
        folder.mkdir()
        alone = pathlib.Path(shutil.copy(DRIVER, folder))
        self.assertEqual(self.wine.run(alone, "/RegServer").process.returncode, 0)
        try:
            client = self.client()
            answer = client.ask("put Connected b:true")
            self.assertTrue(answer.startswith(f"error 80040500 {FOCUSER} | No hub runs at 127.0.0.1:{self.port}"), answer)
            self.assertIn(", and it cannot be started: C:\\alone\\focuserlinkd.exe: ", answer)
            client.end()
            self.driver_leaves()
        finally:
            self.wine.run(DRIVER, "/RegServer")


if __name__ == "__main__":
    unittest.main()
