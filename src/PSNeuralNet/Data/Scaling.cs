namespace PSNeuralNet.Data;

/// <summary>
/// Preprocessing inside a network: imputation of missing values; then, where it standardizes, each feature minus its mean, divided by
/// its standard deviation (the population's, as in scikit-learn's StandardScaler), and for regression the targets likewise. Kept
/// with the network, so that it takes raw values and gives predictions in the target's own unit.
/// </summary>
public sealed class Scaling
{
    // Squares of smaller numbers are subnormal.
    private const double MinimumSquares = 1e-280;

    internal Scaling(double[] featureMean, double[] featureDeviation, double[] targetMean, double[] targetDeviation, double[]? fillValue = null)
    {
        FillValue = Array.AsReadOnly(fillValue ?? []);
        FeatureMean = Array.AsReadOnly(featureMean);
        FeatureDeviation = Array.AsReadOnly(featureDeviation);
        TargetMean = Array.AsReadOnly(targetMean);
        TargetDeviation = Array.AsReadOnly(targetDeviation);
    }

    /// <summary>Imputed value of each feature; empty where none may be missing.</summary>
    public IReadOnlyList<double> FillValue { get; }

    /// <summary>Mean of each feature after imputation; empty without standardization.</summary>
    public IReadOnlyList<double> FeatureMean { get; }

    /// <summary>Standard deviation of each feature, 1 for a constant one; empty without standardization.</summary>
    public IReadOnlyList<double> FeatureDeviation { get; }

    /// <summary>Mean of each regression target; empty where targets are not standardized.</summary>
    public IReadOnlyList<double> TargetMean { get; }

    /// <summary>Standard deviation of each regression target, 1 for a constant one; empty where targets are not standardized.</summary>
    public IReadOnlyList<double> TargetDeviation { get; }

    /// <summary>Computes imputed values, means and standard deviations from training data.</summary>
    /// <param name="dataset">The samples to train on, and no others.</param>
    /// <param name="standardize">Whether to standardize.</param>
    /// <param name="standardizeTarget">Whether the targets of a regression are among that.</param>
    /// <param name="keepIndicators">Whether features of categories, booleans and indicators stay 0 or 1; those that do not vary get their value as mean.</param>
    /// <returns>Null where there is nothing to do: no value may be missing, and nothing is standardized.</returns>
    /// <exception cref="NetworkException">The values of a column are too far apart, or too close to each other, to standardize.</exception>
    public static Scaling? Of(Dataset dataset, bool standardize, bool standardizeTarget = true, bool keepIndicators = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (standardize)
        {
            return Measure(dataset, standardizeTarget, keepIndicators);
        }

        double[] fill = Imputation.Of(dataset);
        return fill.Length == 0 ? null : new Scaling([], [], [], [], fill);
    }

    /// <summary>Fits the standardization, with sample weights.</summary>
    /// <param name="dataset">The training samples.</param>
    /// <exception cref="NetworkException">The values of a column are too far apart, or too close to each other, to standardize.</exception>
    public static Scaling Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Measure(dataset, standardizeTarget: true, keepIndicators: false);
    }

    private static Scaling Measure(Dataset dataset, bool standardizeTarget, bool keepIndicators)
    {
        double[] fill = Imputation.Of(dataset);
        (double[] mean, double[] deviation) = Measure(dataset.Features, dataset.FeatureName, dataset.Weight, fill, keepIndicators ? IndicatorFeatures.Of(dataset.Schema) : []);
        (double[] targetMean, double[] targetDeviation) = standardizeTarget && dataset.Task == NetworkTask.Regression
            ? Measure(dataset.Targets, dataset.TargetName, dataset.Weight, [], [])
            : ([], []);
        return new Scaling(mean, deviation, targetMean, targetDeviation, fill);
    }

    /// <summary>Short text: "standardizes 4 features, fills in missing values".</summary>
    public override string ToString()
    {
        string standardizes = FeatureMean.Count == 0 ? "" : $"standardizes {FeatureMean.Count} feature{(FeatureMean.Count == 1 ? "" : "s")}{(TargetMean.Count == 0 ? "" : $" and {TargetMean.Count} target{(TargetMean.Count == 1 ? "" : "s")}")}";
        return string.Join(", ", new[] { standardizes, FillValue.Count == 0 ? "" : "fills in missing values" }.Where(text => text.Length > 0));
    }

    /// <summary>Standardized value of a feature.</summary>
    internal double Standardize(int feature, double value)
    {
        double filled = double.IsNaN(value) && FillValue.Count > 0 ? FillValue[feature] : value;
        return FeatureMean.Count > 0 ? (filled - FeatureMean[feature]) / FeatureDeviation[feature] : filled;
    }

    private static (double[] Mean, double[] Deviation) Measure(double[] values, IReadOnlyList<string> names, IReadOnlyList<double>? weight, double[] fill, bool[] isKept)
    {
        int rows = names.Count;
        var mean = new double[rows];
        var deviation = new double[rows];
        int samples = values.Length / rows;
        double total = weight?.Sum() ?? samples;
        for (int row = 0; row < rows; row++)
        {
            double sum = 0, squares = 0, smallest = double.PositiveInfinity, largest = double.NegativeInfinity;
            for (int sample = 0; sample < samples; sample++)
            {
                double value = Value(sample, row);
                bool counts = weight is null || weight[sample] > 0;
                smallest = counts ? Math.Min(smallest, value) : smallest;
                largest = counts ? Math.Max(largest, value) : largest;
                sum += (weight?[sample] ?? 1) * value;
            }

            mean[row] = sum / total;
            for (int sample = 0; sample < samples; sample++)
            {
                double difference = Value(sample, row) - mean[row];
                squares += (weight?[sample] ?? 1) * difference * difference;
            }

            // The mean of a constant column may have rounding errors, which are not a deviation.
            bool isConstant = smallest == largest;
            mean[row] = isConstant ? smallest : mean[row];
            deviation[row] = isConstant ? 1 : Math.Sqrt(squares / total);
            if (isKept.Length > 0 && isKept[row] && !isConstant)
            {
                (mean[row], deviation[row]) = (0, 1);
                continue;
            }

            if (!isConstant && squares is not (> MinimumSquares and < double.PositiveInfinity))
            {
                (mean[row], deviation[row]) = Scaled(row, Math.Max(Math.Abs(smallest), Math.Abs(largest)));
            }

            if (!double.IsFinite(largest - smallest) || deviation[row] == 0)
            {
                throw DataErrors.RangeNotStandardizable(names[row], smallest, largest);
            }
        }

        return (mean, deviation);

        // Scaled by the largest where squares would overflow.
        (double Mean, double Deviation) Scaled(int row, double unit)
        {
            double center = 0, squares = 0;
            for (int sample = 0; sample < samples; sample++)
            {
                center += (weight?[sample] ?? 1) / total * (Value(sample, row) / unit);
            }

            for (int sample = 0; sample < samples; sample++)
            {
                double difference = (Value(sample, row) / unit) - center;
                squares += (weight?[sample] ?? 1) / total * difference * difference;
            }

            return (center * unit, Math.Sqrt(squares) * unit);
        }

        double Value(int sample, int row)
        {
            double value = values[(sample * rows) + row];
            return double.IsNaN(value) && fill.Length > 0 ? fill[row] : value;
        }
    }
}
