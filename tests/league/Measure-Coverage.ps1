<#
.SYNOPSIS
    Measures the coverage of prediction intervals and prediction sets on the league, five folds a table.
.DESCRIPTION
    Each fold is predicted with Get-NetworkPrediction -Interval (numbers) or -PredictionSet (classes) by a network that Invoke-NetworkTraining trains on the other four. Coverage is the share of all rows whose actual
    value is in the interval or set; StandardError that of a share of so many rows at the wanted confidence. Width is the mean width of the intervals, relative to the range that holds as many of the actual numbers (from the
    lowest to the highest quantile), or the mean number of classes of the sets. The last row has the means over the tables, and IsRight: within 2 points, and each table of numbers within the larger of 2 points and 3
    standard errors. Sets are never empty, so that their coverage is above the confidence where the network is right more often.
.EXAMPLE
    dotnet pwsh tests/league/Measure-Coverage.ps1 -Task Regression
    Coverage of intervals on the six tables of numbers, with three seeds.
.EXAMPLE
    dotnet pwsh tests/league/Measure-Coverage.ps1 -Seed 1 -Table pima, glass -Confidence 0.9 -Setting @{ EnsembleCount = 1 }
#>
[CmdletBinding()]
param(
    # The built module.
    [string] $Module = (Join-Path $PSScriptRoot '../../output/PSNeuralNet'),
    # The seeds; fold k of seed s is trained with -Seed 100 * (s - 1) + k.
    [int[]] $Seed = (1, 2, 3),
    # The confidences.
    [double[]] $Confidence = (0.8, 0.9, 0.95),
    # Parameters of Invoke-NetworkTraining.
    [hashtable] $Setting = @{},
    # Names of tables; all of the tasks by default.
    [string[]] $Table,
    # Tables of Regression, of Class, or both.
    [ValidateSet('Regression', 'Class')]
    [string[]] $Task = ('Regression', 'Class'),
    # The folder of tables.csv and the tables.
    [string] $Folder = (Join-Path $PSScriptRoot 'tables'))

$ErrorActionPreference = 'Stop'
Import-Module $Module
$entries = @(Import-Csv (Join-Path $Folder tables.csv))
$unknown = @($Table | Where-Object { $_ -and $_ -notin $entries.table })
if ($unknown) { throw "No table is named '$($unknown -join "', '")'. The tables are: $($entries.table -join ', ')." }

# Whether each row is in its interval or set, with its width or number of classes, at each confidence.
function Get-Covered($Rows, $Entry, [int] $Number) {
    foreach ($fold in 1..5) {
        $train, $test = $Rows.Where({ $_.fold -ne $fold }), $Rows.Where({ $_.fold -eq $fold })
        $result = $train | Invoke-NetworkTraining -Target $Entry.target -ExcludeFeature fold -Seed (100 * ($Number - 1) + $fold) -ThrottleLimit 1 -WarningAction Ignore @Setting
        foreach ($level in $Confidence) {
            $with = if ($Entry.task -eq 'Class') { @{ PredictionSet = $level } } else { @{ Interval = $level } }
            foreach ($row in @($test | Get-NetworkPrediction $result -WarningAction Ignore @with)) {
                $actual = $row.($Entry.target)
                if ($Entry.task -eq 'Class') {
                    [pscustomobject]@{ Confidence = $level; IsIn = [string] $actual -cin @($row.PredictionSet | ForEach-Object { [string] $_ }); Width = $row.PredictionSet.Count }
                }
                else {
                    [pscustomobject]@{ Confidence = $level; IsIn = $row.LowerBound -le [double] $actual -and [double] $actual -le $row.UpperBound; Width = $row.UpperBound - $row.LowerBound }
                }
            }
        }
    }
}

# The range that holds so many of the numbers, the same share left out on both sides.
function Get-Range([double[]] $Numbers, [double] $Level) {
    [Array]::Sort($Numbers)
    $last = $Numbers.Count - 1
    $Numbers[[int][Math]::Round($last * (1 + $Level) / 2)] - $Numbers[[int][Math]::Round($last * (1 - $Level) / 2)]
}

function Get-Mean($Values) { ($Values | Measure-Object -Average).Average }

$results = foreach ($entry in $entries.Where({ $_.task -in $Task -and (-not $Table -or $_.table -in $Table) })) {
    Write-Progress -Activity 'Coverage' -Status $entry.table
    $rows = Import-Csv (Join-Path $Folder "$($entry.table).csv")
    $covered = @($Seed | ForEach-Object { Get-Covered $rows $entry $_ })
    foreach ($level in $Confidence) {
        $part = $covered.Where({ $_.Confidence -eq $level })
        $coverage = Get-Mean ($part | ForEach-Object { [double] $_.IsIn })
        $deviation = [Math]::Sqrt($level * (1 - $level) / $rows.Count)
        [pscustomobject]@{
            Table = $entry.table
            Task = $entry.task
            Confidence = $level
            Coverage = [Math]::Round($coverage, 4)
            StandardError = [Math]::Round($deviation, 4)
            Width = [Math]::Round((Get-Mean $part.Width) / $(if ($entry.task -eq 'Class') { 1 } else { Get-Range ([double[]] $rows.($entry.target)) $level }), 3)
            IsRight = $coverage -ge $level - [Math]::Max(0.02, 3 * $deviation) -and ($entry.task -eq 'Class' -or $coverage -le $level + [Math]::Max(0.02, 3 * $deviation))
        }
    }
}

$results
foreach ($kind in $results | Group-Object Task, Confidence) {
    $level, $coverage = $kind.Group[0].Confidence, (Get-Mean $kind.Group.Coverage)
    [pscustomobject]@{
        Table = 'mean'
        Task = $kind.Group[0].Task
        Confidence = $level
        Coverage = [Math]::Round($coverage, 4)
        StandardError = $null
        Width = [Math]::Round((Get-Mean $kind.Group.Width), 3)
        IsRight = $coverage -ge $level - 0.02 -and ($kind.Group[0].Task -eq 'Class' -or $coverage -le $level + 0.02) -and $false -notin $kind.Group.IsRight
    }
}
