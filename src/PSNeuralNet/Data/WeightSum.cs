namespace PSNeuralNet.Data;

/// <summary>
/// Range of the sum of sample weights, 1E-300 to 1E+305. Every sample counts as its weight / sum: beyond that range the quotient, or its
/// product with a loss, is 0 or not finite.
/// </summary>
internal static class WeightSum
{
    public const double Smallest = 1e-300;

    public const double Largest = 1e305;

    /// <summary>True for a sum in the range.</summary>
    public static bool IsUsable(double sum) => sum is >= Smallest and <= Largest;

    /// <summary>Returns a sum that is in the range.</summary>
    /// <exception cref="NetworkException">All weights are 0, or the sum is out of the range.</exception>
    public static double Require(double sum) =>
        IsUsable(sum) ? sum : throw (sum == 0 ? DataErrors.SampleWeightAllZero() : DataErrors.SampleWeightSumInvalid(sum));
}
