namespace PSNeuralNet.Data;

/// <summary>
/// Cells of a column in a dataset as they were in the table, for columns whose features do not tell them: dates, whose clock and zone may be
/// needed, and categories that share a feature or are encoded by the target.
/// </summary>
/// <param name="Name">The column's name.</param>
/// <param name="Cells">The different cells.</param>
/// <param name="Code">Index of the cell of each sample; -1 for an empty one.</param>
/// <param name="Dates">Format of texts that was given; null for none.</param>
internal sealed record KeptCells(string Name, object[] Cells, int[] Code, DateFormat? Dates)
{
    /// <summary>The cells for another encoding, by sample; null for a missing one. Dates of a given format are parsed, the others by the encoding.</summary>
    /// <param name="column">The encoding.</param>
    public Func<int, object?> For(FeatureColumn column)
    {
        object[] cells = Dates is null || column.Definition.Date is null ? Cells : Array.ConvertAll(Cells, cell => cell is string text && Dates.TryParse(text, out DateCell date) ? date : cell);
        return sample => Code[sample] is >= 0 and var code ? cells[code] : null;
    }

    /// <summary>The cells of some samples, in this order.</summary>
    public KeptCells Take(int[] samples) => this with { Code = Array.ConvertAll(samples, sample => Code[sample]) };

    /// <summary>The cells of a column; null where its features tell them.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="column">Their encoding.</param>
    public static KeptCells? Of(CellColumn cells, FeatureColumn column)
    {
        bool isLost = (column.Kind == ColumnKind.Date && column.Definition.Reason is null) || (!column.IsLeftOut && (column.HasOther || column.IsTargetEncoded));
        if (!isLost || cells.HasNumbers)
        {
            return null;
        }

        object[] kept = [.. Enumerable.Range(0, cells.Cells.Count).Select(code => cells.Cells[code])];
        int[] codes = [.. kept.Select((cell, code) => column.IsMissing(cell) ? -1 : code)];
        double[] values = new double[cells.Count];
        cells.CopyTo(0, values);
        return new KeptCells(column.Name, kept, Array.ConvertAll(values, value => CellCode.Of(value) is >= 0 and var code ? codes[code] : -1), column.Definition.Date?.Format is { Exact.Count: > 0 } format ? format : null);
    }
}
