"""Clients that send rubbish: the INDI driver refuses it with words, nothing moves, and others are served."""

import os
import unittest

from indi_parts import IndiTest, matches

NUMBERS = (("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION"), ("REL_FOCUS_POSITION", "FOCUS_RELATIVE_POSITION"),
           ("FOCUS_SYNC", "FOCUS_SYNC_VALUE"), ("FOCUS_MAX", "FOCUS_MAX_VALUE"), ("FOCUS_SPEED", "FOCUS_SPEED_VALUE"),
           ("FOCUS_BACKLASH_STEPS", "FOCUS_BACKLASH_VALUE"), ("COMP_STEPS", "COMP_VALUE"),
           ("FOCUSER_SETTINGS", "FS_STEP_SIZE", "FS_COMPENSATION", "FS_COMP_THRESHOLD"))
SWITCHES = ("CONNECTION", "FOCUS_MOTION", "FOCUS_REVERSE_MOTION", "COMP_MODE", "MANUAL_CONTROLLER", "FOCUS_HOLD",
            "TCP_KIND", "CONFIRM_POSITION", "COMP_NOW", "FOCUS_BACKLASH_TOGGLE")
TEXTS = (("SNOOP_CAMERA", "CAMERA"), ("DEVICE_PORT", "PORT"), ("FIRMWARE", "VERSION"), ("LAST_MOVE", "MOVED_BY"),
         ("NO_SUCH_PROPERTY", "X"))


def vector(kind, name, *elements):
    rows = "".join(f"<one{kind} name='{element}'>{value}</one{kind}>" for element, value in elements)
    return f"<new{kind}Vector device='FocuserLink' name='{name}'>{rows}</new{kind}Vector>"


class ClientsThatLie(IndiTest):
    def vectors(self):
        for name, *elements in NUMBERS:
            for element in elements:
                for value in ("nan", "-nan", "inf", "-inf", "1e300", "-1e300", "-1", "1e10", "4294967396", "", "rubbish"):
                    if (element, value) != ("FS_COMPENSATION", "-1"):  # which makes sense
                        yield vector("Number", name, (element, value))
                yield vector("Number", name, (element, 1e9), (element, 2e9))
            yield vector("Number", name, ("NO_SUCH_ELEMENT", 1))
            yield vector("Number", name)
        for name in SWITCHES:
            yield vector("Switch", name)
            yield vector("Switch", name, ("NO_SUCH_ELEMENT", "On"))
            yield vector("Switch", name, ("INDI_ENABLED", "Perhaps"))
        for name, element in TEXTS:
            for text in ("", "x" * 5000, "%s%n%s%n", "&lt;&amp;&gt;", "\u00e4\u20ac", "../../../etc/passwd"):
                yield vector("Text", name, (element, text))
            yield vector("Text", name, ("", "y" * 70000))
        focus = vector("Number", "ABS_FOCUS_POSITION", ("FOCUS_ABSOLUTE_POSITION", 5))
        yield focus.replace("FocuserLink", "Nobody")
        yield focus.replace("device='FocuserLink'", "")
        yield vector("Text", "ABS_FOCUS_POSITION", ("FOCUS_ABSOLUTE_POSITION", 5))
        yield "<newNumberVector device='FocuserLink'/>"
        yield vector("BLOB", "COMP_NOW", ("COMP_NOW' size='3' enclen='4' format='.x", "AAAA"))
        yield "<getProperties version='1.7' device='FocuserLink' name='NO_SUCH'/>"
        yield "<enableBLOB device='FocuserLink'>Sometimes</enableBLOB>"

    def test_what_makes_no_sense_is_refused_and_nothing_moves(self):
        indi, simulated = self.driver_with("--speed", 5)
        self.move(indi, 400)
        mark = indi.mark()
        for rubbish in self.vectors():
            rude = self.client()
            rude.until(lambda: rude.find("COMP_NOW"), "the properties")
            rude.raw(rubbish + "\n")
            self.assert_lives(indi)
            with self.subTest(rubbish[:200]):
                self.assert_lives(rude)
            rude.close()
            self.clients.remove(rude)
            self.assertTrue(indi.is_on("CONNECTION", "CONNECT"), rubbish)
            self.assertEqual((simulated.position(), simulated.control.status()["moving"]), (400, "0"), rubbish)
        settings = indi.property("FOCUSER_SETTINGS").elements
        self.assertEqual(settings, {"FS_STEP_SIZE": 5, "FS_COMPENSATION": 0, "FS_COMP_THRESHOLD": 10})
        self.assertEqual(indi.value("FOCUS_MAX", "FOCUS_MAX_VALUE"), 28800)
        self.assertIn("Alert", [m.state for m in indi.since(mark, "FOCUS_MAX")])
        self.move(indi, 450)

    def test_values_out_of_range_are_refused_with_the_range(self):
        indi, simulated = self.driver_with("--speed", 5)
        for name, element, value, words in (("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", 28801, ("28800",)),
                                            ("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", -1, ("0",)),
                                            ("FOCUS_SYNC", "FOCUS_SYNC_VALUE", 28801, ("28800",)),
                                            ("FOCUS_MAX", "FOCUS_MAX_VALUE", 99, ("100",)),
                                            ("FOCUS_SPEED", "FOCUS_SPEED_VALUE", 2001, ("2000",)),
                                            ("FOCUSER_SETTINGS", "FS_COMPENSATION", 1000.5, ("1000",)),
                                            ("FOCUSER_SETTINGS", "FS_COMP_THRESHOLD", 0, ("1",))):
            with self.subTest(name=name, value=value):
                mark = indi.mark()
                answer = indi.outcome(name, **{element: value})
                self.assertEqual(answer.state, "Alert")
                self.assertNotEqual(indi.value(name, element), value)
                self.assertTrue(matches(indi.words_since(mark), *words), indi.words_since(mark))
        self.assertEqual((simulated.position(), simulated.control.status()["moving"]), (0, "0"))

    def test_broken_xml_ends_that_client_alone(self):
        indi, _ = self.driver_with("--speed", 5)
        for rubbish in (b"<newNumberVector device='FocuserLink'", b"<<<<>>>>", os.urandom(4096), b"</stream>", b"<a><b></a></b>",
                        b"<newSwitchVector device='FocuserLink' name='COMP_NOW'><oneSwitch name='COMP_NOW'>On</oneSwitch>"):
            rude = self.client()
            rude.raw(rubbish)
            rude.close()
            self.clients.remove(rude)
            self.assert_lives(indi)
        self.move(indi, 50)


if __name__ == "__main__":
    unittest.main()
