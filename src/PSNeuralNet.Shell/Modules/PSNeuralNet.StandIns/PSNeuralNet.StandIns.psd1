@{
    # The cmdlets are in the shell's own assembly, two folders up.
    RootModule           = '../../PSNeuralNet.Shell.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = '2d0c5b0e-93c5-4a5e-8f0a-6f2f6f1c7a10'
    Author               = 'PSNeuralNet contributors'
    Copyright            = '(c) 2026 PSNeuralNet contributors. MIT License.'
    Description          = 'Stand-ins for the cmdlets that the PowerShell engine comes without. Only in the PSNeuralNet shell.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.6'
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Export-Csv'
        'Format-List'
        'Format-Table'
        'Import-Csv'
        'Measure-Object'
        'Select-Object'
        'Sort-Object'
        'Write-Host'
        'Write-Output'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
}
