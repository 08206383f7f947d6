using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Write-Warning.</summary>
[Cmdlet(VerbsCommunications.Write, "Warning")]
public sealed class WriteWarningCommand : MessageCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteWarning(Message);
}
