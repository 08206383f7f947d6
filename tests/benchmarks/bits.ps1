# Seeded results of a built module as lines "name<TAB>JSON", for versions.py, which compares those of two versions.
# Names that begin with "score/" are compared to 12 digits, the others to the last bit. -Folder receives the exported files;
# -Earlier is the folder of a version before, whose network files and checkpoints are read.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Folder,
    [string] $Earlier = $Folder,
    [string] $Optimizer,
    [string] $Activation
)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
# A training that diverges writes an error, and its result is compared as any other.
$PSDefaultParameterValues = @{ 'Invoke-NetworkTraining:ErrorAction' = 'Ignore' }
Import-Module $Module
$lines = [System.Collections.Generic.List[string]]::new()
$training = (Get-Command Invoke-NetworkTraining).Parameters

function Add-Case([string] $Name, $Value) {
    $lines.Add("$Name`t$(ConvertTo-Json $Value -Depth 6 -Compress -EnumsAsStrings)")
}

function Get-Matrix($Source) {
    # Every matrix of parameters, a cache or gradients, column by column.
    $all = [ordered]@{}
    foreach ($name in $Source.MatrixName) { $all[$name] = $Source.Find($name).ToColumnMajorArray() }
    $all
}

function Add-Training([string] $Name, $Result) {
    Add-Case "training/$Name/parameters" (Get-Matrix $Result.Parameter)
    Add-Case "training/$Name/costs" ($Result.CostHistory | ForEach-Object { $_.Cost; $_.ValidationCost })
    Add-Case "training/$Name/end" ($Result | Select-Object EpochCount, BestEpoch, StopReason, LearningRate, FirstCost, LastCost, ValidationCost)
    Add-Case "score/training/$Name" ($Result | Select-Object Accuracy, R2, ValidationAccuracy, ValidationR2)
}

function Add-Dataset([string] $Name, $Data) {
    Add-Case "data/$Name" ([ordered]@{ X = $Data.X.ToColumnMajorArray(); Y = $Data.Y.ToColumnMajorArray(); Weight = $Data.Weight; Feature = $Data.FeatureName; Target = $Data.TargetName; Class = $Data.ClassName })
}

# Data: generated, split, and of a table with categories and gaps.
$data = [ordered]@{
    Binary = New-MoonsDataset -SampleCount 90 -Noise 0.2 -Seed 1
    Multiclass = New-BlobsDataset -SampleCount 90 -CenterCount 3 -FeatureCount 4 -Deviation 3 -Seed 2
    Regression = New-RegressionDataset -SampleCount 90 -FeatureCount 3 -TargetCount 2 -Noise 1 -Seed 3
    Circles = New-CirclesDataset -SampleCount 80 -Noise 0.1 -Seed 4
    Spiral = New-SpiralDataset -SampleCount 90 -Noise 0.1 -Seed 5
    Xor = New-XorDataset -SampleCount 80 -Noise 0.1 -Seed 6
    Wide = New-BlobsDataset -SampleCount 300 -CenterCount 10 -FeatureCount 64 -Deviation 8 -Seed 7
    Many = New-MoonsDataset -SampleCount 5000 -Noise 0.2 -Seed 8
}
$rows = foreach ($i in 1..120) {
    [pscustomobject]@{
        Kind = ('hdd', 'ssd', 'tape')[$i % 3]; Hours = 50 * ($i * 37 % 113); Errors = if ($i % 11) { $i % 7 } else { '' }
        Weight = 1 + $i % 2; Size = 0.1 * ($i * 29 % 97); State = if ($i * 37 % 113 + 9 * ($i % 7) -gt 90) { 'failed' } else { 'ok' }
    }
}
$csv = Join-Path $Folder rows.csv
$rows | Export-Csv $csv
$data.Table = $rows | ConvertTo-NetworkDataset -Target State -ExcludeFeature Weight
$data.Weighted = $rows | ConvertTo-NetworkDataset -Target State -SampleWeight Weight
$data.Numbers = $rows | ConvertTo-NetworkDataset -Target Size -ExcludeFeature Weight, State
$data.Imported = Import-NetworkDataset $csv -Target State -ExcludeFeature Weight
foreach ($name in $data.Keys) { Add-Dataset $name $data[$name] }
$splits = @(Split-NetworkDataset 0.25 -Dataset $data.Multiclass -Seed 1) + @(Split-NetworkDataset -Dataset $data.Table -Fold 3 -Seed 2)
foreach ($i in 0..3) {
    Add-Dataset "split $i train" $splits[$i].Train
    Add-Dataset "split $i test" $splits[$i].Test
}

