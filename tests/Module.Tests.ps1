#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# The module in a pwsh process: import, formats, jobs, remoting, scripts.

BeforeAll {
    $script:root = Split-Path $PSScriptRoot
    $script:output = Join-Path $root 'output'
    $script:modulePath = $env:PSModulePath
    $env:PSModulePath = $output + [System.IO.Path]::PathSeparator + $env:PSModulePath
    $PSStyle.OutputRendering = 'PlainText'
    Import-Module PSNeuralNet -Force
    Push-Location -LiteralPath $TestDrive
}

AfterAll {
    Pop-Location
    Remove-Module PSNeuralNet -ErrorAction Ignore
    $env:PSModulePath = $script:modulePath
}

Describe 'Import' {
    It 'takes the built module, with the version of Directory.Build.props' {
        $version = (Select-Xml -Path (Join-Path $root 'Directory.Build.props') -XPath '/Project/PropertyGroup/Version').Node.InnerText
        $module = Get-Module PSNeuralNet
        "$($module.Version)" | Should -Be $version
        $module.Path | Should -BeLike "$output*"
        (Test-ModuleManifest (Join-Path $module.ModuleBase 'PSNeuralNet.psd1')).Name | Should -Be 'PSNeuralNet'
    }

    It 'gives cmdlets with approved verbs and singular nouns, and nothing else' {
        $module = Get-Module PSNeuralNet
        $module.ExportedCommands.Count | Should -Be $module.ExportedCmdlets.Count
        $verbs = (Get-Verb).Verb
        foreach ($cmdlet in $module.ExportedCmdlets.Values) {
            $cmdlet.Verb | Should -BeIn $verbs
            $cmdlet.Noun | Should -Not -Match '[^s]s$'
        }
    }

    It 'can be repeated, and the module removed' {
        Import-Module PSNeuralNet -Force -ErrorAction Stop
        (New-MoonsDataset -Seed 0 | Initialize-NetworkParameter -Seed 3).W1.RowCount | Should -Be 5
        Remove-Module PSNeuralNet
        Get-Module PSNeuralNet | Should -BeNullOrEmpty
        Import-Module PSNeuralNet
        [PSNeuralNet.Numerics.RandomState]::new(0).Uniform() | Should -Be 0.5488135039273248
    }

    It 'by path lets new runspaces find the module, and removal restores PSModulePath' {
        # pwsh installed as a .NET tool runs in a process of dotnet.
        $log = & dotnet (Join-Path $PSHOME 'pwsh.dll') -NoProfile -Command "
            `$env:PSModulePath = ''
            Import-Module '$(Join-Path $output 'PSNeuralNet')'
            `$moons = New-MoonsDataset -Seed 0
            (0.1, 0.3 | ForEach-Object -Parallel { `$using:moons | Invoke-NetworkTraining -LearningRate `$_ -Epochs 5 }).Count
            `$folder = (`$env:PSModulePath -split [IO.Path]::PathSeparator)[-1]
            (Get-ChildItem `$folder -Force).Name
            Start-Job { (New-MoonsDataset -Seed 0).SampleCount } | Receive-Job -Wait
            (Get-Item `$folder).UnixMode
            Remove-Module PSNeuralNet
            Test-Path `$folder
            `$env:PSModulePath -like '*PSNeuralNet*'
            Import-Module '$(Join-Path $output 'PSNeuralNet')'
            (`$env:PSModulePath -split [IO.Path]::PathSeparator)[-1]"
        $log[0..5] -join ' ' | Should -Be "2 PSNeuralNet 500 $($IsWindows ? '' : 'drwx------') True False"
        $log[-1] | Should -BeLike "$([Environment]::GetFolderPath('LocalApplicationData'))*" -Because 'nobody else can put a module there, also when the process has ended'
    }

    It 'by path does not let its neighbors be loaded, nor does a child process' {
        $neighbor = New-Item -ItemType Directory -Path $TestDrive/modules/Evil
        Set-Content $neighbor/Evil.psm1 'function Get-Evil { "evil" }; Export-ModuleMember Get-Evil'
        Copy-Item (Join-Path $output 'PSNeuralNet') $TestDrive/modules/PSNeuralNet -Recurse
        $log = & dotnet (Join-Path $PSHOME 'pwsh.dll') -NoProfile -Command "
            Import-Module '$TestDrive/modules/PSNeuralNet'
            try { Get-Evil } catch { 'unknown' }
            (Start-Job { try { Get-Evil } catch { 'unknown' }; (New-XorDataset -Seed 1).SampleCount } | Receive-Job -Wait)"
        $log -join ' ' | Should -Be 'unknown unknown 500'
    }
}

Describe 'Import beside other assemblies' {
    BeforeAll {
        # An assembly of this name and version, without anything in it.
        function New-Assembly([string] $Name, [string] $Version, [string] $Path) {
            [System.IO.Directory]::CreateDirectory((Split-Path $Path)) | Out-Null
            $builder = [System.Reflection.Emit.PersistedAssemblyBuilder]::new([System.Reflection.AssemblyName] "$Name, Version=$Version", [object].Assembly)
            [void] $builder.DefineDynamicModule($Name).DefineType('Nothing', 'Public').CreateType()
            $builder.Save($Path)
        }

        function Invoke-Session([string] $Script) { & dotnet (Join-Path $PSHOME 'pwsh.dll') -NoProfile -Command $Script }

        $script:copy = Join-Path $TestDrive copy
        New-Item -ItemType Directory $copy | Out-Null
        Copy-Item (Join-Path $output 'PSNeuralNet') $copy -Recurse
        $script:base = (Get-Module PSNeuralNet).ModuleBase
    }

    It 'takes a second copy of the same build' {
        $log = Invoke-Session "
            Import-Module '$output/PSNeuralNet'; `$p = New-MoonsDataset -Seed 0 | Initialize-NetworkParameter -Seed 3
            Import-Module '$copy/PSNeuralNet' -ErrorAction Stop
            (Get-Module PSNeuralNet).Count; `$p.W1.RowCount
            (New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Parameter `$p -Epochs 2).EpochCount"
        $log -join ' ' | Should -Be '2 5 2'
    }

    It 'refuses another build, and says which one is loaded from where and what to do' -ForEach @(
        @{ Name = 'PSNeuralNet'; Version = '0.1.0.0' }
        @{ Name = 'PSNeuralNet'; Version = '9.0.0.0' }
        @{ Name = 'MathNet.Numerics'; Version = '4.15.0.0' }
        @{ Name = 'MathNet.Numerics'; Version = '6.0.0.0' }
    ) {
        $other = Join-Path $TestDrive "$Name-$Version/$Name.dll"
        New-Assembly $Name $Version $other
        $log = Invoke-Session "
            [void] [System.Reflection.Assembly]::LoadFrom('$other')
            try { Import-Module '$output/PSNeuralNet' -ErrorAction Stop } catch { `"`$_`"; `$_.FullyQualifiedErrorId }
            @(Get-Module PSNeuralNet).Count"
        $own = [System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $base "$Name.dll")).Version
        $log[0] | Should -Be ("The module PSNeuralNet in '$base' needs its $Name $own, but this session has already loaded $Name $Version from '$other', " +
            'and a process keeps what it has loaded. Start a new session, and import this module there first.')
        $log[1] | Should -BeLike 'AssemblyConflict*'
        $log[2] | Should -Be 0
    }

    It 'takes a MathNet.Numerics of the same version from elsewhere' {
        $log = Invoke-Session "
            [void] [System.Reflection.Assembly]::LoadFrom('$copy/PSNeuralNet/$(Split-Path $base -Leaf)/MathNet.Numerics.dll')
            Import-Module '$output/PSNeuralNet' -ErrorAction Stop
            (New-MoonsDataset -Seed 0 | Initialize-NetworkParameter -Seed 3).W1.RowCount"
        $log -join ' ' | Should -Be '5'
    }
}

