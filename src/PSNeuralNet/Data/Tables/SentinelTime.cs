namespace PSNeuralNet.Data;

/// <summary>
/// Handling of sentinel times, which stand for never or for no time: dates in year 9999, on 0001-01-01, and within a day of 1601-01-01 (the
/// zero of Windows file times); spans within a second of TimeSpan.MinValue or TimeSpan.MaxValue.
/// </summary>
public enum SentinelTime
{
    /// <summary>The number of days or seconds, as of any other time: columns of networks from before version 3 of the network file.</summary>
    Number,

    /// <summary>A missing cell: columns without sentinel times in the training data.</summary>
    Missing,

    /// <summary>A missing cell, and an additional feature, 1 for a sentinel time: columns with them in the training data.</summary>
    Indicator,
}

/// <summary>The sentinel times of a column, once read.</summary>
/// <param name="Count">The number of cells.</param>
/// <param name="Row">The row of the first one, from 1.</param>
/// <param name="First">The first one.</param>
internal sealed record SentinelCells(int Count, int Row, object First)
{
    /// <summary>Warning about the cells of a column.</summary>
    public string Warning(FeatureColumn column) =>
        $"The column '{column.Name}' has {(Count == 1 ? "a time that stands" : $"{Count} times that stand")} for never, {(Count == 1 ? "" : "first ")}in row {Row}: '{Convert.ToString(First, CultureInfo.InvariantCulture)}'. "
        + (Count == 1 ? "It counts as missing" : "They count as missing")
        + (column.SentinelTime == SentinelTime.Indicator ? $", and the feature '{column.Name} (never)' is 1 there." : "; the network was trained without such times.");

    /// <summary>Finds the sentinel times of a column; null if there are none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="survey">Its cells.</param>
    /// <param name="kind">Kind of the column.</param>
    /// <param name="dates">Encoding of dates; null for those of older files, and for others.</param>
    public static SentinelCells? Find(CellColumn column, CellSurvey survey, ColumnKind kind, DateEncoding? dates)
    {
        if (kind is not (ColumnKind.Date or ColumnKind.Duration))
        {
            return null;
        }

        int[] codes = [.. survey.Group(kind == ColumnKind.Date ? CellClass.Date : CellClass.Duration).Codes.Where(code => CellTime.IsSentinel(kind, NumberOf(kind, column.Cells[code], dates)))];
        return codes.Length == 0 ? null : new SentinelCells(codes.Sum(survey.Counts.Of), survey.Counts.FirstRowOf(codes[0]), column.Cells[codes[0]]);
    }

    private static double NumberOf(ColumnKind kind, object cell, DateEncoding? dates) =>
        kind == ColumnKind.Date && dates is not null ? dates.TryRead(cell, out DateCell date) ? dates.Days(date) : 0 :
        kind == ColumnKind.Date ? CellTime.TryDate(cell, out double days) ? days : 0 : CellTime.TryDuration(cell, out double seconds) ? seconds : 0;
}
