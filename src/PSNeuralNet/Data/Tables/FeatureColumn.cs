namespace PSNeuralNet.Data;

/// <summary>
/// A column of a table and its features: a number is one feature; text is one-hot encoded, one feature for each
/// different value, 1 where a row has it; free text is a feature for each frequent word. Encodes cells as features, and decodes them.
/// </summary>
public sealed class FeatureColumn
{
    /// <summary>The cell that the feature for rare and unseen categories decodes to.</summary>
    internal const string Other = "(other)";

    private static readonly Dictionary<string, int> None = [];

    private readonly Dictionary<string, int> _indexOf;
    private readonly double[] _numberMarks;

    /// <summary>Creates a column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="kind">Kind of the column's values.</param>
    /// <param name="category">The categories of text and enumerations.</param>
    /// <param name="missingValue">Imputation of missing cells.</param>
    /// <param name="sentinelTime">Handling of sentinel times, in columns of dates and spans of time.</param>
    public FeatureColumn(
        string name, ColumnKind kind = ColumnKind.Number, IEnumerable<string>? category = null, MissingValue missingValue = MissingValue.Error, SentinelTime sentinelTime = SentinelTime.Number)
        : this(new ColumnDefinition(name, kind) { Category = [.. category ?? []], MissingValue = missingValue, SentinelTime = sentinelTime })
    {
    }

    /// <summary>Creates a column of a definition; categories are sorted.</summary>
    internal FeatureColumn(ColumnDefinition definition)
    {
        StringComparer comparer = definition.IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        string[] category = definition.Category.Count == 0 ? [] : [.. definition.Category.Distinct(comparer).Order(StringComparer.Ordinal)];
        Definition = definition with { Category = Array.AsReadOnly(category), Vocabulary = definition is { IsText: true, Vocabulary: null } ? TextVocabulary.Empty : definition.Vocabulary, SentinelTime = definition.IsTime ? definition.SentinelTime : SentinelTime.Number };
        _numberMarks = ReferenceEquals(MissingMark, MissingMarks.Numeric) || MissingMark.Count == 0 ? [] : MissingMarks.Numbers(MissingMark);
        ValueCount = IsLeftOut ? 0 : IsOneHot ? category.Length + (HasOther ? 1 : 0) : IsText ? Word.Count : Definition.TargetEncoding?.Count ?? Definition.Date?.FeatureCount ?? 1;
        Feature = Array.AsReadOnly(IsLeftOut ? [] : Names());
        _indexOf = category.Length == 0 ? None : new Dictionary<string, int>(category.Length, comparer);
        for (int i = 0; i < category.Length; i++)
        {
            _indexOf.Add(category[i], i);
        }
    }

    /// <summary>The column's name.</summary>
    public string Name => Definition.Name;

    /// <summary>Kind of the column's values.</summary>
    public ColumnKind Kind => Definition.Kind;

    /// <summary>Categories of text and enumerations, in ordinal order; else none.</summary>
    public IReadOnlyList<string> Category => Definition.Category;

    /// <summary>True when rare and unseen categories share a feature, the last one of the categories.</summary>
    public bool HasOther => Definition.HasOther;

    /// <summary>True when categories that differ in case only are the same.</summary>
    public bool IgnoreCase => Definition.IgnoreCase;

    /// <summary>Words and pairs of neighboring words of free text, in ordinal order; else none.</summary>
    public IReadOnlyList<string> Word => Definition.Vocabulary?.Word ?? [];

    /// <summary>Imputation of missing cells; a missing free text has no words.</summary>
    public MissingValue MissingValue => Definition.MissingValue;

    /// <summary>Texts besides the empty one that stand for a missing cell, in upper or lower case.</summary>
    public IReadOnlyList<string> MissingMark => Definition.MissingMark;

    /// <summary>Those of <see cref="MissingMark"/> that are numbers, however a cell writes them.</summary>
    internal IReadOnlyList<double> NumberMark => _numberMarks;

    /// <summary>Handling of sentinel times; <see cref="SentinelTime.Number"/> in columns of other kinds.</summary>
    public SentinelTime SentinelTime => Definition.SentinelTime;

    /// <summary>Feature names: the column name, name=value for each category, or name: word for each word, then those of indicators; none for a dropped column.</summary>
    public IReadOnlyList<string> Feature { get; }

    /// <summary>True when the column is no feature, for instance because all of its cells are the same or missing.</summary>
    public bool IsLeftOut => Definition.IsLeftOut;

    /// <summary>The single value (number or text) of a column that is left out; null where all cells are missing.</summary>
    public object? Constant => Definition.Constant;

    /// <summary>Encoding of the cells.</summary>
    internal ColumnDefinition Definition { get; }

    /// <summary>Number of features without those of indicators, which come after them.</summary>
    internal int ValueCount { get; }

