using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Shared steps of the generators: checks, order of the samples, noise, and the dataset.</summary>
internal static class Generation
{
    /// <summary>The most samples: 1.6 GB of features where there are two.</summary>
    internal const int MaximumSamples = 100_000_000;

    /// <summary>The most numbers in X, and in Y.</summary>
    internal const int MaximumValues = 2 * MaximumSamples;

    private const int ValuesPerLook = 4096;

    /// <summary>Checks a sample count.</summary>
    /// <param name="count">How many samples.</param>
    /// <param name="least">How many there have to be: one a class.</param>
    internal static void RequireSampleCount(int count, int least)
    {
        if (count < least || count > MaximumSamples)
        {
            throw GeneratorErrors.SampleCountInvalid(count, least);
        }
    }

    /// <summary>Checks that the samples fit into an array.</summary>
    /// <param name="samples">How many samples.</param>
    /// <param name="rows">Numbers a sample: the larger one of the rows of X and of Y.</param>
    internal static void RequireSize(int samples, int rows)
    {
        if ((long)samples * rows > MaximumValues)
        {
            throw GeneratorErrors.DatasetTooLarge(samples, rows);
        }
    }

    /// <summary>Checks a noise.</summary>
    /// <param name="noise">A standard deviation.</param>
    internal static void RequireNoise(double noise)
    {
        if (!double.IsFinite(noise) || noise < 0)
        {
            throw GeneratorErrors.NoiseInvalid(noise);
        }
    }

    /// <summary>Looks, every few thousand values, whether the generation is to end.</summary>
    /// <param name="index">The number of the value.</param>
    /// <param name="cancellation">Ends the generation early.</param>
    internal static void ThrowIfCanceled(int index, CancellationToken cancellation)
    {
        if (index % ValuesPerLook == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The numbers 0 to count - 1: as they come, or in the order of scikit-learn's <c>shuffle</c>.</summary>
    internal static int[] Order(int count, bool shuffle, RandomState random, CancellationToken cancellation)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (shuffle)
        {
            random.Shuffle<int>(order, cancellation);
        }

        return order;
    }

    /// <summary>Two classes of points in the plane, half of the samples each, with noise: in the order of scikit-learn's generators.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="count">How many samples in all; half of them, rounded down, are of the first class.</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to both features; 0 for none.</param>
    /// <param name="shuffle">Whether the samples are put in random order; else those of the first class come first.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="point">A point: whether it is of the first class, its number there, and how many that class has.</param>
    /// <param name="cancellation">Ends the generation early.</param>
    internal static Dataset Halves(string name, int count, double noise, bool shuffle, long seed, Func<bool, int, int, (double X, double Y)> point, CancellationToken cancellation)
    {
        RequireSampleCount(count, 2);
        RequireNoise(noise);
        var random = new RandomState(seed);
        int first = count / 2;
        int[] order = Order(count, shuffle, random, cancellation);
        var x = new double[2 * count];
        var y = new int[count];
        for (int s = 0; s < count; s++)
        {
            ThrowIfCanceled(s, cancellation);
            bool isFirst = order[s] < first;
            (x[2 * s], x[(2 * s) + 1]) = isFirst ? point(true, order[s], first) : point(false, order[s] - first, count - first);
            y[s] = isFirst ? 0 : 1;
        }

        AddNoise(x, noise, random, cancellation);
        return ToDataset(name, x, y, 2, seed);
    }

    /// <summary>Number of samples of each class: equal, with one more in the first classes for a remainder.</summary>
    internal static int[] ClassSizes(int samples, int classes)
    {
        return [.. Enumerable.Range(0, classes).Select(c => (samples / classes) + (c < samples % classes ? 1 : 0))];
    }

    /// <summary>Adds Gaussian noise to each value, in order; a noise of 0 draws nothing.</summary>
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

    /// <summary>The dataset of points and their classes: one row of targets for two classes, a row a class for more.</summary>
    /// <param name="name">What was generated.</param>
    /// <param name="x">The features, sample after sample.</param>
    /// <param name="y">The class of each sample.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="seed">The seed.</param>
    internal static Dataset ToDataset(string name, double[] x, int[] y, int classes, long seed)
    {
        int rows = classes == 2 ? 1 : classes;
        var targets = new double[rows * y.Length];
        for (int s = 0; s < y.Length; s++)
        {
            if (rows == 1)
            {
                targets[s] = y[s];
            }
            else
            {
                targets[(rows * s) + y[s]] = 1;
            }
        }

        return new Dataset(new DenseMatrix(x.Length / y.Length, y.Length, x), new DenseMatrix(rows, y.Length, targets), name: name, seed: seed);
    }
}
