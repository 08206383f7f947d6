namespace PSNeuralNet.Data;

/// <summary>Encoding of a column's cells, as it is stored in network files.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">Kind of the column's values.</param>
internal sealed record ColumnDefinition(string Name, ColumnKind Kind)
{
    /// <summary>Categories of text and enumerations, in ordinal order.</summary>
    public IReadOnlyList<string> Category { get; init; } = [];

    /// <summary>True for a feature for rare and unseen categories.</summary>
    public bool HasOther { get; init; }

    /// <summary>True when categories that differ in case only are the same.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Words of a column of free text; null for other kinds.</summary>
    public TextVocabulary? Vocabulary { get; init; }

    /// <summary>Imputation of missing cells.</summary>
    public MissingValue MissingValue { get; init; }

    /// <summary>Texts besides the empty one that stand for a missing cell, in upper or lower case.</summary>
    public IReadOnlyList<string> MissingMark { get; init; } = MissingMarks.Numeric;

    /// <summary>Format of numbers that are not written as 1234.5; null for those that are.</summary>
    public NumberFormat? NumberFormat { get; init; }

    /// <summary>Encoding of dates; null for days since 1970-01-01, with text as it stands where it has no offset: columns of before version 4 of the file.</summary>
    public DateEncoding? Date { get; init; }

    /// <summary>Handling of sentinel times.</summary>
    public SentinelTime SentinelTime { get; init; }

    /// <summary>True when the column is no feature.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>The single value of a column that is left out for that reason; else null.</summary>
    public object? Constant { get; init; }

    /// <summary>Reason for leaving the column out, if it is not <see cref="Constant"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Statistics of the target by category; null for one-hot encoding.</summary>
    public TargetTable? TargetEncoding { get; init; }

    /// <summary>True for categories: texts and enumerations.</summary>
    public bool IsCategory => Kind is ColumnKind.Category or ColumnKind.Enumeration;

    /// <summary>True for one-hot encoding.</summary>
    public bool IsOneHot => IsCategory && TargetEncoding is null;

    /// <summary>True for free text.</summary>
    public bool IsText => Kind == ColumnKind.Text;

    /// <summary>True for dates and spans of time.</summary>
    public bool IsTime => Kind is ColumnKind.Date or ColumnKind.Duration;
}
