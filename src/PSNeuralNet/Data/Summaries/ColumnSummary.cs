namespace PSNeuralNet.Data;

/// <summary>Distribution of a column, or of predictions: quantiles of numbers, counts of categories, and the share of missing cells.</summary>
public sealed class ColumnSummary
{
    internal ColumnSummary(string name, ColumnKind kind, IReadOnlyList<string> category, double missing, QuantileSketch? sketch, IReadOnlyList<double> categoryCount)
    {
        (Name, Kind, Category, Missing, Sketch, CategoryCount) = (name, kind, category, missing, sketch, categoryCount);
        Count = sketch?.Count ?? categoryCount.Sum();
    }

    /// <summary>The column's name; of predictions "Prediction", or Prediction(name) for one of several targets.</summary>
    public string Name { get; }

    /// <summary>Kind of the column's values.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The categories, False and True for booleans, the classes for predictions; "(other)" stands for those that share a feature. None for numbers.</summary>
    public IReadOnlyList<string> Category { get; }

    /// <summary>The number of values; with sample weights, the effective one: all counts are scaled by sum of w / sum of w^2.</summary>
    public double Count { get; }

    /// <summary>The number of missing cells, on the scale of <see cref="Count"/>; those that stand for never are among them.</summary>
    public double Missing { get; }

    /// <summary>The share of missing cells.</summary>
    public double MissingShare => Missing == 0 ? 0 : Missing / (Missing + Count);

    /// <summary>
    /// The numbers: of dates the days since 1970-01-01, of spans of time seconds, of free text the share of a cell's words that the network knows. Null for categories, and where there is no number.
    /// </summary>
    public QuantileSketch? Sketch { get; }

    /// <summary>The number of values of each category; none for numbers.</summary>
    public IReadOnlyList<double> CategoryCount { get; }

    /// <summary>True for categories, enumerations and booleans, and for predicted classes.</summary>
    internal bool IsCategory => IsCategories(Kind);

    /// <summary>Short text: "age: Number, 714 values, 20 % missing".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Kind}, {Count:0.##} value{(Count == 1 ? "" : "s")}{(Missing == 0 ? "" : $", {100 * MissingShare:0.##} % missing")}");

    /// <summary>True for kinds that are counted by category.</summary>
    internal static bool IsCategories(ColumnKind kind) => kind is ColumnKind.Boolean or ColumnKind.Category or ColumnKind.Enumeration;

    /// <summary>The categories of a column as summaries count them.</summary>
    internal static IReadOnlyList<string> CategoriesOf(FeatureColumn column) =>
        column.Kind == ColumnKind.Boolean ? [bool.FalseString, bool.TrueString]
            : !IsCategories(column.Kind) ? []
            : column.HasOther ? [.. column.Category, FeatureColumn.Other]
            : column.Category;

    /// <summary>Summarizes values.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kind">Kind of the values.</param>
    /// <param name="category">The categories.</param>
    /// <param name="values">Numbers, or indices of categories, -1 for a category of none; NaN for a missing one. Overwritten.</param>
    /// <param name="weight">The weight of each; null for 1 each.</param>
    /// <param name="knots">The largest number of knots of numbers.</param>
    internal static ColumnSummary Of(string name, ColumnKind kind, IReadOnlyList<string> category, double[] values, double[]? weight, int knots)
    {
        double scale = SampleScale.Of(weight), missing = 0;
        double[] counts = new double[category.Count];
        bool isCategory = IsCategories(kind);
        for (int i = 0; i < values.Length; i++)
        {
            double w = weight?[i] ?? 1;
            if (double.IsNaN(values[i]))
            {
                missing += w;
            }
            else if (isCategory && values[i] >= 0)
            {
                counts[(int)values[i]] += w;
            }
        }

        return new ColumnSummary(
            name, kind, category, SampleScale.Rounded(missing, scale), isCategory ? null : QuantileSketch.Of(values, weight, scale, knots), isCategory ? [.. counts.Select(count => SampleScale.Rounded(count, scale))] : []);
    }
}

/// <summary>Scale of weighted counts: with it, their sum is the effective number of samples, (sum of w)^2 / sum of w^2 (L. Kish, 1965).</summary>
internal static class SampleScale
{
    /// <summary>sum of w / sum of w^2; 1 without weights.</summary>
    public static double Of(double[]? weight)
    {
        double unit = weight is null ? 1 : UnitOf(weight);
        return weight is null ? 1 : Of(weight.Sum(one => one / unit), weight.Sum(one => one / unit * (one / unit))) / unit;
    }

    /// <summary>sum of w / sum of w^2; 1 without samples.</summary>
    public static double Of(double sum, double squares) => squares > 0 ? sum / squares : 1;

    /// <summary>A power of two near the largest weight: squares of weights divided by it neither overflow nor vanish, and no digit of them changes. 1 without a weight above 0.</summary>
    public static double UnitOf(IEnumerable<double> weight) => weight.DefaultIfEmpty(0).Max() is > 0 and < double.PositiveInfinity and var most ? Math.ScaleB(1, Math.ILogB(most)) : 1;

    /// <summary>A scaled count: whole ones stay as they are; others have few digits, of which a file has all.</summary>
    public static double Rounded(double count, double scale) => Math.Round(count * scale, 6);
}
