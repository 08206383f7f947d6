namespace PSNeuralNet.Data;

/// <summary>
/// Collects the rows of a table and makes a <see cref="Dataset"/> of them. The first row decides which columns are features, the
/// first cell of a column that is not missing what it holds; cells are read as each row comes, so a bad one is reported at once.
/// </summary>
public sealed class TableReader
{
    private readonly TableOptions _options;
    private readonly List<string> _warnings = [];
    private TableColumns? _columns;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How to read.</param>
    /// <exception cref="NetworkException">An option is not usable.</exception>
    public TableReader(TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>Creates a reader for tables with this label column.</summary>
    /// <param name="target">The name of the label column; several names are for numbers.</param>
    /// <param name="feature">The feature columns, in the order wanted; null for all columns of the first row but the target's.</param>
    /// <param name="sampleWeight">The column that says how much each row counts; null for none.</param>
    public TableReader(IReadOnlyList<string> target, IReadOnlyList<string>? feature = null, string? sampleWeight = null)
        : this(new TableOptions { Target = target, Feature = feature, SampleWeight = sampleWeight })
    {
    }

    /// <summary>Number of rows read.</summary>
    public int RowCount => _columns?.RowCount ?? 0;

    /// <summary>Warnings about the dataset: columns that were left out.</summary>
    public IReadOnlyList<string> Warning => _warnings;

    /// <summary>Makes sure that a row is something with columns, and not a bare value.</summary>
    /// <param name="row">The number of the row, from 1.</param>
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
    /// <param name="columns">Gives the names of the row's columns, in order; asked for the first row only.</param>
    /// <param name="valueOf">Gives the value of a column by its name; null where the row lacks it.</param>
    /// <exception cref="NetworkException">A column is missing, or a cell is not what the column holds. The row is then not taken.</exception>
    public void Add(Func<IEnumerable<string>> columns, Func<string, object?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(valueOf);
        _columns ??= new TableColumns([.. columns()], _options);
        try
        {
            int row = _columns.Row;
            foreach (CellColumn column in _columns.Feature)
            {
                column.Add(valueOf(column.Name), row);
            }

            foreach (LabelColumn column in _columns.Target)
            {
                column.Add(valueOf(column.Name), row);
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

    /// <summary>Makes the dataset of the rows read so far; the reader is used up then.</summary>
    /// <param name="name">Where the data came from, in a word or two.</param>
    /// <param name="task">What there is to predict; null for what the options say, or else the target shows.</param>
    /// <exception cref="NetworkException">There are no rows, or the target does not suit the task.</exception>
    public Dataset ToDataset(string? name = null, NetworkTask? task = null)
    {
        return RowCount == 0 ? throw TableErrors.TableEmpty() : _columns!.ToDataset(name, task ?? _options.Task, _warnings);
    }
}
