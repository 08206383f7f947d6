using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>The metric of permutation importance for predictions of the same samples, many times. Not thread-safe.</summary>
internal sealed class ImportanceScore
{
    private readonly Dataset _dataset;
    private readonly NetworkTask _task;
    private readonly NetworkMetric _metric;
    private readonly DecisionRule _rule;
    private readonly double[]? _weight;
    private readonly SampleWeights _weights;
    private readonly int[] _actual;
    private readonly int[] _predicted;

    public ImportanceScore(Dataset dataset, NetworkParameter network, NetworkMetric metric)
    {
        NetworkTask task = network.Task;
        (_dataset, _task, _metric, _rule) = (dataset, task, metric, network.DecisionRule());
        _weight = dataset.Weight is null ? null : [.. dataset.Weight];
        _weights = new SampleWeights(_weight, dataset.SampleCount);
        _actual = !task.HasClasses() ? [] : [.. Enumerable.Range(0, dataset.SampleCount).Select(dataset.ClassOf)];
        _predicted = new int[_actual.Length];
    }

    /// <summary>The metric of predictions, outputs x samples.</summary>
    /// <exception cref="NetworkException">The metric does not go with the task.</exception>
    public double Of(DenseMatrix prediction, CancellationToken cancellation)
    {
        if (_metric != NetworkMetric.Accuracy || !_task.HasClasses())
        {
            return _metric.ValueOf(Evaluator.Measure(_dataset, prediction, _task, _rule, _weight, cancellation));
        }

        // The accuracy of a report, without its curves.
        int classes = prediction.RowCount;
        for (int s = 0; s < _predicted.Length; s++)
        {
            _predicted[s] = _rule.Decide(prediction.Values.AsSpan(s * classes, classes)).ClassIndex;
        }

        ConfusionMatrix confusion = ConfusionMatrix.Create(_dataset.ClassName, _actual, _predicted, _weights);
        return confusion.Correct / confusion.Total;
    }
}
