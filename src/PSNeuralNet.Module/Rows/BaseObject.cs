using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace PSNeuralNet.Commands;

/// <summary>Objects without the wrapper that PowerShell may put around them.</summary>
internal static class BaseObject
{
    /// <summary>The object itself.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Of(object? value)
    {
        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }
}
