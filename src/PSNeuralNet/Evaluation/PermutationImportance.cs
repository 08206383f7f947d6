using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Permutation importance: how much a metric gets worse when the cells of a column are shuffled. The values of scikit-learn's
/// permutation_importance, with the same shuffles for the same seed. The one-hot features of a text column are shuffled together.
/// </summary>
public static class PermutationImportance
{
    /// <summary>Importance of each column that the network uses.</summary>
    /// <param name="dataset">The data, preferably not the training data.</param>
    /// <param name="network">The network.</param>
    /// <param name="repeat">Shuffles per column.</param>
    /// <param name="metric">The metric; null for accuracy, or R2 for regression.</param>
    /// <param name="seed">The seed of the shuffles, 0 to 2^32 - 1.</param>
    /// <param name="progress">Called with the number of finished columns and of all; null for none.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each unknown category; null ignores them.</param>
    /// <param name="cancellation">Cancels the measurement.</param>
    /// <returns>The columns by descending importance, ties in the order of the network.</returns>
    /// <exception cref="NetworkException">
    /// The metric does not go with the task, the number of shuffles is below 1, or the data does not suit the network.
    /// </exception>
    /// <exception cref="OperationCanceledException">The measurement was canceled.</exception>
    public static IReadOnlyList<FeatureImportance> Measure(
        Dataset dataset,
        NetworkParameter network,
        int repeat = 5,
        ImportanceMetric? metric = null,
        long seed = 0,
        Action<int, int>? progress = null,
        UnknownCategory unknown = UnknownCategory.Warning,
        Action<string>? warn = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        if (repeat < 1)
        {
            throw EvaluationErrors.RepeatCountInvalid(repeat);
        }

        ImportanceMetric chosen = metric ?? (network.Task == NetworkTask.Regression ? ImportanceMetric.R2 : ImportanceMetric.Accuracy);
        Dataset known = Evaluator.Recode(dataset, network, new UnknownCategoryReporter(unknown, warn));
        var predictor = new Predictor(network);
        double baseline = Score(known, predictor, chosen, cancellation);
        int[] offsets = ColumnMatch.Offsets(known.Schema);
        int[] columns = [.. Enumerable.Range(0, offsets.Length).Where(i => !known.Schema.Column[i].IsLeftOut)];

        // One copy, in which each column is shuffled and restored: a copy per shuffle would take most of the time.
        double[] x = [.. known.Features];
        Dataset data = known.WithFeatures(new DenseMatrix(known.FeatureCount, known.SampleCount, x));

        bool isScore = chosen.IsScore();

        // One seed for all columns, drawn as in scikit-learn.
        long drawn = new RandomState(seed).RandInt(0, 1L << 31);
        var result = new List<FeatureImportance>();
        foreach (int i in columns)
        {
            FeatureColumn column = data.Schema.Column[i];
            double[] losses = [.. Shuffled(x, data.FeatureCount, offsets[i], column.Feature.Count, repeat, drawn).Select(_ => Score(data, predictor, chosen, cancellation)).Select(score => isScore ? baseline - score : score - baseline)];
            double mean = losses.Average();
            double deviation = Math.Sqrt(losses.Average(loss => (loss - mean) * (loss - mean)));
            result.Add(new FeatureImportance(column.Name, column.Kind, mean, deviation, chosen, baseline, Array.AsReadOnly(losses), seed));
            progress?.Invoke(result.Count, columns.Length);
        }

        return [.. result.OrderByDescending(row => row.Importance)];
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

    private static double Score(Dataset dataset, Predictor predictor, ImportanceMetric metric, CancellationToken cancellation)
    {
        IReadOnlyList<ReportedMetric> metrics = Evaluator.Measure(dataset, predictor, 0.5, cancellation).Metrics;
        return metrics.FirstOrDefault(one => one.Property == metric.ToString())?.Value
            ?? throw EvaluationErrors.MetricMismatch(metric, predictor.Parameter.Task, Enum.GetNames<ImportanceMetric>().Intersect(metrics.Select(one => one.Property)));
    }
}
