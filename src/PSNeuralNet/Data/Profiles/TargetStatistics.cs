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
    /// Classes: each class is an interval of the numbers, or each category has a single class; with several rows per category, and more classes
    /// than one.
    /// </summary>
    private bool IsClassTold(ColumnStatistics column, int classCount)
    {
        if (column.Distinct * MinimumRowsPerValue > column.Present && column.IsCategory)
        {
            return false;
        }

        ReadOnlySpan<double> sorted = column.Sorted;
        int runs = 0, right = 0;
        var seen = new bool[classCount];
        double last = double.NaN;
        for (int i = 0, end; i < sorted.Length; i = end)
        {
            double value = sorted[i], first = Values[column.Rows[i]];
            for (end = i; end < sorted.Length && sorted[end] == value; end++)
            {
                double own = Values[column.Rows[end]];
                right += own == first ? 1 : 0;
                if (double.IsFinite(own))
                {
                    seen[(int)own] = true;
                }
            }

            runs += first != last ? 1 : 0;
            last = first;
        }

        int classes = seen.Count(isSeen => isSeen);
        bool isPure = right >= PerfectShare * sorted.Length;
        return classes > 1 && isPure && (column.IsCategory || runs == classes || column.Distinct * MinimumRowsPerValue <= column.Present);
    }

    /// <summary>Numbers: a linear function of the column, or its mean for each category, leaves less than a thousandth of the variance.</summary>
    private bool IsNumberTold(ColumnStatistics column)
    {
        if (column.IsCategory)
        {
            return column.Distinct * MinimumRowsPerValue <= column.Present && ShareOfGroups(column) >= PerfectShare;
        }

        double meanX = column.Mean, meanY = 0;
        foreach (int row in column.Rows)
        {
            meanY += Values[row] / column.Present;
        }

        double xx = 0, yy = 0, xy = 0;
        foreach (int row in column.Rows)
        {
            double x = column.Values[row] - meanX, y = Values[row] - meanY;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }

        return xx > 0 && yy > 0 && xy / xx * (xy / yy) >= PerfectShare;
    }

    private double ShareOfGroups(ColumnStatistics column)
    {
        var groups = new Dictionary<double, (int Count, double Sum)>();
        double sum = 0, squares = 0;
        foreach (int row in column.Rows)
        {
            (int count, double own) = groups.GetValueOrDefault(column.Values[row]);
            groups[column.Values[row]] = (count + 1, own + Values[row]);
            sum += Values[row];
        }

        double mean = sum / column.Present, between = groups.Values.Sum(group => group.Count * Math.Pow((group.Sum / group.Count) - mean, 2));
        foreach (int row in column.Rows)
        {
            squares += Math.Pow(Values[row] - mean, 2);
        }

        return squares > 0 ? between / squares : 0;
    }
}
