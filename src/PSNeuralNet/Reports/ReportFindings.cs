using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Findings for the part of a report that is in plain words: errors of rows and groups, intervals of the figures, sizes of prediction sets, and drift of the rows that were given.</summary>
internal sealed record ReportFindings
{
    /// <summary>The confidence of intervals of the figures, and of prediction sets.</summary>
    public const double Confidence = 0.95;

    private const int MaximumRows = 10;

    /// <summary>The error of each row.</summary>
    public required RowErrors Error { get; init; }

    /// <summary>The rows with the largest errors, the worst first; of classes only mistakes.</summary>
    public required IReadOnlyList<int> Worst { get; init; }

    /// <summary>The groups of rows, the worst first.</summary>
    public required IReadOnlyList<GroupError> Group { get; init; }

    /// <summary>The accuracy, or the mean absolute error of each target, with its standard error.</summary>
    public required IReadOnlyList<MetricSummary> Figure { get; init; }

    /// <summary>p of McNemar's test of the network against always the most frequent class: the probability of such a difference, or a larger one, where there is none; null for numbers.</summary>
    public required double? BaselineP { get; init; }

    /// <summary>The mean number of classes in a prediction set; null for numbers, and for networks without a calibration of enough rows.</summary>
    public required double? MeanSetSize { get; init; }

    /// <summary>The comparison of the rows that were given with those of the training; null where none were given, and for networks without a summary of their training.</summary>
    public required IReadOnlyList<ColumnDrift>? Drift { get; init; }

    /// <summary>Computes the findings.</summary>
    /// <param name="rows">The rows of the metrics.</param>
    /// <param name="metrics">Their metrics.</param>
    /// <param name="network">The network.</param>
    /// <param name="importance">The columns, the most important ones first.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    public static ReportFindings Of(MeasuredRows rows, NetworkReport metrics, NetworkParameter network, ImportanceChart importance, CancellationToken cancellation)
    {
        var errors = RowErrors.Of(rows.Samples, rows.Predict(cancellation), rows.Rule);
        return new ReportFindings
        {
            Error = errors,
            Worst = [.. errors.Worst(errors.Loss.Count).Where(row => !errors.IsOfClasses || errors.IsWrong[row]).Take(MaximumRows)],
            Group = GroupErrors.Measure(errors, importance.Column.Select(column => column.Name)),
            Figure = Figures(errors),
            BaselineP = metrics is ClassificationReport classes ? AgainstMajority(errors, classes.ConfusionMatrix.ClassName.ToList().IndexOf(classes.MajorityClass)) : null,
            MeanSetSize = SetSize(errors, network.Metadata.Conformal),
            Drift = rows.Source is null && network.Metadata.Data is not null ? Compare(rows.Data, network, cancellation) : null,
        };
    }

    private static MetricSummary[] Figures(RowErrors errors)
    {
        Dataset samples = errors.Samples;
        double[]? weight = samples.Weight is null ? null : [.. samples.Weight];
        if (!errors.IsOfClasses)
        {
            return [.. samples.TargetName.Select((name, target) => MetricEstimates.OfNumbers(name, [.. samples.Y.Row(target)], [.. errors.Prediction.Row(target)], weight)[^1])];
        }

        double right = 0, total = 0, squares = 0;
        for (int row = 0; row < errors.IsWrong.Count; row++)
        {
            double one = weight?[row] ?? 1;
            (right, total, squares) = (right + (errors.IsWrong[row] ? 0 : one), total + one, squares + (one * one));
        }

        double share = right / total, count = SampleScale.Rounded(total, SampleScale.Of(total, squares));
        return [new MetricSummary(nameof(NetworkMetric.Accuracy), "", share, Math.Sqrt(share * (1 - share) / Math.Max(1, count - 1)), count)];
    }

    /// <summary>Weighted counts are scaled to the effective number of samples.</summary>
    private static double AgainstMajority(RowErrors errors, int majority)
    {
        double onlyNetwork = 0, onlyMajority = 0, total = 0, squares = 0;
        for (int row = 0; row < errors.Decision.Count; row++)
        {
            double weight = errors.Samples.Weight?[row] ?? 1;
            bool isMajority = errors.Samples.ClassOf(row) == majority;
            (total, squares) = (total + weight, squares + (weight * weight));
            onlyNetwork += !errors.IsWrong[row] && !isMajority ? weight : 0;
            onlyMajority += errors.IsWrong[row] && isMajority ? weight : 0;
        }

        double scale = SampleScale.Of(total, squares);
        int first = (int)Math.Round(onlyMajority * scale), second = (int)Math.Round(onlyNetwork * scale);
        return PairedComparison.McNemar(first, second, Math.Max(first + second, Math.Max(1, (int)Math.Round(total * scale)))).P;
    }

    private static double? SetSize(RowErrors errors, ConformalCalibration? calibration)
    {
        if (!errors.IsOfClasses || calibration is null || calibration.Target[0].Scores.HighestConfidence < Confidence)
        {
            return null;
        }

        var sets = new PredictionSets(calibration, Confidence, errors.Samples.Schema.ClassLabel);
        double sum = 0, total = 0;
        for (int row = 0; row < errors.Decision.Count; row++)
        {
            double weight = errors.Samples.Weight?[row] ?? 1;
            (sum, total) = (sum + (weight * sets.Of(errors.Prediction.Column(row).AsArray(), errors.Decision[row].ClassIndex).Count), total + weight);
        }

        return sum / total;
    }

    private static IReadOnlyList<ColumnDrift> Compare(Dataset dataset, NetworkParameter network, CancellationToken cancellation)
    {
        var test = new DriftTest(network, new DriftOptions { Confidence = Confidence });
        test.Add(dataset, cancellation);
        return test.Compare();
    }
}
