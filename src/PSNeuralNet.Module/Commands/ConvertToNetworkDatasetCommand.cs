using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Makes a dataset of rows: CSV rows, hashtables, or any objects with numbers as properties.</summary>
/// <remarks>
/// <para>
/// One column is the label, text or numbers; several are numbers to predict. All other columns are features, or those that
/// <see cref="Feature"/> names.
/// </para>
/// <para>The target shows what there is to predict, unless <see cref="Task"/> says so; <c>-Verbose</c> tells the outcome:</para>
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
/// <para>
/// Features are numbers. Text is read with the invariant culture, whatever the user's: 1234.5 or 1e-3. A cell that is empty, no
/// number, NaN or infinite ends the command with an error that names its row (the first one is row 1) and its column.
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
/// <seealso cref="ConvertFromNetworkDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsData.ConvertTo, "NetworkDataset")]
[OutputType(typeof(Dataset))]
public sealed class ConvertToNetworkDatasetCommand : NetworkCmdlet
{
    private TableReader? _reader;

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The name of the label column, or of the columns of numbers to predict.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Label")]
    [ValidateNotNullOrEmpty]
    public string[] Target { get; set; } = null!;

    /// <summary>The names of the feature columns, in the order wanted.</summary>
    /// <value>all columns of the first row but the label</value>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[]? Feature { get; set; }

    /// <summary>What there is to predict.</summary>
    /// <value>what the target shows</value>
    [Parameter]
    public NetworkTask? Task { get; set; }

    /// <summary>
    /// The column that says how much each row counts: 0 leaves it out, 2 counts it twice. It is no feature then.
    /// </summary>
    [Parameter]
    public string? SampleWeight { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _reader = new TableReader(Target, Feature, SampleWeight);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var row = new TableRow(InputObject, _reader!.RowCount + 1);
        Require(
            () =>
            {
                TableReader.RequireRow(row.Number, InputObject.BaseObject);
                _reader.Add(() => row.Columns, row.ValueOf);
            },
            InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(() =>
        {
            Dataset dataset = _reader!.ToDataset(task: Task);
            WriteVerbose($"The task is {dataset.Task}{(Task is null ? ", as the target shows" : "")}: {dataset.Schema}.");
            WriteObject(dataset);
        });
    }
}
