namespace PSNeuralNet.Commands;

/// <summary>Converts rows to a dataset: CSV rows, hashtables, or objects of any kind.</summary>
/// <remarks>
/// <para>
/// One column is the label, text or numbers; several columns are labels of two values each, or numbers to predict. The features are the columns that
/// <see cref="Feature"/> names, by default all others.
/// </para>
/// <para>
/// Blanks around the names of columns do not count. Properties that say where an object comes from are columns only if an option has their
/// name: PSComputerName, PSShowComputerName, RunspaceId and PSSourceJobInstanceId (jobs and remote sessions), PSPath, PSParentPath, PSChildName, PSDrive, PSProvider and
/// PSIsContainer (files and other items), and those of the classes DataRow and DataRowView, such as RowState; the cells of a DataRow are the columns
/// of its table, and DBNull is a missing cell.
/// </para>
/// <para>Unless <see cref="TableCmdlet.Task"/> is given, the task is inferred from the target, and shown with <c>-Verbose</c>:</para>
/// <list type="bullet">
/// <item><description>Two distinct values of any kind: Binary.</description></item>
/// <item><description>Text, booleans and enumeration values: MultiClass.</description></item>
/// <item><description>
/// Numbers: Regression; but integers with at most 20 distinct values, each occurring 5 times on average: MultiClass.
/// </description></item>
/// <item><description>
/// Numbers with some text: MultiClass if the text is of two or more distinct values or in 5 % of the rows, and at most 20 values, or a tenth of the
/// rows, are distinct; otherwise an error that names the row and the cell, so that no mistyped number makes classes of the others.
/// </description></item>
/// <item><description>
/// Numbers in a local format (1,5 or 1.234,5), if all labels agree on it, are numbers; if 95 % of them do, or if it leaves two readings (1,234), it is an
/// error that says what to do, and so are dates.
/// </description></item>
/// <item><description>
/// Several columns: MultiLabel where each has exactly two different values (a label each), some of them text, booleans, or 0 and 1; Regression where all are other numbers. Labels beside numbers, and columns of more classes, are an error that
/// says what each column is.
/// </description></item>
/// </list>
/// <para>
/// Classes are ordered numerically if all of them are numbers, else as text. Of two classes, <see cref="TableCmdlet.PositiveClass"/> says which is the positive one.
/// </para>
/// <para>
/// Labels of text are trimmed and compared as text, with regard to case: 1.1 and 1.10 are two classes, and so are hAd and had, with a warning;
/// <see cref="TableCmdlet.IgnoreCase"/> merges the latter. The texts true and false, in any case, are one boolean. Labels of a .NET type are
/// compared by their value. A prediction is the label as in the data.
/// </para>
/// <para>
/// A row without a label (empty, null, NA, N/A, NaN, or a text of <see cref="TableCmdlet.MissingMark"/>) is left out, with one warning, unless
/// <see cref="TableCmdlet.MissingTarget"/> is Error.
/// </para>
/// <para>The first non-missing cell of a column determines its kind:</para>
/// <list type="bullet">
/// <item><description>
/// Numbers are used as they are. Numbers in text are parsed with the invariant culture (1234.5, 1e-3), without thousands separators.
/// </description></item>
/// <item><description>
/// Dates (2026-11-24, 2026-11-24T10:30:00Z, 11/24/2026, 24.11.2026) become days since 1970-01-01, time spans (00:02:30) seconds, and
/// booleans 1 and 0.
/// </description></item>
/// <item><description>
/// Text and enumeration values are categories and are one-hot encoded: one feature per category, in ordinal order, named color=red for
/// instance, 1 in rows of this category and 0 in others. <see cref="TableCmdlet.MaximumCategory"/> limits their number.
/// </description></item>
/// <item><description>
/// Free text, with four words and more in most cells or named in <see cref="TableCmdlet.Text"/>, is a feature for each of its
/// <see cref="TableCmdlet.MaximumWord"/> most frequent words and pairs of neighboring words, named Subject: printer for instance. Words are those of
/// two letters, digits or underscores and more, in lower case. The feature is the TF-IDF of the word: its count in the cell, times
/// ln((1 + rows) / (1 + rows with the word)) + 1, where the features of a row have the Euclidean norm 1, as with scikit-learn's
/// TfidfVectorizer(ngram_range=(1, 2), max_features=1000). A warning tells the columns that are found by their words.
/// </description></item>
/// <item><description>
/// Columns that are constant, empty, or of any other kind are excluded with a warning, unless <see cref="Feature"/> names them.
/// </description></item>
/// </list>
/// <para>
/// <see cref="TableCmdlet.Categorical"/> and <see cref="TableCmdlet.Numeric"/> override the kind. <c>-Verbose</c> and Get-NetworkFeature show
/// the resulting features. A cell that does not match the kind of its column, or is infinite, is a terminating error that names the row
/// (counted from 1) and the column.
/// </para>
/// <para>
/// Missing cells (empty, null, NA, N/A, NaN) remain missing in the dataset, as NaN in X; they are imputed by the network, see
/// <see cref="TableCmdlet.MissingValue"/>.
/// </para>
/// <para>
/// Times that stand for never count as missing: dates in the year 9999, on 0001-01-01 and 1601-01-01 (a day more or less for time zones), and
/// the longest time spans. A warning names the first one in each column, and an additional feature, accountExpires (never) for instance, is 1
/// for these cells. A network that was trained without such times treats them as missing cells, with a warning. Networks exported by
/// versions without this rule take them as numbers.
/// </para>
/// </remarks>
/// <example>
/// <title>Convert objects</title>
/// <code>
/// $rows = foreach ($i in 1..20) { [pscustomobject]@{ Size = $i; Weight = $i * $i; Kind = if ($i % 3) { 'cat' } else { 'dog' } } }
/// $rows | ConvertTo-NetworkDataset -Target Kind
/// </code>
/// <para>The features are Size and Weight; class 0 is cat, class 1 is dog.</para>
/// </example>
/// <example>
/// <title>Select feature columns of a CSV file</title>
/// <code>
/// Get-NetworkExample weather | Export-Csv weather.csv
/// Import-Csv weather.csv | ConvertTo-NetworkDataset -Target weather -Feature temp*, wind | Get-NetworkFeature
/// </code>
/// <para>The features are temp_max, temp_min and wind; the date and the precipitation are not used.</para>
/// </example>
/// <example>
/// <title>Predict counts, not classes</title>
/// <code>
/// $rows = foreach ($i in 1..60) { [pscustomobject]@{ Hour = $i % 24; Weekday = $i % 7; Tickets = $i % 3 + $i % 5 } }
/// ($rows | ConvertTo-NetworkDataset -Target Tickets).Task
/// ($rows | ConvertTo-NetworkDataset -Target Tickets -Task Regression).Task
/// </code>
/// <para>Seven distinct integers in 60 rows are inferred to be classes. To predict the number of tickets, use -Task Regression.</para>
/// </example>
/// <example>
/// <title>Dates, text, and missing cells</title>
/// <code>
/// $rows = foreach ($i in 1..40) {
///     [pscustomobject]@{ Day = [datetime]::new(2026, 1, 1).AddDays($i); Disk = ('ssd', 'hdd')[$i % 2]; Temperature = if ($i % 9) { 30 + $i } else { 'NA' }; Failed = $i -gt 30 }
/// }
/// $rows | ConvertTo-NetworkDataset -Target Failed -MissingValue Median | Get-NetworkFeature
/// </code>
/// <para>The features are Day, Disk=hdd, Disk=ssd and Temperature. Missing temperatures are imputed by the median.</para>
/// </example>
/// <example>
/// <title>Labels in mixed case, and marks for missing ones</title>
/// <code>
/// $rows = foreach ($i in 1..30) { [pscustomobject]@{ Hours = $i; State = ('ok', 'OK', 'failed', '?')[$i % 4] } }
/// ($rows | ConvertTo-NetworkDataset -Target State -IgnoreCase -MissingMark '?').ClassName
/// </code>
/// <para>The classes are OK, which is the first spelling, and failed. The rows with a question mark are left out, with one warning.</para>
/// </example>
/// <example>
/// <title>Test rows of a single class</title>
/// <code>
/// $rows = foreach ($i in 1..80) { [pscustomobject]@{ Load = $i; State = if ($i -gt 50) { 'hot' } else { 'fine' } } }
/// $train = $rows | Select-Object -First 60 | ConvertTo-NetworkDataset -Target State
/// $rows | Select-Object -Last 20 | ConvertTo-NetworkDataset -Target State -Schema $train
/// </code>
/// <para>The classes are fine and hot, although all test rows are hot.</para>
/// </example>
/// <example>
/// <title>Keep ids for the predictions</title>
/// <code>
/// $rows = foreach ($i in 1..30) { [pscustomobject]@{ Host = "host$i"; Load = $i; State = if ($i -gt 20) { 'hot' } else { 'fine' } } }
/// $data = $rows | ConvertTo-NetworkDataset -Target State -Id Host
/// $data | Get-NetworkPrediction ($data | Invoke-NetworkTraining -Seed 1) | Where-Object Prediction -eq hot | Select-Object Host, Probability
/// </code>
/// <para>Host is no feature; the predictions of the dataset have it.</para>
/// </example>
/// <seealso cref="ConvertFromNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkFeatureCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsData.ConvertTo, "NetworkDataset")]
[OutputType(typeof(Dataset))]
public sealed class ConvertToNetworkDatasetCommand : TableCmdlet
{
    private RowCollector? _rows;

    /// <summary>The rows: CSV rows, hashtables, or objects of any kind.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <inheritdoc cref="TableCmdlet.Target"/>
    /// <value>that of -Schema; required without it</value>
    [Parameter(Position = 0)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <inheritdoc cref="TableCmdlet.Feature"/>
    /// <value>all columns of the first row except the label</value>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    /// <summary>
    /// A dataset, a network, or the path of a network whose target, columns and classes to use. Test rows then keep constant columns, and may
    /// lack some of the classes. Other parameters, if given, come first: cells are read with -MissingMark, -Culture and -DateFormat instead of
    /// what is stored. How known columns become features stays as it is, missing cells included: -MissingValue (but for Error), -DatePart,
    /// -CategoryEncoding, -MaximumCategory and -MaximumWord have no effect on them, with a warning.
    /// </summary>
    [Parameter]
    public PSObject? Schema { get; set; }

    /// <inheritdoc/>
    internal override string? AnomalyAdvice => null;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Require(() => _rows = new RowCollector(OptionsFor(Schema)));

    /// <inheritdoc/>
    protected override void ProcessRecord() => Require(() => _rows!.Add(InputObject), InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing() => Require(() => WriteObject(_rows!.ToDataset(this)));
}
