"""A Windows to try programs in: one Wine prefix with a home of its own, made in a temporary folder and ended with all that
runs in it. Its services keep what they inherit open, so programs write into files, never into pipes."""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

BOOT_DEADLINE = 240


class WineProgram:
    """A running Windows program; what it prints is kept in files.

    Wine 8 on a busy machine ends about one program in a thousand at its start, whatever the program, with code 1 and
    without a word, and sometimes the next one too. None of ours ends so: such a one is started again, a few times.
    `speaks`: it always says something; ending without a word is then such an end whatever the code, as of a script that
    meets a driver that Wine has ended so."""

    def __init__(self, wine, arguments, folder, env, stdin, speaks):
        self.name = pathlib.PureWindowsPath(str(arguments[0])).name
        self.output_file, self.errors_file = folder / "stdout", folder / "stderr"
        self.command = ["wine", *map(str, arguments)]
        self.options = {"stdin": stdin or subprocess.DEVNULL, "env": env, "cwd": wine.folder}
        self.starts_left = 3 if stdin is None else 0
        self.silent_codes = (0, 1) if speaks else (1,)
        self._begin()

    def _begin(self):
        with open(self.output_file, "wb") as output, open(self.errors_file, "wb") as errors:
            self.process = subprocess.Popen(self.command, stdout=output, stderr=errors, **self.options)

    def _begins_anew(self):
        """Whether it is one that Wine has ended at its start, which runs again now."""
        if not self.starts_left or self.process.poll() not in self.silent_codes or self.output or self.errors:
            return False
        self.starts_left -= 1
        time.sleep(0.2)
        self._begin()
        return True

    @property
    def output(self):
        return self.output_file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")

    @property
    def errors(self):
        return self.errors_file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")

    def line(self, start, deadline=60):
        """The rest of the first line, printed or complained, that begins with `start`."""
        end = time.monotonic() + deadline
        while True:
            ended = self.process.poll() is not None and not self._begins_anew()
            for line in (self.output + self.errors).splitlines():
                if line.startswith(start):
                    return line[len(start):].strip()
            if ended or time.monotonic() > end:
                raise AssertionError(f"no line '{start}...' from {self.name}, code {self.process.returncode}; it said "
                                     f"{self.output[-1500:]}{self.errors[-1500:]}")
            time.sleep(0.02)

    def wait(self, deadline=60):
        """Its exit code, once it has ended by itself."""
        try:
            code = self.process.wait(deadline)
            while self._begins_anew():
                code = self.process.wait(deadline)
            return code
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} did not end within {deadline} s; it said "
                                 f"{self.output[-1500:]}{self.errors[-1500:]}") from None

    def interrupt(self):
        """Ctrl-C, as in a console."""
        self.process.send_signal(signal.SIGINT)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class Wine:
    """`with Wine() as wine:` or `end()` when done. `display`: of X, where its windows are; none: they are on no screen."""

    def __init__(self, display=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="focuserlink-wine-"))
        self.home = self.folder / "home"
        self.prefix = self.folder / "prefix"
        self.drive = self.prefix / "drive_c"
        self.programs = []
        (self.home / "Documents").mkdir(parents=True)
        self.prefix.mkdir()  # wineserver does not make it
        # No terminal, no display, none of the user's own settings.
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "TZ", "PYTHONDONTWRITEBYTECODE") if name in os.environ}
        self.env = {**kept, "HOME": str(self.home), "WINEPREFIX": str(self.prefix), "WINEARCH": "win64",
                    "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe,winedbg.exe=",
                    "LC_ALL": "C.UTF-8", **({"DISPLAY": display} if display else {})}
        try:
            self._boot()
            if not (self.drive / "windows" / "system32" / "kernel32.dll").exists():
                raise AssertionError("wineboot made no Windows; are the packages wine and wine64 installed?")
            # The oldest Windows that we promise: Wine 8 would be a Windows 7. Without a display there would be no windows at
            # all, not even hidden ones. The desktop begins anew with it.
            settings = self.folder / "settings.reg"
            settings.write_text("REGEDIT4\n\n"
                                '[HKEY_CURRENT_USER\\Software\\Wine]\n"Version"="win10"\n\n'
                                '[HKEY_CURRENT_USER\\Software\\Wine\\Drivers]\n'
                                f'"Graphics"="{"x11" if display else "null"}"\n')
            self.reg("import", self.windows_path(settings))
            self.run("taskkill", "/f", "/im", "explorer.exe")  # or it has ended by itself
        except BaseException:
            self.end()
            raise

    def _boot(self):
        for _ in range(3):  # see WineProgram
            self._silently("wineserver", "-p")
            with contextlib.suppress(subprocess.CalledProcessError):
                # Plain: with -i it starts a second services.exe, and COM activation hangs.
                self._silently("wineboot")
                if self.processes("services.exe"):
                    return
            with contextlib.suppress(subprocess.CalledProcessError):
                self._silently("wineserver", "-k")
        raise AssertionError("wineboot has started no services")

    def _silently(self, *command):
        subprocess.run(command, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=BOOT_DEADLINE, check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def restart(self):
        """Ends every program and begins anew, with the registry as it is."""
        self._silently("wineserver", "-k")
        self._boot()

    def end(self):
        """Ends every program in the prefix and removes it."""
        with contextlib.suppress(subprocess.SubprocessError):
            self._silently("wineserver", "-k")
        for program in self.programs:
            program.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *arguments, env=None, stdin=None, speaks=False):
        """A program by its path, Windows or Unix, or a name that Windows knows, such as cscript or reg."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=self.folder))
        program = WineProgram(self, arguments, folder, {**self.env, **(env or {})}, stdin, speaks)
        self.programs.append(program)
        return program

    def processes(self, name):
        """The ids of this Windows' processes that run `name`."""
        mark = f"WINEPREFIX={self.prefix}".encode()
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if (name.encode() in (process / "cmdline").read_bytes()
                        and mark in (process / "environ").read_bytes().split(b"\0")):
                    found.append(int(process.name))
            except OSError:
                continue  # it has gone
        return found

    def run(self, *arguments, deadline=60, env=None, stdin=None):
        """The same, ended: its `output`, `errors` and `process.returncode`."""
        program = self.start(*arguments, env=env, stdin=stdin)
        program.wait(deadline)
        return program

    def reg(self, *words):
        """One of reg's commands that change the registry. What it refuses while Wine's services, which run by themselves,
        write there too is tried again."""
        for _ in range(20):
            done = self.run("reg", *words)
            if done.process.returncode == 0:
                return
            time.sleep(0.25)
        raise AssertionError(f"reg {words}: code {done.process.returncode}: {done.output}{done.errors}")

    def com_port(self, number, path):
        """COM<number> is now the serial port `path`. Not COM1: Wine takes that for its own at every start."""
        link = self.prefix / "dosdevices" / f"com{number}"
        link.unlink(missing_ok=True)
        link.symlink_to(path)

    def windows_path(self, path):
        """How Windows programs name a file of this machine."""
        path = pathlib.Path(path)
        if path.is_relative_to(self.drive):
            return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(path).replace("/", "\\")

    def unix_path(self, path):
        """And the other way round, for paths on C: or Z:."""
        root = self.drive if path[0] in "cC" else pathlib.Path("/")
        return root / path[3:].replace("\\", "/")

    def registry(self, key):
        """The text that `reg export` gives for a key, or an empty one if there is no such key. `key` as HKLM\\..."""
        file = pathlib.Path(tempfile.mkdtemp(dir=self.folder)) / "export.reg"
        done = self.run("reg", "export", key, self.windows_path(file), "/y")
        if done.process.returncode or not file.exists():
            return ""
        return file.read_text(encoding="utf-16").replace("\r\n", "\n")
