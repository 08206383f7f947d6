using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Gaussian clouds around random centers, value for value those of scikit-learn's <c>make_blobs</c>.</summary>
public static class BlobsGenerator
{
    /// <summary>
    /// Generates the data of <c>make_blobs(sampleCount, centers=centerCount, n_features=featureCount, cluster_std=deviation,
    /// shuffle=shuffle, random_state=seed)</c>. The centers are uniform between -10 and 10 in each feature.
    /// </summary>
    /// <param name="sampleCount">How many samples in all, the same for each center; the first ones have one more where it does not come out even.</param>
    /// <param name="centerCount">How many centers, each a class: 2 or more.</param>
    /// <param name="featureCount">How many features: 1 or more.</param>
    /// <param name="deviation">Standard deviation of the points around their center; 0 puts them on it.</param>
    /// <param name="shuffle">Whether the samples are put in random order; else they come class by class.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Ends the generation early.</param>
    /// <exception cref="NetworkException">Fewer samples than centers, too many numbers in all, or an argument outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(
        int sampleCount, int centerCount, int featureCount, double deviation, bool shuffle, long seed, CancellationToken cancellation = default)
    {
        if (centerCount < 2)
        {
            throw GeneratorErrors.CenterCountInvalid(centerCount);
        }

        if (featureCount < 1)
        {
            throw GeneratorErrors.FeatureCountInvalid(featureCount);
        }

        if (!double.IsFinite(deviation) || deviation < 0)
        {
            throw GeneratorErrors.DeviationInvalid(deviation);
        }

        Generation.RequireSampleCount(sampleCount, centerCount);
        Generation.RequireSize(sampleCount, Math.Max(featureCount, centerCount));
        var random = new RandomState(seed);
        double[][] centers = [.. Enumerable.Range(0, centerCount).Select(_ => Center(featureCount, random))];
        int[] sizes = Generation.ClassSizes(sampleCount, centerCount);
        var x = new double[featureCount * sampleCount];
        var y = new int[sampleCount];
        int s = 0;
        for (int center = 0; center < centerCount; center++)
        {
            for (int end = s + sizes[center]; s < end; s++)
            {
                Generation.ThrowIfCanceled(s, cancellation);
                y[s] = center;
                for (int feature = 0; feature < featureCount; feature++)
                {
                    double value = random.Normal(centers[center][feature], deviation);
                    x[(featureCount * s) + feature] = double.IsFinite(value) ? value : throw GeneratorErrors.DeviationInvalid(deviation);
                }
            }
        }

        // Unlike that of the moons, the order is drawn last.
        int[] order = Generation.Order(sampleCount, shuffle, random, cancellation);
        return Generation.ToDataset("blobs", Dataset.Columns(x, featureCount, order), [.. order.Select(i => y[i])], centerCount, seed);
    }

    private static double[] Center(int featureCount, RandomState random)
    {
        const double Box = 10;
        var center = new double[featureCount];
        for (int feature = 0; feature < featureCount; feature++)
        {
            center[feature] = random.Uniform(-Box, Box);
        }

        return center;
    }
}
