namespace PSNeuralNet.Commands;

/// <summary>Measures the quality of a network on a dataset: accuracy, log loss, ROC AUC, R2, and other metrics.</summary>
/// <remarks>
/// <para>
/// The metrics equal those of scikit-learn; with sample weights, all counts and means are weighted. Use data that the network was not
/// trained on.
/// </para>
/// <para>
/// For classes: accuracy; precision, recall and F1 (Class has them per class); log loss, Brier score and calibration error (Reliability has its bins); the areas under the ROC curve and the
/// precision-recall curve; the Matthews correlation coefficient; and the confusion matrix. For regression: R2 and the mean squared and
/// absolute errors (Target has them per target). Baselines show the metrics of always predicting the most frequent class, or the mean.
/// </para>
/// <para>
/// Features, classes and targets are matched by name, in any order. Rows need the network's feature columns and its target, are encoded
/// as in training, and may all be of one class. The report lists the classes in the network's order; of two classes, the second one is
/// positive. A dataset that does not match the network is a non-terminating error.
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
/// </code>
/// <para>Rows are actual classes, columns are predicted ones: [0, 1] counts the samples of class 0 predicted as 1.</para>
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
/// <title>Evaluate on rows</title>
/// <code>
/// $rows = foreach ($i in 1..80) { [pscustomobject]@{ Load = $i; Host = ('a', 'b')[$i % 2]; State = if ($i -gt 50) { 'hot' } else { 'fine' } } }
/// $result = $rows | Select-Object -First 60 | Invoke-NetworkTraining -Target State -Seed 1
/// $rows | Select-Object -Last 20 | Measure-Network $result
/// </code>
/// <para>The target column is known from the network. Rows of a single class are allowed.</para>
/// </example>
/// <outputs cref="ClassificationReport">For classes: one report per dataset.</outputs>
/// <outputs cref="RegressionReport">For regression: one report per dataset.</outputs>
/// <seealso cref="GetNetworkPredictionCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/model_evaluation.html">Metrics in scikit-learn</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "Network")]
[OutputType(typeof(ClassificationReport), typeof(RegressionReport))]
public sealed class MeasureNetworkCommand : MeasureCmdlet
{
    /// <inheritdoc cref="GetNetworkPredictionCommand.Threshold"/>
    [Parameter]
    public double Threshold { get; set; } = 0.5;

    /// <inheritdoc cref="GetNetworkPredictionCommand.RawProbability"/>
    [Parameter]
    public SwitchParameter RawProbability { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            Decision.RequireThreshold(Threshold);
            Resolved = Network.Resolve(this);
            WarnOfThreshold(Resolved);
        });
    }

    private protected override void Measure(Dataset dataset) =>
        WriteObject(Evaluator.Measure(dataset, RawProbability ? Resolved.Parameter.WithoutPriorOffset() : Resolved.Parameter, Threshold, UnknownCategory, DatasetWarnings.Always(dataset, WriteWarning), Cancellation));
}
