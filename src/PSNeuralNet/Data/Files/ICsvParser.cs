namespace PSNeuralNet.Data;

/// <summary>
/// Reads the records of a CSV text, one after the other, without an object for each field. PSNeuralNet.Csv has the class, and
/// the third-party library that it needs: see <see cref="PrivateDependency"/>.
/// </summary>
internal interface ICsvParser : IDisposable
{
    /// <summary>Number of fields of the current record.</summary>
    int FieldCount { get; }

    /// <summary>Goes to the next record; false at the end.</summary>
    /// <exception cref="FormatException">It is wrongly quoted, or endless.</exception>
    bool Read();

    /// <summary>A field of the current record, without its quotes; valid until the next one is read.</summary>
    ReadOnlySpan<char> Field(int index);
}
