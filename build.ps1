<#
.SYNOPSIS
    Builds, tests, cleans or packages PSNeuralNet. Needs PowerShell 7.6 or later and the .NET 10 SDK.
.DESCRIPTION
    Build    builds everything; the module, as a user installs it, is then in output/PSNeuralNet/<version>.
    Test     runs the xunit tests, and the Pester tests of tests/*.Tests.ps1 where Pester 5 or later is installed.
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

function Invoke-DotNet {
    # $args: the arguments of dotnet. A failure ends the script.
    & dotnet @args | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') failed with exit code $LASTEXITCODE." }
}

function Get-BuiltModule {
    # The folder of the built module.
    $version = (Select-Xml -Path (Join-Path $PSScriptRoot 'Directory.Build.props') -XPath '/Project/PropertyGroup/Version').Node.InnerText
    Join-Path $output "PSNeuralNet/$version"
}

function Invoke-Build {
    Invoke-DotNet build $solution --configuration $Configuration
    "The module is in $(Get-BuiltModule). To use it: Import-Module $(Join-Path $output 'PSNeuralNet')"
}

function Invoke-Test {
    Push-Location $PSScriptRoot
    try { Invoke-DotNet test --configuration $Configuration } finally { Pop-Location }

    if (-not (Get-Module -ListAvailable Pester | Where-Object Version -GE 5.0)) {
        Write-Warning 'Pester 5 is not installed, so the tests of tests/*.Tests.ps1 were not run.'
        return
    }

    Import-Module Pester -MinimumVersion 5.0
    $result = Invoke-Pester -Path (Join-Path $PSScriptRoot 'tests') -PassThru
    if ($result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount -gt 0) { throw "$($result.FailedCount) Pester tests failed." }
}

function Invoke-Clean {
    if (Test-Path $output) { Remove-Item -Recurse -Force $output }
    Get-ChildItem -Directory (Join-Path $PSScriptRoot 'src'), (Join-Path $PSScriptRoot 'tests') |
        ForEach-Object { Join-Path $_ 'bin'; Join-Path $_ 'obj' } |
        Where-Object { Test-Path $_ } |
        ForEach-Object { Remove-Item -Recurse -Force $_ }
}

function Invoke-Package {
    Invoke-Build
    Invoke-DotNet pack (Join-Path $PSScriptRoot 'src/PSNeuralNet.Module') --no-build --configuration $Configuration --output $output
    "The package is $((Get-ChildItem $output -Filter *.nupkg).FullName)"
}

switch ($Task) {
    Build { Invoke-Build }
    Test { Invoke-Test }
    Clean { Invoke-Clean }
    Package { Invoke-Package }
}
