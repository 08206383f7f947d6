#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# What can only be seen in pwsh itself: importing the built module, help, views, Export-Csv, jobs, the build script.

BeforeDiscovery {
    $script:root = Split-Path $PSScriptRoot
    $script:examples = Get-ChildItem (Join-Path $root 'examples') -Filter *.ps1 | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
    $script:pages = 'README.md', 'docs/tutorial.md', 'docs/report.md' | ForEach-Object { @{ Page = $_; Path = Join-Path $root $_ } }
}

BeforeAll {
    $script:root = Split-Path $PSScriptRoot
    $script:output = Join-Path $root 'output'
    $script:modulePath = $env:PSModulePath
    $env:PSModulePath = $output + [System.IO.Path]::PathSeparator + $env:PSModulePath
    $PSStyle.OutputRendering = 'PlainText'
    Import-Module PSNeuralNet -Force
    Push-Location -LiteralPath $TestDrive

    # The pages are read in the repository's folder; what they write belongs into this one.
    New-Item -ItemType Directory -Force 'tests/reference', 'examples' | Out-Null
    Copy-Item (Join-Path $root 'tests/reference/*.csv') 'tests/reference'
    Copy-Item (Join-Path $root 'examples/*.ps1') 'examples'

    function Format-Shown {
        # The text that objects are shown as, without the blank lines around it.
        (@($input | Out-String -Width 120 -Stream) -join "`n" -split '\r?\n' | ForEach-Object TrimEnd | Join-String -Separator "`n").Trim("`n")
    }
}

AfterAll {
    Pop-Location
    Remove-Module PSNeuralNet -ErrorAction Ignore
    $env:PSModulePath = $script:modulePath
}

Describe 'The module' {
    It 'is the built one, with the version of Directory.Build.props' {
        $version = (Select-Xml -Path (Join-Path $root 'Directory.Build.props') -XPath '/Project/PropertyGroup/Version').Node.InnerText
        $module = Get-Module PSNeuralNet
        "$($module.Version)" | Should -Be $version
        $module.Path | Should -BeLike "$output*"
        (Test-ModuleManifest (Join-Path $module.ModuleBase 'PSNeuralNet.psd1')).Name | Should -Be 'PSNeuralNet'
    }

    It 'exports cmdlets with approved verbs and singular nouns, and nothing else' {
        $module = Get-Module PSNeuralNet
        $module.ExportedCmdlets.Count | Should -Be 26
        $module.ExportedCommands.Count | Should -Be 26
        $verbs = (Get-Verb).Verb
        foreach ($cmdlet in $module.ExportedCmdlets.Values) {
            $cmdlet.Verb | Should -BeIn $verbs
            $cmdlet.Noun | Should -Not -Match '[^s]s$'
        }
    }

    It 'can be imported again, and removed' {
        Import-Module PSNeuralNet -Force -ErrorAction Stop
        (New-MoonsDataset -Seed 0 | Initialize-NetworkParameter -Seed 3).W1.RowCount | Should -Be 5
        Remove-Module PSNeuralNet
        Get-Module PSNeuralNet | Should -BeNullOrEmpty
        Import-Module PSNeuralNet
    }

    It 'makes its types available' {
        [PSNeuralNet.Data.Dataset].Name | Should -Be 'Dataset'
        [PSNeuralNet.Numerics.RandomState]::new(0).Uniform() | Should -Be 0.5488135039273248
    }
}

