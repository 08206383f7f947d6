using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Comparison of new samples with the summary of those that a network was trained on: each feature column, the predictions, and, of samples with labels, the metrics. Samples are counted as they come; only
/// labels and predictions of labeled ones are kept.
/// </summary>
public sealed class DriftTest
{
    // Held-out samples also chose the epoch, so their metrics are a little too good: a worse metric counts from a p that is so many times smaller.
    private const int Optimism = 5;

    private const int MaximumCategories = 20;

    private readonly DriftOptions _options;
    private readonly DataSummary _then;
    private readonly (FeatureColumn Column, int First)[] _columns;
    private readonly ColumnTally[] _tallies;
    private readonly ColumnTally[] _predictions;
    private readonly Predictor _predictor;
    private readonly Predictor[] _parts;
    private readonly List<double> _actual = [], _predicted = [], _weight = [];
    private readonly List<(ColumnTally Tally, string Text, double Weight)> _found = [];
    private bool _hasWeights;

    /// <summary>Creates a test without samples.</summary>
    /// <param name="network">The network, with the summary of its training.</param>
    /// <param name="options">The confidence and the threshold.</param>
    /// <exception cref="NetworkException">The network has no summary, or an option is not usable.</exception>
    public DriftTest(NetworkParameter network, DriftOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (Network, _options) = (network, options);
        _then = network.Metadata.Data ?? throw NetworkErrors.DataSummaryMissing(network);
        Dictionary<string, (FeatureColumn Column, int First)> columnOf = DataSummary.ColumnOf(network.Schema);
        _columns = [.. _then.Column.Select(column => columnOf[column.Name])];
        _tallies = [.. _then.Column.Select(column => new ColumnTally(column))];
        _predictions = [.. _then.Prediction.Select(column => new ColumnTally(column))];
        Labels = new PredictionLabels(network.Schema);
        var tallyOf = _columns.Zip(_tallies).ToDictionary(pair => pair.First.Column.Name, pair => pair.Second, StringComparer.OrdinalIgnoreCase);
        Reporter = new UnknownCategoryReporter(UnknownCategory.Warning, warn: null)
        {
            Count = (column, text, weight) =>
            {
                if (weight > 0 && column.IndexOf(text) < 0 && tallyOf.TryGetValue(column.Name, out ColumnTally? tally))
                {
                    _found.Add((tally, text, weight));
                }
            },
        };
        _predictor = new Predictor(network);
        int parts = Math.Min(_then.PartCount, Math.Max(1, network.Member.Count));
        _parts = parts == 1 ? [_predictor] : [.. Enumerable.Range(0, parts).Select(part => network.Member.Where((_, i) => i % parts == part).ToArray()).Select(one => new Predictor(one.Length == 1 ? one[0] : NetworkParameter.Ensemble(one)))];
    }

    /// <summary>The network.</summary>
    internal NetworkParameter Network { get; }

    /// <summary>Reader of labels.</summary>
    internal PredictionLabels Labels { get; }

    /// <summary>Counts new categories.</summary>
    internal UnknownCategoryReporter Reporter { get; }

    /// <summary>The number of samples so far, those of weight 0 included.</summary>
    public int SampleCount { get; private set; }

    /// <summary>The number of feature columns without a summary, of which there are more than a network keeps.</summary>
    public int UnsummarizedColumnCount => Network.Schema.Column.Count(column => !column.IsLeftOut) - _columns.Length;

    /// <summary>The first label that is none of the network's classes, or no number; null for none.</summary>
    public object? FirstUnknownLabel => Labels.FirstUnknown;

    /// <summary>The number of such labels, whose samples are not in the metrics.</summary>
    public int UnknownLabelCount => Labels.UnknownCount;

