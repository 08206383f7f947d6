namespace PSNeuralNet.Commands;

/// <summary>Collects objects from the pipeline as the rows of a dataset.</summary>
/// <param name="options">The columns and how to read them.</param>
/// <exception cref="NetworkException">An option is invalid.</exception>
internal sealed class RowCollector(TableOptions options)
{
    private const int MaximumNames = 10;
    private TableReader _reader = new(options);
    private string[] _extra = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _later = [];
    private readonly RowReader _row = new();
    private string[]? _columns;

    /// <summary>Reads rows as the data that a network was trained on.</summary>
    /// <param name="cmdlet">The cmdlet, for messages.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="schema">The columns, targets and classes of the network.</param>
    /// <param name="missingTarget">Handling of rows without a label.</param>
    /// <exception cref="NetworkException">A row lacks a column, or has an invalid cell or an unknown class.</exception>
    public static Dataset Read(NetworkCmdlet cmdlet, IEnumerable<PSObject> rows, DataSchema schema, MissingTarget missingTarget = default)
    {
        var collector = new RowCollector(TableOptions.For(schema) with { MissingTarget = missingTarget });
        foreach (PSObject row in rows)
        {
            cmdlet.Cancellation.ThrowIfCancellationRequested();
            collector.Add(row);
        }

        return collector.ToDataset(cmdlet);
    }

    /// <summary>Adds one row, or the rows of a list, which -InputObject does not enumerate.</summary>
    /// <exception cref="NetworkException">The object is not a row, lacks a column, or has an invalid cell.</exception>
    public void Add(PSObject input)
    {
        if (RowsOf(input) is { } rows)
        {
            Array.ForEach(rows, Add);
            return;
        }

        _row.Read(input, _reader.RowCount + 1);
        TableReader.RequireRow(_row.Number, input.BaseObject);
        DeserializedObject.Refuse(input);
        if (_columns is null && input.BaseObject is System.IO.FileInfo file && TablePath.IsTable(file.Name) && options.Target.Except(_row.Names, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } missing)
        {
            throw Errors.RowIsFile(file, missing);
        }

        if (_columns is null && _row.Extra.Length > 0)
        {
            _extra = _row.Extra;
            _reader = new TableReader(options with { Ignored = [.. options.Ignored, .. _extra] });
        }

        _reader.Add(() => _row.Names, _row.ValueOf);
        if (_row.Names != _columns)
        {
            _later.AddRange(_row.Names.Where(column => _known.Add(column) && _columns is not null));
        }

        _columns = _row.Names;
    }

    /// <summary>The rows of a list of rows; null for any other object.</summary>
    public static PSObject[]? RowsOf(PSObject input)
    {
        if (input.BaseObject is not System.Collections.IList { Count: > 0 } list || input.BaseObject is System.Collections.IDictionary || list.Contains(null))
        {
            return null;
        }

        PSObject[] rows = [.. list.Cast<object>().Select(PSObject.AsPSObject)];
        return Array.TrueForAll(rows, DatasetReference.IsRow) ? rows : null;
    }

    /// <summary>Creates the profiles of the columns and rows.</summary>
    /// <param name="cmdlet">The cmdlet, for warnings.</param>
    /// <exception cref="NetworkException">There are no rows.</exception>
    public IReadOnlyList<ColumnProfile> ToProfile(NetworkCmdlet cmdlet)
    {
        IReadOnlyList<ColumnProfile> profiles = _reader.ToProfile();
        foreach (string warning in _reader.Warning)
        {
            cmdlet.WriteWarning(warning);
        }

        return profiles;
    }

    /// <summary>Creates the dataset, and reports the columns.</summary>
    /// <exception cref="NetworkException">There are no rows, or the target does not match the task.</exception>
    public Dataset ToDataset(NetworkCmdlet cmdlet)
    {
        Dataset dataset = _reader.ToDataset();
        Report(cmdlet, dataset, _reader.Warning, options.Task is null);
        var excluded = new NamePatternSet(options.ExcludeFeature, _known);
        string[] later = [.. _later.Except([.. options.Ignored, .. _extra], StringComparer.OrdinalIgnoreCase).Where(column => options.Feature is null && !excluded.IsMatch(column))];
        if (later.Length > 0)
        {
            string names = string.Join(", ", later.Take(MaximumNames).Select(column => $"'{column}'")) + (later.Length > MaximumNames ? $" and {later.Length - MaximumNames} more" : "");
            cmdlet.WriteWarning($"The first row determines the columns: {names} of later rows {(later.Length == 1 ? "is" : "are")} ignored. To include them, pipe the rows through Select-Object with the names of all columns.");
        }

        return dataset;
    }

    /// <summary>Writes warnings of excluded columns, and verbose messages on the task and the other columns.</summary>
    public static void Report(NetworkCmdlet cmdlet, Dataset dataset, IEnumerable<string> warnings, bool isTaskInferred)
    {
        foreach (string warning in warnings)
        {
            cmdlet.WriteWarning(warning);
        }

        cmdlet.WriteVerbose($"The task is {(dataset.Schema.IsAnomaly ? NetworkTask.Anomaly : dataset.Task)}{(isTaskInferred ? ", inferred from the target" : "")}: {dataset.Schema}.");
        foreach (FeatureColumn column in dataset.Schema.Column.Where(column => !column.IsLeftOut))
        {
            cmdlet.WriteVerbose($"{column}.");
        }
    }
}
