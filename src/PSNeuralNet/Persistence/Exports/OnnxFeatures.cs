using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>
/// The part of a graph that makes features of raw columns. Columns of numbers alone come as one table, X; where one is text, each comes
/// by its own name.
/// </summary>
internal static class OnnxFeatures
{
    /// <summary>Adds it, and gives the name of the features.</summary>
    public static string Write(OnnxGraphBuilder graph, ExportColumn[] columns)
    {
        ExportColumn[] numeric = [.. columns.Where(column => !column.IsText)];
        bool hasText = numeric.Length < columns.Length;

        // Inputs first, so that they have their names, in the order of the columns; a date with parts is two where its clock may not be that of UTC.
        (ExportColumn Column, bool IsWall)[] slots = [.. columns.SelectMany(column => HasWall(column) ? new[] { (column, false), (column, true) } : [(column, false)])];
        string[] inputs = hasText
            ? [.. slots.Select(slot => graph.Input(slot.IsWall ? $"{slot.Column.Name} (clock)" : slot.Column.Name, slot.Column.IsText ? OnnxType.String : graph.Real, 1, Described(slot.Column, slot.IsWall)))]
            : [graph.Input("X", graph.Real, slots.Length, string.Join("; ", slots.Select(slot => Described(slot.Column, slot.IsWall))))];
        var parts = new List<string>();
        var places = new Dictionary<(ExportColumn Column, int Feature), int>();
        int width = 0;
        if (numeric.Length > 0)
        {
            string x = Numbers(graph, slots, inputs, hasText);
            width = AddNumbers(graph, numeric, x, parts, places, out string isMissing);
            for (int i = 0; i < numeric.Length; i++)
            {
                if (numeric[i].Date is { Part: not DatePart.None and var part })
                {
                    int slot = Array.IndexOf(slots, (numeric[i], true));
                    string wall = slot < 0 ? Column(graph, x, i, $"wall_{i}") : hasText ? inputs[slot] : Column(graph, inputs[0], slot, $"wall_{i}");
                    string features = OnnxDateParts.Write(graph, wall, part);
                    int count = DateParts.Count(part);
                    if (isMissing.Length > 0)
                    {
                        string fill = graph.Constant($"fill_parts_{i}", [1, count], numeric[i].Missing?[1..(1 + count)] ?? [.. Enumerable.Repeat(double.NaN, count)]);
                        features = graph.Add("Where", [Column(graph, isMissing, i, $"is_missing_date_{i}"), fill, features], $"filled_parts_{i}");
                    }

                    parts.Add(features);
                    for (int feature = 1; feature <= count; feature++)
                    {
                        places[(numeric[i], feature)] = width++;
                    }
                }
            }
        }

        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].IsText)
            {
                for (int feature = 0; feature < columns[i].FeatureCount; feature++)
                {
                    places[(columns[i], feature)] = width++;
                }

                parts.Add(AddText(graph, columns[i], inputs[Array.IndexOf(slots, (columns[i], false))], i));
            }
        }

        string all = parts.Count == 1 ? parts[0] : graph.Add("Concat", [.. parts], "parts", [("axis", 1L)]);
        long[] order = [.. columns.SelectMany(column => Enumerable.Range(0, column.FeatureCount).Select(feature => (long)places[(column, feature)]))];
        return order.SequenceEqual(Enumerable.Range(0, order.Length).Select(place => (long)place)) && order.Length == width
            ? all
            : graph.Add("Gather", [all, graph.Constant("order", [order.Length], order)], "features", [("axis", 1L)]);
    }

    /// <summary>The columns that are no texts, and no clocks of dates, side by side.</summary>
    private static string Numbers(OnnxGraphBuilder graph, (ExportColumn Column, bool IsWall)[] slots, string[] inputs, bool hasText)
    {
        int[] own = [.. Enumerable.Range(0, slots.Length).Where(slot => !slots[slot].IsWall && !slots[slot].Column.IsText)];
        if (hasText)
        {
            return own.Length == 1 ? inputs[own[0]] : graph.Add("Concat", [.. own.Select(slot => inputs[slot])], "numbers_in", [("axis", 1L)]);
        }

        return own.Length == slots.Length ? inputs[0] : graph.Add("Gather", [inputs[0], graph.Constant("numbers", [own.Length], own.Select(slot => (long)slot).ToArray())], "numbers_in", [("axis", 1L)]);
    }

    private static string Column(OnnxGraphBuilder graph, string table, int index, string output) =>
        graph.Add("Gather", [table, graph.Constant($"index_of_{output}", [1], new[] { (long)index })], output, [("axis", 1L)]);

    /// <summary>True for a date with parts whose clock may not be that of UTC.</summary>
    private static bool HasWall(ExportColumn column) => column.Date is { Part: not DatePart.None, Zone: not null };

    /// <summary>Numbers with missing ones filled in; then, where that is a feature, whether they were never, and whether they were missing.</summary>
    /// <returns>The number of values for a row.</returns>
    private static int AddNumbers(OnnxGraphBuilder graph, ExportColumn[] columns, string x, List<string> parts, Dictionary<(ExportColumn, int), int> places, out string isMissing)
    {
        isMissing = "";
        // In the graph all columns have an indicator if one has, and the last step picks those that are features.
        bool hasNeverIndicator = columns.Any(column => column.HasNeverIndicator), hasIndicator = columns.Any(column => column.HasIndicator);
        for (int i = 0; i < columns.Length; i++)
        {
            places[(columns[i], 0)] = i;
            if (columns[i].HasNeverIndicator)
            {
                places[(columns[i], columns[i].ValueCount)] = columns.Length + i;
            }

            if (columns[i].HasIndicator)
            {
                places[(columns[i], columns[i].FeatureCount - 1)] = (columns.Length * (hasNeverIndicator ? 2 : 1)) + i;
            }
        }

        bool hasNever = columns.Any(column => column.Never is not null);
        if (!hasIndicator && !hasNever && columns.All(column => column.Missing is null))
        {
            parts.Add(x);
            return columns.Length;
        }

        string isNever = "";
        isMissing = graph.Add("IsNaN", [x], hasNever ? "is_nan" : "is_missing");
        if (hasNever)
        {
            isNever = AddNever(graph, columns, x);
            isMissing = graph.Add("Or", [isMissing, isNever], "is_missing");
        }

        string fill = graph.Constant("fill", [1, columns.Length], columns.Select(column => column.Missing?[0] ?? double.NaN).ToArray());
        parts.Add(graph.Add("Where", [isMissing, fill, x], "filled"));
        if (hasNeverIndicator)
        {
            parts.Add(graph.Cast(isNever, graph.Real, "never"));
        }

        if (hasIndicator)
        {
            parts.Add(graph.Cast(isMissing, graph.Real, "missing"));
        }

        return columns.Length * (1 + (hasNeverIndicator ? 1 : 0) + (hasIndicator ? 1 : 0));
    }

    /// <summary>True for the sentinel times of the columns that have such: too late, too early, or near the zero of file times.</summary>
    private static string AddNever(OnnxGraphBuilder graph, ExportColumn[] columns, string x)
    {
        string late = graph.Add("GreaterOrEqual", [x, Bounds("first_late", CellTime.FirstLateDay, CellTime.LongestSpan, double.PositiveInfinity)], "is_late");
        string early = graph.Add("LessOrEqual", [x, Bounds("last_early", graph.IsSingle ? MathF.BitDecrement((float)CellTime.LastEarlyDay) : Math.BitDecrement(CellTime.LastEarlyDay), -CellTime.LongestSpan, double.NegativeInfinity)], "is_early");
        string distance = graph.Add("Abs", [graph.Add("Sub", [x, Bounds("file_time", CellTime.FileTimeDay, 0, 0)], "from_file_time")], "distance");
        string near = graph.Add("Less", [distance, Bounds("day", 1, 0, 0)], "is_file_time");
        return graph.Add("Or", [graph.Add("Or", [late, early], "is_outside"), near], "is_never");

        string Bounds(string name, double date, double duration, double other) => graph.Constant(
            name, [1, columns.Length], columns.Select(column => column.Never is null ? other : column.Kind == ColumnKind.Date ? date : duration).ToArray());
    }

    /// <summary>The features of a text: one-hot by the index of its category, 0 for all other texts; those of a missing cell where it is one.</summary>
    /// <remarks>Linear in the number of categories: a table with a row for each was quadratic.</remarks>
    private static string AddText(OnnxGraphBuilder graph, ExportColumn column, string input, int number)
    {
        if (column.IgnoresCase)
        {
            throw PersistenceErrors.OnnxCaseIgnored(column.Name);
        }

        int categories = column.Category.Count, width = column.FeatureCount;
        long isMissing = column.Table is null ? width : categories + 1L, isOther = column.Table is not null ? categories : column.Other >= 0 ? column.Other : width + 1L;
        string[] missing = [.. MissingTexts(column.MissingMark).Except(column.Category)];
        string index = graph.Add(
            "LabelEncoder",
            [input],
            $"index_{number}",
            [
                ("keys_strings", column.Category.Concat(missing).ToArray()),
                ("values_int64s", Enumerable.Range(0, categories).Select(i => (long)i).Concat(missing.Select(_ => isMissing)).ToArray()),
                ("default_int64", isOther),
            ],
            "ai.onnx.ml");

        if (column.Table is { } table)
        {
            // Rows: the texts, all others, and missing.
            double[] unfilled = [.. Enumerable.Repeat(double.NaN, width)];
            double[] rows = [.. table.SelectMany(row => row.Concat(new double[width - row.Length])), .. column.Missing ?? unfilled];
            string statistics = graph.Constant($"statistics_{number}", [table.Length + 1, width], rows);
            return graph.Add("Flatten", [graph.Add("Gather", [statistics, index], $"means_{number}", [("axis", 0L)])], $"text_{number}", [("axis", 1L)]);
        }

        // An index outside the depth gives zeros.
        string depth = graph.Constant($"depth_{number}", [1], new long[] { width }), values = graph.Constant($"off_on_{number}", [2], new long[] { 0, 1 });
        string oneHot = graph.Add("Flatten", [graph.Add("OneHot", [index, depth, values], $"one_hot_{number}", [("axis", -1L)])], $"flat_{number}", [("axis", 1L)]);
        string isFilled = graph.Add("Equal", [index, graph.Constant($"missing_index_{number}", [1], new[] { isMissing })], $"is_missing_{number}");
        string fill = graph.Constant($"fill_{number}", [1, width], column.Missing ?? [.. Enumerable.Repeat(double.NaN, width)]);
        return graph.Add("Where", [isFilled, fill, graph.Cast(oneHot, graph.Real, $"categories_{number}")], $"text_{number}");
    }

    /// <summary>The ways to write that a text is missing, in upper and lower case: the graph cannot fold case.</summary>
    private static IEnumerable<string> MissingTexts(IEnumerable<string> marks)
    {
        const int LongestFolded = 8;
        return marks.Prepend("").SelectMany(word => word.Length > LongestFolded
            ? new[] { word, word.ToLowerInvariant(), word.ToUpperInvariant() }
            : Enumerable.Range(0, 1 << word.Length).Select(upper => string.Concat(word.Select((c, i) => (upper >> i & 1) == 1 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))))).Distinct(StringComparer.Ordinal);
    }

    private static string Described(ExportColumn column, bool isWall) =>
        column.Kind switch
        {
            ColumnKind.Date when isWall => $"{column.Name}: days since 1970-01-01 by the clock as written",
            ColumnKind.Date when HasWall(column) => $"{column.Name}: days since 1970-01-01 in UTC",
            ColumnKind.Date => $"{column.Name}: days since 1970-01-01",
            ColumnKind.Duration => $"{column.Name}: seconds",
            ColumnKind.Boolean => $"{column.Name}: 1 or 0",
            ColumnKind.Number => $"{column.Name}: a number",
            _ => $"{column.Name}: a text",
        };
}
