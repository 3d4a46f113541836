"""The examples that go through the driver, as they are."""

import re
import unittest

from com_parts import ROOT, ComTest
from parts import set_coefficient, until

KINDS = {"vbs": "vbscript", "js": "jscript"}


class Examples(ComTest):
    @staticmethod
    def text(name, kind):
        return (ROOT / "examples" / KINDS[kind] / f"{name}.{kind}").read_text()

    def run_example(self, name, kind, *arguments):
        """The lines it printed. Wine's clients that come at the very moment when the driver leaves are lost."""
        self.driver_leaves()
        return self.script(self.text(name, kind), kind, *arguments)

    def test_move(self):
        _, _, port = self.focuser("--speed", 20)
        for kind in KINDS:
            self.assertEqual(self.run_example("move", kind, 1200), ["The focuser is at 1200 of 28800."])
            self.assertEqual(self.run_example("move", kind, 200), ["The focuser is at 200 of 28800."])
            self.driver_leaves()
            usage = self.start_script(self.text("move", kind), kind)
            self.assertEqual(usage.wait(), 2)
            self.assertIn("Usage: cscript", usage.output)

    def test_compensate(self):
        simulator, _, port = self.focuser("--speed", 10, "--temperature", 20)
        client = self.connected(port)
        client.put("move", Position=5000)
        until(lambda: not client.get("ismoving"), "the move to end")
        set_coefficient(client, 3500)
        temperature, position = 20, 5000
        for kind in KINDS:
            temperature -= 2
            simulator.say(f"temperature {temperature}")
            until(lambda: client.put("commandstring", Command="q", Raw="false").split(":")[7] == "-70", "70 steps to be due", 60)
            lines = self.run_example("compensate", kind, 100)
            self.assertEqual(lines[1], f"Moved by 0 to {position}.")
            client = self.connected(port)
            lines = self.run_example("compensate", kind)
            position -= 70
            self.assertEqual(lines, ["-70 steps are due.", f"Moved by -70 to {position}."])
            client = self.connected(port)

    def test_log(self):
        _, _, port = self.focuser("--temperature", 12)
        client = self.connected(port)
        until(lambda: client.call("GET", "temperature")[1] == 0, "the first reading of the sensor")
        for kind in KINDS:
            file = self.wine.drive / f"log-{kind}.csv"
            for _ in range(2):
                self.run_example("log", kind, self.wine.windows_path(file), 60, 1)
            lines = file.read_text().splitlines()
            self.assertEqual(len(lines), 2)
            for line in lines:
                self.assertRegex(line, re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;0;1[12](\.\d+)?$"))


class GivenUp(ComTest):
    """In a Windows of its own: Wine never tells the driver that a script has quit."""

    def test_a_threshold_that_the_focuser_does_not_take(self):
        self.focuser()
        for kind in KINDS:
            refused = self.start_script(Examples.text("compensate", kind), kind, -1)
            self.assertEqual(refused.wait(), 1)
            self.assertIn("The focuser does not take -1 as a threshold.", refused.output)


if __name__ == "__main__":
    unittest.main()
