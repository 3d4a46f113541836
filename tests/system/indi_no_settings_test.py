"""Focusers whose settings are not known: another maker's, which has none, is driven all the same; ours, which does not tell them, is
not, and that is said."""

import unittest

import other_server
from indi_parts import DRIVER, matches
from lying_cable import BehindALyingCable, LyingCable
from parts import until


class WithoutSettings(BehindALyingCable):
    def test_another_makers_focuser_is_driven_by_the_standard_members(self):
        server = other_server.serve(self)
        indi = self.driver_on(f"hub:{server.server_port}")
        self.stands_at(indi, 4100)
        self.assertEqual(float(indi.property("ABS_FOCUS_POSITION").details["FOCUS_ABSOLUTE_POSITION"]["max"]), 7000)
        self.assertEqual(indi.value("FOCUS_MAX", "FOCUS_MAX_VALUE"), 7000)
        for name in ("FOCUSER_SETTINGS", "FOCUS_SPEED", "FOCUS_REVERSE_MOTION"):
            self.assertEqual(indi.state(name), "Idle", f"{name} is not known")
        self.move(indi, 300)
        self.assertEqual(server.members["position"], 300)
        self.assertEqual(indi.outcome("FOCUS_ABORT_MOTION", ABORT="On").state, "Ok")
        self.assertIn("PUT /api/v1/focuser/0/halt", server.heard)
        self.assertEqual(indi.outcome("FOCUS_MAX", FOCUS_MAX_VALUE=6000).state, "Alert")
        self.assertEqual(indi.outcome("COMP_MODE", FS_COMP_AUTO="On").state, "Ok")
        indi.until(lambda: indi.on("COMP_MODE") == ["FS_COMP_AUTO"] and server.members["tempcomp"], "its own compensation")

    def test_a_device_that_does_not_tell_its_settings_is_not_waited_for_for_ever(self):
        self.simulated = self.focuser("--speed", 5)
        self.cable = LyingCable(self.simulated.tcp)
        self.addCleanup(self.cable.close)
        client = self.serve(DRIVER)
        self.aim(client, f"tcp:{self.cable.port}")
        for told in ("u:1:2", "!:unknown"):
            self.cable.lie = lambda request, answer, told=told: told if request == "u" else answer
            # The cable takes one at a time, and may not have let go of the last attempt yet.
            until(lambda told=told: self.refused_for_its_settings(client, told), f"{told} to be told")
            self.assertFalse(client.is_on("CONNECTION", "CONNECT"))
        self.cable.lie = None
        until(lambda: client.outcome("CONNECTION", CONNECT="On").state == "Ok", "the connection")
        self.stands_at(client, 0)

    def refused_for_its_settings(self, client, told):
        mark = client.mark()
        self.assertEqual(client.outcome("CONNECTION", CONNECT="On").state, "Alert", told)
        return matches(client.words_since(mark), "settings")


if __name__ == "__main__":
    unittest.main()
