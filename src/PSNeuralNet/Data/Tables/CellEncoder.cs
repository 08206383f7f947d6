namespace PSNeuralNet.Data;

/// <summary>Encodes the cells of a column as features.</summary>
internal sealed class CellEncoder
{
    private readonly CellColumn _cells;
    private readonly FeatureColumn _column;

    // Index of the feature that is 1, for each code of a one-hot column; -1 for a missing cell, -2 for an unknown category.
    private readonly int[]? _place;

    /// <param name="cells">The cells.</param>
    /// <param name="column">Their encoding.</param>
    public CellEncoder(CellColumn cells, FeatureColumn column)
    {
        (_cells, _column) = (cells, column);
        if (column.IsOneHot)
        {
            _place = new int[cells.Cells.Count];
            for (int code = 0; code < _place.Length; code++)
            {
                object cell = cells.Cells[code];
                _place[code] = column.IsMissing(cell) ? -1 : column.IndexOf(Cell.Text(cell)) is >= 0 and var index ? index : -2;
            }
        }
    }

    /// <summary>Writes the features of some samples.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="values">Scratch space for the samples' cells.</param>
    /// <param name="x">Receives the features, from the first sample's first feature of this column on; zeros before.</param>
    /// <param name="width">Features per sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int start, Span<double> values, Span<double> x, int width)
    {
        _cells.CopyTo(start, values);
        int count = _column.Feature.Count;
        for (int sample = 0; sample < values.Length; sample++)
        {
            double value = values[sample];
            int code = CellCode.Of(value);
            Span<double> target = x.Slice(sample * width, count);
            if (_place is not null)
            {
                WriteCategory(code < 0 ? -1 : _place[code], target);
            }
            else if (count == 1 && code < 0 && !_column.IsText && !_column.IsTargetEncoded && (_column.Kind != ColumnKind.Boolean || double.IsNaN(value)))
            {
                target[0] = value;
            }
            else
            {
                _column.Expand(_cells.CellOf(value), start + sample + 1, target);
            }
        }
    }

    private void WriteCategory(int place, Span<double> target)
    {
        if (place >= 0)
        {
            target[place] = 1;
        }
        else if (place == -1 && _column.MissingValue == MissingValue.Indicator)
        {
            target[^1] = 1;
        }
        else if (place == -1)
        {
            target.Fill(double.NaN);
        }
    }
}
