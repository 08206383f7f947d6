using System.Collections;

namespace PSNeuralNet.Commands;

/// <summary>Chooses the decision threshold of a network for two classes by its purpose, and writes a network that has it.</summary>
/// <remarks>
/// <para>
/// A network for two classes gives probabilities; which class is predicted is a decision, and a threshold of 0.5 is right only where both kinds of mistakes are equally bad. With a rare class, few
/// probabilities reach 0.5. The cmdlet tries all thresholds on rows with known classes, and takes the best one for -For, -Cost, -MinimumRecall or -MinimumPrecision; of equal ones, that with fewer
/// alarms. Thresholds lie half way between two neighboring probabilities of the rows, so that no rounding changes a decision. With sample weights, all counts are weighted.
/// </para>
/// <para>
/// The output is a new network with the threshold, which its file and all exports keep; the network of -Network is not changed, nor is any probability. Get-NetworkPrediction, Measure-Network,
/// Compare-Network and charts use it, unless they are given another -Threshold. With -RawProbability they use 0.5 where probabilities are corrected: the threshold is for corrected ones. A network that is trained further has no
/// threshold, and a warning says so.
/// </para>
/// <para>
/// Use rows that the network was not trained on: piped ones, or, without any, those that the training of a training result held out, out of fold or for validation. -Verbose shows what the threshold leads to
/// on these rows; on others it is a little worse, since it was chosen for them.
/// </para>
/// </remarks>
/// <example>
/// <title>Choose by cost, on the rows that the training held out</title>
/// <code>
/// $result = Get-NetworkExample disks | Invoke-NetworkTraining failed -Seed 1
/// $network = Set-NetworkThreshold $result -Cost @{ FalseAlarm = 1; Miss = 20 } -Verbose
/// $network | Export-Network alarm.json
/// Get-NetworkExample disks | Get-NetworkPrediction alarm.json | Group-Object Prediction
/// </code>
/// <para>A disk that fails without an alarm is as bad as 20 that are replaced in vain. The file keeps the threshold.</para>
/// </example>
/// <example>
/// <title>Find nine of ten, with as few false alarms as possible</title>
/// <code>
/// $disks = Get-NetworkExample disks
/// $result = $disks | Select-Object -First 700 | Invoke-NetworkTraining failed -EnsembleCount 1 -Seed 1
/// $rest = $disks | Select-Object -Last 300
/// $network = $rest | Set-NetworkThreshold $result -MinimumRecall 0.9
/// $network.Threshold
/// $rest | Measure-Network $network | Format-List PositiveRecall, PositivePrecision
/// </code>
/// <para>The threshold is chosen on the piped rows.</para>
/// </example>
/// <example>
/// <title>The other class, and a threshold set by hand</title>
/// <code>
/// $result = Get-NetworkExample disks | Invoke-NetworkTraining failed -EnsembleCount 1 -Seed 1
/// $network = Set-NetworkThreshold $result -PositiveClass no -Threshold 0.95
/// $network
/// </code>
/// <para>A disk counts as sound only if the probability that it does not fail is above 0.95.</para>
/// </example>
/// <example>
/// <title>A threshold for each of several labels</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Words = ($i * 7) % 31; Links = ($i * 5) % 13; Spam = ($i * 5) % 13 -gt 8; Urgent = ($i * 7) % 31 -lt 9 } }
/// $result = $rows | Invoke-NetworkTraining Spam, Urgent -Seed 1
/// $network = Set-NetworkThreshold $result -Label Spam, Urgent -For F1
/// $network = Set-NetworkThreshold $network -Label Spam -Threshold 0.8
/// $network.Label
/// </code>
/// <para>Each label has a threshold of its own; that of Spam is set by hand in the end.</para>
/// </example>
/// <outputs>The network with the threshold: one for each dataset, or for all rows.</outputs>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
/// <seealso cref="ExportNetworkCommand"/>
[Cmdlet(VerbsCommon.Set, "NetworkThreshold", DefaultParameterSetName = ScoreSet)]
[OutputType(typeof(NeuralNetwork))]
public sealed class SetNetworkThresholdCommand : MeasureCmdlet
{
    private const string ScoreSet = "For", CostSet = "Cost", RecallSet = "MinimumRecall", PrecisionSet = "MinimumPrecision", ValueSet = "Threshold";

    private ThresholdGoal? _goal;
    private bool _hasWarned;

    /// <summary>
    /// Rows with known classes that the network was not trained on: datasets, or rows of any kind (CSV rows, hashtables, objects) with the network's feature columns and its target. For each
    /// dataset a network is written; all rows together form one dataset.
    /// </summary>
    /// <value>the rows that the training of -Network held out</value>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ScoreSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = CostSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = RecallSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = PrecisionSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = ValueSet)]
    [Alias("Dataset")]
    public override PSObject? InputObject { get; set; }

    /// <summary>The score that is to be as high as possible: F1 of the positive class, or BalancedAccuracy, the mean of the recalls of both classes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ScoreSet)]
    public ThresholdScore For { get; set; }

    /// <summary>
    /// The cost of each kind of mistake, as a hashtable: FalseAlarm, a row predicted as the positive class that is not of it, and Miss, a row of the positive class that is not predicted as such. Numbers above 0 in
    /// any unit, of which only the ratio counts. The total cost on the rows is to be as low as possible.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = CostSet)]
    [ValidateNotNull]
    public IDictionary Cost { get; set; } = null!;

