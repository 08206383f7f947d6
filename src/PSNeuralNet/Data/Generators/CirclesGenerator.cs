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
        if (factor is not (>= 0 and < 1))
        {
            throw GeneratorErrors.FactorInvalid(factor);
        }

        return Generation.Halves("circles", sampleCount, noise, shuffle, seed, Point, cancellation);

        (double X, double Y) Point(bool isFirst, int index, int count)
        {
            double angle = index * (2 * Math.PI / count), radius = isFirst ? 1 : factor;
            return (Math.Cos(angle) * radius, Math.Sin(angle) * radius);
        }
    }
}
