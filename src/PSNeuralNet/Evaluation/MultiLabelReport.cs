using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Metrics of several labels, with the values of scikit-learn 1.2 for a multilabel indicator matrix (where undefined, too), and those of always predicting the more frequent class of each
/// label. Precision, recall and F1 are those of the positive classes. With sample weights, every count is a sum of weights.
/// </summary>
public sealed record MultiLabelReport : NetworkReport
{
    private MultiLabelReport()
    {
    }

    /// <inheritdoc/>
    public override required int SampleCount { get; init; }

    /// <summary>Subset accuracy: the share of samples with all labels predicted correctly, 0 to 1 (scikit-learn: accuracy_score).</summary>
    public required double Accuracy { get; init; }

    /// <summary>Hamming loss: the share of labels, over all samples, that are predicted wrongly, 0 to 1; lower is better.</summary>
    public required double HammingLoss { get; init; }

    /// <summary>The precision of all labels together: TP / (TP + FP) of the sums over them; 0 where no label is predicted.</summary>
    public required double MicroPrecision { get; init; }

    /// <summary>The recall of all labels together: TP / (TP + FN) of the sums over them; 0 where no sample has a label.</summary>
    public required double MicroRecall { get; init; }

    /// <summary>The F1 of all labels together: the harmonic mean of <see cref="MicroPrecision"/> and <see cref="MicroRecall"/>; frequent labels count more.</summary>
    public required double MicroF1 { get; init; }

    /// <summary>The mean precision of the labels; 0 counts for one that is never predicted.</summary>
    public required double MacroPrecision { get; init; }

    /// <summary>The mean recall of the labels; 0 counts for one without samples.</summary>
    public required double MacroRecall { get; init; }

    /// <summary>The mean F1 of the labels: each counts the same, however rare.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>
    /// Log loss: the sum of the labels' log losses, which is the cost of the training; divided by the number of labels, their mean. Probabilities are clipped as those of
    /// <see cref="ClassificationReport.LogLoss"/>.
    /// </summary>
    public required double LogLoss { get; init; }

    /// <summary>The mean area under the ROC curve of the labels where it is defined: those with samples of both classes. NaN where it is defined for none.</summary>
    public required double RocAuc { get; init; }

    /// <summary>The mean average precision of the labels; 0 counts for one without samples.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Baseline: the subset accuracy of always predicting the more frequent class of each label.</summary>
    public required double BaselineAccuracy { get; init; }

    /// <summary>The log loss of always giving each label its share as the probability.</summary>
    public required double BaselineLogLoss { get; init; }

    /// <summary>The metrics of each label, in the order of the target columns.</summary>
    public required IReadOnlyList<LabelMetric> Label { get; init; }

    /// <inheritdoc/>
    internal override IReadOnlyList<ReportedMetric> Metrics =>
    [
        new(nameof(Accuracy), "Subset accuracy", Accuracy, BaselineAccuracy),
        new(nameof(HammingLoss), "Hamming loss", HammingLoss, Label.Average(one => Math.Min(one.Share, 1 - one.Share))),
        new(nameof(LogLoss), "Log loss", LogLoss, BaselineLogLoss),
        new(nameof(MicroF1), "Micro F1", MicroF1, null),
        new(nameof(MicroPrecision), "Micro precision", MicroPrecision, null, true),
        new(nameof(MicroRecall), "Micro recall", MicroRecall, null, true),
        new(nameof(MacroF1), "Macro F1", MacroF1, null),
        new(nameof(MacroPrecision), "Macro precision", MacroPrecision, null, true),
        new(nameof(MacroRecall), "Macro recall", MacroRecall, null, true),
        new(nameof(RocAuc), "ROC AUC", RocAuc, 0.5),
        new(nameof(AveragePrecision), "Average precision", AveragePrecision, Label.Average(one => one.Share)),
    ];

