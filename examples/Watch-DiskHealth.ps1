<#
.SYNOPSIS
    From a table to decisions, end to end: trains a network on what became of two thousand disks, chooses from which probability on a disk is worth
    replacing, by what mistakes cost, measures that on disks that it has not seen, keeps it in a file, asks the file which disks of three
    servers are the next ones to fail and why, and tests whether these are still like the disks that it has learned from.
.EXAMPLE
    ./examples/Watch-DiskHealth.ps1
.EXAMPLE
    ./examples/Watch-DiskHealth.ps1 -Folder ./health -Seed 5 -Miss 50
#>
[CmdletBinding()]
param(
    # The folder that the tables and the network are written to.
    [string] $Folder = 'disk-health',

    # What it costs to replace a disk that would not have failed.
    [double] $FalseAlarm = 1,

    # What it costs if a disk fails that was not replaced, in the same unit.
    [double] $Miss = 20,

    # The seed of the tables and of the training.
    [long] $Seed = 1
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

# The tables, as a monitoring tool would write them: what became of many disks, and how those of three servers are today.
$full = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Folder)
[System.IO.Directory]::CreateDirectory("$full/new") | Out-Null
& "$PSScriptRoot/New-DiskTable.ps1" -Count 2000 -Seed $Seed | Export-Csv "$full/disks.csv"
foreach ($i in 1..3) {
    & "$PSScriptRoot/New-DiskTable.ps1" -Count 24 -Seed (100 * $Seed + $i) -Server "SRV-0$i" | Export-Csv "$full/new/srv-0$i.csv"
}

# Is it worth it? Learn from four fifths of the disks, and look at the others.
$disks = Import-Csv "$full/disks.csv" | ConvertTo-NetworkDataset -Target failed
$split = $disks | Split-NetworkDataset -Fraction 0.2 -Seed $Seed
$result = $split.Train | Invoke-NetworkTraining -Seed $Seed

# From which probability on? From the one that costs least on the rows that the training held out.
$cost = @{ FalseAlarm = $FalseAlarm; Miss = $Miss }
$network = Set-NetworkThreshold $result -Cost $cost
$report = $split.Test | Measure-Network $network
'How good it is on disks that it has not seen:'
$report | Format-List Accuracy, BalancedAccuracy, BaselineAccuracy, RocAuc, PositiveRecall, PositivePrecision
$report.ConfusionMatrix | Out-Host
'What other thresholds would have led to on these disks:'
$split.Test | Measure-Network $result -ThresholdTable -Cost $cost | Sort-Object Cost | Select-Object -First 5 | Out-Host

# Yes: learn from all of them, and keep the network with its threshold.
$result = Import-Csv "$full/disks.csv" | Invoke-NetworkTraining -Target failed -Seed $Seed
Set-NetworkThreshold $result -Cost $cost | Export-Network "$full/disks.json" -Force

# Any day, on any machine: which disks are the next ones?
'Disks to replace soon:'
$alarms = Get-ChildItem "$full/new/*.csv" | Import-Csv | Get-NetworkPrediction -Network "$full/disks.json" -Explain -Top 3 |
    Where-Object Prediction -eq yes | Sort-Object Probability -Descending | Select-Object -First 8
$alarms | Format-Table server, slot, model, firmware, Probability
'Why:'
$alarms | Format-Table server, slot, Explanation -Wrap

# Once a month: are the disks still like those that it has learned from? A scheduled task asks with -Quiet, and trains again where that is true.
$new = Get-ChildItem "$full/new/*.csv" | Import-Csv
'What has changed since the training:'
$new | Test-NetworkDrift -Network "$full/disks.json" | Out-Host
'If a new firmware gave temperatures in Fahrenheit:'
$new | ForEach-Object { if ($_.temperature) { $_.temperature = 32 + 1.8 * [double] $_.temperature }; $_ } |
    Test-NetworkDrift -Network "$full/disks.json" | Where-Object Drift | Out-Host