    /// <summary>True when the column is one feature, the number in the cell.</summary>
    internal bool IsPlain => Kind == ColumnKind.Number && !IsLeftOut && Feature.Count == 1;

    /// <summary>True for dates and spans of time.</summary>
    internal bool IsTime => Definition.IsTime;

    /// <summary>True for one-hot encoding: one feature for each category.</summary>
    internal bool IsOneHot => Definition.IsOneHot;

    /// <summary>True for free text, whose features do not tell what the text was.</summary>
    internal bool IsText => Definition.IsText;

    /// <summary>True for statistics of the target by category.</summary>
    internal bool IsTargetEncoded => Definition.TargetEncoding is not null;

    /// <summary>True when a feature may be NaN, to be imputed by the network.</summary>
    internal bool MayBeMissing => MissingValue != MissingValue.Error && !IsText && !IsTargetEncoded && !(IsOneHot && MissingValue == MissingValue.Indicator);

    /// <summary>The same column with other categories.</summary>
    internal FeatureColumn WithCategories(IEnumerable<string> category) => new FeatureColumn(Definition with { Category = [.. category] });

    /// <summary>The same column with other statistics of the target.</summary>
    internal FeatureColumn WithTarget(TargetTable table) => new FeatureColumn(Definition with { TargetEncoding = table });

    /// <summary>Creates a dropped column, whose cells are all the same.</summary>
    internal static FeatureColumn LeftOut(string name, ColumnKind kind, object? constant, string? reason = null) =>
        new FeatureColumn(new ColumnDefinition(name, kind) { MissingValue = MissingValue.Mean, IsLeftOut = true, Constant = constant, Reason = reason });

    /// <summary>Short text: "wind: Number", "date: Date, as days since 1970-01-01", "color: Category, 3 values, a feature for each".</summary>
    public override string ToString()
    {
        string what = Kind switch
        {
            ColumnKind.Date => $", as days since 1970-01-01{(Definition.Date is { Part: not DatePart.None and var part } ? $", with {DateParts.Listed(part)}" : "")}",
            ColumnKind.Duration => ", as seconds",
            ColumnKind.Boolean => ", as 1 and 0",
            ColumnKind.Category or ColumnKind.Enumeration when IsTargetEncoded => $", {Category.Count} values, encoded by the target",
            ColumnKind.Category or ColumnKind.Enumeration when !IsLeftOut => $", {Category.Count} values, a feature for each{(HasOther ? ", and one for all others" : "")}",
            ColumnKind.Text when !IsLeftOut => $", {Word.Count} words, a feature for each",
            _ => "",
        };
        string indicator = MissingValue == MissingValue.Indicator && !IsLeftOut ? ", and a feature for missing cells" : "";
        string never = SentinelTime == SentinelTime.Indicator ? ", and a feature for never" : "";
        return $"{Name}: {Kind}{what}{indicator}{never}{(IsLeftOut ? $", left out ({Reason})" : "")}";
    }

    /// <summary>Reason for dropping the column.</summary>
    internal string Reason => Definition.Reason ?? (Constant is null ? "all cells are empty" : $"all cells are '{Convert.ToString(Constant, CultureInfo.InvariantCulture)}'");

    /// <summary>True for a missing cell: empty, NaN, or one of <see cref="MissingMark"/>.</summary>
    internal bool IsMissing(object? cell) =>
        Cell.IsMissing(cell, MissingMark) || (_numberMarks.Length > 0 && cell is not bool && Cell.TryNumber(cell!, out double number) && _numberMarks.Contains(number));

    /// <summary>Encodes a cell as features.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="row">Row, from 1, for messages.</param>
    /// <param name="features">Receives the features, one per name.</param>
    /// <returns>The text of an unknown category; else null.</returns>
    /// <exception cref="NetworkException">The cell is missing and must not be, or is of another kind.</exception>
    internal string? Expand(object? cell, int row, Span<double> features)
    {
        bool isMissing = IsMissing(cell);
        DateCell date = default;
        double number = isMissing || Definition.IsCategory || IsText ? double.NaN : Definition.Date is { } dates ? dates.Days(date = ReadDate(dates, cell!, row)) : Number(cell!, row);
        bool isSentinel = SentinelTime != SentinelTime.Number && CellTime.IsSentinel(Kind, number);
        isMissing |= isSentinel;
        if (isMissing)
        {
            Cell.RequireMissing(MissingValue, cell, row, Name, isSentinel);
        }

        if (MissingValue == MissingValue.Indicator)
        {
            features[^1] = isMissing ? 1 : 0;
        }

        if (SentinelTime == SentinelTime.Indicator)
        {
            features[ValueCount] = isSentinel ? 1 : 0;
        }

        Span<double> values = features[..ValueCount];
        if (Definition.TargetEncoding is { } table)
        {
            // A missing cell is a category of its own, as in scikit-learn.
            string category = isMissing ? "" : Cell.Text(cell!);
            int place = IndexOf(category);
            table.Of(place).CopyTo(values);
            return place < 0 && !isMissing ? category : null;
        }

        if (isMissing)
        {
            values.Fill((IsOneHot && !MayBeMissing) || IsText ? 0 : double.NaN);
            return null;
        }

        if (IsText)
        {
            Definition.Vocabulary!.Transform(Cell.Text(cell!), values);
            return null;
        }

        if (!IsOneHot)
        {
            values[0] = number;
            DateParts.Write(date.Wall, Definition.Date?.Part ?? DatePart.None, values[1..]);
            return null;
        }

        if (cell is not string && NestedValue.Is(cell))
        {
            throw TableErrors.CellNested(row, Name, cell!);
        }

        values.Clear();
        string text = Cell.Text(cell!);
        int index = IndexOf(text);
        if (index < 0)
        {
            return text;
        }

        values[index] = 1;
        return null;
    }

