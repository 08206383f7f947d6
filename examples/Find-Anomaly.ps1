<#
.SYNOPSIS
    Finds what is unusual in metrics of services, without a label: trains a network of the task Anomaly on a day of measurements, keeps it in a file, asks the file
    about the next hour, and tells which columns do not fit.
.DESCRIPTION
    The measurements are made up, one a minute and service: memory and threads follow the requests, differently for each service, so a value may be usual in
    itself and odd in its row. In the next hour a service leaks memory, one hangs, and one does not log any more. The same seed gives the same table. With -Live, the
    rows are those of Get-Process on this computer, whose oddest processes are shown.
.EXAMPLE
    ./examples/Find-Anomaly.ps1
.EXAMPLE
    ./examples/Find-Anomaly.ps1 -Live
#>
[CmdletBinding()]
param(
    # The folder that the tables and the network are written to.
    [string] $Folder = 'anomalies',

    # The seed of the table and of the training.
    [long] $Seed = 1,

    # The processes of this computer, instead of the made-up services.
    [switch] $Live
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

if ($Live) {
    $processes = Get-Process | Select-Object Name, @{ n = 'Threads'; e = { $_.Threads.Count } }, Handles, @{ n = 'MemoryMB'; e = { $_.WorkingSet64 / 1MB } }, @{ n = 'CpuSeconds'; e = { $_.CPU } }
    $result = $processes | Invoke-NetworkTraining -Task Anomaly -Id Name -Seed $Seed -WarningAction SilentlyContinue
    'The processes that are least like the others:'
    $processes | Get-NetworkPrediction $result -Explain -Top 2 | Sort-Object AnomalyScore -Descending | Select-Object Name, AnomalyScore, IsAnomaly, Explanation -First 5 | Format-Table
    return
}

$random = [PSNeuralNet.Numerics.RandomState]::new($Seed)
function Get-Metric([datetime] $Start, [int] $Minutes) {
    foreach ($minute in 0..($Minutes - 1)) {
        $time = $Start.AddMinutes($minute)
        $day = 0.5 + 0.4 * [Math]::Sin([Math]::PI * ($time.TimeOfDay.TotalHours - 8) / 12)
        foreach ($service in 'web', 'mail', 'search') {
            $share = @{ web = 1; mail = 0.3; search = 0.6 }[$service]
            $requests = [Math]::Max(0, [Math]::Round(600 * $share * $day * (1 + 0.2 * $random.StandardNormal())))
            [pscustomobject]@{
                time = $time.ToString('s'); service = $service; requests = $requests
                cpu = [Math]::Round(2 + $requests / 9 + 2 * [Math]::Abs($random.StandardNormal()), 1)
                memory = [Math]::Round(@{ web = 300; mail = 900; search = 2000 }[$service] + 0.4 * $requests + 15 * $random.StandardNormal())
                threads = [Math]::Round(12 + $requests / 12 + $random.StandardNormal())
                logged = [Math]::Round($requests * (0.9 + 0.05 * $random.StandardNormal()))
            }
        }
    }
}

$full = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Folder)
[System.IO.Directory]::CreateDirectory($full) | Out-Null
Get-Metric ([datetime]'2026-11-02') 1440 | Where-Object { $random.Uniform() -lt 0.5 } | Export-Csv "$full/day.csv"
$hour = @(Get-Metric ([datetime]'2026-11-03T10:00') 60)
$hour | Where-Object { $_.service -eq 'web' -and $_.time -ge '2026-11-03T10:40' } | ForEach-Object { $_.memory += 600 }
$hour | Where-Object { $_.service -eq 'search' -and $_.time -like '*T10:2?:00' } | ForEach-Object { $_.requests = 0; $_.logged = 0 }
$hour | Where-Object { $_.service -eq 'mail' -and $_.time -like '*T10:5?:00' } | ForEach-Object { $_.logged = 0 }
$hour | Export-Csv "$full/hour.csv"

# Nobody has to say what is wrong. The time identifies a row: it comes back with it, and is nothing to learn.
$result = Import-Csv "$full/day.csv" | Invoke-NetworkTraining -Task Anomaly -Id time -Seed $Seed
$result | Export-Network "$full/services.json" -Force

# Any minute, on any machine.
$scored = Import-Csv "$full/hour.csv" | Get-NetworkPrediction "$full/services.json" -Explain -Top 2
$odd = @($scored | Where-Object IsAnomaly)
"Of $($scored.Count) rows of the next hour, $($odd.Count) are unusual:"
$odd | Group-Object service | Format-Table @{ n = 'service'; e = { $_.Name } }, Count, @{ n = 'from'; e = { $_.Group[0].time } }, @{ n = 'to'; e = { $_.Group[-1].time } }
'The oddest ones, with the columns that do not fit:'
$odd | Sort-Object AnomalyScore -Descending | Select-Object time, service, AnomalyScore, Explanation -First 6 | Format-Table

# Fewer alarms, or more: the score above which there is one.
$network = Set-NetworkThreshold "$full/services.json" -Threshold 3
"With the threshold 3 there are $(@($hour | Get-NetworkPrediction $network | Where-Object IsAnomaly).Count)."
