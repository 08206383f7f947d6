<#
.SYNOPSIS
    Stratified cross-validation: how good a network is on rows that it has not seen, for two well-known tables.
.EXAMPLE
    ./examples/Measure-CrossValidation.ps1
.EXAMPLE
    ./examples/Measure-CrossValidation.ps1 -Fold 10 -Seed 1
#>
[CmdletBinding()]
param(
    # How many parts each table is cut into: each of them is tested with once, and trained with in all other turns.
    [ValidateRange(2, 100)]
    [int] $Fold = 5,

    # The seed of the folds and of the initial weights.
    [long] $Seed = 0
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

foreach ($table in @{ Name = 'iris'; Target = 'species' }, @{ Name = 'wine'; Target = 'cultivar' }) {
    $data = Get-NetworkExample $table.Name | ConvertTo-NetworkDataset -Target $table.Target

    # All that a network learns of the table, means and bins of the columns included, is of the rows that it is trained on.
    $reports = $data | Split-NetworkDataset -Fold $Fold -Seed $Seed | ForEach-Object {
        $result = $_.Train | Invoke-NetworkTraining -Seed $Seed
        $_.Test | Measure-Network $result
    }

    $accuracy = $reports | Measure-Object -Property Accuracy -Average
    $logLoss = $reports | Measure-Object -Property LogLoss -Average
    [pscustomobject]@{
        Table        = $table.Name
        Fold         = $accuracy.Count
        MeanAccuracy = [Math]::Round($accuracy.Average, 4)
        MeanLogLoss  = [Math]::Round($logLoss.Average, 4)
    }
}
