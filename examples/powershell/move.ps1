# Moves the focuser and waits until it is there:  .\move.ps1 3455
param([Parameter(Mandatory)] [int] $Position)
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot\hub.ps1"

Set-Focuser connected @{ Connected = 'true' }
Set-Focuser move @{ Position = $Position }
while (Get-Focuser ismoving) { Start-Sleep -Milliseconds 200 }
"The focuser is at $(Get-Focuser position) of $(Get-Focuser maxstep)."
