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
}
