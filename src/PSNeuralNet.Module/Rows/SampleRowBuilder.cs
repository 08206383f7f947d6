namespace PSNeuralNet.Commands;

/// <summary>Builds one object per sample of a dataset, with a property per column: ids, features, then original targets.</summary>
internal sealed class SampleRowBuilder
{
    private readonly Dataset _dataset;
    private readonly int _targets;
    private readonly object?[] _cells;
    private readonly Dictionary<string, int> _indexOf = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="dataset">The dataset.</param>
    /// <param name="added">The names of added properties; they replace columns of the same name.</param>
    /// <param name="typeName">The type name of the objects, which selects their view; null for that of any custom object.</param>
    public SampleRowBuilder(Dataset dataset, string[] added, string? typeName = null)
    {
        _dataset = dataset;
        _targets = dataset.Schema.IsAnomaly ? 0 : dataset.TargetName.Count;
        Columns = [.. dataset.Id.Select(column => column.Name), .. dataset.Schema.Column.Select(column => column.Name), .. dataset.TargetName.Take(_targets)];
        Builder = new RowBuilder(Columns, added, typeName);
        _cells = new object?[dataset.Schema.Column.Count];
        for (int i = 0; i < _cells.Length; i++)
        {
            _indexOf.TryAdd(dataset.Schema.Column[i].Name, i);
        }
    }

    /// <summary>The column names of the dataset.</summary>
    public string[] Columns { get; }

    /// <summary>Builds the objects, from the values of <see cref="Load"/> and the added ones.</summary>
    public RowBuilder Builder { get; }

    /// <summary>The cell of a feature column of the sample that was loaded last.</summary>
    public object? ValueOf(string name) => _indexOf.TryGetValue(name, out int index) ? _cells[index] : null;

    /// <summary>Sets the column values of the next object from a sample.</summary>
    public void Load(int sample)
    {
        int column = 0, at = 0, feature = 0;
        foreach (IdColumn id in _dataset.Id)
        {
            Set(column++, id[sample], ref at);
        }

        foreach ((_, object? value) in _dataset.FeaturesOf(sample))
        {
            _cells[feature++] = value;
            Set(column++, value, ref at);
        }

        for (int target = 0; target < _targets; target++)
        {
            Set(column++, _dataset.TargetOf(sample, target), ref at);
        }
    }

    private void Set(int column, object? value, ref int at)
    {
        if (at < Builder.Kept.Length && Builder.Kept[at] == column)
        {
            Builder.Values[at++] = value;
        }
    }
}
