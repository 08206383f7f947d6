namespace PSNeuralNet.Data;

/// <summary>Two concentric circles: the values of scikit-learn's <c>make_circles</c>.</summary>
public static class CirclesGenerator
{
    /// <summary>Generates the data of <c>make_circles(sampleCount, noise=noise, factor=factor, shuffle=shuffle, random_state=seed)</c>.</summary>
    /// <param name="sampleCount">Number of samples; half of them, rounded down, on the outer circle (class 0).</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="factor">Radius of the inner circle, 0 to less than 1; that of the outer one is 1.</param>
    /// <param name="shuffle">True to shuffle the samples; else those of class 0 come first.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Cancels the generation.</param>
    /// <exception cref="NetworkException">Fewer than 2 samples, a negative or not finite noise, or a factor or seed outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(int sampleCount, double noise, double factor, bool shuffle, long seed, CancellationToken cancellation = default)
    {
        if (factor is not (>= 0 and < 1))
        {
            throw GeneratorErrors.FactorInvalid(factor);
        }

        SampleGenerator.RequireSampleCount(sampleCount, 2);
        return SampleGenerator.Points("circles", [sampleCount / 2, sampleCount - (sampleCount / 2)], noise, shuffle, seed, Point, cancellation);

        (double X, double Y) Point(int c, int index, int count)
        {
            double angle = index * (2 * Math.PI / count), radius = c == 0 ? 1 : factor;
            return (Math.Cos(angle) * radius, Math.Sin(angle) * radius);
        }
    }
}
