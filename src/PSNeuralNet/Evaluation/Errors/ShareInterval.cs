using MathNet.Numerics.Distributions;

namespace PSNeuralNet.Evaluation;

/// <summary>Confidence interval of a share.</summary>
internal static class ShareInterval
{
    /// <summary>
    /// The score interval of E. Wilson (1927): all shares p for which |share - p| is at most z sqrt(p (1 - p) / n). Within 0 and 1, also for a share of 0 or 1 (statsmodels:
    /// proportion_confint(method='wilson')).
    /// </summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="count">The number n of samples, above 0; with sample weights, the effective one.</param>
    /// <param name="confidence">The confidence, between 0 and 1.</param>
    public static (double Lower, double Upper) Wilson(double share, double count, double confidence)
    {
        double z = Normal.InvCDF(0, 1, (1 + confidence) / 2), z2 = z * z / count;
        double middle = (share + (z2 / 2)) / (1 + z2), half = Math.Sqrt((share * (1 - share) * z2) + (z2 * z2 / 4)) / (1 + z2);
        return (Math.Clamp(middle - half, 0, share), Math.Clamp(middle + half, share, 1));
    }
}
