<#
.SYNOPSIS
    Measures anomaly detection without labels on four tables, each with its rarest class as the anomaly, against scikit-learn's IsolationForest and LocalOutlierFactor.
.DESCRIPTION
    Invoke-NetworkTraining -Task Anomaly is trained on all rows without the label; the ROC AUC is that of AnomalyScore on the same rows. scikit-learn's are in anomaly_reference.json, written by
    make_anomaly_reference.py; that of the forest is the mean of its three seeds. The last line has the means, and the distance from the mean of the better of the two on each table.
.EXAMPLE
    dotnet pwsh tests/league/Measure-Anomaly.ps1 -Document docs/anomalies.md
    Writes the table between the two marks in the file anew, with three seeds.
.EXAMPLE
    ./tests/league/Measure-Anomaly.ps1 -Seed 1 -Table soybean -Setting @{ HiddenSize = 8 }
#>
[CmdletBinding()]
param(
    # The built module.
    [string] $Module = (Join-Path $PSScriptRoot '../../output/PSNeuralNet'),
    # The seeds of the trainings.
    [int[]] $Seed = (1, 2, 3),
    # Names of tables; all by default.
    [string[]] $Table,
    # Parameters of Invoke-NetworkTraining.
    [hashtable] $Setting = @{},
    # A Markdown file with the marks <!-- anomalies --> and <!-- /anomalies -->, to write the table between them.
    [string] $Document)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$reference = (Get-Content -Raw (Join-Path $PSScriptRoot anomaly_reference.json) | ConvertFrom-Json -AsHashtable).tables
$names = $Table ? $Table : @($reference.Keys)

# ROC AUC by ranks, the mean rank for equal scores.
function Measure-RocAuc([double[]] $Score, [bool[]] $IsPositive) {
    $order = [int[]](0..($Score.Count - 1))
    [Array]::Sort($Score.Clone(), $order)
    $ranks = $positive = 0.0
    for ($i = 0; $i -lt $order.Count; $i = $j) {
        for ($j = $i; $j -lt $order.Count -and $Score[$order[$j]] -eq $Score[$order[$i]]; $j++) { }
        foreach ($k in $i..($j - 1)) {
            if ($IsPositive[$order[$k]]) { $ranks += ($i + $j + 1) / 2; $positive++ }
        }
    }
    ($ranks - $positive * ($positive + 1) / 2) / ($positive * ($order.Count - $positive))
}

$lines = foreach ($name in $names) {
    $entry = $reference[$name]
    $rows = @(Import-Csv (Join-Path $PSScriptRoot "tables/$name.csv") | Where-Object { $_.($entry.label) -notin '', 'NA' })
    $isRare = [bool[]]@($rows | ForEach-Object { $_.($entry.label) -eq $entry.rare })
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $areas = foreach ($one in $Seed) {
        $result = $rows | Invoke-NetworkTraining -Task Anomaly -ExcludeFeature fold, $entry.label -Seed $one @Setting -WarningAction SilentlyContinue
        Measure-RocAuc ($rows | Get-NetworkPrediction $result -WarningAction SilentlyContinue).AnomalyScore $isRare
    }
    $forest = ($entry.isolationForest | Measure-Object -Average).Average
    [pscustomobject]@{
        Table = $name; Rare = $entry.rare; Rows = $rows.Count; Anomalies = $entry.anomalies
        Network = ($areas | Measure-Object -Average).Average; Seeds = ($areas | ForEach-Object { $_.ToString('0.000', [cultureinfo]::InvariantCulture) }) -join ' '
        IsolationForest = $forest; LocalOutlierFactor = $entry.localOutlierFactor; Better = [Math]::Max($forest, $entry.localOutlierFactor); Seconds = $clock.Elapsed.TotalSeconds / $Seed.Count
    }
}
$lines
$mean = @{}
foreach ($column in 'Network', 'IsolationForest', 'LocalOutlierFactor', 'Better') { $mean[$column] = ($lines | Measure-Object $column -Average).Average }
[pscustomobject]@{
    Table = 'mean'; Rare = ''; Rows = ''; Anomalies = ''; Network = $mean.Network; Seeds = ''; IsolationForest = $mean.IsolationForest; LocalOutlierFactor = $mean.LocalOutlierFactor
    Better = $mean.Better; Distance = $mean.Network - $mean.Better
}

if ($Document) {
    $invariant = [cultureinfo]::InvariantCulture
    $text = @(
        '| table | rarest class | rows | of the class | network (seeds) | IsolationForest | LocalOutlierFactor |', '| --- | --- | --- | --- | --- | --- | --- |'
        foreach ($line in $lines) { [string]::Format($invariant, '| {0} | {1} | {2} | {3} | {4:0.000} ({5}) | {6:0.000} | {7:0.000} |', $line.Table, $line.Rare, $line.Rows, $line.Anomalies, $line.Network, $line.Seeds, $line.IsolationForest, $line.LocalOutlierFactor) }
        [string]::Format($invariant, '| **mean** | | | | **{0:0.000}** | {1:0.000} | {2:0.000} |', $mean.Network, $mean.IsolationForest, $mean.LocalOutlierFactor)
        '', [string]::Format($invariant, 'The better of the two on each table has the mean {0:0.000}: the network is {1:0.000} {2}.', $mean.Better, [Math]::Abs($mean.Network - $mean.Better), ($mean.Network -ge $mean.Better ? 'above' : 'below'))
    ) -join "`n"
    $whole = Get-Content -Raw $Document
    if ($whole -notmatch '(?s)<!-- anomalies -->.*<!-- /anomalies -->') { throw "There are no marks <!-- anomalies --> and <!-- /anomalies --> in $Document." }
    [regex]::Replace($whole, '(?s)(?<=<!-- anomalies -->\n).*(?=<!-- /anomalies -->)', [System.Text.RegularExpressions.MatchEvaluator] { "$text`n" }) | Set-Content $Document -NoNewline
}
