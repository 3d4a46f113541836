"""What the lists of promises share: a driver of ours on a simulated focuser, whatever the way between the two. A test class
says where the driver is pointed (`address`) and what the focuser is (`kind`, the simulator's options)."""

from indi_parts import IndiTest
from parts import Driver, until


class IndiList(IndiTest):
    kind = ()  # of the simulated focuser
    pace = 5   # virtual seconds a second

    def address(self, simulated):
        raise NotImplementedError

    def setUp(self):
        super().setUp()
        speed = () if "--chip" in self.kind else ("--speed", self.pace)
        self.simulated = self.focuser("--temperature", 12, *speed, *self.kind)
        self.indi = self.driver_on(self.address(self.simulated))
        self.indi.until(lambda: self.indi.state("FOCUS_TEMPERATURE") == "Ok", "a temperature")

    def device_record(self):
        """The device's settings record, asked for while the driver is away; slots by their number."""
        self.disconnect(self.indi)
        return self.alone(lambda wire: [int(word) if word.lstrip("-").isdigit() else word for word in wire.ask("u").split(":")])

    def alone(self, work):
        """What `work` finds on the serial port, which no driver uses now."""
        wire = Driver(self.simulated.port)
        try:
            until(lambda: (wire.ask("#", 0.5) or "").startswith("#:FocuserLink"), "the device to answer")
            return work(wire)
        finally:
            wire.close()

    def slowly(self):
        """So that nothing is over before a busy machine looks."""
        if "--chip" not in self.kind:  # which has no other pace
            self.simulated.control.say("speed 1")

    def stays_put(self):
        """The position that the device keeps for the next three seconds of its time."""
        start = self.simulated.control.status()
        until(lambda: float(self.simulated.control.status()["time"]) > float(start["time"]) + 3, "three seconds")
        self.assertEqual(self.simulated.position(), int(start["position"]))
        return int(start["position"])

    def accepted(self, name, **elements):
        """The elements after the change has been carried out."""
        mark = self.indi.mark()
        answer = self.indi.outcome(name, **elements)
        self.assertIn(answer.state, ("Ok", "Idle"), f"{name} {elements}: {self.indi.words_since(mark)}")
        return self.indi.property(name).elements
