using System.Management.Automation;
using System.Text;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Import-Csv: the lines of CSV files as objects, every value a text.</summary>
[Cmdlet(VerbsData.Import, "Csv", DefaultParameterSetName = PathSet)]
public sealed class ImportCsvCommand : PSCmdlet
{
    private const string PathSet = "DelimiterPath";
    private const string LiteralSet = "DelimiterLiteralPath";

    /// <summary>What stands between the fields.</summary>
    [Parameter(Position = 1)]
    public char Delimiter { get; set; } = ',';

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = PathSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, their names taken as they are.</summary>
    [Parameter(ParameterSetName = LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The names of the columns, for files without a line of names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>The encoding of files without a byte order mark: UTF-8.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IEnumerable<string> files = ParameterSetName == LiteralSet
            ? LiteralPath.Select(path => FilePath.One(this, null, path))
            : Path.Select(path => FilePath.One(this, path, null));

        foreach (string file in files)
        {
            using StreamReader reader = FilePath.OpenReader(this, file, Encoding);
            CsvObjects csv = new(this, Delimiter) { Header = Header };
            foreach (PSObject item in csv.Read(reader))
            {
                WriteObject(item);
            }
        }
    }
}
