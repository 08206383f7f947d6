namespace PSNeuralNet.Data;

/// <summary>
/// A column of a table and its features: a number is one feature; text is one-hot encoded, one feature for each
/// different value, 1 where a row has it. Encodes cells as features, and decodes them.
/// </summary>
public sealed class FeatureColumn
{
    private static readonly Dictionary<string, int> None = [];

    private readonly Dictionary<string, int> _indexOf;

    /// <summary>Creates a column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="kind">Kind of the column's values.</param>
    /// <param name="category">The categories of text and enumerations.</param>
    /// <param name="missingValue">Imputation of missing cells.</param>
    /// <param name="sentinelTime">Handling of sentinel times, in columns of dates and spans of time.</param>
    public FeatureColumn(
        string name, ColumnKind kind = ColumnKind.Number, IEnumerable<string>? category = null, MissingValue missingValue = MissingValue.Error, SentinelTime sentinelTime = SentinelTime.Number)
        : this(name, kind, [.. (category ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], missingValue, isLeftOut: false, constant: null, sentinelTime)
    {
    }

    private FeatureColumn(string name, ColumnKind kind, string[] category, MissingValue missingValue, bool isLeftOut, object? constant, SentinelTime sentinelTime = SentinelTime.Number)
    {
        Name = name;
        Kind = kind;
        Category = Array.AsReadOnly(category);
        MissingValue = missingValue;
        SentinelTime = IsTime ? sentinelTime : SentinelTime.Number;
        IsLeftOut = isLeftOut;
        Constant = constant;
        Feature = Array.AsReadOnly(isLeftOut ? [] : Names());
        _indexOf = category.Length == 0 ? None : new Dictionary<string, int>(category.Length, StringComparer.Ordinal);
        for (int i = 0; i < category.Length; i++)
        {
            _indexOf.Add(category[i], i);
        }
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Kind of the column's values.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Categories of text and enumerations, in ordinal order; else none.</summary>
    public IReadOnlyList<string> Category { get; }

    /// <summary>Imputation of missing cells.</summary>
    public MissingValue MissingValue { get; }

    /// <summary>Handling of sentinel times; <see cref="SentinelTime.Number"/> in columns of other kinds.</summary>
    public SentinelTime SentinelTime { get; }

    /// <summary>Feature names: the column name, or name=value for each category, then those of indicators; none for a dropped column.</summary>
    public IReadOnlyList<string> Feature { get; }

    /// <summary>True when the column is no feature, because all of its cells are the same or missing.</summary>
    public bool IsLeftOut { get; }

    /// <summary>The single value (number or text) of a column that is left out; null where all cells are missing.</summary>
    public object? Constant { get; }

    /// <summary>True when the column is one feature, the number in the cell.</summary>
    internal bool IsPlain => Kind == ColumnKind.Number && !IsLeftOut && Feature.Count == 1;

    /// <summary>True for dates and spans of time.</summary>
    internal bool IsTime => Kind is ColumnKind.Date or ColumnKind.Duration;

    /// <summary>True for one-hot encoding: one feature for each category.</summary>
    internal bool IsOneHot => Kind is ColumnKind.Category or ColumnKind.Enumeration;

    /// <summary>True when a feature may be NaN, to be imputed by the network.</summary>
    internal bool MayBeMissing => MissingValue != MissingValue.Error && !(IsOneHot && MissingValue == MissingValue.Indicator);

    /// <summary>The same column with other categories.</summary>
    internal FeatureColumn WithCategories(IEnumerable<string> category) => new FeatureColumn(Name, Kind, category, MissingValue, SentinelTime);

    /// <summary>Creates a dropped column, whose cells are all the same.</summary>
    internal static FeatureColumn LeftOut(string name, ColumnKind kind, object? constant) =>
        new FeatureColumn(name, kind, [], MissingValue.Mean, isLeftOut: true, constant);

    /// <summary>Short text: "wind: Number", "date: Date, as days since 1970-01-01", "color: Category, 3 features".</summary>
    public override string ToString()
    {
        string what = Kind switch
        {
            ColumnKind.Date => ", as days since 1970-01-01",
            ColumnKind.Duration => ", as seconds",
            ColumnKind.Boolean => ", as 1 and 0",
            ColumnKind.Category or ColumnKind.Enumeration when !IsLeftOut => $", {Category.Count} values, a feature for each",
            _ => "",
        };
        string indicator = MissingValue == MissingValue.Indicator && !IsLeftOut ? ", and a feature for missing cells" : "";
        string never = SentinelTime == SentinelTime.Indicator ? ", and a feature for never" : "";
        return $"{Name}: {Kind}{what}{indicator}{never}{(IsLeftOut ? $", left out ({Reason})" : "")}";
    }

    /// <summary>Reason for dropping the column.</summary>
    internal string Reason => Constant is null ? "all cells are empty" : $"all cells are '{Convert.ToString(Constant, CultureInfo.InvariantCulture)}'";

    /// <summary>Encodes a cell as features.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="row">Row, from 1, for messages.</param>
    /// <param name="features">Receives the features, one per name.</param>
    /// <returns>The text of an unknown category; else null.</returns>
    /// <exception cref="NetworkException">The cell is missing and must not be, or is of another kind.</exception>
    internal string? Expand(object? cell, int row, Span<double> features)
    {
        bool isMissing = Cell.IsMissing(cell);
        double number = isMissing || IsOneHot ? double.NaN : Number(cell!, row);
        bool isSentinel = SentinelTime != SentinelTime.Number && CellTime.IsSentinel(Kind, number);
        isMissing |= isSentinel;
        if (isMissing)
        {
            Cell.RequireMissing(MissingValue, cell, row, Name);
        }

        if (MissingValue == MissingValue.Indicator)
        {
            features[^1] = isMissing ? 1 : 0;
            features = features[..^1];
        }

        if (SentinelTime == SentinelTime.Indicator)
        {
            features[1] = isSentinel ? 1 : 0;
        }

        if (!IsOneHot)
        {
            features[0] = isSentinel ? double.NaN : number;
            return null;
        }

        features.Fill(isMissing && MayBeMissing ? double.NaN : 0);
        string text = isMissing ? "" : Cell.Text(cell!);
        if (isMissing)
        {
            return null;
        }

        if (!_indexOf.TryGetValue(text, out int index))
        {
            return text;
        }

        features[index] = 1;
        return null;
    }

    /// <summary>The index of a category; -1 for an unknown one.</summary>
    internal int IndexOf(string category) => _indexOf.GetValueOrDefault(category, -1);

    /// <summary>Decodes features: the number, date, text, ... of the cell; the latest date or longest span for never; null if missing or unknown.</summary>
    internal object? Decode(ReadOnlySpan<double> features)
    {
        if (IsOneHot)
        {
            int index = features[..Category.Count].IndexOf(1.0);
            return index < 0 ? null : Category[index];
        }

        return SentinelTime == SentinelTime.Indicator && features[1] == 1 ? Kind == ColumnKind.Date ? DateTime.MaxValue : TimeSpan.MaxValue
            : double.IsNaN(features[0]) ? null : Shown(Kind, features[0]);
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
            ColumnKind.Number when cell is Enum => Cell.TryNumber(Convert.ToDouble(cell, CultureInfo.InvariantCulture), out number),
            _ => Cell.TryNumber(cell, out number),
        };
        if (!isOfKind)
        {
            throw Kind == ColumnKind.Number ? TableErrors.CellNotNumeric(row, Name, cell) : TableErrors.CellKindInvalid(row, Name, cell, Kind);
        }

        return Cell.RequireFinite(number, row, Name);
    }

    private string[] Names()
    {
        IEnumerable<string> names = IsOneHot ? Category.Select(text => $"{Name}={text}") : SentinelTime == SentinelTime.Indicator ? [Name, $"{Name} (never)"] : [Name];
        return MissingValue == MissingValue.Indicator ? [.. names, $"{Name} (missing)"] : [.. names];
    }
}
