namespace PSNeuralNet.Data;

/// <summary>Two interleaving half circles: the values of scikit-learn's <c>make_moons</c>.</summary>
public static class MoonsGenerator
{
    /// <summary>Generates the data of <c>make_moons(sampleCount, noise=noise, shuffle=shuffle, random_state=seed)</c>.</summary>
    /// <param name="sampleCount">Number of samples; half of them, rounded down, in the upper moon (class 0).</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="shuffle">True to shuffle the samples; else those of class 0 come first.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Cancels the generation.</param>
    /// <exception cref="NetworkException">Fewer than 2 samples, a negative or not finite noise, or a seed outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(int sampleCount, double noise, bool shuffle, long seed, CancellationToken cancellation = default)
    {
        SampleGenerator.RequireSampleCount(sampleCount, 2);
        return SampleGenerator.Points("moons", [sampleCount / 2, sampleCount - (sampleCount / 2)], noise, shuffle, seed, Point, cancellation);
    }

    private static (double X, double Y) Point(int c, int index, int count)
    {
        // numpy.linspace(0, pi, count)[index]
        double angle = index > 0 && index == count - 1 ? Math.PI : index * (Math.PI / Math.Max(1, count - 1));
        return c == 0 ? (Math.Cos(angle), Math.Sin(angle)) : (1 - Math.Cos(angle), 1 - Math.Sin(angle) - 0.5);
    }
}
