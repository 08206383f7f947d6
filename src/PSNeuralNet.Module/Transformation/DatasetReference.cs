using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Commands;

/// <summary>Samples as the argument of a cmdlet: a dataset, or rows of a table, which are read by the schema of a network.</summary>
public sealed class DatasetReference
{
    private readonly IReadOnlyList<PSObject> _rows;
    private readonly Dictionary<DataSchema, Dataset> _read = [];
    private Dataset? _dataset;

    private DatasetReference(Dataset? dataset, IReadOnlyList<PSObject> rows) => (_dataset, _rows) = (dataset, rows);

    /// <summary>A short description: that of the dataset, or the number of rows.</summary>
    public override string ToString() => _dataset?.ToString() ?? $"{_rows.Count} row{(_rows.Count == 1 ? "" : "s")}";

    /// <summary>The dataset, of rows that were last read; null for rows that have not been read yet.</summary>
    internal Dataset? Dataset => _dataset;

    /// <summary>The reference for an object; null if it is neither a dataset nor rows.</summary>
    internal static DatasetReference? Of(object? value)
    {
        object? source = BaseObject.Of(value);
        if (source is DatasetReference or Data.Dataset or null)
        {
            return source as DatasetReference ?? (source is Data.Dataset given ? new DatasetReference(given, []) : null);
        }

        PSObject[] rows = [.. Items(value!)];
        return rows is [{ BaseObject: Data.Dataset dataset }] ? new DatasetReference(dataset, [])
            : rows.Length > 0 && rows.All(IsRow) ? new DatasetReference(null, rows)
            : null;
    }

    /// <summary>True for an object that can be a row of a table: neither a bare value nor something else of this module.</summary>
    internal static bool IsRow(PSObject row) =>
        row.BaseObject is not (string or Array or Data.Dataset or DatasetSplit or TrainingResult or NeuralNetwork or NetworkParameter) && !row.BaseObject.GetType().IsPrimitive;

    /// <summary>The dataset; rows are read, once for each schema, as the data that a network was trained on.</summary>
    /// <param name="cmdlet">The cmdlet, for messages.</param>
    /// <param name="schema">The columns, targets and classes of the network.</param>
    /// <exception cref="NetworkException">A row lacks a column, or has an invalid cell or an unknown class.</exception>
    internal Dataset Resolve(NetworkCmdlet cmdlet, DataSchema schema)
    {
        if (_rows.Count > 0 && !_read.TryGetValue(schema, out _dataset))
        {
            _dataset = RowCollector.Read(cmdlet, _rows, schema);
            _read.Add(schema, _dataset);
        }

        return _dataset!;
    }

    /// <summary>Background rows for explanations, of which targets are ignored.</summary>
    /// <param name="cmdlet">The cmdlet, for messages.</param>
    /// <param name="network">The network.</param>
    /// <param name="unknown">The handling of categories that were not in the training data.</param>
    /// <exception cref="NetworkException">A row lacks a feature column, or has an invalid cell.</exception>
    internal BackgroundSample ToBackground(NetworkCmdlet cmdlet, NetworkParameter network, UnknownCategory unknown)
    {
        if (_rows.Count == 0)
        {
            return BackgroundSample.Of(new Predictor(network, unknown, cmdlet.WriteWarning).Select(_dataset!).X);
        }

        var encoder = new FeatureEncoder(network, unknown, cmdlet.WriteWarning);
        var reader = new RowReader();
        var features = new List<double[]>();
        foreach (PSObject row in _rows)
        {
            cmdlet.Cancellation.ThrowIfCancellationRequested();
            reader.Read(row, features.Count + 1);
            DeserializedObject.Refuse(row);
            features.Add(encoder.Read(reader.Number, reader.Names, reader.ValueOf).ToArray());
        }

        return BackgroundSample.Of(Matrix<double>.Build.DenseOfColumnArrays(features));
    }

    private static IEnumerable<PSObject> Items(object value)
    {
        System.Collections.IEnumerable? list = LanguagePrimitives.GetEnumerable(value);
        return list is null ? [PSObject.AsPSObject(value)] : list.Cast<object?>().Where(row => row is not null).Select(row => PSObject.AsPSObject(row!));
    }
}
