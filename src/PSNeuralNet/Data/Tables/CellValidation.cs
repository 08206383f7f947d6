namespace PSNeuralNet.Data;

/// <summary>Validation of the cells of a column against its encoding.</summary>
/// <param name="column">The column.</param>
/// <param name="counts">Counts of its cells.</param>
/// <param name="isNew">True for the table of a new network, where -MissingMark can be given.</param>
internal sealed class CellValidation(CellColumn column, CellCounts counts, bool isNew)
{
    // Cells that an error names, and one more.
    private const int MaximumUnfit = 12;

    /// <summary>Encodes each different cell once.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <returns>The single value; null for several.</returns>
    /// <exception cref="NetworkException">A cell does not fit; the message names the first one, and others.</exception>
    public object? SingleValue(FeatureColumn encoding)
    {
        double[] features = new double[encoding.Feature.Count];
        double? single = column.HasNumbers ? column.Smallest : null;
        bool isConstant = !column.HasNumbers || !(column.Smallest < column.Largest);
        int numberRow = column.HasNumbers && encoding.IsTime ? counts.TableRowOf(counts.FirstNumberRow) : int.MaxValue;
        foreach (int code in counts.Codes.TakeWhile(code => counts.FirstRowOf(code) < numberRow))
        {
            Expand(encoding, code, features);
            if (!double.IsNaN(features[0]))
            {
                single ??= features[0];
                isConstant &= single == features[0];
            }
        }

        if (numberRow < int.MaxValue)
        {
            throw TableErrors.CellKindInvalid(numberRow, column.Name, column[counts.FirstNumberRow - 1], encoding.Kind, isNew ? column.Unfit([], column.PlainNumbers()) : null);
        }

        return isConstant && single is { } value ? FeatureColumn.Shown(encoding.Kind, value) : null;
    }

    private void Expand(FeatureColumn encoding, int code, double[] features)
    {
        try
        {
            encoding.Expand(column.Cells[code], counts.FirstRowOf(code), features);
        }
        catch (NetworkException exception) when (isNew && exception.Id is (nameof(TableErrors.CellNotNumeric) or nameof(TableErrors.CellKindInvalid) or nameof(TableErrors.CellIsInfinite)))
        {
            object cell = column.Cells[code];
            int row = counts.FirstRowOf(code);
            UnreadableTexts texts = column.Unfit(counts.Codes.Where(other => counts.FirstRowOf(other) >= row && !Fits(encoding, other, features)).Take(MaximumUnfit));
            throw exception.Id switch
            {
                nameof(TableErrors.CellNotNumeric) => TableErrors.CellNotNumeric(row, column.Name, cell, encoding.Definition.NumberFormat, texts),
                nameof(TableErrors.CellIsInfinite) => TableErrors.CellIsInfinite(row, column.Name, cell, texts),
                _ => TableErrors.CellKindInvalid(row, column.Name, cell, encoding.Kind, texts),
            };
        }
    }

    private bool Fits(FeatureColumn encoding, int code, double[] features)
    {
        try
        {
            encoding.Expand(column.Cells[code], counts.FirstRowOf(code), features);
            return true;
        }
        catch (NetworkException)
        {
            return false;
        }
    }
}