Describe 'The tutorial in the pipeline' {
    BeforeAll {
        $script:moons = New-MoonsDataset -Seed 0
        $script:r = $moons | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -Iterations 5000 -Seed 3
    }

    It 'gives the costs of NumPy' {
        $run = Get-Content -Raw (Join-Path $root 'tests/reference/tutorial_run_he.json') | ConvertFrom-Json
        [Math]::Abs($r.FirstCost - $run.first_cost) | Should -BeLessThan 1e-12
        [Math]::Abs($r.LastCost - $run.last_cost) | Should -BeLessThan 1e-9
        $r.Accuracy | Should -Be $run.final_accuracy
        for ($i = 0; $i -lt 50; $i++) {
            [Math]::Abs($r.CostHistory[100 * $i].Cost - $run.costs_every_100[$i]) | Should -BeLessThan 1e-9
        }
    }

    It 'writes the cost history as Epoch,Cost' {
        $r.CostHistory | Export-Csv cost.csv
        (Get-Content cost.csv -TotalCount 1) | Should -Be '"Epoch","Cost"'
        (Import-Csv cost.csv).Count | Should -Be 5000
    }

    It 'writes a sweep, one readable row a training' {
        $(foreach ($lr in 0.03,0.1,0.3,1) { foreach ($h in 2,5,10) { $moons | Invoke-NetworkTraining -LearningRate $lr -HiddenSize $h -Seed 3 } }) | Export-Csv sweep.csv
        $rows = Import-Csv sweep.csv
        $rows.Count | Should -Be 12
        $rows[0].psobject.Properties.Name -join ',' | Should -Be 'LearningRate,HiddenSize,EpochCount,Seed,FirstCost,LastCost,Accuracy,R2,BestEpoch,ValidationCost,ValidationAccuracy,ValidationR2,StopReason,Duration,Optimizer,Parameter,Network,CostHistory,Dataset'
        $rows[1].Parameter | Should -Be '2-5-1 tanh/sigmoid'
        $rows[1].CostHistory | Should -Match '^5000 epochs, 0\.\d{4} to 0\.\d{4}$'
        $rows[1].Dataset | Should -Be 'moons (500 samples, 2 features)'
    }

    It 'predicts the rows of a file' {
        New-MoonsDataset -SampleCount 20 -Seed 5 | ConvertFrom-NetworkDataset | Export-Csv new.csv
        Import-Csv new.csv | Get-NetworkPrediction -Network $r | Export-Csv predicted.csv
        (Get-Content predicted.csv -TotalCount 1) | Should -Be '"X1","X2","Label","Prediction","Probability"'
        (Import-Csv predicted.csv).Count | Should -Be 20
    }

    It 'writes a function that needs no module, and says the same without it' {
        $r | Export-Network my-moons.ps1
        $rows = New-MoonsDataset -SampleCount 20 -Seed 5 | ConvertFrom-NetworkDataset
        $wanted = $rows | Get-NetworkPrediction -Network $r
        $given = Start-Job { . (Join-Path $using:PWD my-moons.ps1); $using:rows | Get-MyMoonsPrediction; (Get-Module PSNeuralNet).Count } | Receive-Job -Wait -AutoRemoveJob
        $given[-1] | Should -Be 0
        0..19 | ForEach-Object {
            $given[$_].Prediction | Should -Be $wanted[$_].Prediction
            [Math]::Abs($given[$_].Probability - $wanted[$_].Probability) | Should -BeLessThan 1e-12
        }
    }

    It 'writes an ONNX model, with Google.Protobuf out of sight' {
        $r | Export-Network moons.onnx
        (Get-Item moons.onnx).Length | Should -BeGreaterThan 200
        [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.Where({ $_.GetName().Name -eq 'Google.Protobuf' }).Count | Should -Be 0
    }

    It 'agrees with the loop by hand' {
        $p = $moons | Initialize-NetworkParameter -Seed 3
        $costs = foreach ($i in 1..1000) { $cache = $moons | Invoke-ForwardPropagation -Parameter $p; $cache | Measure-NetworkCost
                                           $p = $cache | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.3 }
        $worst = 0..999 | ForEach-Object { [Math]::Abs($costs[$_] - $r.CostHistory[$_].Cost) } | Measure-Object -Maximum
        $worst.Maximum | Should -BeLessThan 1e-12
    }

    It 'runs in parallel' {
        $all = 0.03, 0.1, 0.3, 1 | ForEach-Object -Parallel { $using:moons | Invoke-NetworkTraining -LearningRate $_ -Seed 3 }
        $all.Count | Should -Be 4
        ($all | Where-Object LearningRate -EQ 0.3).LastCost | Should -Be $r.LastCost
    }

    It 'runs in a job, whose results come back as text and numbers' {
        $job = Start-Job { New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 -Epochs 10 }
        $received = $job | Receive-Job -Wait -AutoRemoveJob
        $received.EpochCount | Should -Be 10
        $received.StopReason | Should -Be 'Completed'
    }
}

Describe 'An import by path' {
    It 'lets new runspaces find the module, and cleans up when it is removed' {
        $log = & (Get-Process -Id $PID).Path -NoProfile -Command "
            `$env:PSModulePath = ''
            Import-Module '$(Join-Path $output 'PSNeuralNet')'
            `$moons = New-MoonsDataset -Seed 0
            (0.1, 0.3 | ForEach-Object -Parallel { `$using:moons | Invoke-NetworkTraining -LearningRate `$_ -Epochs 5 }).Count
            `$env:PSModulePath -like '*$output'
            Remove-Module PSNeuralNet
            `$env:PSModulePath -like '*$output'"
        $log -join ' ' | Should -Be '2 True False'
    }
}

Describe 'Views' {
    It 'shows a training as a table' {
        New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 | Format-Shown | Should -Be (@(
            'LearningRate HiddenSize EpochCount LastCost Accuracy StopReason'
            '------------ ---------- ---------- -------- -------- ----------'
            '         0.3          5       5000 0.075904   0.9700 Completed') -join "`n")
    }

    It 'shows the numbers of a matrix' {
        (Initialize-NetworkParameter -InputSize 2 -HiddenSize 2 -Seed 3).W1 | Format-Shown | Should -Be "2 x 2`n  1.78863   0.43651`n0.0964975  -1.86349"
    }
}

Describe 'Help' {
    It 'is there for every cmdlet and parameter, with examples' {
        foreach ($command in Get-Command -Module PSNeuralNet) {
            $help = Get-Help $command.Name -Full
            $help.Synopsis | Should -Match '\.$' -Because $command.Name
            @($help.examples.example).Count | Should -BeGreaterOrEqual 2 -Because $command.Name
            foreach ($name in $command.Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters }) {
                (Get-Help $command.Name -Parameter $name).description.Text | Should -Not -BeNullOrEmpty -Because "$($command.Name) -$name"
            }
        }
    }

    It 'has examples that run' {
        foreach ($command in Get-Command -Module PSNeuralNet) {
            foreach ($example in (Get-Help $command.Name -Full).examples.example) {
                { $ErrorActionPreference = 'Stop'; & ([scriptblock]::Create($example.code)) } | Should -Not -Throw -Because $example.title
            }
        }
    }

    It 'has an about topic' {
        Get-Help about_PSNeuralNet | Out-String | Should -Match 'Cost number k is taken before update k'
    }
}

