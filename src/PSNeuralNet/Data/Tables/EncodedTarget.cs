namespace PSNeuralNet.Data;

/// <summary>Target columns as class indices, labels or numbers.</summary>
/// <param name="Values">The targets of the samples.</param>
/// <param name="Class">The labels of the classes of one column, in order; none for numbers and for several labels.</param>
internal sealed record EncodedTarget(TargetValues Values, object[] Class)
{
    /// <summary>Several labels, in the order of the columns; none for other tasks.</summary>
    public TargetLabel[] Label { get; init; } = [];

    /// <summary>Formats of the numbers of each column; none where all are written as 1234.5.</summary>
    public NumberFormat?[] Format { get; init; } = [];

    /// <summary>The schema of a table.</summary>
    /// <param name="columns">Its feature columns.</param>
    /// <param name="target">The names of the target columns.</param>
    /// <param name="options">The options of the table.</param>
    public DataSchema ToSchema(IEnumerable<FeatureColumn> columns, IEnumerable<string> target, TableOptions options) => new(columns, target, Class, Label)
    {
        IgnoreCase = options.IgnoreCase || options.Schema is { IgnoreCase: true },
        MissingMark = options.MissingMark ?? options.Schema?.MissingMark,
        TargetFormat = Format,
    };
}
