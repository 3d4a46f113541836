"""A coefficient's whole way: focus runs of a night are imported, fitted and given to the focuser through the hub, and when it
gets colder the focuser goes where the coefficient says. Both signs."""

import json
import math
import os
import pathlib
import re
import subprocess
import unittest

from parts import BIN, SystemTest, until

SAMPLES = pathlib.Path(os.environ["FOCUSERLINK_ROOT"]) / "tests" / "data" / "import"


class Calculator(SystemTest):
    def cli(self, *arguments, code=0):
        """What focuserlink said to standard output; it ended with `code`."""
        done = subprocess.run([BIN / "focuserlink", *map(str, arguments)], env={"PATH": "/usr/bin", **self.env}, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, code, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def autofocus_reports(self, coefficient):
        """A folder with a night's N.I.N.A. reports: 12 runs from 15 C down to 4 C, scattered by some steps."""
        folder = self.folder / "AutoFocus"
        folder.mkdir()
        for run in range(12):
            temperature = 15 - run
            position = 12000 + coefficient * (temperature - 15) + 3 * math.sin(5 * run)
            report = {"Version": 2, "Filter": "L", "AutoFocuserName": "Overshoot", "Timestamp": f"2026-11-21T20:{run * 5:02}:00+01:00",
                      "Temperature": float(temperature), "Method": "STARHFR", "Fitting": "HYPERBOLIC",
                      "InitialFocusPoint": {"Position": 12000.0, "Value": 2.9, "Error": 0.1},
                      "CalculatedFocusPoint": {"Position": round(position, 2), "Value": 1.8, "Error": 0.0},
                      "PreviousFocusPoint": {"Position": 12000.0, "Value": 1.9, "Error": 0.0},
                      "MeasurePoints": [{"Position": round(position) + 40.0 * i, "Value": 1.8 + 0.4 * abs(i), "Error": 0.1}
                                        for i in range(-3, 4)],
                      "RSquares": {"Quadratic": 0.98, "Hyperbolic": 0.99, "LeftTrend": 0.97, "RightTrend": 0.98}}
            (folder / f"2026-11-21--20-{run * 5:02}-00--L.json").write_text(json.dumps(report))
        return folder

    def follows(self, coefficient):
        simulator, cable = self.simulator("--speed", 20)
        _, port = self.hub(f"serial:{cable}")
        hub = ("-d", f"alpaca://127.0.0.1:{port}/0")
        self.connected(port)
        imported = self.cli("calc", "import", self.autofocus_reports(coefficient))
        self.assertIn("12 files read, 12 points added", imported)
        self.assertIn("0 points added, 12 came twice or were there already", self.cli("calc", "import", self.folder / "AutoFocus"))
        fit = json.loads(self.cli("calc", "fit", "--json"))
        self.assertEqual(fit["verdict"], "good", fit)
        self.assertLess(abs(fit["coefficient"] - coefficient), 1)
        self.cli(*hub, "calc", "apply", code=2)
        way = "inward" if coefficient > 0 else "outward"
        said = self.cli(*hub, "calc", "apply", "--yes")
        self.assertRegex(said, rf"1 C colder: [0-9.]+ steps {way}\.")
        kept = float(self.cli(*hub, "settings", "get", "coefficient"))
        self.assertAlmostEqual(kept, fit["coefficient"], delta=0.0051)

        self.cli(*hub, "move", 12000)
        simulator.say("temperature 5")

        def due():
            status = json.loads(self.cli(*hub, "--json", "status"))
            return abs(status["compensation_difference"]) >= 0.95 * abs(10 * kept)

        until(due, "the device to feel the cold")
        self.assertIn(f" {way}, to ", self.cli(*hub, "compensate"))
        position = json.loads(self.cli(*hub, "--json", "status"))["position"]
        self.assertAlmostEqual(position, 12000 - 10 * kept, delta=0.06 * abs(10 * kept))
        # The hub has logged it: who, why, and how cold it had become.
        told = rf"12000 -> {position}, [0-9]+ steps {way}, by temperature compensation, when asked; [0-9.]+ -> [0-9.]+ C\n"
        until(lambda: re.search(told, self.cli("log", "show", "--moves")), "the compensation in the log")

    def test_sample_files_of_every_program_are_imported_once(self):
        for program in ("nina", "ekos", "asiair", "csv"):
            first = json.loads(self.cli("--json", "calc", "import", SAMPLES / program))
            self.assertGreater(first["added"], 0, program)
            self.assertEqual(first["problems"], [], program)
            again = json.loads(self.cli("--json", "calc", "import", SAMPLES / program))
            self.assertEqual((again["added"], again["points"]), (0, first["points"]), program)
        points = [json.loads(line) for line in self.cli("--json", "calc", "list").splitlines()]
        self.assertEqual([point["number"] for point in points], list(range(1, first["points"] + 1)))

    def test_positive_goes_inward_when_it_gets_colder(self):
        self.follows(35)

    def test_negative_goes_outward_when_it_gets_colder(self):
        self.follows(-24.5)


if __name__ == "__main__":
    unittest.main()
