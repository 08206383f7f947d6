namespace PSNeuralNet.Data;

/// <summary>Hints about a column, as clauses without a period.</summary>
internal static class ColumnHints
{
    private const int MinimumRows = 20;
    private const int AlmostConstantRows = 100;
    private const double AlmostConstantShare = 0.99;

    // Of the distance between the quartiles: far from all others, and beyond any scale.
    private const double FarRanges = 20;
    private const double BeyondRanges = 1000;

    /// <summary>Finds what stands out.</summary>
    /// <param name="column">The column.</param>
    /// <param name="targets">The targets; none for no hints of leaks.</param>
    /// <param name="isTarget">True for the target itself.</param>
    /// <returns>The hints, and the numbers that may stand for a missing cell, as text.</returns>
    public static IEnumerable<(ColumnNotice Kind, string Hint, string[] Marks)> Of(ColumnStatistics column, TargetStatistics[] targets, bool isTarget = false)
    {
        if (column.Present == 0)
        {
            yield break;
        }

        if (column.Distinct > 1 && column.Present >= AlmostConstantRows && column.MostFrequentCount >= AlmostConstantShare * column.Present)
        {
            yield return (ColumnNotice.AlmostConstant, $"the same value in all but {column.Present - column.MostFrequentCount} of {column.Present} rows", []);
        }

        if (!isTarget && column.Kind == ColumnKind.Number && column.Present >= MinimumRows && column.Distinct == column.Present && IsRunning(column.Sorted))
        {
            yield return (ColumnNotice.RunningNumber, $"{column.Distinct} running numbers from {Text(column.Minimum)} to {Text(column.Maximum)}", []);
        }

        if (!column.IsCategory)
        {
            var codes = new MissingCodes(column.Sorted);
            if (codes.Codes.Count > 0)
            {
                string found = string.Join(", ", codes.Codes.Select((code, i) => $"{code.Count}{(i == 0 ? $" of {column.Present}" : "")} {(code.Count == 1 ? "is" : "are")} {Text(column, code.Value)}"));
                yield return (
                    column.Kind == ColumnKind.Number ? ColumnNotice.MissingCode : ColumnNotice.MissingTime,
                    $"{found}, and the others {Text(column, column.Sorted[codes.First])} to {Text(column, column.Sorted[codes.Last])}",
                    column.Kind == ColumnKind.Number ? [.. codes.Codes.Select(code => code.Value.ToString(CultureInfo.InvariantCulture))] : []);
            }
            else if (column.Kind == ColumnKind.Number && Outlier(column) is { } outlier)
            {
                yield return (ColumnNotice.Outlier, outlier.Hint, [outlier.Value.ToString(CultureInfo.InvariantCulture)]);
            }
        }

        if (Array.Exists(targets, target => target.IsToldBy(column)))
        {
            yield return (ColumnNotice.Leak, "it alone tells the target", []);
        }
    }

    /// <summary>True for whole numbers without gaps, as ids have.</summary>
    private static bool IsRunning(ReadOnlySpan<double> sorted)
    {
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1] + 1)
            {
                return false;
            }
        }

        return double.IsInteger(sorted[0]);
    }

    private static (double Value, string Hint)? Outlier(ColumnStatistics column)
    {
        double low = column.Quantile(0.25), high = column.Quantile(0.75), range = high - low;
        if (column.Present < MinimumRows || !(range > 0))
        {
            return null;
        }

        ReadOnlySpan<double> sorted = column.Sorted;
        int below = 0, above = 0;
        while (low - sorted[below] > FarRanges * range)
        {
            below++;
        }

        while (sorted[^(above + 1)] - high > FarRanges * range)
        {
            above++;
        }

        // One value, with nothing between it and the others, is mostly a code such as -999.
        bool isCodeBelow = below > 0 && sorted[0] == sorted[below - 1] && low - sorted[below] < FarRanges / 4 * range;
        bool isCodeAbove = above > 0 && sorted[^1] == sorted[^above] && sorted[^(above + 1)] - high < FarRanges / 4 * range;
        if (isCodeBelow || low - sorted[0] > BeyondRanges * range)
        {
            return (sorted[0], $"{below} of {column.Present} are {Text(sorted[0])}{(isCodeBelow ? "" : " or little more")}, and half of them {Text(low)} to {Text(high)}");
        }

        return isCodeAbove || sorted[^1] - high > BeyondRanges * range
            ? (sorted[^1], $"{above} of {column.Present} are {(isCodeAbove ? "" : "up to ")}{Text(sorted[^1])}, and half of them {Text(low)} to {Text(high)}")
            : null;
    }

    private static string Text(ColumnStatistics column, double value) =>
        column.Kind == ColumnKind.Number ? Text(value) : FeatureColumn.ShownText(FeatureColumn.Shown(column.Kind, value));

    private static string Text(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}