Describe 'Examples and pages' {
    It '<Name> runs' -ForEach $examples {
        # In a pwsh of its own: what a script shows with Out-Host does not belong among the tests' results.
        $log = & (Get-Process -Id $PID).Path -NoProfile -File $Path 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $log
        $log | Should -Not -Match 'Line \|'
    }

    It 'leads from a table of disks to those that fail next, in two lines' {
        New-Item -ItemType Directory -Force 'disks/new' | Out-Null
        Push-Location disks
        try {
            & (Join-Path $root 'examples/New-DiskTable.ps1') -Count 500 -Seed 1 | Export-Csv disks.csv
            & (Join-Path $root 'examples/New-DiskTable.ps1') -Count 24 -Seed 101 -Server SRV-01 | Export-Csv new/srv-01.csv
            Import-Csv disks.csv | Invoke-NetworkTraining -Target failed -ClassWeight Balanced -ValidationFraction 0.2 -Seed 1 | Export-Network disks.json
            $next = @(Get-ChildItem new\*.csv | Import-Csv | Get-NetworkPrediction -Network disks.json | Where-Object Prediction -eq yes)
            $next.Count | Should -BeGreaterThan 0
            $next.Count | Should -BeLessThan 12
        } finally {
            Pop-Location
        }
    }

    It '<Page> shows what its blocks give' -ForEach $pages {
        $blocks = [regex]::Matches((Get-Content -Raw $Path), '(?ms)^```(\w+)\r?\n(.*?)\r?\n?^```')
        $ran = 0
        for ($block = 0; $block -lt $blocks.Count; $block++) {
            ($language, $code) = $blocks[$block].Groups[1, 2].Value
            if ($language -ne 'powershell' -or $code.Contains('./build.ps1')) { continue }

            # In this scope, so that later blocks see the variables.
            $shown = . ([scriptblock]::Create($code)) | Format-Shown
            $hasOutput = $block + 1 -lt $blocks.Count -and $blocks[$block + 1].Groups[1].Value -eq 'text'
            $expected = $hasOutput ? (($blocks[$block + 1].Groups[2].Value -split '\r?\n' | ForEach-Object TrimEnd) -join "`n").Trim("`n") : ''
            $shown | Should -Be $expected -Because $code
            $ran++
        }

        $ran | Should -BeGreaterThan 1
    }

    It 'the block of README.md that builds and imports runs' {
        # Another pwsh, in a copy of the repository, so that the build does not replace what this one has loaded.
        $copy = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
        try {
            New-Item -ItemType Directory $copy | Out-Null
            foreach ($file in git -C $root ls-files --cached --others --exclude-standard) {
                New-Item -ItemType Directory -Force (Split-Path (Join-Path $copy $file)) | Out-Null
                Copy-Item -LiteralPath (Join-Path $root $file) -Destination (Join-Path $copy $file)
            }
            $block = [regex]::Matches((Get-Content -Raw (Join-Path $root 'README.md')), '(?ms)^```powershell\r?\n(.*?)^```').Groups |
                Where-Object { $_.Value.StartsWith('./build.ps1') } | Select-Object -First 1
            $log = & (Get-Process -Id $PID).Path -NoProfile -WorkingDirectory $copy -Command "`$ErrorActionPreference = 'Stop'`n$($block.Value)" 2>&1 | Out-String
            $LASTEXITCODE | Should -Be 0 -Because $log
            $log | Should -Match 'Invoke-NetworkTraining'
        } finally {
            Remove-Item -Recurse -Force $copy
        }
    }
}

