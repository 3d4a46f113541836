' Moves the focuser and waits until it is there:  cscript //nologo move.vbs 3455
Option Explicit
Dim focuser

If WScript.Arguments.Count <> 1 Then
    WScript.Echo "Usage: cscript //nologo move.vbs POSITION"
    WScript.Quit 2
End If
Set focuser = CreateObject("ASCOM.astrojolo.Focuser")
focuser.Connected = True
focuser.Move WScript.Arguments(0)
Do While focuser.IsMoving
    Pause
Loop
WScript.Echo "The focuser is at " & focuser.Position & " of " & focuser.MaxStep & "."
focuser.Connected = False

' A script host without Sleep just asks again at once.
Sub Pause
    On Error Resume Next
    WScript.Sleep 200
End Sub
