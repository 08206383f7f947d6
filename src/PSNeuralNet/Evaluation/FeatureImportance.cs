using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Permutation importance of a column: how much a metric gets worse when the column's cells are shuffled.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">The kind of the column.</param>
/// <param name="Importance">The mean of <paramref name="Value"/>. About 0, or below, for a column of no influence.</param>
/// <param name="Deviation">The population standard deviation of <paramref name="Value"/> (NumPy: std).</param>
/// <param name="Metric">The metric.</param>
/// <param name="Baseline">The metric without shuffling.</param>
/// <param name="Value">By how much the metric got worse in each shuffle.</param>
/// <param name="Seed">The seed of the shuffles.</param>
/// <param name="SampleCount">The number of rows that were measured: of a large table a random sample.</param>
public sealed record FeatureImportance(
    string Name, ColumnKind Kind, double Importance, double Deviation, NetworkMetric Metric, double Baseline, IReadOnlyList<double> Value, long Seed, int SampleCount)
{
    /// <summary>Short text: "wind: 0.2310 +- 0.0121 (Accuracy)".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: {Importance:0.0000} +- {Deviation:0.0000} ({Metric})");
}
