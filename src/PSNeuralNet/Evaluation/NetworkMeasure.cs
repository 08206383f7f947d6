using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>Measures how good a network is on a dataset: predicts its samples, and compares with what they are.</summary>
public static class NetworkMeasure
{
    /// <summary>Measures. The classes and targets of a network that has names are found by name, in any order; else by place.</summary>
    /// <param name="dataset">The data, as it is: the network's scaling is applied. Its weights count.</param>
    /// <param name="network">The network.</param>
    /// <param name="threshold">What the probability of the second of two classes has to exceed for it to be predicted: between 0 and 1.</param>
    /// <param name="cancellation">Ends the prediction early.</param>
    /// <returns>A <see cref="ClassificationReport"/> in the network's order of classes, or a <see cref="RegressionReport"/>.</returns>
    /// <exception cref="NetworkException">
    /// The threshold is no probability, or the data does not suit the network: its task, its classes, its features or its targets.
    /// </exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public static NetworkReport Measure(Dataset dataset, NetworkParameter network, double threshold = 0.5, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        Decision.RequireThreshold(threshold);
        if (dataset.Task != network.Task)
        {
            throw Failure.NetworkTaskMismatch(network.Task, dataset.Task, dataset);
        }

        return network.Task == NetworkTask.Regression
            ? MeasureNumbers(dataset, network, cancellation)
            : MeasureClasses(dataset, network, threshold, cancellation);
    }

    private static ClassificationReport MeasureClasses(Dataset dataset, NetworkParameter network, double threshold, CancellationToken cancellation)
    {
        int[] classOf = NetworkClasses(dataset, network);
        Matrix<double> probability = new Predictor(network).Predict(dataset, cancellation);
        double[] values = ((DenseMatrix)probability).Values;
        int classes = probability.RowCount;
        var actual = new int[dataset.SampleCount];
        var predicted = new int[dataset.SampleCount];
        for (int s = 0; s < actual.Length; s++)
        {
            actual[s] = classOf[dataset.ClassOf(s)];
            predicted[s] = Decision.Of(values.AsSpan(s * classes, classes), threshold).ClassIndex;
        }

        return ClassificationReport.Create(network.HasNames ? network.ClassName : dataset.ClassName, actual, predicted, probability, Weight(dataset));
    }

    private static RegressionReport MeasureNumbers(Dataset dataset, NetworkParameter network, CancellationToken cancellation)
    {
        int[] rows = NetworkTargets(dataset, network);
        Matrix<double> predicted = new Predictor(network).Predict(dataset, cancellation);
        Matrix<double> inOrder = DenseMatrix.Create(rows.Length, predicted.ColumnCount, (row, s) => predicted[rows[row], s]);
        return RegressionReport.Create(dataset.Y, inOrder, Weight(dataset), dataset.TargetName);
    }

    /// <summary>The network's class for each class of the data.</summary>
    private static int[] NetworkClasses(Dataset dataset, NetworkParameter network)
    {
        if (!network.HasNames)
        {
            RequireOutputs(dataset, network);
            return [.. Enumerable.Range(0, dataset.ClassName.Count)];
        }

        int[] classOf = [.. dataset.Schema.ClassLabel.Select(network.Schema.ClassIndex)];
        return classOf.Contains(-1) ? throw Failure.ClassMismatch(network.ClassName, dataset.ClassName, dataset) : classOf;
    }

    /// <summary>The network's output for each target of the data. A single one is clear, whatever its name.</summary>
    private static int[] NetworkTargets(Dataset dataset, NetworkParameter network)
    {
        RequireOutputs(dataset, network);
        List<string> outputs = [.. network.Schema.TargetName];
        if (!network.HasNames || outputs.Count == 1)
        {
            return [.. Enumerable.Range(0, outputs.Count)];
        }

        int[] named = [.. dataset.TargetName.Select(target => outputs.FindIndex(name => string.Equals(name, target, StringComparison.OrdinalIgnoreCase)))];
        return named.Contains(-1) ? throw Failure.TargetMismatch(outputs, dataset.TargetName, dataset) : named;
    }

    private static void RequireOutputs(Dataset dataset, NetworkParameter network)
    {
        if (dataset.Y.RowCount != network.Shape.OutputSize)
        {
            throw Failure.OutputWidthMismatch(network.Shape.OutputSize, dataset.Y.RowCount, dataset);
        }
    }

    private static double[]? Weight(Dataset dataset)
    {
        return dataset.Weight is null ? null : [.. dataset.Weight];
    }
}
