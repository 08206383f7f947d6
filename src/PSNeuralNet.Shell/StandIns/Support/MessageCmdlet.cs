using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>The cmdlets that write one message to a stream.</summary>
public abstract class MessageCmdlet : PSCmdlet
{
    /// <summary>The message.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    [Alias("Msg")]
    public string? Message { get; set; }
}
