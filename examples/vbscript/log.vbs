' Adds a line with time, position and temperature to a file, again and again, until Ctrl-C:
'   cscript //nologo log.vbs focus.csv [SECONDS [LINES]]
Option Explicit
Dim focuser, files, seconds, lines, line

If WScript.Arguments.Count < 1 Then
    WScript.Echo "Usage: cscript //nologo log.vbs FILE [SECONDS [LINES]]"
    WScript.Quit 2
End If
seconds = 60
lines = -1
If WScript.Arguments.Count > 1 Then seconds = CLng(WScript.Arguments(1))
If WScript.Arguments.Count > 2 Then lines = CLng(WScript.Arguments(2))
Set focuser = CreateObject("ASCOM.astrojolo.Focuser")
Set files = CreateObject("Scripting.FileSystemObject")
focuser.Connected = True
line = 0
Do Until line = lines
    If line > 0 Then WScript.Sleep 1000 * seconds
    Append TimeText & ";" & Position & ";" & Temperature
    line = line + 1
Loop
focuser.Connected = False

' Opened for each line, so that another program can read the file meanwhile. 8: append; True: make it if need be.
Sub Append(text)
    Dim file
    Set file = files.OpenTextFile(WScript.Arguments(0), 8, True)
    file.WriteLine text
    file.Close
End Sub

' As 2026-11-27 04:10:00, whatever Windows is set to.
Function TimeText
    Dim time
    time = Now
    TimeText = Year(time) & "-" & Two(Month(time)) & "-" & Two(Day(time)) & " " & _
        Two(Hour(time)) & ":" & Two(Minute(time)) & ":" & Two(Second(time))
End Function

Function Two(number)
    Two = Right("0" & number, 2)
End Function

' Empty as long as the hub or the focuser is away: the log goes on.
Function Position
    On Error Resume Next
    Position = focuser.Position
End Function

' Empty without a sensor too; with a decimal period whatever Windows is set to.
Function Temperature
    On Error Resume Next
    Temperature = Replace(CStr(focuser.Temperature), ",", ".")
End Function
