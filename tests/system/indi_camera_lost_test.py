"""Compensation between exposures of a camera that goes away or never was: MANUAL, with a warning, and nothing moves."""

import os
import signal
import unittest

from indi_camera import CAMERA, CAMERA_DRIVER, STEPS_PER_DEGREE, WithCamera
from indi_parts import matches


class CameraLost(WithCamera):
    def test_a_camera_that_disconnects_means_manual_and_a_warning(self):
        self.connect_camera()
        self.between_exposures()
        mark = self.indi.mark()
        self.indi.set("CONNECTION", CAMERA, DISCONNECT="On")
        self.falls_back_since(mark)
        self.indi.ask("CONFIG_PROCESS", CONFIG_SAVE="On")
        saved = next(self.folder.rglob("*_config.xml")).read_text()
        self.assertRegex(saved, r"FS_COMP_BETWEEN_EXPOSURES'>\s*On")
        self.assertEqual(self.indi.on("COMP_MODE"), ["FS_COMP_MANUAL"])
        before, due = self.simulated.position(), self.due()
        mark = self.indi.mark()
        self.connect_camera()
        self.indi.until(lambda: self.simulated.position() == before + due, "compensation to go on with the camera")
        self.assertEqual(self.indi.on("COMP_MODE"), ["FS_COMP_BETWEEN_EXPOSURES"])
        self.assertTrue(matches(self.indi.words_since(mark), CAMERA, "heard again"))

    def test_manual_that_is_chosen_while_the_camera_is_away_stays(self):
        self.connect_camera()
        self.between_exposures()
        mark = self.indi.mark()
        self.indi.set("CONNECTION", CAMERA, DISCONNECT="On")
        self.falls_back_since(mark)
        self.indi.switch("COMP_MODE", "FS_COMP_MANUAL")
        self.connect_camera()
        exposure = self.expose(1)
        self.exposed(exposure)
        self.assertEqual(self.indi.on("COMP_MODE"), ["FS_COMP_MANUAL"])

    def test_a_camera_driver_that_is_killed_means_manual_and_a_warning(self):
        self.connect_camera()
        self.between_exposures()
        begun, _ = self.expose(10)  # longer than it takes to kill it
        mark = self.indi.mark()
        self.may_end.add(CAMERA_DRIVER)
        os.kill(self.server.drivers()[CAMERA_DRIVER], signal.SIGKILL)
        self.simulated.control.say("temperature 13")
        self.indi.until(lambda: self.due() == -2 * STEPS_PER_DEGREE, "the difference to be shown as due")
        self.falls_back_since(mark)
        self.assertEqual([step for step in self.trace.steps if step[0] > begun], [])

    def test_a_camera_that_never_appears_means_manual_and_a_warning(self):
        self.indi.set("SNOOP_CAMERA", CAMERA="No Such Camera")
        self.indi.until(lambda: self.indi.value("SNOOP_CAMERA", "CAMERA") == "No Such Camera", "the name to be taken")
        mark = self.indi.mark()
        self.indi.set("COMP_MODE", FS_COMP_BETWEEN_EXPOSURES="On")
        self.falls_back_since(mark, camera="No Such Camera")

    def falls_back_since(self, mark, camera=CAMERA):
        indi = self.indi
        indi.until(lambda: indi.on("COMP_MODE") == ["FS_COMP_MANUAL"] and matches(indi.words_since(mark), camera, "manual"),
                   "manual compensation and a warning that names the camera", deadline=90)
        before = self.simulated.position()
        self.simulated.control.say("temperature 5")
        indi.until(lambda: self.due() <= -7 * STEPS_PER_DEGREE, "a difference to be due")
        self.assertEqual(self.simulated.position(), before, "nothing moves by itself meanwhile")


if __name__ == "__main__":
    unittest.main()
