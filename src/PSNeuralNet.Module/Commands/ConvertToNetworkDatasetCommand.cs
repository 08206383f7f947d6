using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Makes a dataset of rows: CSV rows, hashtables, or objects of any kind.</summary>
/// <remarks>
/// <para>
/// One column is the label, text or numbers; several are numbers to predict. All other columns are features, or those that
/// <see cref="Feature"/> names.
/// </para>
/// <para>The target shows what there is to predict, unless <see cref="TableCmdlet.Task"/> says so; <c>-Verbose</c> tells the outcome:</para>
/// <list type="bullet">
/// <item><description>Two different values, of whatever kind, are two classes: Binary.</description></item>
/// <item><description>Text, booleans and enumerations are classes: MultiClass.</description></item>
/// <item><description>
/// Numbers are numbers: Regression. But whole numbers of up to 20 different values that come 5 times each on average are
/// classes: MultiClass.
/// </description></item>
/// <item><description>Several columns are numbers: Regression.</description></item>
/// </list>
/// <para>
/// Classes are ordered numerically where all of them are numbers, else as text; of two, the second one is the positive class.
/// </para>
/// <para>The first cell of a column that is not missing decides what the column holds:</para>
/// <list type="bullet">
/// <item><description>
/// Numbers are features as they are. In text they are read with the invariant culture, whatever the user's: 1234.5 or 1e-3,
/// without thousands separators.
/// </description></item>
/// <item><description>
/// Dates (2026-11-24, 2026-11-24T10:30:00Z, 11/24/2026, 24.11.2026) become days since 1970-01-01, spans of time (00:02:30) seconds, true
/// and false 1 and 0.
/// </description></item>
/// <item><description>
/// Text and enumerations become a feature for each different value, color=red for one, in ordinal order: 1 where the row has it, else 0.
/// There may be up to <see cref="TableCmdlet.MaximumCategory"/> of them.
/// </description></item>
/// <item><description>
/// Columns with the same value in all rows, or none, are left out with a warning, and so are those with objects of other kinds, unless
/// <see cref="Feature"/> names them.
/// </description></item>
/// </list>
/// <para>
/// <see cref="TableCmdlet.Categorical"/> and <see cref="TableCmdlet.Numeric"/> say otherwise. What the columns became, <c>-Verbose</c> tells, and
/// Get-NetworkFeature shows. A cell that is not what its column holds, or is infinite, ends the command with an error that names its
/// row (the first one is row 1) and its column.
/// </para>
/// <para>
/// Missing cells (empty, null, NA, N/A, NaN) stay missing in the dataset, as NaN in X. What a network takes for them, it learns in
/// training: see <see cref="TableCmdlet.MissingValue"/>. A label must not be missing.
/// </para>
/// </remarks>
/// <example>
/// <title>A dataset of objects</title>
/// <code>
/// $rows = foreach ($i in 1..20) { [pscustomobject]@{ Size = $i; Weight = $i * $i; Kind = if ($i % 3) { 'cat' } else { 'dog' } } }
/// $rows | ConvertTo-NetworkDataset -Target Kind
/// </code>
/// <para>Two features, Size and Weight; class 0 is cat, class 1 is dog.</para>
/// </example>
/// <example>
/// <title>Some columns of a CSV file</title>
/// <code>
/// New-MoonsDataset -Seed 0 | ConvertFrom-NetworkDataset | Export-Csv moons.csv
/// Import-Csv moons.csv | ConvertTo-NetworkDataset -Target Label -Feature X2 | Invoke-NetworkTraining -Seed 3
/// </code>
/// <para>Trains on one of the two features only: the result is much worse.</para>
/// </example>
/// <example>
/// <title>Whole numbers that are amounts, not classes</title>
/// <code>
/// $rows = foreach ($i in 1..60) { [pscustomobject]@{ Hour = $i % 24; Weekday = $i % 7; Tickets = $i % 3 + $i % 5 } }
/// ($rows | ConvertTo-NetworkDataset -Target Tickets).Task
/// ($rows | ConvertTo-NetworkDataset -Target Tickets -Task Regression).Task
/// </code>
/// <para>Seven different numbers in 60 rows are taken for classes. To predict how many tickets there are, say Regression.</para>
/// </example>
/// <example>
/// <title>Text, dates, and holes</title>
/// <code>
/// $rows = foreach ($i in 1..40) {
///     [pscustomobject]@{ Day = [datetime]::new(2026, 1, 1).AddDays($i); Disk = ('ssd', 'hdd')[$i % 2]; Temperature = if ($i % 9) { 30 + $i } else { 'NA' }; Failed = $i -gt 30 }
/// }
/// $rows | ConvertTo-NetworkDataset -Target Failed -MissingValue Median | Get-NetworkFeature
/// </code>
/// <para>Four features: Day, Disk=hdd, Disk=ssd, and Temperature, whose missing values a network takes for the median.</para>
/// </example>
/// <example>
/// <title>Rows to test with that are all of one class</title>
/// <code>
/// $rows = foreach ($i in 1..80) { [pscustomobject]@{ Load = $i; State = if ($i -gt 50) { 'hot' } else { 'fine' } } }
/// $train = $rows | Select-Object -First 60 | ConvertTo-NetworkDataset -Target State
/// $rows | Select-Object -Last 20 | ConvertTo-NetworkDataset -Target State -Schema $train
/// </code>
/// <para>The classes are fine and hot, though all of these rows are hot.</para>
/// </example>
/// <seealso cref="ConvertFromNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkFeatureCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsData.ConvertTo, "NetworkDataset")]
[OutputType(typeof(Dataset))]
public sealed class ConvertToNetworkDatasetCommand : TableCmdlet
{
    private RowCollector? _rows;

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <inheritdoc cref="TableCmdlet.Target"/>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = null!;

    /// <summary>The names of the feature columns, in the order wanted; wildcards are allowed.</summary>
    /// <value>all columns of the first row but the label</value>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    /// <summary>
    /// A network, its file, or a dataset that the rows go with: the classes are its classes, whichever of them occur, and columns that
    /// are the same in all rows stay. For rows to test with that may lack a class.
    /// </summary>
    [Parameter]
    public PSObject? Schema { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() => _rows = new RowCollector(OptionsFor(Schema)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Require(() => _rows!.Add(InputObject), InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(() => WriteObject(_rows!.ToDataset(this)));
    }
}
