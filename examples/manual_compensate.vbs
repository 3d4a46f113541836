' FocuserLink compensation trigger script
' 2021 astrojolo.com
dim focuser
set focuser = CreateObject("ASCOM.astrojolo.Focuser ")
focuser.Connected = true
focuser.CommandString("S:20")
focuser.Connected = false
