<#
.SYNOPSIS
    Trains with several learning rates and layer sizes, and writes one row a training to a CSV file.
.EXAMPLE
    ./examples/Sweep-Hyperparameters.ps1
.EXAMPLE
    ./examples/Sweep-Hyperparameters.ps1 -LearningRate 0.01, 0.1, 1 -HiddenSize 3 -Path small.csv
#>
[CmdletBinding()]
param(
    # The file that the results are written to.
    [string] $Path = 'sweep.csv',

    # The learning rates to try.
    [double[]] $LearningRate = (0.03, 0.1, 0.3, 1),

    # The sizes of the hidden layer to try.
    [int[]] $HiddenSize = (2, 5, 10)
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

$moons = New-MoonsDataset -Seed 0
$unseen = New-MoonsDataset -Seed 1

# One after another ...
$results = foreach ($rate in $LearningRate) {
    foreach ($size in $HiddenSize) {
        # A rate that is too high is reported, and keeps nothing else from being tried.
        $moons | Invoke-NetworkTraining -LearningRate $rate -HiddenSize $size -Seed 3 -ErrorAction Continue
    }
}

$results | Sort-Object LastCost | Format-Table
$results | Export-Csv -Path $Path
"The results of all $(@($results).Count) trainings are in $Path."

# ... and the learning rates again, side by side on all cores.
$parallel = $LearningRate | ForEach-Object -Parallel {
    $using:moons | Invoke-NetworkTraining -LearningRate $_ -HiddenSize 5 -Seed 3 -ErrorAction Continue
}

# The cost on data that the networks have not seen says more than that on the data they learned from.
$parallel | Sort-Object LearningRate | Select-Object LearningRate, LastCost, @{
    Name       = 'UnseenCost'
    Expression = { $unseen | Invoke-ForwardPropagation -Parameter $_ | Measure-NetworkCost }
} | Format-Table
