using System.Text;

namespace PSNeuralNet.Commands;

/// <summary>Gets the columns of a table, a dataset or a network: a profile of a table, or how a dataset or network encodes its columns.</summary>
/// <remarks>
/// <para>
/// For rows or a table file, the output is a profile per column, to look at before training: the kind (Kind), the numbers of cells (Count),
/// missing cells (Missing) and different values (Distinct), the range (Minimum, Mean, Maximum), the most frequent value (MostFrequent,
/// MostFrequentCount), and what stands out (Hint): a constant or almost constant column, an id, numbers far from all others, a column that
/// alone tells the target (a leak), classes with few rows, cells that do not fit. The last profile, named (rows), is that of whole rows: how
/// many differ, and how many are doubled. A column that training would refuse has the error as a hint, and with <see cref="Target"/>, the hints
/// of that column are what training would say of it. Training warns of the same, but for doubled rows. The options of Import-NetworkDataset say
/// how the table is read; columns of <see cref="TableCmdlet.Id"/> and <see cref="TableCmdlet.SampleWeight"/> are not profiled.
/// </para>
/// <para>
/// For each column of a dataset, the output shows its kind (Kind), its features (Feature), and the imputation of missing cells
/// (MissingValue). For a network, it also shows the imputed value learned in training (FillValue), and the mean and standard deviation of
/// each feature, if the network standardizes. An ensemble of networks that learned different ones shows none: its Member has those of each.
/// </para>
/// <para>
/// Dates are encoded as days since 1970-01-01, time spans as seconds, booleans as 1 and 0, and text as one feature per category.
/// Excluded columns are listed with the reason (LeftOut). SentinelTime shows the handling of times that stand for never, such as 9999-12-31:
/// Indicator adds a feature, Missing treats them as missing cells.
/// </para>
/// </remarks>
/// <example>
/// <title>Look at a table before training</title>
/// <code>Get-NetworkExample disks | Get-NetworkFeature failed</code>
/// <para>A line per column, with what stands out, and one for the rows.</para>
/// </example>
/// <example>
/// <title>The columns of a table</title>
/// <code>
/// $rows = foreach ($i in 1..30) { [pscustomobject]@{ Color = ('red', 'green', 'blue')[$i % 3]; Size = $i; Unit = 'cm'; Kind = $i % 2 } }
/// $rows | ConvertTo-NetworkDataset -Target Kind | Get-NetworkFeature
/// </code>
/// <para>Color becomes three features and Size one; Unit is excluded, because it is constant.</para>
/// </example>
/// <example>
/// <title>Imputation and standardization of a network</title>
/// <code>
/// $rows = foreach ($i in 1..60) { [pscustomobject]@{ Hours = if ($i % 7) { $i } else { $null }; Failed = $i -gt 40 } }
/// $result = $rows | ConvertTo-NetworkDataset -Target Failed | Invoke-NetworkTraining -Seed 1
/// $result | Get-NetworkFeature | Format-List
/// </code>
/// <para>FillValue is the mean of the non-missing hours; Mean and Deviation are used to standardize them.</para>
/// </example>
/// <outputs cref="ColumnProfile">For rows or a table file, a profile per column, and one of the rows.</outputs>
/// <outputs cref="FeatureSummary">For a dataset or a network, a summary per column.</outputs>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
[Cmdlet(VerbsCommon.Get, "NetworkFeature")]
[OutputType(typeof(FeatureSummary), typeof(ColumnProfile))]
public sealed class GetNetworkFeatureCommand : TableCmdlet
{
    private RowCollector? _rows;

    /// <summary>
    /// Rows of any kind (CSV rows, hashtables, objects); datasets; networks: training results, their Network, or parameters; or paths of
    /// files, as with -Source. Items of Get-ChildItem are such files if they are .json, .csv or .tsv (or .gz of these tables), and rows otherwise.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// A dataset, a network, or the path of a file: a network from Export-Network (.json), or a table (any other), as an argument instead of
    /// pipeline input. Wildcards are permitted for tables. With pipeline input, the first argument is -Target.
    /// </summary>
    /// <value>the pipeline input</value>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [Alias("Dataset", "Network", "Path")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNull]
    public PSObject? Source { get; set; }

