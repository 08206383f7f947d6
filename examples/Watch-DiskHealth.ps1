<#
.SYNOPSIS
    From a table to predictions, end to end: trains a network on what became of two thousand disks, measures it on disks that it has not
    seen, keeps it in a file, and asks the file which disks of three servers are the next ones to fail.
.EXAMPLE
    ./examples/Watch-DiskHealth.ps1
.EXAMPLE
    ./examples/Watch-DiskHealth.ps1 -Folder ./health -Seed 5
#>
[CmdletBinding()]
param(
    # The folder that the tables and the network are written to.
    [string] $Folder = 'disk-health',

    # The probability of failing from which on a disk is worth replacing.
    [ValidateRange(0.0, 1.0)]
    [double] $Threshold = 0.2,

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
$report = $split.Test | Measure-Network $result -Threshold $Threshold
'How good it is on disks that it has not seen:'
$report | Format-List Accuracy, BalancedAccuracy, BaselineAccuracy, RocAuc, PositiveRecall, PositivePrecision
$report.ConfusionMatrix | Out-Host

# Yes: learn from all of them, and keep the network.
Import-Csv "$full/disks.csv" | Invoke-NetworkTraining -Target failed -Seed $Seed | Export-Network "$full/disks.json" -Force

# Any day, on any machine: which disks are the next ones?
'Disks to replace soon:'
Get-ChildItem "$full/new/*.csv" | Import-Csv | Get-NetworkPrediction -Network "$full/disks.json" -Threshold $Threshold |
    Where-Object Prediction -eq yes | Sort-Object Probability -Descending | Select-Object server, slot, model, firmware, Probability -First 8 | Format-Table
