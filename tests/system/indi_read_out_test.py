"""Compensation in the gaps of a camera that takes no notice of anybody: it begins its next exposure when it has been read out.
A gap is five seconds, so whoever stalls for as long is late: this test runs alone."""

import time
import unittest

from indi_camera import STEPS_PER_DEGREE, WithCamera
from parts import until


class ReadOut(WithCamera):
    def test_no_step_is_made_during_an_exposure(self):
        self.connect_camera()
        self.between_exposures()
        windows = []
        for frame in range(1, 5):
            windows.append(self.expose(2))
            self.simulated.control.say(f"temperature {15 - 0.75 * frame}")
            self.exposed(windows[-1])
            read_out = time.monotonic() + 5
            until(lambda: time.monotonic() > read_out, "the camera to be read out")
        self.indi.until(lambda: abs(self.due()) < 10, "nothing to be due any more")
        for window in windows:
            self.assertEqual(self.steps_in(window), [], "steps during an exposure")
        self.assertLess(abs(5000 - 3 * STEPS_PER_DEGREE - self.simulated.position()), 10)


if __name__ == "__main__":
    unittest.main()
