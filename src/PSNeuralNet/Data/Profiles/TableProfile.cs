using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Profiles of the columns of a table: what there is, and what stands out, before a network is trained on it.</summary>
internal static class TableProfile
{
    /// <summary>Profiles of all columns, then of the rows.</summary>
    /// <param name="table">The columns, all of them features.</param>
    /// <param name="target">Name of the target column; null for none.</param>
    /// <exception cref="NetworkException">There is no such column.</exception>
    public static IReadOnlyList<ColumnProfile> Of(TableColumns table, string? target)
    {
        (FeatureColumn[] columns, string[] notices) = table.JudgeEach();
        int place = target is null ? -1 : Array.FindIndex(table.Feature, column => string.Equals(column.Name, target, StringComparison.OrdinalIgnoreCase));
        if (target is not null && place < 0)
        {
            throw TableErrors.TargetMissing(target, table.Feature.Select(column => column.Name));
        }

        var statistics = new ColumnStatistics[columns.Length];
        var categories = new string[]?[columns.Length];
        int parts = Math.Min(Environment.ProcessorCount, (int)((long)table.RowCount * columns.Length / 10_000) + 1);
        ParallelParts.Run(parts, part =>
        {
            for (int i = part; i < columns.Length; i += parts)
            {
                (double[] values, categories[i]) = Values(table.Feature[i], columns[i]);
                statistics[i] = new ColumnStatistics(columns[i].Name, columns[i].Kind, values);
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
        return [.. profiles, RowsOf(statistics, table.RowCount)];
    }

    /// <summary>One value per row: the number, or the index of its text; NaN for a missing one.</summary>
    private static (double[] Values, string[]? Categories) Values(CellColumn cells, FeatureColumn column)
    {
        var values = new double[cells.Count];
        cells.CopyTo(0, values);
        double[] features = new double[Math.Max(1, column.Feature.Count)];
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        bool isText = column.IsOneHot || column.Kind is not (ColumnKind.Number or ColumnKind.Boolean or ColumnKind.Date or ColumnKind.Duration);
        double[] byCode = new double[cells.Cells.Count];
        for (int code = 0; code < byCode.Length; code++)
        {
            object cell = cells.Cells[code];
            byCode[code] = column.IsMissing(cell) ? double.NaN : isText ? IndexOf(Cell.Text(cell)) : Number(column, cell, features);
        }

        for (int row = 0; row < values.Length; row++)
        {
            int code = CellCode.Of(values[row]);
            values[row] = code >= 0 ? byCode[code] : isText && !double.IsNaN(values[row]) ? IndexOf(Cell.Text(values[row])) : values[row];
        }

        return (values, isText ? [.. indices.Keys] : null);

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

    /// <summary>Profile of whole rows: how many differ, and how many have a missing cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ColumnProfile RowsOf(ColumnStatistics[] columns, int count)
    {
        var seen = new HashSet<UInt128>(count);
        int missing = 0;
        for (int row = 0; row < count; row++)
        {
            ulong first = 0x9E3779B97F4A7C15, second = 0xC2B2AE3D27D4EB4F;
            bool isMissing = false;
            foreach (ColumnStatistics column in columns)
            {
                double value = column.Values[row];
                isMissing |= double.IsNaN(value);
                ulong bits = double.IsNaN(value) ? ulong.MaxValue : BitConverter.DoubleToUInt64Bits(value + 0.0);
                first = (System.Numerics.BitOperations.RotateLeft(first, 27) ^ bits) * 0x9E3779B97F4A7C15;
                second = System.Numerics.BitOperations.RotateLeft(second + (bits * 0xC2B2AE3D27D4EB4F), 31) * 0x165667B19E3779F9;
            }

            missing += isMissing ? 1 : 0;
            seen.Add(new UInt128(first ^ (first >> 29), second ^ (second >> 32)));
        }

        int doubled = count - seen.Count;
        return new ColumnProfile(ColumnProfile.Rows, null, count, missing, seen.Count, doubled == 0 ? [] : [$"{doubled} row{(doubled == 1 ? " is the same as an earlier one" : "s are the same as earlier ones")}"]);
    }
}
