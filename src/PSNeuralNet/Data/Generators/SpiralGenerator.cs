namespace PSNeuralNet.Data;

/// <summary>Interleaved Archimedean spirals around the origin, one arm per class.</summary>
/// <remarks>
/// Point i of the n points of class c of k, i from 1: <c>r = i / n</c>, <c>angle = 2 pi (turns r + c / k)</c>,
/// <c>(X1, X2) = (r cos angle, r sin angle)</c>, plus noise.
/// </remarks>
public static class SpiralGenerator
{
    /// <summary>Generates spirals. The seed draws the order of the samples, then the noise.</summary>
    /// <param name="sampleCount">Number of samples, balanced over the classes.</param>
    /// <param name="classCount">Number of arms (classes): 2 or more.</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="turns">Turns of an arm around the origin: finite and above 0.</param>
    /// <param name="shuffle">True to shuffle the samples; else they are sorted by class and radius.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Cancels the generation.</param>
    /// <exception cref="NetworkException">Fewer samples than classes, too many numbers in all, or an argument outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(
        int sampleCount, int classCount, double noise, double turns, bool shuffle, long seed, CancellationToken cancellation = default)
    {
        if (classCount < 2)
        {
            throw GeneratorErrors.ClassCountInvalid(classCount);
        }

        // The sine of an infinite angle is NaN.
        if (turns is not > 0 || !double.IsFinite(2 * Math.PI * (turns + 1)))
        {
            throw GeneratorErrors.TurnsInvalid(turns);
        }

        if (classCount > DataSchema.MaximumClasses)
        {
            throw DataErrors.ClassTooMany(classCount);
        }

        SampleGenerator.RequireSampleCount(sampleCount, classCount);
        SampleGenerator.RequireSize(sampleCount, classCount);
        return SampleGenerator.Points("spiral", SampleGenerator.ClassSizes(sampleCount, classCount), noise, shuffle, seed, Point, cancellation);

        (double X, double Y) Point(int c, int index, int count)
        {
            double radius = (index + 1.0) / count, angle = 2 * Math.PI * ((turns * radius) + ((double)c / classCount));
            return (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }
    }
}