    /// <summary>The name of the label column of a table, or the names of several columns of numbers to predict, for what training would say of them, and for hints about leaks.</summary>
    /// <value>none: no such hints</value>
    [Parameter(Position = 1)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <summary>The names of the columns of a table to profile besides the target. Wildcards are permitted.</summary>
    /// <value>all columns</value>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    /// <inheritdoc cref="ImportNetworkDatasetCommand.Delimiter"/>
    /// <value>detected</value>
    [Parameter]
    public char? Delimiter { get; set; }

    /// <inheritdoc cref="ImportNetworkDatasetCommand.Header"/>
    /// <value>those of the header line</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <inheritdoc cref="ImportNetworkDatasetCommand.Encoding"/>
    /// <value>utf8</value>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <inheritdoc cref="ImportNetworkDatasetCommand.RenameColumn"/>
    [Parameter]
    public SwitchParameter RenameColumn { get; set; }

    /// <inheritdoc/>
    internal override string? AnomalyAdvice => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Source is null)
        {
            Require(() => _ = InputObject is not null || MyInvocation.ExpectingInput ? true : throw Errors.FeatureSourceMissing());
        }
        else if (InputObject is not null || MyInvocation.ExpectingInput)
        {
            // As elsewhere, the first argument after rows is the target.
            Require(() => Target = Target.Length == 0 && Source.BaseObject is string name ? [name] : throw Errors.FeatureSourceRepeated(Source.BaseObject));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        PSObject source = InputObject ?? Source!;
        object input = source.BaseObject;
        if (input is Dataset dataset)
        {
            Attempt(() => WriteFeatures(FeatureSummary.Of(dataset.Schema)), source);
        }
        else if (input is string path && !IsNetwork(path))
        {
            foreach (string file in Files([path], isLiteral: false))
            {
                Attempt(() => ProfileFile(file), source);
            }
        }
        else if (input is System.IO.FileInfo table && TablePath.IsText(table.Name))
        {
            Attempt(() => ProfileFile(table.FullName), source);
        }
        else if ((input is not System.IO.FileInfo other || IsNetwork(other.Name)) && NetworkReference.Of(input) is { } network)
        {
            Attempt(() => WriteFeatures(FeatureSummary.Of(network.Resolve(this).Parameter.Schema, network.Resolve(this).Scaling)), source);
        }
        else
        {
            Require(() => (_rows ??= new RowCollector(ProfileOptions)).Add(source), source);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows is not null)
        {
            Require(() => WriteObject(_rows.ToProfile(this), enumerateCollection: true));
        }
    }

    private static bool IsNetwork(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private void WriteFeatures(IEnumerable<FeatureSummary> features)
    {
        string[] given = [.. GivenTableParameters.Concat(new[] { nameof(Target), nameof(Feature), nameof(Delimiter), nameof(Header), nameof(Encoding), nameof(RenameColumn) }.Where(MyInvocation.BoundParameters.ContainsKey)).Distinct()];
        if (given.Length > 0)
        {
            WriteWarning($"{string.Join(", ", given.Select(name => "-" + name))} {(given.Length == 1 ? "is" : "are")} for rows and files, and without effect on the columns of a dataset or network.");
        }

        WriteObject(features, enumerateCollection: true);
    }

    private void ProfileFile(string file)
    {
        using var progress = new ProgressBar(this, $"Reading {System.IO.Path.GetFileName(file)}");
        WriteObject(TableFile.Profile(file, ProfileOptions with { RenameColumn = RenameColumn, Header = Header }, Delimiter, Encoding, WriteWarning, progress, Cancellation), enumerateCollection: true);
    }
}