    /// <summary>Adds the samples of a dataset, with their labels.</summary>
    /// <param name="dataset">The samples; features are matched by name.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">A column is missing, or the number of features differs.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public void Add(Dataset dataset, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset encoded = dataset.Encoded();
        EndCategories(isRead: false);
        Reporter.Weight = dataset.Weight;
        Dataset samples = Network.HasNames ? encoded.Select(Network.Schema, Reporter) : encoded;
        EndCategories(isRead: true);
        Add(samples, Labels.Read(dataset), cancellation);
    }

    /// <summary>Counts the new categories that were found since the last call, or forgets them.</summary>
    /// <param name="isRead">True where the samples that have them could be read.</param>
    internal void EndCategories(bool isRead)
    {
        foreach ((ColumnTally tally, string text, double weight) in isRead ? _found : [])
        {
            tally.NewCategory[text] = tally.NewCategory.GetValueOrDefault(text) + weight;
        }

        _found.Clear();
    }

    /// <summary>Adds samples that have the features of the network, in its order.</summary>
    /// <param name="samples">The samples; their targets do not count.</param>
    /// <param name="labels">The labels of each, NaN for a missing one; null for none.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    internal void Add(Dataset samples, double[]? labels, CancellationToken cancellation)
    {
        double[]? weight = samples.Weight is null ? null : [.. samples.Weight];
        double[] inTurn = PredictInTurn(samples, cancellation);
        int parts = Math.Clamp((int)((long)samples.SampleCount * _columns.Length / 100_000), 1, Math.Clamp(_columns.Length, 1, Environment.ProcessorCount));
        ParallelParts.Run(parts, part =>
        {
            for (int i = part; i < _columns.Length; i += parts)
            {
                _tallies[i].Add(ColumnValues.Of(_columns[i].Column, _columns[i].First, samples), weight);
            }
        });
        double[][] values = PredictionValues.Of(inTurn, samples.SampleCount, Network.Task);
        for (int i = 0; i < _predictions.Length; i++)
        {
            _predictions[i].Add(values[i], weight);
        }

        SampleCount += samples.SampleCount;
        if (labels is not null && labels.AsSpan().ContainsAnyInRange(double.NegativeInfinity, double.PositiveInfinity))
        {
            Keep(labels, _parts.Length == 1 ? inTurn : _predictor.Predict(samples, cancellation).AsColumnMajorArray(), samples.SampleCount, weight);
        }
    }

    /// <summary>The comparison of each column, then of the predictions.</summary>
    /// <exception cref="NetworkException">There is no sample.</exception>
    public IReadOnlyList<ColumnDrift> Compare()
    {
        if (SampleCount == 0)
        {
            throw EvaluationErrors.DriftSampleNone();
        }

        ColumnDrift[] drifts = [.. _then.Column.Zip(_tallies, Compare), .. _then.Prediction.Zip(_predictions, Compare)];
        double[] adjusted = TwoSampleTest.Holm([.. drifts.Select(Combined)]);
        double[] actual = [.. _actual], predicted = [.. _predicted];
        for (int i = 0; i < drifts.Length; i++)
        {
            ColumnDrift drift = drifts[i] with { AdjustedPValue = double.IsNaN(adjusted[i]) ? null : adjusted[i] };
            int target = i - _then.Column.Count;
            MetricChange[] metrics = target < 0 ? [] : Metrics(target, actual, predicted);
            bool hasShifted = drift.Psi > _options.PsiThreshold && drift.AdjustedPValue < 1 - _options.Confidence;
            string[] reasons = [.. hasShifted ? Reasons(drift) : [], .. metrics.Where(metric => metric.IsWorse).Select(metric => metric.Metric.ToString())];
            drifts[i] = drift with { Drift = reasons.Length > 0, Reason = string.Join(", ", reasons), Metric = new MetricChanges(metrics) };
        }

        return Array.AsReadOnly(drifts);
    }

    private static ColumnDrift Compare(ColumnSummary then, ColumnTally now)
    {
        TestOutcome? test = now.Test(), missing = now.TestMissing();
        return new ColumnDrift
        {
            Column = then.Name,
            Kind = then.Kind,
            Psi = now.Psi(),
            Statistic = test?.Statistic,
            PValue = test?.P,
            MissingPValue = missing?.P,
            MissingThen = then.MissingShare,
            MissingNow = now.MissingShare,
            MedianThen = then.Sketch is null ? null : FeatureColumn.Shown(then.Kind, then.Sketch.Quantile(0.5)),
            MedianNow = now.Median is { } median ? FeatureColumn.Shown(then.Kind, median) : null,
            OutOfRange = now.OutOfRange,
            NewCategory = new TextList<CategoryCount>([.. now.NewCategory.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MaximumCategories).Select(pair => new CategoryCount(pair.Key, pair.Value))]),
            NewCategoryCount = now.NewCategory.Count,
            CountThen = then.Count,
            CountNow = now.Count,
        };
    }

    /// <summary>p of both tests of a column (Bonferroni); NaN without a test.</summary>
    private static double Combined(ColumnDrift drift) =>
        drift is { PValue: { } values, MissingPValue: { } missing } ? Math.Min(1, 2 * Math.Min(values, missing)) : drift.PValue ?? drift.MissingPValue ?? double.NaN;

    private static IEnumerable<string> Reasons(ColumnDrift drift)
    {
        bool isMissing = drift.MissingPValue is { } missing && (drift.PValue is not { } p || missing < p);
        yield return isMissing ? "missing cells" : "values";
        if (drift.NewCategoryCount > 0)
        {
            yield return "new categories";
        }
    }

    /// <summary>
    /// Predictions as those of the summary were made: out of fold, each sample was predicted by one part of the networks. The mean of all of them is less extreme, which would look like drift.
    /// </summary>
    private double[] PredictInTurn(Dataset samples, CancellationToken cancellation)
    {
        if (_parts.Length == 1)
        {
            return _predictor.Predict(samples, cancellation).AsColumnMajorArray();
        }

        int outputs = OutputDecoder.CountOf(Network);
        var all = new double[outputs * samples.SampleCount];
        for (int part = 0; part < _parts.Length; part++)
        {
            int[] own = [.. Enumerable.Range(0, samples.SampleCount).Where(sample => (SampleCount + sample) % _parts.Length == part)];
            if (own.Length == 0 || (samples.Weight is { } weights && own.Sum(sample => weights[sample]) == 0))
            {
                continue;
            }

            double[] predicted = _parts[part].Predict(samples.Take(own), cancellation).AsColumnMajorArray();
            for (int i = 0; i < own.Length; i++)
            {
                predicted.AsSpan(i * outputs, outputs).CopyTo(all.AsSpan(own[i] * outputs, outputs));
            }
        }

        return all;
    }

    private void Keep(double[] labels, double[] prediction, int count, double[]? weight)
    {
        int targets = labels.Length / count, outputs = prediction.Length / count;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> label = labels.AsSpan(i * targets, targets);
            if (!label.ContainsAnyExceptInRange(double.NegativeInfinity, double.PositiveInfinity) && weight?[i] is null or > 0)
            {
                _actual.AddRange(label);
                _predicted.AddRange(prediction.AsSpan(i * outputs, outputs));
                _weight.Add(weight?[i] ?? 1);
                _hasWeights |= weight is not null;
            }
        }
    }

    private MetricChange[] Metrics(int target, double[] actual, double[] predicted)
    {
        if (actual.Length == 0)
        {
            return [];
        }

        MetricSummary[] now = PredictionValues.Metrics(Network, target, actual, predicted, _hasWeights ? [.. _weight] : null);
        MetricChange[] changes = [.. now.Select(metric => MetricChange.Of(_then.Metric.FirstOrDefault(then => then.Metric == metric.Metric && then.Target == metric.Target), metric, _options.Confidence))];
        double[] adjusted = TwoSampleTest.Holm([.. changes.Select(change => change.PValue ?? double.NaN)]);
        return [.. changes.Select((change, i) => double.IsNaN(adjusted[i]) ? change : change with
        {
            AdjustedPValue = adjusted[i],
            IsWorse = adjusted[i] < (1 - _options.Confidence) / Optimism && change.Change > 0 != change.Metric.IsHigherBetter(),
        })];
    }
}