Describe 'Formats' {
    It 'show a training as a table, and the numbers of a matrix' {
        $shown = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 | Out-String
        ($shown -split '\r?\n').TrimEnd() | Where-Object { $_ } | Should -Be @(
            'LearningRate HiddenSize EpochCount LastCost Accuracy StopReason'
            '------------ ---------- ---------- -------- -------- ----------'
            '         0.3          5       5000 0.075904   0.9700 Completed')
        $shown = (Initialize-NetworkParameter -InputSize 2 -HiddenSize 2 -Seed 3).W1 | Out-String
        ($shown -split '\r?\n').TrimEnd() | Where-Object { $_ } | Should -Be '2 x 2', '  1.78863   0.43651', '0.0964975  -1.86349'
    }
}

Describe 'Jobs' {
    It 'use matrices in runspaces that have not loaded the module' {
        $p = Initialize-NetworkParameter -InputSize 2 -HiddenSize 4 -Seed 3
        1 | ForEach-Object -Parallel { ($using:p).W1.RowCount; $null -eq (Get-Module PSNeuralNet) } | Should -Be 4, $true
    }

    It 'give copies of networks and datasets, which are errors that say how to pass them on' {
        $result = Start-Job { New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 -Epochs 2 } | Receive-Job -Wait -AutoRemoveJob
        { New-MoonsDataset -Seed 0 | Get-NetworkPrediction $result -ErrorAction Stop } | Should -Throw '*deserialized copy*Export-Network*Import-Network*'
        $moons = Start-Job { New-MoonsDataset -Seed 0 } | Receive-Job -Wait -AutoRemoveJob
        { $moons | Invoke-NetworkTraining -ErrorAction Stop } | Should -Throw '*deserialized copy*ConvertFrom-NetworkDataset*Export-Csv*'
    }

    It 'give rows without their origin' {
        $rows = Start-Job { foreach ($i in 1..20) { [pscustomobject]@{ Load = $i; State = ('ok', 'bad')[$i % 2] } } } | Receive-Job -Wait -AutoRemoveJob
        $rows[0].psobject.Properties.Name | Should -Contain RunspaceId
        $data = $rows | ConvertTo-NetworkDataset State -WarningVariable warnings
        $data.FeatureName | Should -Be Load
        $warnings | Should -BeNullOrEmpty
    }

    It 'train, and their results come back as text and numbers' {
        $received = Start-Job { New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 -Epochs 10 } | Receive-Job -Wait -AutoRemoveJob
        $received.EpochCount | Should -Be 10
        $received.StopReason | Should -Be 'Completed'
    }

    It 'run an exported function without the module, with the same predictions' {
        $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
        $result | Export-Network my-moons.ps1
        $rows = New-MoonsDataset -SampleCount 20 -Seed 5 | ConvertFrom-NetworkDataset
        $wanted = $rows | Get-NetworkPrediction -Network $result
        $given = Start-Job { . (Join-Path $using:PWD my-moons.ps1); $using:rows | Get-MyMoonsPrediction; (Get-Module PSNeuralNet).Count } | Receive-Job -Wait -AutoRemoveJob
        $given[-1] | Should -Be 0
        0..19 | ForEach-Object {
            $given[$_].Prediction | Should -Be $wanted[$_].Prediction
            [Math]::Abs($given[$_].Probability - $wanted[$_].Probability) | Should -BeLessThan 1e-12
        }
    }
}

