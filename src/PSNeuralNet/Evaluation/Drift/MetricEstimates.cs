using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Metrics with standard errors. The error of each comes from the influence f of the samples, by how much the value changes with the weight of a sample: sqrt(sum of (w f)^2) / sum of w sqrt(n / (n - 1)), with
/// the effective number n of samples. For a mean this is its usual standard error. For the ROC area it is that of E. DeLong, D. DeLong and D. Clarke-Pearson (1988).
/// </summary>
internal static class MetricEstimates
{
    /// <summary>Accuracy (of the most probable class, whatever the threshold), log loss, Brier score, and of two classes the area under the ROC curve, with the definitions of <see cref="ClassificationReport"/>.</summary>
    /// <param name="probability">Probabilities, sample after sample.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="actual">The class of each sample.</param>
    /// <param name="weight">The weight of each; null for 1 each.</param>
    public static MetricSummary[] OfClasses(ReadOnlySpan<double> probability, int classes, int[] actual, double[]? weight)
    {
        int count = actual.Length;
        double[] correct = new double[count], loss = new double[count], brier = new double[count], score = new double[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> one = probability.Slice(i * classes, classes);
            correct[i] = Decision.Of(one).ClassIndex == actual[i] ? 1 : 0;
            double sum = 0;
            for (int c = 0; c < classes; c++)
            {
                sum += ProbabilityTable.Clip(one[c]);
                double error = one[c] - (c == actual[i] ? 1 : 0);
                brier[i] += classes == 2 && c == 0 ? 0 : error * error;
            }

            loss[i] = -Math.Log(ProbabilityTable.Clip(one[actual[i]]) / sum);
            score[i] = one[^1];
        }

        MetricSummary[] metrics = [Mean(nameof(NetworkMetric.Accuracy), correct, weight), Mean(nameof(NetworkMetric.LogLoss), loss, weight), Mean(nameof(NetworkMetric.Brier), brier, weight)];
        return classes != 2 || RocArea(score, actual, weight) is not { } area ? metrics : [.. metrics, area];
    }

    /// <summary>R2 (NaN for a constant target, of which there is no error), root mean squared error and mean absolute error of a target, with the definitions of <see cref="RegressionReport"/>.</summary>
    /// <param name="target">The name of the target.</param>
    /// <param name="actual">The actual numbers.</param>
    /// <param name="predicted">The predicted ones.</param>
    /// <param name="weight">The weight of each; null for 1 each.</param>
    public static MetricSummary[] OfNumbers(string target, double[] actual, double[] predicted, double[]? weight)
    {
        double[] square = [.. actual.Zip(predicted, (y, p) => (y - p) * (y - p))], absolute = [.. actual.Zip(predicted, (y, p) => Math.Abs(y - p))];
        // By differences from the first value, all of which are 0 for a constant target: rounding of the mean leaves no variance.
        double mean = actual[0] + Mean([.. actual.Select(y => y - actual[0])], weight), variance = Mean([.. actual.Select(y => (y - mean) * (y - mean))], weight), error = Mean(square, weight), root = Math.Sqrt(error);
        double r2 = variance == 0 ? double.NaN : 1 - (error / variance);
        double[] ofR2 = [.. square.Zip(actual, (e, y) => (((1 - r2) * (((y - mean) * (y - mean)) - variance)) - (e - error)) / variance)];
        double[] ofRoot = [.. square.Select(e => root == 0 ? 0 : (e - error) / (2 * root))];
        return
        [
            Of(nameof(NetworkMetric.R2), target, r2, ofR2, weight),
            Of(nameof(NetworkMetric.RootMeanSquaredError), target, root, ofRoot, weight),
            Mean(nameof(NetworkMetric.MeanAbsoluteError), absolute, weight, target),
        ];
    }

    /// <summary>The area under the ROC curve: the probability that a sample of the second class has a higher score than one of the first, equal ones half. Null with samples of one class only.</summary>
    private static MetricSummary? RocArea(double[] score, int[] actual, double[]? weight)
    {
        int[] order = [.. Enumerable.Range(0, score.Length).Where(i => weight is null || weight[i] > 0).OrderBy(i => score[i])];
        double[] total = new double[2], below = new double[2], influence = new double[score.Length];
        foreach (int i in order)
        {
            total[actual[i]] += weight?[i] ?? 1;
        }

        if (total[0] == 0 || total[1] == 0)
        {
            return null;
        }

        // The share of the other class that each sample is above (a positive one) or below (a negative one).
        double area = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            double[] equal = new double[2];
            for (end = start; end < order.Length && score[order[end]] == score[order[start]]; end++)
            {
                equal[actual[order[end]]] += weight?[order[end]] ?? 1;
            }

            foreach (int i in order.AsSpan(start, end - start))
            {
                influence[i] = actual[i] == 1 ? (below[0] + (equal[0] / 2)) / total[0] : (total[1] - below[1] - (equal[1] / 2)) / total[1];
                area += actual[i] == 1 ? (weight?[i] ?? 1) * influence[i] : 0;
            }

            (below[0], below[1]) = (below[0] + equal[0], below[1] + equal[1]);
        }

        area /= total[1];
        (double first, double ofFirst) = Variance(order.Where(i => actual[i] == 0).Select(i => (influence[i] - area, weight?[i] ?? 1)));
        (double second, double ofSecond) = Variance(order.Where(i => actual[i] == 1).Select(i => (influence[i] - area, weight?[i] ?? 1)));
        return new MetricSummary(nameof(NetworkMetric.RocAuc), "", area, Math.Sqrt(first + second), ofFirst + ofSecond);
    }

    private static MetricSummary Mean(string metric, double[] values, double[]? weight, string target = "")
    {
        double mean = Mean(values, weight);
        return Of(metric, target, mean, [.. values.Select(value => value - mean)], weight);
    }

    private static double Mean(double[] values, double[]? weight)
    {
        double sum = 0, total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double w = weight?[i] ?? 1;
            (sum, total) = (sum + (w * values[i]), total + w);
        }

        return sum / total;
    }

    private static MetricSummary Of(string metric, string target, double value, double[] influence, double[]? weight)
    {
        (double variance, double count) = Variance(influence.Select((one, i) => (one, weight?[i] ?? 1)));
        return new MetricSummary(metric, target, value, Math.Sqrt(variance), count);
    }

    /// <summary>The variance of a mean, from the deviations and weights of the samples, NaN for fewer than two; and the effective number of samples.</summary>
    private static (double Variance, double Count) Variance(IEnumerable<(double Deviation, double Weight)> samples)
    {
        (double Deviation, double Weight)[] all = [.. samples];
        double unit = SampleScale.UnitOf(all.Select(one => one.Weight)), sum = 0, total = 0, squares = 0;
        foreach ((double deviation, double weight) in all)
        {
            double w = weight / unit;
            (sum, total, squares) = (sum + (w * deviation * (w * deviation)), total + w, squares + (w * w));
        }

        double count = SampleScale.Rounded(total, SampleScale.Of(total, squares));
        return (count > 1 ? sum / (total * total) * (count / (count - 1)) : double.NaN, count);
    }
}
