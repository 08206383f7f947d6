namespace PSNeuralNet.Numerics;

/// <summary>Quantiles of sorted values.</summary>
internal static class Quantile
{
    /// <summary>numpy.quantile with linear interpolation, to the bit: between the values around the place (n - 1) share.</summary>
    /// <param name="sorted">One value or more, in ascending order.</param>
    /// <param name="share">0 to 1.</param>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        double place = (sorted.Length - 1) * share, whole = Math.Floor(place), part = place - whole;
        double below = sorted[(int)whole], above = sorted[Math.Min((int)whole + 1, sorted.Length - 1)], difference = above - below;
        return part < 0.5 ? below + (difference * part) : above - (difference * (1 - part));
    }
}
