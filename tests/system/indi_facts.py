"""What the INDI driver promises of settings, the sensor and the link, whatever is at the other end: tests for every way to a
focuser."""

from indi_list import IndiList
from indi_parts import matches
from parts import until

CONTRACT = {
    "CONNECTION": ("Switch", "CONNECT DISCONNECT"),
    "CONNECTION_MODE": ("Switch", "CONNECTION_SERIAL CONNECTION_TCP"),
    "TCP_KIND": ("Switch", "TCP_HUB TCP_CABLE"),
    "HUB_DEVICE": ("Number", "NUMBER"),
    "FOCUS_MOTION": ("Switch", "FOCUS_INWARD FOCUS_OUTWARD"),
    "REL_FOCUS_POSITION": ("Number", "FOCUS_RELATIVE_POSITION"),
    "ABS_FOCUS_POSITION": ("Number", "FOCUS_ABSOLUTE_POSITION"),
    "FOCUS_MAX": ("Number", "FOCUS_MAX_VALUE"),
    "FOCUS_SYNC": ("Number", "FOCUS_SYNC_VALUE"),
    "FOCUS_ABORT_MOTION": ("Switch", "ABORT"),
    "FOCUS_REVERSE_MOTION": ("Switch", "INDI_ENABLED INDI_DISABLED"),
    "FOCUS_BACKLASH_TOGGLE": ("Switch", "INDI_ENABLED INDI_DISABLED"),
    "FOCUS_BACKLASH_STEPS": ("Number", "FOCUS_BACKLASH_VALUE"),
    "FOCUS_SPEED": ("Number", "FOCUS_SPEED_VALUE"),
    "FOCUS_TEMPERATURE": ("Number", "TEMPERATURE"),
    "FOC_POS_MM": ("Number", "FOC_POS_MM"),
    "WEATHER_STATUS": ("Light", "WEATHER_TEMPERATURE"),
    "WEATHER_PARAMETERS": ("Number", "WEATHER_TEMPERATURE WEATHER_HUMIDITY WEATHER_DEWPOINT"),
    "FOCUSER_SETTINGS": ("Number", "FS_STEP_SIZE FS_COMPENSATION FS_COMP_THRESHOLD"),
    "COMP_MODE": ("Switch", "FS_COMP_AUTO FS_COMP_MANUAL FS_COMP_BETWEEN_EXPOSURES"),
    "MANUAL_CONTROLLER": ("Switch", "FS_MANUAL_ON FS_MANUAL_OFF"),
    "COMP_STEPS": ("Number", "COMP_VALUE"),
    "COMP_NOW": ("Switch", "COMP_NOW"),
    "SNOOP_CAMERA": ("Text", "CAMERA"),
    "POSITION_CERTAIN": ("Light", "CERTAIN"),
    "CONFIRM_POSITION": ("Switch", "CONFIRM"),
    "LAST_MOVE": ("Text", "MOVED_BY"),
    "FOCUS_HOLD": ("Switch", "INDI_ENABLED INDI_DISABLED"),
    "FIRMWARE": ("Text", "VERSION"),
}


