' FocuserLink move script
' 2021 astrojolo.com
dim focuser
set focuser = CreateObject("ASCOM.astrojolo.Focuser")
focuser.Connected = true
focuser.move(3455)
focuser.Connected = false
