namespace PSNeuralNet.Data;

/// <summary>Options of reading a dataset from a table: target column, feature columns, and their kinds.</summary>
/// <remarks>Names are case-insensitive.</remarks>
public sealed record TableOptions
{
    /// <summary>The highest <see cref="MaximumCategory"/>.</summary>
    public const int MaximumCategories = 10_000;

    /// <summary>The highest <see cref="MaximumWord"/>.</summary>
    public const int MaximumWords = 100_000;

    /// <summary>The name of the label column, or of the columns of numbers to predict.</summary>
    public required IReadOnlyList<string> Target { get; init; }

    /// <summary>The feature columns, in the order wanted; null for all but the target and the weight.</summary>
    public IReadOnlyList<NamePattern>? Feature { get; init; }

    /// <summary>Columns that are no features; null for none.</summary>
    public IReadOnlyList<NamePattern>? ExcludeFeature { get; init; }

    /// <summary>Columns of ids, which are no features and are stored with the dataset; null for none.</summary>
    public IReadOnlyList<NamePattern>? Id { get; init; }

    /// <summary>Columns that are no features unless an option has their exact name, such as properties that describe an object; none by default.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>True to rename columns of a file that have the name of an earlier one (load_2); else they are an error.</summary>
    public bool RenameColumn { get; init; }

    /// <summary>Names of the columns of a file that has no header line; null for those of the file.</summary>
    public IReadOnlyList<string>? Header { get; init; }

    /// <summary>The column that says how much each row counts: 0 leaves it out, 2 counts it twice; null for none.</summary>
    public string? SampleWeight { get; init; }

    /// <summary>Task; null to infer it from the target.</summary>
    public NetworkTask? Task { get; init; }

    /// <summary>The label of the positive class of two, as in the data or as text; null for that of the schema, or else a guess by its name (docs/decisions.md).</summary>
    public object? PositiveClass { get; init; }

    /// <summary>Columns to take as text, whatever they hold: a feature for each different value; null for none.</summary>
    public IReadOnlyList<NamePattern>? Categorical { get; init; }

    /// <summary>Columns to take as numbers: anything else in them is an error; null for none.</summary>
    public IReadOnlyList<NamePattern>? Numeric { get; init; }

    /// <summary>
    /// Texts besides the empty one that stand for a missing cell, in any column; null for NA, N/A, NaN and null in columns of numbers, dates and
    /// targets, and none in columns of text.
    /// </summary>
    public IReadOnlyList<string>? MissingMark { get; init => field = value is null ? null : [.. value.Select(mark => mark.Trim())]; }

    /// <summary>Culture of numbers such as 1,234, as far as the column leaves it open; null for an error there. Never that of the session.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>
    /// .NET format strings of dates, such as dd/MM/yyyy or yyyyMMdd, for the columns whose cells all fit one; null to find the order of day and
    /// month from all cells.
    /// </summary>
    public IReadOnlyList<string>? DateFormat { get; init; }

    /// <summary>Parts of dates that are features beside the day number, as far as they are not the same in all rows.</summary>
    public DatePart DatePart { get; init; }

    /// <summary>Time zone of this computer, in which dates without an offset are read.</summary>
    internal TimeZoneInfo LocalZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>True when labels and categories that differ in case only are the same.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Columns of a file whose numbers are read with their texts.</summary>
    internal IReadOnlySet<string>? WithText { get; init; }

    /// <summary>Largest number of categories with a feature each; the others of a column share one.</summary>
    public int MaximumCategory { get; init; } = 50;

    /// <summary>Encoding of the categories of text and enumerations.</summary>
    public CategoryEncoding CategoryEncoding { get; init; }

    /// <summary>Imputation of missing cells.</summary>
    public MissingValue MissingValue { get; init; } = MissingValue.Mean;

    /// <summary>Handling of rows without a label.</summary>
    public MissingTarget MissingTarget { get; init; }

    /// <summary>
    /// Schema of a network or another table to match; null for none. Its classes are used, whichever of them the rows have, and constant
    /// columns are kept.
    /// </summary>
    public DataSchema? Schema { get; init; }

    /// <summary>All columns as features, whatever they hold: the options of a <see cref="ColumnProfile"/>.</summary>
    public static TableOptions ForProfile { get; } = new TableOptions { Target = [], IsProfile = true };

    /// <summary>
    /// True for a profile: the target is a column among the others, and one whose cells do not fit together is left out, with the error as its
    /// reason.
    /// </summary>
    public bool IsProfile { get; init; }

    /// <summary>Columns to take as free text: a feature for each frequent word; null for those with four words and more in most cells.</summary>
    public IReadOnlyList<NamePattern>? Text { get; init; }

    /// <summary>Largest number of words and pairs of words of a column of free text with a feature each; rarer ones do not count.</summary>
    public int MaximumWord { get; init; } = 1000;

    /// <summary>Memory that the table may take, in bytes.</summary>
    internal long MemoryLimit { get; init; } = TableMemory.Limit;

    /// <summary>Reads what a schema has: its targets, its columns, and what they hold.</summary>
    /// <param name="schema">The schema.</param>
    public static TableOptions For(DataSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        FeatureColumn[] columns = [.. schema.Column.Where(column => !column.IsLeftOut)];
        return new TableOptions
        {
            Target = schema.IsAnomaly ? [] : schema.TargetName,
            Task = schema.IsAnomaly ? NetworkTask.Anomaly : null,
            Feature = [.. columns.Select(column => column.Name)],
            Categorical = [.. columns.Where(column => column.Kind == ColumnKind.Category).Select(column => column.Name)],
            Numeric = [.. columns.Where(column => column.Kind == ColumnKind.Number).Select(column => column.Name)],
            Text = [.. columns.Where(column => column.Kind == ColumnKind.Text).Select(column => column.Name)],
            MaximumCategory = MaximumCategories,
            Schema = schema,
        };
    }

    /// <summary>Makes sure that the numbers are usable.</summary>
    /// <exception cref="NetworkException">The maximum of categories or words is not.</exception>
    internal void Validate()
    {
        if (MaximumCategory is < 1 or > MaximumCategories)
        {
            throw TableErrors.MaximumCategoryInvalid(MaximumCategory);
        }

        if (MaximumWord is < 1 or > MaximumWords)
        {
            throw TableErrors.MaximumWordInvalid(MaximumWord);
        }
    }
}
