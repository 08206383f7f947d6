using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Get-Location: the current folder.</summary>
[Cmdlet(VerbsCommon.Get, "Location")]
[OutputType(typeof(PathInfo))]
public sealed class GetLocationCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(SessionState.Path.CurrentLocation);
}
