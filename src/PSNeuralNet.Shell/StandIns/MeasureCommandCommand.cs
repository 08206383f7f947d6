using System.Diagnostics;
using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Measure-Command: how long a script block takes.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Command")]
[OutputType(typeof(TimeSpan))]
public sealed class MeasureCommandCommand : PSCmdlet
{
    private readonly Stopwatch _watch = new();

    /// <summary>The script block. Its output is thrown away.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public ScriptBlock? Expression { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _watch.Start();
        // In the caller's scope, as the original: what it sets stays set.
        InvokeCommand.InvokeScript(useLocalScope: false, Expression, input: null);
        _watch.Stop();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_watch.Elapsed);
}
