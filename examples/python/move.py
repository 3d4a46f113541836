"""Moves the focuser and waits until it is there:  python3 move.py 3455"""

import sys
import time

from hub import Focuser

if len(sys.argv) != 2:
    sys.exit("Usage: python3 move.py POSITION")
focuser = Focuser()
focuser.put("move", Position=int(sys.argv[1]))
while focuser.get("ismoving"):
    time.sleep(0.2)
print(f"The focuser is at {focuser.get('position')} of {focuser.get('maxstep')}.")
