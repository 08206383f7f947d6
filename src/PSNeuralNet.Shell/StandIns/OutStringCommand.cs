using System.Globalization;
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Out-String: what would be shown, as text.</summary>
[Cmdlet(VerbsData.Out, "String", DefaultParameterSetName = WholeSet)]
[OutputType(typeof(string))]
public sealed class OutStringCommand : FrontEndCommandBase
{
    private const string WholeSet = "NoNewLineFormatting";
    private const string StreamSet = "StreamFormatting";

    private readonly StringWriter _text = new(CultureInfo.CurrentCulture);

    /// <summary>One text per line, instead of one for all.</summary>
    [Parameter(ParameterSetName = StreamSet)]
    public SwitchParameter Stream { get; set; }

    /// <summary>How many columns there are.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = int.MaxValue;

    /// <summary>Leave out the line breaks.</summary>
    [Parameter(ParameterSetName = WholeSet)]
    public SwitchParameter NoNewline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        EngineInternals.SetTextOutput(this, _text, Width);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteFinishedLines();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        WriteFinishedLines();

        if (!Stream)
        {
            WriteObject(NoNewline ? _text.ToString().ReplaceLineEndings("") : _text.ToString());
        }
    }

    private void WriteFinishedLines()
    {
        if (!Stream || _text.GetStringBuilder().Length == 0)
        {
            return;
        }

        string[] lines = _text.ToString().Split(Environment.NewLine);
        // The last one is not finished: it is kept.
        _text.GetStringBuilder().Clear().Append(lines[^1]);
        foreach (string line in lines[..^1])
        {
            WriteObject(line);
        }
    }
}
