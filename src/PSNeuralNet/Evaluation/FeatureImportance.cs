using System.Globalization;
using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>How much a network's predictions need a column: how much worse they get where the column's cells are shuffled.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Importance">The mean over the shuffles of how much worse the metric got. About 0, or below, for a column that is not needed.</param>
/// <param name="Deviation">The standard deviation over the shuffles (the population's, as NumPy's std).</param>
/// <param name="Metric">What it was measured by.</param>
/// <param name="Baseline">The metric on the data as it is.</param>
/// <param name="Value">The importance by each shuffle.</param>
/// <param name="Seed">The seed of the shuffles.</param>
public sealed record FeatureImportance(
    string Name, ColumnKind Kind, double Importance, double Deviation, ImportanceMetric Metric, double Baseline, IReadOnlyList<double> Value, long Seed)
{
    /// <summary>In a few words: "wind: 0.2310 +- 0.0121 (Accuracy)".</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"{Name}: {Importance:0.0000} +- {Deviation:0.0000} ({Metric})");
    }
}
