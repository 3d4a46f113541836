"""What a Raspberry Pi runs: hub, command line and simulator of its package, on an emulated processor: `make test-arm`."""

import os
import signal
import subprocess
import unittest

from parts import BIN, Driver, SystemTest, until

PACKAGE = os.environ["FOCUSERLINK_PACKAGE"]
MACHINES = {"arm64": (2, 183), "armhf": (1, 40)}  # class and machine of the ELF header


def field(name):
    """What the package says of itself."""
    return subprocess.run(["dpkg-deb", "-f", PACKAGE, name], capture_output=True, text=True, check=True).stdout.strip()


class PiTest(SystemTest):
    def focuserlink(self, *arguments):
        result = subprocess.run([BIN / "focuserlink", *map(str, arguments)], capture_output=True, text=True, check=False,
                                timeout=120)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_they_are_programs_of_that_processor(self):
        bits, machine = MACHINES[field("Architecture")]
        for program in ("focuserlinkd", "focuserlink", "focuserlink-sim"):
            header = (BIN.parent / "unpacked/usr/bin" / program).read_bytes()[:20]
            self.assertEqual((header[:4], header[4], header[18]), (b"\x7fELF", bits, machine), program)

    def test_it_asks_for_what_a_pi_has(self):
        depends = field("Depends")
        self.assertRegex(depends, r"\blibc6 \(>= ")
        self.assertNotRegex(depends, "-cross|:arm", "what only this computer has")

    def test_started_moved_set_and_stopped(self):
        simulator, cable = self.simulator("--speed", 10, "--eeprom", self.folder / "eeprom", "--temperature", -3.5)
        hub, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        client.put("move", Position=1500)
        until(lambda: not client.get("ismoving"), "the move to end")
        self.assertEqual(client.get("position"), 1500)
        self.assertAlmostEqual(client.get("temperature"), -3.5, delta=0.5)
        address = f"alpaca://127.0.0.1:{port}/0"
        self.focuserlink("-d", address, "settings", "set", "speed=900", "coefficient=2.5")
        self.assertIn("900", self.focuserlink("-d", address, "settings", "get", "speed"))
        self.focuserlink("-d", address, "move", "+500")
        self.assertIn('"position":2000', self.focuserlink("-d", address, "--json", "status").replace(" ", ""))
        self.assertEqual(hub.stop(), 0)
        self.assertEqual(simulator.stop(), 0)
        _, again = self.simulator("--eeprom", self.folder / "eeprom")
        driver = Driver(again)
        self.addCleanup(driver.close)
        self.assertEqual(driver.position(), 2000)
        self.assertIn("900", self.focuserlink("-d", f"serial:{again}", "settings", "get", "speed"))

    def test_the_cable_is_pulled_and_a_move_is_interrupted(self):
        simulator, cable = self.simulator("--speed", 1)
        hub, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        client.put("move", Position=20000)
        until(lambda: client.get("position") > 100, "the motor to turn")
        client.put("halt")
        until(lambda: not client.get("ismoving"), "the halt")
        simulator.say("cable pull")
        until(lambda: client.call("GET", "position")[1] != 0, "an error instead of a position")
        simulator.say("cable plug")
        until(lambda: client.call("GET", "position")[1] == 0, "the position again")
        self.assertEqual(hub.stop(signal.SIGINT), 0)


if __name__ == "__main__":
    unittest.main()
