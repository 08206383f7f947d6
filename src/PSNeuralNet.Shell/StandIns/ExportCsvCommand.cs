using System.Management.Automation;
using System.Text;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Export-Csv: objects to a CSV file, the columns those of the first object.</summary>
[Cmdlet(VerbsData.Export, "Csv", SupportsShouldProcess = true)]
public sealed class ExportCsvCommand : PSCmdlet, IDisposable
{
    private StreamWriter? _file;
    private CsvText? _csv;
    private IReadOnlyList<string>? _existing;
    private IReadOnlyList<string>? _names;

    /// <summary>The objects to write.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The file.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file, its name taken as it is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>What stands between the fields.</summary>
    [Parameter(Position = 1)]
    public char Delimiter { get; set; } = ',';

    /// <summary>Write into a read-only file; with -Append, also where columns are missing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leave a file that exists alone.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>The encoding of the file: UTF-8 without a byte order mark.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Default;

    /// <summary>Add to the file, in the order of its columns.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Accepted for the sake of old scripts: no type information is written.</summary>
    [Parameter(DontShow = true)]
    [Alias("NTI")]
    public SwitchParameter NoTypeInformation { get; set; } = true;

    /// <summary>When fields are put in quotes.</summary>
    [Parameter]
    [Alias("UQ")]
    public QuoteKind UseQuotes { get; set; } = QuoteKind.Always;

    /// <summary>Leave out the line with the names.</summary>
    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        _csv?.Dispose();
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        string path = FilePath.One(this, Path, LiteralPath);
        if (!ShouldProcess(Path ?? LiteralPath))
        {
            return;
        }

        bool appends = Append && File.Exists(path) && new FileInfo(path).Length > 0;
        if (appends)
        {
            using StreamReader reader = new(path, Encoding);
            CsvObjects existing = new(this, Delimiter);
            // The header is known once the first object was asked for, also where there is none.
            _ = existing.Read(reader).FirstOrDefault();
            _existing = existing.Header;
        }

        _csv = new CsvText(Delimiter, UseQuotes);
        _file = FilePath.OpenWriter(this, path, Encoding, Append, Force, NoClobber);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_file is null || _csv is null || InputObject is null)
        {
            return;
        }

        if (_names is null)
        {
            _names = CsvText.PropertyNames(InputObject);
            if (_existing is not null)
            {
                RefuseMissingColumns(_existing, _names);
                _names = _existing;
            }
            else if (!NoHeader)
            {
                _file.WriteLine(_csv.Line(_names));
            }
        }

        _file.WriteLine(_csv.Line(InputObject, _names));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Dispose();

    private void RefuseMissingColumns(IReadOnlyList<string> existing, IReadOnlyList<string> names)
    {
        if (!Force && existing.FirstOrDefault(column => !names.Contains(column, StringComparer.OrdinalIgnoreCase)) is string missing)
        {
            InvalidOperationException exception = new(
                $"Cannot append CSV content to the following file: {Path ?? LiteralPath}. The appended object does not have a property that corresponds to the following column: {missing}. To continue with mismatched properties, add the -Force parameter, and then retry the command.");
            ThrowTerminatingError(new ErrorRecord(exception, "CannotAppendCsvWithMismatchedPropertyNames", ErrorCategory.InvalidData, missing));
        }
    }
}
