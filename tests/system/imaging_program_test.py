"""The hub as an imaging program meets it: discover, connect, read, compensation off, move until the position is the target,
compensation on, disconnect; two programs at once; one of them vanishes in the middle of a move."""

import json
import socket
import threading
import unittest

from parts import Alpaca, SystemTest, free_port, set_coefficient, until


def discover(port):
    """The API port that a hub on this machine answers with."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        asking.settimeout(0.2)

        def answer():
            asking.sendto(b"alpacadiscovery1", ("127.255.255.255", port))
            try:
                return json.loads(asking.recvfrom(1024)[0])["AlpacaPort"]
            except TimeoutError:
                return None

        return until(answer, "an answer to discovery")


def let_70_steps_be_due(simulator, client):
    """At position 5000, inward, for 2 C colder than 20 C."""
    client.put("move", Position=5000)
    until(lambda: not client.get("ismoving"), "the move to end")
    set_coefficient(client, 3500)
    simulator.say("temperature 18")
    until(lambda: client.put("commandstring", Command="q", Raw="false").split(":")[7] == "-70",
          "2 C colder to be 70 steps inward", deadline=60)


def focus_run(api, targets, client_id):
    """What an autofocus run does to a focuser; gives the positions reached."""
    client = Alpaca(api, client_id)
    until(lambda: client.call("PUT", "connected", Connected="true")[1] == 0, "the focuser to connect")
    assert client.get("connected") is True
    assert client.get("absolute") is True
    assert -50 < client.get("temperature") < 50
    set_coefficient(client, -2550)
    assert client.get("tempcompavailable") is True
    reached = []
    client.put("tempcomp", TempComp="false")
    assert client.get("tempcomp") is False
    for target in targets:
        client.put("move", Position=target)
        assert client.get("ismoving") or client.get("position") == target
        until(lambda: not client.get("ismoving"), f"the move to {target} to end")
        reached.append(client.get("position"))
    client.put("tempcomp", TempComp="true")
    assert client.get("tempcomp") is True
    client.put("tempcomp", TempComp="false")
    client.put("connected", Connected="false")
    client.close()
    return reached


class ImagingProgram(SystemTest):
    def test_a_whole_session(self):
        _, cable = self.simulator("--speed", 5)
        discovery = free_port(socket.SOCK_DGRAM)
        _, port = self.hub(f"serial:{cable}", discovery=discovery)
        self.assertEqual(discover(discovery), port)
        self.assertEqual(focus_run(port, [1500, 1200, 1350, 1350, 0], 1), [1500, 1200, 1350, 1350, 0])

    def test_the_command_line_finds_the_hub_once_and_by_itself(self):
        _, cable = self.simulator("--speed", 20)
        _, port = self.hub(f"serial:{cable}", discovery=32227)
        def found():
            finding = self.start("focuserlink", "discover")
            finding.process.wait(60)
            finding.reader.join(5)
            return [line.split()[0] for line in finding.lines if line.startswith("alpaca://") and f":{port}" in line]
        self.assertEqual(until(found, "the hub to be found"), [f"alpaca://127.0.0.1:{port}/0"])

    def test_a_target_beyond_the_limits_stops_at_the_limit(self):
        _, cable = self.simulator("--speed", 20)
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        most = client.get("maxstep")
        for target, reached in ((-5, 0), (most + 1, most), (-2147483648, 0), (2147483647, most)):
            client.put("move", Position=target)
            until(lambda: not client.get("ismoving"), "the move to end")
            self.assertEqual(client.get("position"), reached)

    def test_one_of_two_programs_vanishes_in_the_middle_of_a_move(self):
        simulator, cable = self.simulator("--speed", 2)
        _, port = self.hub(f"serial:{cable}")
        stays = self.connected(port, 1)
        leaves = self.connected(port, 2)
        leaves.put("move", Position=28000)
        until(lambda: stays.get("position") > 100, "the move to be under way")
        leaves.connection.sock.shutdown(socket.SHUT_RDWR)
        leaves.close()
        self.assertTrue(stays.get("ismoving"))
        simulator.say("speed 100")
        until(lambda: not stays.get("ismoving"), "the move to end by itself")
        self.assertEqual(stays.get("position"), 28000)

    def test_two_programs_at_once(self):
        _, cable = self.simulator("--speed", 5)
        _, port = self.hub(f"serial:{cable}")
        mover = self.connected(port, 1)
        failures = []
        done = threading.Event()

        def watch():
            try:
                client = Alpaca(port, 2)
                while not done.is_set():
                    position = client.get("position")
                    assert 0 <= position <= 2000, position
                    client.get("temperature")
                    client.get("devicestate")
                client.close()
            except Exception as failure:  # told to the main thread
                failures.append(failure)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            for target in (2000, 500, 1000):
                mover.put("move", Position=target)
                until(lambda: not mover.get("ismoving"), "the move to end")
                self.assertEqual(mover.get("position"), target)
        finally:
            done.set()
            watcher.join()
        self.assertEqual(failures, [])

    def test_halt_stops_where_it_is(self):
        _, cable = self.simulator()
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        client.put("move", Position=20000)
        until(lambda: client.get("position") > 50, "the move to be under way")
        client.put("halt")
        until(lambda: not client.get("ismoving"), "the motor to stop")
        stopped = client.get("position")
        self.assertLess(stopped, 20000)
        self.assertEqual(client.get("position"), stopped)

    def test_a_script_compensates_with_one_wire_line(self):
        simulator, cable = self.simulator("--speed", 10, "--temperature", 20)
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        let_70_steps_be_due(simulator, client)
        self.assertEqual(client.put("commandstring", Command="S:20", Raw="false"), "S")
        until(lambda: client.get("position") == 4930, "the compensation")


if __name__ == "__main__":
    unittest.main()
