using System.Collections;

namespace PSNeuralNet.Commands;

/// <summary>Measures the quality of a network on a dataset: accuracy, log loss, ROC AUC, R2, and other metrics; or that of settings of a training, by cross-validation.</summary>
/// <remarks>
/// <para>
/// The metrics equal those of scikit-learn; with sample weights, all counts and means are weighted. Use data that the network was not
/// trained on.
/// </para>
/// <para>
/// For classes: accuracy, and top-k accuracy for three or more (-Top); precision, recall, F1 and F-beta (-Beta; Class has them per class); log loss, Brier score and calibration error
/// (Reliability has its bins); the areas under the precision-recall curve and under the ROC curve (RocAuc: for three classes or more the mean of each against the rest, WeightedRocAuc
/// weighted by the number of samples, OneVersusOneRocAuc the mean of all pairs by Hand and Till); the Matthews correlation coefficient and Cohen's kappa; and the confusion matrix, whose
/// method Normalize gives shares of the actual class, of the predicted class or of all samples. For regression: R2, explained variance, the mean squared and absolute errors, the median
/// and the largest error, and the mean squared logarithmic error (Target has them per target). Baselines show the metrics of always predicting the most frequent class, or the mean.
/// </para>
/// <para>
/// The Brier score is the mean of (p - y)^2 for two classes, 0 to 1, and the mean of its sum over the classes for more, 0 to 2. The mean absolute percentage error leaves out targets of 0, with a
/// warning, and ZeroTargetCount has their number. The logarithmic error is NaN where a target or a prediction is -1 or less, the ROC area where all rows are of one class.
/// </para>
/// <para>
/// Features, classes and targets are matched by name, in any order. Rows need the network's feature columns and its target, are encoded
/// as in training, and may all be of one class. The report lists the classes in the network's order; of two classes, precision, recall and F1 are also those of
/// the positive one (PositiveClass). A dataset that does not match the network is a non-terminating error.
/// </para>
/// <para>
/// With -Fold or -Fraction, there is no network: those of -Setting are trained, one for each fold, on all other folds, and measured on the fold. As in a trial of Search-NetworkHyperparameter, that is a single network,
/// where Invoke-NetworkTraining on a table may train an ensemble, which mostly is better; and where the settings hold samples out to stop by, as those for tables do, the fold takes their place, so that
/// the score is a little too good (with ValidationFraction in -Setting, they are drawn from the training samples instead). The output is one object: the mean of -Metric over the folds,
/// its standard deviation and confidence interval, all other metrics (AllMetric), and the out-of-fold predictions (OutOfFold, and OutOfFold.Report).
/// </para>
/// </remarks>
/// <example>
/// <title>Evaluate on test data</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// New-MoonsDataset -Seed 1 | Measure-Network $result
/// </code>
/// <para>Accuracy is far above BaselineAccuracy, the accuracy of always predicting one class.</para>
/// </example>
/// <example>
/// <title>Confusion matrix and metrics per class</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// $report = New-MoonsDataset -Seed 1 | Measure-Network $result
/// $report.ConfusionMatrix
/// $report.Class
/// $report.ConfusionMatrix[0, 1]
/// $report.ConfusionMatrix.Normalize('Actual')
/// </code>
/// <para>
/// Rows are actual classes, columns are predicted ones: [0, 1] counts the samples of class 0 predicted as 1. Normalize gives shares: of the actual class, so that the diagonal is the recall; of the
/// predicted class ('Predicted'), so that it is the precision; or of all samples ('All').
/// </para>
/// </example>
/// <example>
/// <title>Metrics that weigh recall more, or accept the second guess</title>
/// <code>
/// $split = Get-NetworkExample iris | ConvertTo-NetworkDataset -Target species | Split-NetworkDataset 0.3 -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 1
/// $split.Test | Measure-Network $result -Beta 2 -Top 2 | Format-List MacroFBeta, TopKAccuracy, CohenKappa, OneVersusOneRocAuc
/// </code>
/// <para>With a beta of 2, recall counts twice as much as precision. The top-2 accuracy is the share of flowers whose species is one of the two most probable ones.</para>
/// </example>
/// <example>
/// <title>Compare decision thresholds</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// $moons = New-MoonsDataset -Seed 1
/// 0.1, 0.5, 0.9 | ForEach-Object { $moons | Measure-Network $result -Threshold $_ } | Format-Table PositivePrecision, PositiveRecall, Accuracy
/// </code>
/// <para>A higher threshold predicts fewer positives: precision rises, recall falls.</para>
/// </example>
/// <example>
/// <title>A table of thresholds, with the cost of mistakes</title>
/// <code>
/// $disks = Get-NetworkExample disks
/// $result = $disks | Select-Object -First 700 | Invoke-NetworkTraining failed -EnsembleCount 1 -Seed 1
/// $disks | Select-Object -Last 300 | Measure-Network $result -ThresholdTable -Cost @{ FalseAlarm = 1; Miss = 20 } | Sort-Object Cost | Select-Object -First 5
/// </code>
/// <para>The five cheapest thresholds, where a disk that fails without an alarm costs as much as 20 disks replaced in vain.</para>
/// </example>
/// <example>
/// <title>Evaluate a regression</title>
/// <code>
/// $rows = foreach ($i in 1..60) { [pscustomobject]@{ Size = $i / 20; Price = 3.5 + $i * $i / 100 } }
/// $houses = $rows | ConvertTo-NetworkDataset -Target Price -Task Regression
/// $result = $houses | Invoke-NetworkTraining -Seed 1
/// $houses | Measure-Network -Network $result
/// </code>
/// <para>RootMeanSquaredError and MeanAbsoluteError are in the unit of the target.</para>
/// </example>
/// <example>
/// <title>Evaluate several labels</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Words = ($i * 7) % 31; Links = ($i * 5) % 13; Spam = ($i * 5) % 13 -gt 8; Urgent = ($i * 7) % 31 -lt 9 } }
/// $result = $rows | Select-Object -First 80 | Invoke-NetworkTraining Spam, Urgent -Seed 1
/// $report = $rows | Select-Object -Last 40 | Measure-Network $result
/// $report
/// $report.Label
/// </code>
/// <para>Accuracy is the share of rows with both labels right. Label has precision, recall and F1 of each.</para>
/// </example>
/// <example>
/// <title>Evaluate on rows</title>
/// <code>
/// $rows = foreach ($i in 1..80) { [pscustomobject]@{ Load = $i; Host = ('a', 'b')[$i % 2]; State = if ($i -gt 50) { 'hot' } else { 'fine' } } }
/// $result = $rows | Select-Object -First 60 | Invoke-NetworkTraining -Target State -Seed 1
/// $rows | Select-Object -Last 20 | Measure-Network $result
/// </code>
/// <para>The target column is known from the network. Rows of a single class are allowed.</para>
/// </example>
/// <example>
/// <title>Cross-validate settings</title>
/// <code>
/// $measured = Get-NetworkExample iris | Measure-Network species -Fold 5 -Setting @{ LearningRate = 0.01; EpochCount = 30 } -Seed 1
/// $measured
/// $measured.AllMetric
/// $measured.OutOfFold.Report.ConfusionMatrix
/// </code>
/// <para>Mean accuracy of five networks, each on the fold that it was not trained on, with a 95 % confidence interval. The confusion matrix counts each row once.</para>
/// </example>
/// <example>
/// <title>Measure the best trial of a search again, with other folds</title>
/// <code>
/// $moons = New-MoonsDataset -SampleCount 100 -Seed 0
/// $best = $moons | Search-NetworkHyperparameter -LearningRate 0.1, 1 -Epochs 200 -Fold 3 -Seed 3 | Select-Object -First 1
/// $moons | Measure-Network -Fold 5 -Repeat 3 -Setting $best.Setting -Metric LogLoss -Seed 4
/// </code>
/// <para>The score of the best of many trials is too good: it was chosen by it. Other folds and seeds are a fairer measure. Repeated folds make the mean vary less.</para>
/// </example>
/// <outputs cref="ClassificationReport">For classes: one report per dataset.</outputs>
/// <outputs cref="RegressionReport">For regression: one report per dataset.</outputs>
/// <outputs cref="MultiLabelReport">For several labels: one report per dataset.</outputs>
/// <outputs cref="ThresholdMetric">With -ThresholdTable: one object for each threshold, the highest first.</outputs>
/// <outputs cref="CrossValidationReport">With -Fold or -Fraction: one report per dataset.</outputs>
/// <seealso cref="GetNetworkPredictionCommand"/>
/// <seealso cref="SearchNetworkHyperparameterCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/model_evaluation.html">Metrics in scikit-learn</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "Network", DefaultParameterSetName = NetworkSet)]
[OutputType(typeof(ClassificationReport), typeof(RegressionReport), typeof(MultiLabelReport), ParameterSetName = [NetworkSet])]
[OutputType(typeof(ThresholdMetric), ParameterSetName = [ThresholdSet])]
[OutputType(typeof(CrossValidationReport), ParameterSetName = [FoldSet, FractionSet])]
public sealed partial class MeasureNetworkCommand : FoldCmdlet
{
    private const string NetworkSet = "Network", ThresholdSet = "ThresholdTable", FoldSet = "Fold", FractionSet = "Fraction";

