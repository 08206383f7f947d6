namespace PSNeuralNet.Commands;

/// <summary>Converts datasets, and rows of any kind, to a <see cref="DatasetReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DatasetTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        DatasetReference.Of(inputData) ?? (BaseObject.Of(inputData) is string path
            ? throw new ArgumentTransformationMetadataException(DisplayText.Clean($"The text '{path}' is no dataset. Read the file first: (Import-NetworkDataset '{path}'), or its rows, (Import-Csv '{path}')."))
            : inputData);
}
