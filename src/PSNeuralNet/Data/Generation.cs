using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>What the generators have in common: checks, the order of the samples, noise, and the dataset at the end.</summary>
internal static class Generation
{
    /// <summary>The most samples: 1.6 GB of features where there are two.</summary>
    internal const int MostSamples = 100_000_000;

    /// <summary>The most numbers in X, and in Y.</summary>
    internal const int MostValues = 2 * MostSamples;

    private const int ValuesPerLook = 4096;

    /// <summary>Checks a sample count.</summary>
    /// <param name="count">How many samples.</param>
    /// <param name="least">How many there have to be: one a class.</param>
    internal static void RequireSampleCount(int count, int least)
    {
        if (count < least || count > MostSamples)
        {
            throw Failure.SampleCountInvalid(count, least);
        }
    }

    /// <summary>Checks that the samples fit into an array.</summary>
    /// <param name="samples">How many samples.</param>
    /// <param name="rows">Numbers a sample: the larger one of the rows of X and of Y.</param>
    internal static void RequireSize(int samples, int rows)
    {
        if ((long)samples * rows > MostValues)
        {
            throw Failure.DatasetTooLarge(samples, rows);
        }
    }

    /// <summary>Checks a noise.</summary>
    /// <param name="noise">A standard deviation.</param>
    internal static void RequireNoise(double noise)
    {
        if (!double.IsFinite(noise) || noise < 0)
        {
            throw Failure.NoiseInvalid(noise);
        }
    }

    /// <summary>Looks, every few thousand values, whether the generation is to end.</summary>
    /// <param name="index">The number of the value.</param>
    /// <param name="cancellation">Ends the generation early.</param>
    internal static void Look(int index, CancellationToken cancellation)
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

    /// <summary>How many samples each class has: the same, the first ones one more where it does not come out even.</summary>
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
            Look(i, cancellation);
            values[i] += random.Normal(0, noise);
            if (!double.IsFinite(values[i]))
            {
                throw Failure.NoiseInvalid(noise);
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
