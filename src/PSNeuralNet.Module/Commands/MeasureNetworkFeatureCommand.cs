namespace PSNeuralNet.Commands;

/// <summary>Measures the permutation importance of each column: how much a metric worsens when the column is shuffled.</summary>
/// <remarks>
/// <para>
/// As in scikit-learn's permutation_importance, the cells of one column are shuffled among the samples, and the importance is the metric
/// before shuffling minus the metric after it (for an error metric, the reverse), averaged over -Repeat shuffles. All features of a
/// one-hot encoded column are shuffled together.
/// </para>
/// <para>
/// An irrelevant column has an importance of about 0, possibly slightly negative. Of two correlated columns, each can seem unimportant,
/// because the other one remains. Use data that the network was not trained on; training data also rewards what was memorized.
/// </para>
/// </remarks>
/// <example>
/// <title>Rank the columns by importance</title>
/// <code>
/// $split = Get-NetworkExample disks | ConvertTo-NetworkDataset -Target failed | Split-NetworkDataset 0.3 -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 1
/// $split.Test | Measure-NetworkFeature $result -Metric LogLoss -Seed 0
/// </code>
/// <para>The sectors of the disks, their firmware and their age are first; their model has little influence.</para>
/// </example>
/// <example>
/// <title>Importance by log loss, with 30 shuffles</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 3
/// $split.Test | Measure-NetworkFeature $result -Metric LogLoss -Repeat 30 -Seed 0 | Format-List
/// </code>
/// <para>Value holds the importance of each shuffle, Importance their mean, and Deviation their standard deviation.</para>
/// </example>
/// <outputs>One object per column, in descending order of importance.</outputs>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="GetNetworkFeatureCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/permutation_importance.html">Permutation importance in scikit-learn</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "NetworkFeature")]
[OutputType(typeof(FeatureImportance))]
public sealed class MeasureNetworkFeatureCommand : MeasureCmdlet
{
    private long _seed;

    /// <summary>The number of shuffles per column: 1 or more.</summary>
    [Parameter]
    public int Repeat { get; set; } = 5;

    /// <summary>The metric: one of Measure-Network's for the task, such as Accuracy, LogLoss or RocAuc for classes, R2 or MeanAbsoluteError for regression.</summary>
    /// <value>Accuracy, or R2 for regression</value>
    [Parameter]
    public NetworkMetric? Metric { get; set; }

    /// <summary>The seed of the shuffles, 0 to 4294967295. If omitted, a seed is drawn and shown in the output.</summary>
    /// <value>a drawn seed</value>
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
        using var progress = new ProgressBar(this, "Measuring columns");
        WriteObject(
            PermutationImportance.Measure(
                dataset, Resolved.Parameter, Repeat, Metric, _seed, (done, count) => progress.Report("Column", done, count), UnknownCategory, DatasetWarnings.Always(dataset, WriteWarning), Cancellation),
            enumerateCollection: true);
    }
}