    /// <summary>Index of the feature of a category among the column's; -1 for an unknown one.</summary>
    internal int IndexOf(string category) => _indexOf.TryGetValue(category, out int index) ? index : HasOther ? Category.Count : -1;

    /// <summary>Decodes features: the number, date, text, ... of the cell; the latest date or longest span for never; null if missing or unknown, and for free text.</summary>
    internal object? Decode(ReadOnlySpan<double> features)
    {
        if (IsText || IsTargetEncoded)
        {
            // The dataset alone knows.
            return null;
        }

        if (IsOneHot)
        {
            int index = features[..ValueCount].IndexOf(1.0);
            return index < 0 ? null : index == Category.Count ? Other : Category[index];
        }

        return SentinelTime == SentinelTime.Indicator && features[ValueCount] == 1 ? Kind == ColumnKind.Date ? DateTime.MaxValue : TimeSpan.MaxValue
            : double.IsNaN(features[0]) ? null
            : Definition.Date?.Zone is { } zone ? zone.ToDate(features[0])
            : Shown(Kind, features[0]);
    }

    /// <summary>Decodes a number as a date, time span or boolean.</summary>
    internal static object Shown(ColumnKind kind, double value) =>
        kind switch
        {
            ColumnKind.Boolean when value is 0 or 1 => value == 1,
            ColumnKind.Date => CellTime.ToDate(value),
            ColumnKind.Duration => CellTime.ToDuration(value),
            _ => value,
        };

    /// <summary>Text of a value for messages; dates as 2026-11-24, with their time if they have one.</summary>
    internal static string ShownText(object value) =>
        value is DateTime date ? date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private DateCell ReadDate(DateEncoding encoding, object cell, int row) =>
        encoding.TryRead(cell, out DateCell date) ? date : throw TableErrors.CellKindInvalid(row, Name, cell, Kind);

    private double Number(object cell, int row)
    {
        if (Kind == ColumnKind.Boolean && cell is string text && bool.TryParse(text, out bool flag))
        {
            return flag ? 1 : 0;
        }

        double number;
        bool isOfKind = Kind switch
        {
            ColumnKind.Date => CellTime.TryDate(cell, out number),
            ColumnKind.Duration => CellTime.TryDuration(cell, out number),
            ColumnKind.Number when Definition.NumberFormat is { } format && cell is string written => format.TryParse(written, out number),
            ColumnKind.Number when cell is Enum => Cell.TryNumber(Convert.ToDouble(cell, CultureInfo.InvariantCulture), out number),
            _ => Cell.TryNumber(cell, out number),
        };
        if (!isOfKind)
        {
            throw NestedValue.Is(cell) ? TableErrors.CellNested(row, Name, cell) : Kind == ColumnKind.Number ? TableErrors.CellNotNumeric(row, Name, cell, Definition.NumberFormat) : TableErrors.CellKindInvalid(row, Name, cell, Kind);
        }

        return Cell.RequireFinite(number, row, Name);
    }

    private string[] Names()
    {
        IEnumerable<string> values = Definition.TargetEncoding is { Output.Count: > 0 } table ? table.Output.Select(output => $"{Name}->{output}") : IsOneHot ? Category.Select(text => $"{Name}={text}") : IsText ? Word.Select(word => $"{Name}: {word}") : Definition.Date?.Names(Name) ?? [Name];
        string[] others = [HasOther ? $"{Name} {Other}" : "", SentinelTime == SentinelTime.Indicator ? $"{Name} (never)" : "", MissingValue == MissingValue.Indicator ? $"{Name} (missing)" : ""];
        return [.. values, .. others.Where(name => name.Length > 0)];
    }
}
