using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Linear regression problem with Gaussian features: the values of scikit-learn's <c>make_regression</c>.</summary>
/// <remarks>
/// The features are standard normal; <c>Y = C X</c> plus noise, where the coefficients C of the informative features are
/// uniform in [0, 100) and those of the others 0.
/// </remarks>
public static class RegressionGenerator
{
    /// <summary>
    /// Generates the data of <c>make_regression(sampleCount, n_features=featureCount, n_informative=informativeCount,
    /// n_targets=targetCount, noise=noise, shuffle=shuffle, random_state=seed)</c>.
    /// </summary>
    /// <param name="sampleCount">Number of samples: 1 or more.</param>
    /// <param name="featureCount">Number of features: 1 or more.</param>
    /// <param name="informativeCount">Number of features that the targets depend on: 1 to <paramref name="featureCount"/>.</param>
    /// <param name="targetCount">Number of target columns: 1 or more.</param>
    /// <param name="noise">Standard deviation of the Gaussian noise added to the targets; 0 for none.</param>
    /// <param name="shuffle">True to shuffle samples and features; else the informative features come first.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Cancels the generation.</param>
    /// <exception cref="NetworkException">Too many numbers in all, or an argument outside its range.</exception>
    /// <exception cref="OperationCanceledException">The generation was canceled.</exception>
    public static Dataset Generate(
        int sampleCount,
        int featureCount,
        int informativeCount,
        int targetCount,
        double noise,
        bool shuffle,
        long seed,
        CancellationToken cancellation = default)
    {
        if (featureCount < 1)
        {
            throw GeneratorErrors.FeatureCountInvalid(featureCount);
        }

        if (informativeCount < 1 || informativeCount > featureCount)
        {
            throw GeneratorErrors.InformativeCountInvalid(informativeCount, featureCount);
        }

        if (targetCount < 1)
        {
            throw GeneratorErrors.TargetCountInvalid(targetCount);
        }

        SampleGenerator.RequireSampleCount(sampleCount, 1);
        SampleGenerator.RequireSize(sampleCount, Math.Max(featureCount, targetCount));
        SampleGenerator.RequireSize(informativeCount, targetCount);
        SampleGenerator.RequireNoise(noise);
        var random = new RandomState(seed);
        var x = new double[featureCount * sampleCount];
        for (int i = 0; i < x.Length; i++)
        {
            SampleGenerator.ThrowIfCanceled(i, cancellation);
            x[i] = random.StandardNormal();
        }

        var coefficients = new double[informativeCount * targetCount];
        for (int i = 0; i < coefficients.Length; i++)
        {
            SampleGenerator.ThrowIfCanceled(i, cancellation);
            coefficients[i] = 100 * random.Uniform();
        }

        double[] y = Targets(x, coefficients, sampleCount, targetCount, cancellation);
        SampleGenerator.AddNoise(y, noise, random, cancellation);
        if (shuffle)
        {
            int[] samples = SampleGenerator.Order(sampleCount, shuffle, random, cancellation);
            int[] features = SampleGenerator.Order(featureCount, shuffle, random, cancellation);
            x = Reordered(x, featureCount, samples, features, cancellation);
            y = Dataset.Columns(y, targetCount, samples);
        }

        return new Dataset(
            new DenseMatrix(featureCount, sampleCount, x),
            new DenseMatrix(targetCount, sampleCount, y),
            DataSchema.DefaultRegression(featureCount, targetCount),
            "regression",
            seed);
    }

    /// <summary>Y = C X for the informative features, which are the first ones.</summary>
    private static double[] Targets(double[] x, double[] coefficients, int sampleCount, int targetCount, CancellationToken cancellation)
    {
        int featureCount = x.Length / sampleCount;
        int informativeCount = coefficients.Length / targetCount;
        var y = new double[targetCount * sampleCount];
        for (int i = 0; i < y.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            (int s, int target) = Math.DivRem(i, targetCount);
            for (int feature = 0; feature < informativeCount; feature++)
            {
                y[i] += x[(featureCount * s) + feature] * coefficients[(targetCount * feature) + target];
            }
        }

        return y;
    }

    private static double[] Reordered(double[] x, int featureCount, int[] samples, int[] features, CancellationToken cancellation)
    {
        var reordered = new double[x.Length];
        for (int s = 0; s < samples.Length; s++)
        {
            SampleGenerator.ThrowIfCanceled(s, cancellation);
            for (int feature = 0; feature < featureCount; feature++)
            {
                reordered[(featureCount * s) + feature] = x[(featureCount * samples[s]) + features[feature]];
            }
        }

        return reordered;
    }
}
