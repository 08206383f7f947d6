using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>The exclusive or: points of a square, of class 1 where their two features differ in sign.</summary>
/// <remarks>
/// X1, then X2 of each sample are uniform in [-1, 1); the class is <c>X1 X2 &lt; 0 ? 1 : 0</c>. Only then is the noise added,
/// so it carries points across the borders.
/// </remarks>
public static class XorGenerator
{
    /// <summary>Generates the points of an exclusive or, in random order by nature.</summary>
    /// <param name="sampleCount">How many samples in all; about half of them of each class.</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Ends the generation early.</param>
    /// <exception cref="NetworkException">Fewer than 2 samples, a negative or not finite noise, or a seed outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(int sampleCount, double noise, long seed, CancellationToken cancellation = default)
    {
        Generation.RequireSampleCount(sampleCount, 2);
        Generation.RequireNoise(noise);
        var random = new RandomState(seed);
        var x = new double[2 * sampleCount];
        var y = new int[sampleCount];
        for (int s = 0; s < sampleCount; s++)
        {
            Generation.ThrowIfCanceled(s, cancellation);
            x[2 * s] = random.Uniform(-1, 1);
            x[(2 * s) + 1] = random.Uniform(-1, 1);
            y[s] = x[2 * s] * x[(2 * s) + 1] < 0 ? 1 : 0;
        }

        Generation.AddNoise(x, noise, random, cancellation);
        return Generation.ToDataset("xor", x, y, 2, seed);
    }
}
