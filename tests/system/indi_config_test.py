"""What belongs to the device stays the device's: saved configurations, reconnecting, and people's own settings."""

import unittest

from indi_parts import DRIVER, IndiTest
from parts import Driver, until

# As the INDI driver that came with the hardware leaves it: its own defaults, saved before it has asked the device.
STALE = """<INDIDriver>
<newSwitchVector device='FocuserLink' name='CONNECTION_MODE'>
  <oneSwitch name='CONNECTION_SERIAL'>
      On
  </oneSwitch>
  <oneSwitch name='CONNECTION_TCP'>
      Off
  </oneSwitch>
</newSwitchVector>
<newNumberVector device='FocuserLink' name='FOCUS_MAX'>
  <oneNumber name='FOCUS_MAX_VALUE'>
      100000
  </oneNumber>
</newNumberVector>
<newSwitchVector device='FocuserLink' name='FOCUS_REVERSE_MOTION'>
  <oneSwitch name='INDI_ENABLED'>
      Off
  </oneSwitch>
  <oneSwitch name='INDI_DISABLED'>
      On
  </oneSwitch>
</newSwitchVector>
<newSwitchVector device='FocuserLink' name='FOCUS_BACKLASH_TOGGLE'>
  <oneSwitch name='INDI_ENABLED'>
      On
  </oneSwitch>
  <oneSwitch name='INDI_DISABLED'>
      Off
  </oneSwitch>
</newSwitchVector>
<newNumberVector device='FocuserLink' name='FOCUS_BACKLASH_STEPS'>
  <oneNumber name='FOCUS_BACKLASH_VALUE'>
      25
  </oneNumber>
</newNumberVector>
<newNumberVector device='FocuserLink' name='FOCUSER_SETTINGS'>
  <oneNumber name='FS_STEP_SIZE'>
      5
  </oneNumber>
  <oneNumber name='FS_COMPENSATION'>
      0
  </oneNumber>
  <oneNumber name='FS_COMP_THRESHOLD'>
      10
  </oneNumber>
</newNumberVector>
<newNumberVector device='FocuserLink' name='FOCUS_SPEED'>
  <oneNumber name='FOCUS_SPEED_VALUE'>
      1
  </oneNumber>
</newNumberVector>
<newSwitchVector device='FocuserLink' name='COMP_MODE'>
  <oneSwitch name='FS_COMP_AUTO'>
      Off
  </oneSwitch>
  <oneSwitch name='FS_COMP_MANUAL'>
      On
  </oneSwitch>
</newSwitchVector>
<newSwitchVector device='FocuserLink' name='MANUAL_CONTROLLER'>
  <oneSwitch name='FS_MANUAL_ON'>
      On
  </oneSwitch>
  <oneSwitch name='FS_MANUAL_OFF'>
      Off
  </oneSwitch>
</newSwitchVector>
</INDIDriver>
"""

# Nothing of it is what the stale file says.
RECORD = "400:0:900:0:60000:1:437:-2550:30:42:1"