# Trainings: every optimizer, activation, initialization, schedule and treatment of missing values, for each task.
# The names are those of the version before, so that what is new has no counterpart to miss.
$optimizers = if ($Optimizer) { $Optimizer -split ' ' } else { [enum]::GetNames($training.Optimizer.ParameterType) }
$activations = if ($Activation) { $Activation -split ' ' } else { [enum]::GetNames($training.Activation.ParameterType.GetElementType()).Where{ $_ -notin 'Softmax', 'Exp' } }
Add-Case 'names' ([ordered]@{ Optimizer = "$optimizers"; Activation = "$activations" })
$trained = [ordered]@{}
foreach ($task in 'Binary', 'Multiclass', 'Regression', 'Table', 'Numbers') {
    $set = $data[$task]
    $scale = @{ Standardize = $task -eq 'Regression' }
    foreach ($name in $optimizers) {
        $trained["$task $name"] = $set | Invoke-NetworkTraining @scale -Optimizer $name -HiddenSize 6 -EpochCount 30 -Seed 1
        Add-Training "$task $name" $trained["$task $name"]
    }
    foreach ($name in $activations) {
        $trained["$task $name"] = $set | Invoke-NetworkTraining @scale -Optimizer Adam -Activation $name -HiddenSize 7, 5 -BatchSize 16 -EpochCount 20 -Seed 2
        Add-Training "$task $name" $trained["$task $name"]
    }
}
$options = [ordered]@{
    defaults = @{}
    tutorial = @{ LearningRate = 0.3; HiddenSize = 5; EpochCount = 500; Seed = 3 }
    'L2 clip dropout' = @{ L2 = 0.01; ClipNorm = 0.5; Dropout = 0.2; BatchSize = 20; Optimizer = 'Adam'; HiddenSize = 8 }
    'weight decay' = @{ Optimizer = 'AdamW'; WeightDecay = 0.1; BatchSize = 20 }
    validation = @{ ValidationFraction = 0.25; Patience = 5; Optimizer = 'Adam'; BatchSize = 10; EpochCount = 60 }
    snapshots = @{ SnapshotCount = 5; ThrottleLimit = 1 }
    balanced = @{ ClassWeight = 'Balanced'; ValidationFraction = 0.2 }
    standardized = @{ Standardize = $true }
    'as it is' = @{ NoStandardize = $true }
}
foreach ($name in [enum]::GetNames($training.Schedule.ParameterType)) {
    $options["schedule $name"] = @{ Schedule = $name; ValidationFraction = 0.2; BatchSize = 30 }
    if ($name -notin 'Constant', 'Cosine') { $options["schedule $name"].Decay = 0.9 } else { $options["schedule $name"].WarmupEpochCount = 4 }
    if ($name -in 'Step', 'ReduceOnPlateau') { $options["schedule $name"].StepEpochCount = 5 }
}
foreach ($name in [enum]::GetNames($training.Initialization.ParameterType)) { $options["initialization $name"] = @{ Initialization = $name } }
foreach ($task in 'Binary', 'Weighted', 'Regression') {
    foreach ($name in $options.Keys) {
        $given = @{ EpochCount = 25; Seed = 4 } + @{}
        foreach ($key in $options[$name].Keys) { $given[$key] = $options[$name][$key] }
        if ($task -eq 'Regression') { $given.Remove('ClassWeight') }
        $trained["$task $name"] = $data[$task] | Invoke-NetworkTraining @given
        Add-Training "$task $name" $trained["$task $name"]
    }
}
foreach ($limit in 1, 2) {
    Add-Training "wide, $limit threads" ($data.Wide | Invoke-NetworkTraining -HiddenSize 96, 40 -Activation ReLU -Optimizer Adam -BatchSize 64 -EpochCount 4 -ThrottleLimit $limit -Seed 1)
    Add-Training "many, $limit threads" ($data.Many | Invoke-NetworkTraining -HiddenSize 64 -EpochCount 10 -ThrottleLimit $limit -Seed 1)
}
foreach ($value in [enum]::GetNames($training.MissingValue.ParameterType) -ne 'Error') {
    $trained["missing $value"] = $rows | Invoke-NetworkTraining -Target State -ExcludeFeature Weight -MissingValue $value -EpochCount 40 -Seed 5
    Add-Training "missing $value" $trained["missing $value"]
}
$first = $trained['Binary Adam']
Add-Training 'continued' ($data.Binary | Invoke-NetworkTraining -Network $first -EpochCount 10)
Add-Training 'from parameters' ($data.Binary | Invoke-NetworkTraining -Parameter $first.Parameter -BatchSize 30 -EpochCount 10 -Seed 6)

