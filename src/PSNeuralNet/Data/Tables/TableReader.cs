namespace PSNeuralNet.Data;

/// <summary>
/// Builder of a <see cref="Dataset"/> from rows. The first row sets the columns; what a column holds is decided from all of its cells, once
/// all rows are read.
/// </summary>
public sealed class TableReader
{
    private readonly TableOptions _options;
    private readonly List<string> _warnings = [];
    private TableColumns? _columns;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">Options of the table.</param>
    /// <exception cref="NetworkException">An option is invalid.</exception>
    public TableReader(TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>Creates a reader for tables with this label column.</summary>
    /// <param name="target">Name of the label column; several names for regression.</param>
    /// <param name="feature">Feature columns, in order; null for all but the target.</param>
    /// <param name="sampleWeight">The weight column; null for none.</param>
    public TableReader(IReadOnlyList<string> target, IReadOnlyList<string>? feature = null, string? sampleWeight = null)
        : this(new TableOptions { Target = target, Feature = feature?.Select(NamePattern.FromString).ToArray(), SampleWeight = sampleWeight })
    {
    }

    /// <summary>Number of rows read, with those that are left out, because they have no label.</summary>
    public int RowCount => _columns?.ReadCount ?? 0;

    /// <summary>Warnings about the dataset: columns that were left out.</summary>
    public IReadOnlyList<string> Warning => _warnings;

    /// <summary>Makes sure that a row is something with columns, and not a bare value.</summary>
    /// <param name="row">The row, from 1.</param>
    /// <param name="value">The row.</param>
    /// <exception cref="NetworkException">It is text, a number, or a list.</exception>
    public static void RequireRow(int row, object? value)
    {
        if (value is string or Array || (value?.GetType() is { } type && (type.IsPrimitive || type == typeof(decimal))))
        {
            throw TableErrors.RowInvalid(row, value.GetType().Name);
        }
    }

    /// <summary>Reads one row.</summary>
    /// <param name="columns">Returns the column names of the row, in order; called for the first row only.</param>
    /// <param name="valueOf">Returns the value of a column by name; null if the row has none.</param>
    /// <exception cref="NetworkException">A column is missing, or a cell is of another kind. The row is not added.</exception>
    public void Add(Func<IEnumerable<string>> columns, Func<string, object?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(valueOf);
        _columns ??= new TableColumns([.. columns()], _options);
        try
        {
            int row = _columns.Row;
            foreach (LabelColumn column in _columns.Target)
            {
                if (!column.TryAdd(valueOf(column.Name), row))
                {
                    _columns.SkipRow();
                    return;
                }
            }

            foreach (CellColumn column in _columns.Feature)
            {
                column.Add(valueOf(column.Name), row);
            }

            foreach (IdValues column in _columns.Id)
            {
                column.Add(valueOf(column.Name));
            }

            if (_columns.WeightName is { } weight)
            {
                _columns.AddWeight(valueOf(weight));
            }

            _columns.EndRow();
        }
        catch
        {
            _columns.DropRow();
            throw;
        }
    }

    /// <summary>
    /// Profiles of the columns of the rows read so far, and of the rows; the reader is used up then. The options have to be those of a profile;
    /// their targets are for hints.
    /// </summary>
    /// <exception cref="NetworkException">There are no rows.</exception>
    public IReadOnlyList<ColumnProfile> ToProfile()
    {
        if (RowCount == 0)
        {
            throw TableErrors.TableEmpty();
        }

        WarnOfEncoding();
        IReadOnlyList<ColumnProfile> profiles = TableProfile.Of(_columns!);
        TableChecks.WarnOfOptions(_columns!, _warnings);
        return profiles;
    }

    /// <summary>Makes the dataset of the rows read so far; the reader is used up then.</summary>
    /// <param name="name">Name of the source.</param>
    /// <param name="task">The task; null for that of the options, or to infer it from the target.</param>
    /// <exception cref="NetworkException">There are no rows, or the target does not match the task.</exception>
    public Dataset ToDataset(string? name = null, NetworkTask? task = null)
    {
        if (RowCount == 0)
        {
            throw TableErrors.TableEmpty();
        }

        WarnOfEncoding();
        var notices = new ColumnNotices();
        Dataset dataset = _columns!.ToDataset(_columns.Judge(notices).Columns, name, task ?? _options.Task, _warnings);
        _warnings.AddRange(notices.Sentences());
        return dataset;
    }

    private void WarnOfEncoding()
    {
        if (TableChecks.FirstBroken(_columns!) is { } broken)
        {
            _warnings.Add(EncodingCheck.OfRows(broken));
        }
    }
}
