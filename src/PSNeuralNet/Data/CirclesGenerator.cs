using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>A circle within a circle, value for value those of scikit-learn's <c>make_circles</c>.</summary>
public static class CirclesGenerator
{
    /// <summary>Generates the data of <c>make_circles(sampleCount, noise=noise, factor=factor, shuffle=shuffle, random_state=seed)</c>.</summary>
    /// <param name="sampleCount">How many samples in all; half of them, rounded down, on the outer circle (class 0).</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="factor">The radius of the inner circle; the outer one's is 1. 0 to less than 1.</param>
    /// <param name="shuffle">Whether the samples are put in random order; else those of class 0 come first.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Ends the generation early.</param>
    /// <exception cref="NetworkException">Fewer than 2 samples, a negative or not finite noise, or a factor or seed outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(int sampleCount, double noise, double factor, bool shuffle, long seed, CancellationToken cancellation = default)
    {
        Generation.RequireSampleCount(sampleCount, 2);
        Generation.RequireNoise(noise);
        if (factor is not (>= 0 and < 1))
        {
            throw Failure.FactorInvalid(factor);
        }

        var random = new RandomState(seed);
        int outer = sampleCount / 2;
        int inner = sampleCount - outer;
        int[] order = Generation.Order(sampleCount, shuffle, random, cancellation);
        var x = new double[2 * sampleCount];
        var y = new int[sampleCount];
        for (int s = 0; s < sampleCount; s++)
        {
            Generation.Look(s, cancellation);
            int i = order[s];
            bool isOuter = i < outer;
            double angle = isOuter ? i * (2 * Math.PI / outer) : (i - outer) * (2 * Math.PI / inner);
            double radius = isOuter ? 1 : factor;
            x[2 * s] = Math.Cos(angle) * radius;
            x[(2 * s) + 1] = Math.Sin(angle) * radius;
            y[s] = isOuter ? 0 : 1;
        }

        Generation.AddNoise(x, noise, random, cancellation);
        return Generation.ToDataset("circles", x, y, 2, seed);
    }
}
