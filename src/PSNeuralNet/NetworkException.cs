namespace PSNeuralNet;

/// <summary>
/// What this library throws when it is given something it cannot work with. <see cref="Id"/> is the stable name of the
/// problem, the message says what was wrong, where, and what to do, and <see cref="TargetObject"/> is the value at fault.
/// </summary>
public sealed class NetworkException : Exception
{
    /// <summary>Creates the exception; <see cref="Failure"/> has one method for each problem.</summary>
    /// <param name="id">The stable name of the problem.</param>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="offender">The value at fault, if there is one.</param>
    public NetworkException(string id, string message, object? offender)
        : base(message)
    {
        Id = id;
        TargetObject = offender;
    }

    /// <summary>The stable name of the problem: the first part of PowerShell's FullyQualifiedErrorId.</summary>
    public string Id { get; }

    /// <summary>The value at fault, if there is one: PowerShell's TargetObject.</summary>
    public object? TargetObject { get; }
}
