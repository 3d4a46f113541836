"""A focuser on a serial port of Windows: a pseudo terminal that Wine knows as COM5."""

import unittest

from parts import until
from programs import WindowsTest

COM5 = "serial:COM5"


class CableTest(WindowsTest):
    def setUp(self):
        super().setUp()
        self.device, port = self.simulator()
        self.wine.com_port(5, port)
        self.wine.com_port(12, port)

    def test_the_command_line_drives_it(self):
        self.assertEqual(self.answer("move", "300", device=COM5)["position"], 300)
        self.assertEqual(self.answer("status", device="COM5")["position"], 300, "a bare name will do")
        self.assertEqual(self.answer("move", "-100", device=COM5)["position"], 200)
        self.assertEqual(self.answer("settings", "set", "maximum=5000", device=COM5)["maximum"], 5000)
        self.assertEqual(self.answer("settings", "get", "maximum", device=COM5)["maximum"], 5000)

    def test_ports_beyond_com9(self):
        self.assertEqual(self.answer("status", device="serial:COM12")["position"], 0)

    def test_a_hub_shares_it(self):
        _, port = self.hub_exe(COM5)
        client = self.connected(port)
        client.put("move", Position=250)
        until(lambda: not client.get("ismoving") and client.get("position") == 250, "the move to end")
        status = self.answer("status", device=f"alpaca://127.0.0.1:{port}/0")
        self.assertEqual((status["position"], status["link"]), (250, "connected"))

    def test_the_cable_is_pulled_and_put_back(self):
        hub, port = self.hub_exe(COM5)
        client = self.connected(port)
        self.device.say("cable pull")
        until(lambda: client.call("GET", "position")[1] != 0, "the hub to notice that the cable is gone")
        self.assertIn("The connection to COM5 is gone. Check the cable", until(
            lambda: hub.errors if "gone" in hub.errors else None, "the hub to say so"))
        self.device.say("cable plug")
        until(lambda: client.call("GET", "position")[1] == 0, "the hub to take it up again")

    def test_a_port_in_use_is_said_in_words(self):
        # Wine lets two programs have one port, Windows says "access denied". So does Wine for a file nobody may write.
        self.wine.com_port(6, "/sys/kernel/uevent_seqnum")
        refused = self.command("status", device="serial:COM6")
        self.assertEqual(refused.process.returncode, 3)
        self.assertIn("COM6 is in use by another program. Close it there, or share the focuser through the hub.",
                      refused.errors)

    def test_no_such_port(self):
        refused = self.command("status", device="serial:COM77")
        self.assertEqual(refused.process.returncode, 3)
        self.assertIn("There is no port COM77. Is the focuser plugged in?", refused.errors)
        doctor = self.command("doctor", device="serial:COM77")
        self.assertEqual(doctor.process.returncode, 1)
        self.assertIn("There is no port COM77.", doctor.output)

    def test_what_is_no_serial_port_is_not_opened(self):
        precious = self.folder / "precious.txt"
        precious.write_text("kept")
        for name in (self.wine.windows_path(precious), "..\\C:\\x", "PIPE\\x", "NUL", "PhysicalDrive0"):
            refused = self.command("--timeout", "3", "status", device="serial:" + name)
            self.assertEqual(refused.process.returncode, 3, name)
            self.assertRegex(refused.errors, "is not a serial port|There is no port")
        self.assertEqual(precious.read_text(), "kept")

    def test_a_reset_pulse_that_the_port_cannot_give_stops_nothing(self):
        (self.folder / "hub.toml").write_text(
            f'port = 0\ndiscovery_port = 0\n[[device]]\naddress = "{COM5}"\nreset_on_connect = true\n')
        _, port = self.hub_exe(arguments=("--config", self.wine.windows_path(self.folder / "hub.toml")))
        self.assertEqual(self.connected(port).get("position"), 0)

    def test_ports_are_listed(self):
        # Wine looks for ports when it starts: make it know this one, then start anew.
        self.wine.reg("add", r"HKLM\Software\Wine\Ports", "/v", "COM5", "/d",
                      (self.wine.prefix / "dosdevices" / "com5").resolve(), "/f")
        self.wine.restart()
        ports = self.answer("ports")["ports"]
        self.assertIn("COM5", [port["path"] for port in ports])
        self.assertIn("COM5", self.command("ports").output)

    def test_ports_have_the_names_of_the_device_manager(self):
        text = "Windows Registry Editor Version 5.00\n" + "".join((
            self.adapter("COM21", "FTDIBUS", "VID_0403+PID_6015+DA01", "USB Serial Port (COM21)",
                         r"FTDIBUS\COMPORT&VID_0403&PID_6015"),
            self.adapter("COM20", "USB", "VID_1234&PID_ABCD&MI_00", "Grüner Adapter (COM20)",
                         r"USB\VID_1234&PID_ABCD&REV_0100"),
            self.adapter("COM19", "ACPI", "PNP0501", "Communications Port (COM19)", r"ACPI\PNP0501")))
        file = self.folder / "adapters.reg"
        file.write_text(text.replace("\n", "\r\n"), encoding="utf-16")
        self.wine.reg("import", self.wine.windows_path(file))
        ports = [port for port in self.answer("ports")["ports"] if port["path"] in ("COM19", "COM20", "COM21")]
        self.assertEqual([(port["path"], port["usb_id"], port["description"]) for port in ports],
                         [("COM21", "0403:6015", "USB Serial Port"),
                          ("COM20", "1234:abcd", "Grüner Adapter"),
                          ("COM19", None, "Communications Port")])

    @staticmethod
    def adapter(port, bus, kind, name, hardware):
        """What Windows writes into the registry when an adapter is plugged in."""
        com_ports = "{86e0d1e0-8089-11d0-9ce4-08003e301f73}"
        enum = rf"HKEY_LOCAL_MACHINE\System\CurrentControlSet\Enum\{bus}\{kind}\0001"
        offered = (rf"HKEY_LOCAL_MACHINE\System\CurrentControlSet\Control\DeviceClasses\{com_ports}"
                   rf"\##?#{bus}#{kind}#0001#{com_ports}")
        keys = {
            enum: {"ClassGUID": "{4d36e978-e325-11ce-bfc1-08002be10318}", "FriendlyName": name, "HardwareID": [hardware]},
            enum + r"\Device Parameters": {"PortName": port},
            offered: {"DeviceInstance": rf"{bus}\{kind}\0001"},
            offered + r"\#": {"SymbolicLink": rf"\\?\{bus}#{kind}#0001#{com_ports}"},
            offered + r"\#\Control": {"Linked": 1},
            r"HKEY_LOCAL_MACHINE\Hardware\DeviceMap\SerialComm": {rf"\Device\{port}": port}}

        def quoted(string):
            return '"' + string.replace("\\", "\\\\") + '"'

        def data(value):
            if isinstance(value, int):
                return f"dword:{value:08x}"
            if isinstance(value, list):
                return "hex(7):" + ",".join(f"{byte:02x}" for byte in ("\0".join(value) + "\0\0").encode("utf-16-le"))
            return quoted(value)

        return "".join(f"\n[{key}]\n" + "".join(f"{quoted(name)}={data(value)}\n" for name, value in values.items())
                       for key, values in keys.items())


if __name__ == "__main__":
    unittest.main()
