"""Devices and ports that say nothing: an alert, and the INDI driver has an ear for others meanwhile."""

import contextlib
import os
import pathlib
import pty
import socket
import unittest

from indi_parts import DRIVER, matches
from lying_cable import BehindALyingCable
from parts import free_port, until


class DeafPort:
    """A TCP port that takes connections and bytes and never says anything."""

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]

    def close(self):
        self._listener.close()


class DevicesThatSayNothing(BehindALyingCable):
    def waited_for_a_cpu(self):
        """Seconds so far in which somebody between us and the driver's answer was ready to run and could not: the computer's
        fault, not the driver's."""
        folders = [pathlib.Path(f"/proc/{pid}/task") for pid in (os.getpid(), self.server.program.process.pid)]
        driver = self.server.drivers()[DRIVER]
        tasks = [pathlib.Path(f"/proc/{driver}/task/{driver}"), *(task for folder in folders for task in folder.iterdir())]
        total = 0
        for task in tasks:
            with contextlib.suppress(OSError):  # a thread that has ended meanwhile
                total += int((task / "schedstat").read_text().split()[1])
        return total / 1e9

    def answers_others_within(self, client, milliseconds, condition, what):
        """Asks for something local again and again until `condition()`; a driver that waits for its device fails every round."""
        worst = []
        for _ in range(3):
            samples = []
            over = self.longer_than_any_timeout()

            def sampled():
                before = self.waited_for_a_cpu()
                took = self.local_round_trip(client)
                samples.append(1000 * (took - (self.waited_for_a_cpu() - before)))
                return condition() and over()

            until(sampled, what)
            worst.append(max(samples))
            if worst[-1] < milliseconds:
                return
        self.fail(f"while {what}: {worst} ms at worst")

    def longer_than_any_timeout(self):
        """A condition that holds once the simulated device is 15 seconds older, which is 3 s at its pace."""
        start = float(self.simulated.control.status()["time"])
        return lambda: float(self.simulated.control.status()["time"]) > start + 15

    def test_a_mute_device_is_an_alert_and_nobody_waits_for_it(self):
        indi = self.lying()
        self.move(indi, 100)
        self.cable.lie = lambda request, answer: None
        self.answers_others_within(indi, 200, lambda: indi.state("ABS_FOCUS_POSITION") == "Alert", "the device is mute")
        mark = indi.mark()
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=900)
        indi.set("FOCUSER_SETTINGS", FS_COMP_THRESHOLD=77)
        self.answers_others_within(indi, 200, lambda: True, "the device is mute and much is wanted of it")
        self.assertNotIn("Ok", [m.state for m in indi.since(mark, "ABS_FOCUS_POSITION")])
        self.cable.lie = None
        indi.until(lambda: indi.state("ABS_FOCUS_POSITION") == "Ok", "the device again")
        self.assertEqual(self.position(indi), self.simulated.position())

    def test_an_abort_reaches_a_device_that_is_no_longer_heard(self):
        indi = self.lying()
        self.simulated.control.say("speed 1")  # the move takes a minute
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=28000)
        until(lambda: self.simulated.control.status()["moving"] == "1", "the move to begin")
        self.cable.lie = lambda request, answer: None
        indi.until(lambda: indi.state("ABS_FOCUS_POSITION") == "Alert", "the device to be missed")
        mark = indi.mark()
        indi.set("FOCUS_ABORT_MOTION", ABORT="On")
        indi.until(lambda: matches(indi.words_since(mark), "The abort failed"), "the user to be told")
        until(lambda: self.simulated.control.status()["moving"] == "0", "the motor to stop")
        place = self.simulated.position()
        self.assertLess(place, 28000)
        self.cable.lie = None
        indi.until(lambda: indi.state("ABS_FOCUS_POSITION") == "Idle" and self.position(indi) == place, "the move to be over")

    def connecting_holds_nobody_up(self, address):
        self.simulated = self.focuser("--speed", 5)
        client = self.serve(DRIVER)
        self.aim(client, address)
        mark = client.mark()
        client.set("CONNECTION", CONNECT="On")
        self.answers_others_within(client, 200, lambda: True, f"connecting to {address}")
        self.assertNotIn("Ok", [m.state for m in client.since(mark, "ABS_FOCUS_POSITION")])
        client.set("CONNECTION", DISCONNECT="On")
        client.until(lambda: client.is_on("CONNECTION", "DISCONNECT"), "the driver to disconnect")
        self.aim(client, f"serial:{self.simulated.port}")
        self.connect(client)
        self.stands_at(client, 0)

    def test_a_serial_port_with_nobody_at_its_other_end(self):
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        self.addCleanup(os.close, slave)
        self.connecting_holds_nobody_up(f"serial:{os.ttyname(slave)}")

    def test_a_deaf_tcp_port_as_a_cable(self):
        deaf = DeafPort()
        self.addCleanup(deaf.close)
        self.connecting_holds_nobody_up(f"tcp:{deaf.port}")

    def test_a_deaf_tcp_port_as_a_hub(self):
        deaf = DeafPort()
        self.addCleanup(deaf.close)
        self.connecting_holds_nobody_up(f"hub:{deaf.port}")

    def test_nobody_there_at_all(self):
        self.connecting_holds_nobody_up(f"hub:{free_port()}")

    def test_a_port_that_another_program_has(self):
        simulated = self.focuser("--speed", 5)
        _, port = self.hub(f"serial:{simulated.port}")
        self.connected(port)
        client = self.serve(DRIVER)
        self.aim(client, f"serial:{simulated.port}")
        mark = client.mark()
        self.assertEqual(client.outcome("CONNECTION", CONNECT="On").state, "Alert")
        self.assertTrue(matches(client.words_since(mark), "use"), client.words_since(mark))
        self.assertFalse(client.is_on("CONNECTION", "CONNECT"))

    def test_a_port_that_is_no_port(self):
        client = self.serve(DRIVER)
        self.aim(client, "serial:/nowhere/at/all")
        mark = client.mark()
        client.set("CONNECTION", CONNECT="On")
        client.until(lambda: matches(client.words_since(mark), "/nowhere/at/all"), "the port to be named")
        self.assert_lives(client)


if __name__ == "__main__":
    unittest.main()
