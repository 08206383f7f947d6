using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Interleaved spirals around the origin, an arm a class.</summary>
/// <remarks>
/// Point i of the n points of class c of k, i from 1: <c>r = i / n</c>, <c>angle = 2 pi (turns r + c / k)</c>,
/// <c>(X1, X2) = (r cos angle, r sin angle)</c>, plus noise. So each arm winds from near the origin out to radius 1
/// (an Archimedean spiral), and is the one before it turned by 1/k of a circle.
/// </remarks>
public static class SpiralGenerator
{
    /// <summary>Generates spirals. Of one seed come first the order of the samples, then the noise.</summary>
    /// <param name="sampleCount">How many samples in all, the same for each class; the first ones have one more where it does not come out even.</param>
    /// <param name="classCount">How many arms, each a class: 2 or more.</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="turns">How often an arm goes round: finite and above 0.</param>
    /// <param name="shuffle">Whether the samples are put in random order; else they come class by class, each from the inside out.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Ends the generation early.</param>
    /// <exception cref="NetworkException">Fewer samples than classes, too many numbers in all, or an argument outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(
        int sampleCount, int classCount, double noise, double turns, bool shuffle, long seed, CancellationToken cancellation = default)
    {
        if (classCount < 2)
        {
            throw GeneratorErrors.ClassCountInvalid(classCount);
        }

        // An angle beyond all measure has no sine.
        if (turns is not > 0 || !double.IsFinite(2 * Math.PI * (turns + 1)))
        {
            throw GeneratorErrors.TurnsInvalid(turns);
        }

        Generation.RequireSampleCount(sampleCount, classCount);
        Generation.RequireSize(sampleCount, classCount);
        Generation.RequireNoise(noise);
        var random = new RandomState(seed);
        int[] order = Generation.Order(sampleCount, shuffle, random, cancellation);
        var x = new double[2 * sampleCount];
        var y = new int[sampleCount];
        int[] sizes = Generation.ClassSizes(sampleCount, classCount);
        (int Class, int Point)[] points = [.. sizes.SelectMany((size, c) => Enumerable.Range(1, size).Select(i => (c, i)))];
        for (int s = 0; s < sampleCount; s++)
        {
            Generation.ThrowIfCanceled(s, cancellation);
            (int c, int i) = points[order[s]];
            double radius = (double)i / sizes[c];
            double angle = 2 * Math.PI * ((turns * radius) + ((double)c / classCount));
            x[2 * s] = radius * Math.Cos(angle);
            x[(2 * s) + 1] = radius * Math.Sin(angle);
            y[s] = c;
        }

        Generation.AddNoise(x, noise, random, cancellation);
        return Generation.ToDataset("spiral", x, y, classCount, seed);
    }
}
