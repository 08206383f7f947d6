namespace PSNeuralNet.Evaluation;

/// <summary>
/// Coefficient of determination of one target, R2 = 1 - MSE / Var(y), accumulated prediction by prediction. scikit-learn's r2_score
/// with force_finite=True: for Var(y) = 0, 1 if all predictions are exact, else 0; NaN for fewer than two samples.
/// </summary>
internal sealed class R2Accumulator
{
    private readonly int _sampleCount;

    /// <summary>Mean and variance of the actual values y: sample s is <c>actual[s * stride + offset]</c>.</summary>
    public R2Accumulator(double[] actual, int offset, int stride, SampleWeights weight)
    {
        _sampleCount = weight.Count;
        int first = 0;
        while (weight[first] == 0)
        {
            first++;
        }

        // By differences from the first value, all of which are 0 for a constant target: rounding of the mean leaves no variance.
        double origin = actual[(first * stride) + offset], difference = 0;
        for (int s = first; s < _sampleCount; s++)
        {
            difference += weight[s] / weight.Total * (actual[(s * stride) + offset] - origin);
        }

        Mean = origin + difference;
        for (int s = 0; s < _sampleCount; s++)
        {
            double deviation = actual[(s * stride) + offset] - Mean;
            Variance += weight[s] / weight.Total * deviation * deviation;
        }
    }

    private R2Accumulator(R2Accumulator target) => (_sampleCount, Mean, Variance) = (target._sampleCount, target.Mean, target.Variance);

    /// <summary>Weighted mean of y.</summary>
    public double Mean { get; }

    /// <summary>Weighted population variance of y; exactly 0 for a constant target.</summary>
    public double Variance { get; }

    /// <summary>Weighted mean of (y - p)^2, once every sample was added.</summary>
    public double MeanSquaredError { get; private set; }

    /// <summary>The R2 of the predictions added.</summary>
    public double Value => _sampleCount < 2 ? double.NaN : MeanSquaredError == 0 ? 1 : Variance == 0 ? 0 : 1 - (MeanSquaredError / Variance);

    /// <summary>The R2 of several targets: the mean of theirs (scikit-learn's "uniform_average").</summary>
    public static double Average(R2Accumulator[] targets) => targets.Average(target => target.Value);

    /// <summary>Adds one prediction.</summary>
    /// <param name="share">The sample's weight / the sum of all weights.</param>
    /// <param name="error">y - p, in units of the target.</param>
    public void Add(double share, double error) => MeanSquaredError += share * error * error;

    /// <summary>Adds the predictions of a part of the samples.</summary>
    public void Add(R2Accumulator part) => MeanSquaredError += part.MeanSquaredError;

    /// <summary>An empty accumulator for the same target.</summary>
    public R2Accumulator NewPart() => new(this);

    /// <summary>Removes all predictions.</summary>
    public void Clear() => MeanSquaredError = 0;
}
