namespace PSNeuralNet.Commands;

/// <summary>Converts training results, networks, parameters and paths to a <see cref="NetworkReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            // PowerShell's own error tells of null.
            object? source = BaseObject.Of(inputData);
            return source is null ? inputData : NetworkReference.Of(inputData) ?? throw new ArgumentTransformationMetadataException(DisplayText.Clean(source switch
            {
                System.Collections.ICollection { Count: 0 } => "There is no network in it. Give one: a training result, its Network, parameters, or the path of a file from Export-Network.",
                System.Collections.ICollection { Count: > 1 } several => $"There are {several.Count} networks. Give one, and call the cmdlet for each: $networks | ForEach-Object {{ ... -Network $_ }}. Compare-Network takes the others after a space, not a comma.",
                _ => $"'{source}' ({source.GetType().Name}) is no network. Give a training result, its Network, parameters, or the path of a file from Export-Network.",
            }));
        }
        catch (NetworkException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
