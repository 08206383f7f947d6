using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>
/// Collects the rows of a table and makes a <see cref="Dataset"/> of them. Which columns are features is decided by the
/// first row; numbers are read as each row comes, so a bad cell is reported at once.
/// </summary>
public sealed class TableReader
{
    private readonly IReadOnlyList<string>? _requested;
    private readonly List<double> _features = [];
    private readonly List<object> _labels = [];
    private string _target;
    private string[] _columns = [];

    /// <summary>Creates a reader for tables with this label column.</summary>
    /// <param name="target">The name of the label column.</param>
    /// <param name="feature">The feature columns, in the order wanted; null for all columns of the first row but the label.</param>
    public TableReader(string target, IReadOnlyList<string>? feature = null)
    {
        _target = target;
        _requested = feature;
    }

    /// <summary>How many rows have been read.</summary>
    public int RowCount => _labels.Count;

    /// <summary>Makes sure that a row is something with columns, and not a bare value.</summary>
    /// <param name="row">The number of the row, from 1.</param>
    /// <param name="value">The row.</param>
    /// <exception cref="NetworkException">It is text, a number, or a list.</exception>
    public static void RequireRow(int row, object? value)
    {
        if (value is string or Array || (value?.GetType() is { } type && (type.IsPrimitive || type == typeof(decimal))))
        {
            throw Failure.RowInvalid(row, value.GetType().Name);
        }
    }

    /// <summary>Reads one row.</summary>
    /// <param name="columns">Gives the names of the row's columns, in order; asked for the first row only.</param>
    /// <param name="valueOf">Gives the value of a column by its name; null where the row lacks it.</param>
    /// <exception cref="NetworkException">A column is missing, or a cell is empty, not numeric, NaN or infinite. The row is then not taken.</exception>
    public void Add(Func<IEnumerable<string>> columns, Func<string, object?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(valueOf);
        if (RowCount == 0)
        {
            _columns = ChooseColumns([.. columns()]);
        }

        int row = RowCount + 1;
        var numbers = new double[_columns.Length];
        for (int i = 0; i < _columns.Length; i++)
        {
            numbers[i] = Cell.ToNumber(valueOf(_columns[i]), row, _columns[i]);
        }

        object? label = valueOf(_target);
        if (Cell.IsEmpty(label))
        {
            throw Failure.TargetIsEmpty(row, _target);
        }

        if (label is double.NaN or float.NaN)
        {
            throw Failure.CellIsNaN(row, _target, label);
        }

        _features.AddRange(numbers);
        _labels.Add(label!);
    }

    /// <summary>Makes the dataset of the rows read so far.</summary>
    /// <param name="name">Where the data came from, in a word or two.</param>
    /// <exception cref="NetworkException">There are no rows, or the labels are not of exactly two kinds.</exception>
    public Dataset ToDataset(string? name = null)
    {
        if (RowCount == 0)
        {
            throw Failure.TableEmpty();
        }

        (object[] labels, int[] index) = ClassEncoder.Encode(_labels);
        if (labels.Length != 2)
        {
            throw Failure.TargetNotBinary(_target, [.. labels.Select(DataSchema.LabelText)]);
        }

        var x = new DenseMatrix(_columns.Length, RowCount, [.. _features]);
        var y = new DenseMatrix(1, RowCount, [.. index.Select(i => (double)i)]);
        return new Dataset(x, y, new DataSchema(_columns, _target, labels), name);
    }

    private string[] ChooseColumns(string[] available)
    {
        string? Find(string name)
        {
            return available.FirstOrDefault(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));
        }

        if (Find(_target) is not { } target)
        {
            throw Failure.TargetMissing(_target, available);
        }

        string[] chosen = [.. available.Where(column => column != target)];
        if (_requested is not null)
        {
            string[] missing = [.. _requested.Where(name => Find(name) is null)];
            if (missing.Length > 0)
            {
                throw Failure.FeatureMissing(missing, available);
            }

            chosen = [.. _requested.Select(name => Find(name)!)];
        }

        _target = target;
        if (chosen.Length == 0)
        {
            throw Failure.FeatureNone(target);
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { target };
        return chosen.FirstOrDefault(column => !seen.Add(column)) is { } repeated ? throw Failure.FeatureRepeated(repeated) : chosen;
    }
}
