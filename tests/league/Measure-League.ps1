<#
.SYNOPSIS
    Measures the module on the league: 16 tables, five folds each, against scikit-learn's five usual models on the same folds.
.DESCRIPTION
    Each fold is predicted by a network that Invoke-NetworkTraining trains on the other four, with the defaults or with -Setting. Classes are scored by accuracy and log loss
    over all rows, numbers by R2 (not below -1). With -TimeLimit, the network is that of Search-NetworkHyperparameter -EnsembleCount 8, searched so long for each fold, on all processors. The distance of a table is its score less the best of scikit-learn's (reference.json, written by make_reference.py with
    scikit-learn 1.2.1). Processor time is that of training and prediction of the five folds, without -TimeLimit on one thread.
.EXAMPLE
    dotnet pwsh tests/league/Measure-League.ps1 -Document docs/league.md
    Writes the table of results anew: the defaults, and ensembles of eight, with three seeds.
.EXAMPLE
    dotnet pwsh tests/league/Measure-League.ps1 -Ablation docs/defaults.md
    Measures the defaults with each part left out, with three seeds, and writes the table between the two marks in the file anew.
.EXAMPLE
    dotnet pwsh tests/league/Measure-League.ps1 -TimeLimit 00:01:00 -Seed 1 -Document docs/league.md
    Writes the section of searches of one minute anew: 80 minutes.
.EXAMPLE
    ./tests/league/Measure-League.ps1 -Seed 1 -Table servo, mpg -Setting @{ Optimizer = 'Adam'; Epochs = 200 }
#>
[CmdletBinding()]
param(
    # The built module.
    [string] $Module = (Join-Path $PSScriptRoot '../../output/PSNeuralNet'),
    # The seeds; fold k of seed s is trained with -Seed 100 * (s - 1) + k.
    [int[]] $Seed = (1, 2, 3),
    # Parameters of Invoke-NetworkTraining.
    [hashtable] $Setting = @{},
    # Names of tables; all by default.
    [string[]] $Table,
    # The folder of tables.csv and the tables.
    [string] $Folder = (Join-Path $PSScriptRoot 'tables'),
    # The scores of scikit-learn.
    [string] $Reference = (Join-Path $PSScriptRoot 'reference.json'),
    # Searches for so long instead of training with the defaults; with -Setting, its parameters are those of Search-NetworkHyperparameter.
    [TimeSpan] $TimeLimit,
    # A Markdown file whose sections are written anew: the defaults and ensembles of eight, or with -TimeLimit that of searches.
    [string] $Document,
    # A Markdown file with the marks <!-- ablation --> and <!-- /ablation -->, to write the worth of each part of the defaults between them.
    [string] $Ablation,
    # With -Ablation: the parts to measure, by a piece of their names (-Part bins, '-Dropout'); all by default. The defaults are always measured.
    [string[]] $Part)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$models = 'majority', 'linear', 'mlp', 'mlp_early', 'forest', 'boosting'
$known = Get-Content -Raw $Reference | ConvertFrom-Json -AsHashtable
$entries = @(Import-Csv (Join-Path $Folder tables.csv))
$unknown = @($Table | Where-Object { $_ -and $_ -notin $entries.table })
if ($unknown) { throw "No table is named '$($unknown -join "', '")'. The tables are: $($entries.table -join ', ')." }

# Accuracy and log loss, or R2, of predicted rows.
function Measure-Prediction($Rows, [bool] $IsClass) {
    if (-not $IsClass) {
        $actual = [double[]] $Rows.Actual
        $mean = ($actual | Measure-Object -Average).Average
        $squares = $total = 0.0
        for ($i = 0; $i -lt $actual.Count; $i++) {
            $squares += [Math]::Pow($actual[$i] - $Rows[$i].Prediction, 2)
            $total += [Math]::Pow($actual[$i] - $mean, 2)
        }
        return @{ Score = [Math]::Max(-1.0, 1 - $squares / $total); LogLoss = $null }
    }

    $right = $loss = 0.0
    foreach ($row in $Rows) {
        $right += $row.Actual -ceq $row.Prediction
        $loss -= [Math]::Log([Math]::Max(1e-15, $row.Share))
    }
    @{ Score = $right / $Rows.Count; LogLoss = $loss / $Rows.Count }
}

