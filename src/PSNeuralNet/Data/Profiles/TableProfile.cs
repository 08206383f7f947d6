using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Profiles of the columns of a table: what there is, and what stands out, before a network is trained on it.</summary>
internal static class TableProfile
{
    // Cells that are copied together.
    private const int MaximumBlock = 1 << 14;

    /// <summary>Profiles of all columns, then of the rows.</summary>
    /// <param name="table">The columns, all of them features.</param>
    /// <param name="target">Name of the target column; null for none.</param>
    /// <exception cref="NetworkException">There is no such column.</exception>
    public static IReadOnlyList<ColumnProfile> Of(TableColumns table, string? target)
    {
        (FeatureColumn[] columns, string[] notices, _) = table.JudgeEach();
        return Of(table, columns, notices, target);
    }

    /// <summary>Profiles of all columns, then of the rows.</summary>
    /// <param name="table">The columns, all of them features.</param>
    /// <param name="columns">What they hold.</param>
    /// <param name="notices">Warnings about each one.</param>
    /// <param name="target">Name of the target column; null for none.</param>
    /// <exception cref="NetworkException">There is no such column.</exception>
    public static IReadOnlyList<ColumnProfile> Of(TableColumns table, FeatureColumn[] columns, string[] notices, string? target)
    {
        int place = target is null ? -1 : Array.FindIndex(table.Feature, column => string.Equals(column.Name, target, StringComparison.OrdinalIgnoreCase));
        if (target is not null && place < 0)
        {
            throw TableErrors.TargetMissing(target, table.Feature.Select(column => column.Name));
        }

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
        TargetStatistics? wanted = place < 0 ? null : Target(statistics[place], categories[place]);
        var profiles = new ColumnProfile[columns.Length];
        ParallelParts.Run(parts, part =>
        {
            for (int i = part; i < columns.Length; i += parts)
            {
                profiles[i] = Profile(columns[i], statistics[i], categories[i], notices[i], i == place ? null : wanted, i == place ? wanted : null);
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

    private static TargetStatistics Target(ColumnStatistics column, string[]? categories)
    {
        if (categories is not null)
        {
            return new TargetStatistics(column.Values, categories);
        }

        double[] labels = [.. column.Values.Where(double.IsFinite)];
        if (column.Kind != ColumnKind.Boolean && (column.Kind != ColumnKind.Number || labels.Length == 0 || !TaskInference.AreClasses(labels)))
        {
            return new TargetStatistics(column.Values, null);
        }

        double[] classes = [.. labels.Distinct().Order()];
        return new TargetStatistics(
            Array.ConvertAll(column.Values, value => double.IsNaN(value) ? double.NaN : Array.BinarySearch(classes, value)),
            [.. classes.Select(value => Convert.ToString(FeatureColumn.Shown(column.Kind, value), CultureInfo.InvariantCulture)!)]);
    }

    private static ColumnProfile Profile(FeatureColumn column, ColumnStatistics statistics, string[]? categories, string notice, TargetStatistics? target, TargetStatistics? own)
    {
        IEnumerable<string> hints = ColumnHints.Of(statistics, target, isTarget: own is not null).Select(found => found.Hint);
        bool isNumber = categories is null && statistics.Present > 0;
        return new ColumnProfile(
            column.Name, column.Kind, statistics.Values.Length, statistics.Values.Length - statistics.Present, statistics.Distinct,
            [.. notice.Length > 0 ? [notice] : Array.Empty<string>(), .. hints, .. own?.Hints() ?? []])
        {
            Minimum = isNumber && !statistics.IsCategory ? FeatureColumn.Shown(column.Kind, statistics.Minimum) : null,
            Mean = isNumber ? statistics.IsCategory ? statistics.Mean : FeatureColumn.Shown(column.Kind, statistics.Mean) : null,
            Maximum = isNumber && !statistics.IsCategory ? FeatureColumn.Shown(column.Kind, statistics.Maximum) : null,
            MostFrequent = statistics.MostFrequentCount < 2 ? null : categories is null ? FeatureColumn.Shown(column.Kind, statistics.MostFrequent) : categories[(int)statistics.MostFrequent],
            MostFrequentCount = statistics.MostFrequentCount < 2 ? null : statistics.MostFrequentCount,
        };
    }
}
