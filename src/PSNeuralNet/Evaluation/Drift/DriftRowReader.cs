using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>Adds the rows of a table to a <see cref="DriftTest"/>, some thousand at a time. Rows need the feature columns of the network; its target is read where they have it.</summary>
public sealed class DriftRowReader
{
    // Rows that are predicted together, and the numbers that they have at most.
    private const int MaximumRows = 4096, MaximumValues = 1 << 22;

    private readonly DriftTest _test;
    private readonly NetworkParameter _network;
    private readonly FeatureEncoder _encoder;
    private readonly FeatureColumn[] _textColumns, _codedColumns;
    private readonly List<double> _features = [], _labels = [];
    private readonly List<string?>[] _texts;
    private readonly List<int>[] _codes;
    private readonly int _batch;
    private int _count;

    /// <summary>Creates a reader.</summary>
    /// <param name="test">The test to add to.</param>
    /// <param name="warn">Called once for each column that cannot be read; null ignores them.</param>
    public DriftRowReader(DriftTest test, Action<string>? warn)
    {
        ArgumentNullException.ThrowIfNull(test);
        (_test, _network) = (test, test.Network);
        _encoder = new FeatureEncoder(_network, test.Reporter, warn);
        _textColumns = [.. _network.Schema.Column.Where(column => column is { IsText: true, IsLeftOut: false })];
        _codedColumns = [.. _network.Schema.Column.Where(column => column is { IsTargetEncoded: true, IsLeftOut: false })];
        _texts = [.. _textColumns.Select(_ => new List<string?>())];
        _codes = [.. _codedColumns.Select(_ => new List<int>())];
        _batch = Math.Clamp(MaximumValues / _network.FeatureName.Count, 1, MaximumRows);
    }

    /// <summary>Adds one row.</summary>
    /// <param name="row">The number of the row, from 1, for messages.</param>
    /// <param name="columns">The names of the row's columns.</param>
    /// <param name="valueOf">Gives the value of a column by its name; upper and lower case do not matter.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">A column is missing, or a cell cannot be read. The row is not added.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public void Add(int row, IReadOnlyCollection<string> columns, Func<string, object?> valueOf, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        _test.EndCategories(isRead: false);
        _features.AddRange(_encoder.Read(row, columns, valueOf));
        _test.EndCategories(isRead: true);
        for (int i = 0; i < _textColumns.Length; i++)
        {
            object? cell = valueOf(_textColumns[i].Name);
            _texts[i].Add(_textColumns[i].IsMissing(cell) ? null : Cell.Text(cell!));
        }

        for (int i = 0; i < _codedColumns.Length; i++)
        {
            object? cell = valueOf(_codedColumns[i].Name);
            _codes[i].Add(_codedColumns[i].IndexOf(_codedColumns[i].IsMissing(cell) ? "" : Cell.Text(cell!)));
        }

        for (int target = 0; target < _network.Schema.TargetName.Count; target++)
        {
            _labels.Add(_test.Labels.Read(target, valueOf(_network.Schema.TargetName[target])));
        }

        if (++_count == _batch)
        {
            Complete(cancellation);
        }
    }

    /// <summary>Adds the last rows to the test.</summary>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public void Complete(CancellationToken cancellation = default)
    {
        if (_count == 0)
        {
            return;
        }

        DataSchema schema = _network.Schema;
        var x = new DenseMatrix(schema.FeatureName.Count, _count, [.. _features]);
        TargetValues target = schema.Task == NetworkTask.Regression
            ? TargetValues.OfNumbers(new DenseMatrix(schema.TargetName.Count, _count))
            : TargetValues.OfClasses(schema.ClassLabel.Count, new int[_count]);
        Dataset samples = new Dataset(x, target, schema) { IsTable = true, Text = [.. _textColumns.Select((column, i) => new TextCells(column.Name, [.. _texts[i]]))] };
        if (_codedColumns.Length > 0)
        {
            samples = samples.WithFeatures(x, codes: _codedColumns.Select((column, i) => (column.Name, Codes: _codes[i].ToArray())).ToDictionary(pair => pair.Name, pair => pair.Codes, StringComparer.OrdinalIgnoreCase));
        }

        _test.Add(samples, [.. _labels], cancellation);
        _count = 0;
        _features.Clear();
        _labels.Clear();
        Array.ForEach(_texts, texts => texts.Clear());
        Array.ForEach(_codes, codes => codes.Clear());
    }
}
