"""Runs a program with the panel in it, a test or one that makes pictures, in a Windows of its own and prints what it says:
panel_program.py PROGRAM.exe [ARGUMENT...]. Its exit code is the program's. Names of files among the arguments are this machine's."""

import os
import pathlib
import sys

from wine import Wine

FONTS = "/usr/share/fonts/truetype/dejavu"
DEADLINE = 280


def main():
    program, *arguments = sys.argv[1:]
    with Wine() as wine:
        env = {"QT_QPA_PLATFORM": "offscreen", "QT_QPA_FONTDIR": wine.windows_path(FONTS),
               "QT_LOGGING_RULES": "qt.qpa.*=false", "FOCUSERLINK_TESTS_OWN_USER": "1"}
        words = [wine.windows_path(each) if pathlib.Path(each).is_absolute() else each for each in arguments]
        done = wine.run(program, *words, deadline=float(os.environ.get("DEADLINE", DEADLINE)), env=env)
        print(done.output, done.errors, sep="", end="")
        return done.process.returncode


if __name__ == "__main__":
    sys.exit(main())
