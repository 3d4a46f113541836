// Adds a line with time, position and temperature to a file, again and again, until Ctrl-C:
//   cscript //nologo log.js focus.csv [SECONDS [LINES]]
if (WScript.Arguments.Count() < 1) {
    WScript.Echo("Usage: cscript //nologo log.js FILE [SECONDS [LINES]]");
    WScript.Quit(2);
}
var seconds = WScript.Arguments.Count() > 1 ? parseInt(WScript.Arguments(1), 10) : 60;
var lines = WScript.Arguments.Count() > 2 ? parseInt(WScript.Arguments(2), 10) : -1;
var focuser = new ActiveXObject("ASCOM.astrojolo.Focuser");
var files = new ActiveXObject("Scripting.FileSystemObject");
focuser.Connected = true;
for (var line = 0; line !== lines; line++) {
    if (line > 0) WScript.Sleep(1000 * seconds);
    append(now() + ";" + value("Position") + ";" + value("Temperature"));
}
focuser.Connected = false;

// Opened for each line, so that another program can read the file meanwhile. 8: append; true: make it if need be.
function append(text) {
    var file = files.OpenTextFile(WScript.Arguments(0), 8, true);
    file.WriteLine(text);
    file.Close();
}

function now() {
    var time = new Date();
    function two(number) { return number < 10 ? "0" + number : String(number); }
    return time.getFullYear() + "-" + two(time.getMonth() + 1) + "-" + two(time.getDate()) + " " +
        two(time.getHours()) + ":" + two(time.getMinutes()) + ":" + two(time.getSeconds());
}

// Empty without a sensor, and as long as the hub or the focuser is away: the log goes on.
function value(name) {
    try {
        return name === "Position" ? focuser.Position : focuser.Temperature;
    } catch (error) {
        return "";
    }
}
