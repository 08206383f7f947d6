using System.Globalization;

namespace PSNeuralNet.Data;

/// <summary>
/// A column of a table and its features: a number is one feature; text is one-hot encoded, one feature for each
/// different value, 1 where a row has it. Encodes cells as features, and decodes them.
/// </summary>
public sealed class FeatureColumn
{
    private readonly Dictionary<string, int> _indexOf;

    /// <summary>Creates the description of a column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="kind">Kind of the column's values.</param>
    /// <param name="category">For text and enumerations, the different values.</param>
    /// <param name="missingValue">Imputation of missing cells.</param>
    public FeatureColumn(string name, ColumnKind kind = ColumnKind.Number, IEnumerable<string>? category = null, MissingValue missingValue = MissingValue.Error)
        : this(name, kind, [.. (category ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], missingValue, isLeftOut: false, constant: null)
    {
    }

    private FeatureColumn(string name, ColumnKind kind, string[] category, MissingValue missingValue, bool isLeftOut, object? constant)
    {
        Name = name;
        Kind = kind;
        Category = Array.AsReadOnly(category);
        MissingValue = missingValue;
        IsLeftOut = isLeftOut;
        Constant = constant;
        Feature = Array.AsReadOnly(isLeftOut ? [] : Names());
        _indexOf = new Dictionary<string, int>(category.Length, StringComparer.Ordinal);
        for (int i = 0; i < category.Length; i++)
        {
            _indexOf.Add(category[i], i);
        }
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Kind of the column's values.</summary>
    public ColumnKind Kind { get; }

    /// <summary>For text and enumerations the different values, in ordinal order; else none.</summary>
    public IReadOnlyList<string> Category { get; }

    /// <summary>Imputation of missing cells.</summary>
    public MissingValue MissingValue { get; }

    /// <summary>The names of the features it became: its own name, or name=value for each category; none if it is left out.</summary>
    public IReadOnlyList<string> Feature { get; }

    /// <summary>True when the column is no feature, because all of its cells are the same or missing.</summary>
    public bool IsLeftOut { get; }

    /// <summary>The single value (number or text) of a column that is left out; null where all cells are missing.</summary>
    public object? Constant { get; }

    /// <summary>True when the column is one feature, the number in the cell.</summary>
    internal bool IsPlain => Kind == ColumnKind.Number && !IsLeftOut && Feature.Count == 1;

    /// <summary>True for one-hot encoding: one feature for each category.</summary>
    internal bool IsOneHot => Kind is ColumnKind.Category or ColumnKind.Enumeration;

    /// <summary>True when a feature may be NaN, to be imputed by the network.</summary>
    internal bool MayBeMissing => MissingValue != MissingValue.Error && !(IsOneHot && MissingValue == MissingValue.Indicator);

    /// <summary>A column that is left out, because all of its cells are the same.</summary>
    internal static FeatureColumn LeftOut(string name, ColumnKind kind, object? constant)
    {
        return new FeatureColumn(name, kind, [], MissingValue.Mean, isLeftOut: true, constant);
    }

    /// <summary>In a few words: "wind: Number", "date: Date, as days since 1970-01-01", "color: Category, 3 features".</summary>
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
        return $"{Name}: {Kind}{what}{indicator}{(IsLeftOut ? $", left out ({Reason})" : "")}";
    }

    /// <summary>Why it is left out.</summary>
    internal string Reason => Constant is null ? "all cells are empty" : $"all cells are '{Convert.ToString(Constant, CultureInfo.InvariantCulture)}'";

    /// <summary>Turns a cell into features.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="row">The number of its row, from 1, for messages.</param>
    /// <param name="features">Where they go: as many as there are names.</param>
    /// <returns>The cell's text where it is no known category, else null.</returns>
    /// <exception cref="NetworkException">It is missing and must not be, or is of another kind.</exception>
    internal string? Expand(object? cell, int row, Span<double> features)
    {
        bool isMissing = Cell.IsMissing(cell);
        if (isMissing)
        {
            Cell.RequireMissing(MissingValue, cell, row, Name);
        }

        if (MissingValue == MissingValue.Indicator)
        {
            features[^1] = isMissing ? 1 : 0;
            features = features[..^1];
        }

        if (!IsOneHot)
        {
            features[0] = isMissing ? double.NaN : Number(cell!, row);
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

    /// <summary>The cell that features stand for: a number, a date, a text ...; null where it is missing, or no known category.</summary>
    internal object? Decode(ReadOnlySpan<double> features)
    {
        if (IsOneHot)
        {
            int index = features[..Category.Count].IndexOf(1.0);
            return index < 0 ? null : Category[index];
        }

        return double.IsNaN(features[0]) ? null : Shown(Kind, features[0]);
    }

    /// <summary>A number as what it stands for: a date, a span of time, true or false.</summary>
    internal static object Shown(ColumnKind kind, double value)
    {
        return kind switch
        {
            ColumnKind.Boolean when value is 0 or 1 => value == 1,
            ColumnKind.Date => CellTime.ToDate(value),
            ColumnKind.Duration => CellTime.ToDuration(value),
            _ => value,
        };
    }

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
        IEnumerable<string> names = IsOneHot ? Category.Select(text => $"{Name}={text}") : [Name];
        return MissingValue == MissingValue.Indicator ? [.. names, $"{Name} (missing)"] : [.. names];
    }
}
