using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Permutation importance: how much a metric gets worse when the cells of a column are shuffled. The values of scikit-learn's
/// permutation_importance, with the same shuffles for the same seed. The one-hot features of a text column are shuffled together.
/// </summary>
/// <remarks>
/// Without a metric, numbers are measured by R2 and classes by the accuracy; classes of which the most frequent one has more than three times the samples of the rarest one
/// by the log loss: there the accuracy hardly changes before the network predicts the most frequent class only.
/// A whole pass for each shuffle takes time by columns squared. Where that is more than 2,000,000,000 multiplications, only the part of the
/// first layer that a column changes is computed: values may differ in the last digits.
/// </remarks>
public static class PermutationImportance
{
    /// <summary>The most rows that are measured where no number is given.</summary>
    public const int DefaultMaximumSampleCount = 20_000;

    private const long MaximumWork = 2_000_000_000;

    // Samples of the most frequent class for each of the rarest one, from which on classes are unbalanced.
    private const double MaximumRatio = 3;

    /// <summary>Importance of each column that the network uses.</summary>
    /// <param name="dataset">The data, preferably not the training data.</param>
    /// <param name="network">The network.</param>
    /// <param name="repeat">Shuffles per column.</param>
    /// <param name="metric">The metric; null for accuracy, log loss of unbalanced classes, or R2 for regression.</param>
    /// <param name="seed">The seed of the shuffles, 0 to 2^32 - 1.</param>
    /// <param name="maximumSampleCount">The most rows to measure; of more, a random sample by the seed.</param>
    /// <param name="progress">Called with the number of finished columns and of all; null for none.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <param name="cancellation">Cancels the measurement.</param>
    /// <returns>The columns by descending importance, ties in the order of the network.</returns>
    /// <exception cref="NetworkException">
    /// The metric does not go with the task, the number of shuffles or rows is below 1, or the data does not suit the network.
    /// </exception>
    /// <exception cref="OperationCanceledException">The measurement was canceled.</exception>
    public static IReadOnlyList<FeatureImportance> Measure(
        Dataset dataset,
        NetworkParameter network,
        int repeat = 5,
        NetworkMetric? metric = null,
        long seed = 0,
        int maximumSampleCount = DefaultMaximumSampleCount,
        Action<int, int>? progress = null,
        UnknownCategory unknown = UnknownCategory.Warning,
        Action<string>? warn = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        RowSample.Require(maximumSampleCount);
        Dataset known = Evaluator.Recode(dataset, network, new UnknownCategoryReporter(unknown, warn));
        if (known.SampleCount > maximumSampleCount)
        {
            known = known.Take(RowSample.Of(known.SampleCount, maximumSampleCount, new RandomState(seed)));
        }

        NetworkMetric chosen = metric ?? DefaultMetric(known);
        if (chosen.WarningOf(known) is { } warning)
        {
            warn?.Invoke(warning);
        }

        return Measure(known, network, repeat, chosen, seed, progress, MaximumWork, cancellation);
    }

    /// <summary>The metric where none is given: R2 for numbers, the log loss for unbalanced classes, and the accuracy for others.</summary>
    /// <param name="dataset">The data that is measured; classes that it has no samples of do not count.</param>
    public static NetworkMetric DefaultMetric(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Task == NetworkTask.Regression)
        {
            return NetworkMetric.R2;
        }

