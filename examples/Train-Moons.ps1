<#
.SYNOPSIS
    The tutorial: trains a 2-5-1 network on the two moons, and writes the cost of every iteration to a CSV file, and two pictures beside
    it: of the falling cost, and of what the network sees where.
.EXAMPLE
    ./examples/Train-Moons.ps1
.EXAMPLE
    ./examples/Train-Moons.ps1 -Path run2.csv -LearningRate 1 -Seed 4
#>
[CmdletBinding()]
param(
    # The file that the cost curve is written to. The pictures are written beside it: one of the same name, and boundary.png.
    [string] $Path = 'cost.csv',

    # The step along the gradient.
    [double] $LearningRate = 0.3,

    # The seed of the initial weights.
    [long] $Seed = 3
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

# make_moons(n_samples=500, noise=0.2, random_state=0)
$moons = New-MoonsDataset -SampleCount 500 -Noise 0.2 -Seed 0

# fit(X, Y, learning_rate=0.3, n_hidden=5, iterations=5000)
$result = $moons | Invoke-NetworkTraining -LearningRate $LearningRate -HiddenSize 5 -Iterations 5000 -Seed $Seed

$result | Format-List FirstCost, LastCost, Accuracy, StopReason, Duration

# The cost curve, every 500th iteration here, all of them in the file.
$result.CostHistory | Where-Object { $_.Epoch % 500 -eq 0 } | Format-Table
$result.CostHistory | Export-Csv -Path $Path
"The cost of all $($result.EpochCount) iterations is in $Path."

# Pictures of both.
$curve = [System.IO.Path]::ChangeExtension($Path, '.png')
$boundary = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($Path), 'boundary.png')
$result | Export-NetworkChart $curve -Force
$result | Export-NetworkChart $boundary -Kind DecisionBoundary -Force
"The cost curve is drawn in $curve, and the decision boundary in $boundary."

# What the network says of new points.
New-MoonsDataset -SampleCount 5 -Noise 0.2 -Seed 1 | Get-NetworkPrediction -Network $result | Format-Table
