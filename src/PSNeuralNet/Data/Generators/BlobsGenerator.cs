using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Gaussian clusters around random centers: the values of scikit-learn's <c>make_blobs</c>.</summary>
public static class BlobsGenerator
{
    /// <summary>
    /// Generates the data of <c>make_blobs(sampleCount, centers=centerCount, n_features=featureCount, cluster_std=deviation,
    /// shuffle=shuffle, random_state=seed)</c>. The centers are uniform between -10 and 10 in each feature.
    /// </summary>
    /// <param name="sampleCount">Number of samples, balanced over the centers.</param>
    /// <param name="centerCount">Number of centers (classes): 2 or more.</param>
    /// <param name="featureCount">Number of features: 1 or more.</param>
    /// <param name="deviation">Standard deviation of a cluster: 0 or more.</param>
    /// <param name="shuffle">True to shuffle the samples; else they are sorted by class.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Cancels the generation.</param>
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

        if (centerCount > DataSchema.MaximumClasses)
        {
            throw DataErrors.ClassTooMany(centerCount);
        }

        SampleGenerator.RequireSampleCount(sampleCount, centerCount);
        SampleGenerator.RequireSize(sampleCount, Math.Max(featureCount, centerCount));
        var random = new RandomState(seed);
        double[][] centers = [.. Enumerable.Range(0, centerCount).Select(_ => Enumerable.Range(0, featureCount).Select(_ => random.Uniform(-10, 10)).ToArray())];
        int[] sizes = SampleGenerator.ClassSizes(sampleCount, centerCount);
        var x = new double[featureCount * sampleCount];
        var y = new int[sampleCount];
        int s = 0;
        for (int center = 0; center < centerCount; center++)
        {
            for (int end = s + sizes[center]; s < end; s++)
            {
                SampleGenerator.ThrowIfCanceled(s, cancellation);
                y[s] = center;
                for (int feature = 0; feature < featureCount; feature++)
                {
                    double value = random.Normal(centers[center][feature], deviation);
                    x[(featureCount * s) + feature] = double.IsFinite(value) ? value : throw GeneratorErrors.DeviationInvalid(deviation);
                }
            }
        }

        // scikit-learn shuffles blobs last, moons and circles first.
        int[] order = SampleGenerator.Order(sampleCount, shuffle, random, cancellation);
        return SampleGenerator.ToDataset("blobs", Dataset.Columns(x, featureCount, order), [.. order.Select(i => y[i])], centerCount, seed);
    }
}
