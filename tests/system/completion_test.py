"""Completion in real shells: a person types and presses Tab, and the line is what the shell made of it."""

import os
import pathlib
import pty
import shlex
import shutil
import signal
import subprocess
import threading

from parts import BIN, SystemTest, until

SCRIPT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"]) / "completion" / "bash" / "focuserlink"
PORTS = "#!/bin/sh\n[ \"$1\" = ports ] && printf '%s\\n' /dev/ttyUSB7 '  /dev/ttyUSB7    0403:6015'\n"


class Shell:
    """An interactive shell on a pseudo terminal. `ask` is what makes Ctrl-G write the line to the file `told`."""

    def __init__(self, words, folder, env, *preparations):
        self.told = folder / "told"
        self.screen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, env)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        for line in (*preparations, f": >{self.told}"):
            self.type(line + "\n")
        until(self.told.exists, f"{words[0]} to be ready; it shows {self.screen!r}")

    def _read(self):
        try:
            while data := os.read(self.fd, 4096):
                self.screen += data
        except OSError:
            pass  # it has ended

    def type(self, text):
        os.write(self.fd, text.encode())

    def completed(self, typed):
        """The line after Tab."""
        self.told.unlink()
        self.type(typed + "\t\a")
        until(self.told.exists, f"an answer to {typed!r}; the screen shows {self.screen[-2000:]!r}")
        self.type("\x15")
        return self.told.read_text(encoding="utf-8")

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.reader.join()
        os.close(self.fd)


class Completion(SystemTest):
    def setUp(self):
        super().setUp()
        subprocess.run(["cmake", "--install", BIN.parent, "--component", "manual", "--prefix", self.folder], check=True, capture_output=True)
        bin_folder = self.folder / "bin"
        bin_folder.mkdir()
        self.fake = bin_folder / "focuserlink"
        self.fake.write_text(PORTS)
        self.fake.chmod(0o755)
        self.env = {"PATH": f"{bin_folder}:/usr/bin:/bin", "HOME": str(self.folder), "TERM": "dumb", "INPUTRC": "/dev/null",
                    "XDG_DATA_DIRS": str(self.folder / "share")}
        (self.folder / "run 7.json").touch()
        (self.folder / "nights").mkdir()

    def offers(self, *words):
        """What bash would list for the last of these words."""
        script = f'. {SCRIPT}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _focuserlink; printf "%s\\n" "${{COMPREPLY[@]}}"'
        done = subprocess.run(["bash", "-uc", script, "bash", *words], env=self.env, capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash_lists_what_there_is(self):
        self.assertEqual(self.offers("focuserlink", "s"), ["status", "sync", "settings"])
        self.assertEqual(self.offers("focuserlink", "log", ""), ["show", "plot", "export"])
        self.assertEqual(self.offers("focuserlink", "--json", "--timeout", "5", "auto", ""), ["on", "off"])
        self.assertEqual(self.offers("focuserlink", "auto", "on", ""), [])
        self.assertEqual(self.offers("/usr/bin/focuserlink", "settings", "get", "s"), ["step_size", "speed", "stepper_mode"])
        self.assertEqual(self.offers("focuserlink", "settings", "set", "speed", "=", "20", "b"), ["backlash="])
        self.assertEqual(self.offers("focuserlink", "settings", "set", "reversed", "="), ["no", "yes"])
        self.assertEqual(self.offers("focuserlink", "calc", "fit", "--plot"), ["--plot", "--plot-text"])
        self.assertIn("--device", self.offers("focuserlink", "calc", "fit", "--"))
        self.assertNotIn("--plot", self.offers("focuserlink", "calc", "apply", "--"))
        self.assertEqual(self.offers("focuserlink-sim", "--sensor", ""), ["sht3x", "htu21d", "aht20", "none"])
        self.assertEqual(self.offers("focuserlinkd", "--log-level", "=", "w"), ["warning"])

    def test_bash_offers_addresses_and_is_silent_where_there_are_none(self):
        self.assertIn("/dev/ttyUSB7", self.offers("focuserlink", "-d", "/dev/"))
        self.assertLessEqual({"serial:/dev/ttyUSB7", "tcp:", "alpaca://"}, set(self.offers("focuserlink", "--device", "")))
        hub = self.offers("focuserlinkd", "--device", "")
        self.assertIn("serial:/dev/ttyUSB7", hub)
        self.assertNotIn("alpaca://", hub)
        for broken in ("#!/bin/sh\necho 'no ports' >&2; exit 1\n", None):
            self.fake.unlink()
            if broken:
                self.fake.write_text(broken)
                self.fake.chmod(0o755)
            self.assertIn("alpaca://", self.offers("focuserlink", "-d", ""))

    # What is typed, and the line after Tab; the same in both shells.
    TYPED = {
        "focuserlink sta": "focuserlink status ",
        "focuserlink calc im": "focuserlink calc import ",
        "focuserlink calc import ru": "focuserlink calc import run\\ 7.json ",
        "focuserlink log show --folder ni": "focuserlink log show --folder nights/",
        "focuserlink settings set ba": "focuserlink settings set backlash=",
        "focuserlink settings set mode=ma": "focuserlink settings set mode=manual ",
        "focuserlink settings set speed=20 reversed=y": "focuserlink settings set speed=20 reversed=yes ",
        "focuserlink -d serial:/dev/ttyUSB7": "focuserlink -d serial:/dev/ttyUSB7 ",
        "focuserlink -d al": "focuserlink -d alpaca://",
        "focuserlink -d tcp:a:1 buttons of": "focuserlink -d tcp:a:1 buttons off ",
        "focuserlinkd --device=serial:/dev/ttyUSB7": "focuserlinkd --device=serial:/dev/ttyUSB7 ",
        "focuserlinkd --log-level=de": "focuserlinkd --log-level=debug ",
        "focuserlinkd --start-with-session of": "focuserlinkd --start-with-session off ",
        "focuserlink-sim --sensor ht": "focuserlink-sim --sensor htu21d ",
        "focuserlink-sim --chip ru": "focuserlink-sim --chip run\\ 7.json ",
        "focuserlink-sim --chip --sto": "focuserlink-sim --chip --stock ",
    }

    def check(self, shell):
        self.addCleanup(shell.close)
        for typed, line in self.TYPED.items():
            with self.subTest(typed):
                self.assertEqual(shell.completed(typed), line)

    def test_bash_loads_it_by_the_name_of_the_command(self):
        told = shlex.quote(str(self.folder / "told"))
        self.check(Shell(["bash", "--norc", "--noprofile", "-i"], self.folder, self.env,
                         ". /usr/share/bash-completion/bash_completion",
                         f"""bind -x '"\\C-g": printf %s "$READLINE_LINE" >{told}.new; mv {told}.new {told}'"""))

    def test_zsh_completes_the_same(self):
        told = shlex.quote(str(self.folder / "told"))
        functions = next(self.folder.rglob("_focuserlink")).parent
        searched = subprocess.run(["zsh", "-fc", "print -l $fpath"], capture_output=True, text=True, check=True).stdout.split()
        self.assertIn(f"/usr/local/{functions.relative_to(self.folder)}", searched, "where it looks after `make install`")
        self.check(Shell(["zsh", "-f", "-i"], self.folder, self.env,
                         f"fpath=({functions} $fpath); autoload -Uz compinit; compinit -u -D",
                         f"tell() {{ print -rn -- $BUFFER >{told}.new; command mv {told}.new {told} }}; zle -N tell; bindkey -e",
                         "bindkey '^G' tell"))
