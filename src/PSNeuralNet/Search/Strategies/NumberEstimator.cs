using MathNet.Numerics.Distributions;

namespace PSNeuralNet.Search;

/// <summary>
/// Parzen estimator of a range: normal distributions, cut off at its ends. The standard deviation of a trial is the larger distance to its neighbours, at least 1 / min(100, trials + 2) of the range
/// (Optuna's magic clip); the prior is in the middle, with the range as its deviation, and no neighbour (from Optuna 4.9 on; it was one before). A whole number has the probability of half a step on both sides.
/// </summary>
internal sealed class NumberEstimator : ParzenEstimator
{
    private const double LargestDivisor = 100;

    private static readonly double LogRoot = 0.5 * Math.Log(2 * Math.PI);

    private readonly SearchParameter _parameter;
    private readonly double _low;
    private readonly double _high;
    private readonly double[] _mean;
    private readonly double[] _deviation;
    private readonly double[] _logMass;

    /// <summary>Creates the estimator.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="coordinates">The coordinates of the trials, the oldest first.</param>
    public NumberEstimator(SearchParameter parameter, IReadOnlyList<double> coordinates)
        : base(coordinates.Count)
    {
        _parameter = parameter;
        (_low, _high) = (parameter.CoordinateLow, parameter.CoordinateHigh);
        _mean = [.. coordinates, (_low + _high) / 2];
        _deviation = [.. Deviations(coordinates, _low, _high), _high - _low];
        _logMass = [.. _mean.Select((mean, i) => Math.Log(Mass((_low - mean) / _deviation[i], (_high - mean) / _deviation[i])))];
    }

    /// <summary>The standard deviation of each trial's distribution.</summary>
    public static double[] Deviations(IReadOnlyList<double> coordinates, double low, double high)
    {
        int count = coordinates.Count;
        int[] order = [.. Enumerable.Range(0, count).OrderBy(i => coordinates[i])];
        var deviations = new double[count];
        double smallest = (high - low) / Math.Min(LargestDivisor, count + 2);
        for (int rank = 0; rank < count; rank++)
        {
            double own = coordinates[order[rank]];
            double before = own - (rank == 0 ? low : coordinates[order[rank - 1]]), after = (rank == count - 1 ? high : coordinates[order[rank + 1]]) - own;

            // The ends of the range count as neighbours only for a single trial.
            double distance = count > 1 && rank == 0 ? after : count > 1 && rank == count - 1 ? before : Math.Max(before, after);
            deviations[order[rank]] = Math.Clamp(distance, smallest, high - low);
        }

        return deviations;
    }

    /// <inheritdoc/>
    protected override double Sample(int kernel, double quantile)
    {
        double mean = _mean[kernel], deviation = _deviation[kernel];
        double below = Normal.CDF(0, 1, (_low - mean) / deviation), above = Normal.CDF(0, 1, (_high - mean) / deviation);
        double coordinate = Math.Clamp(mean + (deviation * Normal.InvCDF(0, 1, below + (quantile * (above - below)))), _low, _high);
        return _parameter.IsInteger ? _parameter.CoordinateOf(_parameter.ValueOf(coordinate))!.Value : coordinate;
    }

    /// <inheritdoc/>
    protected override double LogKernel(int kernel, double coordinate)
    {
        double mean = _mean[kernel], deviation = _deviation[kernel];
        if (_parameter.IsInteger)
        {
            double number = Math.Round(_parameter.IsLog ? Math.Exp(coordinate) : coordinate);
            return Math.Log(Mass((_parameter.Coordinate(number - 0.5) - mean) / deviation, (_parameter.Coordinate(number + 0.5) - mean) / deviation)) - _logMass[kernel];
        }

        double z = (coordinate - mean) / deviation;
        return (-0.5 * z * z) - LogRoot - Math.Log(deviation) - _logMass[kernel];
    }

    /// <summary>The probability of the standard normal distribution between two numbers, by the tail that is smaller, so that it is exact far from 0.</summary>
    private static double Mass(double from, double to) =>
        from > 0 ? Normal.CDF(0, 1, -from) - Normal.CDF(0, 1, -to) : Normal.CDF(0, 1, to) - Normal.CDF(0, 1, from);
}
