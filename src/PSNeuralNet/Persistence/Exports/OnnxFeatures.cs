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

        // Inputs first, so that they have their names, in the order of the columns.
        string[] inputs = hasText
            ? [.. columns.Select(column => graph.Input(column.Name, column.IsText ? OnnxType.String : OnnxType.Double, 1, Described(column)))]
            : [graph.Input("X", OnnxType.Double, numeric.Length, string.Join("; ", columns.Select(Described)))];
        var parts = new List<string>();
        var places = new Dictionary<(ExportColumn Column, int Feature), int>();
        if (numeric.Length > 0)
        {
            string[] own = hasText ? [.. inputs.Where((_, i) => !columns[i].IsText)] : inputs;
            string x = own.Length == 1 ? own[0] : graph.Add("Concat", own, "numbers_in", [("axis", 1L)]);
            AddNumbers(graph, numeric, x, parts, places);
        }

        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].IsText)
            {
                for (int feature = 0, start = places.Count == 0 ? 0 : places.Values.Max() + 1; feature < columns[i].FeatureCount; feature++)
                {
                    places[(columns[i], feature)] = start + feature;
                }

                parts.Add(AddText(graph, columns[i], inputs[i], i));
            }
        }

        string all = parts.Count == 1 ? parts[0] : graph.Add("Concat", [.. parts], "parts", [("axis", 1L)]);
        long[] order = [.. columns.SelectMany(column => Enumerable.Range(0, column.FeatureCount).Select(feature => (long)places[(column, feature)]))];
        return order.SequenceEqual(Enumerable.Range(0, order.Length).Select(place => (long)place)) && order.Length == places.Count
            ? all
            : graph.Add("Gather", [all, graph.Constant("order", [order.Length], order)], "features", [("axis", 1L)]);
    }

    /// <summary>Numbers with missing ones filled in; then, where that is a feature, whether they were missing.</summary>
    private static void AddNumbers(OnnxGraphBuilder graph, ExportColumn[] columns, string x, List<string> parts, Dictionary<(ExportColumn, int), int> places)
    {
        bool hasIndicator = columns.Any(column => column.FeatureCount > 1);
        for (int i = 0; i < columns.Length; i++)
        {
            places[(columns[i], 0)] = i;
            if (hasIndicator)
            {
                // All columns have one in the graph, and the last step picks those that are features.
                places[(columns[i], 1)] = columns.Length + i;
            }
        }

        if (!hasIndicator && columns.All(column => column.Missing is null))
        {
            parts.Add(x);
            return;
        }

        string isMissing = graph.Add("IsNaN", [x], "is_missing");
        string fill = graph.Constant("fill", [1, columns.Length], columns.Select(column => column.Missing?[0] ?? double.NaN).ToArray());
        parts.Add(graph.Add("Where", [isMissing, fill, x], "filled"));
        if (hasIndicator)
        {
            parts.Add(graph.Cast(isMissing, OnnxType.Double, "missing"));
        }
    }

    /// <summary>The features of a text, from a table with a row for each category, one for missing cells, and one for all other texts.</summary>
    private static string AddText(OnnxGraphBuilder graph, ExportColumn column, string input, int number)
    {
        int categories = column.Category.Count, width = column.FeatureCount;
        var table = new double[(categories + 2) * width];
        for (int i = 0; i < categories; i++)
        {
            table[(i * width) + i] = 1;
        }

        (column.Missing ?? Enumerable.Repeat(double.NaN, width).ToArray()).CopyTo(table, categories * width);
        string[] missing = [.. MissingTexts().Except(column.Category)];
        string index = graph.Add(
            "LabelEncoder",
            [input],
            $"index_{number}",
            [
                ("keys_strings", column.Category.Concat(missing).ToArray()),
                ("values_int64s", Enumerable.Range(0, categories).Select(i => (long)i).Concat(missing.Select(_ => (long)categories)).ToArray()),
                ("default_int64", categories + 1L),
            ],
            "ai.onnx.ml");
        string rows = graph.Add("Gather", [graph.Constant($"table_{number}", [categories + 2, width], table), index], $"rows_{number}", [("axis", 0L)]);
        return graph.Add("Flatten", [rows], $"text_{number}", [("axis", 1L)]);
    }

    /// <summary>The ways to write that a text is missing, in upper and lower case: the graph cannot fold case.</summary>
    private static IEnumerable<string> MissingTexts() =>
        ((string[])["", "na", "n/a", "nan", "null"]).SelectMany(word => Enumerable.Range(0, 1 << word.Length)
            .Select(upper => string.Concat(word.Select((c, i) => (upper >> i & 1) == 1 ? char.ToUpperInvariant(c) : c)))
            .Distinct());

    private static string Described(ExportColumn column) =>
        column.Kind switch
        {
            ColumnKind.Date => $"{column.Name}: days since 1970-01-01",
            ColumnKind.Duration => $"{column.Name}: seconds",
            ColumnKind.Boolean => $"{column.Name}: 1 or 0",
            ColumnKind.Number => $"{column.Name}: a number",
            _ => $"{column.Name}: a text",
        };
}
