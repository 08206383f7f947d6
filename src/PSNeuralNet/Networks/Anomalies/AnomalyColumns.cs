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

    /// <summary>The columns with all numbers of their surprise, for exports.</summary>
    /// <param name="mean">The mean surprise of each column.</param>
    public IEnumerable<ScoredColumn> Scored(IReadOnlyList<double> mean) => Column.Select((column, i) =>
    {
        Range range = _first[i].._first[i + 1];
        return new ScoredColumn(column.IsOneHot ? column.ValueCount : 0, column.MissingValue == MissingValue.Indicator ? _target[range][^1].Feature : -1, mean[i], _target[range], _deviation[range]);
    });

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

/// <summary>Column of anomaly scores, for exports.</summary>
/// <param name="CategoryCount">The number of its first targets that are categories.</param>
/// <param name="AbsentFeature">The feature that is 1 where the cell is missing; -1 for none.</param>
/// <param name="MeanSurprise">Its mean surprise in nats.</param>
/// <param name="Target">Its targets.</param>
/// <param name="Deviation">The root mean square of the residuals of each.</param>
internal sealed record ScoredColumn(int CategoryCount, int AbsentFeature, double MeanSurprise, ReconstructedFeature[] Target, double[] Deviation);
