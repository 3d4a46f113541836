# The hub, for the scripts beside this one: its Alpaca API, which needs no driver. Another hub: $env:FOCUSERLINK_HUB = 'HOST:PORT'.
$hub = if ($env:FOCUSERLINK_HUB) { $env:FOCUSERLINK_HUB } else { '127.0.0.1:11111' }

function Read-Answer($answer) {
    if ($answer.ErrorNumber -ne 0) { throw $answer.ErrorMessage }
    $answer.Value
}

# Get-Focuser position
function Get-Focuser([string] $member) {
    Read-Answer (Invoke-RestMethod -Uri "http://$hub/api/v1/focuser/0/$member")
}

# Set-Focuser move @{ Position = 3455 }
function Set-Focuser([string] $member, [hashtable] $values = @{}) {
    Read-Answer (Invoke-RestMethod -Method Put -Uri "http://$hub/api/v1/focuser/0/$member" -Body $values `
            -ContentType 'application/x-www-form-urlencoded')
}
