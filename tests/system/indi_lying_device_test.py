"""Devices that answer rubbish: the INDI driver refuses it, shows nothing made up, and lives."""

import unittest

from indi_parts import DRIVER
from lying_cable import BehindALyingCable, LyingCable
from parts import until

# Of answers to `q`, `u` and the rest; a driver that trusts any of them crashes or shows what is not so.
RUBBISH = {
    "empty": "", "a letter alone": "{letter}", "colons alone": "{letter}:::::::::::::", "another letter": "z:1:2:3",
    "6 fields": "{letter}:1:0:1:12.5:50", "empty fields": "{letter}::::::::::::", "one field": "{letter}:5",
    "words": "{letter}:a:b:c:d:e:f:g:h:i:j:k", "nan": "{letter}:nan:nan:nan:nan:nan:nan:nan:nan:nan:nan:nan",
    "infinite": "{letter}:inf:-inf:1:inf:inf:inf:inf:0:0:0:0",
    "huge": "{letter}:" + ":".join(["99999999999999999999999"] * 11), "negative": "{letter}:" + ":".join(["-1"] * 11),
    "98 characters": "{letter}:" + "1" * 96, "100000 characters": "{letter}:" + "1" * 100000,
    "bytes": "\x00\xff\x80{letter}\x1b[2J:\r\x0b", "a refusal": "!:unknown", "only a cross": "!",
    "percent signs": "{letter}:%s%n%s%n:%d", "two lines": "{letter}:1:0\n{letter}:2:0", "markup": "{letter}:<a>&\"':]]>",
}


class DevicesThatLie(BehindALyingCable):
    def test_malformed_answers_never_crash_it_nor_are_believed(self):
        indi = self.lying()
        self.move(indi, 400)
        mark = indi.mark()
        for what, answer in RUBBISH.items():
            with self.subTest(what):
                told = []

                def lie(request, _, answer=answer, told=told):
                    told.append(request[:1])
                    return answer.replace("{letter}", request[:1])

                self.cable.lie = lie
                indi.set("FOCUSER_SETTINGS", FS_COMP_THRESHOLD=77)
                until(lambda: told.count("q") >= 2 or indi.state("ABS_FOCUS_POSITION") == "Alert", "rubbish to be told")
                self.assert_lives(indi)
                self.cable.lie = None
                self.stands_at(indi, 400)
        positions = {m.elements["FOCUS_ABSOLUTE_POSITION"] for m in indi.since(mark, "ABS_FOCUS_POSITION")}
        # -1 stands in a well-formed answer: what the device says is shown, also when it is strange.
        self.assertEqual(positions - {400, -1}, set(), "positions that no device said")
        self.move(indi, 450)

    def test_rubbish_from_the_first_answer_on(self):
        simulated = self.simulated = self.focuser("--speed", 5)
        self.cable = LyingCable(simulated.tcp)
        self.addCleanup(self.cable.close)
        client = self.serve(DRIVER)
        self.aim(client, f"tcp:{self.cable.port}")
        for answer in RUBBISH.values():
            self.cable.lie = lambda request, _, answer=answer: answer.replace("{letter}", request[:1])
            mark = client.mark()
            client.set("CONNECTION", CONNECT="On")
            client.until(lambda: any(m.state in ("Ok", "Alert", "Idle") for m in client.since(mark, "CONNECTION")),
                         "connecting to end")
            self.assert_lives(client)
            if client.is_on("CONNECTION", "CONNECT"):
                client.set("CONNECTION", DISCONNECT="On")
                client.until(lambda: client.is_on("CONNECTION", "DISCONNECT"), "the driver to disconnect")
        self.cable.lie = None
        # The simulator's cable takes one at a time, and the one before may not have been let go of yet.
        until(lambda: client.outcome("CONNECTION", CONNECT="On").state == "Ok", "the connection")
        self.stands_at(client, 0)

    def test_a_device_that_ignores_the_reversal_is_shown_as_it_is(self):
        indi = self.lying()
        self.cable.lie = lambda request, answer: (
            ":".join([*answer.split(":")[:6], "0", *answer.split(":")[7:]]) if request == "u" else answer)
        self.assertEqual(indi.outcome("FOCUS_REVERSE_MOTION", INDI_ENABLED="On", INDI_DISABLED="Off").state, "Alert")
        self.assertEqual(indi.on("FOCUS_REVERSE_MOTION"), ["INDI_DISABLED"])

    def test_a_refused_move_is_an_alert_with_words(self):
        indi = self.lying()
        self.cable.lie = lambda request, answer: "!:range" if request.startswith("R") else answer
        mark = indi.mark()
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=300)
        indi.until(lambda: indi.state("ABS_FOCUS_POSITION") == "Alert", "an alert")
        self.assertTrue(indi.words_since(mark))

    def test_noise_on_the_line_is_survived(self):
        indi, simulated = self.driver_with("--speed", 5)
        simulated.control.say("noise 0.05")
        for target in (100, 200, 300):
            mark = indi.mark()
            indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=target)
            indi.until(lambda: any(m.state in ("Ok", "Alert") for m in indi.since(mark, "ABS_FOCUS_POSITION")), "an end")
        simulated.control.say("noise 0")
        indi.until(lambda: indi.state("FOCUSER_SETTINGS") != "Alert", "the line to be good again")
        self.move(indi, 350)

    def test_a_stock_device_is_driven_too(self):
        indi, _ = self.driver_with("--speed", 5, "--stock")
        self.move(indi, 200)
        self.assertEqual(indi.state("POSITION_CERTAIN"), "Idle")


if __name__ == "__main__":
    unittest.main()
