using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Write-Verbose.</summary>
[Cmdlet(VerbsCommunications.Write, "Verbose")]
public sealed class WriteVerboseCommand : MessageCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteVerbose(Message);
}
