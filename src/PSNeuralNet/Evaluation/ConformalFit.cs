using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>Computes the conformity scores of predictions for samples that the network was not trained on.</summary>
public static class ConformalFit
{
    // Numbers to predict, 16 MB, and samples to select at least.
    private const int MaximumSelection = 2_000_000, MinimumSelection = 1000;

    /// <summary>Calibrates intervals or sets on labeled samples, which the network should not have been trained on. All samples with a weight above 0 count the same.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="network">The network.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">The data does not match the network, or a prediction is not finite.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public static ConformalCalibration Calibrate(
        Dataset dataset, NetworkParameter network, UnknownCategory unknown = UnknownCategory.Warning, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        Dataset samples = Evaluator.Recode(dataset, network, new UnknownCategoryReporter(unknown, warn)).WithoutWeightless();
        return Of(network, samples, new Predictor(network, allQuantiles: true).Predict(samples, cancellation)) ?? throw EvaluationErrors.CalibrationNotFinite();
    }

    /// <summary>
    /// The network with the scores of predictions in its metadata, which are computed when first asked for: until then the samples are kept. Where the network has to predict, of many classes an even selection of
    /// the samples is taken, 1,000 or more: the probabilities of all of them would take much memory, and the quantiles of a thousand scores are exact enough.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples, with the classes or targets of the network, in its order.</param>
    /// <param name="prediction">Their predictions, outputs x samples; null for those of the network.</param>
    internal static NetworkParameter With(NetworkParameter network, Dataset samples, Matrix<double>? prediction = null) =>
        network.With(network.Metadata with { LazyConformal = new(() => prediction is null ? Predicted(network, samples) : Of(network, samples, prediction)) });

    private static ConformalCalibration? Predicted(NetworkParameter network, Dataset samples)
    {
        int most = Math.Max(MinimumSelection, MaximumSelection / network.Schema.OutputCount), count = samples.SampleCount;
        Dataset taken = count <= most ? samples : samples.Take([.. Enumerable.Range(0, most).Select(i => (int)((long)i * count / most))]);
        return Of(network, taken, new Predictor(network, allQuantiles: true).Predict(taken, new WorkerGroup(), CancellationToken.None));
    }

    /// <summary>The scores of predictions; of two or more predicted quantiles, those of the lowest and the highest one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples, with the classes or targets of the network, in its order.</param>
    /// <param name="prediction">Their predictions, outputs x samples, or quantiles x samples.</param>
    /// <returns>Null where there are no samples, or a score is not finite, and for several labels.</returns>
    internal static ConformalCalibration? Of(NetworkParameter network, Dataset samples, Matrix<double> prediction)
    {
        if (network.Task == NetworkTask.MultiLabel)
        {
            return null;
        }

        double[] values = prediction.AsColumnMajorArray();
        int outputs = prediction.RowCount;
        int[] counting = [.. Enumerable.Range(0, samples.SampleCount).Where(sample => samples.Weight is null || samples.Weight[sample] > 0)];
        if (network.Quantile.Count > 1 && outputs == network.Quantile.Count)
        {
            (IntervalScale scale, double shift) = ScaleOf(network, 0);
            TargetScores? scores = Scores(scale, shift, counting.Select(sample => TargetScores.Error(scale, shift, samples.Targets[sample], values[sample * outputs], values[((sample + 1) * outputs) - 1])));
            return scores is null ? null : new ConformalCalibration([scores with { IsQuantile = true }]);
        }

        TargetScores?[] target = network.Task != NetworkTask.Regression
            ? [Scores(IntervalScale.Linear, 0, counting.Select(sample => Math.Max(0, 1 - values[(sample * outputs) + samples.ClassOf(sample)])))]
            : [.. Enumerable.Range(0, outputs).Select(row =>
            {
                (IntervalScale scale, double shift) = ScaleOf(network, row);
                return Scores(scale, shift, counting.Select(sample => TargetScores.Error(scale, shift, samples.Targets[(sample * outputs) + row], values[(sample * outputs) + row], values[(sample * outputs) + row])));
            })];
        return Array.Exists(target, one => one is null) ? null : new ConformalCalibration([.. target.OfType<TargetScores>()]);
    }

    /// <summary>The scale of a target's intervals: that in which the network, or all networks of an ensemble, were trained. Of several shifts of logarithms, which folds of a search learn, it is their mean.</summary>
    private static (IntervalScale Scale, double Shift) ScaleOf(NetworkParameter network, int target)
    {
        (IntervalScale, double)[] scales = [.. network.Single.Select(one =>
            one.Scaling is { TargetShift.Count: > 0 } scaling ? (IntervalScale.Log, scaling.TargetShift[target])
                : one.Loss == Loss.Poisson ? (IntervalScale.SquareRoot, 0)
                : (IntervalScale.Linear, 0.0)).Distinct()];
        return scales.Length == 1 ? scales[0]
            : Array.TrueForAll(scales, one => one.Item1 == IntervalScale.Log) ? (IntervalScale.Log, scales.Average(one => one.Item2))
            : (IntervalScale.Linear, 0);
    }

    private static TargetScores? Scores(IntervalScale scale, double shift, IEnumerable<double> scores) =>
        ConformalScores.Of(scores) is { } found ? new TargetScores(scale, shift, found) : null;
}
