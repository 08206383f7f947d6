using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>The samples that the folds of a search hold out, each once, in the order of the dataset, and the predictions of trials for them.</summary>
internal sealed class HeldOutSamples
{
    private readonly SearchProblem _problem;
    private readonly int[] _sample;
    private readonly Dictionary<int, int> _place;
    private readonly int _outputs;

    public HeldOutSamples(SearchProblem problem)
    {
        _problem = problem;
        _sample = [.. problem.Fold.SelectMany(fold => fold.Test).Distinct().Order()];
        _place = _sample.Select((sample, place) => (sample, place)).ToDictionary(pair => pair.sample, pair => pair.place);
        _outputs = problem.OutputCount;
        Samples = problem.Dataset.Take(_sample);
    }

    /// <summary>The samples.</summary>
    public Dataset Samples { get; }

    /// <summary>The predictions of a trial, outputs x samples in columns; of samples that several folds hold out, the mean. Null where they were not kept.</summary>
    public double[]? PredictionOf(IReadOnlyList<FoldOutcome> outcomes)
    {
        var sum = new double[_outputs * _sample.Length];
        var times = new int[_sample.Length];
        foreach (FoldOutcome outcome in outcomes)
        {
            if (outcome.Prediction is not { } prediction)
            {
                return null;
            }

            int[] test = _problem.Fold[outcome.Fold].Test;
            for (int i = 0; i < test.Length; i++)
            {
                int place = _place[test[i]];
                times[place]++;
                for (int output = 0; output < _outputs; output++)
                {
                    sum[(place * _outputs) + output] += prediction[(i * _outputs) + output];
                }
            }
        }

        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] /= times[i / _outputs];
        }

        return sum;
    }

    /// <summary>Predictions as an object for users.</summary>
    public OutOfFold ToOutOfFold(double[] prediction) => new OutOfFold(Samples, new DenseMatrix(_outputs, _sample.Length, prediction), _sample, _problem.Dataset.Task);
}
