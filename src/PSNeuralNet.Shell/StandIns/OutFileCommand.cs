using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Out-File: what would be shown, in a file. Also what <c>&gt;</c> and <c>&gt;&gt;</c> run.</summary>
[Cmdlet(VerbsData.Out, "File", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
public sealed class OutFileCommand : FrontEndCommandBase
{
    private StreamWriter? _file;

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    [Alias("Path")]
    public string? FilePath { get; set; }

    /// <summary>The file, its name taken as it is.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The encoding of the file: UTF-8 without a byte order mark.</summary>
    [Parameter(Position = 1)]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Default;

    /// <summary>Add to the file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Write into a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leave a file that exists alone.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>How many columns there are.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = int.MaxValue;

    /// <summary>Leave out the line breaks.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        string path = Support.FilePath.One(this, FilePath, LiteralPath);
        TextWriter writer = TextWriter.Null;
        if (ShouldProcess(path))
        {
            _file = Support.FilePath.OpenWriter(this, path, Encoding, Append, Force, NoClobber);
            _file.NewLine = NoNewline ? "" : Environment.NewLine;
            writer = _file;
        }

        EngineInternals.SetTextOutput(this, writer, Width);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _file?.Dispose();
        _file = null;
    }

    /// <inheritdoc/>
    protected override void InternalDispose()
    {
        base.InternalDispose();
        _file?.Dispose();
    }
}
