namespace PSNeuralNet.Data;

/// <summary>Comparison of schemas by what decides a prediction: the columns and how their cells become features, the targets, and the classes.</summary>
internal static class SchemaComparison
{
    /// <summary>The first part in which two schemas differ, in words: "the column 'age'", "the classes"; null where they are the same.</summary>
    /// <param name="schema">A schema.</param>
    /// <param name="other">The other one.</param>
    public static string? Difference(DataSchema schema, DataSchema other)
    {
        if (ReferenceEquals(schema, other))
        {
            return null;
        }

        FeatureColumn[] columns = Used(schema), others = Used(other);
        return !columns.Select(column => column.Name).SequenceEqual(others.Select(column => column.Name), StringComparer.Ordinal) ? "the columns"
            : columns.Zip(others).FirstOrDefault(pair => !IsSame(pair.First, pair.Second)).First is { } different ? $"the column '{different.Name}'"
            : !schema.TargetName.SequenceEqual(other.TargetName, StringComparer.Ordinal) ? "the targets"
            : !schema.Reconstruction.SequenceEqual(other.Reconstruction) ? "the scales of what they reconstruct"
            : !schema.ClassLabel.SequenceEqual(other.ClassLabel) || !schema.Label.SequenceEqual(other.Label) ? "the classes"
            : schema.PositiveIndex != other.PositiveIndex ? "the positive class"
            : null;
    }

    private static FeatureColumn[] Used(DataSchema schema) => [.. schema.Column.Where(column => !column.IsLeftOut)];

    private static bool IsSame(FeatureColumn column, FeatureColumn other)
    {
        (ColumnDefinition first, ColumnDefinition second) = (column.Definition, other.Definition);
        return ReferenceEquals(first, second)
            || (first.Kind == second.Kind
                && first.MissingValue == second.MissingValue
                && first.HasOther == second.HasOther
                && first.IgnoreCase == second.IgnoreCase
                && first.SentinelTime == second.SentinelTime
                && first.NumberFormat == second.NumberFormat
                && (first.Date?.Format, first.Date?.Zone, first.Date?.Part) == (second.Date?.Format, second.Date?.Zone, second.Date?.Part)
                && first.Category.SequenceEqual(second.Category, StringComparer.Ordinal)
                && first.MissingMark.SequenceEqual(second.MissingMark, StringComparer.Ordinal)
                && (first.Vocabulary is null ? second.Vocabulary is null : second.Vocabulary is { } words && first.Vocabulary.IsSame(words))
                && IsSame(first.TargetEncoding, second.TargetEncoding));
    }

    private static bool IsSame(TargetTable? table, TargetTable? other) =>
        table is null || other is null
            ? ReferenceEquals(table, other)
            : table.Prior.SequenceEqual(other.Prior) && table.Output.SequenceEqual(other.Output, StringComparer.Ordinal)
                && table.Values.Count == other.Values.Count && table.Values.Zip(other.Values).All(pair => pair.First.SequenceEqual(pair.Second));
}
