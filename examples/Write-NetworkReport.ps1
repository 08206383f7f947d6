<#
.SYNOPSIS
    Trains a network on what became of a thousand disks, and writes a page about it: disks.html, to be opened in a browser. It needs nothing else, on a
    phone neither.
.EXAMPLE
    ./examples/Write-NetworkReport.ps1
.EXAMPLE
    ./examples/Write-NetworkReport.ps1 -Path report.html -Count 5000 -Seed 7
#>
[CmdletBinding()]
param(
    # The page to write. One that is there already is replaced.
    [string] $Path = 'disks.html',

    # How many disks there are in the table.
    [int] $Count = 1000,

    # The seed of the table and of the training.
    [long] $Seed = 1
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

# A table as a monitoring tool would write it; a fifth of it is for measuring only.
$disks = & "$PSScriptRoot/New-DiskTable.ps1" -Count $Count -Seed $Seed | ConvertTo-NetworkDataset -Target failed
$split = $disks | Split-NetworkDataset -Fraction 0.2 -Seed $Seed

# Weights and biases of at most 20 epochs are kept: the page has a slider over them.
$result = $split.Train | Invoke-NetworkTraining -SnapshotCount 20 -Seed $Seed

$result | Export-NetworkReport $Path -Dataset $split.Test -Title "Which of $Count disks fail" -Force
$split.Test | Measure-Network $result | Format-List Accuracy, BalancedAccuracy, BaselineAccuracy, RocAuc
"The report is in $Path."
