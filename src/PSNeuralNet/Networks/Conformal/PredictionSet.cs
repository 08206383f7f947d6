using System.Collections.ObjectModel;

namespace PSNeuralNet.Networks;

/// <summary>The classes that a sample may have with a given confidence, the most probable one first. In Export-Csv: "setosa; versicolor".</summary>
public sealed class PredictionSet : ReadOnlyCollection<object>
{
    internal PredictionSet(IList<object> labels)
        : base(labels)
    {
    }

    /// <summary>The labels, with semicolons between them.</summary>
    public override string ToString() => string.Join("; ", this.Select(label => Convert.ToString(label, CultureInfo.InvariantCulture)));
}

/// <summary>
/// Prediction sets of a classifier with a given confidence 1 - a: all classes with a probability of 1 - q or more, where q is the quantile of the scores 1 - p of the calibration. These are the
/// smallest sets on average (Sadinle, Lei and Wasserman, 2019). The predicted class is always in, so a network that is right more often than the confidence has sets of one class that are right
/// as often as it is. No random numbers.
/// </summary>
public sealed class PredictionSets
{
    private readonly double _quantile;
    private readonly IReadOnlyList<object> _label;
    private readonly List<(double Probability, int Index)> _chosen = [];

    /// <summary>Creates sets.</summary>
    /// <param name="calibration">The calibration, of classes.</param>
    /// <param name="confidence">The confidence, between 0 and 1: 0.95.</param>
    /// <param name="label">The label of each class.</param>
    /// <exception cref="NetworkException">The confidence is not between 0 and 1, or the calibration has too few samples for it.</exception>
    public PredictionSets(ConformalCalibration calibration, double confidence, IReadOnlyList<object> label)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        (_quantile, _label) = (calibration.Quantile(confidence)[0], label);
    }

    /// <summary>The set of a sample. Not thread-safe.</summary>
    /// <param name="probability">The probability of each class.</param>
    /// <param name="predicted">The predicted class, from 0.</param>
    public PredictionSet Of(ReadOnlySpan<double> probability, int predicted)
    {
        _chosen.Clear();
        for (int i = 0; i < probability.Length; i++)
        {
            if (1 - probability[i] <= _quantile || i == predicted)
            {
                _chosen.Add((probability[i], i));
            }
        }

        return new PredictionSet([.. _chosen.OrderByDescending(one => one.Probability).Select(one => _label[one.Index])]);
    }
}
