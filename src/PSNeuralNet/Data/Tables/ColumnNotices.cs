namespace PSNeuralNet.Data;

/// <summary>
/// Gathered warnings about columns: one sentence for each kind, which names up to ten columns, in the order in which the kinds and columns
/// were added.
/// </summary>
internal sealed class ColumnNotices
{
    /// <summary>Maximum number of columns that a sentence names.</summary>
    public const int MaximumNames = 10;

    /// <summary>The marks of missing cells in force, which sentences with marks to add repeat; null for those of columns of numbers.</summary>
    public IReadOnlyList<string>? MissingMark { get; init; }

    // Cells of free text may have any length.
    private const int MaximumDetail = 200;

    private readonly List<(ColumnNotice Kind, List<Entry> Entries, Dictionary<string, int> Place)> _kinds = [];

    /// <summary>Adds a notice. A second one of the same kind and column adds its detail.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="detail">The detail: a clause without a period, such as "all cells are '0'".</param>
    /// <param name="sentence">The sentence where this column is the only one of the kind; null for that of the kind.</param>
    /// <param name="marks">Texts that may stand for a missing cell; null for none.</param>
    public void Add(ColumnNotice kind, string column, string detail, string? sentence = null, IReadOnlyList<string>? marks = null)
    {
        int place = _kinds.FindIndex(other => other.Kind == kind);
        if (place < 0)
        {
            place = _kinds.Count;
            _kinds.Add((kind, [], new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)));
        }

        (_, List<Entry> entries, Dictionary<string, int> placeOf) = _kinds[place];
        if (placeOf.TryAdd(column, entries.Count))
        {
            entries.Add(new Entry(column, Short(detail), sentence, marks ?? []));
        }
        else if (entries[placeOf[column]] is var known && known.Detail != Short(detail))
        {
            entries[placeOf[column]] = new Entry(known.Column, Short($"{known.Detail}; {detail}"), null, [.. known.Marks, .. marks ?? []]);
        }
    }

    /// <summary>One sentence for each kind.</summary>
    public IEnumerable<string> Sentences() => _kinds.Select(kind => Sentence(kind.Kind, kind.Entries));

    private string Sentence(ColumnNotice kind, List<Entry> entries)
    {
        string marks = MissingMarks.Parameter(MissingMark, entries.SelectMany(entry => entry.Marks).Take(MaximumNames));
        if (entries.Count == 1)
        {
            return entries[0].Sentence ?? string.Format(CultureInfo.InvariantCulture, kind.One, $"'{entries[0].Column}'", entries[0].Detail, marks);
        }

        string names = string.Join(", ", entries.Take(MaximumNames).Select(entry => $"'{entry.Column}' ({entry.Detail})"));
        string more = entries.Count > MaximumNames ? $" and {entries.Count - MaximumNames} more" : "";
        return string.Format(CultureInfo.InvariantCulture, kind.Several, entries.Count, names + more, marks);
    }

    private static string Short(string detail) => detail.Length <= MaximumDetail ? detail : $"{detail.AsSpan(0, MaximumDetail - 3)}...";

    private sealed record Entry(string Column, string Detail, string? Sentence, IReadOnlyList<string> Marks);
}
