using System.Diagnostics.CodeAnalysis;

namespace PSNeuralNet.Commands;

/// <summary>Unwraps objects from <see cref="PSObject"/>.</summary>
internal static class BaseObject
{
    /// <summary>The base object of a <see cref="PSObject"/>; any other value is returned as it is.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Of(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>The base object, and for an array those of its elements, and of arrays within.</summary>
    public static object? Within(object? value) => Of(value) is object?[] several ? Array.ConvertAll(several, Within) : Of(value);
}
