"""A driver of ours in company of a real camera simulator that exposes. Where the motor is comes from the simulated focuser,
when the camera exposes from the camera's own messages."""

import threading
import time

from indi_parts import DRIVER, Control, IndiTest

CAMERA = "CCD Simulator"
LONG = 600  # s: longer than anything that a busy computer does meanwhile
CAMERA_DRIVER = "indi_simulator_ccd"
STEPS_PER_DEGREE = 40


class Trace(threading.Thread):
    """What the device did between two looks, some hundred a second: (moment of the first, moment of the second, position
    at the first, position at the second) wherever these positions differ."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.control = Control(path)
        self.steps = []
        self.done = threading.Event()

    def run(self):
        def look():
            asked = time.monotonic()
            return asked, self.control.position(), time.monotonic()

        last = look()
        while not self.done.wait(0.002):
            now = look()
            if now[1] != last[1]:
                self.steps.append((last[0], now[2], last[1], now[1]))
            last = now

    def stop(self):
        self.done.set()
        self.join()
        self.control.close()


class WithCamera(IndiTest):
    def setUp(self):
        super().setUp()
        self.simulated = self.focuser("--temperature", 15, "--speed", 20)
        self.indi = self.serve(DRIVER, CAMERA_DRIVER)
        self.aim(self.indi, f"serial:{self.simulated.port}")
        self.connect(self.indi)
        self.indi.until(lambda: self.indi.state("FOCUS_TEMPERATURE") == "Ok", "a temperature")
        self.move(self.indi, 5000)
        self.indi.set("FOCUSER_SETTINGS", FS_COMPENSATION=STEPS_PER_DEGREE)
        self.indi.until(lambda: self.indi.value("FOCUSER_SETTINGS", "FS_COMPENSATION") == STEPS_PER_DEGREE, "the coefficient")
        self.trace = Trace(next(self.folder.glob("control*")))
        self.trace.start()
        self.addCleanup(self.trace.stop)

    def connect_camera(self):
        self.indi.set("CONNECTION", CAMERA, CONNECT="On")
        self.indi.property("CCD_EXPOSURE", CAMERA)

    def between_exposures(self):
        self.indi.switch("COMP_MODE", "FS_COMP_BETWEEN_EXPOSURES")

    def expose(self, seconds):
        """Begins an exposure; gives a moment that is surely in it, however late messages come, and its shortest end."""
        mark = self.indi.mark()
        asked = time.monotonic()
        self.indi.set("CCD_EXPOSURE", CAMERA, CCD_EXPOSURE_VALUE=seconds)

        def start():
            return next((m.when for m in self.indi.since(mark, "CCD_EXPOSURE", CAMERA) if m.state == "Busy"), None)

        return self.indi.until(start, "the exposure to begin"), asked + seconds

    def exposed(self, exposure):
        """When the camera has said that it is over."""
        def over():
            return any(m.name == "CCD_EXPOSURE" and m.state == "Ok" and m.when > exposure[0] for m in self.indi.messages)
        self.indi.until(over, "the exposure to end")

    def broken_off(self, exposure):
        """Ends it now, however long it was to be: its time in the end, once the camera says so."""
        end = time.monotonic()
        mark = self.indi.mark()
        self.indi.set("CCD_ABORT_EXPOSURE", CAMERA, ABORT="On")
        self.indi.until(lambda: any(m.state == "Idle" for m in self.indi.since(mark, "CCD_EXPOSURE", CAMERA)),
                        "the exposure to be broken off")
        return exposure[0], end

    def due(self):
        return self.indi.value("COMP_STEPS", "COMP_VALUE")

    def steps_in(self, exposure):
        """What the motor surely did in that time."""
        begun, end = exposure
        return [step for step in self.trace.steps if begun < step[0] and step[1] < end]
