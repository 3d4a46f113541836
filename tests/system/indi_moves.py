"""What the INDI driver promises of moves, whatever is at the other end: tests for every way to a focuser."""

from indi_list import IndiList
from parts import until


class IndiMoves(IndiList):
    def test_absolute_and_relative_moves_are_busy_until_they_end(self):
        indi = self.indi
        for name, value, end in (("ABS_FOCUS_POSITION", 500, 500), ("REL_FOCUS_POSITION", 120, 620)):
            indi.switch("FOCUS_MOTION", "FOCUS_OUTWARD")
            mark = indi.mark()
            indi.set(name, **{list(indi.property(name).elements)[0]: value})
            indi.until(lambda: indi.since(mark, name), "an answer")
            self.assertEqual(indi.since(mark, name)[0].state, "Busy")
            self.stands_at(indi, end)
            self.assertEqual(self.simulated.position(), end)
            self.assertEqual(self.simulated.control.status()["moving"], "0")
            indi.until(lambda: indi.state(name) == "Ok", f"{name} to be Ok")
            states = [message.state for message in indi.since(mark, name)]
            self.assertNotIn("Busy", states[states.index("Ok"):], "not Busy again after Ok")
        indi.switch("FOCUS_MOTION", "FOCUS_INWARD")
        indi.set("REL_FOCUS_POSITION", FOCUS_RELATIVE_POSITION=20)
        self.stands_at(indi, 600)
        until(lambda: self.indi.value("FOC_POS_MM", "FOC_POS_MM") == 600 * 0.005, "600 steps of 5 um to be 3 mm")

    def test_a_move_of_no_steps_is_busy_and_then_ok(self):
        indi = self.indi
        self.move(indi, 200)
        for name, value in (("ABS_FOCUS_POSITION", 200), ("REL_FOCUS_POSITION", 0)):
            mark = indi.mark()
            indi.set(name, **{list(indi.property(name).elements)[0]: value})
            indi.until(lambda: "Ok" in [m.state for m in indi.since(mark, name)], f"{name} to be Ok")
            self.assertEqual([m.state for m in indi.since(mark, name)], ["Busy", "Ok"])
        self.assertEqual(self.stays_put(), 200)

    def test_the_position_goes_straight_to_the_target_and_both_vectors_end_there_together(self):
        indi = self.indi
        for direction, way, end in (("FOCUS_OUTWARD", 900, 900), ("FOCUS_INWARD", 500, 400)):
            indi.switch("FOCUS_MOTION", direction)
            start, mark = self.position(indi), indi.mark()
            indi.set("REL_FOCUS_POSITION", FOCUS_RELATIVE_POSITION=way)
            vectors = ("ABS_FOCUS_POSITION", "REL_FOCUS_POSITION")
            indi.until(lambda: all("Ok" in [m.state for m in indi.since(mark, vector)] for vector in vectors), "the move to end")
            absolute = indi.since(mark, "ABS_FOCUS_POSITION")
            shown = [m.elements["FOCUS_ABSOLUTE_POSITION"] for m in absolute]
            self.assertEqual(shown, sorted(shown, reverse=end < start), "never back")
            self.assertTrue(all(min(start, end) <= place <= max(start, end) for place in shown), shown)
            ended = next(m for m in absolute if m.state == "Ok")
            self.assertEqual(ended.elements["FOCUS_ABSOLUTE_POSITION"], end, "the first value after Ok")
            motion = [m.state for m in indi.since(mark) if m.name in vectors]
            self.assertNotIn("Busy", motion[motion.index("Ok"):], "neither is Busy once the other has ended")

    def test_an_inward_overshoot_stops_at_zero(self):
        indi = self.indi
        self.move(indi, 100)
        indi.switch("FOCUS_MOTION", "FOCUS_INWARD")
        seen = []
        indi.set("REL_FOCUS_POSITION", FOCUS_RELATIVE_POSITION=1000)

        def rests_at_zero():
            status = self.simulated.control.status()
            seen.append(int(status["position"]))
            return status["moving"] == "0" and seen[-1] == 0

        until(rests_at_zero, "the device at 0")
        self.assertLessEqual(max(seen), 100)
        self.stands_at(indi, 0)
        self.assertEqual(self.stays_put(), 0)

    def test_busy_until_the_backlash_return_has_ended(self):
        indi = self.indi
        self.backlash(900)
        self.slowly()
        mark = indi.mark()
        far = 0
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=400)

        def said_ok():
            nonlocal far
            far = max(far, self.simulated.position())
            return any(m.state == "Ok" for m in indi.since(mark, "ABS_FOCUS_POSITION"))

        until(said_ok, "the move to end")
        status = self.simulated.control.status()
        self.assertEqual((status["position"], status["moving"]), ("400", "0"), "at the first Ok")
        self.assertGreater(far, 800, "the focuser has been beyond its target")
        messages = indi.since(mark, "ABS_FOCUS_POSITION")
        states = [message.state for message in messages]
        first_ok = states.index("Ok")
        self.assertEqual(set(states[:first_ok]), {"Busy"})
        self.assertEqual(messages[first_ok].elements["FOCUS_ABSOLUTE_POSITION"], 400)
        self.assertEqual(self.stays_put(), 400)
        self.assertEqual({m.state for m in indi.since(mark, "ABS_FOCUS_POSITION")[first_ok:]}, {"Ok"})
        self.move(indi, 300)  # inward: no overshoot
        self.assertEqual(self.stays_put(), 300)

    def backlash(self, steps):
        self.indi.switch("FOCUS_BACKLASH_TOGGLE", "INDI_ENABLED")
        self.indi.set("FOCUS_BACKLASH_STEPS", FOCUS_BACKLASH_VALUE=steps)
        self.indi.until(lambda: self.indi.value("FOCUS_BACKLASH_STEPS", "FOCUS_BACKLASH_VALUE") == steps, "the backlash")

    def abort_when(self, arrived, what):
        """Aborts the move once `arrived(position)`; where the device stands afterwards."""
        indi = self.indi
        until(lambda: arrived(self.simulated.position()), what)
        mark = indi.mark()
        indi.set("FOCUS_ABORT_MOTION", ABORT="On")
        indi.until(lambda: indi.since(mark, "FOCUS_ABORT_MOTION"), "an answer to the abort")
        until(lambda: self.simulated.control.status()["moving"] == "0", "the motor to stop")
        for vector in ("ABS_FOCUS_POSITION", "REL_FOCUS_POSITION", "FOCUS_MOTION"):
            indi.until(lambda: indi.state(vector) in ("Ok", "Idle"), f"{vector} not to be Busy")
        place = self.stays_put()
        indi.until(lambda: self.position(indi) == place, "the place where it stopped to be shown")
        self.assertNotEqual(indi.state("ABS_FOCUS_POSITION"), "Busy")
        self.assertFalse(indi.is_on("FOCUS_ABORT_MOTION", "ABORT"))
        return place

    def test_an_abort_of_the_first_leg_stops_both(self):
        self.backlash(100)
        self.indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=20000)
        place = self.abort_when(lambda position: position > 50, "the first leg to be under way")
        self.assertLess(place, 10000)
        self.move(self.indi, place + 10)  # and the focuser obeys again

    def test_an_abort_of_the_second_leg_stops_it(self):
        self.backlash(2500)
        self.slowly()
        self.indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=50)
        until(lambda: self.simulated.position() > 2000, "the first leg nearly to end")
        place = self.abort_when(lambda position: position < 1900, "the second leg to be under way")
        self.assertTrue(50 < place < 1900, place)

    def test_an_abort_of_a_relative_move_ends_it(self):
        indi = self.indi
        indi.switch("FOCUS_MOTION", "FOCUS_OUTWARD")
        indi.set("REL_FOCUS_POSITION", FOCUS_RELATIVE_POSITION=20000)
        place = self.abort_when(lambda position: position > 50, "the move to be under way")
        self.assertLess(place, 10000)

    def test_sync_says_where_it_is(self):
        indi = self.indi
        self.assertEqual(indi.outcome("FOCUS_SYNC", FOCUS_SYNC_VALUE=7000).state, "Ok")
        self.stands_at(indi, 7000)
        self.assertEqual(self.simulated.position(), 7000)
        refused = indi.outcome("FOCUS_SYNC", FOCUS_SYNC_VALUE=indi.value("FOCUS_MAX", "FOCUS_MAX_VALUE") + 1)
        self.assertEqual(refused.state, "Alert")
        self.assertEqual(self.simulated.position(), 7000)

    def test_a_sync_in_the_middle_of_a_move_is_refused_and_the_move_goes_on(self):
        indi = self.indi
        self.slowly()
        indi.set("ABS_FOCUS_POSITION", FOCUS_ABSOLUTE_POSITION=4000)
        until(lambda: self.simulated.position() > 50, "the move to be under way")
        # The value follows the position meanwhile: the first message need not be the answer.
        indi.ask("FOCUS_SYNC", None, lambda message: message.state == "Alert", FOCUS_SYNC_VALUE=20000)
        self.stands_at(indi, 4000)
        self.assertEqual(self.simulated.position(), 4000)

    def test_backlash_at_both_ends_of_the_travel(self):
        indi = self.indi
        self.disconnect(indi)
        self.alone(lambda wire: self.assertEqual(wire.ask("U:400:3:500:0:500:0:500:0:30:10:0:"), "U"))
        self.connect(indi)
        indi.until(lambda: indi.value("FOCUS_MAX", "FOCUS_MAX_VALUE") == 500, "the device's maximum")
        self.backlash(100)
        self.move(indi, 500)
        self.move(indi, 450)
        self.move(indi, 490)
        self.move(indi, 0)
        if float(indi.property("FOCUS_BACKLASH_STEPS").details["FOCUS_BACKLASH_VALUE"]["min"]) < 0:
            self.backlash(-100)
            self.move(indi, 60)
            self.move(indi, 10)
            self.move(indi, 0)
        self.assertEqual(self.stays_put(), 0)
