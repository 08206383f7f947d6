namespace PSNeuralNet.Commands;

/// <summary>Measures what a network learned of each column: permutation importance, or how the prediction depends on the column.</summary>
/// <remarks>
/// <para>
/// Permutation importance: as in scikit-learn's permutation_importance, the cells of one column are shuffled among the samples, and the importance is the metric
/// before shuffling minus the metric after it (for an error metric, the reverse), averaged over -Repeat shuffles. All features of a
/// one-hot encoded column are shuffled together.
/// </para>
/// <para>
/// An irrelevant column has an importance of about 0, possibly slightly negative. Of two correlated columns, each can seem unimportant,
/// because the other one remains. Use data that the network was not trained on; training data also rewards what was memorized.
/// </para>
/// <para>
/// Without -Metric, numbers are measured by R2, and classes by the accuracy. Classes of which the most frequent one has more than three times the rows of the rarest one are
/// measured by the log loss: there, the accuracy of a network that predicts the most frequent class is high, too, and hardly changes.
/// </para>
/// <para>
/// Partial dependence (-Method PartialDependence): the mean prediction where all rows have the same value in a column, for each value of a grid, as in scikit-learn's partial_dependence
/// with method='brute'. The prediction is the probability of a class, or a number in the unit of the target. A column with fewer different numbers than -GridResolution has those as its grid;
/// else the grid goes at equal distances from one quantile to another (-Percentile). Categories and booleans are all that occur in the data, dates are dates. Free text has no grid.
/// The mean hides what differs between rows: -IndividualCount adds the curves of some rows (individual conditional expectation), and -With shows two columns together.
/// </para>
/// <para>
/// Partial dependence shows what the network does with a column, and nothing about causes. Where columns depend on each other, some of the rows that it makes up occur nowhere.
/// </para>
/// </remarks>
/// <example>
/// <title>Rank the columns by importance</title>
/// <code>
/// $split = Get-NetworkExample disks | ConvertTo-NetworkDataset -Target failed | Split-NetworkDataset 0.3 -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 1
/// $split.Test | Measure-NetworkFeature $result -Seed 0
/// </code>
/// <para>Reallocated and pending sectors are first; the model has no influence. Failures are rare, so the metric is the log loss.</para>
/// </example>
/// <example>
/// <title>Importance by a metric of your choice, with 30 shuffles</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 3
/// $split.Test | Measure-NetworkFeature $result -Metric RocAuc -Repeat 30 -Seed 0 | Format-List
/// </code>
/// <para>Value holds the importance of each shuffle, Importance their mean, and Deviation their standard deviation.</para>
/// </example>
/// <example>
/// <title>How the prediction depends on a column</title>
/// <code>
/// $split = Get-NetworkExample disks | ConvertTo-NetworkDataset -Target failed | Split-NetworkDataset 0.3 -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 1
/// $split.Test | Measure-NetworkFeature $result -Method PartialDependence -Feature read_errors, firmware -GridResolution 10
/// </code>
/// <para>The probability of a failure by read errors and by firmware. Each line is the mean over the rows, all of which have that value.</para>
/// </example>
/// <example>
/// <title>Curves of single rows, and two columns together</title>
/// <code>
/// $data = New-RegressionDataset -FeatureCount 3 -Seed 1
/// $result = $data | Invoke-NetworkTraining -Epochs 300 -Standardize -Seed 1
/// $data | Measure-NetworkFeature $result -Method PartialDependence -IndividualCount 20 -Seed 0 | Export-Csv curves.csv
/// $data | Measure-NetworkFeature $result -Method PartialDependence -Feature X1 -With X2 -GridResolution 5
/// </code>
/// <para>The last output can be piped into Show-NetworkChart or Export-NetworkChart, too. In curves.csv, rows with a number in Sample are the curves of single rows, and the others are means.</para>
/// </example>
/// <outputs cref="FeatureImportance">One object per column, in descending order of importance.</outputs>
/// <outputs cref="DependencePoint">With -Method PartialDependence one object for each value of a column and each class or target.</outputs>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="GetNetworkFeatureCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/permutation_importance.html">Permutation importance in scikit-learn</seealso>
/// <seealso href="https://scikit-learn.org/stable/modules/partial_dependence.html">Partial dependence in scikit-learn</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "NetworkFeature")]
[OutputType(typeof(FeatureImportance), typeof(DependencePoint))]
public sealed class MeasureNetworkFeatureCommand : MeasureCmdlet
{
    private static readonly string[] OfPermutation = [nameof(Repeat), nameof(Metric)];
    private static readonly string[] OfDependence = [nameof(Feature), nameof(With), nameof(Class), nameof(GridResolution), nameof(Percentile), nameof(IndividualCount)];

