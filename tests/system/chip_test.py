"""The real firmware behind a real pseudo terminal: `focuserlink-sim --chip` used as foreign drivers and our own programs
use a focuser."""

import os
import unittest

from parts import BIN, DEADLINE, Driver, SystemTest, until


class ChipTest(SystemTest):
    def driver(self, port):
        driver = Driver(port)
        self.addCleanup(driver.close)
        until(lambda: driver.ask("#", 0.5), "the chip to answer")
        return driver

    def test_a_foreign_driver_finds_a_focuser(self):
        simulator, port = self.simulator("--chip", "--temperature", -3.5)
        driver = self.driver(port)
        self.assertRegex(driver.ask("#"), r"^#:FocuserLink:open:\d+\.\d+\.\d+$")
        self.assertEqual(driver.ask("R:0:400"), "R")
        until(driver.rests, "the move to end")
        self.assertEqual(driver.position(), 400)
        self.assertEqual(driver.ask("p"), "p:400")
        simulator.say("status")
        self.assertIn("shaft 400", simulator.line("position 400"))
        until(lambda: ":-3.5" in driver.ask("q"), "a temperature")
        self.assertEqual(driver.ask("R:0:28000"), "R")
        until(lambda: driver.position() > 500, "the motor to turn")
        self.assertEqual(driver.ask("H"), "H")
        until(driver.rests, "the halt")
        self.assertLess(driver.position(), 5000)
        self.assertTrue(driver.ask("nonsense").startswith("!"))

    def test_faults_and_options_are_those_of_the_other_body(self):
        eeprom = self.folder / "eeprom"
        simulator, port = self.simulator("--chip", "--eeprom", eeprom, "--sensor", "aht20")
        driver = self.driver(port)
        until(lambda: driver.ask("q").split(":")[3] == "3", "the sensor's kind")
        simulator.say("sensor unplug")
        until(lambda: driver.ask("q").split(":")[3] == "0", "the sensor to be missed")
        simulator.say("sensor plug")
        until(lambda: driver.ask("q").split(":")[3] == "3", "the sensor to be found")
        driver.ask("R:0:300")
        until(driver.rests, "the move to end")
        simulator.say("button out down")
        until(lambda: driver.position() > 300, "the button to be felt")
        simulator.say("button out up")
        until(driver.rests, "the button to be let go")
        simulator.say("power cut in 40 steps")
        driver.ask("R:0:900")
        simulator.line("power cut at")
        self.assertIsNone(driver.ask("#", 0.3))
        simulator.say("power on")
        until(lambda: driver.ask("#", 0.5), "the chip to answer")
        self.assertGreater(int(driver.ask("x").split(":")[1]), 0)
        self.assertEqual(driver.ask("X"), "X")
        said = driver.position()
        simulator.say("speed 20")
        until(lambda: driver.ask("x").split(":")[1] == "0", "certainty")
        self.assertEqual(simulator.stop(), 0)
        self.assertEqual(eeprom.stat().st_size, 1024)
        _, again = self.simulator("--chip", "--eeprom", eeprom)
        self.assertEqual(self.driver(again).position(), said)

    def test_opening_the_port_or_a_dtr_pulse_resets_it(self):
        simulator, port = self.simulator("--chip", "--reset-on-open", "--boot-delay", 50)

        def seconds_on():
            simulator.say("status")
            return max((float(line.split()[-1]) for line in simulator.lines if " time " in line), default=0)

        until(lambda: seconds_on() > 0.2, "the chip to have read why it started")
        driver = self.driver(port)
        self.assertEqual(driver.ask("x").split(":")[8], "1", "the reset line is the cause")

        def uptime():
            return int((driver.ask("x", 0.5) or "::::::-1").split(":")[6])

        until(lambda: uptime() >= 6, "some seconds to pass")
        simulator.say("reset")
        until(lambda: 0 <= uptime() < 6, "the chip to begin anew")

    def test_the_hub_shares_it(self):
        _, port = self.simulator("--chip", "--speed", 5)
        _, http = self.hub(f"serial:{port}")
        client = self.connected(http)
        client.put("move", Position=1500)
        until(lambda: not client.get("ismoving"), "the move to end")
        self.assertEqual(client.get("position"), 1500)
        self.assertAlmostEqual(client.get("temperature"), 15, delta=0.5)

    def test_a_program_that_the_chip_cannot_run_is_told(self):
        elf = bytearray((BIN.parent / "tests/firmware/probes/echo_probe.elf").read_bytes())
        header, size, count = (int.from_bytes(elf[at:at + 2], "little") for at in (28, 42, 44))
        for at in range(header, header + count * size, size):
            kind, where, _, address = (int.from_bytes(elf[at + i:at + i + 4], "little") for i in (0, 4, 8, 12))
            if (kind, address) == (1, 0):
                elf[where:where + 6] = bytes.fromhex("05e0 03bf 8895")  # it begins by going to sleep for ever
        broken = self.folder / "broken.elf"
        broken.write_bytes(elf)
        program = self.start("focuserlink-sim", "--chip", broken)
        self.assertIn("sleep", program.line("warning: the device cannot go on: "))

    def test_a_wrong_file_is_named(self):
        wrong = self.folder / "firmware.elf"
        for contents in (b"", b"\x7fELF rubbish", os.urandom(5000), (BIN / "focuserlink-sim").read_bytes()[:4096]):
            wrong.write_bytes(contents)
            program = self.start("focuserlink-sim", "--chip", wrong)
            self.assertEqual(program.process.wait(DEADLINE), 1)
            program.reader.join(5)
            self.assertIn(str(wrong), program.lines[-1])


if __name__ == "__main__":
    unittest.main()
