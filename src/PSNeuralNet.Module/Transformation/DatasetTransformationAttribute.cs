namespace PSNeuralNet.Commands;

/// <summary>Converts datasets, and rows of any kind, to a <see cref="DatasetReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DatasetTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => DatasetReference.Of(inputData) ?? inputData;
}
