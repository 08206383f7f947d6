using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Hints about a dataset of a table, as warnings before training.</summary>
public static class DatasetHints
{
    // More rows than these show nothing more.
    private const int MaximumRows = 50_000;
    private const int MaximumColumns = 2_000;

    /// <summary>Warnings: one for each kind.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IReadOnlyList<string> Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        FeatureColumn[] columns = [.. dataset.Schema.Column];
        if (!dataset.IsTable || columns.Length > MaximumColumns)
        {
            return [];
        }

        int rows = Math.Min(MaximumRows, dataset.SampleCount);
        int[] offsets = ColumnMatch.Offsets(dataset.Schema);
        TargetStatistics[] targets = dataset.Schema.IsAnomaly || (dataset.Task == NetworkTask.Regression && dataset.TargetName.Count > 1) ? [] : [.. dataset.TargetName.Select((_, place) => Statistics(dataset, place, rows))];
        var hints = new (ColumnNotice Kind, string Hint, string[] Marks)[columns.Length][];
        int parts = Math.Min(Environment.ProcessorCount, (int)((long)rows * columns.Length / 10_000) + 1);
        ParallelParts.Run(parts, part =>
        {
            for (int i = part; i < columns.Length; i += parts)
            {
                hints[i] = columns[i].IsLeftOut ? [] : [.. ColumnHints.Of(new ColumnStatistics(columns[i].Name, columns[i].Kind, Values(dataset, columns[i], offsets[i], rows)), targets)];
            }
        });
        string[] names = [.. columns.Select(column => column.Name)];
        if (dataset.Task == NetworkTask.Regression && !dataset.Schema.IsAnomaly)
        {
            names = [.. names, .. dataset.TargetName];
            hints = [.. hints, .. dataset.TargetName.Select((name, place) => ColumnHints.Of(Target(dataset, name, place, rows), [], isTarget: true).ToArray())];
        }

        var notices = new ColumnNotices { MissingMark = dataset.Schema.MissingMark };
        for (int i = 0; i < names.Length; i++)
        {
            foreach ((ColumnNotice kind, string hint, string[] marks) in hints[i])
            {
                notices.Add(kind, names[i], hint, marks: marks);
            }
        }

        for (int place = 0; place < targets.Length; place++)
        {
            string[] classes = [.. targets[place].Hints()];
            if (classes.Length > 0)
            {
                notices.Add(ColumnNotice.FewOfClass, dataset.TargetName[place], string.Join("; ", classes));
            }
        }

        return [.. notices.Sentences()];
    }

    private static TargetStatistics Statistics(Dataset dataset, int place, int rows) => new(
        [.. Enumerable.Range(0, rows).Select(row => dataset.Task.HasClasses() ? dataset.ClassOf(row) : dataset.Targets[(row * dataset.TargetName.Count) + place])],
        dataset.Task == NetworkTask.MultiLabel ? dataset.Schema.Label[place].ClassName : dataset.Task == NetworkTask.Regression ? null : dataset.ClassName);

    private static ColumnStatistics Target(Dataset dataset, string name, int place, int rows) =>
        new ColumnStatistics(name, ColumnKind.Number, [.. Enumerable.Range(0, rows).Select(row => dataset.Targets[(row * dataset.TargetName.Count) + place])]);

    /// <summary>One value per sample: the number, or the index of the category or text; NaN for a missing one.</summary>
    private static double[] Values(Dataset dataset, FeatureColumn column, int offset, int rows)
    {
        var values = new double[rows];
        if (column.IsText)
        {
            string?[] texts = dataset.TextsOf(column) ?? [];
            var indices = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int row = 0; row < rows; row++)
            {
                string? text = row < texts.Length ? texts[row] : null;
                values[row] = text is null ? double.NaN : indices.TryAdd(text, indices.Count) ? indices.Count - 1 : indices[text];
            }

            return values;
        }

        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> features = dataset.Features.AsSpan((row * dataset.FeatureCount) + offset, column.Feature.Count);
            values[row] = !column.IsOneHot ? features[0] : features[..column.ValueCount].IndexOf(1.0) is >= 0 and var index ? index : double.NaN;
        }

        return values;
    }
}
