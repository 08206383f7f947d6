using System.Collections.ObjectModel;
using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Decision thresholds of two classes, highest first, with what each leads to. Of the thresholds that find the same share of the positive class, only the highest is there, with the fewest false alarms, and
/// none that finds nothing: the points of scikit-learn's precision_recall_curve, one for each recall. Samples of weight 0 are left out.
/// </summary>
public sealed class ThresholdTable : ReadOnlyCollection<ThresholdMetric>
{
    // Probabilities that are closer, relative to the higher one, are the same but for rounding, which differs between a network and its exports.
    private const double Rounding = 1e-12;

    private readonly ThresholdMetric? _none;

    private ThresholdTable(ThresholdMetric[] rows, ThresholdMetric? none)
        : base(rows) => _none = none;

    /// <summary>Computes the table of a network for two classes.</summary>
    /// <param name="dataset">The data, not standardized, of both classes; sample weights are used.</param>
    /// <param name="network">The network.</param>
    /// <param name="cost">The costs of mistakes; null for none.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <param name="label">The label, for a network of several; else null.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">The network is not for two classes, there is no such label, the samples are of one, or the data does not match the network.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public static ThresholdTable Measure(
        Dataset dataset, NetworkParameter network, MistakeCost? cost = null, UnknownCategory unknown = UnknownCategory.Warning, Action<string>? warn = null, string? label = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        RequireBinary(network, label);
        Dataset known = Evaluator.Recode(dataset, network, new UnknownCategoryReporter(unknown, warn));
        return Of(known, new Predictor(network).Predict(known, cancellation), cost, label is null ? known.Schema : network.Schema, label);
    }

    /// <summary>Computes the table.</summary>
    /// <param name="positive">True for samples of the positive class.</param>
    /// <param name="score">The probability of the positive class of each sample.</param>
    /// <param name="weight">Sample weights: finite, at least 0, not all 0; null for 1 each.</param>
    /// <param name="cost">The costs of mistakes; null for none.</param>
    /// <exception cref="NetworkException">Lengths disagree, there is no sample, all are of one class, or a probability or weight is out of range.</exception>
    public static ThresholdTable Create(bool[] positive, double[] score, double[]? weight = null, MistakeCost? cost = null) =>
        Create(positive, score, weight, cost, new DataSchema(["X"], ["Label"], [false, true]));

    /// <summary>The threshold for a purpose.</summary>
    /// <param name="goal">The purpose.</param>
    /// <returns>A row of the table; or, where the lowest cost is that of no alarm at all, a threshold above the probability of all samples.</returns>
    /// <exception cref="NetworkException">No threshold has the recall or precision that is required.</exception>
    public ThresholdMetric Choose(ThresholdGoal goal)
    {
        ArgumentNullException.ThrowIfNull(goal);
        return goal.Best(goal.Cost is not null && _none is not null ? [_none, .. this] : this);
    }

    /// <summary>Short text: "12 thresholds".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} threshold{(Count == 1 ? "" : "s")}");

    /// <summary>Makes sure that a network is for two classes, or for several labels, one of which is chosen.</summary>
    /// <exception cref="NetworkException">It is not, or has no such label.</exception>
    internal static void RequireBinary(NetworkParameter network, string? label)
    {
        if (label is not null)
        {
            _ = network.Schema.LabelNamed(label);
        }
        else if (network.Task == NetworkTask.MultiLabel)
        {
            throw DataErrors.LabelRequired("A decision threshold", network.Schema.TargetName);
        }
        else if (network.Task != NetworkTask.Binary)
        {
            throw NetworkErrors.ThresholdNotBinary(network.Task, network);
        }
    }

    /// <summary>The table of predictions, classes x samples, with the positive class of a schema; or of one of its labels.</summary>
    internal static ThresholdTable Of(Dataset recoded, Matrix<double> prediction, MistakeCost? cost, DataSchema schema, string? label = null)
    {
        if (label is not null)
        {
            int chosen = schema.LabelNamed(label);
            Dataset one = recoded.OfLabel(chosen);
            return Of(one, prediction.OfLabel(chosen), cost, one.Schema);
        }

        int index = schema.PositiveIndex;
        bool[] positive = [.. Enumerable.Range(0, recoded.SampleCount).Select(sample => recoded.ClassOf(sample) == index)];
        return Create(positive, [.. prediction.Row(index)], recoded.Weight is null ? null : [.. recoded.Weight], cost, schema);
    }

    private static ThresholdTable Create(bool[] positive, double[] score, double[]? weight, MistakeCost? cost, DataSchema schema)
    {
        var counts = ThresholdCounts.Create(positive, score, weight);
        (double positives, double negatives) = (counts.Positives, counts.Negatives);
        if (positives == 0 || negatives == 0)
        {
            int index = schema.PositiveIndex;
            throw EvaluationErrors.ThresholdOneClass(schema.TargetName[0], schema.ClassName[positives == 0 ? 1 - index : index], schema.ClassName[positives == 0 ? index : 1 - index]);
        }

        ReadOnlySpan<double> scores = counts.Threshold;
        if (scores[0] > 1 || scores[^1] < 0)
        {
            throw EvaluationErrors.ThresholdScoreInvalid(scores[0] > 1 ? scores[0] : scores[^1]);
        }

        var rows = new List<ThresholdMetric>();
        double found = 0;
        for (int n = 0; n < scores.Length; n++)
        {
            // A threshold is above 0: where the probability is 0, there is never an alarm.
            double low = n + 1 < scores.Length ? scores[n + 1] : 0;
            if (IsApart(scores[n], low) && Between(scores[n], low) > 0 && counts.TruePositive[n] > found)
            {
                found = counts.TruePositive[n];
                rows.Add(ThresholdMetric.Of(Between(scores[n], low), found, counts.FalsePositive[n], positives, negatives, cost));
            }
        }

        if (rows.Count == 0)
        {
            throw EvaluationErrors.ThresholdNoAlarm(schema.PositiveClass);
        }

        ThresholdMetric? none = IsApart(1, scores[0]) ? ThresholdMetric.Of(Between(1, scores[0]), 0, 0, positives, negatives, cost) : null;
        return new ThresholdTable([.. rows], none);
    }

    private static bool IsApart(double high, double low) => high - low > Rounding * high;

    private static double Between(double high, double low) => low + ((high - low) / 2);
}
