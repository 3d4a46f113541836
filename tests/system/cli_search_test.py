"""Which focuser the command line takes when none is named: never one of several, never another maker's, and what stands in the way is
said with its cure."""

import json
import re
import subprocess
import unittest

import other_server
import own_network
from parts import BIN, SystemTest, until

HUB_PORT = 11111


def setUpModule():
    if not own_network.enter():
        raise unittest.SkipTest("this system gives no network of its own")


class CliSearch(SystemTest):
    def cli(self, *arguments):
        """(exit code, what it said on both outputs)."""
        done = subprocess.run([BIN / "focuserlink", *map(str, arguments)], env=self.env, capture_output=True, text=True,
                              timeout=60, check=False, stdin=subprocess.DEVNULL)
        said = done.stdout + done.stderr
        self.assertNotIn("\x1b", said)
        return done.returncode, said

    def test_of_two_focusers_none_is_taken_and_both_are_listed_as_typed(self):
        (first, one), (second, other) = self.simulator(), self.simulator()
        _, port = self.hub(f"serial:{one}", f"serial:{other}", port=HUB_PORT)
        self.connected(port)
        for command in (["move", 300], ["status"], ["halt"], ["watch"]):
            code, said = self.cli(*command)
            self.assertEqual(code, 2, said)
            for number in (0, 1):
                self.assertIn(f"--device alpaca://127.0.0.1:{HUB_PORT}/{number} ", said)
        self.assertEqual(self.connected(port).get("position"), 0)
        code, said = self.cli("move", 300, "--device", f"alpaca://127.0.0.1:{HUB_PORT}/1")
        self.assertEqual(code, 0, said)
        self.assertEqual(self.connected(port).get("position"), 0, "the other one moved")

    def test_a_hub_with_a_password_is_named_with_how_to_give_it(self):
        _, cable = self.simulator()
        config = self.folder / "hub.toml"
        config.write_text('user = "me"\npassword = "p@ss"\n')
        self.hub(f"serial:{cable}", port=HUB_PORT, discovery=32227, arguments=("--config", config))
        for command in (["status"], ["move", 300], ["doctor"]):
            code, said = self.cli(*command)
            self.assertEqual(code, 0 if command == ["doctor"] else 3, said)
            self.assertIn("asks for a user and a password", said)
            self.assertIn(f"alpaca://USER:PASSWORD@127.0.0.1:{HUB_PORT}/0", said)
            self.assertNotIn("No hub is running", said)
        asks = re.compile(rf"127\.0\.0\.1:{HUB_PORT} +asks for a user and a password")
        until(lambda: asks.search(self.cli("discover")[1]), "the hub to be found")
        code, said = self.cli("status", "--device", f"alpaca://me:p%40ss@127.0.0.1:{HUB_PORT}/0")
        self.assertEqual(code, 0, said)

    def test_another_makers_server_is_named_and_left_alone(self):
        server = other_server.serve(self, HUB_PORT, absolute=False)
        name = "an Alpaca server of Other?[31m Maker, no FocuserLink"
        for command in (["status"], ["move", 300], ["doctor"]):
            code, said = self.cli(*command)
            self.assertNotEqual(code, 0, said)
            self.assertIn(name, said)
        self.assertEqual([line for line in server.heard if not line.startswith("GET /management/")], [])
        # Named, it is asked what it is, once.
        code, said = self.cli("move", 300, "--device", f"alpaca://127.0.0.1:{HUB_PORT}/0")
        self.assertEqual(code, 3, said)
        self.assertIn(f"The focuser at alpaca://127.0.0.1:{HUB_PORT}/0 knows no positions", said)
        asked = [line.split("/")[-1] for line in server.heard if not line.startswith("GET /management/")]
        self.assertEqual(asked, ["connected", "ismoving", "interfaceversion", "commandstring", "absolute"])
        server.heard.clear()
        # The search goes on: there may be a hub of ours elsewhere.
        _, cable = self.simulator()
        _, port = self.hub(f"serial:{cable}", discovery=32227)
        self.connected(port)
        until(lambda: "FocuserLink" in self.cli("discover")[1], "the hub to be found")
        using = f"Using the hub found on the network, alpaca://127.0.0.1:{port}/0"
        until(lambda: using in self.cli("move", 300)[1], "the hub to be found again")
        self.assertEqual(self.connected(port).get("position"), 300)
        self.assertEqual([line for line in server.heard if not line.startswith("GET /management/")], [])

    def test_another_makers_focuser_that_is_named_is_used_by_the_standard_members(self):
        server = other_server.serve(self, HUB_PORT)
        named = ("--device", f"alpaca://127.0.0.1:{HUB_PORT}/0")
        code, said = self.cli("status", "--json", *named)
        self.assertEqual(code, 0, said)
        status = json.loads(said)
        self.assertEqual((status["position"], status["moving"], status["temperature"]), (4100, False, None))
        self.assertIn("Focuser", status["identity"])
        code, said = self.cli("move", 300, *named)
        self.assertEqual(code, 0, said)
        self.assertEqual(server.members["position"], 300)
        self.assertEqual(self.cli("halt", *named)[0], 0)
        self.assertIn("PUT /api/v1/focuser/0/halt", server.heard)
        self.assertEqual(self.cli("auto", "on", *named)[0], 0)
        self.assertIs(server.members["tempcomp"], True)
        for command in (["sync", 5], ["settings"]):
            code, said = self.cli(*command, *named)
            self.assertEqual(code, 1, said)
            self.assertIn("does not know this request", said)
        self.assertEqual(server.members["position"], 300)

    def test_a_port_that_the_hub_holds_is_used_through_the_hub(self):
        _, cable = self.simulator()
        _, port = self.hub(f"serial:{cable}", port=HUB_PORT)
        self.connected(port)
        code, said = self.cli("status", "--device", f"serial:{cable}")
        self.assertEqual(code, 3, said)
        self.assertRegex(said, r"in use by focuserlinkd \(process \d+\), the hub")
        self.assertIn(f"alpaca://127.0.0.1:{HUB_PORT}/0", said)
        code, said = self.cli("doctor", "--device", f"serial:{cable}")
        self.assertIn("focuserlinkd", said)
        self.assertIn(f"alpaca://127.0.0.1:{HUB_PORT}/0", said)


if __name__ == "__main__":
    unittest.main()
