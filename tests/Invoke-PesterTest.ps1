<#
.SYNOPSIS
    Runs the Pester tests of this folder and writes each result to a JSON file. PesterTests.cs starts it, once for each version of Pester.
#>
[CmdletBinding()]
param(
    # Pester's manifest (Pester.psd1).
    [Parameter(Mandatory)]
    [string] $Pester,

    # The file to write: an array of Name, Result (Passed, Failed, Skipped or NotRun) and Message.
    [Parameter(Mandatory)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester
$run = Invoke-Pester -Configuration @{ Run = @{ Path = $PSScriptRoot; PassThru = $true }; Output = @{ RenderMode = 'Plaintext' } }

# A block or file that failed outside of its tests is a result too.
$run.Tests + $run.FailedBlocks + $run.FailedContainers | ForEach-Object {
    $message = $_.ErrorRecord | ForEach-Object { "$_"; $_.ScriptStackTrace -split '\r?\n' -like '*.Tests.ps1:*' | Select-Object -First 1 }
    [pscustomobject]@{ Name = $_.ExpandedPath ?? "$($_.Item)"; Result = "$($_.Result)"; Message = $message -join "`n" }
} | ConvertTo-Json -AsArray | Set-Content -LiteralPath $Path
