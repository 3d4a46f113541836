# Adds a line with time, position and temperature to a file, again and again, until Ctrl-C:
#   .\log.ps1 focus.csv [SECONDS [LINES]]
param([Parameter(Mandatory)] [string] $File, [int] $Seconds = 60, [int] $Lines = -1)
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot\hub.ps1"

# Empty without a sensor, and as long as the hub or the focuser is away: the log goes on. Numbers have a decimal period
# whatever the language of this computer.
function Get-Value([string] $member) {
    try {
        Set-Focuser connected @{ Connected = 'true' }
        (Get-Focuser $member).ToString([Globalization.CultureInfo]::InvariantCulture)
    } catch { '' }
}

Set-Focuser connected @{ Connected = 'true' }
for ($line = 0; $line -ne $Lines; $line++) {
    if ($line -gt 0) { Start-Sleep -Seconds $Seconds }
    Add-Content -Path $File -Value "$(Get-Date -Format 'yyyy-MM-dd HH:mm:ss');$(Get-Value position);$(Get-Value temperature)"
}
