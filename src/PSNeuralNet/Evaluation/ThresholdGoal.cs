namespace PSNeuralNet.Evaluation;

/// <summary>Score that a threshold is chosen for.</summary>
public enum ThresholdScore
{
    /// <summary>The F1 of the positive class: 2 TP / (2 TP + FP + FN).</summary>
    F1,

    /// <summary>The mean of the recalls of both classes: (TP / (TP + FN) + TN / (TN + FP)) / 2.</summary>
    BalancedAccuracy,
}

/// <summary>Purpose that a decision threshold is chosen for: the highest score, the lowest cost, or a recall or precision that is required.</summary>
public sealed class ThresholdGoal
{
    private readonly Func<ThresholdMetric, double> _score;
    private readonly Func<ThresholdMetric, double> _next;
    private readonly Func<ThresholdMetric, bool> _isEnough;
    private readonly Func<IEnumerable<ThresholdMetric>, NetworkException> _error;

    private ThresholdGoal(
        string text, Func<ThresholdMetric, double> score, Func<ThresholdMetric, double>? next = null, Func<ThresholdMetric, bool>? isEnough = null, MistakeCost? cost = null,
        Func<IEnumerable<ThresholdMetric>, NetworkException>? error = null)
    {
        Text = text;
        Cost = cost;
        (_score, _next, _isEnough, _error) = (score, next ?? (_ => 0), isEnough ?? (_ => true), error ?? (_ => throw new InvalidOperationException("Any threshold is enough.")));
    }

    /// <summary>The purpose in a few words: "the highest F1".</summary>
    public string Text { get; }

    /// <summary>The costs of mistakes; null for none.</summary>
    public MistakeCost? Cost { get; }

    /// <summary>The threshold of the highest score.</summary>
    /// <param name="score">The score.</param>
    public static ThresholdGoal Highest(ThresholdScore score) => new(
        $"the highest {(score == ThresholdScore.F1 ? "F1" : "balanced accuracy")}",
        score == ThresholdScore.F1 ? row => row.F1 : row => (row.Recall + (row.TrueNegative / (row.TrueNegative + row.FalsePositive))) / 2);

    /// <summary>The threshold of the lowest cost.</summary>
    /// <param name="cost">The costs of mistakes.</param>
    public static ThresholdGoal Lowest(MistakeCost cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        return new ThresholdGoal($"the lowest cost ({cost})", row => -cost.Relative(row.FalsePositive, row.FalseNegative), cost: cost);
    }

    /// <summary>The threshold of the highest precision among those that find such a share of the positive class.</summary>
    /// <param name="recall">The recall: above 0, at most 1.</param>
    /// <exception cref="NetworkException">It is out of range.</exception>
    public static ThresholdGoal MinimumRecall(double recall) => new(
        FormattableString.Invariant($"a recall of {Valid("recall", recall)} or more"),
        row => row.Precision,
        row => row.Recall,
        row => IsAtLeast(row.Recall, recall),
        error: rows => EvaluationErrors.ThresholdUnreachable("recall", recall, rows.Max(row => row.Recall)));

    /// <summary>The threshold of the highest recall among those whose alarms are right so often.</summary>
    /// <param name="precision">The precision: above 0, at most 1.</param>
    /// <exception cref="NetworkException">It is out of range.</exception>
    public static ThresholdGoal MinimumPrecision(double precision) => new(
        FormattableString.Invariant($"a precision of {Valid("precision", precision)} or more"),
        row => row.Recall,
        isEnough: row => IsAtLeast(row.Precision, precision),
        error: rows => EvaluationErrors.ThresholdUnreachable("precision", precision, rows.Max(row => row.Precision)));

    /// <summary>In a few words: "the highest F1".</summary>
    public override string ToString() => Text;

    /// <summary>The best row; of equal ones, up to rounding, the one with fewer alarms.</summary>
    /// <param name="rows">The rows, highest threshold first.</param>
    /// <exception cref="NetworkException">No row has what is required.</exception>
    internal ThresholdMetric Best(IReadOnlyList<ThresholdMetric> rows)
    {
        ThresholdMetric? best = null;
        foreach (ThresholdMetric row in rows.Where(_isEnough))
        {
            bool isBetter = best is null || IsMore(_score(row), _score(best)) || (!IsMore(_score(best), _score(row)) && IsMore(_next(row), _next(best)));
            best = isBetter ? row : best;
        }

        return best ?? throw _error(rows);
    }

    // Sums of weights differ by rounding.
    private static bool IsMore(double value, double other) => value - other > Rounding * Math.Max(Math.Abs(value), Math.Abs(other));

    private static bool IsAtLeast(double value, double required) => value >= required * (1 - Rounding);

    private const double Rounding = 1e-12;

    private static double Valid(string name, double value) => value is > 0 and <= 1 ? value : throw EvaluationErrors.ThresholdGoalInvalid(name, value);
}
