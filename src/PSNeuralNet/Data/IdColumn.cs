namespace PSNeuralNet.Data;

/// <summary>Column of ids in a dataset: one value per sample, as it is in the table. Ids are no features, and no network sees them.</summary>
public sealed class IdColumn
{
    private readonly object?[] _values;

    /// <summary>Creates a column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value per sample; null for an empty cell.</param>
    public IdColumn(string name, IEnumerable<object?> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        _values = [.. values];
    }

    private IdColumn(string name, object?[] values)
    {
        Name = name;
        _values = values;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Number of samples.</summary>
    public int Count => _values.Length;

    /// <summary>The id of a sample.</summary>
    /// <param name="sample">The sample's column in X.</param>
    public object? this[int sample] => _values[sample];

    /// <summary>Short text: "id (150 samples)".</summary>
    public override string ToString() => $"{Name} ({Count} samples)";

    /// <summary>The ids of some samples, in this order.</summary>
    internal IdColumn Take(int[] samples) => new IdColumn(Name, Array.ConvertAll(samples, sample => _values[sample]));
}
