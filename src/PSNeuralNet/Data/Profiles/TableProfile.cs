using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Profiles of the columns of a table: what there is, and what stands out, before a network is trained on it.</summary>
internal static class TableProfile
{
    // Cells that are copied together.
    private const int MaximumBlock = 1 << 14;

    /// <summary>Profiles of all columns, then of the rows.</summary>
    /// <param name="table">The columns, read with the options of a profile.</param>
    public static IReadOnlyList<ColumnProfile> Of(TableColumns table)
    {
        (FeatureColumn[] columns, string[] notices, _) = table.JudgeEach();
        return Of(table, columns, notices);
    }

    /// <summary>Profiles of all columns, then of the rows.</summary>
    /// <param name="table">The columns, read with the options of a profile.</param>
    /// <param name="columns">What they hold.</param>
    /// <param name="notices">Warnings about each one.</param>
    public static IReadOnlyList<ColumnProfile> Of(TableColumns table, FeatureColumn[] columns, string[] notices)
    {
        var targets = new TargetProfile([.. table.Options.Target.Select(name => table.Feature.First(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)))], table.Options);

        var statistics = new ColumnStatistics[columns.Length];
        var categories = new string[]?[columns.Length];
        int parts = Math.Min(Environment.ProcessorCount, (int)((long)table.RowCount * columns.Length / 10_000) + 1);
        double[][] values = Cells(table, parts);
        ParallelParts.Run(parts, part =>
        {
            for (int i = part; i < columns.Length; i += parts)
            {
                categories[i] = Decode(table.Feature[i], columns[i], values[i]);
                statistics[i] = new ColumnStatistics(columns[i].Name, columns[i].Kind, values[i]);
            }
        });
        IReadOnlyList<string>? marks = table.Options.MissingMark;
        var profiles = new ColumnProfile[columns.Length];
        ParallelParts.Run(parts, part =>
        {
            for (int i = part; i < columns.Length; i += parts)
            {
                int target = targets.IndexOf(table.Feature[i]);
                IEnumerable<string> own = target < 0 ? notices[i].Length > 0 ? [notices[i]] : [] : (target == 0 ? targets.Hint : []).Concat(targets.Statistics.ElementAtOrDefault(target)?.Hints() ?? []);
                bool isNumber = target < 0 || targets.Statistics.ElementAtOrDefault(target) is { ClassName: null };
                profiles[i] = Profile(columns[i], statistics[i], categories[i], [.. own, .. isNumber ? Hints(statistics[i], target < 0 ? targets.Statistics : null, marks) : []]);
            }
        });
        return [.. profiles, RowProfile.Of(values, table.RowCount, parts)];
    }

    /// <summary>The cells of all columns: block by block, since those of a row lie together in a grid.</summary>
    private static double[][] Cells(TableColumns table, int parts)
    {
        double[][] values = Array.ConvertAll(table.Feature, column => GC.AllocateUninitializedArray<double>(column.Count));
        int block = Math.Clamp(MaximumBlock / table.Feature.Length, 1, table.RowCount);
        ParallelParts.Run(parts, part =>
        {
            for (int start = part * block; start < table.RowCount; start += parts * block)
            {
                for (int i = 0; i < values.Length; i++)
                {
                    table.Feature[i].CopyTo(start, values[i].AsSpan(start, Math.Min(block, table.RowCount - start)));
                }
            }
        });
        return values;
    }

    /// <summary>Replaces the cells of a column by numbers: the number, or the index of its text; NaN for a missing one.</summary>
    /// <returns>The texts; null for numbers.</returns>
    private static string[]? Decode(CellColumn cells, FeatureColumn column, double[] values)
    {
        bool isText = column.IsOneHot || column.Kind is not (ColumnKind.Number or ColumnKind.Boolean or ColumnKind.Date or ColumnKind.Duration);
        if (cells.Cells.Count == 0 && !isText)
        {
            return null;
        }

        double[] features = new double[Math.Max(1, column.Feature.Count)];
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        char[] buffer = new char[TrailingZeros.MaximumLength];
        double[] byCode = new double[cells.Cells.Count];
        for (int code = 0; code < byCode.Length; code++)
        {
            object cell = cells.Cells[code];
            byCode[code] = column.IsMissing(cell) ? double.NaN : isText ? IndexOf(Cell.Text(cell)) : Number(column, cell, features);
        }

        for (int row = 0; row < values.Length; row++)
        {
            int code = CellCode.Of(values[row]);
            values[row] = code >= 0 ? byCode[code] : isText && !double.IsNaN(values[row]) ? IndexOf(cells.NumberOf(row, buffer).ToString()) : values[row];
        }

        return isText ? [.. indices.Keys] : null;

        double IndexOf(string text)
        {
            if (!indices.TryGetValue(text, out int index))
            {
                index = indices.Count;
                indices.Add(text, index);
            }

            return index;
        }
    }

    private static double Number(FeatureColumn column, object cell, double[] features)
    {
        if (!column.IsLeftOut)
        {
            column.Expand(cell, 1, features);
            return features[0];
        }

        return Cell.TryNumber(cell, out double number) || CellTime.TryDate(cell, out number) || CellTime.TryDuration(cell, out number) ? number
            : cell is string text && bool.TryParse(text, out bool flag) ? flag ? 1 : 0
            : double.NaN;
    }

    /// <summary>Hints of a column, with the parameter that takes its suspicious numbers as missing.</summary>
    private static IEnumerable<string> Hints(ColumnStatistics column, TargetStatistics[]? targets, IReadOnlyList<string>? marksInForce) =>
        ColumnHints.Of(column, targets ?? [], isTarget: targets is null)
            .Select(found => found.Hint + (found.Kind == ColumnNotice.MissingCode || found.Kind == ColumnNotice.Outlier ? $": for missing cells, say {MissingMarks.Parameter(marksInForce, found.Marks)}" : ""));

    private static ColumnProfile Profile(FeatureColumn column, ColumnStatistics statistics, string[]? categories, string[] hints)
    {
        bool isNumber = categories is null && statistics.Present > 0;
        return new ColumnProfile(
            column.Name, column.Kind, statistics.Values.Length, statistics.Values.Length - statistics.Present, statistics.Distinct,
            hints)
        {
            Minimum = isNumber && !statistics.IsCategory ? FeatureColumn.Shown(column.Kind, statistics.Minimum) : null,
            Mean = isNumber ? statistics.IsCategory ? statistics.Mean : FeatureColumn.Shown(column.Kind, statistics.Mean) : null,
            Maximum = isNumber && !statistics.IsCategory ? FeatureColumn.Shown(column.Kind, statistics.Maximum) : null,
            MostFrequent = statistics.MostFrequentCount < 2 ? null : categories is null ? FeatureColumn.Shown(column.Kind, statistics.MostFrequent) : categories[(int)statistics.MostFrequent],
            MostFrequentCount = statistics.MostFrequentCount < 2 ? null : statistics.MostFrequentCount,
        };
    }
}
