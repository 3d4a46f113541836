"""A hub that is there before the computer's network, as on a Raspberry Pi: its discovery hears questions by IPv6 from interfaces that
come later."""

import pathlib
import subprocess
import unittest

import own_network
from parts import SystemTest, until

GROUP = "ff12" + "0" * 20 + "00a19aca"


def setUpModule():
    if not own_network.enter():
        raise unittest.SkipTest("this system gives no network of its own")


class NetworkLater(SystemTest):
    def listening(self):
        """The interfaces on which somebody listens to the group of Alpaca discovery."""
        rows = [line.split() for line in pathlib.Path("/proc/self/net/igmp6").read_text().splitlines()]
        return {row[1] for row in rows if row[2] == GROUP}

    def test_an_interface_that_comes_later_is_heard_too(self):
        self.hub(discovery=32227, arguments=("--listen", "::"))
        self.assertNotIn("wlan7", self.listening())
        made = subprocess.run(["ip", "link", "add", "wlan7", "type", "veth", "peer", "name", "far7"], capture_output=True, text=True,
                              check=False)
        if made.returncode != 0:
            self.skipTest(f"this system makes no interfaces: {made.stderr}")
        for end in ("wlan7", "far7"):
            subprocess.run(["ip", "link", "set", end, "up"], check=True)
        until(lambda: "wlan7" in self.listening(), "the hub to listen on the new interface")


if __name__ == "__main__":
    unittest.main()
