"""The Python examples as they are, against a real hub."""

import os
import signal
import sys
import unittest

from imaging_program_test import let_70_steps_be_due
from parts import SystemTest, until

EXAMPLES = os.path.join(os.environ["FOCUSERLINK_ROOT"], "examples", "python")


class Examples(SystemTest):
    def example(self, port, name, *arguments, code=0):
        program = self.start(sys.executable, os.path.join(EXAMPLES, name), *arguments,
                             env={"FOCUSERLINK_HUB": f"127.0.0.1:{port}"})
        self.assertEqual(program.process.wait(60), code)
        program.reader.join(5)
        return program.lines

    def test_move(self):
        _, cable = self.simulator("--speed", 20)
        _, port = self.hub(f"serial:{cable}")
        self.assertEqual(self.example(port, "move.py", 1200), ["The focuser is at 1200 of 28800."])
        self.assertEqual(self.example(port, "move.py", 0), ["The focuser is at 0 of 28800."])
        self.assertEqual(self.example(port, "move.py", code=1), ["Usage: python3 move.py POSITION"])

    def test_compensate(self):
        simulator, cable = self.simulator("--speed", 10, "--temperature", 20)
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        let_70_steps_be_due(simulator, client)
        self.assertEqual(self.example(port, "compensate.py", 100)[1], "Moved by 0 to 5000.")
        lines = self.example(port, "compensate.py")
        self.assertEqual(lines, ["-70 steps are due.", "Moved by -70 to 4930."])
        self.assertEqual(self.example(port, "compensate.py", 0), ["0 steps are due.", "Moved by 0 to 4930."])

    def test_log(self):
        _, cable = self.simulator("--temperature", 12)
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        until(lambda: client.call("GET", "temperature")[1] == 0, "the first reading of the sensor")
        file = self.folder / "focus.csv"
        self.example(port, "log.py", file, 0, 3)
        lines = file.read_text().splitlines()
        self.assertEqual(len(lines), 3)
        for line in lines:
            self.assertRegex(line, r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;0;1[12]\.\d+$")

    def test_a_threshold_that_the_focuser_does_not_take(self):
        _, cable = self.simulator()
        _, port = self.hub(f"serial:{cable}")
        self.assertEqual(self.example(port, "compensate.py", -1, code=1)[1:],
                         ["The focuser does not take -1 as a threshold."])

    def test_a_log_outlives_the_hub(self):
        _, cable = self.simulator("--temperature", 12)
        hub, port = self.hub(f"serial:{cable}")
        file = self.folder / "focus.csv"
        file.touch()
        log = self.start(sys.executable, os.path.join(EXAMPLES, "log.py"), file, 0.05, env={"FOCUSERLINK_HUB": f"127.0.0.1:{port}"})

        def last():
            lines = file.read_text().splitlines()
            return lines[-1] if lines else ""

        until(lambda: ";0;1" in last(), "a line with a position")
        hub.stop(signal.SIGKILL)
        until(lambda: last().endswith(";;"), "a line while there is no hub")
        self.hub(f"serial:{cable}", port=port)
        until(lambda: ";0;1" in last(), "lines with a position again")
        log.stop()

    def test_without_a_sensor_the_temperature_is_empty(self):
        _, cable = self.simulator("--sensor", "none")
        _, port = self.hub(f"serial:{cable}")
        file = self.folder / "focus.csv"
        self.example(port, "log.py", file, 0, 1)
        self.assertRegex(file.read_text(), r";0;\n$")


if __name__ == "__main__":
    unittest.main()
