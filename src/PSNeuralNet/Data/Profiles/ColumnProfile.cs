namespace PSNeuralNet.Data;

/// <summary>Profile of a table's column, or of its rows: counts, range, and what stands out.</summary>
public sealed class ColumnProfile
{
    internal ColumnProfile(string name, ColumnKind? kind, int count, int missing, int distinct, IEnumerable<string> hint)
    {
        Name = name;
        Kind = kind;
        Count = count;
        Missing = missing;
        Distinct = distinct;
        Hint = [.. hint];
    }

    /// <summary>Name of the profile of whole rows.</summary>
    public const string Rows = "(rows)";

    /// <summary>The column's name; <see cref="Rows"/> for the rows.</summary>
    public string Name { get; }

    /// <summary>Kind of the column's values; null for rows.</summary>
    public ColumnKind? Kind { get; }

    /// <summary>Number of cells, missing ones included.</summary>
    public int Count { get; }

    /// <summary>Number of missing cells; for rows, of those with a missing cell.</summary>
    public int Missing { get; }

    /// <summary>Number of different values; for rows, of different rows.</summary>
    public int Distinct { get; }

    /// <summary>Smallest number, date or span of time; null for others.</summary>
    public object? Minimum { get; init; }

    /// <summary>Mean of the numbers, dates or spans of time; of a boolean, the share of true; null for others.</summary>
    public object? Mean { get; init; }

    /// <summary>Largest number, date or span of time; null for others.</summary>
    public object? Maximum { get; init; }

    /// <summary>The most frequent value; null where each is there once.</summary>
    public object? MostFrequent { get; init; }

    /// <summary>Number of cells with the most frequent value.</summary>
    public int? MostFrequentCount { get; init; }

    /// <summary>Hints: anything that stands out.</summary>
    public IReadOnlyList<string> Hint { get; }

    /// <summary>Short text: "age: Number, 714 of 891".</summary>
    public override string ToString() => $"{Name}: {(Kind is null ? "" : $"{Kind}, ")}{Count - Missing} of {Count}";
}
