<#
.SYNOPSIS
    Measures Search-NetworkHyperparameter: its workers against independent processes, and its strategies against random search on tables of the league.
.DESCRIPTION
    Workers: 200 trials of about 0.2 s by one worker, by the workers of one process, by two processes with half of the trials each (-TrialRange), and by two SSH sessions (-HostName); in turns, -Turn
    times. The speedup is the time of one worker, divided by that of the search alone, without the start of processes and sessions. The overhead of a trial is the time between two finished trials of one worker, less the
    time of the training in it; the median counts.

    Strategies: the first six tables of tables.csv with at most 900 rows, one held-out part (-Fraction 0.2), the space for tables, the same number of trials. The score is that of the best trial. Halving starts with the settings
    that Random drew (the same sequence); the time of each is the processor time of this process.
.EXAMPLE
    dotnet pwsh tests/league/Measure-Search.ps1 -Part Workers -HostName root@localhost:2222, root@localhost:2223 -KeyFilePath key
.EXAMPLE
    dotnet pwsh tests/league/Measure-Search.ps1 -Part Strategies
#>
[CmdletBinding()]
param(
    # What to measure.
    [ValidateSet('Workers', 'Strategies')]
    [string[]] $Part = ('Workers', 'Strategies'),
    # The built module.
    [string] $Module = (Join-Path $PSScriptRoot '../../output/PSNeuralNet'),
    # Workers: hosts of two SSH sessions; none by default. The module is sent to them.
    [string[]] $HostName,
    # Workers: the private key for the hosts.
    [string] $KeyFilePath,
    # Workers: the number of turns, of which the best time counts.
    [int] $Turn = 3,
    # Workers: the number of trials.
    [int] $TrialCount = 200,
    # Strategies: the seeds of the searches.
    [int[]] $Seed = (1, 2, 3),
    # Strategies: the number of trials.
    [int] $StrategyTrialCount = 98,
    # Strategies: the folder of tables.csv and the tables.
    [string] $Folder = (Join-Path $PSScriptRoot 'tables'))

$ErrorActionPreference = 'Stop'
Import-Module $Module

# A training of 0.2 s on one core: 5 hidden units, the moons, gradient descent. All trials take the same time, and their states and predictions are not needed.
$search = @{ Strategy = 'Random'; Space = @{ LearningRate = '0.01..1 log' }; HiddenSize = 5; Iterations = 45000; Fraction = 0.2; Seed = 1 }
$moons = New-MoonsDataset -Seed 0

# The seconds of one search, and the milliseconds between the ends of two trials that their trainings do not explain.
function Measure-One([hashtable] $With) {
    $last = $null
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $gaps = $moons | Search-NetworkHyperparameter @search @With -Stream | ForEach-Object {
        $now = $watch.Elapsed.TotalMilliseconds
        if ($null -ne $last) { $now - $last - $_.Duration.TotalMilliseconds }
        $last = $now
    }
    $sorted = @($gaps | Sort-Object)
    [pscustomobject]@{ Seconds = $watch.Elapsed.TotalSeconds; Overhead = $sorted[[int] ($sorted.Count / 2)] }
}

