namespace PSNeuralNet.Commands;

/// <summary>
/// Objects of this module that were serialized, by a job, a remote session or Export-Clixml: they come back as property bags with the type name
/// Deserialized.PSNeuralNet..., and are neither networks nor datasets.
/// </summary>
internal static class DeserializedObject
{
    private const string Prefix = "Deserialized." + nameof(PSNeuralNet) + ".";

    /// <summary>Throws for a deserialized object of this module.</summary>
    /// <exception cref="NetworkException">It is one.</exception>
    public static void Refuse(object? value)
    {
        if (ErrorFor(value) is { } error)
        {
            throw error;
        }
    }

    /// <summary>The error for a deserialized object of this module, which names the way to transfer it; null for any other object.</summary>
    public static NetworkException? ErrorFor(object? value) =>
        value is PSObject wrapped && InstanceMembers.TypeNames(wrapped) is { Count: > 0 } names && names[0].StartsWith(Prefix, StringComparison.Ordinal)
            ? Errors.ObjectDeserialized(names[0][(names[0].LastIndexOf('.') + 1)..], value)
            : null;
}

/// <summary>Rejects deserialized objects of this module with the way to transfer them, in place of the engine's conversion error.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OriginalTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        Require(inputData);
        return inputData;
    }

    /// <summary>Throws the engine's exception for arguments if a value is a deserialized object.</summary>
    public static void Require(object? value)
    {
        try
        {
            DeserializedObject.Refuse(value);
        }
        catch (NetworkException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
