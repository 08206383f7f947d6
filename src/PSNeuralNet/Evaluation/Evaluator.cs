using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>Measures how good a network is on a dataset: predicts its samples, and compares with what they are.</summary>
public static class Evaluator
{
    /// <summary>Measures. The classes and targets of a network that has names are found by name, in any order; else by place.</summary>
    /// <param name="dataset">The data, as it is: the network's scaling is applied. Its weights count.</param>
    /// <param name="network">The network.</param>
    /// <param name="threshold">What the probability of the second of two classes has to exceed for it to be predicted: between 0 and 1.</param>
    /// <param name="unknown">What happens to a text that was not in the training data.</param>
    /// <param name="warn">Told of each such text, once; null for nobody.</param>
    /// <param name="cancellation">Ends the prediction early.</param>
    /// <returns>A <see cref="ClassificationReport"/> in the network's order of classes, or a <see cref="RegressionReport"/>.</returns>
    /// <exception cref="NetworkException">
    /// The threshold is no probability, or the data does not suit the network: its task, its classes, its features or its targets.
    /// </exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public static NetworkReport Measure(
        Dataset dataset,
        NetworkParameter network,
        double threshold = 0.5,
        UnknownCategory unknown = UnknownCategory.Warning,
        Action<string>? warn = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        Decision.RequireThreshold(threshold);
        return Measure(Recode(dataset, network, new UnknownCategoryReporter(unknown, warn)), new Predictor(network), threshold, cancellation);
    }

    /// <summary>Measures on data as the network sees it: again and again, without a predictor for each time.</summary>
    internal static NetworkReport Measure(Dataset recoded, Predictor predictor, double threshold, CancellationToken cancellation)
    {
        Matrix<double> prediction = predictor.Predict(recoded, cancellation);
        double[]? weight = recoded.Weight is null ? null : [.. recoded.Weight];
        return predictor.Parameter.Task == NetworkTask.Regression
            ? RegressionReport.Create(recoded.Y, prediction, weight, recoded.TargetName)
            : Classify(recoded, prediction, threshold, weight);
    }

    /// <summary>The data as a network sees it: features, classes and targets by name; by place for a network without names.</summary>
    /// <exception cref="NetworkException">The data does not suit the network.</exception>
    internal static Dataset Recode(Dataset dataset, NetworkParameter network, UnknownCategoryReporter? watch = null)
    {
        return network.HasNames ? DatasetRecoding.Recode(dataset, network.Schema, watch) : network.Fit(dataset);
    }

    private static ClassificationReport Classify(Dataset dataset, Matrix<double> probability, double threshold, double[]? weight)
    {
        double[] values = ((DenseMatrix)probability).Values;
        int classes = probability.RowCount;
        var actual = new int[dataset.SampleCount];
        var predicted = new int[dataset.SampleCount];
        for (int s = 0; s < actual.Length; s++)
        {
            actual[s] = dataset.ClassOf(s);
            predicted[s] = Decision.Of(values.AsSpan(s * classes, classes), threshold).ClassIndex;
        }

        return ClassificationReport.Create(dataset.ClassName, actual, predicted, probability, weight);
    }
}
