namespace PSNeuralNet.Data;

/// <summary>The target columns of a profile as the training reads them: with its warnings or its error, and the classes or numbers for hints.</summary>
internal sealed class TargetProfile
{
    private readonly CellColumn[] _columns;
    private readonly List<int> _rows = [];
    private readonly List<string> _hints = [];

    /// <param name="columns">The target columns, with the texts of their cells.</param>
    /// <param name="options">Options of the table.</param>
    public TargetProfile(CellColumn[] columns, TableOptions options)
    {
        _columns = columns;
        Statistics = [];
        if (columns.Length == 0)
        {
            return;
        }

        try
        {
            LabelSummary[] labels = Read(options with { Target = [.. columns.Select(column => column.Name)] });
            Statistics = Encode(labels, options);
            WarnOfMissing();
        }
        catch (NetworkException exception)
        {
            _hints.Add($"Training ends with an error: {exception.Message}");
        }
    }

    /// <summary>Warnings or the error of the training.</summary>
    public IReadOnlyList<string> Hint => _hints;

    /// <summary>Class or number of each row, for each target; none after an error.</summary>
    public TargetStatistics[] Statistics { get; }

    /// <summary>Index of a column among the targets; -1 for another one.</summary>
    public int IndexOf(CellColumn column) => Array.IndexOf(_columns, column);

    private LabelSummary[] Read(TableOptions options)
    {
        var memory = new TableMemory(options.MemoryLimit);
        LabelColumn[] labels = [.. _columns.Select(column => new LabelColumn(column.Name, memory, options))];
        foreach (CellColumn column in _columns)
        {
            if (column.Unusable is { } unusable)
            {
                throw TableErrors.TargetInvalid(unusable.Row, column.Name, unusable.Cell);
            }

            if (column.Unreadable is { } unreadable)
            {
                throw TableErrors.CellUnreadable(unreadable.Row, column.Name, unreadable.Cell.Reason);
            }
        }

        char[] buffer = new char[TrailingZeros.MaximumLength];
        for (int row = 0; row < _columns[0].Count; row++)
        {
            int read = 0;
            while (read < labels.Length && labels[read].TryAdd(LabelOf(_columns[read], row, buffer), row + 1))
            {
                read++;
            }

            if (read == labels.Length)
            {
                _rows.Add(row);
            }
            else
            {
                Array.ForEach(labels, column => column.Truncate(_rows.Count));
            }
        }

        return _rows.Count == 0 ? throw TableErrors.TargetAllMissing(options.Target.ToArray(), _columns[0].Count) : [.. labels.Select(column => new LabelSummary(column, sample => _rows[sample] + 1))];
    }

    /// <summary>The label as it was in the table: numbers of texts as they are written.</summary>
    private static object? LabelOf(CellColumn column, int row, char[] buffer) =>
        double.IsFinite(column[row]) && !column.HasTypedNumbers ? column.NumberOf(row, buffer).ToString() : column.CellOf(column[row]);

    private TargetStatistics[] Encode(LabelSummary[] labels, TableOptions options)
    {
        EncodedTarget target = TargetEncoder.Encode(labels, options, options.Task, _hints);
        var statistics = new TargetStatistics[labels.Length];
        for (int place = 0; place < statistics.Length; place++)
        {
            double[] values = new double[_columns[0].Count];
            Array.Fill(values, double.NaN);
            for (int sample = 0; sample < _rows.Count; sample++)
            {
                values[_rows[sample]] = target.Values.ClassIndex is { } index ? index[sample] : target.Values.Numbers[(sample * labels.Length) + place];
            }

            statistics[place] = new TargetStatistics(values, target.Label.Length > 0 ? target.Label[place].ClassName : target.Class.Length == 0 ? null : [.. target.Class.Select(DataSchema.LabelText)]);
        }

        return statistics;
    }

    private void WarnOfMissing()
    {
        int missing = _columns[0].Count - _rows.Count;
        if (missing > 0)
        {
            _hints.Add(string.Create(CultureInfo.InvariantCulture, $"{missing} of {_columns[0].Count} rows {(missing == 1 ? "has no label and is" : "have no label and are")} left out of the training"));
        }
    }
}
