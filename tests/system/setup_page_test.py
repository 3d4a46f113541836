"""The setup page in a real browser: the values are live, a setting reaches the device and undoes no other program's, bad input is
refused in words, the motor obeys, and the night mode is red."""

import json
import os
import pathlib
import unittest

from browser import Browser
from parts import SystemTest, until


class SetupPage(SystemTest):
    def setUp(self):
        super().setUp()
        self.simulator_program, cable = self.simulator("--speed", 5, "--temperature", 12.5)
        _, self.port = self.hub(f"serial:{cable}")
        self.browser = Browser(self.folder)
        self.addCleanup(self.browser.close)
        self.browser.open(f"http://127.0.0.1:{self.port}/setup/v1/focuser/0/setup")
        until(lambda: self.browser.text("#position") == "0", "the position on the page")

    def field(self, name):
        return self.browser.run("return document.querySelector(`[name=${arguments[0]}]`).value", name)

    def keep(self, name):
        """A picture for people, where one is asked for."""
        if folder := os.environ.get("FOCUSERLINK_PICTURES"):
            self.browser.screenshot(pathlib.Path(folder) / f"{name}.png")

    def test_moving_and_watching(self):
        page = self.browser
        until(lambda: "12.5" in page.text("#temperature"), "the temperature")
        page.type("#target", 640)
        page.click("#go")
        until(lambda: page.text("#position") == "640", "the position to be 640")
        page.click(".jog button[data-by='-1']")
        until(lambda: page.text("#position") == "590", "one step of 50 inward")
        self.keep("setup-day")
        page.click("#night")
        red, green, blue = page.run(
            "return getComputedStyle(document.querySelector('#position')).color.match(/[0-9]+/g).map(Number)")[:3]
        self.assertGreater(red, 2 * max(green, blue, 1))
        self.keep("setup-night")

    def test_marks_of_thousands_are_never_taken_for_a_decimal_sign(self):
        page = self.browser
        until(lambda: self.field("maximum") == "28800", "the settings")
        for field, button, told in (("#target", "#go", "#notice"), ("#new-position", "#position-form button", "#notice"),
                                    ("#step", ".jog button[data-by='1']", "#notice"),
                                    ("[name=maximum]", "#settings-form .primary", "#settings-result")):
            for typed in ("12,000", "12.000"):
                page.type(field, typed)
                page.click(button)
                until(lambda: f'"{typed}" may mean 12000 or 12' in (page.text(told) or ""), f"{typed} in {field} to be refused")
        record = self.connected(self.port).put("commandstring", Command="u", Raw="false").split(":")
        self.assertEqual(record[5], "28800")
        self.assertEqual(page.text("#position"), "0")

    def test_halt_stops_a_long_move(self):
        page = self.browser
        self.simulator_program.say("speed 1")
        page.type("#target", 28000)
        page.click("#go")
        until(lambda: int(page.text("#position")) > 50, "the move to be under way")
        page.click("#halt")
        client = self.connected(self.port)
        until(lambda: not client.get("ismoving"), "the motor to stop")
        self.assertLess(client.get("position"), 28000)

    @staticmethod
    def until_saved(page):
        def saved():
            said = page.text("#settings-result") or ""
            if "answer" in said and "Saved" not in said:  # the focuser did not in time; as a person would, once more
                page.click("#settings-form .primary")
            return "Saved" in said

        until(saved, lambda: f"the settings to be saved; it says '{page.text('#settings-result')}', '{page.text('#link-text')}'")

    def test_settings_are_written_read_back_and_checked(self):
        page = self.browser
        until(lambda: page.run("return document.querySelector('[name=maximum]').value") == "28800", "the settings")
        page.type("[name=coefficient]", "35")
        page.type("[name=speed]", "800")
        until(lambda: "1 \u00b0C colder: 35 steps inward." in (page.text("#sentence") or ""), "the coefficient in words")
        page.type("[name=coefficient]", "1")
        until(lambda: "1 step inward" in (page.text("#sentence") or ""), "one step")
        place = "return document.querySelector('#settings-form .primary').getBoundingClientRect().top + window.scrollY"
        where = page.run(place)
        page.run("const field = document.querySelector('[name=coefficient]'); field.value = '';"
                 "field.dispatchEvent(new Event('input', {bubbles: true}));")
        until(lambda: page.text("#sentence") == "", "nothing to be said")
        self.assertEqual(page.run(place), where, "a button does not jump away from the hand that is about to press it")
        page.type("[name=coefficient]", "0")
        until(lambda: page.text("#sentence") == "No compensation for temperature.", "no compensation")
        self.assertEqual(page.run(place), where)
        page.type("[name=coefficient]", "35")
        page.click("#settings-form .primary")
        self.until_saved(page)
        client = self.connected(self.port)
        record = client.put("commandstring", Command="u", Raw="false").split(":")
        self.assertEqual((record[3], record[8]), ("800", "3500"))
        page.type("[name=speed]", "9000")
        page.click("#settings-form .primary")
        until(lambda: "2000" in (page.text("#settings-result") or ""), "the allowed values to be named")
        record = client.put("commandstring", Command="u", Raw="false").split(":")
        self.assertEqual(record[3], "800")

    def test_other_programs_changes_show_in_the_open_form_and_are_not_undone(self):
        page = self.browser
        until(lambda: self.field("maximum") == "28800", "the settings")
        page.run("window.sent = []; const usual = window.fetch;"
                 "window.fetch = (where, how) => { if (how && how.method === 'PUT') window.sent.push(how.body);"
                 " return usual(where, how); };")
        page.type("[name=speed]", "800")
        client = self.connected(self.port)
        client.put("action", Action="ChangeSettings", Parameters="8=3500,10=20,3=300")
        until(lambda: self.field("threshold") == "20" and self.field("coefficient") == "35", "the others' changes on the page")
        self.assertEqual(self.field("speed"), "800", "what is being typed stays")
        self.assertIn("35 steps inward", page.text("#sentence"))
        page.click("#settings-form .primary")
        self.until_saved(page)
        sent = page.run("return window.sent")
        self.assertEqual([json.loads(body) for body in sent], len(sent) * [{"speed": 800}])
        record = client.put("commandstring", Command="u", Raw="false").split(":")
        self.assertEqual((record[3], record[8], record[10]), ("800", "3500", "20"))
        client.put("action", Action="ChangeSettings", Parameters="3=400")
        until(lambda: self.field("speed") == "400", "the saved field to follow the focuser again")

    def test_undo_lets_go_of_what_was_typed(self):
        page = self.browser
        until(lambda: self.field("speed") == "500", "the settings")
        page.type("[name=speed]", "800")
        page.click("#undo")
        self.assertEqual(self.field("speed"), "500")

    def test_the_position_is_set_only_after_a_question(self):
        page = self.browser
        page.type("#new-position", 5000)
        page.click("#position-form button")
        page.accept()
        until(lambda: page.text("#position") == "5000", "the position to be called 5000")

    def test_a_pulled_cable_is_said_in_words(self):
        self.simulator_program.say("cable pull")
        page = self.browser
        until(lambda: page.run("return document.querySelector('#link').className") == "disconnected", "the red lamp")
        self.assertIn("focuser0", page.text("#link-text"))
        self.keep("setup-unplugged")
        self.simulator_program.say("cable plug")
        until(lambda: "onnected" in self.browser.text("#link-text"), "the page to recover")


if __name__ == "__main__":
    unittest.main()
