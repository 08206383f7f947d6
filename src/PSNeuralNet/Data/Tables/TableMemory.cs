namespace PSNeuralNet.Data;

/// <summary>Memory of a table that is read. It is counted while rows arrive, so that a table that does not fit is an error and no lack of memory.</summary>
/// <param name="limit">Limit in bytes.</param>
internal sealed class TableMemory(long limit)
{
    private long _texts;

    /// <summary>Limit of a table in bytes: nine tenths of the memory that this process may use.</summary>
    public static long Limit => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 9;

    /// <summary>Bytes of a row, without its texts.</summary>
    public long RowBytes { get; set; }

    /// <summary>Counts a label: a string.</summary>
    public void AddLabel(int length) => _texts += 32 + (2L * length);

    /// <summary>Counts a category: a string, its place among the others, and the name of its feature.</summary>
    public void AddCategory(int length) => _texts += 160 + (4L * length);

    /// <summary>Counts the texts of a later part of the table.</summary>
    public void Append(TableMemory next) => _texts += next._texts;

    /// <summary>Makes sure that there is memory.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="more">Further bytes that are about to be taken.</param>
    /// <exception cref="NetworkException">There is not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Require(int rows, long more = 0)
    {
        if (rows > Dataset.MaximumValues || (rows * RowBytes) + _texts + more > limit)
        {
            throw TableErrors.TableTooLarge(rows, limit);
        }
    }
}
