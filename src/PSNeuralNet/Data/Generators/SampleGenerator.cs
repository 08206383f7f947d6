using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Steps of the dataset generators: validation, shuffling, noise, and the dataset.</summary>
internal static class SampleGenerator
{
    /// <summary>Maximum number of samples.</summary>
    internal const int MaximumSamples = Dataset.MaximumValues / 2;

    private const int ValuesPerCheck = 4096;

    /// <summary>Validates a sample count.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="minimum">Minimum: one a class.</param>
    internal static void RequireSampleCount(int count, int minimum)
    {
        if (count < minimum || count > MaximumSamples)
        {
            throw GeneratorErrors.SampleCountInvalid(count, minimum);
        }
    }

    /// <summary>Validates the size of X and Y.</summary>
    /// <param name="samples">Number of samples.</param>
    /// <param name="rows">The larger number of rows of X and Y.</param>
    internal static void RequireSize(int samples, int rows)
    {
        if ((long)samples * rows > Dataset.MaximumValues)
        {
            throw GeneratorErrors.DatasetTooLarge(samples, rows);
        }
    }

    /// <summary>Validates a noise level.</summary>
    /// <param name="noise">Standard deviation.</param>
    internal static void RequireNoise(double noise)
    {
        if (!double.IsFinite(noise) || noise < 0)
        {
            throw GeneratorErrors.NoiseInvalid(noise);
        }
    }

    /// <summary>Checks for cancellation every few thousand values.</summary>
    /// <param name="index">Index of the value.</param>
    /// <param name="cancellation">Cancels the generation.</param>
    internal static void ThrowIfCanceled(int index, CancellationToken cancellation)
    {
        if (index % ValuesPerCheck == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Indices 0 to count - 1, in order or shuffled as by scikit-learn's <c>shuffle</c>.</summary>
    internal static int[] Order(int count, bool shuffle, RandomState random, CancellationToken cancellation)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (shuffle)
        {
            random.Shuffle<int>(order, cancellation);
        }

        return order;
    }

    /// <summary>Classes of points in the plane, with noise, drawn in the order of scikit-learn's generators: shuffle, then noise.</summary>
    /// <param name="name">The name of the dataset.</param>
    /// <param name="sizes">Number of samples of each class.</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="shuffle">True to shuffle the samples; else they are sorted by class.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="point">A point by its class, its index within the class, and the size of the class.</param>
    /// <param name="cancellation">Cancels the generation.</param>
    internal static Dataset Points(string name, int[] sizes, double noise, bool shuffle, long seed, Func<int, int, int, (double X, double Y)> point, CancellationToken cancellation)
    {
        RequireNoise(noise);
        var random = new RandomState(seed);
        int[] starts = [.. sizes.Select((_, c) => sizes.Take(c).Sum())];
        int[] order = Order(sizes.Sum(), shuffle, random, cancellation);
        var x = new double[2 * order.Length];
        var y = new int[order.Length];
        for (int s = 0; s < order.Length; s++)
        {
            ThrowIfCanceled(s, cancellation);
            int found = Array.BinarySearch(starts, order[s]), c = found < 0 ? ~found - 1 : found;
            (x[2 * s], x[(2 * s) + 1]) = point(c, order[s] - starts[c], sizes[c]);
            y[s] = c;
        }

        AddNoise(x, noise, random, cancellation);
        return ToDataset(name, x, y, sizes.Length, seed);
    }

    /// <summary>Class sizes of a balanced dataset: samples / classes each, one more for the first samples % classes.</summary>
    internal static int[] ClassSizes(int samples, int classes) =>
        [.. Enumerable.Range(0, classes).Select(c => (samples / classes) + (c < samples % classes ? 1 : 0))];

    /// <summary>Adds Gaussian noise to each value, in order; draws nothing for a noise of 0.</summary>
    internal static void AddNoise(double[] values, double noise, RandomState random, CancellationToken cancellation)
    {
        if (noise == 0)
        {
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            ThrowIfCanceled(i, cancellation);
            values[i] += random.Normal(0, noise);
            if (!double.IsFinite(values[i]))
            {
                throw GeneratorErrors.NoiseInvalid(noise);
            }
        }
    }

    /// <summary>Dataset of points and classes.</summary>
    /// <param name="name">The name of the dataset.</param>
    /// <param name="x">Features x samples, column by column.</param>
    /// <param name="y">The class of each sample.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">The seed.</param>
    internal static Dataset ToDataset(string name, double[] x, int[] y, int classes, long seed)
    {
        int features = x.Length / y.Length;
        return new Dataset(
            new DenseMatrix(features, y.Length, x), TargetValues.OfClasses(classes, y), DataSchema.Default(features, classes == 2 ? 1 : classes), name, seed);
    }
}
