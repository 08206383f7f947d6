using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Search;

/// <summary>
/// Greedy ensemble selection: the trial is added, again and again, whose predictions make the mean of all score best out of fold. The first one is that whose own predictions, of all folds
/// together, score best, which the mean of its folds may not. A trial may be added several times. Source: R. Caruana et al., "Ensemble selection from libraries of models", ICML 2004.
/// </summary>
internal sealed class EnsembleSelection
{
    /// <summary>The number of trials to select from, the best ones: others are not added in practice, and would take memory.</summary>
    public const int CandidateCount = 64;

    private readonly Dataset _samples;
    private readonly NetworkMetric _metric;
    private readonly double[]? _weight;
    private readonly SampleWeights _weights;
    private readonly int[] _actual;
    private readonly IReadOnlyList<double[]> _prediction;
    private readonly int _outputs;

    /// <param name="samples">The samples that were held out.</param>
    /// <param name="prediction">The predictions of each trial for them, outputs x samples in columns.</param>
    /// <param name="metric">The metric.</param>
    /// <exception cref="NetworkException">There is no trial.</exception>
    public EnsembleSelection(Dataset samples, IReadOnlyList<double[]> prediction, NetworkMetric metric)
    {
        (_samples, _prediction, _metric) = (samples, prediction.Count > 0 ? prediction : throw SearchErrors.EnsembleWithoutTrial(), metric);
        _weight = samples.Weight is null ? null : [.. samples.Weight];
        _weights = new SampleWeights(_weight, samples.SampleCount);
        _actual = !samples.Task.HasClasses() ? [] : [.. Enumerable.Range(0, samples.SampleCount).Select(samples.ClassOf)];
        _outputs = prediction[0].Length / samples.SampleCount;
    }

    /// <summary>Selects trials.</summary>
    /// <param name="count">The number of selections.</param>
    /// <param name="cancellation">Cancels the selection.</param>
    /// <returns>The index of each selected trial, with repetitions, and the score of their mean.</returns>
    public (int[] Pick, double Score) Select(int count, CancellationToken cancellation)
    {
        var sum = new double[_prediction[0].Length];
        var picks = new List<int>();
        (double Score, double Loss) best = default;
        while (picks.Count < count)
        {
            int pick = -1;
            for (int i = 0; i < _prediction.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                (double Score, double Loss) one = Measure(sum, _prediction[i], picks.Count + 1);
                if (pick < 0 || one.CompareTo(best) > 0)
                {
                    (pick, best) = (i, one);
                }
            }

            picks.Add(pick);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += _prediction[pick][i];
            }
        }

        return ([.. picks], _metric.IsHigherBetter() ? best.Score : -best.Score);
    }

    /// <summary>Score, the higher the better, and as a tie break less the log loss, of the mean of several predictions and one more.</summary>
    private (double Score, double Loss) Measure(double[] sum, double[] one, int count)
    {
        var mean = new DenseMatrix(_outputs, _samples.SampleCount);
        for (int i = 0; i < sum.Length; i++)
        {
            mean.Values[i] = (sum[i] + one[i]) / count;
        }

        if (_samples.Task.HasClasses() && _metric is (NetworkMetric.Accuracy or NetworkMetric.LogLoss))
        {
            (double accuracy, double loss) = Classify(mean);
            return _metric == NetworkMetric.Accuracy ? (accuracy, -loss) : (-loss, accuracy);
        }

        NetworkReport report = Evaluator.Measure(_samples, mean, _samples.Task, DecisionRule.Default, _weight, CancellationToken.None);
        double score = _metric.ValueOf(report);
        score = _metric.IsHigherBetter() ? score : -score;
        return (double.IsNaN(score) ? double.NegativeInfinity : score, report is MultiLabelReport labels ? -labels.LogLoss : 0);
    }

    /// <summary>Accuracy and log loss: a report would sort the samples of each class for its curves.</summary>
    private (double Accuracy, double LogLoss) Classify(DenseMatrix probability)
    {
        double correct = 0;
        for (int s = 0; s < _actual.Length; s++)
        {
            correct += Decision.Of(probability.Values.AsSpan(s * _outputs, _outputs)).ClassIndex == _actual[s] ? _weights[s] : 0;
        }

        return (correct / _weights.Total, new ProbabilityTable(probability, _samples.ClassName, _actual.Length).LogLoss(_actual, _weights));
    }
}
