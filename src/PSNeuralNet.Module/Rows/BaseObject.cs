using System.Diagnostics.CodeAnalysis;

namespace PSNeuralNet.Commands;

/// <summary>Unwraps objects from <see cref="PSObject"/>.</summary>
internal static class BaseObject
{
    /// <summary>The base object of a <see cref="PSObject"/>; any other value is returned as it is.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Of(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
