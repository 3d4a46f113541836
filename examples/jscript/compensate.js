// Moves the focuser by what the temperature asks for, if that is 20 steps or more. Let your imaging program run it after
// each exposure, so that the focus never changes during one:  cscript //nologo compensate.js [THRESHOLD]
var threshold = WScript.Arguments.Count() > 0 ? parseInt(WScript.Arguments(0), 10) : 20;
var focuser = new ActiveXObject("ASCOM.astrojolo.Focuser");
focuser.Connected = true;
var before = focuser.Position;
WScript.Echo(status(7) + " steps are due.");
if (focuser.CommandString("S:" + threshold).charAt(0) === "!") {
    WScript.Echo("The focuser does not take " + threshold + " as a threshold.");
    WScript.Quit(1);
}
// IsMoving tells of moves that programs asked for; the status line tells of all.
var begun = new Date().getTime();
var done = false;
while (!done && new Date().getTime() - begun < 60000) {
    done = status(2) === 0 && Math.abs(status(7)) < Math.max(threshold, 1);
    if (!done) pause();
}
WScript.Echo("Moved by " + (focuser.Position - before) + " to " + focuser.Position + ".");
focuser.Connected = false;
if (!done) {
    WScript.Echo("After a minute not all of the steps are done: perhaps a limit is reached.");
    WScript.Quit(1);
}

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
