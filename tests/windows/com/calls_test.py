"""Calls that scripts cannot make: named arguments, references, types looked at, and each way to be wrong."""

import unittest

from com_parts import ComTest
from parts import until

FOCUSER = "ASCOM.astrojolo.Focuser"
# VARIANT types.
INT16, INT32, DOUBLE, DATE, TEXT, OBJECT, BOOL = "2", "3", "5", "7", "8", "9", "11"


class Calls(ComTest):
    def setUp(self):
        super().setUp()
        self.simulator_program, _, self.port = self.focuser("--speed", 20)
        self.com = self.client()
        self.addCleanup(self.com.end)
        self.assertEqual(self.com.ask("put Connected b:true"), "0 ")

    def check(self, pairs):
        for line, answer in pairs:
            self.assertEqual(self.com.ask(line), answer, line)

    def test_every_property_has_its_type_and_a_value(self):
        types = {"Connected": BOOL, "Link": BOOL, "Connecting": BOOL, "Description": TEXT, "DriverInfo": TEXT,
                 "DriverVersion": TEXT, "Name": TEXT, "InterfaceVersion": INT16, "SupportedActions": OBJECT,
                 "DeviceState": OBJECT, "Absolute": BOOL, "IsMoving": BOOL, "MaxIncrement": INT32, "MaxStep": INT32,
                 "Position": INT32, "TempComp": BOOL, "TempCompAvailable": BOOL, "Temperature": DOUBLE}
        for name, kind in types.items():
            for how in ("get", "call", "both"):
                answer = self.com.ask(f"{how} {name}")
                self.assertEqual(answer.split(" ")[0], kind, f"{how} {name}: {answer}")
                self.assertNotIn(answer.partition(" ")[2], ("", "null"), name)

    def test_methods_tolerate_being_read_and_give_their_type(self):
        self.check([("get CommandString s:#", "8 #:FocuserLink:open:0.1.0"), ("both CommandBool s:S:20", "11 True"),
                    ("call CommandBlind s:S:20", "0 "), ("get Halt", "0 ")])

    def test_named_and_optional_arguments(self):
        identity = "8 #:FocuserLink:open:0.1.0"
        self.check([("named CommandString Raw=b:true Command=s:#", identity),
                    ("named commandstring command=s:# RAW=s:false", identity),
                    ("named CommandString s:# Raw=b:false", identity),
                    ("call CommandString s:# -", identity),
                    ("call CommandString s:#", identity),
                    ("named CommandString Cmd=s:#", "error 80020006  |  | "),
                    ("named Move Position=i:40", "0 ")])
        until(lambda: self.com.ask("get Position") == "3 40", "the move")

    def test_values_are_coerced(self):
        for word, reached in (("r:60", 60), ("s:70", 70), ("d:79.6", 80), ("s:9e1", 90)):
            self.assertEqual(self.com.ask(f"call Move {word}"), "0 ")
            until(lambda: self.com.ask("get Position") == f"3 {reached}", f"Move {word}")  # noqa: B023
        self.check([("put Connected s:True", "0 "), ("put Connected i:-1", "0 "), ("get Connected", "11 True")])

    def test_the_decimal_sign_is_a_period_whatever_windows_is_set_to(self):
        self.com.end()
        international = r"HKCU\Control Panel\International"
        for name, sign in (("sDecimal", ","), ("sThousand", ".")):
            self.wine.reg("add", international, "/v", name, "/d", sign, "/f")
        try:
            self.driver_leaves()
            self.com = self.client()
            self.addCleanup(self.com.end)
            self.check([("put Connected b:true", "0 "), ("call Move s:79.6", "0 "),
                        ("call Move s:1,5", "error 80020005  |  | ")])
            until(lambda: self.com.ask("get Position") == "3 80", "Move by a text")
        finally:
            for name, sign in (("sDecimal", "."), ("sThousand", ",")):
                self.wine.reg("add", international, "/v", name, "/d", sign, "/f")

    def test_a_target_beyond_the_limits_is_no_error(self):
        self.check([("call Move i:100000", "0 "), ("call Halt", "0 "), ("call Move i:-100000", "0 ")])
        until(lambda: self.com.ask("get IsMoving") == "11 False" and self.com.ask("get Position") == "3 0", "the way back")

    def test_step_size(self):
        hub = self.connected(self.port)
        hub.put("action", Action="ChangeSettings", Parameters="7=0")
        until(lambda: self.com.ask("get StepSize").startswith(f"error 80040400 {FOCUSER} | "), "a step of unknown size")
        hub.put("action", Action="ChangeSettings", Parameters="7=450")
        until(lambda: self.com.ask("get StepSize") == f"{DOUBLE} 4.5", "the step size")

    def test_wrong_calls(self):
        self.check([("get Positions", "error 80020006  |  | "),
                    ("call Move", "error 8002000e  |  | "),
                    ("call Move i:1 i:2", "error 8002000e  |  | "),
                    ("get Position i:1", "error 8002000e  |  | "),
                    ("call Move s:1,5", "error 80020005  |  | "),
                    ("call Move e:", "error 80020005  |  | "),
                    ("call Move n:", "error 80020005  |  | "),
                    ("call Move d:3e9", "error 8002000a  |  | "),
                    ("call Move -", "error 8002000f  |  | "),
                    ("put Position i:5", "error 80020003  |  | "),
                    ("put TempComp s:perhaps", "error 80020005  |  | ")])
        self.assertEqual(self.com.ask("get Position"), "3 0")

    def test_errors_come_by_exception_and_by_error_info(self):
        words = "A command is one line of 1 to 78 printable ASCII characters."
        self.assertEqual(self.com.ask("call CommandString s:").rpartition(" | ")[0], f"error 80040401 {FOCUSER} | {words}")
        # Wine does not carry IErrorInfo from process to process; within one it must be there.
        self.com.ask("release")
        self.check([(f"here 127.0.0.1:{self.port}", "created"), ("put Connected b:true", "0 "),
                    ("call CommandString s:", f"error 80040401 {FOCUSER} | {words} | {words}")])

    def test_collections(self):
        parts = self.com.ask("each DeviceState").split("; ")
        self.assertEqual(parts[0], "3 4")
        self.assertEqual(parts[1:3], ["8 IsMoving = 11 False", "8 Position = 3 0"])
        self.assertTrue(parts[3].startswith("8 Temperature = 5 "), parts)
        self.assertTrue(parts[4].startswith(f"8 TimeStamp = {DATE} "), parts)
        self.check([("each SupportedActions", "3 2; PositionUncertainty; ChangeSettings"), ("get DeviceState i:1", "9 object"),
                    ("get DeviceState i:4", "error 8002000b  |  | "), ("get DeviceState i:-1", "error 8002000b  |  | ")])

    def test_version_4(self):
        self.check([("get InterfaceVersion", "2 4"), ("call Disconnect", "0 "), ("get Connected", "11 False"),
                    ("call Connect", "0 ")])
        until(lambda: self.com.ask("get Connecting") == "11 False", "the focuser to be connected")
        self.check([("get Connected", "11 True"), ("get Position", "3 0"), ("call Dispose", "0 "),
                    ("get Connected", "11 False")])
        self.assertTrue(self.com.ask("get Position").startswith(f"error 80040407 {FOCUSER} | "))

    def test_the_interfaces_that_a_focuser_has(self):
        self.com.ask("release")
        # The Focuser's own, versions 3 and 4, pass from process to process only where the ASCOM Platform describes them.
        self.check([(f"here 127.0.0.1:{self.port}", "created"),
                    ("interface {00020400-0000-0000-C000-000000000046}", "0"),
                    ("interface {DF0B3D60-548F-101B-8E65-08002B2BD119}", "0"),
                    ("interface {6451B363-923D-4AF1-99D0-76F38FD852B9}", "0"),
                    ("interface {4F93D41E-4139-499D-8804-8F2C1A6B9FC0}", "0"),
                    ("interface {00000002-0000-0000-C000-000000000046}", "80004002")])

    def test_the_setup_dialog_is_the_hubs_page_in_the_browser(self):
        page = self.wine.drive / "page.txt"
        page.unlink(missing_ok=True)
        for key, value in (("http", "URL:http"), ("http\\shell\\open\\command", "cmd /c echo %1>C:\\page.txt")):
            self.wine.reg("add", f"HKLM\\Software\\Classes\\{key}", "/ve", "/d", value, "/f")
        self.wine.run("reg", "delete", "HKLM\\Software\\Classes\\http\\shell\\open\\ddeexec", "/f")
        self.assertEqual(self.com.ask("call SetupDialog"), "0 ")
        opened = until(lambda: page.exists() and page.read_text().strip(), "the browser to be started")
        self.assertEqual(opened.strip('" '), f"http://127.0.0.1:{self.port}/setup")


if __name__ == "__main__":
    unittest.main()
