using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Format-List: the engine's own list, with the parameters of the engine's own base class.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    /// <summary>Creates the cmdlet.</summary>
    public FormatListCommand() => EngineInternals.SetShape(this, "List");
}
