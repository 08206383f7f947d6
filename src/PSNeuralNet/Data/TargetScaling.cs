namespace PSNeuralNet.Data;

/// <summary>Fit of a regression's targets: the constant c of ln(y + c), and the range of the training targets that predictions are clipped to.</summary>
internal static class TargetScaling
{
    // e to the power of more would overflow in sums.
    public const double LargestExponent = 700;

    private const double ShareOfMedian = 0.1;

    /// <summary>c of each target: a tenth of the weighted median of its positive values; 1 where there are none.</summary>
    /// <exception cref="NetworkException">A target is negative.</exception>
    public static double[] Shift(Dataset dataset)
    {
        RequireNotNegative(dataset);
        int outputs = dataset.Target.OutputCount;
        return [.. Enumerable.Range(0, outputs).Select(row =>
        {
            List<(double Value, double Weight)> positive = [.. Values(dataset, row).Where(entry => entry.Value > 0)];
            return positive.Count == 0 ? 1 : ShareOfMedian * Imputation.Median(positive);
        })];
    }

    /// <summary>The smallest and the largest value of each target.</summary>
    public static (double[] Minimum, double[] Maximum) Range(Dataset dataset)
    {
        double[][] values = [.. Enumerable.Range(0, dataset.Target.OutputCount).Select(row => Values(dataset, row).Select(entry => entry.Value).ToArray())];
        return ([.. values.Select(one => one.Min())], [.. values.Select(one => one.Max())]);
    }

    /// <summary>Skewness of a target: the mean cube of (y - mean) / deviation. 0 for a constant one.</summary>
    public static double Skewness(Dataset dataset, int row)
    {
        (double Value, double Weight)[] values = [.. Values(dataset, row)];
        double total = values.Sum(entry => entry.Weight), mean = values.Sum(entry => entry.Weight / total * entry.Value);
        double deviation = Math.Sqrt(values.Sum(entry => entry.Weight / total * (entry.Value - mean) * (entry.Value - mean)));
        return deviation > 0 && double.IsFinite(deviation) ? values.Sum(entry => entry.Weight / total * Math.Pow((entry.Value - mean) / deviation, 3)) : 0;
    }

    /// <summary>The values of a target with their weights, but for those of weight 0.</summary>
    public static IEnumerable<(double Value, double Weight)> Values(Dataset dataset, int row)
    {
        int outputs = dataset.Target.OutputCount;
        return Enumerable.Range(0, dataset.SampleCount)
            .Select(sample => (dataset.Targets[(sample * outputs) + row], dataset.Weight?[sample] ?? 1))
            .Where(entry => entry.Item2 > 0);
    }

    /// <summary>ln(y + c) of all targets, sample after sample.</summary>
    /// <exception cref="NetworkException">A target is negative.</exception>
    public static double[] Log(Dataset dataset, IReadOnlyList<double> shift)
    {
        RequireNotNegative(dataset);
        double[] values = dataset.Targets;
        var logs = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            // A negative one has the weight 0.
            logs[i] = Math.Log(Math.Max(0, values[i]) + shift[i % shift.Count]);
        }

        return logs;
    }

    /// <summary>max(0, e^t - c).</summary>
    public static double Exp(double t, double shift) => Math.Max(0, Math.Exp(Math.Min(t, LargestExponent)) - shift);

    /// <summary>Makes sure that no target is negative, but for those of weight 0.</summary>
    /// <exception cref="NetworkException">One is; the message names the row.</exception>
    public static void RequireNotNegative(Dataset dataset)
    {
        int outputs = dataset.Target.OutputCount, index = Array.FindIndex(dataset.Targets, value => value < 0);
        for (; index >= 0; index = Array.FindIndex(dataset.Targets, index + 1, value => value < 0))
        {
            if (dataset.Weight?[index / outputs] != 0)
            {
                throw DataErrors.TargetNotLog(dataset.Schema.TargetName[index % outputs], (index / outputs) + 1, dataset.Targets[index]);
            }
        }
    }
}
