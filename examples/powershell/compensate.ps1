# Moves the focuser by what the temperature asks for, if that is 20 steps or more. Let your imaging program run it after
# each exposure, so that the focus never changes during one:  .\compensate.ps1 [THRESHOLD]
param([int] $Threshold = 20)
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot\hub.ps1"

# The fields of the answer to q: 1 position, 2 steps to go, 7 steps of compensation due.
function Get-Status { (Set-Focuser commandstring @{ Command = 'q'; Raw = 'false' }).Split(':') }

Set-Focuser connected @{ Connected = 'true' }
$before = Get-Focuser position
"$((Get-Status)[7]) steps are due."
$answer = Set-Focuser commandstring @{ Command = "S:$Threshold"; Raw = 'false' }
if ($answer -like '!*') { throw "The focuser does not take $Threshold as a threshold." }
# ismoving tells of moves that programs asked for; the status line tells of all.
$end = (Get-Date).AddSeconds(60)
do {
    $status = Get-Status
    $done = [int] $status[2] -eq 0 -and [Math]::Abs([int] $status[7]) -lt [Math]::Max($Threshold, 1)
    if (-not $done) { Start-Sleep -Milliseconds 200 }
} until ($done -or (Get-Date) -gt $end)
$after = Get-Focuser position
"Moved by $($after - $before) to $after."
if (-not $done) { throw 'After a minute not all of the steps are done: perhaps a limit is reached.' }
