using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>ConvertFrom-Csv: lines of CSV to objects, every value a text.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Csv")]
public sealed class ConvertFromCsvCommand : PSCmdlet
{
    private CsvObjects? _csv;

    /// <summary>The lines; one text may hold several.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ValueFromPipelineByPropertyName = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>What stands between the fields.</summary>
    [Parameter(Position = 1)]
    public char Delimiter { get; set; } = ',';

    /// <summary>The names of the columns, where the first line is not one of names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _csv ??= new CsvObjects(this, Delimiter) { Header = Header };
        foreach (PSObject text in InputObject)
        {
            using StringReader reader = new(text.ToString());
            foreach (PSObject item in _csv.Read(reader))
            {
                WriteObject(item);
            }
        }
    }
}
