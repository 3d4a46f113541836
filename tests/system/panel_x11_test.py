"""The panel on a real X server with a window manager: what cannot be proven without a screen. Real keys and real mouse
drags by xdotool, judged by the windows' titles, properties and pixels."""

import re
import subprocess
import unittest

from parts import SystemTest, until

ENVIRONMENT = {"PATH": "/usr/bin:/bin"}
DAY = 24 * 3600
CHARTS = r"^Charts"
MAIN = r"^FocuserLink$"


class Screen:
    """Everything is asked of the X server, as a stranger would."""

    def __init__(self, display):
        self.env = {"DISPLAY": display}

    def run(self, *command):
        return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                              env={**ENVIRONMENT, **self.env}, check=False).stdout.strip()

    def mouse(self, *words):
        self.run("xdotool", *words)

    def windows(self, title):
        return self.run("xdotool", "search", "--onlyvisible", "--name", title).split()

    def window(self, title):
        return until(lambda: self.windows(title), f"a window called {title}")[-1]

    def title(self, window):
        return self.run("xdotool", "getwindowname", window)

    def size(self, window):
        text = self.run("xdotool", "getwindowgeometry", "--shell", window)
        found = dict(re.findall(r"^(\w+)=(-?\d+)$", text, re.MULTILINE))
        return int(found["WIDTH"]), int(found["HEIGHT"])

    def states(self, window):
        return self.run("xprop", "-id", window, "_NET_WM_STATE")

    def top(self):
        """The number of the window that is above all others."""
        listed = self.run("xprop", "-root", "_NET_CLIENT_LIST_STACKING").split("#")[-1].split(",")
        return int(listed[-1].strip() or "0", 16)

    def key(self, window, keys):
        self.run("xdotool", "windowactivate", "--sync", window)
        self.run("xdotool", "key", keys)

    def drag(self, window, start, end):
        """Places are in the window."""
        self.mouse("mousemove", "--window", window, *start, "mousedown", 1)
        for part in (0.25, 0.5, 0.75, 1):
            place = (round(a + (b - a) * part) for a, b in zip(start, end))
            self.mouse("mousemove", "--window", window, *place)
        self.mouse("mouseup", 1)

    def click(self, window, place, button=1):
        self.mouse("mousemove", "--window", window, *place, "click", button)


def span(title):
    """Begin and length, in seconds, of the time that a title names; None if it names none."""
    times = [3600 * int(h) + 60 * int(m) + int(s) for h, m, s in re.findall(r"(\d\d):(\d\d):(\d\d)", title)]
    return (times[0], (times[1] - times[0]) % DAY) if len(times) == 2 else None


class PanelOnAScreen(SystemTest):
    def setUp(self):
        super().setUp()
        server = self.start("/usr/bin/Xvfb", "-displayfd", 1, "-screen", "0", "1400x900x24", "-nolisten", "tcp",
                            "-noreset")  # or it starts afresh when the first that asks goes away
        number = until(lambda: next((line for line in server.lines if line.strip().isdigit()), None), "a display")
        self.screen = Screen(f":{number.strip()}")
        self.env |= {"DISPLAY": f":{number.strip()}", "QT_QPA_PLATFORM": "xcb", "ASAN_OPTIONS": "detect_leaks=0",
                     "XDG_RUNTIME_DIR": str(self.folder)}
        self.start("/usr/bin/openbox")
        until(lambda: "window id" in self.screen.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "the window manager")

    def panel(self, *lines):
        """Starts a panel on a simulated focuser; gives its window."""
        settings = self.folder / "config" / "focuserlink"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "panel.ini").write_text("[connection]\nmode=direct\n" + "\n".join(lines) + "\n")
        _, port = self.simulator("--temperature", 10)
        self.program = self.start("focuserlink-panel", "--device", f"serial:{port}")
        return self.screen.window(MAIN)

    def charts(self):
        main = self.panel("[charts]", "sampling=500")
        self.screen.key(main, "ctrl+d")
        window = self.screen.window(CHARTS)
        until(lambda: span(self.screen.title(window)) is None, "the whole at first")
        return window

    def zoomed(self, window):
        return until(lambda: span(self.screen.title(window)), "a part to be shown")

    def test_a_drag_zooms_the_scroll_bar_pans_and_the_button_returns(self):
        screen = self.screen
        window = self.charts()
        width, height = screen.size(window)
        screen.drag(window, (width * 7 // 10, height // 2), (width * 8 // 10, height // 2))
        first = self.zoomed(window)
        self.assertLess(first[1], 30)
        bottom = height - 18
        screen.drag(window, (width * 8 // 10, bottom), (width * 3 // 10, bottom))
        panned = until(lambda: 5 < (first[0] - self.zoomed(window)[0]) % DAY < 3600 and self.zoomed(window),
                       "an earlier part")
        self.assertAlmostEqual(panned[1], first[1], delta=1)
        screen.click(window, (20, bottom))
        until(lambda: span(screen.title(window)) is None, "the whole again")

    def test_the_right_button_opens_the_menu_and_nothing_is_selected_by_it(self):
        screen = self.screen
        window = self.charts()
        width, height = screen.size(window)
        before = len(screen.run("xdotool", "search", "--onlyvisible", "--name", ".*").split())
        screen.click(window, (width // 2, height // 2), button=3)
        until(lambda: len(screen.run("xdotool", "search", "--onlyvisible", "--name", ".*").split()) > before, "the menu")
        screen.mouse("key", "Escape")
        screen.mouse("mousemove_relative", 80, 0)
        self.assertIsNone(span(screen.title(window)))

    def test_stay_on_top_is_what_the_window_manager_does(self):
        screen = self.screen
        main = self.panel()
        self.assertNotIn("_NET_WM_STATE_ABOVE", screen.states(main))
        screen.key(main, "alt+p")
        until(lambda: "_NET_WM_STATE_ABOVE" in screen.states(screen.window(MAIN)), "the state that keeps it above")
        main = screen.window(MAIN)
        other = self.stranger()
        until(lambda: screen.top() == int(main), "the panel above a window that came later")
        screen.run("xdotool", "windowraise", other)
        until(lambda: screen.top() == int(main), "the panel above a window that was raised")
        screen.key(main, "alt+p")
        until(lambda: "_NET_WM_STATE_ABOVE" not in screen.states(screen.window(MAIN)), "no such state any more")

    def test_a_second_start_raises_the_first_window_and_ends(self):
        screen = self.screen
        main = self.panel()
        other = self.stranger()
        until(lambda: screen.top() == int(other), "the other window above")
        second = self.start("focuserlink-panel")
        self.assertEqual(until(lambda: second.process.poll() is not None and [second.process.returncode],
                               "the second panel to end"), [0], second.lines)
        until(lambda: screen.top() == int(main), "the first panel above")
        self.assertEqual(len(screen.windows(MAIN)), 1)

    def stranger(self):
        """Another program's window, over everything else."""
        self.start("/usr/bin/xev", "-name", "stranger", "-geometry", "900x700")
        return self.screen.window("^stranger")


if __name__ == "__main__":
    unittest.main()
