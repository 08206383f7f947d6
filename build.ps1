<#
.SYNOPSIS
    Builds, tests, cleans or packages PSNeuralNet. Needs PowerShell 7.6 or later and the .NET 10 SDK.
.DESCRIPTION
    Build    builds everything; the module, as a user installs it, is then in output/PSNeuralNet/<version>, and what draws its pictures in output/PSNeuralNet.Charts/<version>.
    Test     runs all tests, those of Pester 5 and 6 among them.
    Coverage runs all tests and shows the lines that they cover of the library and of the cmdlets. Leaves a build that is not compiled ahead of time.
    Clean    removes what the other tasks made.
    Package  makes output/PSNeuralNet.<version>.nupkg and output/PSNeuralNet.Charts.<version>.nupkg, laid out as the PowerShell Gallery takes them.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 -Runtime linux-x64
.EXAMPLE
    ./build.ps1 -Task Test
.EXAMPLE
    ./build.ps1 -Task Package
#>
#Requires -Version 7.6
[CmdletBinding()]
param(
    # What to do.
    [ValidateSet('Build', 'Test', 'Coverage', 'Clean', 'Package')]
    [string] $Task = 'Build',

    # The build configuration.
    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # The one platform whose native drawing library is built in, with -Task Build and Package; without it, all of them.
    [ValidateSet('', 'linux-arm64', 'linux-musl-x64', 'linux-x64', 'osx', 'win-arm64', 'win-x64')]
    [string] $Runtime = ''
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3
$solution = Join-Path $PSScriptRoot 'PSNeuralNet.sln'
$output = Join-Path $PSScriptRoot 'output'

function Invoke-DotNet([string[]] $ArgumentList) {
    # Runs dotnet; a failure ends the script.
    & dotnet @ArgumentList | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($ArgumentList -join ' ') failed with exit code $LASTEXITCODE." }
}

function Get-BuiltModule {
    # The folder of the built module.
    $version = (Select-Xml -Path (Join-Path $PSScriptRoot 'Directory.Build.props') -XPath '/Project/PropertyGroup/Version').Node.InnerText
    Join-Path $output "PSNeuralNet/$version"
}

function Invoke-Build([string] $Configuration, [string] $Runtime) {
    Invoke-DotNet -ArgumentList 'build', $solution, '--configuration', $Configuration, "-p:ChartRuntime=$Runtime"
    "The module is in $(Get-BuiltModule), what draws its pictures in PSNeuralNet.Charts beside it. To use it: Import-Module $(Join-Path $output 'PSNeuralNet')"
}

function Invoke-Test([string] $Configuration) {
    # In the repository's folder: its global.json names the test runner.
    Push-Location $PSScriptRoot
    try { Invoke-DotNet -ArgumentList 'test', '--configuration', $Configuration } finally { Pop-Location }
}

function Invoke-Coverage([string] $Configuration) {
    # coverlet instruments no code that is compiled ahead of time; instrumented code allocates, which some tests count.
    Invoke-DotNet -ArgumentList 'build', $solution, '--configuration', $Configuration, '-p:ReadyToRun=false'
    $results = Join-Path $PSScriptRoot 'TestResults'
    if (Test-Path $results) { Remove-Item -Recurse $results }
    Push-Location $PSScriptRoot
    try {
        Invoke-DotNet -ArgumentList 'test', '--configuration', $Configuration, '--no-build', '--results-directory', $results, '--filter-not-method', '*No_allocation*', '--coverlet', '--coverlet-include-directory', (Get-BuiltModule)
    } finally {
        Pop-Location
    }

    # A line is covered where one of the test projects ran it.
    $lines = @{}
    foreach ($package in Select-Xml -Path (Join-Path $results '*.cobertura.*.xml') -XPath '//package') {
        foreach ($class in $package.Node.classes.class) {
            foreach ($line in $class.lines.line) {
                $key = "$($package.Node.name)|$($class.filename)|$($line.number)"
                $lines[$key] = $lines[$key] -or [long] $line.hits -gt 0
            }
        }
    }

    $lines.GetEnumerator() | Group-Object { $_.Key.Split('|')[0] } | Sort-Object Name | ForEach-Object {
        $covered = @($_.Group | Where-Object Value).Count
        [pscustomobject]@{ Assembly = $_.Name; Lines = $_.Count; Covered = $covered; Percent = [Math]::Round(100 * $covered / $_.Count, 1) }
    }
}

function Invoke-Clean {
    $made = Get-ChildItem -Directory (Join-Path $PSScriptRoot 'src'), (Join-Path $PSScriptRoot 'tests') |
        ForEach-Object { Join-Path $_ 'bin'; Join-Path $_ 'obj' }
    $output, $made | ForEach-Object { $_ } | Where-Object { Test-Path $_ } | ForEach-Object { Remove-Item -Recurse -Force $_ }
}

function Invoke-Package([string] $Configuration, [string] $Runtime) {
    Invoke-Build -Configuration $Configuration -Runtime $Runtime
    foreach ($project in 'src/PSNeuralNet.Module', 'src/PSNeuralNet.Charts') {
        Invoke-DotNet -ArgumentList 'pack', (Join-Path $PSScriptRoot $project), '--no-build', '--configuration', $Configuration, '--output', $output
    }

    "The packages are in $output."
}

switch ($Task) {
    Build { Invoke-Build -Configuration $Configuration -Runtime $Runtime }
    Test { Invoke-Test -Configuration $Configuration }
    Coverage { Invoke-Coverage -Configuration $Configuration }
    Clean { Invoke-Clean }
    Package { Invoke-Package -Configuration $Configuration -Runtime $Runtime }
}
