using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Write-Debug.</summary>
[Cmdlet(VerbsCommunications.Write, "Debug")]
public sealed class WriteDebugCommand : MessageCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteDebug(Message);
}
