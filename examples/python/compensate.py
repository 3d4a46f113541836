"""Moves the focuser by what the temperature asks for, if that is 20 steps or more. Let your imaging program run it after each
exposure, so that the focus never changes during one:  python3 compensate.py [THRESHOLD]"""

import sys
import time

from hub import Focuser


def status(focuser, field):
    """A field of the answer to q: 1 position, 2 steps to go, 7 steps of compensation due."""
    return int(focuser.line("q").split(":")[field])


threshold = int(sys.argv[1]) if len(sys.argv) > 1 else 20
focuser = Focuser()
before = focuser.get("position")
print(f"{status(focuser, 7)} steps are due.")
if focuser.line(f"S:{threshold}").startswith("!"):
    sys.exit(f"The focuser does not take {threshold} as a threshold.")
# ismoving tells of moves that programs asked for; the status line tells of all.
end = time.monotonic() + 60
done = False
while not done and time.monotonic() < end:
    done = status(focuser, 2) == 0 and abs(status(focuser, 7)) < max(threshold, 1)
    if not done:
        time.sleep(0.2)
after = focuser.get("position")
print(f"Moved by {after - before} to {after}.")
if not done:
    sys.exit("After a minute not all of the steps are done: perhaps a limit is reached.")