class Configuration(IndiTest):
    def setUp(self):
        super().setUp()
        self.simulated = self.focuser("--speed", 5)
        self.configuration = self.folder / ".indi" / "FocuserLink_config.xml"
        self.configuration.parent.mkdir()

    def on_the_wire(self, *lines):
        """The device's answers on its serial port while no driver uses it."""
        wire = Driver(self.simulated.port)
        try:
            until(lambda: wire.ask("#", 0.5), "the device to answer")
            return [wire.ask(line) for line in lines]
        finally:
            wire.close()

    def set_up_device(self):
        self.assertEqual(self.on_the_wire(f"U:{RECORD}:", "F:0"), ["U", "F"])

    def load(self, client):
        self.assertEqual(client.outcome("CONFIG_PROCESS", CONFIG_LOAD="On").state, "Ok")

    def shows_the_device(self, client):
        client.until(lambda: client.value("FOCUS_MAX", "FOCUS_MAX_VALUE") == 60000
                     and client.on("FOCUS_REVERSE_MOTION") == ["INDI_ENABLED"]
                     and client.property("FOCUSER_SETTINGS").elements
                     == {"FS_STEP_SIZE": 4.37, "FS_COMPENSATION": -25.5, "FS_COMP_THRESHOLD": 42}
                     and client.value("FOCUS_SPEED", "FOCUS_SPEED_VALUE") == 900
                     and client.on("COMP_MODE") == ["FS_COMP_AUTO"]
                     and client.on("MANUAL_CONTROLLER") == ["FS_MANUAL_OFF"], "what the device has to be shown")

    def unharmed(self, client):
        self.shows_the_device(client)
        self.disconnect(client)
        self.assertEqual(self.on_the_wire("u", "f"), [f"u:{RECORD}", "f:0"])

    def test_a_stale_configuration_leaves_the_device_alone(self):
        self.set_up_device()
        self.configuration.write_text(STALE)
        client = self.driver_on(f"serial:{self.simulated.port}")
        for _ in range(2):
            self.load(client)
            self.shows_the_device(client)
        self.assertEqual(client.value("FOCUS_BACKLASH_STEPS", "FOCUS_BACKLASH_VALUE"), 25)
        self.assertEqual(client.on("FOCUS_BACKLASH_TOGGLE"), ["INDI_ENABLED"])
        self.unharmed(client)

    def test_a_configuration_saved_before_the_first_connection_leaves_the_device_alone(self):
        self.set_up_device()
        client = self.serve(DRIVER)
        self.aim(client, f"serial:{self.simulated.port}")
        client.ask("CONFIG_PROCESS", CONFIG_SAVE="On")
        self.connect(client)
        self.load(client)
        self.unharmed(client)

    def test_a_configuration_saved_with_another_focuser_leaves_this_one_alone(self):
        client = self.driver_on(f"serial:{self.simulated.port}")
        client.until(lambda: client.value("FOCUS_MAX", "FOCUS_MAX_VALUE") == 28800, "the device's maximum")
        client.ask("CONFIG_PROCESS", CONFIG_SAVE="On")
        for name in ("FOCUS_MAX", "FOCUS_REVERSE_MOTION", "FOCUSER_SETTINGS", "FOCUS_SPEED", "MANUAL_CONTROLLER"):
            self.assertNotIn(f"'{name}'", self.configuration.read_text())
        self.disconnect(client)
        self.set_up_device()
        self.connect(client)
        self.load(client)
        self.unharmed(client)

    def test_rubbish_instead_of_a_configuration(self):
        self.set_up_device()
        client = self.driver_on(f"serial:{self.simulated.port}")
        for rubbish in (b"", b"<INDIDriver>", b"\x00\xff" * 1000, STALE[:700].encode(), b"<INDIDriver><x/></INDIDriver>"):
            self.configuration.write_bytes(rubbish)
            client.set("CONFIG_PROCESS", CONFIG_LOAD="On")
            self.assert_lives(client)
        self.unharmed(client)

    def test_a_home_that_cannot_be_written_does_not_stop_control(self):
        self.env |= {"HOME": "/proc/nowhere", "XDG_CONFIG_HOME": "/proc/nowhere", "XDG_DOCUMENTS_DIR": "/proc/nowhere"}
        client = self.driver_on(f"serial:{self.simulated.port}")
        self.move(client, 200)
        client.set("CONFIG_PROCESS", CONFIG_SAVE="On")
        client.set("CONFIG_PROCESS", CONFIG_LOAD="On")
        self.assert_lives(client)
        self.move(client, 250)

    def test_the_night_is_logged_unless_switched_off(self):
        log = self.folder / "documents" / "FocuserLink"
        client = self.serve(DRIVER)
        self.aim(client, f"serial:{self.simulated.port}")
        self.assertEqual(client.outcome("SESSION_LOG", INDI_DISABLED="On").state, "Ok")
        self.connect(client)
        self.move(client, 100)
        self.assertEqual(list(log.glob("*.csv")), [])
        self.assertEqual(client.outcome("SESSION_LOG", INDI_ENABLED="On").state, "Ok")
        self.move(client, 150)
        until(lambda: any(",150," in file.read_text(encoding="utf-8") for file in log.glob("*.csv")), "the move to be logged")

    def test_where_to_connect_is_kept_and_used_after_a_restart(self):
        client = self.driver_on(f"serial:{self.simulated.port}")
        client.ask("CONFIG_PROCESS", CONFIG_SAVE="On")
        self.assertIn(str(self.simulated.port), self.configuration.read_text())
        self.stop_serving()
        again = self.serve(DRIVER)
        again.until(lambda: again.find("DEVICE_PORT") and again.value("DEVICE_PORT", "PORT") == str(self.simulated.port),
                    "the port to be remembered")
        self.connect(again)

    def test_settings_are_read_anew_on_reconnect(self):
        client = self.driver_on(f"serial:{self.simulated.port}")
        client.until(lambda: client.value("FOCUS_MAX", "FOCUS_MAX_VALUE") == 28800, "the device's maximum")
        self.disconnect(client)
        self.set_up_device()
        self.connect(client)
        self.shows_the_device(client)


if __name__ == "__main__":
    unittest.main()
