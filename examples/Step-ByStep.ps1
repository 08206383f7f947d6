<#
.SYNOPSIS
    The training loop by hand, one cmdlet a step, so that every number can be looked at.
.EXAMPLE
    ./examples/Step-ByStep.ps1
.EXAMPLE
    ./examples/Step-ByStep.ps1 -Iterations 5000
#>
[CmdletBinding()]
param(
    # How many times the parameters are updated.
    [ValidateRange(1, 1000000)]
    [int] $Iterations = 1000,

    # The step along the gradient.
    [double] $LearningRate = 0.3
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

$moons = New-MoonsDataset -Seed 0
$p = $moons | Initialize-NetworkParameter -HiddenSize 5 -Initialization He -Seed 3

'The first iteration. W1, the weights of the hidden layer (units x inputs):'
$p.W1 | Out-Host

$cache = $moons | Invoke-ForwardPropagation -Parameter $p
'A2, the probability of class 1 for each sample:'
$cache.A2 | Out-Host
"The cost: $($cache | Measure-NetworkCost)"

$gradient = $cache | Invoke-BackPropagation
'dW1, the derivative of the cost by each weight of the hidden layer:'
$gradient.dW1 | Out-Host

'Is the derivative right? Back-propagation against differences of the cost:'
$moons | Test-NetworkGradient -Parameter $p | Out-Host

# All iterations.
$costs = foreach ($i in 1..$Iterations) {
    $cache = $moons | Invoke-ForwardPropagation -Parameter $p
    $cache | Measure-NetworkCost
    $p = $cache | Invoke-BackPropagation | Update-NetworkParameter -LearningRate $LearningRate
}

"Cost of the first iteration: $($costs[0])"
"Cost of the last iteration:  $(@($costs)[-1])"

# The same with one cmdlet.
$result = $moons | Invoke-NetworkTraining -LearningRate $LearningRate -EpochCount $Iterations -Seed 3
"Invoke-NetworkTraining says: $($result.LastCost)"