    private NeuralNetwork _network = null!;
    private MistakeCost? _cost;

    /// <inheritdoc cref="FoldCmdlet.InputObject"/>
    /// <value>required; with -ThresholdTable, the rows that the training of -Network held out</value>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NetworkSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = FoldSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = FractionSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = ThresholdSet)]
    [Alias("Dataset")]
    public override PSObject? InputObject { get; set; }

    /// <inheritdoc cref="MeasureCmdlet.Network"/>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NetworkSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ThresholdSet)]
    [NetworkTransformation]
    public NetworkReference Network { get; set; } = null!;

    /// <inheritdoc cref="GetNetworkPredictionCommand.Threshold"/>
    /// <value>that of the network, which Set-NetworkThreshold chooses; else, and with -RawProbability, 0.5</value>
    [Parameter(ParameterSetName = NetworkSet)]
    public double? Threshold { get; set; }

    /// <summary>
    /// Writes a table of decision thresholds of two classes instead of one report: for each recall the highest threshold that reaches it, with precision, recall, F1, alarms in a thousand rows, and with
    /// -Cost the cost. Set-NetworkThreshold chooses among them.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ThresholdSet)]
    public SwitchParameter ThresholdTable { get; set; }

    /// <inheritdoc cref="SetNetworkThresholdCommand.Cost"/>
    /// <value>none: the table has no costs</value>
    [Parameter(ParameterSetName = ThresholdSet)]
    [ValidateNotNull]
    public IDictionary? Cost { get; set; }

