using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Makes the summary of the data of a training.</summary>
internal static class TrainingDataSummary
{
    // Predictions, 160 MB.
    private const int MaximumPredictions = 20_000_000;

    /// <summary>
    /// Summarizes the training samples, those that the validation fraction of a single network holds out excepted; and predictions and metrics of the samples that were held out. Where there are none, the
    /// predictions are those of the training samples, and there are no metrics. Of very many predictions (of many classes), an even selection of the samples is predicted.
    /// </summary>
    public static DataSummary Of(TrainingResult result)
    {
        MeasuredRows measured = MeasuredRows.Of(result).AtMost(MaximumPredictions);
        Dataset training = measured.Training ?? result.Dataset;
        return result.StopReason is StopReason.Canceled or StopReason.Diverged || training.Schema.IsAnomaly
            ? DataSummary.Of(result.Parameter.Fit(training))
            : Of(result.Parameter, training, measured.Samples, measured.Predict(CancellationToken.None), measured.Source!.Value, result.OutOfFold is null ? 1 : result.Parameter.Member.Count);
    }

    /// <summary>Summarizes training samples, and predictions of samples.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The training samples.</param>
    /// <param name="samples">The samples that are predicted, as the network takes them.</param>
    /// <param name="prediction">Their predictions, outputs x samples.</param>
    /// <param name="source">The kind of samples.</param>
    /// <param name="parts">The number of parts of the ensemble, each of which predicted other samples.</param>
    public static DataSummary Of(NetworkParameter network, Dataset training, Dataset samples, Matrix<double> prediction, ScoreSource source, int parts)
    {
        var columns = DataSummary.Of(network.Fit(training));
        double[] values = prediction.AsColumnMajorArray();
        double[]? weight = samples.Weight is null ? null : [.. samples.Weight];
        return new DataSummary(columns.SampleCount, columns.Column)
        {
            PredictionFrom = source.ToString(),
            PartCount = parts,
            Prediction = PredictionValues.Summaries(network, values, samples.SampleCount, weight),
            Metric = source == ScoreSource.Training ? [] : Metrics(network, samples, values, weight),
        };
    }

    private static MetricSummary[] Metrics(NetworkParameter network, Dataset samples, double[] prediction, double[]? weight)
    {
        int targets = network.Schema.TargetName.Count;
        double[] actual = !network.Task.HasClasses() ? samples.Targets : [.. Enumerable.Range(0, samples.SampleCount).Select(sample => (double)samples.ClassOf(sample))];
        return [.. Enumerable.Range(0, targets).SelectMany(target => PredictionValues.Metrics(network, target, actual, prediction, weight))];
    }
}
