"""What goes wrong at night, done to the real programs: the cable is pulled, the device falls silent or loses its power, the
hub is ended, the disk is full."""

import http.client
import json
import os
import signal
import socket
import time
import unittest

from parts import BIN, DEADLINE, Alpaca, Driver, NotNow, SystemTest, set_coefficient, until


class Faults(SystemTest):
    def test_a_pulled_cable_is_an_error_and_recovers(self):
        simulator, cable = self.simulator("--speed", 10)
        hub, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        client.put("move", Position=700)
        until(lambda: not client.get("ismoving"), "the move to end")
        simulator.say("cable pull")
        until(lambda: client.call("GET", "position")[1] != 0, "an error instead of a position")
        _, number, message = client.call("GET", "position")
        self.assertGreaterEqual(number, 0x500)
        self.assertTrue(message)
        simulator.say("cable plug")
        until(lambda: client.call("GET", "position")[1] == 0, "the position again")
        self.assertEqual(client.get("position"), 700)
        lost = [line for line in hub.lines if "is gone" in line]
        self.assertEqual(len(lost), 1, hub.lines)

    def test_a_silent_device_gives_errors_never_a_made_up_position(self):
        simulator, cable = self.simulator("--speed", 10)
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        client.put("move", Position=300)
        until(lambda: not client.get("ismoving"), "the move to end")
        simulator.say("silence on")
        seen = []

        def errs():
            value, number, _ = client.call("GET", "position")
            seen.append((value, number))
            return number

        until(errs, "an error")
        self.assertTrue(all(value == 300 for value, number in seen if number == 0), seen)
        simulator.say("silence off")
        until(lambda: client.call("GET", "position")[1] == 0, "the position again")
        self.assertEqual(client.get("position"), 300)

    def test_noise_on_the_line_is_survived(self):
        simulator, cable = self.simulator("--speed", 10)
        hub, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        simulator.say("noise 0.05")
        for target in (100, 200, 300, 400):
            until(lambda: client.call("PUT", "move", Position=target)[1] == 0, "a move to be accepted")
        simulator.say("noise 0")
        until(lambda: client.call("PUT", "move", Position=500)[1] == 0, "a move to be accepted")
        until(lambda: client.call("GET", "position")[:2] == (500, 0), "the last target")
        self.assertIsNone(hub.process.poll())

    def test_a_power_cut_at_rest_keeps_the_position(self):
        simulator, cable = self.simulator("--speed", 10)
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        client.put("move", Position=1234)
        until(lambda: not client.get("ismoving"), "the move to end")

        def uptime():
            return int(client.put("commandstring", Command="x", Raw="false").split(":")[6])

        rested = uptime()
        until(lambda: uptime() >= rested + 2, "the position to be saved")
        simulator.say("power cut")
        until(lambda: client.call("GET", "position")[1] != 0, "the device to be gone")
        simulator.say("power on")
        until(lambda: client.call("GET", "position")[1] == 0, "the device again")
        self.assertEqual(client.get("position"), 1234)

    @staticmethod
    def temperature(client):
        """What is answered of a focuser that is heard."""
        answer = client.call("GET", "temperature")
        if answer[1] >= 0x500:
            raise NotNow(answer[2])
        return answer

    def test_the_sensor_unplugged(self):
        for kind in ([], ["--stock"]):
            with self.subTest(kind=kind):
                simulator, cable = self.simulator("--speed", 20, *kind)
                _, port = self.hub(f"serial:{cable}")
                client = self.connected(port)
                set_coefficient(client, 3500)
                client.put("tempcomp", TempComp="true")
                answers = []

                def sensed():
                    answers.append(self.temperature(client))
                    self.assertTrue(client.get("tempcompavailable"))
                    self.assertTrue(client.get("tempcomp"))
                    return answers[-1][1] == 0
                until(sensed, "the first temperature")
                answers.clear()
                simulator.say("sensor unplug")
                until(lambda: not sensed(), "no temperature")
                self.assertNotIn("Temperature", [row["Name"] for row in client.get("devicestate")])
                simulator.say("sensor plug")
                until(sensed, "a temperature again")
                self.assertEqual({number for _, number, _ in answers}, {0, 0x40B}, "what is asked again")
                self.assertTrue(all("no reading for" in text for _, number, text in answers if number), answers)

    def test_the_first_second_of_a_device_just_powered_on(self):
        for kind in ([], ["--stock"]):
            with self.subTest(kind=kind):
                simulator, cable = self.simulator("--off", *kind)
                _, port = self.hub(f"serial:{cable}")
                client = Alpaca(port)
                self.addCleanup(client.close)
                simulator.say("power on")
                until(lambda: client.call("PUT", "connected", Connected="true")[1] == 0, "the focuser to connect")
                answers = []

                def read():
                    answers.append(self.temperature(client))  # noqa: B023
                    return answers[-1][1] == 0  # noqa: B023

                until(read, "the temperature")
                self.assertLess(abs(answers[-1][0] - 15), 1)
                # Connecting waits for the first reading, though not for ever: on a busy computer "not yet" may come
                # before it, "there is none" never.
                self.assertLessEqual({number for _, number, _ in answers}, {0, 0x40B}, answers)

    def test_without_a_sensor_there_is_no_temperature(self):
        for kind in ([], ["--stock"]):
            with self.subTest(kind=kind):
                _, cable = self.simulator("--sensor", "none", *kind)
                _, port = self.hub(f"serial:{cable}")
                client = self.connected(port)
                until(lambda: client.call("GET", "temperature")[1] == 0x400, "the word that there is none")
                self.assertFalse(client.get("tempcompavailable"))

    def test_sigterm_ends_the_hub_and_leaves_the_device_moving(self):
        simulator, cable = self.simulator()
        hub, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        client.put("move", Position=28000)  # a minute
        until(lambda: client.get("position") > 20, "the move to be under way")
        self.assertEqual(hub.stop(signal.SIGTERM), 0)
        _, port = self.hub(f"serial:{cable}")
        again = self.connected(port)
        self.assertTrue(again.get("ismoving"))
        again.put("halt")

    def test_a_second_hub_is_told_who_has_the_port(self):
        _, cable = self.simulator()
        self.hub(f"serial:{cable}")
        _, port = self.hub(f"serial:{cable}")
        second = Alpaca(port)
        self.addCleanup(second.close)

        def refused():
            second.call("PUT", "connected", Connected="true")
            return "use" in second.call("GET", "position")[2] or "use" in second.call("PUT", "connected", Connected="true")[2]

        until(refused, "the words 'in use'")

    def test_a_home_that_cannot_be_written_does_not_stop_control(self):
        simulator, cable = self.simulator("--speed", 10)
        nowhere = {"HOME": "/proc/nowhere", "XDG_CONFIG_HOME": "/proc/nowhere", "XDG_DOCUMENTS_DIR": "/proc/nowhere"}
        hub, port = self.hub(f"serial:{cable}", arguments=("--trace",), env=nowhere)
        client = self.connected(port)
        client.put("move", Position=400)
        until(lambda: not client.get("ismoving"), "the move to end")
        self.assertEqual(client.get("position"), 400)

    def test_a_full_disk_does_not_stop_control(self):
        documents = self.folder / "documents" / "FocuserLink"
        documents.mkdir(parents=True)
        now = time.time()
        for second in range(-1, 300):  # whenever it is opened
            name = time.strftime("FocuserLink-trace-%Y-%m-%d-%H%M%S.txt", time.localtime(now + second))
            os.symlink("/dev/full", documents / name)
        _, cable = self.simulator("--speed", 10)
        hub, port = self.hub(f"serial:{cable}", arguments=("--trace",))
        client = self.connected(port)
        client.put("move", Position=400)
        until(lambda: not client.get("ismoving"), "the move to end")
        self.assertEqual(client.get("position"), 400)
        until(lambda: [line for line in hub.lines if "cannot write a trace" in line], "the word that there is no trace")

    def test_two_focusers_on_one_hub(self):
        _, first = self.simulator("--speed", 10)
        _, second = self.simulator("--speed", 10)
        _, port = self.hub(f"serial:{first}", f"serial:{second}")
        client = self.connected(port)
        until(lambda: client.call("PUT", "connected", device="focuser/1", Connected="true")[1] == 0, "the second")
        client.put("move", device="focuser/1", Position=900)
        until(lambda: client.get("position", device="focuser/1") == 900, "the second to move")
        self.assertEqual(client.get("position"), 0)

    def test_rubbish_on_the_http_port_stops_nobody(self):
        _, cable = self.simulator("--speed", 10)
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        for rubbish in (b"\x16\x03\x01\x02\x00", b"GET " + b"A" * 100000, b"\r\n\r\n\r\n", b"PUT / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                        b"GET / HTTP/9.9\r\n\r\n", os.urandom(4096)):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as peer:
                try:
                    peer.sendall(rubbish)
                    peer.shutdown(socket.SHUT_WR)
                    while peer.recv(4096):
                        pass
                except (ConnectionResetError, BrokenPipeError):
                    pass
            self.assertEqual(client.get("position"), 0)

    def on_a_disk_that_hangs(self, hangs):
        """The environment of a program whose disk hangs while there is the file `hangs`."""
        return {"LD_PRELOAD": str(BIN / "slow_disk.so"), "SLOW_DISK": str(hangs), "ASAN_OPTIONS": "verify_asan_link_order=0"}

    def test_a_disk_that_hangs_while_the_hub_stores_a_port_holds_up_no_halt(self):
        _, cable = self.simulator()
        hangs = self.folder / "hangs"
        config = self.folder / "hub.toml"
        config.write_text("[[device]]\n")
        _, port = self.hub(arguments=("--config", config), env=self.on_a_disk_that_hangs(hangs))
        hangs.touch()
        page = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
        self.addCleanup(page.close)
        wanted = json.dumps({"address": f"serial:{cable}"})
        page.request("PUT", "/setup/api/device", wanted, {"Content-Type": "application/json"})
        until((self.folder / "hangs.waiting").exists, "the disk to be asked")
        client = self.connected(port)
        client.put("move", Position=20000)
        client.put("halt")
        until(lambda: not client.get("ismoving"), "the halt")
        self.assertNotIn(cable.name, config.read_text())
        hangs.unlink()
        answer = page.getresponse()
        self.assertEqual(answer.status, 200)
        self.assertNotIn("warning", json.loads(answer.read()))
        self.assertIn(cable.name, config.read_text())

    def test_a_disk_that_hangs_holds_up_neither_answers_nor_a_halt(self):
        hangs = self.folder / "hangs"
        simulator, cable = self.simulator("--eeprom", self.folder / "eeprom", env=self.on_a_disk_that_hangs(hangs))
        hangs.touch()
        driver = Driver(cable)
        self.addCleanup(driver.close)
        self.assertEqual(driver.ask("R:0:28000"), "R")
        until((self.folder / "hangs.waiting").exists, "the disk to be asked")
        until(lambda: driver.position() > 300, "the motor to turn")
        self.assertEqual(driver.ask("H"), "H")
        until(driver.rests, "the halt")
        hangs.unlink()
        self.assertEqual(simulator.stop(), 0)


if __name__ == "__main__":
    unittest.main()
