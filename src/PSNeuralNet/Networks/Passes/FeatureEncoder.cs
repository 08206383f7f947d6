using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// Encodes the rows of a table as features: columns are found by name, and text is one-hot encoded by the categories of the training.
/// Other columns are ignored.
/// </summary>
public sealed class FeatureEncoder
{
    private readonly FeatureColumn[] _columns;
    private readonly double[] _values;
    private readonly bool _fills;
    private readonly UnknownCategoryReporter _reporter;
    private readonly UntrainedFeatures? _untrained;
    private readonly Action<string>? _warn;
    private readonly HashSet<string> _unreadable = [];
    private readonly HashSet<string> _sentinel = [];

    // Columns without missing cells in the training, as far as that is known; those that were reported are taken out.
    private readonly Lazy<HashSet<string>>? _neverMissing;

    /// <summary>Creates an encoder.</summary>
    /// <param name="parameter">The network.</param>
    /// <param name="unknown">The treatment of a category that was not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories, that cannot be read, or with missing cells where the training had none; null ignores them.</param>
    public FeatureEncoder(NetworkParameter parameter, UnknownCategory unknown = UnknownCategory.Warning, Action<string>? warn = null)
        : this(parameter, new UnknownCategoryReporter(unknown, warn), warn)
    {
        _neverMissing = new(() => new HashSet<string>(parameter.Metadata.Data?.Column.Where(column => column.Missing == 0).Select(column => column.Name) ?? [], StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Creates an encoder.</summary>
    /// <param name="parameter">The network.</param>
    /// <param name="reporter">Receives unknown categories.</param>
    /// <param name="warn">Called once for each column that cannot be read, not for one with missing cells that the training did not have; null ignores them.</param>
    internal FeatureEncoder(NetworkParameter parameter, UnknownCategoryReporter reporter, Action<string>? warn)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        _columns = [.. parameter.Schema.Column.Where(column => !column.IsLeftOut)];
        _values = new double[parameter.FeatureName.Count];
        _fills = parameter.Single.All(one => one.Scaling is { FillValue.Count: > 0 });
        _untrained = UntrainedFeatures.Of(parameter);
        _warn = warn;
        _reporter = reporter;
    }

    /// <summary>Reads one row.</summary>
    /// <param name="row">The number of the row, from 1, for messages.</param>
    /// <param name="columns">The names of the row's columns.</param>
    /// <param name="valueOf">Gives the value of a column by its name; upper and lower case do not matter.</param>
    /// <returns>The features in the network's order, NaN for missing ones; valid until the next row is read.</returns>
    /// <exception cref="NetworkException">
    /// A column is missing; or a cell is missing and the network has no value for that, is not of its column's kind, or infinite.
    /// </exception>
    public ReadOnlySpan<double> Read(int row, IReadOnlyCollection<string> columns, Func<string, object?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(valueOf);
        int first = 0;
        bool isComplete = false;
        foreach (FeatureColumn column in _columns)
        {
            object? cell = valueOf(column.Name);
            if (cell is null && !isComplete)
            {
                RequireColumns(row, columns);
                isComplete = true;
            }

            if (cell is UnreadableCell unreadable && column.MissingValue != MissingValue.Error && _unreadable.Add(column.Name))
            {
                _warn?.Invoke(unreadable.Warning(row, column.Name, isLeftOut: false));
            }

            if (column.Expand(cell, row, _values.AsSpan(first, column.Feature.Count)) is { } text)
            {
                _reporter.Report(row, column, text);
            }

            if (column.MayBeMissing && double.IsNaN(_values[first]))
            {
                Cell.RequireMissing(_fills ? column.MissingValue : MissingValue.Error, cell, row, column.Name, isNever: !column.IsMissing(cell));
                WarnOfSentinel(row, column, cell);
            }

            if (_neverMissing is not null && column.IsMissing(cell) && _neverMissing.Value.Remove(column.Name))
            {
                _warn?.Invoke($"Row {row}, column '{column.Name}': the cell is missing, which none was in the training. It {Treatment(column)}; further missing cells of the column are not reported.");
            }

            first += column.Feature.Count;
        }

        _untrained?.Report(row, _values, _reporter);
        return _values;
    }

    private static string Treatment(FeatureColumn column) =>
        column.IsText ? "counts as a text without words"
            : column.IsTargetEncoded ? "counts as a category that the training did not have"
            : $"is filled in with {column.MissingValue switch { MissingValue.MostFrequent => "the most frequent value", MissingValue.Median => "the median", _ => "the mean" }} of the training";

    private void WarnOfSentinel(int row, FeatureColumn column, object? cell)
    {
        if (column.SentinelTime == SentinelTime.Missing && !column.IsMissing(cell) && _sentinel.Add(column.Name))
        {
            _warn?.Invoke($"Row {row}, column '{column.Name}': '{Convert.ToString(cell, CultureInfo.InvariantCulture)}' stands for never. The network was trained without such times: this and others in the column count as missing.");
        }
    }

    private void RequireColumns(int row, IReadOnlyCollection<string> columns)
    {
        string[] missing = [.. _columns.Select(column => column.Name).Except(columns, StringComparer.OrdinalIgnoreCase)];
        if (missing.Length > 0)
        {
            throw NetworkErrors.FeatureMissingInRow(row, missing, columns);
        }
    }
}
