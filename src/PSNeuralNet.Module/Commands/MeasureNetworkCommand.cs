using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>Measures how good a network is on a dataset, best one it was not trained on.</summary>
/// <remarks>
/// <para>
/// The network predicts every sample, and the predictions are compared with what the samples are. The metrics are those of
/// scikit-learn. With sample weights, every count and every mean is a weighted one.
/// </para>
/// <para>
/// For classes: accuracy, precision, recall and F1 (in Class for each), log loss, the areas under the ROC and the precision-recall
/// curve, the Matthews correlation, and in ConfusionMatrix which classes were taken for which. For numbers: the mean squared and
/// absolute errors and R2, in Target for each target. Beside them stands a baseline to beat: what always predicting the most
/// frequent class, or the mean, would reach.
/// </para>
/// <para>
/// Rows are read as the network's training data was: they need its feature columns and its target, in any order, and may all be of one
/// class.
/// </para>
/// <para>
/// Features, classes and targets are found by their names, in any order. The report has the network's order of classes: of two, the
/// second is the positive one. A dataset that does not suit the network is reported as an error, and the next one has its turn.
/// </para>
/// </remarks>
/// <example>
/// <title>How good on data that the network has not seen</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// New-MoonsDataset -Seed 1 | Measure-Network $result
/// </code>
/// <para>Accuracy is far above BaselineAccuracy, which guessing one class would reach.</para>
/// </example>
/// <example>
/// <title>Which classes are taken for which</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// $report = New-MoonsDataset -Seed 1 | Measure-Network $result
/// $report.ConfusionMatrix
/// $report.Class
/// $report.ConfusionMatrix[0, 1]
/// </code>
/// <para>Rows are the actual classes and columns the predicted ones; the number is how many of class 0 were taken for class 1.</para>
/// </example>
/// <example>
/// <title>What another threshold gives</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// $moons = New-MoonsDataset -Seed 1
/// 0.1, 0.5, 0.9 | ForEach-Object { $moons | Measure-Network $result -Threshold $_ } | Format-Table PositivePrecision, PositiveRecall, Accuracy
/// </code>
/// <para>The higher the threshold, the fewer samples are called positive: precision rises, recall falls.</para>
/// </example>
/// <example>
/// <title>How good predictions of numbers are</title>
/// <code>
/// $rows = foreach ($i in 1..60) { [pscustomobject]@{ Size = $i / 20; Price = 3.5 + $i * $i / 100 } }
/// $houses = $rows | ConvertTo-NetworkDataset -Target Price -Task Regression
/// $result = $houses | Invoke-NetworkTraining -Standardize -Seed 1
/// $houses | Measure-Network -Network $result
/// </code>
/// <para>RootMeanSquaredError and MeanAbsoluteError are in the unit of the price.</para>
/// </example>
/// <example>
/// <title>Rows of a table, as they are</title>
/// <code>
/// $rows = foreach ($i in 1..80) { [pscustomobject]@{ Load = $i; Host = ('a', 'b')[$i % 2]; State = if ($i -gt 50) { 'hot' } else { 'fine' } } }
/// $result = $rows | Select-Object -First 60 | Invoke-NetworkTraining -Target State -Epochs 500 -Seed 1
/// $rows | Select-Object -Last 20 | Measure-Network $result
/// </code>
/// <para>The network knows which column is its target. These rows are all hot, which is all right.</para>
/// </example>
/// <outputs cref="ClassificationReport">For classes: one report a dataset.</outputs>
/// <outputs cref="RegressionReport">For numbers: one report a dataset.</outputs>
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

    private protected override void Measure(Dataset dataset)
    {
        WriteObject(Evaluator.Measure(dataset, Resolved.Parameter, Threshold, UnknownCategory, WriteWarning, Cancellation));
    }
}
