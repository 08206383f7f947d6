using MathNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>The target of a table, for hints: a class or a number per row.</summary>
/// <param name="Values">Index of the class, or the number, of each row; NaN for a missing one.</param>
/// <param name="ClassName">Names of the classes; null for numbers.</param>
internal sealed record TargetStatistics(double[] Values, IReadOnlyList<string>? ClassName)
{
    private const int FewRows = 5;

    // Of categories or numbers that leave nothing else to learn.
    private const double PerfectShare = 0.999;
    private const int MinimumRows = 20;

    // A random order of the rows tells the classes with less than this chance.
    private const double Chance = 1e-4;

    // Of the numbers between the quartiles: what is left of an exact relation without its extremes.
    private const double MiddleShare = 0.99;

    // Rows that show whether a column tells the target.
    private const int MaximumRows = 50_000;
    private const int MinimumRowsPerValue = 5;

    /// <summary>Hints about classes with few rows: "class 'x' has 3 rows".</summary>
    public IEnumerable<string> Hints()
    {
        if (ClassName is null)
        {
            yield break;
        }

        var counts = new int[ClassName.Count];
        foreach (double value in Values.Where(double.IsFinite))
        {
            counts[(int)value]++;
        }

        int[] few = [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] is > 0 and < FewRows)];
        foreach (int i in few.Take(ColumnNotices.MaximumNames))
        {
            yield return $"class '{ClassName[i]}' has {counts[i]} row{(counts[i] == 1 ? "" : "s")} only";
        }

        if (few.Length > ColumnNotices.MaximumNames)
        {
            yield return $"and {few.Length - ColumnNotices.MaximumNames} more classes have fewer than {FewRows}";
        }
    }

    /// <summary>True for a column that alone tells the target.</summary>
    public bool IsToldBy(ColumnStatistics column)
    {
        if (Values.Length > MaximumRows)
        {
            return (this with { Values = Values[..MaximumRows] }).IsToldBy(column.Head(MaximumRows));
        }

        int[] labeled = [.. Enumerable.Range(0, Values.Length).Where(row => double.IsFinite(Values[row]))];
        if (labeled.Length < Values.Length)
        {
            // Rows without a label do not count.
            return (this with { Values = Array.ConvertAll(labeled, row => Values[row]) }).IsToldBy(column.Take(labeled));
        }

        if (column.Present < MinimumRows || column.Distinct < 2)
        {
            return false;
        }

        return ClassName is null ? IsNumberTold(column) : IsClassTold(column, ClassName.Count);
    }

    /// <summary>
    /// Classes: each class is an interval of the numbers, or each category or number has a single class; with several rows per category, more
    /// classes than one, and rows enough that a random column would not do as well: of n!/(n1! n2! ...) orders of the labels, at most C! (C classes)
    /// give intervals, and C^G give G groups of one class each.
    /// </summary>
    private bool IsClassTold(ColumnStatistics column, int classCount)
    {
        if (column.Distinct * MinimumRowsPerValue > column.Present && column.IsCategory)
        {
            return false;
        }

        ReadOnlySpan<double> sorted = column.Sorted;
        int runs = 0, right = 0;
        var counts = new int[classCount];
        double last = double.NaN;
        for (int i = 0, end; i < sorted.Length; i = end)
        {
            double value = sorted[i], first = Values[column.Rows[i]];
            for (end = i; end < sorted.Length && sorted[end] == value; end++)
            {
                double own = Values[column.Rows[end]];
                right += own == first ? 1 : 0;
                counts[(int)own]++;
            }

            runs += first != last ? 1 : 0;
            last = first;
        }

        int classes = counts.Count(count => count > 0);
        if (classes < 2 || right < PerfectShare * sorted.Length || !(column.IsCategory || runs == classes || column.Distinct * MinimumRowsPerValue <= column.Present))
        {
            return false;
        }

        double ways = runs == classes ? SpecialFunctions.FactorialLn(classes) : column.Distinct * Math.Log(classes);
        return ways + counts.Sum(SpecialFunctions.FactorialLn) - SpecialFunctions.FactorialLn(sorted.Length) < Math.Log(Chance);
    }

    /// <summary>
    /// Numbers: a linear function of the column, or its mean for each category with several rows, leaves less than a
    /// thousandth of the variance; and not for some extreme rows only.
    /// </summary>
    private bool IsNumberTold(ColumnStatistics column)
    {
        if (column.IsCategory)
        {
            return column.Distinct * MinimumRowsPerValue <= column.Present && ShareOfGroups(column) >= PerfectShare;
        }

        double low = column.Quantile(0.25), high = column.Quantile(0.75);
        int[] middle = Array.FindAll(column.Rows, row => column.Values[row] >= low && column.Values[row] <= high);
        return ShareOfLine(column, column.Rows) >= PerfectShare && ShareOfLine(column, middle) is null or >= MiddleShare;
    }

    /// <summary>Share of the variance of some rows that a linear function of the column explains (R2); null where one of them does not vary.</summary>
    private double? ShareOfLine(ColumnStatistics column, int[] rows)
    {
        double meanX = 0, meanY = 0;
        foreach (int row in rows)
        {
            meanX += column.Values[row] / rows.Length;
            meanY += Values[row] / rows.Length;
        }

        double xx = 0, yy = 0, xy = 0;
        foreach (int row in rows)
        {
            double x = column.Values[row] - meanX, y = Values[row] - meanY;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }

        return xx > 0 && yy > 0 ? xy / xx * (xy / yy) : null;
    }

    /// <summary>Share of the variance that the means of the categories explain, of those with several rows: a rare one says nothing.</summary>
    private double ShareOfGroups(ColumnStatistics column)
    {
        int[][] groups = [.. column.Rows.GroupBy(row => column.Values[row]).Where(group => group.Count() >= MinimumRowsPerValue).Select(group => group.ToArray())];
        int count = groups.Sum(group => group.Length);
        if (groups.Length < 2 || count < MinimumRows)
        {
            return 0;
        }

        double mean = groups.Sum(group => group.Sum(row => Values[row])) / count, between = 0, all = 0;
        foreach (int[] group in groups)
        {
            between += group.Length * Math.Pow(group.Average(row => Values[row]) - mean, 2);
            all += group.Sum(row => Math.Pow(Values[row] - mean, 2));
        }

        return all > 0 ? between / all : 0;
    }
}
