using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>Predictions as summaries take them.</summary>
internal static class PredictionValues
{
    /// <summary>Summarizes predictions: of two classes the probability of the second one, of more the predicted classes, of numbers those of each target.</summary>
    /// <param name="network">The network.</param>
    /// <param name="prediction">Outputs, sample after sample.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="weight">The weight of each; null for 1 each.</param>
    public static ColumnSummary[] Summaries(NetworkParameter network, double[] prediction, int count, double[]? weight)
    {
        IReadOnlyList<string> classes = network.Task == NetworkTask.MultiClass ? network.ClassName : [];
        return [.. Of(prediction, count, network.Task).Select((values, i) => ColumnSummary.Of(NameOf(network.Schema, i), network.Task == NetworkTask.MultiClass ? ColumnKind.Category : ColumnKind.Number, classes, values, weight, QuantileSketch.MaximumKnots))];
    }

    /// <summary>The name of a prediction, as the property of Get-NetworkPrediction: "Prediction", or Prediction(name) of several targets.</summary>
    public static string NameOf(DataSchema schema, int target) => schema.Task != NetworkTask.Regression || schema.TargetName.Count == 1 ? "Prediction" : $"Prediction({schema.TargetName[target]})";

    /// <summary>The values of each prediction column: numbers, or the index of the class.</summary>
    public static double[][] Of(double[] prediction, int count, NetworkTask task)
    {
        int outputs = prediction.Length / count;
        double[][] values = [.. Enumerable.Range(0, task == NetworkTask.Regression ? outputs : 1).Select(_ => new double[count])];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> one = prediction.AsSpan(i * outputs, outputs);
            for (int target = 0; target < values.Length; target++)
            {
                values[target][i] = task == NetworkTask.Regression ? one[target] : task == NetworkTask.Binary ? one[1] : Decision.Of(one).ClassIndex;
            }
        }

        return values;
    }

    /// <summary>The metrics of a prediction column: of classes, or of one target.</summary>
    /// <param name="network">The network.</param>
    /// <param name="target">The target, from 0.</param>
    /// <param name="actual">Labels, sample after sample: the class of each, or the number of each target.</param>
    /// <param name="prediction">Outputs, sample after sample.</param>
    /// <param name="weight">The weight of each; null for 1 each.</param>
    public static MetricSummary[] Metrics(NetworkParameter network, int target, double[] actual, double[] prediction, double[]? weight)
    {
        if (network.Task != NetworkTask.Regression)
        {
            return MetricEstimates.OfClasses(prediction, network.ClassName.Count, Array.ConvertAll(actual, one => (int)one), weight);
        }

        int targets = network.Schema.TargetName.Count;
        return MetricEstimates.OfNumbers(network.Schema.TargetName[target], Strided(actual), Strided(prediction), weight);

        double[] Strided(double[] values) => [.. Enumerable.Range(0, values.Length / targets).Select(i => values[(i * targets) + target])];
    }
}
