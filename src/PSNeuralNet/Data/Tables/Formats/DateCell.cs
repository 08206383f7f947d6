namespace PSNeuralNet.Data;

/// <summary>Date of a cell: the wall clock as written, and its offset from UTC.</summary>
/// <param name="Wall">Ticks of the wall clock since 0001-01-01.</param>
/// <param name="Offset">Offset from UTC in minutes; null where none is written.</param>
/// <param name="HasTime">True where a time of day is written.</param>
internal readonly record struct DateCell(long Wall, int? Offset, bool HasTime)
{
    /// <summary>True for a DateTime of the kind Local, whose offset is that of the computer: its text has none.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Ticks of the instant in UTC, with another offset where none is written.</summary>
    /// <param name="otherwise">The offset, in minutes, of a wall clock without one.</param>
    /// <remarks>The first and the last day with an offset may be beyond the times that there are; then the wall clock counts.</remarks>
    public long Utc(double otherwise = 0)
    {
        long ticks = Wall - (Offset is { } minutes ? minutes * TimeSpan.TicksPerMinute : (long)Math.Round(otherwise * TimeSpan.TicksPerMinute));
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? ticks : Wall;
    }
}
