"""Runs a program with the panel in it, a test or one that makes pictures, in a Windows of its own and prints what it says:
panel_program.py [--display] PROGRAM.exe [ARGUMENT...]. Its exit code is the program's. Names of files among the arguments are
this machine's. --display: with the windows that Windows draws, on a screen that nobody sees; else offscreen."""

import argparse
import contextlib
import os
import pathlib
import subprocess
import sys

from wine import Wine

FONTS = "/usr/share/fonts/truetype/dejavu"
DEADLINE = 600


@contextlib.contextmanager
def screen():
    """The name of an X display."""
    reader, writer = os.pipe()
    with subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "2560x1600x24", "-nolisten", "tcp"],
                          pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with os.fdopen(reader) as number:
                yield ":" + number.readline().strip()
        finally:
            server.terminate()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--display", action="store_true")
    parser.add_argument("program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    args = parser.parse_args()
    with contextlib.ExitStack() as stack:
        display = stack.enter_context(screen()) if args.display else None
        wine = stack.enter_context(Wine(display))
        # Wine keeps what begins with QT_ from its programs, but not from its registry.
        for name, value in (("QT_QPA_PLATFORM", "windows" if display else "offscreen"),
                            ("QT_QPA_FONTDIR", wine.windows_path(FONTS)), ("QT_LOGGING_RULES", "qt.qpa.*=false")):
            wine.reg("add", r"HKCU\Environment", "/v", name, "/d", value, "/f")
        # Wine has none of Windows' own fonts.
        fonts = {"Segoe UI": "Sans", "Tahoma": "Sans", "MS Shell Dlg 2": "Sans", "Courier New": "Sans Mono"} if display else {}
        for name, instead in fonts.items():
            wine.reg("add", r"HKCU\Software\Wine\Fonts\Replacements", "/v", name, "/d", f"DejaVu {instead}", "/f")
        words = [wine.windows_path(each) if pathlib.Path(each).is_absolute() else each for each in args.arguments]
        # Without a console Qt's tests speak to a debugger.
        said = wine.folder / "said"
        if args.program.endswith("_test.exe"):
            words += ["-o", wine.windows_path(said) + ",txt"]
        try:
            done = wine.run(pathlib.Path(args.program).resolve(), *words, env={"FOCUSERLINK_TESTS_OWN_USER": "1"},
                            deadline=float(os.environ.get("DEADLINE", DEADLINE)))
            print(done.output, done.errors, sep="", end="")
        finally:
            print(said.read_text(encoding="utf-8", errors="replace") if said.exists() else "", end="")
        return done.process.returncode


if __name__ == "__main__":
    sys.exit(main())
