"""Compensation between exposures, while the temperature falls: no step during an exposure, all due steps in the gaps."""

import time
import unittest

from indi_camera import CAMERA, CAMERA_DRIVER, LONG, STEPS_PER_DEGREE, WithCamera
from indi_parts import DRIVER, matches
from parts import until


class BetweenExposures(WithCamera):
    def test_steps_are_made_in_the_gaps_alone_and_all_of_them(self):
        self.connect_camera()
        self.between_exposures()
        windows = []
        for frame in range(1, 6):
            exposure = self.expose(LONG)
            self.simulated.control.say(f"temperature {15 - frame}")
            self.indi.until(lambda: self.due() == -STEPS_PER_DEGREE, "the difference to be shown as due")
            self.assertEqual(self.indi.state("COMP_STEPS"), "Busy", "held back by the exposure")
            windows.append(self.broken_off(exposure))
            self.simulated.rests_at(5000 - STEPS_PER_DEGREE * frame)
            self.indi.until(lambda: abs(self.due()) < 10, "nothing to be due any more")
        self.trace.stop()
        made = self.trace.steps
        for window in windows:
            self.assertEqual(self.steps_in(window), [], "steps during an exposure")
        self.assertEqual(sum(now - before for _, _, before, now in made), -5 * STEPS_PER_DEGREE)
        self.assertEqual(self.indi.on("COMP_MODE"), ["FS_COMP_BETWEEN_EXPOSURES"])

    def test_gaps_that_are_too_short_are_left_alone_and_said(self):
        self.connect_camera()
        self.indi.set("FOCUS_SPEED", FOCUS_SPEED_VALUE=10)
        self.indi.until(lambda: self.indi.value("FOCUS_SPEED", "FOCUS_SPEED_VALUE") == 10, "the speed to be taken")
        self.between_exposures()
        mark = self.indi.mark()
        windows = []
        for frame in range(3):
            windows.append(self.expose(1))
            self.exposed(windows[-1])
            if frame == 0:
                time.sleep(10)  # a longer gap than any that a busy computer makes later: that would be a series' end
        exposure = self.expose(LONG)
        self.simulated.control.say("temperature -10")
        self.indi.until(lambda: self.due() == -25 * STEPS_PER_DEGREE, "the difference to be shown as due")
        windows.append(self.broken_off(exposure))
        for _ in range(2):
            windows.append(self.expose(1))
            self.exposed(windows[-1])
        for window in windows:
            self.assertEqual(self.steps_in(window), [], "steps during an exposure")
        self.assertTrue(matches(self.indi.words_since(mark), "too short"), self.indi.words_since(mark))
        # The series is over: there is time.
        until(lambda: self.simulated.position() == 5000 - 25 * STEPS_PER_DEGREE, "the due steps to be made")

    def test_without_this_mode_the_device_moves_during_exposures(self):
        self.connect_camera()
        self.indi.switch("COMP_MODE", "FS_COMP_AUTO")
        exposure = self.expose(LONG)
        self.simulated.control.say("temperature 14")
        until(lambda: self.trace.steps, "the device to move")
        exposure = self.broken_off(exposure)
        self.assertNotEqual(self.steps_in(exposure), [])

    def test_the_mode_is_kept_when_the_configuration_is_saved(self):
        self.connect_camera()
        self.between_exposures()
        self.assertEqual(self.indi.outcome("CONFIG_PROCESS", CONFIG_SAVE="On").state, "Ok")
        self.stop_serving()
        self.indi = self.serve(DRIVER, CAMERA_DRIVER)
        self.connect_camera()
        self.connect(self.indi)
        self.indi.until(lambda: self.indi.on("COMP_MODE") == ["FS_COMP_BETWEEN_EXPOSURES"], "the mode to be resumed")
        self.simulated.control.say("temperature 13")
        until(lambda: 0 <= self.simulated.position() - (5000 - 2 * STEPS_PER_DEGREE) < 10, "the due steps to be made")

    def test_an_idle_camera_lets_every_due_step_be_made(self):
        self.connect_camera()
        self.between_exposures()
        self.simulated.control.say("temperature 13")
        # The smoothed temperature comes down bit by bit; what stays due is less than the threshold.
        until(lambda: 0 <= self.simulated.position() - (5000 - 2 * STEPS_PER_DEGREE) < 10, "the due steps to be made")

    def test_automatic_compensation_of_the_device_is_off_meanwhile(self):
        self.connect_camera()
        self.indi.switch("COMP_MODE", "FS_COMP_AUTO")
        self.between_exposures()
        exposure = self.expose(LONG)
        self.simulated.control.say("temperature 12")
        self.indi.until(lambda: self.due() == -3 * STEPS_PER_DEGREE, "the difference to be shown as due")
        exposure = self.broken_off(exposure)
        self.assertEqual(self.steps_in(exposure), [])
        until(lambda: self.simulated.position() == 5000 - 3 * STEPS_PER_DEGREE, "the difference to be applied")

    def test_a_camera_of_another_name_is_watched(self):
        self.connect_camera()
        self.indi.set("SNOOP_CAMERA", CAMERA="Guide Simulator")
        self.indi.until(lambda: self.indi.value("SNOOP_CAMERA", "CAMERA") == "Guide Simulator", "the name to be taken")
        self.indi.set("SNOOP_CAMERA", CAMERA=CAMERA)
        self.indi.until(lambda: self.indi.value("SNOOP_CAMERA", "CAMERA") == CAMERA, "the name to be taken")
        self.between_exposures()
        exposure = self.expose(LONG)
        self.simulated.control.say("temperature 14")
        self.indi.until(lambda: self.due() == -STEPS_PER_DEGREE, "the difference to be shown as due")
        exposure = self.broken_off(exposure)
        self.simulated.rests_at(5000 - STEPS_PER_DEGREE)
        self.assertEqual(self.steps_in(exposure), [])


if __name__ == "__main__":
    unittest.main()
