namespace PSNeuralNet.Data;

/// <summary>
/// Column names of a file from the fields of its header: trimmed; empty ones are H1, H2, ..., as in Import-Csv, without names that are there. A
/// name that an earlier column has, in upper or lower case, gets a suffix: load_2.
/// </summary>
internal sealed class HeaderNames
{
    private readonly List<(int Column, int Earlier)> _renamed = [];
    private readonly string[] _given;

    private HeaderNames(string[] fields)
    {
        int unnamed = 0;
        _given = Array.ConvertAll(fields, field => field.Trim());
        var given = new HashSet<string>(_given, StringComparer.OrdinalIgnoreCase);
        UnnamedLast = _given.Length > 1 && _given[^1].Length == 0;
        for (int i = 0; i < _given.Length; i++)
        {
            while (_given[i].Length == 0)
            {
                string name = FormattableString.Invariant($"H{++unnamed}");
                _given[i] = given.Add(name) ? name : "";
            }
        }

        Names = [.. _given];
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < Names.Length; i++)
        {
            _ = places.TryAdd(Names[i], i);
        }

        var taken = new HashSet<string>(places.Keys, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < Names.Length; i++)
        {
            int earlier = places[_given[i]];
            for (int number = 2; earlier < i && Names[i] == _given[i]; number++)
            {
                string name = FormattableString.Invariant($"{_given[i]}_{number}");
                if (taken.Add(name))
                {
                    Names[i] = name;
                    _renamed.Add((i, earlier));
                }
            }
        }
    }

    /// <summary>Advice where the names look like data.</summary>
    public const string DataAdvice = "The first line looks like data: if no line has the names of the columns, give them with -Header.";

    /// <summary>True for names of which at least half are numbers: those of a file without a header.</summary>
    public static bool AreData(IReadOnlyCollection<string> names) => names.Count > 1 && 2 * names.Count(name => Cell.TryNumber(name.Trim().AsSpan(), out _)) >= names.Count;

    /// <summary>The names, all different.</summary>
    public string[] Names { get; }

    /// <summary>True where the header ends with a delimiter: the last column has no name.</summary>
    public bool UnnamedLast { get; }

    /// <summary>The names of a header.</summary>
    /// <param name="fields">Its fields.</param>
    public static HeaderNames Of(string[] fields) => new(fields);

    /// <summary>The warning about columns that were renamed; null for none.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="isAllowed">True to rename columns.</param>
    /// <exception cref="NetworkException">Columns have the same name, and are not to be renamed.</exception>
    public string? Check(string path, bool isAllowed)
    {
        if (_renamed.Count == 0)
        {
            return null;
        }

        if (!isAllowed)
        {
            (int column, int earlier) = _renamed[0];
            throw DataFileErrors.ColumnRepeated(path, (_given[earlier], earlier + 1), (_given[column], column + 1), Names[column], AreData(_given));
        }

        var notices = new ColumnNotices();
        foreach ((int column, _) in _renamed)
        {
            notices.Add(ColumnNotice.Renamed, _given[column], $"column {column + 1} is '{Names[column]}'");
        }

        return notices.Sentences().Single();
    }
}