    /// <summary>The share of the positive class that has to be found, above 0, at most 1. Of the thresholds that find it, the one with the highest precision is taken.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RecallSet)]
    public double MinimumRecall { get; set; }

    /// <summary>The share of alarms that have to be right, above 0, at most 1. Of the thresholds with that precision, the one that finds most is taken.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PrecisionSet)]
    public double MinimumPrecision { get; set; }

    /// <summary>The threshold itself, between 0 and 1; of a network that finds anomalies, the AnomalyScore above which a row is one. It needs no rows, and piped ones have no effect.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ValueSet)]
    public double Threshold { get; set; }

    /// <summary>The positive class of the new network, which the threshold is about: the label of one of its two classes.</summary>
    /// <value>that of the network</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? PositiveClass { get; set; }

    /// <summary>The labels to choose the threshold of, each for itself, for a network that predicts several: names of its target columns. Required for such a network, and an error for others.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Label { get; set; }

    /// <inheritdoc/>
    internal override string? AnomalyAdvice => null;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Require(() =>
    {
        _goal = ParameterSetName switch
        {
            ScoreSet => ThresholdGoal.Highest(For),
            CostSet => ThresholdGoal.Lowest(CostOf(Cost)!),
            RecallSet => ThresholdGoal.MinimumRecall(MinimumRecall),
            PrecisionSet => ThresholdGoal.MinimumPrecision(MinimumPrecision),
            _ => null,
        };
        Resolved = Network.Resolve(this);
        if (Resolved.Task == NetworkTask.Anomaly && (_goal is not null || PositiveClass is not null))
        {
            throw Errors.AnomalyUnsupported($"-{(_goal is null ? nameof(PositiveClass) : ParameterSetName)}", "Give -Threshold, the AnomalyScore above which a row is an anomaly, such as 1.5.");
        }

        Resolved = PositiveClass is null ? Resolved : Resolved.WithPositiveClass(BaseObject.Of(PositiveClass));
        foreach (string label in Label ?? [])
        {
            // An unknown label is an error before rows are read.
            _ = Resolved.WithLabelThreshold(label, threshold: null);
        }

        if (_goal is null)
        {
            WriteObject(Label is null ? Resolved.WithThreshold(Threshold) : Label.Aggregate(Resolved, (network, label) => network.WithLabelThreshold(label, Threshold)));
        }
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_goal is null && InputObject is not null)
        {
            if (!_hasWarned)
            {
                _hasWarned = true;
                WriteWarning("-Threshold is the threshold itself, and looks at no rows: those that were piped have no effect. To choose one by them, give -For, -Cost, -MinimumRecall or -MinimumPrecision.");
            }

            return;
        }

        base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_goal is not null && !HasInput)
        {
            TrainingResult? training = MyInvocation.ExpectingInput ? null : Network.Training;
            Require(() => Write(label => HeldOutThresholds.Measure(training, _goal.Cost, Resolved.PositiveClass, label, Cancellation)));
        }
    }

    private protected override void Measure(Dataset dataset)
    {
        if (Network.Training is { } training && HeldOutThresholds.IsTrainingData(training, dataset))
        {
            WriteWarning("The rows are those that the network was trained on, where its probabilities are too good. Choose the threshold on other rows, or pipe none, for those that the training held out.");
        }

        Write(label =>
        {
            ThresholdTable table = ThresholdTable.Measure(dataset, Resolved.Parameter, _goal!.Cost, UnknownCategory, DatasetWarnings.Always(dataset, WriteWarning), label, Cancellation);
            if (!Resolved.Parameter.HasOwnPositiveClass && PositiveClass is null && dataset.Schema.PositiveClass is { } positive)
            {
                // A network without names: the threshold is about the positive class of the data.
                Resolved = Resolved.WithPositiveClass(Resolved.ClassName[dataset.ClassName.ToList().IndexOf(positive)]);
            }

            return table;
        });
    }

    /// <summary>Writes the network with the best threshold, or with that of each label.</summary>
    /// <param name="measure">The table of thresholds; of a label, for a network of several.</param>
    private void Write(Func<string?, ThresholdTable> measure)
    {
        NeuralNetwork? network = null;
        foreach (string? label in Label is null ? [null] : (string?[])Label)
        {
            ThresholdMetric best = measure(label).Choose(_goal!);
            string positive = label is null ? $"'{Resolved.PositiveClass}'" : $"'{Resolved.Label.First(one => string.Equals(one.Name, label, StringComparison.OrdinalIgnoreCase)).PositiveClass}' of '{label}'";
            WriteVerbose($"For {_goal} of {positive}: {best}.");
            if (best.TruePositive == 0)
            {
                WriteWarning($"The lowest cost on these rows is that of no alarm at all: the threshold {best.Threshold.ToString("0.####", CultureInfo.InvariantCulture)} is above all probabilities of {positive}.");
            }

            // Probabilities of 1 are above any threshold.
            double misses = best.TruePositive + best.FalseNegative;
            if (_goal!.Cost is { } cost && cost.Of(0, misses) < cost.Of(best.FalsePositive, best.FalseNegative))
            {
                WriteWarning($"No alarm at all would cost less on these rows, but probabilities of {positive} are 1, which no threshold is above. With these costs, do not act on the network's alarms.");
            }

            network = label is null ? Resolved.WithThreshold(best.Threshold) : (network ?? Resolved).WithLabelThreshold(label, best.Threshold);
        }

        WriteObject(network);
    }
}
