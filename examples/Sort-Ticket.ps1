<#
.SYNOPSIS
    Learns from the subjects of help desk tickets which team solves them, and sorts new ones.
.DESCRIPTION
    The subject is free text: each of its frequent words and pairs of words is a feature. The tickets of examples/data/tickets.csv are those of
    New-TicketTable.ps1 -Count 600 -Seed 1.
.EXAMPLE
    ./examples/Sort-Ticket.ps1
.EXAMPLE
    ./examples/New-TicketTable.ps1 -Count 2000 -Seed 5 | Export-Csv more.csv; ./examples/Sort-Ticket.ps1 -Path more.csv
#>
[CmdletBinding()]
param(
    # The tickets to learn from: a table with the columns Site, Subject and Team.
    [string] $Path = "$PSScriptRoot/data/tickets.csv",

    # The file that the network is written to.
    [string] $Network = 'tickets.json',

    # The seed of the training.
    [long] $Seed = 1
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

# Tickets come in the order of time: learn from the earlier ones, and look at the last fifth.
$tickets = Import-Csv $Path
$later = [int] ($tickets.Count * 0.8)
$result = $tickets[0..($later - 1)] | Invoke-NetworkTraining -Target Team -Feature Subject, Site -Text Subject -Seed $Seed
$unseen = $tickets[$later..($tickets.Count - 1)] | ConvertTo-NetworkDataset -Schema $result
'What the network learned from:'
$result | Get-NetworkFeature | Format-Table Name, Kind, @{ Name = 'Features'; Expression = { $_.Feature.Count } }
'How good it is on tickets that it has not seen:'
$unseen | Measure-Network $result | Format-List Accuracy, BaselineAccuracy, LogLoss
'How much the accuracy falls when a column is shuffled:'
$unseen | Measure-NetworkFeature $result | Format-Table

# Keep the network, and sort what comes in.
$result | Export-Network $Network -Force
'New tickets:'
'Paper jam in the copier AGAIN', 'my password expired and I cannot log in', 'Backup failed on the file server', 'Wifi drops in the warehouse', 'Keyboard: keys are stuck' |
    ForEach-Object { [pscustomobject]@{ Subject = $_; Site = 'Lyon' } } | Get-NetworkPrediction -Network $Network | Format-Table Subject, Prediction, Probability
