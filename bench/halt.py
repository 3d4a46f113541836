"""From PUT halt to the `H` on the cable, with clients polling, and with a device that has gone mute."""

import http.client
import math
import pathlib
import random
import select
import subprocess
import sys
import time

from servers import LONG, ask, start_hub, wait_for

HERE = pathlib.Path(__file__).parent


class WireDevice:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, str(HERE / "wire_device.py")], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, bufsize=0)  # a line that waits is seen by select
        self.address = f"tcp:127.0.0.1:{int(self.process.stdout.readline())}"

    def say(self, word):
        self.process.stdin.write(word.encode() + b"\n")

    def halted_at(self, begun):
        """When the first `H` since `begun` came; one that was said again because nobody answered is of an earlier halt."""
        while select.select([self.process.stdout], [], [], LONG)[0]:
            at = int(self.process.stdout.readline())
            if at >= begun:
                return at
        raise SystemExit(f"bench: a halt was not on the cable within {LONG} s")

    def stop(self):
        self.process.kill()
        self.process.wait()


def put_halt(connection):
    """Sends the request and gives the moment before it; the answer is read later."""
    begun = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    connection.request("PUT", "/api/v1/focuser/0/halt", "ClientID=1",
                       {"Content-Type": "application/x-www-form-urlencoded"})
    return begun


def percentile_99(times):
    times.sort()
    return times[math.ceil(len(times) * 0.99) - 1]


def measure(hub_binary, folder, count, mute_count):
    """99th percentiles in ms: (with 50 clients polling while it moves, with a mute device)."""
    device = WireDevice()
    hub = start_hub(hub_binary, folder, device.address)
    crowd = subprocess.Popen([sys.executable, str(HERE / "clients.py"), str(hub.port), "50", "0.25",
                              str(count * 0.12 + 2)], stdout=subprocess.DEVNULL)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=LONG)
        polled = []
        for turn in range(count):
            wait_for(lambda: ask(hub.port, "move", "PUT", f"Position={2000 + turn}") is None, "a move")
            time.sleep(random.uniform(0.02, 0.12))  # at any moment of the poller's period
            begun = put_halt(connection)
            polled.append((device.halted_at(begun) - begun) / 1e6)
            connection.getresponse().read()
        crowd.wait()
        muted = []
        for _ in range(mute_count):
            wait_for(lambda: ask(hub.port, "move", "PUT", "Position=3000") is None, "a move")
            device.say("mute")
            time.sleep(random.uniform(0.1, 0.6))
            begun = put_halt(connection)
            muted.append((device.halted_at(begun) - begun) / 1e6)
            device.say("speak")
            connection.getresponse().read()
            wait_for(lambda: ask(hub.port, "position") is not None, "the device's return")
        return percentile_99(polled), percentile_99(muted)
    finally:
        crowd.kill()
        hub.stop()
        device.stop()
