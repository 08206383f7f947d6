namespace PSNeuralNet.Data;

/// <summary>Two interleaving half circles, value for value those of scikit-learn's <c>make_moons</c>.</summary>
public static class MoonsGenerator
{
    /// <summary>Generates the data of <c>make_moons(sampleCount, noise=noise, shuffle=shuffle, random_state=seed)</c>.</summary>
    /// <param name="sampleCount">How many samples in all; half of them, rounded down, in the upper moon (class 0).</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="shuffle">Whether the samples are put in random order; else those of class 0 come first.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Ends the generation early.</param>
    /// <exception cref="NetworkException">Fewer than 2 samples, a negative or not finite noise, or a seed outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(int sampleCount, double noise, bool shuffle, long seed, CancellationToken cancellation = default)
    {
        return Generation.Halves("moons", sampleCount, noise, shuffle, seed, Point, cancellation);
    }

    private static (double X, double Y) Point(bool isFirst, int index, int count)
    {
        double angle = HalfCircle(index, count);
        return isFirst ? (Math.Cos(angle), Math.Sin(angle)) : (1 - Math.Cos(angle), 1 - Math.Sin(angle) - 0.5);
    }

    /// <summary>Point number <paramref name="index"/> of <paramref name="count"/> evenly spaced ones from 0 to pi.</summary>
    private static double HalfCircle(int index, int count)
    {
        return index > 0 && index == count - 1 ? Math.PI : index * (Math.PI / Math.Max(1, count - 1));
    }
}
