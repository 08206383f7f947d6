using System.Diagnostics;
using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Commands;

/// <summary>Measures what each column is worth to a network: how much worse its predictions get where the column is shuffled.</summary>
/// <remarks>
/// <para>
/// This is permutation importance, as scikit-learn's permutation_importance computes it: the cells of one column are shuffled among the
/// samples, the others stay, and the importance is the metric before less the metric after (for an error, the error after less the
/// error before). It is done -Repeat times for each column. A column of text is shuffled as one, not a category at a time.
/// </para>
/// <para>
/// A column that the network does not use has 0, and chance may put one that is of no use a little above or below. Of two columns that
/// say the same, each may look worthless, because the other one is still there. Measure on samples that the network was not
/// trained on: else what was only memorized counts, too.
/// </para>
/// </remarks>
/// <example>
/// <title>Which columns the predictions depend on</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Heat = $i % 17; Noise = ($i * 29) % 11; Kind = ('a', 'b', 'c')[$i % 3]; Fails = if ($i % 17 -gt 8) { 'yes' } else { 'no' } } }
/// $data = $rows | ConvertTo-NetworkDataset -Target Fails
/// $result = $data | Invoke-NetworkTraining -Epochs 500 -Seed 1
/// $data | Measure-NetworkFeature $result -Seed 0
/// </code>
/// <para>Heat comes first; shuffling the others changes little.</para>
/// </example>
/// <example>
/// <title>By log loss, with more shuffles</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 3
/// $split.Test | Measure-NetworkFeature $result -Metric LogLoss -Repeat 30 -Seed 0 | Format-List
/// </code>
/// <para>Value has the importance by each shuffle; Importance is their mean, Deviation their standard deviation.</para>
/// </example>
/// <outputs>One object a column, the most important one first.</outputs>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="GetNetworkFeatureCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/permutation_importance.html">Permutation importance in scikit-learn</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "NetworkFeature")]
[OutputType(typeof(FeatureImportance))]
public sealed class MeasureNetworkFeatureCommand : MeasureCmdlet
{
    // Not 0: that is what scripts take for their own progress.
    private const int ActivityId = 0x4e50;
    private const int MillisecondsBetweenReports = 200;
    private const string Activity = "Measuring columns";
    private readonly Stopwatch _sinceReport = new();
    private long _seed;

    /// <summary>How often each column is shuffled: 1 or more.</summary>
    [Parameter]
    public int Repeat { get; set; } = 5;

    /// <summary>What to measure by: Accuracy or LogLoss for classes, R2 or MeanSquaredError for numbers.</summary>
    /// <value>Accuracy, or R2 for numbers</value>
    [Parameter]
    public ImportanceMetric? Metric { get; set; }

    /// <summary>The seed of the shuffles, 0 to 4294967295.</summary>
    /// <value>a drawn seed, which the objects show</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() => Resolved = Network.Resolve(this));
        _seed = SeedOrDrawn(Seed, "shuffles");
    }

    private protected override void Measure(Dataset dataset)
    {
        WriteObject(PermutationImportance.Measure(dataset, Resolved.Parameter, Repeat, Metric, _seed, Report, UnknownCategory, WriteWarning, Cancellation), enumerateCollection: true);
    }

    private void Report(int done, int count)
    {
        bool isDone = done == count;
        if (isDone ? _sinceReport.IsRunning : _sinceReport.ElapsedMilliseconds > MillisecondsBetweenReports || !_sinceReport.IsRunning)
        {
            _sinceReport.Restart();
            WriteProgress(new ProgressRecord(ActivityId, Activity, $"Column {done} of {count}")
            {
                PercentComplete = 100 * done / count,
                RecordType = isDone ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
        }
    }
}
