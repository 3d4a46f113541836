"""The night's log, written by the real programs: what is in it, what a kill leaves, who writes it, where warnings go."""

import csv
import datetime
import re
import signal
import unittest

from parts import SystemTest, until

HEADER = ("time_utc,position_steps,temperature_c,humidity_percent,dew_point_c,compensation_steps,moved_by,"
          "moved_from_steps,temperature_before_c,cause")
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}")


class SessionLog(SystemTest):
    def setUp(self):
        super().setUp()
        self.env["TZ"] = "UTC0"
        self.documents = self.folder / "documents" / "FocuserLink"
        config = self.folder / "config" / "focuserlink"
        config.mkdir(parents=True)
        (config / "hub.toml").write_text("log_interval = 0.5\n")

    def logs(self):
        return sorted(path.name for path in self.documents.glob("*.csv"))

    def read(self, name):
        """Rows of one log, which has its header once and no torn line. What has no line end yet, even the header, is
        under way: a reader may come between any two writes."""
        lines = (self.documents / name).read_text().split("\n")[:-1]
        if not lines:
            return []
        self.assertEqual(lines[0], HEADER)
        self.assertEqual(lines.count(HEADER), 1)
        rows = list(csv.DictReader(lines))
        for row in rows:
            self.assertRegex(row["time_utc"], TIME)
            self.assertNotIn(None, row.values(), "a field too few")
            self.assertNotIn(None, row, "a field too many")
            self.assertNotIn("nan", row.values())
        return rows

    def rows(self, sibling=""):
        """Of all dates, for a test may run at midnight; `sibling`: "-2" for those of the second names."""
        names = [name for name in self.logs() if re.fullmatch(r"\d{4}-\d\d-\d\d" + sibling + r"\.csv", name)]
        return [row for name in names for row in self.read(name)]

    def moves(self):
        return [row for row in self.rows() if row["moved_from_steps"]]

    def test_a_cooling_night_has_rows_and_its_compensation_with_cause_and_temperatures(self):
        _, cable = self.simulator("--night", "14,4,8", "--speed", 200)
        _, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        client.put("move", Position=5000)
        until(lambda: [row for row in self.moves() if row["moved_by"] == "host"], "the row of the move")
        self.assertEqual(self.moves()[0]["position_steps"], "5000")
        self.assertEqual(self.moves()[0]["cause"], "")
        record = client.put("commandstring", Command="u", Raw="false").split(":")[1:12]
        record[7], record[8], record[9], record[10] = "3500", "30", "5", "1"  # 35 steps a degree
        client.put("commandstring", Command="U:" + ":".join(record), Raw="false")
        until(lambda: len([row for row in self.moves() if row["moved_by"] == "compensation"]) >= 3, "compensation moves")
        for row in self.moves():
            if row["moved_by"] != "compensation":
                continue
            self.assertEqual(row["cause"], "automatic")
            self.assertLess(int(row["position_steps"]), int(row["moved_from_steps"]), "colder is inward")
            self.assertTrue(4 <= float(row["temperature_c"]) <= 14.5, row)
            self.assertTrue(4 <= float(row["temperature_before_c"]) <= 14.5, row)
        still = [row for row in self.rows() if not row["moved_from_steps"]]
        self.assertTrue(still)
        self.assertTrue(all(row["humidity_percent"] and row["dew_point_c"] for row in still))

    def test_a_killed_hub_loses_at_most_the_last_interval_and_the_next_goes_on(self):
        _, cable = self.simulator("--speed", 10)
        expected = 0
        for _ in range(3):
            hub, port = self.hub(f"serial:{cable}")
            self.connected(port)
            before = expected
            until(lambda: len(self.rows()) >= before + 3, "rows")
            killed = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
            hub.stop(signal.SIGKILL)
            rows = self.rows()
            last = datetime.datetime.fromisoformat(rows[-1]["time_utc"])
            self.assertLess((killed - last).total_seconds(), 10 * 0.5, "an interval; a slow machine may be late")
            expected = len(rows)
        self.assertFalse([name for name in self.logs() if name.endswith("-2.csv")], "the kill has freed the file")

    def test_whoever_owns_the_cable_writes_and_a_second_writer_takes_the_next_name(self):
        _, cable = self.simulator("--speed", 10)
        _, other = self.simulator("--speed", 10)
        watch = self.start("focuserlink", "-d", f"serial:{cable}", "watch")
        until(self.logs, "the log of a program on the cable", deadline=60)
        config = self.folder / "config" / "focuserlink" / "hub.toml"
        config.write_text("log_interval = 0.5\nport = 0\n")
        _, port = self.hub(f"serial:{other}")
        until(lambda: len(self.rows("-2")) >= 2, "the hub's rows in a file of its own")
        shared = self.start("focuserlink", "-d", f"alpaca://127.0.0.1:{port}/0", "watch")
        until(lambda: shared.lines, "the hub's focuser to be watched")
        rows = len(self.rows("-2"))
        until(lambda: len(self.rows("-2")) >= rows + 2, "the hub's rows to go on")
        self.assertFalse([name for name in self.logs() if name.endswith("-3.csv")], "a hub's client writes none")
        self.assertEqual(watch.stop(signal.SIGINT), 0)
        self.assertTrue(self.rows())
        for name in self.logs():
            if not name.endswith("-2.csv"):
                self.assertTrue((self.documents / name).read_text().endswith("\n"), "a clean end leaves whole lines")

    def test_it_can_be_switched_off(self):
        simulator, cable = self.simulator("--speed", 10)
        hub, port = self.hub(f"serial:{cable}", arguments=("--no-session-log",))
        client = self.connected(port)
        client.put("move", Position=300)
        until(lambda: client.get("position") == 300, "the move")
        self.assertEqual(hub.stop(), 0)
        watch = self.start("focuserlink", "-d", f"serial:{cable}", "watch", "--no-log")
        until(lambda: any("300" in line for line in watch.lines), "the position")
        self.assertEqual(watch.stop(signal.SIGINT), 0)
        self.assertEqual(self.logs(), [])

    def test_each_focuser_of_a_hub_keeps_to_its_own_file(self):
        _, first = self.simulator("--speed", 10)
        _, second = self.simulator("--speed", 10)
        _, port = self.hub(f"serial:{first}", f"serial:{second}")
        client = self.connected(port)
        until(lambda: client.call("PUT", "connected", device="focuser/1", Connected="true")[1] == 0, "the second")
        client.put("move", device="focuser/1", Position=70)
        until(lambda: [row for row in self.rows("-2") if row["position_steps"] == "70"], "the second's rows")
        until(self.rows, "the first's rows")
        self.assertEqual({row["position_steps"] for row in self.rows()}, {"0"})

    def test_a_full_disk_is_said_once_and_does_not_stop_control(self):
        self.documents.mkdir(parents=True)
        today = datetime.datetime.now(datetime.timezone.utc).date()
        for day in (today, today + datetime.timedelta(days=1)):
            (self.documents / f"{day}.csv").symlink_to("/dev/full")
            (self.documents / f"FocuserLink-log-{day}.txt").symlink_to("/dev/full")
        _, cable = self.simulator("--speed", 10)
        hub, port = self.hub(f"serial:{cable}")
        client = self.connected(port)
        hub.line("warnings cannot be kept in a file")

        def said():
            return [line for line in hub.lines if "session log cannot be written" in line]

        until(said, "the warning")
        for target in (100, 200, 300):
            client.put("move", Position=target)
            until(lambda: client.get("position") == target, "a move")
        self.assertEqual(len(said()), 1, hub.lines)
        self.assertIn("No space left on device", said()[0])
        self.assertIn(".csv", said()[0])

    def test_warnings_are_kept_in_a_dated_file(self):
        simulator, cable = self.simulator("--speed", 10)
        hub, port = self.hub(f"serial:{cable}")
        self.connected(port)
        self.assertEqual(list(self.documents.glob("FocuserLink-log-*.txt")), [], "a quiet night leaves none")
        simulator.say("cable pull")

        def warnings():
            return [line for path in self.documents.glob("FocuserLink-log-*.txt") for line in path.read_text().splitlines()]

        until(lambda: any("is gone" in line for line in warnings()), "the warning")
        self.assertRegex(warnings()[0], r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \+00:00 warning: serial:.*is gone")
        self.assertFalse([line for line in warnings() if " info: " in line])


if __name__ == "__main__":
    unittest.main()
