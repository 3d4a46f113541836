"""The command line through a hub: shells that set things at the same moment undo nothing of each other, and a move that the power cut
short says so."""

import subprocess
import unittest

from parts import BIN, SystemTest, until

TIMED_OUT = 4


class CliHub(SystemTest):
    def setUp(self):
        super().setUp()
        self.simulator_program, cable = self.simulator("--speed", 20)
        _, self.port = self.hub(f"serial:{cable}")
        self.client = self.connected(self.port)

    def cli(self, *words):
        return subprocess.Popen([BIN / "focuserlink", "-d", f"alpaca://127.0.0.1:{self.port}/0", *map(str, words)], env=self.env,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def record(self):
        return self.client.put("commandstring", Command="u", Raw="false").split(":")

    def test_shells_that_set_different_settings_at_once_all_have_what_they_wanted(self):
        for n in range(1, 6):
            wanted = {"speed": 300 + n, "threshold": 20 + n, "cycle": 40 + n, "coefficient": 30 + n}
            words = [("settings", "set", f"{key}={value}") for key, value in wanted.items()]
            for shell, again in [(self.cli(*each), each) for each in words]:
                said, code = shell.communicate(timeout=60)[0], shell.returncode
                if code == TIMED_OUT:  # this computer stood still; as a script would, once more
                    second = self.cli(*again)
                    said, code = second.communicate(timeout=60)[0], second.returncode
                self.assertEqual(code, 0, said)
            record = self.record()
            self.assertEqual((record[3], record[10], record[9], record[8]),
                             (f"{300 + n}", f"{20 + n}", f"{40 + n}", f"{30 + n}00"))

    def test_a_move_that_the_power_cut_short_says_so(self):
        self.assertEqual(self.cli("move", 10).wait(60), 0)
        # Its first start is in its EEPROM by then.
        until(lambda: int(self.client.put("commandstring", Command="x", Raw="false").split(":")[6]) > 20, "twenty seconds of it")
        self.simulator_program.say("power cut in 1000 steps")
        move = self.cli("move", 28000, "--timeout", 60)
        self.simulator_program.line("power cut at")
        self.simulator_program.say("power on")
        said = move.communicate(timeout=60)[0]
        self.assertEqual(move.returncode, 1, said)
        self.assertIn("The focuser lost its power on the way and stands at ", said)

    def test_a_halt_reaches_a_focuser_that_the_hub_no_longer_hears(self):
        self.simulator_program.say("speed 1")  # the move takes a minute
        self.client.put("move", Position=28000)
        self.simulator_program.say("silence on")
        until(lambda: self.client.call("GET", "position")[1] != 0, "the hub to miss the focuser")
        halt = self.cli("halt", "--timeout", 1)
        said = halt.communicate(timeout=60)[0]
        self.assertEqual(halt.returncode, 3, said)
        self.simulator_program.say("silence off")
        until(lambda: not self.client.get("ismoving"), "the motor to rest")
        self.assertLess(self.client.get("position"), 28000)


if __name__ == "__main__":
    unittest.main()
