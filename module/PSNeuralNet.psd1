@{
    RootModule           = 'PSNeuralNet.Module.dll'
    # Replaced by the build with the version of Directory.Build.props.
    ModuleVersion = '0.0.0'
    GUID                 = '7f0b2a9e-6c1d-4f57-9a0e-3d5c8b1e42aa'
    Author               = 'PSNeuralNet contributors'
    CompanyName          = 'PSNeuralNet contributors'
    Copyright            = '(c) 2026 PSNeuralNet contributors. MIT License.'
    Description          = 'Train, understand and use small neural networks from the PowerShell prompt: objects in, objects out, numbers that match NumPy. Export-NetworkChart needs the module PSNeuralNet.Charts.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.6'

    # Ends the import where another build of an assembly is loaded, before the root module. That one registers its types.
    NestedModules        = @('PSNeuralNet.Assemblies.psm1')
    FormatsToProcess     = @('PSNeuralNet.Format.ps1xml')

    CmdletsToExport      = @(
        'Compare-Network'
        'ConvertFrom-NetworkDataset'
        'ConvertTo-NetworkDataset'
        'Export-Network'
        'Export-NetworkChart'
        'Export-NetworkReport'
        'Get-NetworkExample'
        'Get-NetworkFeature'
        'Get-NetworkPrediction'
        'Import-Network'
        'Import-NetworkDataset'
        'Import-NetworkSearch'
        'Initialize-NetworkParameter'
        'Invoke-BackPropagation'
        'Invoke-ForwardPropagation'
        'Invoke-NetworkTraining'
        'Measure-Network'
        'Measure-NetworkCost'
        'Measure-NetworkFeature'
        'New-BlobsDataset'
        'New-CirclesDataset'
        'New-MoonsDataset'
        'New-RegressionDataset'
        'New-SpiralDataset'
        'New-XorDataset'
        'Show-NetworkChart'
        'Search-NetworkHyperparameter'
        'Set-NetworkThreshold'
        'Split-NetworkDataset'
        'Test-NetworkDrift'
        'Test-NetworkGradient'
        'Update-NetworkParameter'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('NeuralNetwork', 'MachineLearning', 'DeepLearning', 'DataScience', 'NumPy', 'Education', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
