namespace PSNeuralNet.Data;

/// <summary>A column of a table as a network takes it: what it holds, which features it is, and what the network knows of it.</summary>
public sealed class FeatureSummary
{
    private FeatureSummary(FeatureColumn column, int first, Scaling? scaling)
    {
        Name = column.Name;
        Kind = column.Kind;
        Feature = column.Feature;
        Category = column.Category;
        Word = column.Word;
        MissingValue = column.IsLeftOut || (column.IsText && column.MissingValue is not (Data.MissingValue.Indicator or Data.MissingValue.Error)) ? null : column.MissingValue;
        SentinelTime = column.IsTime && !column.IsLeftOut ? column.SentinelTime : null;
        LeftOut = column.IsLeftOut ? column.Reason : null;
        int count = column.Feature.Count;
        Mean = Part(scaling?.FeatureMean, first, count);
        Deviation = Part(scaling?.FeatureDeviation, first, count);
        double[] fill = column.MayBeMissing && !column.IsLeftOut ? Part(scaling?.FillValue, first, count) : [];
        FillValue = fill.Length == 0 ? null : column.Decode(fill);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Kind of the column's values.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Feature names; none for a dropped column.</summary>
    public IReadOnlyList<string> Feature { get; }

    /// <summary>Categories of text and enumerations.</summary>
    public IReadOnlyList<string> Category { get; }

    /// <summary>Words and pairs of neighboring words of free text.</summary>
    public IReadOnlyList<string> Word { get; }

    /// <summary>Imputation of missing cells; null if the column was left out, and for free text, of which a missing one has no words.</summary>
    public MissingValue? MissingValue { get; }

    /// <summary>Handling of sentinel times such as 9999-12-31; null if the column holds no times.</summary>
    public SentinelTime? SentinelTime { get; }

    /// <summary>Imputed value; null for a dataset, or where none may be missing.</summary>
    public object? FillValue { get; }

    /// <summary>Training mean of each feature; none without standardization.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Training standard deviation of each feature; none without standardization.</summary>
    public IReadOnlyList<double> Deviation { get; }

    /// <summary>Reason for dropping the column; null if it is used.</summary>
    public string? LeftOut { get; }

    /// <summary>Summaries of the columns of a dataset or network.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="scaling">Imputation and standardization of a network; null for a dataset or none.</param>
    public static IEnumerable<FeatureSummary> Of(DataSchema schema, Scaling? scaling = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        int[] offsets = ColumnMatch.Offsets(schema);
        return schema.Column.Select((column, i) => new FeatureSummary(column, offsets[i], scaling));
    }

    /// <summary>Short text: "color: Category (color=blue, color=red)".</summary>
    public override string ToString() => LeftOut is null && Word.Count > 0 ? $"{Name}: {Kind} ({Word.Count} words)" : LeftOut is null ? $"{Name}: {Kind} ({string.Join(", ", Feature)})" : $"{Name}: {Kind}, left out";

    private static double[] Part(IReadOnlyList<double>? values, int first, int count) =>
        values is { Count: > 0 } ? [.. values.Skip(first).Take(count)] : [];
}
