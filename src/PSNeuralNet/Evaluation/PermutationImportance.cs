using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Permutation importance, as scikit-learn's permutation_importance computes it, with the same shuffles for the same seed: the cells of
/// one column are shuffled, and what the predictions lose by that is what the column is worth. A column of text is shuffled as one.
/// </summary>
public static class PermutationImportance
{
    /// <summary>Measures each column that the network takes.</summary>
    /// <param name="dataset">The data, best such as the network was not trained on. It is not changed.</param>
    /// <param name="network">The network.</param>
    /// <param name="repeat">How often each column is shuffled.</param>
    /// <param name="metric">What to measure by; null for accuracy, or R2 for numbers.</param>
    /// <param name="seed">The seed of the shuffles, 0 to 2^32 - 1.</param>
    /// <param name="progress">Told how many columns are done; null for nobody.</param>
    /// <param name="unknown">What happens to a text that was not in the training data.</param>
    /// <param name="warn">Told of each such text, once; null for nobody.</param>
    /// <param name="cancellation">Ends the measuring early.</param>
    /// <returns>The columns, the most important one first; equals in the network's order.</returns>
    /// <exception cref="NetworkException">
    /// The metric does not go with the task, the number of shuffles is below 1, or the data does not suit the network.
    /// </exception>
    /// <exception cref="OperationCanceledException">The measuring was canceled.</exception>
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

        bool isRegression = network.Task == NetworkTask.Regression;
        ImportanceMetric chosen = metric ?? (isRegression ? ImportanceMetric.R2 : ImportanceMetric.Accuracy);
        if (chosen is ImportanceMetric.R2 or ImportanceMetric.MeanSquaredError != isRegression)
        {
            throw EvaluationErrors.MetricMismatch(chosen, network.Task);
        }

        Dataset known = Evaluator.Recode(dataset, network, new UnknownCategoryReporter(unknown, warn));
        var predictor = new Predictor(network);
        double baseline = Score(known, predictor, chosen, cancellation);
        int[] offsets = ColumnMatch.Offsets(known.Schema);
        int[] columns = [.. Enumerable.Range(0, offsets.Length).Where(i => !known.Schema.Column[i].IsLeftOut)];

        // One copy for all columns, in which one after the other is shuffled and put back: a copy a shuffle would take most of the time.
        double[] x = [.. known.Features];
        var data = new Dataset(new DenseMatrix(known.FeatureCount, known.SampleCount, x), known.Y, known.Schema, known.Name, known.Seed, known.Weight);

        // One seed for all columns, drawn as scikit-learn draws it.
        long drawn = new RandomState(seed).RandInt(0, 1L << 31);
        var result = new List<FeatureImportance>();
        foreach (int i in columns)
        {
            FeatureColumn column = data.Schema.Column[i];
            double[] losses = [.. Shuffled(x, data.FeatureCount, offsets[i], column.Feature.Count, repeat, drawn).Select(_ => Loss(baseline, Score(data, predictor, chosen, cancellation), chosen))];
            double mean = losses.Average();
            double deviation = Math.Sqrt(losses.Average(loss => (loss - mean) * (loss - mean)));
            result.Add(new FeatureImportance(column.Name, column.Kind, mean, deviation, chosen, baseline, Array.AsReadOnly(losses), seed));
            progress?.Invoke(result.Count, columns.Length);
        }

        return [.. result.OrderByDescending(row => row.Importance)];
    }

    /// <summary>Shuffles the features of a column in place, again and again, and puts them back in the end.</summary>
    private static IEnumerable<int> Shuffled(double[] x, int width, int first, int count, int repeat, long seed)
    {
        var random = new RandomState(seed);
        int[] order = [.. Enumerable.Range(0, x.Length / width)];
        double[] original = Cells(), before = [.. original];
        for (int time = 0; time < repeat; time++)
        {
            // As scikit-learn does: the order of the last time is shuffled, and by it what the last time gave.
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
        return Evaluator.Measure(dataset, predictor, 0.5, cancellation) switch
        {
            ClassificationReport report => metric == ImportanceMetric.LogLoss ? report.LogLoss : report.Accuracy,
            RegressionReport report => metric == ImportanceMetric.MeanSquaredError ? report.MeanSquaredError : report.R2,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>How much worse: a score falls, an error rises.</summary>
    private static double Loss(double baseline, double shuffled, ImportanceMetric metric)
    {
        return metric is ImportanceMetric.Accuracy or ImportanceMetric.R2 ? baseline - shuffled : shuffled - baseline;
    }
}