    private readonly PartialDependenceOptions _defaults = new();
    private long _seed;

    /// <summary>The measurement.</summary>
    [Parameter]
    public FeatureMethod Method { get; set; }

    /// <summary>The number of shuffles per column: 1 or more.</summary>
    [Parameter]
    public int Repeat { get; set; } = 5;

    /// <summary>The metric: one of Measure-Network's for the task, such as Accuracy, LogLoss or RocAuc for classes, R2 or MeanAbsoluteError for regression.</summary>
    /// <value>Accuracy, LogLoss for unbalanced classes, or R2 for regression</value>
    [Parameter]
    public NetworkMetric? Metric { get; set; }

    /// <summary>The columns of a partial dependence, one after the other.</summary>
    /// <value>all columns that the network uses, without free text</value>
    [Parameter]
    [ArgumentCompleter(typeof(DependenceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Feature { get; set; }

    /// <summary>A second column: the partial dependence is on each column together with this one, for all pairs of their values.</summary>
    /// <value>no second column</value>
    [Parameter]
    [ArgumentCompleter(typeof(DependenceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? With { get; set; }

    /// <summary>The classes whose probabilities are averaged.</summary>
    /// <value>the positive class of two, all of several</value>
    [Parameter]
    [ArgumentCompleter(typeof(ClassCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Class { get; set; }

    /// <summary>The number of points of the grid of a column of numbers, 2 to 10000, and the most categories of a column; with -With along each axis.</summary>
    /// <value>100, or 30 with -With</value>
    [Parameter]
    public int? GridResolution { get; set; }

    /// <summary>The two quantiles between which the grid of a column of numbers is, from 0 to 1.</summary>
    [Parameter]
    [ValidateCount(2, 2)]
    public double[] Percentile { get; set; } = [0.05, 0.95];

    /// <summary>The number of rows, selected at random, whose own curves are added to the means.</summary>
    [Parameter]
    public int IndividualCount { get; set; }

    /// <summary>The most rows to measure, 1 or more. Of a larger table a random sample is measured; SampleCount of the output is its size, and -Verbose tells it.</summary>
    /// <value>20000; for a partial dependence 1000</value>
    [Parameter]
    public int? MaximumSample { get; set; }

    /// <summary>The seed of the shuffles and of samples of rows, 0 to 4294967295. If omitted, a seed is drawn: an importance shows it, and so does -Verbose.</summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    private PartialDependenceOptions Options => new()
    {
        Feature = Feature,
        With = With,
        Class = Class,
        GridResolution = GridResolution,
        LowerPercentile = Percentile[0],
        UpperPercentile = Percentile[1],
        IndividualCount = IndividualCount,
        MaximumSampleCount = MaximumSample ?? _defaults.MaximumSampleCount,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            Options.Validate();
            Resolved = Network.Resolve(this);
        });
        bool isPermutation = Method == FeatureMethod.Permutation;
        foreach (string name in (isPermutation ? OfDependence : OfPermutation).Where(MyInvocation.BoundParameters.ContainsKey))
        {
            WriteWarning($"-{name} has no effect: it applies to -Method {(isPermutation ? FeatureMethod.PartialDependence : FeatureMethod.Permutation)}.");
        }

        if (isPermutation)
        {
            _seed = SeedOrDrawn(Seed, "shuffles");
        }
    }

    private protected override void Measure(Dataset dataset)
    {
        using var progress = new ProgressBar(this, "Measuring columns");
        void Report(int done, int count) => progress.Report("Column", done, count);
        Action<string>? warn = DatasetWarnings.Always(dataset, WriteWarning);
        if (Method == FeatureMethod.PartialDependence)
        {
            PartialDependenceOptions options = Options;
            bool isSampled = TellOfSample(dataset, options.MaximumSampleCount);
            options = isSampled || IndividualCount > 0 ? options with { Seed = SeedOrDrawn(Seed, "sample of rows") } : options;
            foreach (DependencePoint point in PartialDependence.Measure(dataset, Resolved.Parameter, options, Report, UnknownCategory, warn, Cancellation))
            {
                WriteObject(point);
            }

            return;
        }

        int most = MaximumSample ?? PermutationImportance.DefaultMaximumSampleCount;
        TellOfSample(dataset, most);
        WriteObject(PermutationImportance.Measure(dataset, Resolved.Parameter, Repeat, Metric, _seed, most, Report, UnknownCategory, warn, Cancellation), enumerateCollection: true);
    }

    private bool TellOfSample(Dataset dataset, int most)
    {
        if (dataset.SampleCount > most)
        {
            WriteVerbose($"{most} of {dataset.SampleCount} rows are measured, selected at random. -MaximumSample sets how many.");
        }

        return dataset.SampleCount > most;
    }
}