# The predictions of all folds: the actual label, the predicted one, and the probability of the actual one.
function Get-FoldPrediction($Rows, $Entry, [int] $Number, [hashtable] $With) {
    foreach ($fold in 1..5) {
        $train, $test = $Rows.Where({ $_.fold -ne $fold }), $Rows.Where({ $_.fold -eq $fold })
        $common = @{ Target = $Entry.target; ExcludeFeature = 'fold'; Seed = 100 * ($Number - 1) + $fold; WarningAction = 'Ignore' }
        $result = if ($TimeLimit) { $train | Search-NetworkHyperparameter -TimeLimit $TimeLimit @common @With } else { $train | Invoke-NetworkTraining -ThrottleLimit 1 @common @With }
        $all = @{}
        if ($Entry.task -eq 'Class') { $all.AllProbability = $true }
        $test | Get-NetworkPrediction -Network $result @all -WarningAction Ignore | ForEach-Object {
            $actual = $_.($Entry.target)
            [pscustomobject]@{ Actual = $actual; Prediction = $_.Prediction; Share = [double] $_."P($actual)" }
        }
    }
}

# One row a table: score, distance from the best of scikit-learn, and processor time, as means over the seeds.
function Measure-Table($Entry, [hashtable] $With) {
    $rows = Import-Csv (Join-Path $Folder "$($Entry.table).csv")
    $isClass = $Entry.task -eq 'Class'
    $key = if ($isClass) { 'accuracy' } else { 'r2' }
    $scores = $known[$Entry.table].scores
    $best = ($models | ForEach-Object { $scores[$_][$key] } | Measure-Object -Maximum).Maximum
    $runs = foreach ($number in $Seed) {
        $begin = (Get-Process -Id $PID).TotalProcessorTime
        $predictions = @(Get-FoldPrediction $rows $Entry $number $With)
        $seconds = ((Get-Process -Id $PID).TotalProcessorTime - $begin).TotalSeconds
        Measure-Prediction $predictions $isClass | ForEach-Object { $_.Seconds = $seconds; $_ }
    }
    $score = ($runs.Score | Measure-Object -Average).Average
    $loss = if ($isClass) { ($runs.LogLoss | Measure-Object -Average).Average }
    [pscustomobject]@{
        Table = $Entry.table
        Metric = ('R2', 'Accuracy')[[int] $isClass]
        Score = $score
        Best = $best
        BestModel = @($models | Where-Object { $scores[$_][$key] -eq $best })[0]
        Distance = $score - $best
        OverMlp = $score - $scores.mlp[$key]
        OverMlpEarly = $score - $scores.mlp_early[$key]
        LogLoss = $loss
        LogLossRatio = if ($isClass) { $loss / ($models | ForEach-Object { $scores[$_].logloss } | Measure-Object -Minimum).Minimum }
        Seconds = ($runs.Seconds | Measure-Object -Average).Average
        SecondsMlp = $scores.mlp.cpu_s
        SeedDistance = @($runs.Score | ForEach-Object { [Math]::Max(-1.0, $_) - $best })
    }
}

# The line below the table: the mean distance with its standard error over the seeds, and the counts of the acceptance list.
function Get-Summary($Results) {
    $means = @(foreach ($i in 0..($Seed.Count - 1)) { ($Results | ForEach-Object { $_.SeedDistance[$i] } | Measure-Object -Average).Average })
    $mean = $means | Measure-Object -Average -StandardDeviation
    $classes = @($Results | Where-Object Metric -eq Accuracy)
    [pscustomobject]@{
        Tables = $Results.Count
        MeanDistance = $mean.Average
        StandardError = if ($means.Count -gt 1) { $mean.StandardDeviation / [Math]::Sqrt($means.Count) }
        OverMlp = @($Results | Where-Object OverMlp -gt 0).Count
        OverMlpEarly = @($Results | Where-Object OverMlpEarly -gt 0).Count
        LogLossWithinTenth = @($classes | Where-Object LogLossRatio -le 1.1).Count
        Classes = $classes.Count
        Seconds = ($Results.Seconds | Measure-Object -Sum).Sum
    }
}

