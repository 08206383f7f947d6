// The original's name: it is the error id of every Write-Error without one of its own.
namespace Microsoft.PowerShell.Commands;

/// <summary>What Write-Error was given as a text.</summary>
public sealed class WriteErrorException : SystemException
{
    /// <summary>Creates the exception.</summary>
    public WriteErrorException()
        : this(null)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The text.</param>
    public WriteErrorException(string? message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The text.</param>
    /// <param name="innerException">The exception behind it.</param>
    public WriteErrorException(string? message, Exception? innerException)
        : base(message ?? "", innerException)
    {
    }
}
