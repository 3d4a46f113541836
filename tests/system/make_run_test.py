"""What `make run` starts is what the README promises: a focuser on a cooling night, shared over Alpaca, gone with Ctrl-C."""

import os
import pathlib
import signal
import unittest
import urllib.parse
import urllib.request

from parts import BIN, Alpaca, SystemTest, until

ROOT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"])


def group_members(group):
    """Processes of the group that still run."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(entry.parent.name)
    return found


class MakeRun(SystemTest):
    def started(self, **env):
        return self.start(str(ROOT / "scripts" / "run"), env={
            "FOCUSERLINK_BIN": str(BIN), "FOCUSERLINK_STATE": str(self.folder / "state"), **env})

    def test_a_newcomer_gets_a_focuser_and_ctrl_c_ends_all_of_it(self):
        run = self.started()
        page = run.line("The hub shares it over ASCOM Alpaca. Setup page: ")
        port = urllib.parse.urlsplit(page).port
        with urllib.request.urlopen(page, timeout=60) as answer:
            self.assertIn("FocuserLink", answer.read().decode())
        client = self.connected(port)
        client.put("move", Position=40)
        until(lambda: client.get("position") == 40, "the move")
        until(lambda: any("40" in line for line in run.lines[-5:]), "the status line to show it")
        os.killpg(run.process.pid, signal.SIGINT)
        run.process.wait(60)
        until(lambda: not group_members(run.process.pid), "every process to be gone")

    def test_a_second_run_beside_the_first_takes_another_port(self):
        first = urllib.parse.urlsplit(self.started().line("The hub shares it over ASCOM Alpaca. Setup page: ")).port
        second = self.started(FOCUSERLINK_STATE=str(self.folder / "other"))
        self.assertNotEqual(
            first, urllib.parse.urlsplit(second.line("The hub shares it over ASCOM Alpaca. Setup page: ")).port)

    def test_port_names_the_users_own_focuser(self):
        _, cable = self.simulator("--speed", 10)
        run = self.started(PORT=str(cable))
        run.line(f"Using the focuser on {cable}.")
        port = urllib.parse.urlsplit(run.line("The hub shares it over ASCOM Alpaca. Setup page: ")).port
        client = Alpaca(port)
        self.addCleanup(client.close)
        until(lambda: client.call("PUT", "connected", Connected="true")[1] == 0, "the focuser to connect")


if __name__ == "__main__":
    unittest.main()
