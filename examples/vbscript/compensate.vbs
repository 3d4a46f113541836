' Moves the focuser by what the temperature asks for, if that is 20 steps or more. Let your imaging program run it after
' each exposure, so that the focus never changes during one:  cscript //nologo compensate.vbs [THRESHOLD]
Option Explicit
Dim focuser, threshold, before, begun, done, left_over

threshold = 20
If WScript.Arguments.Count > 0 Then threshold = CLng(WScript.Arguments(0))
Set focuser = CreateObject("ASCOM.astrojolo.Focuser")
focuser.Connected = True
before = focuser.Position
WScript.Echo Status(7) & " steps are due."
If Left(focuser.CommandString("S:" & threshold), 1) = "!" Then
    WScript.Echo "The focuser does not take " & threshold & " as a threshold."
    WScript.Quit 1
End If
' IsMoving tells of moves that programs asked for; the status line tells of all.
begun = Now
Do
    left_over = Abs(Status(7))
    done = Status(2) = 0 And (left_over = 0 Or left_over < threshold)
    If done Or (Now - begun) * 86400 > 60 Then Exit Do
    Pause
Loop
WScript.Echo "Moved by " & (focuser.Position - before) & " to " & focuser.Position & "."
focuser.Connected = False
If Not done Then
    WScript.Echo "After a minute not all of the steps are done: perhaps a limit is reached."
    WScript.Quit 1
End If

' A field of the answer to q: 1 position, 2 steps to go, 7 steps of compensation due.
Function Status(field)
    Dim fields
    fields = Split(focuser.CommandString("q"), ":")
    Status = CLng(fields(field))
End Function

Sub Pause
    On Error Resume Next
    WScript.Sleep 200
End Sub
