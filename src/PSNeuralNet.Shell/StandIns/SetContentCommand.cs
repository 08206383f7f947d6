using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Set-Content: values as the lines of a text file, in place of what was in it.</summary>
[Cmdlet(VerbsCommon.Set, "Content", DefaultParameterSetName = PathParameters.PathSet, SupportsShouldProcess = true)]
public sealed class SetContentCommand : WriteContentCmdlet
{
    private protected override bool Appends => false;
}
