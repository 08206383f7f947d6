using System.Management.Automation;
using System.Text;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Get-Content: the lines of text files.</summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = PathParameters.PathSet)]
public sealed class GetContentCommand : PSCmdlet
{
    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = PathParameters.PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>The files, their names taken as they are.</summary>
    [Parameter(ParameterSetName = PathParameters.LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The whole file as one text.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>How many lines to read from the start; -1 for all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("First", "Head")]
    public long TotalCount { get; set; } = -1;

    /// <summary>How many lines to read from the end; -1 for all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Last")]
    public int Tail { get; set; } = -1;

    /// <summary>The encoding of files without a byte order mark: UTF-8.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TotalCount >= 0 && Tail >= 0)
        {
            InvalidOperationException exception = new("The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.");
            ThrowTerminatingError(new ErrorRecord(exception, "TailAndHeadCannotCoexist", ErrorCategory.InvalidOperation, null));
        }

        foreach (string file in PathParameters.Files(this, Path, LiteralPath))
        {
            using StreamReader? reader = Open(file);
            if (reader is not null)
            {
                Write(reader, file);
            }
        }
    }

    private StreamReader? Open(string file)
    {
        try
        {
            return new StreamReader(file, Encoding);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(failure, "GetContentReaderUnauthorizedAccessError", ErrorCategory.PermissionDenied, file));
            return null;
        }
    }

    private void Write(StreamReader reader, string file)
    {
        if (Raw)
        {
            Write(reader.ReadToEnd(), file, 1);
            return;
        }

        IEnumerable<string> lines = Lines(reader);
        lines = TotalCount >= 0 ? lines.Take((int)Math.Min(TotalCount, int.MaxValue)) : Tail >= 0 ? lines.TakeLast(Tail) : lines;
        long number = 0;
        foreach (string line in lines)
        {
            Write(line, file, ++number);
        }
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }

    // Each line knows where it comes from, as the original's do.
    private void Write(string text, string file, long number)
    {
        PSObject line = new(text);
        line.Properties.Add(new PSNoteProperty("PSPath", "Microsoft.PowerShell.Core\\FileSystem::" + file));
        line.Properties.Add(new PSNoteProperty("PSParentPath", "Microsoft.PowerShell.Core\\FileSystem::" + System.IO.Path.GetDirectoryName(file)));
        line.Properties.Add(new PSNoteProperty("PSChildName", System.IO.Path.GetFileName(file)));
        line.Properties.Add(new PSNoteProperty("ReadCount", number));
        WriteObject(line);
    }
}
