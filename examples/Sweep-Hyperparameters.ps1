<#
.SYNOPSIS
    Searches learning rates and layer sizes, writes one row a trial to a CSV file, and trains the best one.
.EXAMPLE
    ./examples/Sweep-Hyperparameters.ps1
.EXAMPLE
    ./examples/Sweep-Hyperparameters.ps1 -LearningRate 0.01, 0.1, 1 -HiddenSize 3, '8,4' -Path small.csv
#>
[CmdletBinding()]
param(
    # The file that the trials are written to.
    [string] $Path = 'sweep.csv',

    # The learning rates to try.
    [double[]] $LearningRate = (0.03, 0.1, 0.3, 1),

    # The sizes of the hidden layers to try; '8,4' is one candidate with two layers.
    [string[]] $HiddenSize = (2, 5, 10),

    # A journal, to go on with after a crash; none by default.
    [string] $Journal
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

$moons = New-MoonsDataset -Seed 0
$unseen = New-MoonsDataset -Seed 1
$keep = if ($Journal) { @{ Path = $Journal } } else { @{} }

# All combinations, each trained on four fifths of the points and measured on the last one, for each of five folds, on all cores.
$trials = $moons | Search-NetworkHyperparameter -LearningRate $LearningRate -HiddenSize $HiddenSize -Fold 5 -Seed 3 @keep
$trials | Format-Table
$trials | Export-Csv -Path $Path
"The $(@($trials).Count) trials are in $Path."

# The best settings on all points, and on points that no trial has seen.
$setting = $trials[0].Setting
$result = $moons | Invoke-NetworkTraining @setting -Seed 3
"$($trials[0]): accuracy $(($unseen | Measure-Network $result).Accuracy) on unseen points."