    /// <summary>Compares predictions with actual labels.</summary>
    /// <param name="label">The labels, in the order of the rows.</param>
    /// <param name="actual">1 where the actual class is the positive one, else 0: labels x samples.</param>
    /// <param name="probability">The probability of the positive class, likewise: 0 to 1.</param>
    /// <param name="weight">Sample weights: finite, at least 0, not all 0; null for 1 each.</param>
    /// <param name="threshold">The probability above which the positive class is predicted, for each label; null for 0.5.</param>
    /// <exception cref="NetworkException">Shapes disagree, there is no sample, or a weight, a probability, a threshold or an actual value is out of range.</exception>
    public static MultiLabelReport Create(
        IReadOnlyList<TargetLabel> label, Matrix<double> actual, Matrix<double> probability, double[]? weight = null, IReadOnlyList<double>? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(probability);
        double[] thresholds = [.. threshold ?? Enumerable.Repeat(DecisionRule.DefaultThreshold, label.Count)];
        RequireShapes(label, actual, probability, thresholds);
        Array.ForEach(thresholds, DecisionRule.RequireThreshold);
        var weights = new SampleWeights(weight, actual.ColumnCount);
        int samples = actual.ColumnCount;
        bool[] isRight = [.. Enumerable.Repeat(true, samples)], isMajority = [.. Enumerable.Repeat(true, samples)];
        var metrics = new LabelMetric[label.Count];
        var counts = new ThresholdCounts(samples);
        var positive = new bool[samples];
        for (int row = 0; row < metrics.Length; row++)
        {
            double[] score = probability.Row(row).AsArray() ?? probability.Row(row).ToArray();
            for (int s = 0; s < samples; s++)
            {
                positive[s] = actual[row, s] switch
                {
                    0 => false,
                    1 => true,
                    var other => throw EvaluationErrors.LabelValueInvalid(s + 1, label[row].Name, other),
                };
            }

            metrics[row] = LabelMetric.Create(label[row], positive, score, weights, thresholds[row], counts);
            for (int s = 0; s < samples; s++)
            {
                isRight[s] &= positive[s] == score[s] > thresholds[row];
                isMajority[s] &= positive[s] == metrics[row].Share > 0.5;
            }
        }

        double right = metrics.Sum(one => one.TruePositive), alarms = metrics.Sum(one => one.TruePositive + one.FalsePositive), present = metrics.Sum(one => one.Support);
        (double precision, double recall) = (ClassMetric.Ratio(right, alarms), ClassMetric.Ratio(right, present));
        return new MultiLabelReport
        {
            SampleCount = samples,
            Accuracy = Share(isRight, weights),
            HammingLoss = metrics.Sum(one => one.FalsePositive + one.FalseNegative) / (weights.Total * metrics.Length),
            MicroPrecision = precision,
            MicroRecall = recall,
            MicroF1 = ClassMetric.Ratio(2 * precision * recall, precision + recall),
            MacroPrecision = metrics.Average(one => one.Precision),
            MacroRecall = metrics.Average(one => one.Recall),
            MacroF1 = metrics.Average(one => one.F1),
            LogLoss = metrics.Sum(one => one.LogLoss),
            RocAuc = metrics.Select(one => one.RocAuc).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(),
            AveragePrecision = metrics.Average(one => one.AveragePrecision),
            BaselineAccuracy = Share(isMajority, weights),
            BaselineLogLoss = metrics.Sum(one => Entropy(one.Share) + Entropy(1 - one.Share)),
            Label = new Data.TextList<LabelMetric>(metrics),
        };
    }

    /// <summary>Short text: "accuracy 0.9133, micro F1 0.9012, log loss 0.3512, 150 samples".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"accuracy {Accuracy:0.0000}, micro F1 {MicroF1:0.0000}, log loss {LogLoss:0.0000}, {SampleCount} sample{(SampleCount == 1 ? "" : "s")}");

    private static double Share(bool[] holds, SampleWeights weight) => Enumerable.Range(0, holds.Length).Where(s => holds[s]).Sum(s => weight[s]) / weight.Total;

    private static double Entropy(double share) => share > 0 ? -share * Math.Log(share) : 0;

    private static void RequireShapes(IReadOnlyList<TargetLabel> label, Matrix<double> actual, Matrix<double> probability, double[] threshold)
    {
        if (actual.RowCount != label.Count || threshold.Length != label.Count)
        {
            throw EvaluationErrors.TargetShapeInvalid($"There are {label.Count} labels, but {actual.RowCount} rows of actual values and {threshold.Length} thresholds. Give one of each a label.", actual);
        }

        if (probability.RowCount != actual.RowCount || probability.ColumnCount != actual.ColumnCount)
        {
            throw EvaluationErrors.TargetShapeInvalid(
                $"The actual values are {actual.RowCount} x {actual.ColumnCount}, but the probabilities are {probability.RowCount} x {probability.ColumnCount}. Both are laid out with one row a label and one column a sample.",
                probability);
        }
    }
}