    /// <summary>
    /// Beta of the F-beta metrics (MacroFBeta, WeightedFBeta and PositiveFBeta), above 0: recall counts beta times as much as precision. 2 where a miss is worse than a false alarm,
    /// 0.5 where a false alarm is worse.
    /// </summary>
    [Parameter(ParameterSetName = NetworkSet)]
    public double Beta { get; set; } = 2;

    /// <summary>k of the top-k accuracy (TopKAccuracy), from 1 to one less than the number of classes: a prediction is correct if the actual class is among the k most probable ones.</summary>
    /// <value>2 for three classes or more; none for two</value>
    [Parameter(ParameterSetName = NetworkSet)]
    public int? Top { get; set; }

    /// <inheritdoc cref="GetNetworkPredictionCommand.RawProbability"/>
    [Parameter(ParameterSetName = NetworkSet)]
    [Parameter(ParameterSetName = ThresholdSet)]
    public SwitchParameter RawProbability { get; set; }

    /// <inheritdoc cref="GetNetworkPredictionCommand.UnknownCategory"/>
    [Parameter(ParameterSetName = NetworkSet)]
    [Parameter(ParameterSetName = ThresholdSet)]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Require(() =>
    {
        if (TakesTable)
        {
            RequireFolds();
            return;
        }

        if (Threshold is { } threshold)
        {
            DecisionRule.RequireThreshold(threshold);
        }

        Options.Validate();
        if (ThresholdTable && Target.Length > 1)
        {
            throw Errors.ThresholdTableOfSeveral(Target);
        }

        string[] own = ThresholdTable ? [nameof(MissingTarget), nameof(Target)] : [nameof(MissingTarget)], folds = [nameof(Group), nameof(TimeColumn)];
        if (GivenTableParameters.Except(own).Concat(folds.Where(MyInvocation.BoundParameters.ContainsKey)).FirstOrDefault() is { } given)
        {
            throw Errors.TableParameterWithNetwork(given);
        }

        _cost = CostOf(Cost);
        _network = Network.Resolve(this);
        WarnOfThreshold(_network);
    });

    private MetricOptions Options => new() { Beta = Beta, Top = Top };

    /// <summary>The label that a table of thresholds is of; null for none.</summary>
    private string? Label => Target.FirstOrDefault()?.Trim();

    private protected override bool TakesTable => ParameterSetName is FoldSet or FractionSet;

    private protected override RowCollector NewCollector() =>
        TakesTable ? base.NewCollector() : new RowCollector(TableOptions.For(_network.Parameter.Schema) with { MissingTarget = MissingTarget });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (ThresholdTable && !HasInput && !MyInvocation.ExpectingInput)
        {
            Require(() => WriteObject(HeldOutThresholds.Measure(RawProbability ? null : Network.Training, _cost, label: Label, cancellation: Cancellation), enumerateCollection: true));
        }
    }

    private protected override void Process(Dataset dataset)
    {
        if (TakesTable)
        {
            WriteObject(CrossValidate(dataset));
            return;
        }

        NetworkParameter network = RawProbability ? _network.Parameter.WithoutPriorOffset() : _network.Parameter;
        Action<string>? warn = DatasetWarnings.Always(dataset, WriteWarning);
        if (ThresholdTable && Network.Training is { } training && HeldOutThresholds.IsTrainingData(training, dataset))
        {
            WriteWarning("The rows are those that the network was trained on, where its probabilities are too good. Take other rows, or pipe none, for those that the training held out.");
        }

        string[] unused = [.. ((string[])[nameof(Beta), nameof(Top)]).Where(name => network.Task is NetworkTask.Regression or NetworkTask.MultiLabel && MyInvocation.BoundParameters.ContainsKey(name))];
        if (unused.Length > 0)
        {
            WriteWarning($"-{string.Join(" and -", unused)} {(unused.Length == 1 ? "has" : "have")} no effect: the network is for {(network.Task == NetworkTask.Regression ? "numbers" : "several labels")}.");
        }

        object measured = ThresholdTable.IsPresent
            ? Evaluation.ThresholdTable.Measure(dataset, network, _cost, UnknownCategory, warn, Label, Cancellation)
            : Evaluator.Measure(dataset, network, Threshold, UnknownCategory, warn, Options, Cancellation);
        WriteObject(measured, enumerateCollection: ThresholdTable);
    }
}
