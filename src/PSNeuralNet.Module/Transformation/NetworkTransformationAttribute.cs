namespace PSNeuralNet.Commands;

/// <summary>Converts training results, networks, parameters and paths to a <see cref="NetworkReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return NetworkReference.Of(inputData) ?? inputData;
        }
        catch (NetworkException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
