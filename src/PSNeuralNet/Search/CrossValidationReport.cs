using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Result of a cross-validation: mean, deviation and confidence interval of a metric over the folds, and the predictions for the samples that were held out.</summary>
public sealed class CrossValidationReport
{
    /// <summary>The metric of the score.</summary>
    public required NetworkMetric Metric { get; init; }

    /// <summary>The mean of <see cref="Metric"/> over the folds.</summary>
    public double Score => Statistics.Mean;

    /// <summary>The standard deviation of the score over the folds (divisor n - 1); null for one held-out part.</summary>
    public double? Deviation => Defined(Statistics.Deviation);

    /// <summary>
    /// The lower end of the confidence interval of the score, by Student's t with n - 1 degrees of freedom. Its standard error has the correction for training sets that overlap
    /// (C. Nadeau, Y. Bengio, 2003): sqrt((1/n + test/train) s^2). Null for one held-out part.
    /// </summary>
    public double? Lower => Defined(Statistics.Lower);

    /// <summary>The upper end of the confidence interval.</summary>
    public double? Upper => Defined(Statistics.Upper);

    /// <summary>The score of each fold.</summary>
    public required FoldScores FoldScore { get; init; }

    /// <summary>The folds: "3 x 5 folds".</summary>
    public required string Folds { get; init; }

    /// <summary>The number of epochs done, the mean over the folds.</summary>
    public required double Epochs { get; init; }

    /// <summary>The time that the trainings took in all.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The seed of the folds and trainings.</summary>
    public required long Seed { get; init; }

    /// <summary>The settings, to be splatted: <c>Invoke-NetworkTraining @setting</c>.</summary>
    public required TrialSetting Setting { get; init; }

    /// <summary>The predictions for the samples that were held out: the mean of those of several repetitions.</summary>
    public required OutOfFold OutOfFold { get; init; }

    /// <summary>All metrics of Measure-Network for the task, each with its mean, deviation and interval.</summary>
    public required IReadOnlyList<CrossValidationMetric> AllMetric { get; init; }

    /// <summary>Number of defined scores, standard error and confidence of the interval.</summary>
    public required FoldStatistics Statistics { get; init; }

    /// <summary>Short text: "Accuracy 0.9021 +- 0.0142 (5 folds), LearningRate=0.1".</summary>
    public override string ToString() => $"{Metric} {Statistics}, {Setting}";

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>A metric of a cross-validation.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Statistics">Its mean, deviation, and confidence interval.</param>
/// <param name="FoldScore">Its value in each fold.</param>
public sealed record CrossValidationMetric(NetworkMetric Metric, FoldStatistics Statistics, FoldScores FoldScore)
{
    /// <summary>The mean over the folds.</summary>
    public double Score => Statistics.Mean;

    /// <summary>The standard deviation over the folds; NaN for one held-out part.</summary>
    public double Deviation => Statistics.Deviation;

    /// <summary>The lower end of the confidence interval; NaN for one held-out part.</summary>
    public double Lower => Statistics.Lower;

    /// <summary>The upper end of the confidence interval; NaN for one held-out part.</summary>
    public double Upper => Statistics.Upper;

    /// <summary>Short text: "Accuracy 0.9021 +- 0.0142 (5 folds)".</summary>
    public override string ToString() => $"{Metric} {Statistics}";
}
