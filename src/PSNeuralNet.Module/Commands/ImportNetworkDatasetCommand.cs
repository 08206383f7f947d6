using System.Text;

namespace PSNeuralNet.Commands;

/// <summary>Reads a dataset from a CSV file, or from a pair of IDX files of images and labels (MNIST).</summary>
/// <remarks>
/// <para>
/// The dataset equals that of <c>Import-Csv | ConvertTo-NetworkDataset</c>, but no object is created per row, which takes a fraction of
/// the time. See ConvertTo-NetworkDataset for the kinds of columns and for how the task is inferred.
/// </para>
/// <para>
/// A table has a header line, or its names are given with <see cref="Header"/>. Lines before the header that begin with # are skipped, as
/// Import-Csv does, with a warning unless it is a #TYPE line. The delimiter is detected (comma, semicolon, tab or vertical bar), or given by a preceding line such as
/// sep=; (as in Excel files), or by <see cref="Delimiter"/>. Quoted fields can contain delimiters, doubled quotes and line breaks. The
/// encoding is UTF-8, unless there is a byte order mark or <see cref="Encoding"/> is given; invalid UTF-8 gives a warning. UTF-16 and UTF-32
/// without a mark are detected, with a warning. A line feed, a carriage return, or both end a line. A line with too
/// many or too few fields, or with an unclosed quote, is an error that names the line. Empty lines are ignored.
/// Blanks around column names do not count, as everywhere in the module; columns with the same name need <see cref="RenameColumn"/>.
/// </para>
/// <para>
/// With <see cref="LabelPath"/>, the files are in the IDX format of MNIST. Each pixel is a feature (X1, X2, ..., row by row) with the value
/// in the file, 0 to 255; the target is Label.
/// </para>
/// <para>
/// Files compressed with gzip are decompressed, and compared with the checksum and the length of each of their members; zeros may follow the
/// last one. Each file gives one dataset.
/// </para>
/// <para>
/// A pipe (a FIFO, or bash's process substitution) is read to its end, up to 1 GiB or an eighth of the memory; Ctrl+C ends the wait for
/// its writer. Folders, devices and sockets are errors, and so is a file that is changed while it is read.
/// </para>
/// </remarks>
/// <example>
/// <title>Read a CSV file</title>
/// <code>
/// New-BlobsDataset -SampleCount 300 -Seed 0 | ConvertFrom-NetworkDataset | Export-Csv blobs.csv
/// $blobs = Import-NetworkDataset blobs.csv -Target Label
/// $blobs | Invoke-NetworkTraining -Seed 1
/// </code>
/// <para>Reads the same dataset as <c>Import-Csv blobs.csv | ConvertTo-NetworkDataset Label</c>.</para>
/// </example>
/// <example>
/// <title>Exclude columns, and show the resulting features</title>
/// <code>
/// 'host;load;notes;failed', 'a;0.5;"calm; idle";no', 'b;9.5;busy;yes', 'a;NA;"quiet
/// night";no' | Set-Content hosts.csv
/// Import-NetworkDataset hosts.csv -Target failed -ExcludeFeature n* -MissingValue Median | Get-NetworkFeature
/// </code>
/// <para>The delimiter is detected. Each host becomes a feature, and the missing load is imputed by the median.</para>
/// </example>
/// <example>
/// <title>Read a file whose columns differ in upper and lower case only</title>
/// <code>
/// 'Load,load,failed', '1,20,no', '5,10,yes', '2,40,no' | Set-Content case.csv
/// Import-NetworkDataset case.csv -Target failed -RenameColumn | Get-NetworkFeature
/// </code>
/// <para>The features are Load and load_2, which a warning says. Import-Csv does not read such a file.</para>
/// </example>
/// <example>
/// <title>Read a file with a Windows code page</title>
/// <code>
/// $text = [System.Text.Encoding]::GetEncoding('iso-8859-1').GetBytes("stadt,kalt`nKöln,no`nMünchen,yes`nDüren,no`n")
/// [System.IO.File]::WriteAllBytes("$PWD/city.csv", $text)
/// Import-NetworkDataset city.csv -Target kalt -Encoding 1252 | Get-NetworkFeature
/// </code>
/// <para>Without -Encoding, a warning names the position of the first invalid character.</para>
/// </example>
/// <example>
/// <title>Read a file without a header line</title>
/// <code>
/// '5.1,0,no', '4.9,1,yes', '6.0,0,no' | Set-Content plain.csv
/// Import-NetworkDataset plain.csv -Header Width, Count, Failed -Target Failed | Get-NetworkFeature
/// </code>
/// <para>The first line is a row, too.</para>
/// </example>
/// <example>
/// <title>Read images and their labels</title>
/// <code>
/// [System.IO.File]::WriteAllBytes("$PWD/images-idx3", [byte[]] (0,0,8,3, 0,0,0,2, 0,0,0,2, 0,0,0,2, 0,255,255,0, 255,0,0,255))
/// [System.IO.File]::WriteAllBytes("$PWD/labels-idx1", [byte[]] (0,0,8,1, 0,0,0,2, 7,1))
/// Import-NetworkDataset images-idx3 -LabelPath labels-idx1
/// </code>
/// <para>Reads two images of 2 x 2 pixels. The files of MNIST (train-images-idx3-ubyte.gz ...) are read in the same way.</para>
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

    /// <summary>The paths of one or more files. Wildcards are permitted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The paths of one or more files, taken literally.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralImageSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = null!;

    /// <inheritdoc cref="TableCmdlet.Target"/>
    /// <value>that of -Schema; required without it</value>
    [Parameter(Position = 1, ParameterSetName = PathSet)]
    [Parameter(Position = 1, ParameterSetName = LiteralPathSet)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <summary>The path of the IDX file with the labels of the images.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageSet)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralImageSet)]
    [ValidateNotNullOrEmpty]
    public string LabelPath { get; set; } = null!;

    /// <inheritdoc cref="TableCmdlet.Feature"/>
    /// <value>all columns except the label</value>
    [Parameter(Position = 2)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    /// <summary>The character between the fields of a table.</summary>
    /// <value>detected</value>
    [Parameter]
    public char? Delimiter { get; set; }

    /// <summary>
    /// The names of the columns of a table without a header line, one for each column: the first line is a row then, as with Import-Csv -Header.
    /// </summary>
    /// <value>those of the header line</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>
    /// The encoding of a table without a byte order mark: a name such as utf8, unicode or ansi, or a code page such as 1252.
    /// </summary>
    /// <value>utf8</value>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <summary>
    /// Reads a table in which columns have the same name, or differ in upper and lower case only: later ones get a suffix, such as load_2,
    /// with a warning. Without it, they are an error.
    /// </summary>
    [Parameter]
    public SwitchParameter RenameColumn { get; set; }

    /// <inheritdoc cref="ConvertToNetworkDatasetCommand.Schema"/>
    [Parameter]
    public PSObject? Schema { get; set; }

    /// <inheritdoc/>
    internal override string? AnomalyAdvice => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        IEnumerable<string> own = new[] { nameof(Delimiter), nameof(Header), nameof(Encoding), nameof(RenameColumn), nameof(Schema) }.Where(MyInvocation.BoundParameters.ContainsKey);
        string[] bound = [.. GivenTableParameters.Except([nameof(Task), nameof(PositiveClass)]).Concat(own).Select(name => "-" + name)];
        if (ParameterSetName is ImageSet or LiteralImageSet && bound.Length > 0)
        {
            Require(() => throw Errors.ImageParameterInvalid(bound));
        }

        if (ParameterSetName is not (ImageSet or LiteralImageSet))
        {
            Require(() => _options = OptionsFor(Schema) with { RenameColumn = RenameColumn, Header = Header });
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName is LiteralPathSet or LiteralImageSet;
        foreach (string file in Files(isLiteral ? LiteralPath : Path, isLiteral))
        {
            using var progress = new ProgressBar(this, $"Importing {System.IO.Path.GetFileName(file)}");
            Attempt(() => WriteObject(Import(file, progress)), file);
        }
    }

    private Dataset Import(string file, ProgressBar progress)
    {
        DatasetImport import = ParameterSetName is ImageSet or LiteralImageSet
            ? ImageFile.Read(file, NewFile(LabelPath), Task, BaseObject.Of(PositiveClass), progress, Cancellation)
            : TableFile.Read(file, _options!, Delimiter, Encoding, progress, Cancellation);
        if (import.Delimiter is { } delimiter && Delimiter is null)
        {
            WriteVerbose($"The delimiter of {file} is {(delimiter == '\t' ? "a tab" : $"'{delimiter}'")}.");
        }

        RowCollector.Report(this, import.Dataset, import.Warning, Task is null);
        return import.Dataset;
    }
}
