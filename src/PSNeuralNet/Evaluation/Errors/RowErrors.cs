using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Error of the prediction of each sample. Of classes the log loss -ln p of the actual class, and a mistake where another one is predicted. Of numbers |y - p|; of several targets the mean of their
/// |y - p|, each divided by the mean absolute deviation of the target; and a large error where it is above the upper quartile of all.
/// </summary>
internal sealed class RowErrors
{
    /// <summary>The share of the numbers' errors that are not large: up to the upper quartile.</summary>
    public const double UsualShare = 0.75;

    private readonly double[] _loss;
    private readonly bool[] _isWrong;
    private readonly Decision[] _decision;

    private RowErrors(Dataset samples, Matrix<double> prediction, double[] loss, bool[] isWrong, Decision[] decision, double? largeError) =>
        (Samples, Prediction, _loss, _isWrong, _decision, LargeError) = (samples, prediction, loss, isWrong, decision, largeError);

    /// <summary>The samples.</summary>
    public Dataset Samples { get; }

    /// <summary>The predictions, outputs x samples: of two classes, too, a row for each.</summary>
    public Matrix<double> Prediction { get; }

    /// <summary>The error of each sample.</summary>
    public IReadOnlyList<double> Loss => _loss;

    /// <summary>True for each sample whose class is not the predicted one, or whose number has a large error.</summary>
    public IReadOnlyList<bool> IsWrong => _isWrong;

    /// <summary>The predicted class of each sample; none for numbers.</summary>
    public IReadOnlyList<Decision> Decision => _decision;

    /// <summary>The upper quartile of the errors of numbers; null for classes.</summary>
    public double? LargeError { get; }

    /// <summary>True for classes.</summary>
    public bool IsOfClasses => LargeError is null;

    /// <summary>Computes the errors.</summary>
    /// <param name="samples">The samples, with the classes or targets of the predictions.</param>
    /// <param name="prediction">The predictions, outputs x samples.</param>
    /// <param name="rule">The rule of predicted classes.</param>
    public static RowErrors Of(Dataset samples, Matrix<double> prediction, DecisionRule rule)
    {
        double[] predicted = prediction.AsColumnMajorArray() ?? prediction.ToColumnMajorArray();
        int outputs = prediction.RowCount;
        var loss = new double[samples.SampleCount];
        var isWrong = new bool[loss.Length];
        if (samples.Task != NetworkTask.Regression)
        {
            var decisions = new Decision[loss.Length];
            for (int i = 0; i < loss.Length; i++)
            {
                ReadOnlySpan<double> one = predicted.AsSpan(i * outputs, outputs);
                int actual = samples.ClassOf(i);
                (decisions[i], loss[i]) = (rule.Decide(one), -Math.Log(ProbabilityTable.Clip(one[actual])));
                isWrong[i] = decisions[i].ClassIndex != actual;
            }

            return new RowErrors(samples, prediction, loss, isWrong, decisions, null);
        }

        double[] scale = outputs == 1 ? [1] : [.. Enumerable.Range(0, outputs).Select(target => Deviation(samples, target, outputs))];
        for (int i = 0; i < loss.Length; i++)
        {
            for (int target = 0; target < outputs; target++)
            {
                loss[i] += Math.Abs(samples.Targets[(i * outputs) + target] - predicted[(i * outputs) + target]) / scale[target] / outputs;
            }
        }

        double large = UpperQuartile(loss, samples.Weight);
        return new RowErrors(samples, prediction, loss, Array.ConvertAll(loss, one => one > large), [], large);
    }

    /// <summary>The samples with the largest errors and a weight above 0, the worst first; of equal errors the first samples.</summary>
    /// <param name="count">The largest number of samples.</param>
    public IReadOnlyList<int> Worst(int count) =>
        [.. Enumerable.Range(0, _loss.Length).Where(i => Samples.Weight is not { } weight || weight[i] > 0).OrderByDescending(i => _loss[i]).Take(count)];

    /// <summary>The share of the samples whose predicted class has at least a probability, and the share of these that are right (NaN for none). Shares are by weight.</summary>
    /// <param name="probability">The probability, 0 to 1.</param>
    public (double Share, double Right) Above(double probability)
    {
        double all = 0, sure = 0, right = 0;
        for (int i = 0; i < _decision.Length; i++)
        {
            double weight = Samples.Weight?[i] ?? 1;
            bool isSure = _decision[i].Probability >= probability;
            (all, sure, right) = (all + weight, sure + (isSure ? weight : 0), right + (isSure && !_isWrong[i] ? weight : 0));
        }

        return (sure / all, right / sure);
    }

    /// <summary>The mean absolute deviation of a target from its mean; 1 for a constant one.</summary>
    private static double Deviation(Dataset samples, int target, int outputs)
    {
        double sum = 0, total = 0, deviation = 0;
        for (int i = 0; i < samples.SampleCount; i++)
        {
            double weight = samples.Weight?[i] ?? 1;
            (sum, total) = (sum + (weight * samples.Targets[(i * outputs) + target]), total + weight);
        }

        for (int i = 0; i < samples.SampleCount; i++)
        {
            deviation += (samples.Weight?[i] ?? 1) * Math.Abs(samples.Targets[(i * outputs) + target] - (sum / total));
        }

        return deviation > 0 ? deviation / total : 1;
    }

    /// <summary>The smallest error that three quarters of the samples, by weight, do not exceed.</summary>
    private static double UpperQuartile(double[] loss, IReadOnlyList<double>? weight)
    {
        int[] order = [.. Enumerable.Range(0, loss.Length).OrderBy(i => loss[i])];
        double below = 0, limit = UsualShare * (weight?.Sum() ?? loss.Length);
        foreach (int i in order)
        {
            below += weight?[i] ?? 1;
            if (below >= limit * (1 - 1e-12))
            {
                return loss[i];
            }
        }

        return loss[order[^1]];
    }
}
