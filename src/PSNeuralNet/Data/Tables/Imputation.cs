namespace PSNeuralNet.Data;

/// <summary>Imputation: the values for missing cells, computed from the samples that have one, with their sample weights.</summary>
internal static class Imputation
{
    /// <summary>
    /// Imputed value of each feature by the strategy of its column; empty if no column may have missing values. 0 for a column without
    /// values.
    /// </summary>
    public static double[] Of(Dataset dataset) => dataset.Schema.MayBeMissing ? Features(dataset, column => column.MayBeMissing, One) : [];

    /// <summary>
    /// Features of a typical sample: the median of numeric columns, the most frequent value of the others; NaN for a column without
    /// values.
    /// </summary>
    public static double[] Middle(Dataset dataset) =>
        Features(
            dataset, _ => true, (column, values) => values.Count == 0 ? double.NaN : column.Kind == ColumnKind.Boolean ? MostFrequent(values) : Median(values));

    /// <summary>Features of a sample: the most frequent category of one-hot columns, a statistic of the others, 0 for other columns.</summary>
    private static double[] Features(Dataset dataset, Func<FeatureColumn, bool> isWanted, Func<FeatureColumn, List<(double Value, double Weight)>, double> statistic)
    {
        var features = new double[dataset.FeatureCount];
        int first = 0;
        foreach (FeatureColumn column in dataset.Schema.Column.Where(column => !column.IsLeftOut))
        {
            if (isWanted(column) && !column.IsText)
            {
                if (column.IsOneHot)
                {
                    features[first + MostFrequentCategory(dataset, column, first)] = 1;
                }

                for (int feature = first; feature < first + column.ValueCount && !column.IsOneHot; feature++)
                {
                    features[feature] = statistic(column, Values(dataset, feature));
                }
            }

            first += column.Feature.Count;
        }

        return features;
    }

    private static double One(FeatureColumn column, List<(double Value, double Weight)> values) =>
        values.Count == 0 ? 0 : column.MissingValue switch
        {
            MissingValue.Median => Median(values),
            MissingValue.MostFrequent => MostFrequent(values),
            MissingValue.Indicator when column.Kind == ColumnKind.Boolean => MostFrequent(values),
            MissingValue.Mean or MissingValue.Indicator or MissingValue.Error => Mean(values),
        };

    private static double Mean(List<(double Value, double Weight)> values)
    {
        // The mean of equal numbers may have rounding errors, which would be a deviation.
        if (values.TrueForAll(entry => entry.Value == values[0].Value))
        {
            return values[0].Value;
        }

        double total = values.Sum(entry => entry.Weight), mean = values.Sum(entry => entry.Weight * entry.Value) / total;

        // Divided first: a sum of very large numbers would overflow.
        return double.IsFinite(mean) ? mean : values.Sum(entry => entry.Weight / total * entry.Value);
    }

    /// <summary>Weighted median; the mean of the two middle values.</summary>
    internal static double Median(List<(double Value, double Weight)> values)
    {
        (double Value, double Weight)[] sorted = [.. values.OrderBy(entry => entry.Value)];
        double half = values.Sum(entry => entry.Weight) / 2, below = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            below += sorted[i].Weight;
            if (below > half || i == sorted.Length - 1)
            {
                return sorted[i].Value;
            }

            if (below == half)
            {
                return (sorted[i].Value + sorted[i + 1].Value) / 2;
            }
        }

        throw new System.Diagnostics.UnreachableException();
    }

    private static double MostFrequent(List<(double Value, double Weight)> values) =>
        values.GroupBy(entry => entry.Value)
            .Select(group => (Value: group.Key, Weight: group.Sum(entry => entry.Weight)))
            .OrderByDescending(group => group.Weight)
            .ThenBy(group => group.Value)
            .First().Value;

    private static int MostFrequentCategory(Dataset dataset, FeatureColumn column, int first)
    {
        var weight = new double[column.ValueCount];
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            int category = dataset.Features.AsSpan((sample * dataset.FeatureCount) + first, weight.Length).IndexOf(1.0);
            if (category >= 0)
            {
                weight[category] += dataset.Weight?[sample] ?? 1;
            }
        }

        return Array.IndexOf(weight, weight.Max());
    }

    private static List<(double Value, double Weight)> Values(Dataset dataset, int feature)
    {
        var values = new List<(double Value, double Weight)>();
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            double value = dataset.Features[(sample * dataset.FeatureCount) + feature], weight = dataset.Weight?[sample] ?? 1;
            if (!double.IsNaN(value) && weight > 0)
            {
                values.Add((value, weight));
            }
        }

        return values;
    }
}
