"""Two focusers at one indiserver: each driver has its own name, its own port by a name that stays, its own configuration file."""

import os
import unittest

from indi_parts import DRIVER, IndiServer, IndiTest, matches
from parts import until

NAMES = ("FocuserLink", "FocuserLink 2")


class TwoFocusers(IndiTest):
    def serve_two(self):
        """As KStars does it: indiserver is told by its pipe which drivers to start under which name."""
        pipe = self.folder / "pipe"
        if not pipe.exists():
            os.mkfifo(pipe)
        self.started = (DRIVER,)
        self.server = IndiServer(self, "-f", pipe)
        with open(pipe, "w", encoding="utf-8") as orders:
            for name in NAMES:
                orders.write(f'start {self.bin / DRIVER} -n "{name}"\n')
        return [self.client(name) for name in NAMES]

    def ports(self, simulated):
        """Names as udev gives them: of the adapter, and of the socket it is plugged into."""
        places = [self.folder / "by-id" / "usb-FTDI_FT231X_0001-if00-port0", self.folder / "by-path" / "pci-0000:00:14.0-usb-0:2:1.0-port0"]
        for place, one in zip(places, simulated):
            place.parent.mkdir(exist_ok=True)
            place.symlink_to(one.port)
        return places

    def test_each_keeps_to_its_own_focuser_and_its_own_configuration(self):
        simulated = [self.focuser("--speed", 5), self.focuser("--speed", 5)]
        ports = self.ports(simulated)
        clients = self.serve_two()
        for client, port, backlash in zip(clients, ports, (30, 70)):
            self.aim(client, f"serial:{port}")
            self.connect(client)
            client.set("FOCUS_BACKLASH_STEPS", FOCUS_BACKLASH_VALUE=backlash)
            mark = client.mark()
            client.set("CONFIG_PROCESS", CONFIG_SAVE="On")
            client.until(lambda: matches(client.words_since(mark), "saved"), "the configuration to be saved")
        self.move(clients[0], 300)
        self.move(clients[1], 500)
        self.assertEqual([one.position() for one in simulated], [300, 500])
        self.assertEqual([self.position(client) for client in clients], [300, 500])
        clients[0].set("CONNECTION", DISCONNECT="On")
        self.move(clients[1], 600)

        self.stop_serving()
        again = self.serve_two()
        for client, port, backlash in zip(again, ports, (30, 70)):
            until(lambda: client.value("DEVICE_PORT", "PORT") == str(port), "the port to be its own")
            self.connect(client)
            self.assertEqual(client.value("FOCUS_BACKLASH_STEPS", "FOCUS_BACKLASH_VALUE"), backlash)
        self.assertEqual([self.position(client) for client in again], [300, 600])


if __name__ == "__main__":
    unittest.main()
