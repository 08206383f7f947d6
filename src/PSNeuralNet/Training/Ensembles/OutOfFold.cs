using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Out-of-fold predictions: of each training sample the mean over the networks that did not train on it; with folds, that is one network, and with more folds than
/// networks, the samples of the other folds have none. Metrics from
/// them need no test data. But the same samples chose the best epoch of each network, so they are a little better than those of new data; and
/// the ensemble, which averages all networks, mostly does better than its single ones here. With a temperature, probabilities are the calibrated ones; it
/// was fitted on the same samples, but is a single number.
/// </summary>
public sealed class OutOfFold
{
    private readonly Dataset _samples;
    private readonly IReadOnlyList<double> _quantile = [];

    /// <param name="samples">The training samples, without those of weight 0.</param>
    /// <param name="weight">The weight of each sample of the dataset that was given; null for 1 each.</param>
    /// <param name="members">The outcome of each network.</param>
    /// <param name="task">The task.</param>
    /// <param name="count">The number of classes or targets, or of quantiles.</param>
    /// <param name="quantile">The quantiles that the networks predict; none for other predictions.</param>
    internal OutOfFold(Dataset samples, IReadOnlyList<double>? weight, IReadOnlyList<MemberOutcome> members, NetworkTask task, int count, IReadOnlyList<double> quantile)
    {
        _quantile = quantile;
        Task = task;
        var sum = new DenseMatrix(count, samples.SampleCount);
        var times = new int[samples.SampleCount];
        foreach (MemberOutcome member in members.Where(member => member.Prediction is not null))
        {
            for (int i = 0; i < member.HeldOut.Length; i++)
            {
                times[member.HeldOut[i]]++;
                MemberMean.Add(member.Prediction!.Values.AsSpan(i * count, count), sum.Values.AsSpan(member.HeldOut[i] * count, count));
            }
        }

        int[] predicted = [.. Enumerable.Range(0, times.Length).Where(sample => times[sample] > 0)];
        int[] place = weight is null ? [] : [.. Enumerable.Range(0, weight.Count).Where(sample => weight[sample] > 0)];
        _samples = predicted.Length == samples.SampleCount ? samples : samples.Take(predicted);
        var values = new DenseMatrix(count, predicted.Length);
        for (int i = 0; i < predicted.Length; i++)
        {
            Span<double> one = values.Values.AsSpan(i * count, count);
            sum.Values.AsSpan(predicted[i] * count, count).CopyTo(one);
            MemberMean.Divide(one, times[predicted[i]]);
        }

        Prediction = QuantileOutput.Prediction(values, quantile);
        Quantiles = quantile.Count == 0 ? null : values;
        Sample = Array.AsReadOnly(place.Length == 0 ? predicted : Array.ConvertAll(predicted, sample => place[sample]));
    }

    /// <param name="samples">The samples that were held out.</param>
    /// <param name="prediction">Their predictions.</param>
    /// <param name="sample">Their indices in the dataset.</param>
    /// <param name="task">The task.</param>
    internal OutOfFold(Dataset samples, Matrix<double> prediction, int[] sample, NetworkTask task)
    {
        (_samples, Task) = (samples, task);
        Prediction = prediction;
        Sample = Array.AsReadOnly(sample);
    }

    /// <summary>Class probabilities, classes x samples; or numbers in the unit of the target, targets x samples.</summary>
    public Matrix<double> Prediction { get; }

    /// <summary>The predicted quantiles, quantiles x samples; null where the networks do not all predict the same ones.</summary>
    internal Matrix<double>? Quantiles { get; }

    /// <summary>
    /// The index in the dataset, from 0, of each predicted sample. With as many folds as networks, these are all samples with a weight above 0; with more folds, or a
    /// validation fraction, those that a network held out.
    /// </summary>
    public IReadOnlyList<int> Sample { get; }

    /// <summary>The predicted samples, coded as the networks take them.</summary>
    internal Dataset Samples => _samples;

    /// <summary>The task of the networks.</summary>
    internal NetworkTask Task { get; }

    /// <summary>Metrics of the predictions.</summary>
    public NetworkReport Report => field ??= Quantiles is { } quantiles ? Evaluator.MeasureQuantiles(_samples, quantiles, _quantile, default)
        : Evaluator.Measure(_samples, Prediction, Task, DecisionRule.Default, _samples.Weight is null ? null : [.. _samples.Weight], default);

    /// <summary>The accuracy, or the mean R2 of the targets.</summary>
    public double Score => ScoreOf(Report);

    /// <summary>In a few words: "500 samples, score 0.93".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sample.Count} sample{(Sample.Count == 1 ? "" : "s")}, score {Score:0.0000}");

    /// <summary>The accuracy, or the mean R2 of the targets, of a report.</summary>
    internal static double ScoreOf(NetworkReport report) =>
        NetworkMetrics.DefaultFor(report).ValueOf(report);
}