# Two processes with one worker each begin together when a file appears; each writes its seconds.
function Measure-Process {
    $pwsh = (Get-Process -Id $PID).Path
    $before = @(if ([IO.Path]::GetFileNameWithoutExtension($pwsh) -eq 'dotnet') { [Environment]::GetCommandLineArgs()[0] })
    $work = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "psneuralnet-$([Guid]::NewGuid())")
    try {
        $half = [Math]::Floor($TrialCount / 2)
        $jobs = foreach ($range in "0..$($half - 1)", "$half..$($TrialCount - 1)") {
            $name = $range.Replace('.', '')
            $script = @"
                `$ProgressPreference = 'SilentlyContinue'
                Import-Module '$Module'
                `$search = @{ Strategy = 'Random'; Space = @{ LearningRate = '0.01..1 log' }; HiddenSize = 5; Iterations = $($search.Iterations); Fraction = 0.2; Seed = 1 }
                `$moons = New-MoonsDataset -Seed 0
                `$null = `$moons | Search-NetworkHyperparameter @search -TrialCount 2 -ThrottleLimit 1
                Set-Content '$work/ready$name' 1
                while (-not (Test-Path '$work/go')) { Start-Sleep -Milliseconds 5 }
                `$watch = [Diagnostics.Stopwatch]::StartNew()
                `$null = `$moons | Search-NetworkHyperparameter @search -TrialCount $TrialCount -TrialRange $range -ThrottleLimit 1
                Set-Content '$work/done$name' `$watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
"@
            $coded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
            Start-Process $pwsh ($before + @('-NoProfile', '-EncodedCommand', $coded)) -PassThru
        }
        while (@(Get-ChildItem "$work/ready*").Count -lt 2) { Start-Sleep -Milliseconds 20; if ($jobs.Where({ $_.HasExited })) { throw 'A process ended before it began.' } }
        Set-Content "$work/go" 1
        $jobs | Wait-Process
        (Get-ChildItem "$work/done*" | ForEach-Object { [double] (Get-Content $_) } | Measure-Object -Maximum).Maximum
    }
    finally { Remove-Item -Recurse -Force $work }
}

function Measure-Worker {
    $session = if ($HostName) {
        $key = if ($KeyFilePath) { @{ KeyFilePath = $KeyFilePath } } else { @{} }
        New-PSSession -HostName $HostName @key
    }
    try {
        $null = Measure-One @{ TrialCount = 4; ThrottleLimit = 2 }
        if ($session) { $null = Measure-One @{ TrialCount = 4; ThrottleLimit = 1; Session = $session; Deploy = $true } }
        foreach ($turn in 1..$Turn) {
            Write-Progress -Activity 'Workers' -Status "turn $turn of $Turn"
            $one = Measure-One @{ TrialCount = $TrialCount; ThrottleLimit = 1 }
            $local = Measure-One @{ TrialCount = $TrialCount; ThrottleLimit = 2 }
            $processes = Measure-Process
            $two = if ($session) { Measure-One @{ TrialCount = $TrialCount; ThrottleLimit = 1; Session = $session; Deploy = $true } }
            $single = if ($session) { Measure-One @{ TrialCount = $TrialCount; ThrottleLimit = 1; Session = $session[0]; Deploy = $true } }
            [pscustomobject]@{
                One = $one.Seconds; Local = $local.Seconds; Processes = $processes; Sessions = $two.Seconds
                SpeedupLocal = $one.Seconds / $local.Seconds
                SpeedupProcesses = $one.Seconds / $processes
                SpeedupSessions = if ($two) { $one.Seconds / $two.Seconds }
                LocalOfProcesses = $processes / $local.Seconds
                SessionsOfProcesses = if ($two) { $processes / $two.Seconds }
                OverheadLocal = $one.Overhead; OverheadSession = $single.Overhead
            }
        }
    }
    finally { $session | Remove-PSSession }
}

# The best score of a strategy on a table, and its processor time.
function Measure-Strategy($Rows, [string] $Target, [string] $Name, [int] $Number) {
    $before = (Get-Process -Id $PID).TotalProcessorTime
    $trials = $Rows | Search-NetworkHyperparameter -Target $Target -ExcludeFeature fold -Strategy $Name -TrialCount $StrategyTrialCount -Fraction 0.2 -Seed $Number -WarningAction Ignore
    [pscustomobject]@{
        Score = $trials[0].Score
        Seconds = ((Get-Process -Id $PID).TotalProcessorTime - $before).TotalSeconds
    }
}

function Measure-Table($Entry) {
    $rows = Import-Csv (Join-Path $Folder "$($Entry.table).csv")
    $names = 'Random', 'Tpe', 'Halving'
    $scores = @{}; $seconds = @{}
    foreach ($number in $Seed) {
        foreach ($name in $names) {
            Write-Progress -Activity 'Strategies' -Status "$($Entry.table), $name, seed $number"
            $result = Measure-Strategy $rows $Entry.target $name $number
            $scores[$name] += @($result.Score); $seconds[$name] += $result.Seconds
        }
    }
    $mean = @{}
    foreach ($name in $names) { $mean[$name] = ($scores[$name] | Measure-Object -Average).Average }
    [pscustomobject]@{
        Table = $Entry.table
        Random = $mean.Random; Tpe = $mean.Tpe; Halving = $mean.Halving
        TpeOverRandom = $mean.Tpe - $mean.Random
        HalvingOverRandom = $mean.Halving - $mean.Random
        HalvingTime = $seconds.Halving / $seconds.Random
        SecondsRandom = $seconds.Random
    }
}

if ('Workers' -in $Part) { Measure-Worker }
if ('Strategies' -in $Part) {
    Import-Csv (Join-Path $Folder tables.csv) | Where-Object { [int] $_.rows -le 900 } | Select-Object -First 6 | ForEach-Object { Measure-Table $_ } | Tee-Object -Variable results
    [pscustomobject]@{
        Tables = $results.Count
        TpeOverRandom = ($results.TpeOverRandom | Measure-Object -Average).Average
        HalvingWithin = @($results | Where-Object { $_.HalvingOverRandom -ge -0.002 -and $_.HalvingTime -le 1 / 3 }).Count
    }
}
