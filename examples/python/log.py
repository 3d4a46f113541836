"""Adds a line with time, position and temperature to a file, again and again, until Ctrl-C:
python3 log.py focus.csv [SECONDS [LINES]]"""

import itertools
import sys
import time

from hub import Focuser

if len(sys.argv) < 2:
    sys.exit("Usage: python3 log.py FILE [SECONDS [LINES]]")
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60
lines = int(sys.argv[3]) if len(sys.argv) > 3 else None
focuser = Focuser()


def value(member):
    """Empty without a sensor, and as long as the hub or the focuser is away: the log goes on."""
    try:
        focuser.connect()
        return focuser.get(member)
    except RuntimeError:
        return ""


for line in itertools.count() if lines is None else range(lines):
    if line > 0:
        time.sleep(seconds)
    with open(sys.argv[1], "a", encoding="utf-8") as file:
        file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')};{value('position')};{value('temperature')}\n")
