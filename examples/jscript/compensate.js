// Moves the focuser by what the temperature asks for, if that is 20 steps or more. Let your imaging program run it after
// each exposure, so that the focus never changes during one:  cscript //nologo compensate.js [THRESHOLD]
var threshold = WScript.Arguments.Count() > 0 ? parseInt(WScript.Arguments(0), 10) : 20;
var focuser = new ActiveXObject("ASCOM.astrojolo.Focuser");
focuser.Connected = true;
var before = focuser.Position;
WScript.Echo(status(7) + " steps are due.");
focuser.CommandString("S:" + threshold);
// IsMoving tells of moves that programs asked for; the status line tells of all.
for (var tries = 0; tries < 10000; tries++) {
    if (status(2) === 0 && Math.abs(status(7)) < threshold) break;
    pause();
}
WScript.Echo("Moved by " + (focuser.Position - before) + " to " + focuser.Position + ".");
focuser.Connected = false;

// A field of the answer to q: 1 position, 2 steps to go, 7 steps of compensation due.
function status(field) {
    return parseInt(focuser.CommandString("q").split(":")[field], 10);
}

function pause() {
    try {
        WScript.Sleep(200);
    } catch (error) {
    }
}
