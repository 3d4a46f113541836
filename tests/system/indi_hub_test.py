"""The INDI driver on a hub, which other programs use at the same time."""

import unittest

import indi_facts
import indi_list
import indi_moves
from indi_parts import DRIVER, IndiTest


class OnAHub:
    def address(self, simulated):
        self.hub_program, self.http = self.hub(f"serial:{simulated.port}")
        self.program = self.connected(self.http)
        return f"hub:{self.http}"

    def wire(self, line):
        return self.program.put("commandstring", Command=line, Raw="false")

    def device_record(self):
        return [int(word) if word.lstrip("-").isdigit() else word for word in self.wire("u").split(":")]

    def alone(self, work):
        """The hub has the cable; what others may ask, they ask it."""
        class ThroughTheHub:
            ask = staticmethod(self.wire)
        return work(ThroughTheHub)


class Moves(OnAHub, indi_moves.IndiMoves):
    pass


class Facts(OnAHub, indi_facts.IndiFacts):
    pass


class OthersOnTheHub(OnAHub, indi_list.IndiList):
    def test_settings_that_another_program_changes_are_followed(self):
        indi = self.indi
        self.assertEqual(self.wire("U:400:0:800:0:30000:1:437:-2550:30:42:1:"), "U")
        indi.until(lambda: (indi.property("FOCUSER_SETTINGS").elements
                            == {"FS_STEP_SIZE": 4.37, "FS_COMPENSATION": -25.5, "FS_COMP_THRESHOLD": 42})
                   and indi.value("FOCUS_MAX", "FOCUS_MAX_VALUE") == 30000
                   and indi.value("FOCUS_SPEED", "FOCUS_SPEED_VALUE") == 800
                   and indi.on("FOCUS_REVERSE_MOTION") == ["INDI_ENABLED"] and indi.on("FOCUS_HOLD") == ["INDI_ENABLED"]
                   and indi.on("COMP_MODE") == ["FS_COMP_AUTO"], "the changes to be followed")
        self.assertEqual(self.wire("F:0"), "F")
        indi.until(lambda: indi.on("MANUAL_CONTROLLER") == ["FS_MANUAL_OFF"], "the buttons to be off")

    def test_a_move_that_another_program_makes_is_followed(self):
        indi = self.indi
        mark = indi.mark()
        self.program.put("move", Position=3000)
        indi.until(lambda: any(m.state == "Busy" for m in indi.since(mark, "ABS_FOCUS_POSITION")), "somebody's move")
        self.stands_at(indi, 3000)
        self.assertEqual(self.simulated.position(), 3000)

    def test_a_hub_that_ends_is_an_alert_and_the_next_one_is_found(self):
        indi = self.indi
        self.move(indi, 100)
        self.program.close()
        self.hub_program.stop()
        indi.until(lambda: indi.state("ABS_FOCUS_POSITION") == "Alert", "an alert")
        self.assertTrue(indi.is_on("CONNECTION", "CONNECT"))
        self.start("focuserlinkd", "--port", self.http, "--discovery-port", 0, "--device",
                   f"serial:{self.simulated.port}").line("FocuserLink hub on ")
        self.stands_at(indi, 100)
        self.move(indi, 150)


class WhereTheHubIs(IndiTest):
    def test_the_second_focuser_of_a_hub_is_reached_by_its_number_and_found_again(self):
        first, second = self.focuser("--speed", 5), self.focuser("--speed", 5)
        _, port = self.hub(f"serial:{first.port}", f"serial:{second.port}")
        client = self.serve(DRIVER)
        self.aim(client, f"hub:{port}")
        self.assertEqual(client.outcome("HUB_DEVICE", NUMBER=-1).state, "Alert")
        self.assertEqual(client.outcome("HUB_DEVICE", NUMBER=1).state, "Ok")
        self.connect(client)
        self.move(client, 200)
        self.assertEqual((first.position(), second.position()), (0, 200))
        self.stop_serving()
        again = self.serve(DRIVER)
        again.until(lambda: again.find("HUB_DEVICE") and again.value("HUB_DEVICE", "NUMBER") == 1, "the number to be remembered")
        self.connect(again)
        self.stands_at(again, 200)

    def test_a_hub_with_a_password_is_reached_and_nothing_tells_the_password(self):
        simulated = self.focuser("--speed", 5)
        config = self.folder / "hub.toml"
        config.write_text('user = "me"\npassword = "s@cret"\n')
        _, port = self.hub(f"serial:{simulated.port}", arguments=("--config", config))
        client = self.serve(DRIVER)
        self.aim(client, f"hub:{port}")
        mark = client.mark()
        for host, outcome in (("127.0.0.1", "Alert"), ("me:s%40crt@127.0.0.1", "Alert"), ("me:s%4cret@@127.0.0.1", "Alert"),
                              ("me:s%@cret@127.0.0.1", "Alert"), ("me:s%40cret@127.0.0.1", "Ok")):
            client.set("DEVICE_ADDRESS", ADDRESS=host, PORT=port)
            client.until(lambda: client.value("DEVICE_ADDRESS", "ADDRESS") == host, "the address to be taken")
            self.assertEqual(client.outcome("CONNECTION", CONNECT="On").state, outcome, host)
        self.stands_at(client, 0)
        self.move(client, 150)
        told = client.words_since(mark) + "\n".join(self.server.program.lines)
        self.assertRegex(told, "asks for a user and a password")
        self.assertRegex(told, f"Connecting to alpaca://127.0.0.1:{port}/0")
        self.assertNotRegex(told, "me:s|cre?t")


if __name__ == "__main__":
    unittest.main()
