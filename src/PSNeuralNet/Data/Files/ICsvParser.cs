namespace PSNeuralNet.Data;

/// <summary>
/// Forward-only CSV parser without allocations per field. Implemented in PSNeuralNet.Csv by a third-party library, which
/// <see cref="PrivateDependency"/> loads.
/// </summary>
internal interface ICsvParser : IDisposable
{
    /// <summary>Number of fields of the current record.</summary>
    int FieldCount { get; }

    /// <summary>Moves to the next record; false at the end.</summary>
    /// <exception cref="FormatException">It is wrongly quoted, or endless.</exception>
    bool Read();

    /// <summary>An unquoted field of the current record; valid until the next read.</summary>
    ReadOnlySpan<char> Field(int index);

    /// <summary>True for a field of the current record that is in quotes in the text.</summary>
    bool IsQuoted(int index);
}
