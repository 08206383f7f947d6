using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Format-Table: the engine's own table, with the parameters of the engine's own base class.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    /// <summary>Creates the cmdlet.</summary>
    public FormatTableCommand() => EngineInternals.SetShape(this, "Table");
}
