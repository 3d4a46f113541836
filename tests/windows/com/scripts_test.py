"""Scripts in front of the driver: those of the maker's manual word for word, names in any case, collections, errors by their numbers,
and compensation that moves the focuser by the steps that are due."""

import unittest

from com_parts import ROOT, ComTest
from parts import set_coefficient, until

CONNECTED = 'set focuser = CreateObject("ASCOM.astrojolo.Focuser")\nfocuser.Connected = true\n'


class Scripts(ComTest):
    def test_the_manuals_script_moves_the_focuser(self):
        _, _, port = self.focuser("--speed", 20)
        self.assertEqual(self.script((ROOT / "examples/manual_move.vbs").read_text()), [])
        client = self.connected(port)
        until(lambda: client.get("position") == 3455, "the focuser at 3455")

    def test_the_manuals_script_compensates_by_the_due_steps(self):
        simulator, _, port = self.focuser("--speed", 10, "--temperature", 20)
        client = self.connected(port)
        client.put("move", Position=5000)
        until(lambda: not client.get("ismoving"), "the move to end")
        set_coefficient(client, 3500)
        compensate = (ROOT / "examples/manual_compensate.vbs").read_text()

        def due():
            return client.put("commandstring", Command="q", Raw="false").split(":")[7]

        # Less is due than the script's 20 steps: nothing moves.
        simulator.say("temperature 19.6")
        until(lambda: due() == "-14", "0.4 C colder to be 14 steps inward", deadline=60)
        self.script(compensate)
        client = self.connected(port)
        self.assertEqual(client.get("position"), 5000)
        simulator.say("temperature 18")
        until(lambda: due() == "-70", "2 C colder to be 70 steps inward", deadline=60)
        self.driver_leaves()  # Wine's clients that come at that very moment are lost
        self.script(compensate)
        client = self.connected(port)
        until(lambda: client.get("position") == 4930, "the compensation")
        until(lambda: due() == "0", "nothing more to be due")

    def test_names_in_any_case_brackets_and_texts_for_numbers(self):
        _, _, port = self.focuser("--speed", 20)
        lines = self.script(CONNECTED + 'focuser.MOVE "120"\n'
                            "do while focuser.isMoving\nloop\n"
                            "WScript.Echo focuser.POSITION, focuser.Position(), TypeName(focuser.position)\n"
                            "WScript.Echo TypeName(focuser.InterfaceVersion), focuser.interfaceversion\n"
                            "target = 99\nfocuser.Move target\n"
                            "WScript.Echo CStr(focuser.CommandBool(\"S:20\")), focuser.CommandString(\"#\", true)\n")
        self.assertEqual(lines[0], "120 120 Long")
        self.assertEqual(lines[1], "Integer 4")
        self.assertTrue(lines[2].startswith("True #:FocuserLink:"), lines)

    def test_collections(self):
        _, _, port = self.focuser()
        lines = self.script(CONNECTED + "WScript.Echo focuser.DeviceState.Count\n"
                            'for each state in focuser.DeviceState\n if state.Name <> "TimeStamp" then WScript.Echo state.Name, CStr(state.Value)\nnext\n'
                            "WScript.Echo focuser.DeviceState(1).Name, focuser.DeviceState.Item(0).Name\n"
                            "n = 0\nfor each action in focuser.SupportedActions\n n = n + 1\nnext\n"
                            "WScript.Echo CStr(n = focuser.SupportedActions.Count)\n")
        self.assertEqual(lines[:3], ["4", "IsMoving False", "Position 0"])
        self.assertTrue(lines[3].startswith("Temperature 1"), lines)
        self.assertEqual(lines[4:], ["Position IsMoving", "True"])

    def test_errors_have_their_numbers_and_words(self):
        _, _, port = self.focuser("--sensor", "none")
        lines = self.script("on error resume next\n"
                            'set focuser = CreateObject("ASCOM.astrojolo.Focuser")\n'
                            "sub tell(what)\n WScript.Echo what & \" \" & Hex(Err.Number) & \" \" & Err.Source & \" \" & Err.Description\n"
                            " Err.Clear\nend sub\n"
                            'x = focuser.Position\ntell "unconnected"\n'
                            'focuser.Connected = true\ntell "connected"\n'
                            'x = focuser.Temperature\ntell "temperature"\n'
                            'x = focuser.CommandString("")\ntell "command"\n'
                            'x = focuser.Action("fly", "")\ntell "action"\n'
                            'x = focuser.NoSuchMember\ntell "unknown"\n'
                            'focuser.Move\ntell "count"\n'
                            'focuser.Move "1,5"\ntell "type"\n')
        told = {line.split()[0]: line.split(" ", 3)[1:] for line in lines}
        name = "ASCOM.astrojolo.Focuser"
        self.assertEqual(told["unconnected"], ["80040407", name, "FocuserLink is not connected; set Connected to true first."])
        self.assertEqual(told["connected"][0], "0")
        self.assertEqual(told["temperature"], ["80040400", name, "This focuser has no temperature probe."])
        self.assertEqual(told["command"][:2], ["80040401", name])
        self.assertEqual(told["action"][:2], ["8004040C", name])
        # VBScript's own numbers for: no such member, wrong number of arguments, type mismatch.
        self.assertEqual([told[what][0] for what in ("unknown", "count", "type")], ["1B6", "1C2", "D"])

    def test_jscript(self):
        _, _, port = self.focuser("--speed", 20)
        lines = self.script('var focuser = new ActiveXObject("ASCOM.astrojolo.Focuser");\n'
                            "focuser.Connected = true;\nfocuser.Move(250);\nwhile (focuser.IsMoving) {}\n"
                            "WScript.Echo(focuser.Position, typeof focuser.Temperature, String(focuser.Absolute));\n"
                            "try { focuser.CommandString(''); } catch (error) {\n"
                            "  WScript.Echo((error.number >>> 0).toString(16), String(error.description !== ''));\n}\n"
                            "for (var all = new Enumerator(focuser.DeviceState); !all.atEnd(); all.moveNext()) {\n"
                            "  if (all.item().Name === 'Position') { WScript.Echo(all.item().Value); }\n}\n"
                            "focuser.Connected = false;\nWScript.Echo(String(focuser.Connected));\n", "js")
        self.assertEqual(lines, ["250 number true", "80040401 true", "250", "false"])

    def test_the_sensors_driver(self):
        _, _, port = self.focuser("--temperature", 12, "--humidity", 60)
        self.point_at(port, "ObservingConditions")
        lines = self.script('set sensor = CreateObject("ASCOM.astrojolo.ObservingConditions")\nsensor.Connected = true\n'
                            "WScript.Echo Round(sensor.Temperature), Round(sensor.Humidity), CStr(sensor.DewPoint < sensor.Temperature)\n"
                            'WScript.Echo sensor.InterfaceVersion, sensor.AveragePeriod, CStr(sensor.TimeSinceLastUpdate("") >= 0)\n'
                            'WScript.Echo CStr(sensor.SensorDescription("Humidity") <> "")\n'
                            "sensor.Refresh\non error resume next\nx = sensor.Pressure\nWScript.Echo Hex(Err.Number)\n")
        self.assertEqual(lines, ["12 60 True", "2 0 True", "True", "80040400"])


if __name__ == "__main__":
    unittest.main()
