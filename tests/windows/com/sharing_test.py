"""Many clients of one driver process: started together, slow, killed."""

import contextlib
import os
import signal
import unittest

from com_parts import ComClient, ComTest
from parts import Alpaca, until

FOCUSER = "ASCOM.astrojolo.Focuser"


class Sharing(ComTest):
    def test_eight_cold_clients_share_one_process_that_then_leaves(self):
        _, _, port = self.focuser("--speed", 20)
        clients = [ComClient(self.wine) for _ in range(8)]
        for client in clients:
            self.addCleanup(client.program.kill)
        for client in clients:
            self.assertEqual(client.ask("create Nothing.Such"), "error 800401f3")  # it runs; the driver does not
        self.assertEqual(self.drivers(), [])
        for client in clients:
            client.say(f"create {FOCUSER}")
        self.assertEqual([client.answer() for client in clients], ["created"] * 8)
        for client in clients:
            self.assertEqual(client.ask("put Connected b:true"), "0 ")
        # Wine starts a process for each that waits; those in reserve go, and everybody is served all the same.
        until(lambda: len(self.drivers()) == 1, "one process to be left")
        for client in clients:
            self.assertEqual(client.ask("get Position"), "3 0")
        self.assertEqual(len(self.drivers()), 1)
        for client in clients[:-1]:
            client.ask("release")
        self.assertEqual(clients[-1].ask("get Connected"), "11 True")
        clients[-1].ask("release")
        self.driver_leaves()
        with contextlib.closing(Alpaca(port)) as hub:
            self.assertIs(hub.get("connected"), False, "the last client disconnected the focuser")
        for client in clients:
            client.end()

    def test_clients_that_come_and_go_at_once_leave_nothing_running(self):
        _, _, port = self.focuser()
        clients = [ComClient(self.wine) for _ in range(4)]
        for client in clients:
            self.addCleanup(client.program.kill)
            client.say(f"create {FOCUSER}")
        for client in clients:
            self.assertEqual(client.answer(), "created")
            self.assertEqual(client.ask("get InterfaceVersion"), "2 4")
            client.ask("release")
        # One that stood by may take its turn for three seconds, at most five after it was started.
        self.driver_leaves()
        self.assertEqual(clients[0].ask(f"create {FOCUSER}"), "created")
        for client in clients:
            client.end()

    def test_the_next_client_finds_the_driver_again(self):
        _, _, port = self.focuser()
        for _ in range(3):
            client = self.client()
            self.assertEqual(client.ask("put Connected b:true"), "0 ")
            self.assertEqual(client.ask("get Position"), "3 0")
            client.end()
        self.driver_leaves()
        client = self.client()
        self.assertEqual(client.ask("put Connected b:true"), "0 ")
        client.end()

    def test_one_clients_slow_call_does_not_hold_up_another(self):
        simulator, cable = self.simulator()
        simulator.say("silence on")
        _, port = self.hub(f"serial:{cable}", arguments=("--no-session-log",))
        self.point_at(port)
        slow, quick = self.client(), self.client()
        served = 0
        for _ in range(5):  # once is enough, but a busy machine may keep the quick one waiting, too
            slow.say("put Connected b:true")  # the hub waits for the focuser to say something
            while served < 20 and not slow.answered():
                self.assertEqual(quick.ask("get SupportedActions"), "9 object")
                served += not slow.answered()
            answer = slow.answer()
            if served:
                break
        self.assertGreater(served, 0, "calls of one client while another's waited")
        self.assertTrue(answer.startswith(f"error 80040500 {FOCUSER} | "), answer)
        self.assertIn(f"setup page, http://127.0.0.1:{port}/setup", answer)
        slow.end()
        quick.end()


class KilledClient(ComTest):
    """In a Windows of its own: Wine never tells the driver that a client was killed."""

    def test_a_killed_client_leaves_the_others_served(self):
        _, _, port = self.focuser("--speed", 20)
        killed, stays = self.client(), self.client()
        for client in (killed, stays):
            self.assertEqual(client.ask("put Connected b:true"), "0 ")
        until(lambda: len(self.drivers()) == 1, "one process to be left")
        driver = self.drivers()
        os.kill(killed.program.process.pid, signal.SIGKILL)
        killed.program.process.wait()
        self.assertEqual(stays.ask("call Move i:500"), "0 ")
        until(lambda: stays.ask("get IsMoving") == "11 False", "the move to end")
        self.assertEqual(stays.ask("get Position"), "3 500")
        new = self.client()
        self.assertEqual(new.ask("put Connected b:true"), "0 ")
        self.assertEqual(new.ask("get Position"), "3 500")
        self.assertEqual(self.drivers(), driver)
        new.end()
        stays.end()


if __name__ == "__main__":
    unittest.main()
