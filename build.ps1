<#
.SYNOPSIS
    Builds, tests, cleans or packages PSNeuralNet. Needs PowerShell 7.6 or later and the .NET 10 SDK.
.DESCRIPTION
    Build    builds everything; the module, as a user installs it, is then in output/PSNeuralNet/<version>.
    Test     runs all tests, those of Pester 5 and 6 among them.
    Clean    removes what the other tasks made.
    Package  makes output/PSNeuralNet.<version>.nupkg, laid out as the PowerShell Gallery takes it.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 -Task Test
.EXAMPLE
    ./build.ps1 -Task Package
#>
#Requires -Version 7.6
[CmdletBinding()]
param(
    # What to do.
    [ValidateSet('Build', 'Test', 'Clean', 'Package')]
    [string] $Task = 'Build',

    # The build configuration.
    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
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

function Invoke-Build([string] $Configuration) {
    Invoke-DotNet -ArgumentList 'build', $solution, '--configuration', $Configuration
    "The module is in $(Get-BuiltModule). To use it: Import-Module $(Join-Path $output 'PSNeuralNet')"
}

function Invoke-Test([string] $Configuration) {
    # In the repository's folder: its global.json names the test runner.
    Push-Location $PSScriptRoot
    try { Invoke-DotNet -ArgumentList 'test', '--configuration', $Configuration } finally { Pop-Location }
}

function Invoke-Clean {
    $made = Get-ChildItem -Directory (Join-Path $PSScriptRoot 'src'), (Join-Path $PSScriptRoot 'tests') |
        ForEach-Object { Join-Path $_ 'bin'; Join-Path $_ 'obj' }
    $output, $made | ForEach-Object { $_ } | Where-Object { Test-Path $_ } | ForEach-Object { Remove-Item -Recurse -Force $_ }
}

function Invoke-Package([string] $Configuration) {
    Invoke-Build -Configuration $Configuration
    $project = Join-Path $PSScriptRoot 'src/PSNeuralNet.Module'
    Invoke-DotNet -ArgumentList 'pack', $project, '--no-build', '--configuration', $Configuration, '--output', $output
    "The package is in $output."
}

switch ($Task) {
    Build { Invoke-Build -Configuration $Configuration }
    Test { Invoke-Test -Configuration $Configuration }
    Clean { Invoke-Clean }
    Package { Invoke-Package -Configuration $Configuration }
}
