using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Exclusive or (XOR): points of a square, of class 1 where their two features differ in sign.</summary>
/// <remarks>
/// X1, then X2 of each sample are uniform in [-1, 1); the class is <c>X1 X2 &lt; 0 ? 1 : 0</c>. The noise is added
/// afterwards, and moves points across the class borders.
/// </remarks>
public static class XorGenerator
{
    /// <summary>Generates the points, in random order.</summary>
    /// <param name="sampleCount">Number of samples; about half of them of each class.</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Cancels the generation.</param>
    /// <exception cref="NetworkException">Fewer than 2 samples, a negative or not finite noise, or a seed outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(int sampleCount, double noise, long seed, CancellationToken cancellation = default)
    {
        SampleGenerator.RequireSampleCount(sampleCount, 2);
        SampleGenerator.RequireNoise(noise);
        var random = new RandomState(seed);
        var x = new double[2 * sampleCount];
        var y = new int[sampleCount];
        for (int s = 0; s < sampleCount; s++)
        {
            SampleGenerator.ThrowIfCanceled(s, cancellation);
            x[2 * s] = random.Uniform(-1, 1);
            x[(2 * s) + 1] = random.Uniform(-1, 1);
            y[s] = x[2 * s] * x[(2 * s) + 1] < 0 ? 1 : 0;
        }

        SampleGenerator.AddNoise(x, noise, random, cancellation);
        return SampleGenerator.ToDataset("xor", x, y, 2, seed);
    }
}