function Format-Number($Value, [string] $Format) { if ($null -eq $Value) { '' } else { $Value.ToString($Format, [cultureinfo]::InvariantCulture) } }

function Measure-Setting([hashtable] $With) {
    $entries | Where-Object { -not $Table -or $_.table -in $Table } | ForEach-Object {
        Write-Progress -Activity 'League' -Status $_.table
        Measure-Table $_ $With
    }
}

function Format-Section([string] $Title, $Results) {
    $summary = Get-Summary $Results
    ''
    "## $Title"
    ''
    "Mean distance from the best of scikit-learn's models: **$(Format-Number $summary.MeanDistance '+0.0000;-0.0000')** ($(if ($null -eq $summary.StandardError) { 'one seed' } else { "standard error over the seeds $(Format-Number $summary.StandardError '0.0000')" })). Better than its MLP on $($summary.OverMlp), than its MLP with early stopping on $($summary.OverMlpEarly) of $($summary.Tables) tables; log loss at most 1.1 times the best one's on $($summary.LogLossWithinTenth) of $($summary.Classes). Processor time $(Format-Number $summary.Seconds '0') s a seed."
    ''
    '| table | metric | score | best of scikit-learn | distance | over MLP | over MLP, early stopping | log loss | of the best | s | s, MLP |'
    '| --- | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |'
    foreach ($row in $Results) {
        '| ' + (@(
            $row.Table, $row.Metric, (Format-Number $row.Score '0.0000'), "$(Format-Number $row.Best '0.0000') ($($row.BestModel))"
            Format-Number $row.Distance '+0.0000;-0.0000'
            Format-Number $row.OverMlp '+0.0000;-0.0000'
            Format-Number $row.OverMlpEarly '+0.0000;-0.0000'
            Format-Number $row.LogLoss '0.000'
            Format-Number $row.LogLossRatio '0.00'
            Format-Number $row.Seconds '0.0'
            Format-Number $row.SecondsMlp '0.0') -join ' | ') + ' |'
    }
}

# The defaults, and what is left out or changed in each row.
$parts = [ordered] @{
    'the defaults' = @{}
    'one network (`-EnsembleCount 1`)' = @{ EnsembleCount = 1 }
    'two networks (`-EnsembleCount 2`)' = @{ EnsembleCount = 2 }
    'eight networks (`-EnsembleCount 8`)' = @{ EnsembleCount = 8 }
    'a quarter held out (`-FoldCount 4`)' = @{ FoldCount = 4 }
    'no early stopping (`-Patience $null`)' = @{ Patience = $null }
    'no bins (`-BinCount 0`)' = @{ BinCount = 0 }
    'no clipping of numbers (`-FeatureClip 0`)' = @{ FeatureClip = 0 }
    'no learned scale (`-FeatureScaleRate 0`)' = @{ FeatureScaleRate = 0 }
    'no dropout (`-Dropout 0`)' = @{ Dropout = 0 }
    'no weight decay (`-WeightDecay 0`)' = @{ WeightDecay = 0 }
    'constant rate (`-Schedule Constant`)' = @{ Schedule = 'Constant' }
    'larger batches (`-BatchSize 256`)' = @{ BatchSize = 256 }
    'one layer (`-HiddenSize 32`)' = @{ HiddenSize = 32 }
    'twice the width (`-HiddenSize 128,64`)' = @{ HiddenSize = 128, 64 }
    'tanh (`-Activation Tanh`)' = @{ Activation = 'Tanh' }
    'predictions not clipped (`-ClipTarget:$false`)' = @{ ClipTarget = $false }
    'no temperature (`-Calibration None`)' = @{ Calibration = 'None' }
    'the tutorial (`-Preset Tutorial`)' = @{ Preset = 'Tutorial' }
}

