using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Add-Content: values as lines at the end of a text file.</summary>
[Cmdlet(VerbsCommon.Add, "Content", DefaultParameterSetName = PathParameters.PathSet, SupportsShouldProcess = true)]
public sealed class AddContentCommand : WriteContentCmdlet
{
    private protected override bool Appends => true;
}
