using System.Management.Automation;
using System.Text;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Reads a CSV file, or a pair of MNIST's files, straight into a dataset, without an object for each row.</summary>
/// <remarks>
/// <para>
/// The dataset is that of <c>Import-Csv | ConvertTo-NetworkDataset</c>, in a fraction of the time: see there for what
/// columns may hold and how the task is told by the target.
/// </para>
/// <para>
/// Tables have a header line; a line such as sep=; before it says the delimiter, as in files of Excel. What stands between fields is found out: a comma, a semicolon, a tab or a bar; <see cref="Delimiter"/>
/// says so where it is something else. Fields in quotes may have delimiters, quotes (doubled) and line breaks in them. The text is UTF-8, or
/// what its byte order mark or <see cref="Encoding"/> says; bytes that are no UTF-8 text are warned of. A line with more or fewer fields than the header, or with quotes that do not close, is an error that
/// names the line; empty lines are passed over.
/// </para>
/// <para>
/// With <see cref="LabelPath"/>, the file is one of images in the IDX format of MNIST. Each pixel is a feature, X1, X2, ..., row by row, as
/// the number that is in the file; the target is Label.
/// </para>
/// <para>Files that are compressed with gzip are read as they are. Several files give a dataset each.</para>
/// </remarks>
/// <example>
/// <title>A table</title>
/// <code>
/// New-BlobsDataset -SampleCount 300 -Seed 0 | ConvertFrom-NetworkDataset | Export-Csv blobs.csv
/// $blobs = Import-NetworkDataset blobs.csv -Target Label
/// $blobs | Invoke-NetworkTraining -Epochs 200 -Seed 1
/// </code>
/// <para>The same dataset as of <c>Import-Csv blobs.csv | ConvertTo-NetworkDataset Label</c>.</para>
/// </example>
/// <example>
/// <title>Some of the columns, and what they became</title>
/// <code>
/// 'host;load;notes;failed', 'a;0.5;"calm; idle";no', 'b;9.5;busy;yes', 'a;NA;"quiet
/// night";no' | Set-Content hosts.csv
/// Import-NetworkDataset hosts.csv -Target failed -ExcludeFeature n* -MissingValue Median | Get-NetworkFeature
/// </code>
/// <para>The semicolon is found out. The host is a feature for each name, and the missing load will be the median.</para>
/// </example>
/// <example>
/// <title>A file of Windows' own encoding</title>
/// <code>
/// $text = [System.Text.Encoding]::GetEncoding('iso-8859-1').GetBytes("stadt,kalt`nKöln,no`nMünchen,yes`nDüren,no`n")
/// [System.IO.File]::WriteAllBytes("$PWD/city.csv", $text)
/// Import-NetworkDataset city.csv -Target kalt -Encoding 1252 | Get-NetworkFeature
/// </code>
/// <para>Without the encoding, a warning says where the first letter stands that is none.</para>
/// </example>
/// <example>
/// <title>Images and their labels</title>
/// <code>
/// [System.IO.File]::WriteAllBytes("$PWD/images-idx3", [byte[]] (0,0,8,3, 0,0,0,2, 0,0,0,2, 0,0,0,2, 0,255,255,0, 255,0,0,255))
/// [System.IO.File]::WriteAllBytes("$PWD/labels-idx1", [byte[]] (0,0,8,1, 0,0,0,2, 7,1))
/// Import-NetworkDataset images-idx3 -LabelPath labels-idx1
/// </code>
/// <para>Two images of 2 x 2 pixels; MNIST's own files, train-images-idx3-ubyte.gz and the others, are read in the same way.</para>
/// </example>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkFeatureCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsData.Import, "NetworkDataset", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Dataset))]
public sealed class ImportNetworkDatasetCommand : TableCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string ImageSet = "ImagePath";
    private const string LiteralImageSet = "ImageLiteralPath";

    private TableOptions? _options;

    /// <summary>The file, or several; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The file, or several, by their very names.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralImageSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = null!;

    /// <inheritdoc cref="TableCmdlet.Target"/>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = LiteralPathSet)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <summary>The file with the labels of the images.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageSet)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralImageSet)]
    [ValidateNotNullOrEmpty]
    public string LabelPath { get; set; } = null!;

    /// <summary>The names of the feature columns, in the order wanted; wildcards are allowed.</summary>
    /// <value>all columns but the label</value>
    [Parameter(Position = 2)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    /// <summary>What stands between the fields of a table.</summary>
    /// <value>what the file shows</value>
    [Parameter]
    public char? Delimiter { get; set; }

    /// <summary>
    /// The encoding of the text of a table, where it has no byte order mark: a name such as utf8, unicode or ansi, or a code page such
    /// as 1252.
    /// </summary>
    /// <value>utf8</value>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <summary>
    /// A network, its file, or a dataset that the rows go with: the classes are its classes, whichever of them occur, and columns that
    /// are the same in all rows stay. For rows to test with that may lack a class.
    /// </summary>
    [Parameter]
    public PSObject? Schema { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        string[] ofTables = [nameof(Feature), nameof(ExcludeFeature), nameof(SampleWeight), nameof(Categorical), nameof(Numeric), nameof(MaximumCategory), nameof(MissingValue), nameof(Delimiter), nameof(Encoding), nameof(Schema)];
        string[] bound = [.. ofTables.Where(MyInvocation.BoundParameters.ContainsKey).Select(name => "-" + name)];
        if (ParameterSetName is ImageSet or LiteralImageSet && bound.Length > 0)
        {
            Require(() => throw Errors.ImageParameterInvalid(bound));
        }

        Require(() => _options = OptionsFor(Schema));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName is LiteralPathSet or LiteralImageSet;
        foreach (string file in Files(isLiteral ? LiteralPath : Path, isLiteral))
        {
            using var progress = new ImportProgressBar(this, System.IO.Path.GetFileName(file));
            Attempt(() => WriteObject(Import(file, progress)), file);
        }
    }

    private Dataset Import(string file, ImportProgressBar progress)
    {
        DatasetImport import = ParameterSetName is ImageSet or LiteralImageSet
            ? ImageFile.Read(file, NewFile(LabelPath), Task, progress, Cancellation)
            : TableFile.Read(file, _options!, Delimiter, Encoding, progress, Cancellation);
        if (import.Delimiter is { } delimiter && Delimiter is null)
        {
            WriteVerbose($"Between the fields of {file} stands {(delimiter == '\t' ? "a tab" : $"'{delimiter}'")}.");
        }

        RowCollector.Report(this, import.Dataset, import.Warning, Task is null);
        return import.Dataset;
    }
}