# One line of the table of parts: the mean distance, what the part is worth in it, and the mean log loss relative to the best one's.
function Format-Part([string] $Name, $Results, $Default) {
    $summary = Get-Summary $Results
    $ratio = ($Results | Where-Object LogLossRatio | Measure-Object LogLossRatio -Average).Average
    $worth = if ($Default) { $Default.MeanDistance - $summary.MeanDistance }
    $seeds = @(foreach ($i in 0..($Seed.Count - 1)) { Format-Number ($Results | ForEach-Object { $_.SeedDistance[$i] } | Measure-Object -Average).Average '+0.0000;-0.0000' }) -join ', '
    "| $Name | $(Format-Number $summary.MeanDistance '+0.0000;-0.0000') | $seeds | $(Format-Number $worth '+0.0000;-0.0000') | $(Format-Number $ratio '0.000') |"
}

function Write-Text([string] $Path, [string[]] $Lines) {
    Set-Content "$Path.tmp" $Lines
    Move-Item -Force "$Path.tmp" $Path
}

if ($Ablation) {
    # A faulty file or name ends the script before hours of training.
    $text = @(Get-Content $Ablation)
    $first, $last = $text.IndexOf('<!-- ablation -->'), $text.IndexOf('<!-- /ablation -->')
    if ($first -lt 0 -or $last -lt $first) { throw "'$Ablation' lacks the marks <!-- ablation --> and <!-- /ablation -->." }
    $default = $null
    $names = @($parts.Keys)
    $unknown = @($Part | Where-Object { $piece = $_; $piece -and -not ($names | Where-Object { $_.Contains($piece) }) })
    if ($unknown) { throw "No part is named '$($unknown -join "', '")'. The parts are: $($names -join '; ')." }
    $rows = foreach ($name in $names) {
        if ($Part -and $name -ne $names[0] -and -not ($Part | Where-Object { $name.Contains($_) })) { continue }
        $results = @(Measure-Setting $parts[$name])
        Format-Part $name $results $default
        $default ??= Get-Summary $results
    }
    $head = '| left out or changed | mean distance | by seed | worth | log loss, of the best |', '| --- | ---: | --- | ---: | ---: |'
    Write-Text $Ablation ($text[0..$first] + $head + $rows + $text[$last..($text.Count - 1)])
    return
}

$search = @{ EnsembleCount = 8 }
if (-not $Document) {
    Measure-Setting ($TimeLimit ? $search + $Setting : $Setting) | Tee-Object -Variable results | Select-Object -ExcludeProperty SeedDistance
    Get-Summary $results
    return
}

# The lines of a section of the document as it is.
function Get-Section([string] $Start) {
    $known = @(if (Test-Path $Document) { Get-Content $Document })
    $from = @(0..($known.Count - 1)).Where({ "$($known[$_])".StartsWith("## $Start", 'Ordinal') })[0]
    if ($null -eq $from) { return }
    $to = @(($from + 1)..$known.Count).Where({ "$($known[$_])".StartsWith('## ', 'Ordinal') -or $_ -eq $known.Count })[0]
    $known[($from - 1)..($to - 1)] | Select-Object -SkipLast ([int] ($to -lt $known.Count))
}

$lines = @(
    '# League'
    ''
    'Five-fold scores on 16 tables as people have them (`tests/league/tables`, from R''s packages mlbench, kernlab, AER, carData, MASS and ggplot2), against scikit-learn 1.2.1 on the same folds: logistic or ridge'
    'regression, MLP, MLP with early stopping, random forest and gradient boosting. The distance is that from the best of the five on each table: 0 is as good as choosing the best one afterwards.'
    'Scores are accuracy or R2, means over the seeds; seconds are processor time of training and predicting all folds, without a search on one thread.'
    ''
    'Written by `dotnet pwsh tests/league/Measure-League.ps1 -Document docs/league.md`.'
    'Searches: with `-TimeLimit 00:01:00 -Seed 1`, on two processors.'
    if ($TimeLimit) {
        Get-Section 'Defaults'
        Get-Section '-EnsembleCount'
        Format-Section "A search: -TimeLimit $TimeLimit -EnsembleCount 8" (Measure-Setting ($search + $Setting))
    }
    else {
        Format-Section 'Defaults' (Measure-Setting @{})
        Format-Section '-EnsembleCount 8' (Measure-Setting $search)
        Get-Section 'A search'
    })
Write-Text $Document $lines
