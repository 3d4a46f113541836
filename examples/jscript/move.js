// Moves the focuser and waits until it is there:  cscript //nologo move.js 3455
if (WScript.Arguments.Count() !== 1) {
    WScript.Echo("Usage: cscript //nologo move.js POSITION");
    WScript.Quit(2);
}
var focuser = new ActiveXObject("ASCOM.astrojolo.Focuser");
focuser.Connected = true;
focuser.Move(WScript.Arguments(0));
while (focuser.IsMoving) pause();
WScript.Echo("The focuser is at " + focuser.Position + " of " + focuser.MaxStep + ".");
focuser.Connected = false;

// A script host without Sleep just asks again at once.
function pause() {
    try {
        WScript.Sleep(200);
    } catch (error) {
    }
}
