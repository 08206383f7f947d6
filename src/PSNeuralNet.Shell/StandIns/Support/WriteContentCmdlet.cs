using System.Collections;
using System.Management.Automation;
using System.Text;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>Set-Content and Add-Content: values as the lines of text files.</summary>
public abstract class WriteContentCmdlet : PSCmdlet, IDisposable
{
    private List<StreamWriter>? _files;

    /// <summary>The files.</summary>
    [Parameter(Position = 0, ParameterSetName = PathParameters.PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>The files, their names taken as they are.</summary>
    [Parameter(ParameterSetName = PathParameters.LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The lines.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Value { get; set; }

    /// <summary>The encoding of the files: UTF-8 without a byte order mark.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Default;

    /// <summary>Leave out the line breaks.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>Write into read-only files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether the values go to the end of the files.</summary>
    private protected abstract bool Appends { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _files?.ForEach(file => file.Dispose());
        _files = null;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _files ??= Open();
        foreach (object? value in Value ?? [])
        {
            _files.ForEach(file => Write(file, value));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Dispose();

    private List<StreamWriter> Open()
    {
        IEnumerable<string> paths = ParameterSetName == PathParameters.LiteralSet
            ? LiteralPath.Select(path => FilePath.One(this, null, path))
            : Path.SelectMany(path => WildcardPattern.ContainsWildcardCharacters(path) ? FilePath.Resolve(this, path) : [FilePath.One(this, path, null)]);
        return [.. paths
            .Where(path => ShouldProcess("Path: " + path, Appends ? "Add Content" : "Set Content"))
            .Select(path => FilePath.OpenWriter(this, path, Encoding, Appends, Force, noClobber: false))];
    }

    private void Write(StreamWriter file, object? value)
    {
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case string text:
                WriteLine(file, text);
                break;

            case IEnumerable parts and not IDictionary:
                foreach (object? part in parts)
                {
                    Write(file, part);
                }

                break;

            case { } other:
                WriteLine(file, LanguagePrimitives.ConvertTo<string>(other));
                break;
        }
    }

    private void WriteLine(StreamWriter file, string text) => file.Write(NoNewline ? text : text + Environment.NewLine);
}