Describe 'Errors' {
    It '<Id>' -ForEach @(
        @{ Id = 'NoiseInvalid'; Script = { New-MoonsDataset -Noise -1 -ErrorAction Stop } }
        @{ Id = 'SampleCountInvalid'; Script = { New-MoonsDataset -SampleCount 1 -ErrorAction Stop } }
        @{ Id = 'LearningRateInvalid'; Script = { New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0 -ErrorAction Stop } }
        @{ Id = 'LayerSizeInvalid'; Script = { New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -HiddenSize 0 -ErrorAction Stop } }
        @{ Id = 'TrainingDiverged'; Script = { New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 1e9 -ErrorAction Stop } }
        @{ Id = 'InputWidthMismatch'; Script = { New-MoonsDataset -Seed 0 | Invoke-ForwardPropagation (Initialize-NetworkParameter -InputSize 3) -ErrorAction Stop } }
        @{ Id = 'ColumnMixed'; Script = { @{ a = 'x'; b = 1 }, @{ a = 3; b = 2 } | ConvertTo-NetworkDataset -Target b -ErrorAction Stop } }
        @{ Id = 'TargetMissing'; Script = { @{ a = 1 } | ConvertTo-NetworkDataset -Target b -ErrorAction Stop } }
        @{ Id = 'FeatureMissing'; Script = { @{ a = 1 } | Get-NetworkPrediction (Initialize-NetworkParameter -InputSize 1) -ErrorAction Stop } }
    ) {
        $Script | Should -Throw -ErrorId "$Id,*"
    }

    It 'are told whatever the culture of numbers' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            (@{ a = '1.5'; k = 'x' }, @{ a = '2'; k = 'y' } | ConvertTo-NetworkDataset k).X[0, 0] | Should -Be 1.5
            { @{ a = '1,5'; k = 'x' } | ConvertTo-NetworkDataset k -ErrorAction Stop } | Should -Throw -ErrorId 'CellNotNumeric,*'
        } finally {
            [cultureinfo]::CurrentCulture = $culture
        }
    }
}

Describe 'Scripts' {
    It 'leave PSScriptAnalyzer nothing to say' -Skip:(-not (Get-Module -ListAvailable PSScriptAnalyzer)) {
        Get-ChildItem (Join-Path $root 'build.ps1'), (Join-Path $root 'examples/*.ps1'), (Join-Path $root 'module/*.psd1'), (Join-Path $root 'tests/*.ps1') |
            ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName } |
            ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName)" } |
            Should -BeNullOrEmpty
    }
}

Describe 'Stopping' {
    It 'ends a long training within 100 ms or little more, and the runspace goes on' {
        $shell = [powershell]::Create()
        try {
            $shell.AddScript("Import-Module '$((Get-Module PSNeuralNet).Path)'; New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 2000000000") | Out-Null
            $handle = $shell.BeginInvoke()
            $handle.AsyncWaitHandle.WaitOne(2000) | Should -BeFalse
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.ElapsedMilliseconds | Should -BeLessThan 1000
            $shell.Commands.Clear()
            $shell.AddScript('1 + 1').Invoke() | Should -Be 2
        } finally {
            $shell.Dispose()
        }
    }
}
