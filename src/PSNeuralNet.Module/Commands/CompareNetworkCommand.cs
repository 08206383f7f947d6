namespace PSNeuralNet.Commands;

/// <summary>Compares networks on the same samples: the difference of a metric, with confidence interval and p.</summary>
/// <remarks>
/// <para>
/// Of two networks, one always scores higher on a test set, often by chance. All networks predict the same samples, and each is compared with the
/// first one. Use samples that none of them was trained on.
/// </para>
/// <para>
/// For the accuracy the test is McNemar's, exact: of the samples that only one of two networks has right, equally good networks have half each. Its
/// interval is that of Clopper and Pearson for these samples. For other metrics, and with sample weights, it is the paired bootstrap: samples are drawn
/// with replacement -DrawCount times, and both networks are measured on each draw. The interval is that of the quantiles of the differences, and p
/// twice the share of draws on the other side of 0.
/// </para>
/// <para>
/// Difference is the network's value minus the first one's: above 0 is better for scores (Accuracy, RocAuc, R2), worse for errors (LogLoss,
/// MeanAbsoluteError). p is the probability of such a difference between networks that are equally good, for samples that are independent of each
/// other; of many networks some have a small p by chance.
/// </para>
/// </remarks>
/// <example>
/// <title>Is the larger network better?</title>
/// <code>
/// $split = New-MoonsDataset -SampleCount 400 -Noise 0.3 -Seed 0 | Split-NetworkDataset 0.5 -Seed 0
/// $small = $split.Train | Invoke-NetworkTraining -HiddenSize 2 -Seed 3
/// $large = $split.Train | Invoke-NetworkTraining -HiddenSize 20 -Seed 3
/// $split.Test | Compare-Network $small $large
/// </code>
/// <para>The second line has the difference of the accuracies, its 95 % interval, and p of McNemar's test.</para>
/// </example>
/// <example>
/// <title>Compare files on the rows of a table</title>
/// <code>
/// $disks = Get-NetworkExample disks
/// $train, $test = ($disks | Select-Object -First 700), ($disks | Select-Object -Last 300)
/// $train | Invoke-NetworkTraining failed -EnsembleCount 1 -Seed 1 | Export-Network a.json
/// $train | Invoke-NetworkTraining failed -EnsembleCount 1 -ExcludeFeature model -Seed 1 | Export-Network b.json
/// $test | Compare-Network a.json b.json -Metric LogLoss -Seed 0
/// </code>
/// <para>The networks may have different features; each takes its own from the rows. A negative difference means that b.json has the lower log loss.</para>
/// </example>
/// <outputs>One object per network: the first one with its value, the others also with the difference from it.</outputs>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="SplitNetworkDatasetCommand"/>
[Cmdlet(VerbsData.Compare, "Network")]
[OutputType(typeof(NetworkComparison))]
public sealed class CompareNetworkCommand : NetworkCmdlet
{
    private readonly List<PSObject> _rows = [];
    private NetworkReference[] _references = [];
    private NeuralNetwork[] _networks = [];
    private long _seed;

    /// <summary>
    /// The samples: datasets, or rows of any kind (CSV rows, hashtables, objects) with the feature columns of all networks and the target. Each dataset
    /// is a comparison of its own; all rows together are one.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Dataset")]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The network that others are compared with: a training result, its Network, parameters, or the path of a file from Export-Network.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NetworkTransformation]
    public NetworkReference Network { get; set; } = null!;

    /// <summary>The networks to compare with it, of the same target and classes: training results, networks, parameters, or paths.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromRemainingArguments = true)]
    [NetworkListTransformation]
    public NetworkReference[] Other { get; set; } = [];

    /// <summary>The metric: any number of the reports of Measure-Network.</summary>
    /// <value>Accuracy, or R2 for regression</value>
    [Parameter]
    public NetworkMetric? Metric { get; set; }

    /// <inheritdoc cref="GetNetworkPredictionCommand.Threshold"/>
    /// <value>that of each network, which Set-NetworkThreshold chooses; else, and with -RawProbability, 0.5</value>
    [Parameter]
    public double? Threshold { get; set; }

    /// <inheritdoc cref="GetNetworkPredictionCommand.RawProbability"/>
    [Parameter]
    public SwitchParameter RawProbability { get; set; }

    /// <summary>The confidence of the interval, between 0 and 1.</summary>
    [Parameter]
    public double Confidence { get; set; } = 0.95;

    /// <summary>The number of draws of the bootstrap, 100 to 1000000. Its time goes with draws and samples.</summary>
    [Parameter]
    public int DrawCount { get; set; } = 2000;

    /// <summary>The seed of the bootstrap, 0 to 4294967295. If omitted, a seed is drawn and shown in the output.</summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc cref="GetNetworkPredictionCommand.UnknownCategory"/>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc cref="MeasureCmdlet.MissingTarget"/>
    [Parameter]
    public MissingTarget MissingTarget { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            if (Threshold is { } threshold)
            {
                DecisionRule.RequireThreshold(threshold);
            }

            _references = [Network, .. Other];
            _networks = Array.ConvertAll(_references, reference => reference.Resolve(this));
            WarnOfThreshold(_networks[0]);
        });
        _seed = SeedOrDrawn(Seed, "bootstrap");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject.BaseObject is Dataset dataset)
        {
            Attempt(() => Compare(_ => dataset), dataset);
        }
        else
        {
            _rows.Add(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows.Count > 0)
        {
            Require(() => Compare(schema => RowCollector.Read(this, _rows, schema, MissingTarget)));
        }
    }

    private void Compare(Func<DataSchema, Dataset> samples)
    {
        using var progress = new ProgressBar(this, "Comparing networks");
        string[] names = Names();
        ComparedNetwork[] compared = [.. _networks.Select((network, i) =>
        {
            Dataset dataset = samples(network.Parameter.Schema);
            NetworkParameter parameter = RawProbability ? network.Parameter.WithoutPriorOffset() : network.Parameter;
            return new ComparedNetwork(names[i], parameter, dataset, UnknownCategory, DatasetWarnings.Always(dataset, WriteWarning), Cancellation);
        })];
        var options = new ComparisonOptions { Metric = Metric, Threshold = Threshold, DrawCount = DrawCount, Confidence = Confidence, Seed = _seed };
        WriteObject(ComparedNetwork.Compare(compared, options, (done, count) => progress.Report("Draw", done, count), WriteWarning, Cancellation), enumerateCollection: true);
    }

    /// <summary>The names of the networks; repeated ones with a number.</summary>
    private string[] Names()
    {
        string[] names = Array.ConvertAll(_references, reference => reference.Name);
        return [.. names.Select((name, i) => names.Take(i).Count(other => other == name) is > 0 and int before ? $"{name} ({before + 1})" : name)];
    }
}
