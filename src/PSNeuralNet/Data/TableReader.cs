using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>
/// Collects the rows of a table and makes a <see cref="Dataset"/> of them. Which columns are features is decided by the
/// first row; numbers are read as each row comes, so a bad cell is reported at once.
/// </summary>
public sealed class TableReader
{
    private readonly IReadOnlyList<string> _requestedTarget;
    private readonly IReadOnlyList<string>? _requestedFeature;
    private readonly string? _requestedWeight;
    private readonly List<double> _features = [];
    private readonly List<double> _weights = [];
    private string[] _feature = [];
    private string[] _target = [];
    private List<object>[] _labels = [];
    private string? _weight;

    /// <summary>Creates a reader for tables with this label column.</summary>
    /// <param name="target">The name of the label column; several names are for numbers.</param>
    /// <param name="feature">The feature columns, in the order wanted; null for all columns of the first row but the target's.</param>
    /// <param name="sampleWeight">The column that says how much each row counts; null for none.</param>
    public TableReader(IReadOnlyList<string> target, IReadOnlyList<string>? feature = null, string? sampleWeight = null)
    {
        _requestedTarget = target;
        _requestedFeature = feature;
        _requestedWeight = sampleWeight;
    }

    /// <summary>How many rows have been read.</summary>
    public int RowCount { get; private set; }

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
            ChooseColumns([.. columns()]);
        }

        int row = RowCount + 1;
        double[] numbers = [.. _feature.Select(column => Cell.ToNumber(valueOf(column), row, column))];
        object[] labels = [.. _target.Select(column => ReadLabel(valueOf(column), row, column))];
        if (_weight is not null)
        {
            double weight = Cell.ToNumber(valueOf(_weight), row, _weight);
            _weights.Add(weight >= 0 ? weight : throw Failure.SampleWeightInvalid(row, weight, "Row"));
        }

        _features.AddRange(numbers);
        for (int i = 0; i < labels.Length; i++)
        {
            _labels[i].Add(labels[i]);
        }

        RowCount++;
    }

    /// <summary>Makes the dataset of the rows read so far.</summary>
    /// <param name="name">Where the data came from, in a word or two.</param>
    /// <param name="task">
    /// What there is to predict; null for what the target shows: two different values are two classes, text is classes, and numbers
    /// are numbers, but for whole ones of up to 20 different values with 5 rows each on average, which are classes.
    /// </param>
    /// <exception cref="NetworkException">There are no rows, or the target does not suit the task.</exception>
    public Dataset ToDataset(string? name = null, NetworkTask? task = null)
    {
        if (RowCount == 0)
        {
            throw Failure.TableEmpty();
        }

        (DenseMatrix y, object[] labels) = TargetEncoder.Encode(_target, _labels, task);
        var x = new DenseMatrix(_feature.Length, RowCount, [.. _features]);
        return new Dataset(x, y, new DataSchema(_feature, _target, labels), name, weight: _weight is null ? null : _weights) { IsTable = true };
    }

    private static object ReadLabel(object? label, int row, string column)
    {
        if (Cell.IsEmpty(label))
        {
            throw Failure.TargetIsEmpty(row, column);
        }

        return label is double.NaN or float.NaN ? throw Failure.CellIsNaN(row, column, label) : label!;
    }

    private void ChooseColumns(string[] available)
    {
        string? Find(string name)
        {
            return available.FirstOrDefault(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));
        }

        foreach (string name in _requestedWeight is null ? _requestedTarget : [.. _requestedTarget, _requestedWeight])
        {
            _ = Find(name) ?? throw Failure.TargetMissing(name, available);
        }

        _target = [.. _requestedTarget.Select(name => Find(name)!)];
        _weight = _requestedWeight is null ? null : Find(_requestedWeight);
        string[] others = _weight is null ? _target : [.. _target, _weight];
        _feature = [.. available.Except(others)];
        if (_requestedFeature is not null)
        {
            string[] missing = [.. _requestedFeature.Where(name => Find(name) is null)];
            if (missing.Length > 0)
            {
                throw Failure.FeatureMissing(missing, available);
            }

            _feature = [.. _requestedFeature.Select(name => Find(name)!)];
        }

        if (_feature.Length == 0)
        {
            throw Failure.FeatureNone(_target[0]);
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (others.Concat(_feature).FirstOrDefault(column => !seen.Add(column)) is { } repeated)
        {
            throw Failure.FeatureRepeated(repeated);
        }

        _labels = [.. _target.Select(_ => new List<object>())];
    }
}