Describe 'Remoting over SSH' {
    BeforeAll {
        # A server of this test's own: its keys, its port, this machine only.
        $script:server = $script:session = $null
        $sshd = Get-Command sshd, /usr/sbin/sshd -CommandType Application -ErrorAction Ignore | Select-Object -First 1
        if (-not $sshd -or -not (Get-Command ssh, ssh-keygen -CommandType Application -ErrorAction Ignore)) { return }

        ssh-keygen -q -t ed25519 -N '' -f host
        ssh-keygen -q -t ed25519 -N '' -f user
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        Set-Content sshd_config @(
            "Port $port"
            'ListenAddress 127.0.0.1'
            "HostKey $PWD/host"
            "AuthorizedKeysFile $PWD/user.pub"
            'PasswordAuthentication no'
            'StrictModes no'
            'PidFile none'
            "Subsystem powershell $((Get-Command dotnet -CommandType Application)[0].Source) $PSHOME/pwsh.dll -sshs -NoLogo -NoProfile")
        if ([Environment]::UserName -eq 'root') { New-Item -ItemType Directory -Force /run/sshd | Out-Null }
        $script:server = Start-Process $sshd.Source '-D', '-e', '-f', "$PWD/sshd_config" -PassThru -RedirectStandardError sshd.log
        foreach ($attempt in 1..100) {
            Start-Sleep -Milliseconds 100
            if ((Get-Content sshd.log -ErrorAction Ignore) -match 'listening') { break }
        }
        $options = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
        $script:session = New-PSSession -HostName localhost -UserName ([Environment]::UserName) -Port $port -KeyFilePath $PWD/user -Options $options -ErrorAction Stop
    }

    AfterAll {
        if ($session) { $session | Remove-PSSession }
        if ($server) { $server | Stop-Process }
    }

    It 'imports the module and trains; results come back as objects' {
        if (-not $server) { Set-ItResult -Skipped -Because 'there is no OpenSSH server (apt-get install openssh-server)'; return }
        $result, $rows = Invoke-Command $session -ArgumentList (Join-Path $output 'PSNeuralNet') {
            param($module)
            Import-Module $module
            $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
            $result
            , @(New-MoonsDataset -SampleCount 4 -Seed 1 | ConvertFrom-NetworkDataset | Get-NetworkPrediction -Network $result)
        }
        $result.pstypenames | Should -Contain 'Deserialized.PSNeuralNet.Training.TrainingResult'
        $result.LastCost | Should -Be (New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3).LastCost
        $rows.Count | Should -Be 4
        $rows[0].Probability | Should -BeGreaterThan 0.5
    }
}

Describe 'Scripts' {
    It 'have no findings of PSScriptAnalyzer' {
        if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed (Install-PSResource PSScriptAnalyzer)'; return }
        Get-ChildItem (Join-Path $root 'build.ps1'), (Join-Path $root 'examples/*.ps1'), (Join-Path $root 'module/*.psd1'), (Join-Path $root 'tests/*.ps1') |
            ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName } |
            ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName)" } |
            Should -BeNullOrEmpty
    }
}
