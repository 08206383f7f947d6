namespace PSNeuralNet.Data;

/// <summary>
/// How a network sees its data: each feature less its mean, divided by its standard deviation (the population's, as in
/// scikit-learn's StandardScaler); for regression the targets likewise. Kept with the network, so that it takes raw values
/// and gives predictions in the target's own unit.
/// </summary>
public sealed class Scaling
{
    internal Scaling(double[] featureMean, double[] featureDeviation, double[] targetMean, double[] targetDeviation)
    {
        FeatureMean = Array.AsReadOnly(featureMean);
        FeatureDeviation = Array.AsReadOnly(featureDeviation);
        TargetMean = Array.AsReadOnly(targetMean);
        TargetDeviation = Array.AsReadOnly(targetDeviation);
    }

    /// <summary>The mean of each feature.</summary>
    public IReadOnlyList<double> FeatureMean { get; }

    /// <summary>The standard deviation of each feature; 1 where it is constant.</summary>
    public IReadOnlyList<double> FeatureDeviation { get; }

    /// <summary>The mean of each target of a regression; empty for classes.</summary>
    public IReadOnlyList<double> TargetMean { get; }

    /// <summary>The standard deviation of each target of a regression, 1 where it is constant; empty for classes.</summary>
    public IReadOnlyList<double> TargetDeviation { get; }

    /// <summary>Measures the data, each sample as often as its weight says.</summary>
    /// <param name="dataset">The data.</param>
    public static Scaling Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        (double[] mean, double[] deviation) = Measure(dataset.Features, dataset.FeatureCount, dataset.Weight);
        (double[] targetMean, double[] targetDeviation) = dataset.Task == NetworkTask.Regression
            ? Measure(dataset.Targets, dataset.Y.RowCount, dataset.Weight)
            : ([], []);
        return new Scaling(mean, deviation, targetMean, targetDeviation);
    }

    private static (double[] Mean, double[] Deviation) Measure(double[] values, int rows, IReadOnlyList<double>? weight)
    {
        var mean = new double[rows];
        var deviation = new double[rows];
        int samples = values.Length / rows;
        double total = weight?.Sum() ?? samples;
        for (int row = 0; row < rows; row++)
        {
            double sum = 0, squares = 0, smallest = double.PositiveInfinity, largest = double.NegativeInfinity;
            for (int sample = 0; sample < samples; sample++)
            {
                double value = values[(sample * rows) + row];
                bool counts = weight is null || weight[sample] > 0;
                smallest = counts ? Math.Min(smallest, value) : smallest;
                largest = counts ? Math.Max(largest, value) : largest;
                sum += (weight?[sample] ?? 1) * values[(sample * rows) + row];
            }

            mean[row] = sum / total;
            for (int sample = 0; sample < samples; sample++)
            {
                double difference = values[(sample * rows) + row] - mean[row];
                squares += (weight?[sample] ?? 1) * difference * difference;
            }

            // The mean of a constant column may be off in its last digits; what is left then is no deviation.
            bool isConstant = smallest == largest;
            mean[row] = isConstant ? smallest : mean[row];
            deviation[row] = isConstant ? 1 : Math.Sqrt(squares / total);
        }

        return (mean, deviation);
    }
}
