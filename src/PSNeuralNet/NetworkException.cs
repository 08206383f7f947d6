namespace PSNeuralNet;

/// <summary>Exception of this library: the message names the fault, its place and the remedy.</summary>
public sealed class NetworkException : Exception
{
    /// <summary>Creates the exception. Within the library, each error has a method in its room's <c>*Errors</c> class.</summary>
    /// <param name="id">The error's stable id.</param>
    /// <param name="category">The error's category.</param>
    /// <param name="message">The fault, its place and the remedy; control characters become spaces.</param>
    /// <param name="targetObject">The offending value, if there is one.</param>
    public NetworkException(string id, FailureCategory category, string message, object? targetObject)
        : base(DisplayText.Clean(message))
    {
        Id = id;
        Category = category;
        TargetObject = targetObject;
    }

    /// <summary>The error's stable id: the first part of PowerShell's FullyQualifiedErrorId.</summary>
    public string Id { get; }

    /// <summary>The error's category: PowerShell's CategoryInfo.Category.</summary>
    public FailureCategory Category { get; }

    /// <summary>The offending value, if there is one: PowerShell's TargetObject.</summary>
    public object? TargetObject { get; }
}
