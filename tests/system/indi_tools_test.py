"""The INDI driver as scripts and several programs use it: indi_getprop, indi_setprop, and two clients at once."""

import subprocess
import unittest
from xml.etree import ElementTree

from indi_parts import DRIVER, IndiTest
from parts import until


def vector(kind, name, **elements):
    rows = "".join(f"<one{kind} name='{element}'>{value}</one{kind}>" for element, value in elements.items())
    return f"<new{kind}Vector device='FocuserLink' name='{name}'>{rows}</new{kind}Vector>"


class Tools(IndiTest):
    def getprop(self, what):
        """Values by property and element."""
        found = subprocess.run(["indi_getprop", "-p", str(self.server.port), "-t", "2", f"FocuserLink.{what}"],
                               capture_output=True, text=True, check=False, timeout=30)
        return dict(line.split("=", 1) for line in found.stdout.splitlines() if "=" in line)

    def setprop(self, *words):
        done = subprocess.run(["indi_setprop", "-p", str(self.server.port), *words], capture_output=True, text=True, check=False,
                              timeout=30)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_script_connects_moves_and_reads(self):
        simulated = self.focuser("--speed", 5, "--temperature", 7)
        self.serve(DRIVER).property("DEVICE_AUTO_SEARCH")  # indi_setprop waits two seconds for a driver to begin
        self.setprop("FocuserLink.DEVICE_AUTO_SEARCH.INDI_DISABLED=On")
        self.setprop(f"FocuserLink.DEVICE_PORT.PORT={simulated.port}")
        self.setprop("FocuserLink.CONNECTION.CONNECT=On")
        until(lambda: self.getprop("CONNECTION.CONNECT").get("FocuserLink.CONNECTION.CONNECT") == "On", "the connection")
        self.setprop("FocuserLink.ABS_FOCUS_POSITION.FOCUS_ABSOLUTE_POSITION=440")
        simulated.rests_at(440)
        position = "FocuserLink.ABS_FOCUS_POSITION.FOCUS_ABSOLUTE_POSITION"
        until(lambda: float(self.getprop(position.partition(".")[2]).get(position, -1)) == 440, "440 to be read")
        self.setprop("FocuserLink.FOCUSER_SETTINGS.FS_STEP_SIZE=3.5")
        settings = "FocuserLink.FOCUSER_SETTINGS."
        until(lambda: {k.removeprefix(settings): float(v) for k, v in self.getprop("FOCUSER_SETTINGS.*").items()}
              == {"FS_STEP_SIZE": 3.5, "FS_COMPENSATION": 0, "FS_COMP_THRESHOLD": 10}, "the one setting to be changed")
        self.setprop("-n", "FocuserLink.FOCUS_SYNC.FOCUS_SYNC_VALUE=1000")
        simulated.rests_at(1000)
        state = "FocuserLink.ABS_FOCUS_POSITION._STATE"
        until(lambda: self.getprop("ABS_FOCUS_POSITION._STATE").get(state) == "Ok", "Ok to be read")
        temperature = "FocuserLink.FOCUS_TEMPERATURE.TEMPERATURE"
        found = until(lambda: self.getprop("FOCUS_TEMPERATURE.TEMPERATURE").get(temperature), "the temperature to be read")
        self.assertAlmostEqual(float(found), 7, delta=0.5)

    def test_the_driver_by_itself_says_nothing_but_the_protocol(self):
        simulated = self.focuser("--speed", 5)
        driver = self.start(DRIVER, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in ("<getProperties version='1.7'/>", vector("Switch", "DEVICE_AUTO_SEARCH", INDI_DISABLED="On"),
                     vector("Text", "DEVICE_PORT", PORT=simulated.port), vector("Switch", "CONNECTION", CONNECT="On")):
            driver.say(line)
        until(lambda: any("name='FIRMWARE'" in line for line in list(driver.lines)), "the connection")
        simulated.control.say("cable pull")
        until(lambda: any("state='Alert'" in line for line in list(driver.lines)), "an alert")
        driver.process.stdin.close()
        driver.process.wait(60)
        driver.reader.join(5)
        said = "\n".join(driver.lines).replace("<?xml version='1.0'?>", "")  # before every element: that is INDI
        document = ElementTree.fromstring(f"<stream>{said}</stream>")
        self.assertGreater(len(document), 40)
        for between in (document.text, *(element.tail for element in document)):
            self.assertEqual((between or "").strip(), "")

    def test_two_clients_see_the_same(self):
        first, simulated = self.driver_with("--speed", 5)
        second = self.client()
        second.property("ABS_FOCUS_POSITION")
        mark = second.mark()
        first.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=800)
        second.until(lambda: any(m.state == "Busy" for m in second.since(mark, "ABS_FOCUS_POSITION")), "the other's move")
        second.set("FOCUSER_SETTINGS", FS_STEP_SIZE=6.5)
        first.until(lambda: first.value("FOCUSER_SETTINGS", "FS_STEP_SIZE") == 6.5, "the other's setting to be seen")
        self.stands_at(first, 800)
        self.stands_at(second, 800)
        first.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=20000)
        until(lambda: simulated.position() > 900, "the move to be under way")
        second.set("FOCUS_ABORT_MOTION", ABORT="On")
        until(lambda: simulated.control.status()["moving"] == "0", "the other's abort to stop it")
        first.until(lambda: first.state("ABS_FOCUS_POSITION") != "Busy" and self.position(first) == simulated.position(),
                    "the end to be seen")

    def test_a_client_that_vanishes_in_the_middle_of_a_move_leaves_it_to_the_others(self):
        first, simulated = self.driver_with("--speed", 5)
        second = self.client()
        second.property("ABS_FOCUS_POSITION")
        second.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=1500)
        until(lambda: simulated.position() > 100, "the move to be under way")
        second.close()
        self.stands_at(first, 1500)

    def test_a_second_move_replaces_the_first(self):
        indi, simulated = self.driver_with("--speed", 5)
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=5000)
        until(lambda: simulated.position() > 100, "the move to be under way")
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=50)
        simulated.rests_at(50)
        self.stands_at(indi, 50)

    def test_the_driver_that_ends_leaves_the_move_under_way(self):
        indi, simulated = self.driver_with("--speed", 5)
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=2000)
        until(lambda: simulated.position() > 100, "the move to be under way")
        self.may_end.add(DRIVER)
        self.assertEqual(self.server.program.stop(), -15)
        simulated.rests_at(2000)

    def test_a_position_that_is_not_certain_says_so_until_confirmed(self):
        indi, simulated = self.driver_with("--speed", 5)
        self.move(indi, 100)
        indi.until(lambda: indi.value("POSITION_CERTAIN", "CERTAIN") == "Ok", "certainty")
        simulated.control.say("power cut in 200 steps")
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=3000)
        until(lambda: simulated.control.status()["power"] == "off", "the power to fail")
        indi.until(lambda: indi.state("ABS_FOCUS_POSITION") == "Alert", "an alert")
        simulated.control.say("power on")
        indi.until(lambda: indi.state("POSITION_CERTAIN") == "Alert" and indi.value("POSITION_CERTAIN", "CERTAIN") == "Alert",
                   "the doubt")
        indi.until(lambda: self.position(indi) == simulated.position(), "the position that the device takes for right")
        indi.set("CONFIRM_POSITION", CONFIRM="On")
        indi.until(lambda: indi.value("POSITION_CERTAIN", "CERTAIN") == "Ok" and indi.state("POSITION_CERTAIN") == "Ok",
                   "certainty again")


if __name__ == "__main__":
    unittest.main()
