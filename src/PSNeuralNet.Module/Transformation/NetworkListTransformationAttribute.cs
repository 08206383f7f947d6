namespace PSNeuralNet.Commands;

/// <summary>Converts lists of training results, networks, parameters and paths to <see cref="NetworkReference"/> objects.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkListTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return Items(inputData).Select(one => NetworkReference.Of(one) ?? one).ToArray();
        }
        catch (NetworkException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    // Of the remaining arguments each may be a list: a.json b.json, c.json.
    private static IEnumerable<object> Items(object value) =>
        BaseObject.Of(value) is object[] or List<object> ? ((System.Collections.IEnumerable)BaseObject.Of(value)!).Cast<object>().SelectMany(Items) : [value];
}
