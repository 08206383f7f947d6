using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Comparison of a column, or of the predictions, of new samples with those of the training.</summary>
public sealed record ColumnDrift
{
    /// <summary>The column; Prediction, or Prediction(name) of several targets, for the predictions.</summary>
    public required string Column { get; init; }

    /// <summary>Kind of the values.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>
    /// Population stability index: the sum of (q - p) ln(q / p) over groups with the shares p of the training and q of the new samples: ten groups between the deciles of the training, or the categories and one
    /// for new ones, and one for missing cells. Null without values.
    /// </summary>
    public required double? Psi { get; init; }

    /// <summary>The statistic of the test of the values: the largest distance of the distribution functions of numbers, chi-squared of categories. Null without values.</summary>
    public required double? Statistic { get; init; }

    /// <summary>The probability of such a statistic, or a larger one, where nothing changed.</summary>
    public required double? PValue { get; init; }

    /// <summary>The probability of such a change of the share of missing cells, where nothing changed (chi-squared, of few cells Fisher's exact test); null where none is missing.</summary>
    public required double? MissingPValue { get; init; }

    /// <summary>p of both tests, the smaller one times their number, corrected for all columns and predictions (Holm).</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>The share of missing cells in the training.</summary>
    public required double MissingThen { get; init; }

    /// <summary>The share of missing cells in the new samples.</summary>
    public required double MissingNow { get; init; }

    /// <summary>The median of the training: a number, a date or a span of time; null for categories.</summary>
    public required object? MedianThen { get; init; }

    /// <summary>The median of the new samples: one of the values of the training that are kept, or, where it is between two of them or outside, interpolated between the smallest and the largest new number there. Null for categories.</summary>
    public required object? MedianNow { get; init; }

    /// <summary>The share of the new numbers that are below the smallest or above the largest one of the training; null for categories.</summary>
    public required double? OutOfRange { get; init; }

    /// <summary>The categories that the training did not have, the most frequent ones first, with their number of samples: up to 20 of them.</summary>
    public required IReadOnlyList<CategoryCount> NewCategory { get; init; }

    /// <summary>The number of categories that the training did not have.</summary>
    public required int NewCategoryCount { get; init; }

    /// <summary>The number of values of the training; with sample weights, the effective one.</summary>
    public required double CountThen { get; init; }

    /// <summary>The number of new values, likewise.</summary>
    public required double CountNow { get; init; }

    /// <summary>True where the index is above the threshold and the corrected p below 1 - confidence; of predictions, also where a metric is worse beyond chance.</summary>
    public bool Drift { get; init; }

    /// <summary>The part that drifted: values, missing cells, new categories, or the metrics that are worse; empty without drift.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Changes of the metrics of the predictions, where the new samples have labels; none for columns.</summary>
    public MetricChanges Metric { get; init; } = MetricChanges.None;

    /// <summary>
    /// The change in a few words: of a column that drifted, medians, missing cells, numbers out of range and new categories; of predictions the metric that changed most beyond chance. Empty for others.
    /// </summary>
    public string Change => string.Join("; ", Changes());

    /// <summary>Short text: "age: PSI 0.312, p 0.0001, drift (values)".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Column}: {(Psi is null ? "no values" : string.Create(CultureInfo.InvariantCulture, $"PSI {Psi:0.000}"))}{(AdjustedPValue is null ? "" : string.Create(CultureInfo.InvariantCulture, $", p {AdjustedPValue:0.0000}"))}{(Drift ? $", drift ({Reason})" : "")}");

    private IEnumerable<string> Changes()
    {
        if (Metric.Where(metric => metric.Then is not null).MinBy(metric => metric.PValue is { } p && !double.IsNaN(p) ? p : 1) is { } changed)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{changed.Metric} {changed.Then:0.0000} -> {changed.Now:0.0000}");
        }

        if (!Drift)
        {
            yield break;
        }

        if (MedianThen is { } then && MedianNow is { } now && !then.Equals(now))
        {
            yield return $"median {Text(then)} -> {Text(now)}";
        }

        if (MissingPValue < 0.05)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"missing {100 * MissingThen:0.#} % -> {100 * MissingNow:0.#} %");
        }

        if (OutOfRange is > 0 and var share)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} % out of range");
        }

        if (NewCategoryCount > 0)
        {
            yield return $"new: {string.Join(", ", NewCategory.Take(3))}{(NewCategoryCount > 3 ? ", ..." : "")}";
        }

        static string Text(object value) => value is double number ? number.ToString("G4", CultureInfo.InvariantCulture) : FeatureColumn.ShownText(value);
    }
}

/// <summary>A category with a number of samples.</summary>
/// <param name="Category">The category.</param>
/// <param name="Count">The sum of the weights of its samples: their number without weights.</param>
public sealed record CategoryCount(string Category, double Count)
{
    /// <summary>Short text: "nvme (12)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Category} ({Count:0.##})");
}

/// <summary>Changes of the metrics of predictions.</summary>
public sealed class MetricChanges : System.Collections.ObjectModel.ReadOnlyCollection<MetricChange>
{
    internal MetricChanges(IList<MetricChange> changes)
        : base(changes)
    {
    }

    /// <summary>No changes.</summary>
    internal static MetricChanges None { get; } = new([]);

    /// <summary>The texts of the changes, separated by semicolons.</summary>
    public override string ToString() => string.Join("; ", this);
}

/// <summary>Options of a comparison of new samples with those of the training.</summary>
public sealed record DriftOptions
{
    /// <summary>The confidence of intervals, between 0 and 1; a change is significant where the corrected p is below 1 - confidence.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The population stability index that a drift has to exceed, 0 or more.</summary>
    public double PsiThreshold { get; init; } = 0.2;

    /// <summary>Throws where a value is not usable.</summary>
    /// <exception cref="NetworkException">The confidence or the threshold is out of range.</exception>
    public void Validate()
    {
        PairedComparison.RequireConfidence(Confidence);
        if (PsiThreshold is not (>= 0 and < double.PositiveInfinity))
        {
            throw EvaluationErrors.PsiThresholdInvalid(PsiThreshold);
        }
    }
}