        var weight = new double[dataset.ClassName.Count];
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            weight[dataset.ClassOf(sample)] += dataset.Weight?[sample] ?? 1;
        }

        return weight.Max() > MaximumRatio * weight.Where(one => one > 0).Min() ? NetworkMetric.LogLoss : NetworkMetric.Accuracy;
    }

    /// <summary>As above, of data with the features and classes of the network, and with the number of multiplications from which on the first layer is updated.</summary>
    internal static IReadOnlyList<FeatureImportance> Measure(
        Dataset known,
        NetworkParameter network,
        int repeat,
        NetworkMetric? metric,
        long seed,
        Action<int, int>? progress,
        long maximumWork,
        CancellationToken cancellation)
    {
        if (repeat < 1)
        {
            throw EvaluationErrors.RepeatCountInvalid(repeat);
        }

        NetworkMetric chosen = metric ?? DefaultMetric(known);
        var predictor = new Predictor(network);
        double baseline = Score(known, predictor, chosen, cancellation);
        int[] offsets = ColumnMatch.Offsets(known.Schema);
        int[] columns = [.. Enumerable.Range(0, offsets.Length).Where(i => !known.Schema.Column[i].IsLeftOut)];

        bool isScore = chosen.IsHigherBetter();

        // One seed for all columns, drawn as in scikit-learn.
        long drawn = new RandomState(seed).RandInt(0, 1L << 31);
        long work = (long)repeat * columns.Length * known.SampleCount * network.ParameterCount;
        bool isUpdated = work > maximumWork && ColumnPredictor.Fits(network, known.SampleCount);
        IEnumerable<double[]> scores = isUpdated
            ? Updated(known, network, [.. columns.Select(i => (offsets[i], known.Schema.Column[i].Feature.Count))], repeat, drawn, chosen, progress, cancellation)
            : Repeated(known, predictor, [.. columns.Select(i => (offsets[i], known.Schema.Column[i].Feature.Count))], repeat, drawn, chosen, progress, cancellation);
        return [.. scores.Select((one, place) =>
        {
            FeatureColumn column = known.Schema.Column[columns[place]];
            double[] losses = Array.ConvertAll(one, score => isScore ? baseline - score : score - baseline);
            double mean = losses.Average();
            double deviation = Math.Sqrt(losses.Average(loss => (loss - mean) * (loss - mean)));
            return new FeatureImportance(column.Name, column.Kind, mean, deviation, chosen, baseline, new TextList<double>(losses), seed, known.SampleCount);
        }).ToArray().OrderByDescending(row => row.Importance)];
    }

    /// <summary>The scores of each column's shuffles, by a whole pass for each.</summary>
    private static IEnumerable<double[]> Repeated(
        Dataset known, Predictor predictor, (int First, int Count)[] columns, int repeat, long seed, NetworkMetric metric, Action<int, int>? progress, CancellationToken cancellation)
    {
        // One copy, in which each column is shuffled and restored: a copy per shuffle would take most of the time.
        double[] x = [.. known.Features];
        Dataset data = known.WithFeatures(new DenseMatrix(known.FeatureCount, known.SampleCount, x));
        for (int i = 0; i < columns.Length; i++)
        {
            yield return [.. Shuffled(x, data.FeatureCount, columns[i].First, columns[i].Count, repeat, seed).Select(_ => Score(data, predictor, metric, cancellation))];
            progress?.Invoke(i + 1, columns.Length);
        }
    }

    /// <summary>The scores of each column's shuffles, by updates of the first layer, several columns at a time.</summary>
    private static double[][] Updated(
        Dataset known, NetworkParameter network, (int First, int Count)[] columns, int repeat, long seed, NetworkMetric metric, Action<int, int>? progress, CancellationToken cancellation)
    {
        int[][] sources = Sources(known.SampleCount, repeat, seed);
        var predictor = new ColumnPredictor(network, known, cancellation);
        var scores = new double[columns.Length][];
        int next = -1, done = 0;
        ParallelParts.Run(
            (int)Math.Clamp(Dataset.MaximumValues / ((long)network.Schema.OutputCount * known.SampleCount), 1, Math.Min(Environment.ProcessorCount, columns.Length)),
            _ =>
            {
                ColumnPredictor.Pass pass = predictor.NewPass();
                var output = new DenseMatrix(pass.Output.Length / known.SampleCount, known.SampleCount, pass.Output);
                var score = new ImportanceScore(known, network, metric);
                for (int i; (i = Interlocked.Increment(ref next)) < columns.Length; Interlocked.Increment(ref done))
                {
                    cancellation.ThrowIfCancellationRequested();
                    pass.Read(columns[i].First, columns[i].Count);
                    scores[i] = [.. sources.Select(source =>
                    {
                        pass.Predict(source);
                        return score.Of(output, cancellation);
                    })];
                }
            },
            () => progress?.Invoke(done, columns.Length));
        progress?.Invoke(columns.Length, columns.Length);
        return scores;
    }

    /// <summary>The sample that each sample has the cells of, in each iteration: the same for all columns, since all have the same seed.</summary>
    private static int[][] Sources(int samples, int repeat, long seed)
    {
        var random = new RandomState(seed);
        int[] order = [.. Enumerable.Range(0, samples)], before = [.. order];
        var sources = new int[repeat][];
        for (int time = 0; time < repeat; time++)
        {
            random.Shuffle(order.AsSpan());
            sources[time] = before = Array.ConvertAll(order, sample => before[sample]);
        }

        return sources;
    }

    /// <summary>Shuffles the features of a column in place, once per iteration, and restores them at the end.</summary>
    private static IEnumerable<int> Shuffled(double[] x, int width, int first, int count, int repeat, long seed)
    {
        var random = new RandomState(seed);
        int[] order = [.. Enumerable.Range(0, x.Length / width)];
        double[] original = Cells(), before = [.. original];
        for (int time = 0; time < repeat; time++)
        {
            // As in scikit-learn: shuffles the order of the previous iteration, and applies it to the values of the previous iteration.
            random.Shuffle(order.AsSpan());
            for (int sample = 0; sample < order.Length; sample++)
            {
                before.AsSpan(order[sample] * count, count).CopyTo(x.AsSpan((sample * width) + first));
            }

            before = Cells();
            yield return time;
        }

        for (int sample = 0; sample < order.Length; sample++)
        {
            original.AsSpan(sample * count, count).CopyTo(x.AsSpan((sample * width) + first));
        }

        double[] Cells()
        {
            var cells = new double[order.Length * count];
            for (int sample = 0; sample < order.Length; sample++)
            {
                x.AsSpan((sample * width) + first, count).CopyTo(cells.AsSpan(sample * count));
            }

            return cells;
        }
    }

    private static double Score(Dataset dataset, Predictor predictor, NetworkMetric metric, CancellationToken cancellation) =>
        metric.ValueOf(Evaluator.Measure(dataset, predictor, predictor.Parameter.DecisionRule(), cancellation));
}
