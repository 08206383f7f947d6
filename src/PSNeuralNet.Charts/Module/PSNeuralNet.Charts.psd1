@{
    # Replaced by the build with the version of Directory.Build.props: PSNeuralNet takes its own version only.
    ModuleVersion = '0.0.0'
    GUID                 = 'b1c6a1d4-2f53-4c0e-8d6b-97a0e5f3d218'
    Author               = 'PSNeuralNet contributors'
    CompanyName          = 'PSNeuralNet contributors'
    Copyright            = '(c) 2026 PSNeuralNet contributors. MIT License.'
    Description          = 'The drawing libraries of PSNeuralNet, which Export-NetworkChart uses to write PNG, SVG and WebP files. It has no commands: install it beside PSNeuralNet, in the same version.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.6'

    CmdletsToExport      = @()
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('NeuralNetwork', 'Chart', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
