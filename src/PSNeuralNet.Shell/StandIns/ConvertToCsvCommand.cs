using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>ConvertTo-Csv: objects to lines of CSV, the columns those of the first object.</summary>
[Cmdlet(VerbsData.ConvertTo, "Csv")]
[OutputType(typeof(string))]
public sealed class ConvertToCsvCommand : PSCmdlet, IDisposable
{
    private CsvText? _csv;
    private IReadOnlyList<string>? _names;

    /// <summary>The objects to convert.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ValueFromPipelineByPropertyName = true, Position = 0)]
    public PSObject? InputObject { get; set; }

    /// <summary>What stands between the fields.</summary>
    [Parameter(Position = 1)]
    public char Delimiter { get; set; } = ',';

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
    public void Dispose() => _csv?.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing() => _csv = new CsvText(Delimiter, UseQuotes);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || _csv is null)
        {
            return;
        }

        if (_names is null)
        {
            _names = CsvText.PropertyNames(InputObject);
            if (!NoHeader)
            {
                WriteLine(_csv.Line(_names));
            }
        }

        WriteLine(_csv.Line(InputObject, _names));
    }

    private void WriteLine(string line)
    {
        if (line.Length > 0)
        {
            WriteObject(line);
        }
    }
}