class IndiFacts(IndiList):
    def test_every_property_has_its_name_and_its_elements(self):
        for name, (kind, elements) in CONTRACT.items():
            found = self.indi.property(name)
            self.assertEqual(found.kind, kind, name)
            self.assertLessEqual(set(elements.split()), set(found.elements), name)

    def test_settings_one_element_at_a_time_in_any_order(self):
        indi = self.indi
        for sent in ({"FS_COMPENSATION": -25.5}, {"FS_COMP_THRESHOLD": 42}, {"FS_STEP_SIZE": 4.37},
                     {"FS_COMP_THRESHOLD": 43, "FS_STEP_SIZE": 4.38}):
            before = dict(indi.property("FOCUSER_SETTINGS").elements)
            answer = self.accepted("FOCUSER_SETTINGS", **sent)
            for name, value in {**before, **sent}.items():
                self.assertAlmostEqual(answer[name], value, places=4, msg=f"{name} after {sent}")
        record = self.device_record()
        self.assertEqual((record[7], record[8], record[10]), (438, -2550, 43))
        self.assertEqual((record[1], record[2], record[3], record[5], record[6], record[11]), (400, 3, 500, 28800, 0, 0))

    def test_facts_of_the_device_are_written_and_read_back(self):
        indi = self.indi
        self.accepted("FOCUS_MAX", FOCUS_MAX_VALUE=60000)
        self.accepted("FOCUS_SPEED", FOCUS_SPEED_VALUE=700)
        self.accepted("FOCUS_REVERSE_MOTION", INDI_ENABLED="On", INDI_DISABLED="Off")
        self.assertEqual(indi.on("FOCUS_REVERSE_MOTION"), ["INDI_ENABLED"])
        self.accepted("FOCUS_HOLD", INDI_ENABLED="On", INDI_DISABLED="Off")
        self.accepted("COMP_MODE", FS_COMP_AUTO="On")
        self.accepted("MANUAL_CONTROLLER", FS_MANUAL_OFF="On")
        indi.until(lambda: float(indi.property("ABS_FOCUS_POSITION").details["FOCUS_ABSOLUTE_POSITION"]["max"]) == 60000,
                   "the limit of the position to be the device's")
        record = self.device_record()
        self.assertEqual((record[3], record[5], record[6], record[11]), (700, 60000, 1, 1))
        self.assertLess(record[2], 3)
        self.assertEqual(self.alone(lambda wire: wire.ask("f")), "f:0")
        self.connect(indi)
        indi.until(lambda: indi.on("FOCUS_REVERSE_MOTION") == ["INDI_ENABLED"] and indi.on("FOCUS_HOLD") == ["INDI_ENABLED"]
                   and indi.on("COMP_MODE") == ["FS_COMP_AUTO"] and indi.on("MANUAL_CONTROLLER") == ["FS_MANUAL_OFF"]
                   and indi.value("FOCUS_MAX", "FOCUS_MAX_VALUE") == 60000
                   and indi.value("FOCUS_SPEED", "FOCUS_SPEED_VALUE") == 700, "everything to be read back")

    def test_a_reversal_moves_and_renumbers_nothing(self):
        self.move(self.indi, 400)
        self.accepted("FOCUS_REVERSE_MOTION", INDI_ENABLED="On")
        self.assertEqual(self.stays_put(), 400)
        self.stands_at(self.indi, 400)

    def test_limits_come_from_the_device(self):
        indi = self.indi
        self.disconnect(indi)
        self.alone(lambda wire: self.assertEqual(wire.ask("U:400:3:500:0:4321:0:500:0:30:10:0:"), "U"))
        self.connect(indi)
        indi.until(lambda: indi.value("FOCUS_MAX", "FOCUS_MAX_VALUE") == 4321, "the device's maximum")
        indi.until(lambda: float(indi.property("ABS_FOCUS_POSITION").details["FOCUS_ABSOLUTE_POSITION"]["max"]) == 4321,
                   "the limit of the position")
        mark = indi.mark()
        self.assertEqual(indi.outcome("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=5000).state, "Alert")
        self.assertTrue(matches(indi.words_since(mark), "4321"), indi.words_since(mark))
        self.assertEqual(self.stays_put(), 0)

    def test_a_maximum_that_the_device_refuses_is_an_alert_and_not_shown(self):
        indi = self.indi
        self.move(indi, 600)
        self.assertEqual(indi.outcome("FOCUS_MAX", FOCUS_MAX_VALUE=500).state, "Alert")
        self.assertEqual(indi.value("FOCUS_MAX", "FOCUS_MAX_VALUE"), 28800)
        self.accepted("FOCUS_MAX", FOCUS_MAX_VALUE=700)

    def becomes_colder(self, indi):
        """By a jump: a sensor that has read more than once is believed, and a jump is not smoothed."""
        self.stays_put()
        self.simulated.control.say("temperature 6")
        indi.until(lambda: indi.value("COMP_STEPS", "COMP_VALUE") == -300, "6 C colder to be 300 steps inward")

    def test_compensation_due_is_shown_and_applied_at_once_when_asked(self):
        indi = self.indi
        self.move(indi, 700)
        self.accepted("FOCUSER_SETTINGS", FS_COMPENSATION=50, FS_COMP_THRESHOLD=10)
        self.becomes_colder(indi)
        self.assertEqual(self.simulated.position(), 700, "nothing has moved by itself")
        indi.set("COMP_NOW", COMP_NOW="On")
        self.stands_at(indi, 400)
        indi.until(lambda: abs(indi.value("COMP_STEPS", "COMP_VALUE")) < 10, "nothing to be due any more")
        indi.until(lambda: matches(indi.value("LAST_MOVE", "MOVED_BY"), "compensation"), "who moved it last")

    def test_a_sync_moves_nothing_and_clears_what_is_due(self):
        indi = self.indi
        self.accepted("FOCUSER_SETTINGS", FS_COMPENSATION=50, FS_COMP_THRESHOLD=10)
        self.becomes_colder(indi)
        self.assertEqual(indi.outcome("FOCUS_SYNC", FOCUS_SYNC_VALUE=500).state, "Ok")
        indi.until(lambda: indi.value("COMP_STEPS", "COMP_VALUE") == 0, "nothing to be due from here")
        self.stands_at(indi, 500)
        self.assertEqual(self.stays_put(), 500)

    def test_weather_follows_the_sensor_within_seconds(self):
        indi = self.indi
        self.simulated.control.say("temperature 9")
        indi.until(lambda: abs(indi.value("WEATHER_PARAMETERS", "WEATHER_TEMPERATURE") - 9) < 0.1
                   and abs(indi.value("FOCUS_TEMPERATURE", "TEMPERATURE") - 9) < 0.1, "9 C")
        self.assertEqual(indi.state("WEATHER_PARAMETERS"), "Ok")
        self.assertTrue(5 < indi.value("WEATHER_PARAMETERS", "WEATHER_HUMIDITY") <= 100)
        self.assertLess(indi.value("WEATHER_PARAMETERS", "WEATHER_DEWPOINT"), 9)

    def test_without_a_sensor_there_is_no_weather_rather_than_zero(self):
        indi = self.indi
        self.simulated.control.say("sensor unplug")
        indi.until(lambda: indi.state("FOCUS_TEMPERATURE") == "Idle" and indi.state("WEATHER_PARAMETERS") == "Idle",
                   "the sensor to be missed")
        values = [indi.value("FOCUS_TEMPERATURE", "TEMPERATURE"),
                  *(indi.value("WEATHER_PARAMETERS", f"WEATHER_{what}") for what in ("TEMPERATURE", "HUMIDITY", "DEWPOINT"))]
        self.assertTrue(all(value != value for value in values), values)  # NaN alone differs from itself
        indi.until(lambda: indi.value("WEATHER_STATUS", "WEATHER_TEMPERATURE") == "Idle", "the weather's light to be off")
        self.simulated.control.say("sensor plug")
        indi.until(lambda: indi.state("FOCUS_TEMPERATURE") == "Ok" and indi.state("WEATHER_PARAMETERS") == "Ok",
                   "the sensor to be found")

    def test_a_lost_cable_is_an_alert_within_two_seconds_and_recovers(self):
        indi = self.indi
        self.move(indi, 300)
        focusing = ("ABS_FOCUS_POSITION", "REL_FOCUS_POSITION", "FOCUS_TEMPERATURE", "WEATHER_PARAMETERS", "FOCUSER_SETTINGS",
                    "COMP_STEPS")
        mark = indi.mark()
        self.simulated.control.say("cable pull")
        for name in focusing:
            indi.until(lambda: indi.state(name) == "Alert", f"{name} to be Alert")
        self.assertTrue(indi.words_since(mark), "the user is told why")
        self.assertTrue(indi.is_on("CONNECTION", "CONNECT"))
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=400)
        self.assert_lives(indi)
        self.simulated.control.say("cable plug")
        for name in focusing:
            indi.until(lambda: indi.state(name) in ("Ok", "Idle"), f"{name} to recover")
        self.assertEqual(self.position(indi), 300)
        self.move(indi, 350)

    def test_a_move_that_a_lost_cable_does_not_stop_is_ok_only_at_its_target(self):
        indi = self.indi
        self.slowly()
        indi.switch("FOCUS_MOTION", "FOCUS_OUTWARD")
        indi.set("REL_FOCUS_POSITION", FOCUS_RELATIVE_POSITION=6000)
        indi.until(lambda: self.position(indi) > 50, "the move to be under way")
        self.simulated.control.say("cable pull")
        indi.until(lambda: indi.state("ABS_FOCUS_POSITION") == "Alert", "the cable to be missed")
        mark = indi.mark()
        self.simulated.control.say("cable plug")
        vectors = ("ABS_FOCUS_POSITION", "REL_FOCUS_POSITION")
        indi.until(lambda: all("Ok" in [m.state for m in indi.since(mark, vector)] for vector in vectors), "the move to end")
        ended = next(m for m in indi.since(mark, "ABS_FOCUS_POSITION") if m.state == "Ok")
        self.assertEqual(ended.elements["FOCUS_ABSOLUTE_POSITION"], 6000, "the first value after Ok")
        motion = [m.state for m in indi.since(mark) if m.name in vectors]
        self.assertNotIn("Busy", motion[motion.index("Ok"):], "neither is Busy once the other has ended")
