using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Grid of a column for partial dependence: the values that all rows get in it, one after the other.</summary>
internal sealed class DependenceGrid
{
    // Parameters of scipy.stats.mstats.mquantiles, which scikit-learn takes.
    private const double PlottingPosition = 0.4;

    private DependenceGrid(FeatureColumn column, int first, double[] position)
    {
        (Column, First, Position) = (column, first, position);
        Value = Array.ConvertAll(position, Shown);
    }

    public FeatureColumn Column { get; }

    /// <summary>The index of the column's first feature.</summary>
    public int First { get; }

    /// <summary>The values: numbers, days, seconds, 0 and 1, or places among the categories; in ascending order.</summary>
    public double[] Position { get; }

    /// <summary>The values as cells: numbers, dates, spans of time, booleans or categories.</summary>
    public object[] Value { get; }

    /// <summary>True for a column with values of its own for a grid: used by the network, and no free text.</summary>
    public static bool CanBe(FeatureColumn column) => !column.IsLeftOut && !column.IsText;

    /// <summary>The grid of a column, from the rows that have a cell in it; null where none has.</summary>
    /// <param name="dataset">The samples, under the names and categories of the network.</param>
    /// <param name="column">The column.</param>
    /// <param name="first">The index of its first feature.</param>
    /// <param name="options">Points and ends.</param>
    /// <param name="warn">Called where the grid is not what the options say; null ignores it.</param>
    public static DependenceGrid? Of(Dataset dataset, FeatureColumn column, int first, PartialDependenceOptions options, Action<string>? warn)
    {
        double[] position = column.Definition.IsCategory ? Categories(dataset, column, first, options.Resolution, warn) : Numbers(dataset, column, first, options, warn);
        return position.Length == 0 ? null : new DependenceGrid(column, first, position);
    }

    /// <summary>Writes the features of a value; those of missing and never are 0.</summary>
    /// <param name="point">The index of the value.</param>
    /// <param name="features">The features of the column.</param>
    public void Write(int point, Span<double> features)
    {
        features.Clear();
        double value = Position[point];
        if (Column.Definition.TargetEncoding is { } table)
        {
            table.Of((int)value).CopyTo(features);
        }
        else if (Column.IsOneHot)
        {
            features[(int)value] = 1;
        }
        else
        {
            features[0] = value;
            if (Column.Definition.Date is { Part: not DatePart.None and var part })
            {
                long wall = Value[point] switch
                {
                    DateTime date => date.Ticks,
                    DateTimeOffset date => date.Ticks,
                    _ => DateTime.UnixEpoch.Ticks,
                };
                DateParts.Write(wall, part, features[1..]);
            }
        }
    }

    /// <summary>scipy.stats.mstats.mquantiles with its defaults.</summary>
    /// <param name="sorted">One value or more, in ascending order.</param>
    /// <param name="share">0 to 1.</param>
    internal static double Quantile(double[] sorted, double share)
    {
        int count = sorted.Length;
        double place = (count * share) + PlottingPosition + (share * (1 - PlottingPosition - PlottingPosition));
        int below = (int)Math.Floor(Math.Clamp(place, 1, Math.Max(1, count - 1)));
        double part = Math.Clamp(place - below, 0, 1);
        return ((1 - part) * sorted[below - 1]) + (part * sorted[Math.Min(below, count - 1)]);
    }

    private static double[] Numbers(Dataset dataset, FeatureColumn column, int first, PartialDependenceOptions options, Action<string>? warn)
    {
        var values = new List<double>(dataset.SampleCount);
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            double value = dataset.Features[(sample * dataset.FeatureCount) + first];
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        double[] sorted = [.. values.Order()], different = [.. sorted.Distinct()];
        if (different.Length < options.Resolution || column.Kind == ColumnKind.Boolean)
        {
            return different;
        }

        double low = Quantile(sorted, options.LowerPercentile), high = Quantile(sorted, options.UpperPercentile);
        if (low == high)
        {
            warn?.Invoke(string.Create(CultureInfo.InvariantCulture, $"The quantiles {options.LowerPercentile} and {options.UpperPercentile} of the column '{column.Name}' are both {low}: its grid goes from the smallest to the largest number instead."));
            (low, high) = (sorted[0], sorted[^1]);
        }

        // numpy.linspace: the last point is the end itself.
        double step = (high - low) / (options.Resolution - 1);
        return [.. Enumerable.Range(0, options.Resolution - 1).Select(i => (i * step) + low), high];
    }

    private static double[] Categories(Dataset dataset, FeatureColumn column, int first, int maximum, Action<string>? warn)
    {
        int[]? codes = column.IsTargetEncoded ? dataset.CategoryCode.GetValueOrDefault(column.Name) : null;
        var count = new int[column.Category.Count + 1];
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            int category = codes is not null ? codes[sample]
                : column.IsTargetEncoded ? -1
                : dataset.Features.AsSpan((sample * dataset.FeatureCount) + first, column.ValueCount).IndexOf(1.0);

            // A missing cell of a target-encoded column is the category of an empty text.
            if (category >= 0 && !(category < column.Category.Count && column.Category[category].Length == 0))
            {
                count[category]++;
            }
        }

        int[] present = [.. Enumerable.Range(0, count.Length).Where(category => count[category] > 0)];
        if (present.Length <= maximum)
        {
            return [.. present.Select(category => (double)category)];
        }

        warn?.Invoke(string.Create(CultureInfo.InvariantCulture, $"The column '{column.Name}' has {present.Length} categories: the {maximum} most frequent ones are its grid."));
        return [.. present.OrderByDescending(category => count[category]).Take(maximum).Order().Select(category => (double)category)];
    }

    private object Shown(double position) =>
        Column.Definition.IsCategory ? position < Column.Category.Count ? Column.Category[(int)position] : FeatureColumn.Other
            : Column.Definition.Date?.Zone is { } zone ? zone.ToDate(position)
            : FeatureColumn.Shown(Column.Kind, position);
}
