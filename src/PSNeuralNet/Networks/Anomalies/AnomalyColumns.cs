using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>Surprises of a row by column: how improbable each cell is, given the reconstruction of the row.</summary>
internal sealed class AnomalyColumns
{
    private readonly ReconstructedFeature[] _target;
    private readonly double[] _deviation;
    private readonly int[] _first;

    /// <param name="schema">The schema of an anomaly network.</param>
    /// <param name="deviation">The root mean square of the residuals of each reconstructed feature.</param>
    public AnomalyColumns(DataSchema schema, IReadOnlyList<double> deviation)
    {
        _target = [.. schema.Reconstruction];
        _deviation = [.. deviation];
        int[] column = [.. _target.Select(target => target.Column).Distinct()];
        Column = Array.ConvertAll(column, one => schema.Column[one]);
        _first = [.. column.Select(one => Array.FindIndex(_target, target => target.Column == one)), _target.Length];
    }

    /// <summary>The columns that are reconstructed.</summary>
    public FeatureColumn[] Column { get; }

    /// <summary>The surprise of each column in nats; NaN for a missing cell.</summary>
    /// <param name="features">The features of the row.</param>
    /// <param name="prediction">The reconstructed targets.</param>
    /// <param name="surprise">Receives the surprises.</param>
    public void Surprise(ReadOnlySpan<double> features, ReadOnlySpan<double> prediction, Span<double> surprise)
    {
        for (int i = 0; i < Column.Length; i++)
        {
            Range range = _first[i].._first[i + 1];
            surprise[i] = AnomalyModel.Surprise(Column[i], _target.AsSpan(range), features, prediction[range], _deviation.AsSpan(range));
        }
    }
}
