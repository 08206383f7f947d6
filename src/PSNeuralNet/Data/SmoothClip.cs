namespace PSNeuralNet.Data;

/// <summary>
/// Smooth clipping of standardized features: x / sqrt(1 + (x / c)^2), which is between -c and c (D. Holzmüller et al., "Better by default", NeurIPS 2024).
/// </summary>
internal static class SmoothClip
{
    /// <summary>The largest number that is clipped as it is: squares of more would overflow.</summary>
    public const double Largest = 1e100;

    /// <summary>A limit that changes nothing: the square of a ratio to it is 0.</summary>
    public const double Unlimited = 1e300;

    /// <summary>x / sqrt(1 + (x / limit)^2); x for the limit 0, which stands for none.</summary>
    public static double Of(double x, double limit)
    {
        if (limit == 0)
        {
            return x;
        }

        double bounded = Math.Min(Math.Max(x, -Largest), Largest), ratio = bounded / limit;
        return bounded / Math.Sqrt(1 + (ratio * ratio));
    }

    /// <summary>The limit of each feature: 0 for indicators and words; empty where all are such.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="limit">The limit of the others.</param>
    public static double[] Limits(DataSchema schema, double limit)
    {
        bool[] isIndicator = IndicatorFeatures.Of(schema);
        return isIndicator.Contains(false) ? Array.ConvertAll(isIndicator, isOne => isOne ? 0 : limit) : [];
    }
}
