#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Charts in a terminal.

BeforeAll {
    $script:output = Join-Path (Split-Path $PSScriptRoot) 'output'
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

Describe 'Charts in the terminal' {
    BeforeAll {
        $script:hasTerminal = $IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore)

        function Invoke-InTerminal([string] $Command, [int] $Width, [int] $Height) {
            # What pwsh writes to a terminal of a size. script lends it one. Progress bars, which appear on a busy machine only, are left out.
            Set-Content inner.ps1 "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$(Join-Path $output 'PSNeuralNet')'; $Command"
            '' | script -qec "stty cols $Width rows $Height; env -u NO_COLOR TERM=xterm dotnet '$PSHOME/pwsh.dll' -NoProfile -NonInteractive -File inner.ps1" /dev/null | Join-String -Separator "`n"
        }
    }

    It 'are as large as the window, and in colors' {
        if (-not $hasTerminal) { Set-ItResult -Skipped -Because 'there is no script command (apt-get install bsdutils)'; return }
        $text = Invoke-InTerminal -Width 100 -Height 30 -Command 'New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 50 -Seed 3 -WarningAction Ignore | Show-NetworkChart'
        $bare = $text -replace '\e\[[0-9;?]*[a-zA-Z=]|\e[=>]' -split '\r?\n'
        $text | Should -Match '\e\[0;38;5;32m'
        ($bare | Where-Object { $_ -match '[\u2800-\u28ff]' }).Count | Should -BeGreaterThan 3
        ($bare | Measure-Object Length -Maximum).Maximum | Should -Be 99
    }

    It 'are drawn while it trains, and leave the terminal as it was' {
        if (-not $hasTerminal) { Set-ItResult -Skipped -Because 'there is no script command (apt-get install bsdutils)'; return }
        $text = Invoke-InTerminal -Width 80 -Height 24 -Command 'New-MoonsDataset -SampleCount 5000 -Seed 0 | Invoke-NetworkTraining -HiddenSize 30 -Epochs 2000 -ValidationFraction 0.2 -Seed 3 -Live | Out-Null; "the end"'
        $frames = $text -split '\e\[\?25l'
        $frames.Count | Should -BeGreaterThan 2
        $frames | Select-Object -Skip 1 | ForEach-Object { $_ | Should -Match '\e\[\?25h' }
        $frames[2] | Should -Match '^[\r\n]\e\[22A'
        $frames[1] | Should -Match 'epoch \d+ of 2000, cost 0\.\d{6}'
        $frames[-1] | Should -Match 'validation'
        $frames[-1] | Should -Match '\e\[\?25h[^\e]*the end'
        $text.LastIndexOf("`e[0m") | Should -BeGreaterThan $text.LastIndexOf("`e[0;")
    }

    It 'do not draw over each other in jobs that share a terminal' {
        if (-not $hasTerminal) { Set-ItResult -Skipped -Because 'there is no script command (apt-get install bsdutils)'; return }
        $text = Invoke-InTerminal -Width 80 -Height 24 -Command '
            $moons = New-MoonsDataset -SampleCount 2000 -Seed 0
            $jobs = 5, 6 | ForEach-Object { $size = $_; Start-ThreadJob -StreamingHost $Host { $using:moons | Invoke-NetworkTraining -HiddenSize $using:size -Epochs 20000 -Seed 3 -Live } }
            ($jobs | Receive-Job -Wait).Count'
        $frames = $text -split '\e\[\?25l' | Select-Object -Skip 1
        $frames.Count | Should -BeGreaterThan 1
        $titles = $frames | ForEach-Object { [regex]::Match($_, '2-[56]-1').Value }
        foreach ($i in 1..($frames.Count - 1)) {
            if ($frames[$i] -match '^[\r\n]\e\[\d+A') { $titles[$i] | Should -Be $titles[$i - 1] }
        }
    }

    It 'are not drawn while it trains in a job' {
        $job = Start-ThreadJob { New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 50 -Seed 3 -Live -Verbose 4>&1 }
        $output = $job | Receive-Job -Wait -AutoRemoveJob
        "$($output[0])" | Should -Be '-Live has no effect: the output is no terminal with colors, or this is a job, which has none.'
        $output[-1].EpochCount | Should -Be 50
    }
}
