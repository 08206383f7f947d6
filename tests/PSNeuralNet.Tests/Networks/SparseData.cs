using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Tests.Networks;

/// <summary>Datasets of mostly zeros, as words of texts and one-hot columns are.</summary>
internal static class SparseData
{
    /// <summary>Samples with words of falling frequency, and a target that some of the words tell.</summary>
    /// <param name="samples">Number of samples.</param>
    /// <param name="features">Number of features.</param>
    /// <param name="words">Non-zeros of a sample, at most.</param>
    /// <param name="task">The task.</param>
    /// <param name="dense">The number of features at the end that are never 0.</param>
    /// <param name="isWeighted">True for sample weights.</param>
    public static Dataset Create(int samples, int features, int words, NetworkTask task = NetworkTask.Binary, int dense = 0, bool isWeighted = false)
    {
        var random = new RandomState(11);
        int outputs = task == NetworkTask.Binary ? 1 : task == NetworkTask.MultiClass ? 3 : 2;
        var x = new DenseMatrix(features, samples);
        var y = new DenseMatrix(outputs, samples);
        for (int s = 0; s < samples; s++)
        {
            for (int i = 0; i < words; i++)
            {
                double rank = random.Uniform();
                x[(int)((features - dense) * rank * rank), s] = 0.1 + random.Uniform();
            }

            for (int i = features - dense; i < features; i++)
            {
                x[i, s] = random.StandardNormal();
            }

            bool tells = x[0, s] + x[2, s] > 0.5;
            switch (task)
            {
                case NetworkTask.Binary:
                    y[0, s] = tells ? 1 : 0;
                    break;
                case NetworkTask.MultiClass:
                    y[tells ? 2 : s % 2, s] = 1;
                    break;
                default:
                    y[0, s] = x[0, s] - x[5, s];
                    y[1, s] = random.StandardNormal();
                    break;
            }
        }

        DataSchema schema = task == NetworkTask.Regression ? DataSchema.DefaultRegression(features, outputs) : DataSchema.Default(features, outputs);
        return new Dataset(x, y, schema, weight: isWeighted ? [.. Enumerable.Range(0, samples).Select(s => 0.5 + (s % 4))] : null);
    }

    /// <summary>Initial parameters with layers for a dataset.</summary>
    public static NetworkParameter Start(Dataset data, int[] hidden, Activation activation = Activation.Tanh) =>
        Initializer.Initialize(
            NetworkShape.For(data.Task, [data.FeatureCount, .. hidden, data.Target.OutputCount], [activation]), Initialization.Xavier, 5, data.Schema);
}