# A checkpoint of the version before, resumed.
$settings = @{ Optimizer = 'Adam'; BatchSize = 20; ValidationFraction = 0.2; Dropout = 0.1; Seed = 7 }
$own, $before, $copy = (Join-Path $Folder run.ckpt), (Join-Path $Earlier run.ckpt), (Join-Path $Folder resumed.ckpt)
$null = $data.Binary | Invoke-NetworkTraining @settings -EpochCount 12 -CheckpointPath $own -CheckpointInterval 4
Copy-Item $before $copy -Force
Add-Training 'resumed' ($data.Binary | Invoke-NetworkTraining @settings -EpochCount 30 -CheckpointPath $copy -CheckpointInterval 4 -Resume)

# Step by step.
foreach ($task in 'Binary', 'Multiclass', 'Regression', 'Circles') {
    $start = Initialize-NetworkParameter 4, 3 -Dataset $data[$task] -Seed 1
    $cache = $data[$task] | Invoke-ForwardPropagation $start
    $gradient = Invoke-BackPropagation $cache
    Add-Case "step/$task" @((Get-Matrix $start), (Get-Matrix $cache), (Measure-NetworkCost $cache), (Get-Matrix $gradient), (Get-Matrix ($gradient | Update-NetworkParameter 0.5)))
}

# Predictions of datasets, of rows, and of files; files of the version before.
foreach ($name in $trained.Keys) {
    $network, $task = $trained[$name], $name.Split(' ')[0]
    $set = if ($data[$task]) { $data[$task] } else { $data.Table }
    $all = if ($task -in 'Regression', 'Numbers') { @{} } else { @{ AllProbability = $true } }
    $file = "$($name -replace '\W', '-').json"
    Export-Network (Join-Path $Folder $file) -Network $network -Force
    Add-Case "prediction/$name" @($set | Get-NetworkPrediction $network @all)
    Add-Case "json/$name" (Get-Content (Join-Path $Folder $file) -Raw | ConvertFrom-Json -AsHashtable)
    Add-Case "file/$name" @($set | Get-NetworkPrediction (Join-Path $Earlier $file) @all)
    Add-Case "score/measure/$name" ($set | Measure-Network $network | Select-Object *)
    if ($set -in $data.Table, $data.Numbers) { Add-Case "rows/$name" @($rows | Get-NetworkPrediction $network @all) }
}
foreach ($name in 'Binary Adam', 'Numbers Adam', 'Table Adam') {
    Add-Case "score/importance/$name" @($data[$name.Split(' ')[0]] | Measure-NetworkFeature $trained[$name] -Seed 1)
}
$lines
