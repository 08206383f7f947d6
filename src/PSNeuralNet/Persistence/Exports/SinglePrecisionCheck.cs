using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Columns and targets whose values are so large beside their deviation that single precision loses digits of them that count.</summary>
internal static class SinglePrecisionCheck
{
    // Largest distance of neighboring floats at the values of a column, in its deviations.
    private const double MaximumSpacing = 1e-6;

    // Standard deviation of the hour, in days.
    private const double HourDeviation = 0.29;

    // Quantiles one standard deviation below and above the median of a normal distribution.
    private const double Low = 0.16, High = 0.84;

    /// <summary>A warning for each such column, then for each such target.</summary>
    /// <remarks>
    /// Typical values are the mean and a deviation, of the scaling, or else of the summary of the training data. A column whose known quantiles are all floats (years, whole days) loses nothing:
    /// the graph subtracts the mean to the last bit.
    /// </remarks>
    public static IEnumerable<string> Of(NetworkParameter parameter)
    {
        // Of an ensemble the scaling of its first network: the others have seen like samples.
        Scaling? scaling = parameter.Single[0].Scaling;
        int first = 0;
        foreach (FeatureColumn column in parameter.Schema.Column.Where(column => !column.IsLeftOut))
        {
            int feature = first;
            first += column.Feature.Count;
            if (column.Kind is not (ColumnKind.Number or ColumnKind.Date or ColumnKind.Duration))
            {
                continue;
            }

            QuantileSketch? sketch = parameter.Metadata.Data?.Column.FirstOrDefault(one => one.Name == column.Name)?.Sketch;
            (double mean, double deviation)? typical = scaling is { FeatureMean.Count: > 0 } ? (scaling.FeatureMean[feature], scaling.FeatureDeviation[feature])
                : sketch is not null ? (sketch.Quantile(0.5), (sketch.Quantile(High) - sketch.Quantile(Low)) / 2)
                : null;
            bool isExact = sketch is not null && sketch.Value.All(value => (float)value == value);
            if (typical is not { } values || isExact)
            {
                continue;
            }

            bool hasHour = column.Definition.Date?.Part.HasFlag(DatePart.Hour) ?? false;
            double deviationOfColumn = hasHour ? Math.Min(values.deviation, HourDeviation) : values.deviation;
            if (IsWide(values.mean, deviationOfColumn, out double spacing))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"The column '{column.Name}' has values about {values.mean:G4}{UnitOf(column.Kind)}, which single precision holds in steps of {spacing:G2}: {spacing / deviationOfColumn:G2} of its deviation {deviationOfColumn:G3}. Predictions of the model may differ from those of the network accordingly. Train on values from which a constant is subtracted, or export with -Precision Double.");
            }
        }

        if (scaling is not { TargetMean.Count: > 0, TargetShift.Count: 0 } || parameter.Schema.IsAnomaly)
        {
            yield break;
        }

        for (int target = 0; target < parameter.Schema.TargetName.Count; target++)
        {
            if (IsWide(scaling.TargetMean[target], scaling.TargetDeviation[target], out double spacing))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"The target '{parameter.Schema.TargetName[target]}' has values about {scaling.TargetMean[target]:G4}, which single precision holds in steps of {spacing:G2}: {spacing / scaling.TargetDeviation[target]:G2} of its deviation {scaling.TargetDeviation[target]:G3}. Predictions of the model are in such steps. Train on a target from which a constant is subtracted, or export with -Precision Double.");
            }
        }
    }

    /// <summary>True where the distance of neighboring floats at the values exceeds the limit.</summary>
    private static bool IsWide(double mean, double deviation, out double spacing)
    {
        var size = (float)(Math.Abs(mean) + deviation);
        spacing = (double)MathF.BitIncrement(size) - size;
        return spacing > MaximumSpacing * deviation;
    }

    private static string UnitOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Date => " days since 1970-01-01",
        ColumnKind.Duration => " seconds",
        _ => "",
    };
}
