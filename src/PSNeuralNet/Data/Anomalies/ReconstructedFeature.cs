namespace PSNeuralNet.Data;

/// <summary>
/// Feature that a network of the task Anomaly reconstructs. Its target is asinh((x - center) / scale) of a number x, which keeps outliers of a heavy-tailed column apart from the others without letting
/// them decide about its scale; and x itself where x is 0 or 1.
/// </summary>
/// <param name="Column">The index of its column in the schema.</param>
/// <param name="Feature">Its index among the features.</param>
/// <param name="Center">The median of the numbers; 0 for a feature of 0 and 1.</param>
/// <param name="Scale">The interquartile range of the numbers / 1.349, the standard deviation of a normal distribution; 0 for a feature of 0 and 1.</param>
internal sealed record ReconstructedFeature(int Column, int Feature, double Center, double Scale)
{
    /// <summary>The largest distance from the center, in scales: squares of larger ones would not be finite.</summary>
    internal const double Largest = 1e150;

    private const double NormalRange = 1.349;

    /// <summary>True for a feature of 0 and 1.</summary>
    public bool IsIndicator => Scale == 0;

    /// <summary>The target of a value; that of the center, or 0, for a missing one.</summary>
    public double Target(double value) =>
        double.IsNaN(value) ? 0 : IsIndicator ? value : Math.Asinh(Math.Clamp((value / Scale) - (Center / Scale), -Largest, Largest));

    /// <summary>The value of a target.</summary>
    public double Value(double target) => IsIndicator ? target : Center + (Scale * Math.Sinh(target));

    /// <summary>The features that are reconstructed: those of all columns but free text, and of dates all but the day, which is new in every later row.</summary>
    /// <param name="dataset">The training samples.</param>
    public static IReadOnlyList<ReconstructedFeature> Of(Dataset dataset)
    {
        var features = new List<ReconstructedFeature>();
        int first = 0;
        for (int i = 0; i < dataset.Schema.Column.Count; i++)
        {
            FeatureColumn column = dataset.Schema.Column[i];
            int day = column.Kind == ColumnKind.Date ? 1 : 0;
            for (int feature = column.IsText ? column.Feature.Count : day; feature < column.Feature.Count; feature++)
            {
                features.Add(IndicatorFeatures.IsIndicator(column, feature) ? new ReconstructedFeature(i, first + feature, 0, 0) : OfNumbers(dataset, i, first + feature));
            }

            first += column.Feature.Count;
        }

        return features;
    }

    private static ReconstructedFeature OfNumbers(Dataset dataset, int column, int feature)
    {
        var values = new List<double>(dataset.SampleCount);
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            double value = dataset.Features[(sample * dataset.FeatureCount) + feature];
            if (!double.IsNaN(value) && (dataset.Weight?[sample] ?? 1) > 0)
            {
                values.Add(value);
            }
        }

        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            return new ReconstructedFeature(column, feature, 0, 1);
        }

        double center = Numerics.Quantile.Of(sorted, 0.5), scale = (Numerics.Quantile.Of(sorted, 0.75) / NormalRange) - (Numerics.Quantile.Of(sorted, 0.25) / NormalRange);
        if (!(scale > 0))
        {
            // More than half of the numbers are the same.
            double largest = Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[^1]));
            scale = largest == 0 ? 1 : largest * Math.Sqrt(sorted.Average(value => (value / largest - center / largest) * (value / largest - center / largest)));
        }

        return new ReconstructedFeature(column, feature, center, scale is > 0 and < double.PositiveInfinity ? scale : 1);
    }
}
