using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>
/// Aligns the features of samples with a network's schema. Tables with the same columns may differ in features: one may lack a
/// category, or have a constant column that was dropped.
/// </summary>
internal static class ColumnMatch
{
    /// <summary>The same samples with the features of another schema, in its order.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="wanted">The other schema.</param>
    /// <param name="reporter">Receives unknown categories; null ignores them.</param>
    /// <exception cref="NetworkException">A column is missing, or a value is of another kind, or the features would be too many.</exception>
    public static Dataset Select(Dataset dataset, DataSchema wanted, UnknownCategoryReporter? reporter)
    {
        FeatureColumn[] columns = [.. wanted.Column.Where(column => !column.IsLeftOut)];
        var placeOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < dataset.Schema.Column.Count; i++)
        {
            placeOf.Add(dataset.Schema.Column[i].Name, i);
        }

        int[] sources = [.. columns.Select(column => placeOf.GetValueOrDefault(column.Name, -1))];
        string[] missing = [.. columns.Where((_, i) => sources[i] < 0).Select(column => column.Name)];
        if (missing.Length > 0)
        {
            throw TableErrors.FeatureMissing(missing, dataset.Schema.Column.Select(column => column.Name));
        }

        int[] offsets = Offsets(dataset.Schema);
        int width = wanted.FeatureName.Count, first = 0;
        if ((long)width * dataset.SampleCount > Dataset.MaximumValues)
        {
            throw TableErrors.TableTooLarge(dataset.SampleCount, width);
        }

        var x = new double[width * dataset.SampleCount];
        var codes = new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < columns.Length; i++)
        {
            FeatureColumn source = dataset.Schema.Column[sources[i]];
            Copy(dataset, source, offsets[sources[i]], columns[i], x, width, first, reporter);
            if (columns[i].IsTargetEncoded)
            {
                (int place, Func<int, object?> cellOf) = (i, CellsOf(dataset, source, offsets[sources[i]], columns[i]));
                codes.Add(columns[i].Name, [.. Enumerable.Range(0, dataset.SampleCount).Select(sample => columns[place].IndexOf(columns[place].IsMissing(cellOf(sample)) ? "" : Cell.Text(cellOf(sample)!)))]);
            }

            first += columns[i].Feature.Count;
        }

        return dataset.WithFeatures(new DenseMatrix(width, dataset.SampleCount, x), dataset.Schema.With(columns), codes);
    }

    /// <summary>Index in X of the first feature of each column.</summary>
    public static int[] Offsets(DataSchema schema)
    {
        var offsets = new int[schema.Column.Count];
        for (int i = 1; i < offsets.Length; i++)
        {
            offsets[i] = offsets[i - 1] + schema.Column[i - 1].Feature.Count;
        }

        return offsets;
    }

    private static void Copy(Dataset dataset, FeatureColumn source, int offset, FeatureColumn column, double[] x, int width, int first, UnknownCategoryReporter? reporter)
    {
        bool isSame = IsSame(dataset, source, column), isKept = dataset.KeptOf(source) is not null;
        if (!isSame && !isKept && (source.IsText ? dataset.TextsOf(source) is null : source is { IsLeftOut: true, Definition.Reason: not null } || (source.Kind == ColumnKind.Date && column.Definition.Date is { Part: not DatePart.None })))
        {
            throw TableErrors.CellNotKept(column.Name);
        }

        Func<int, object?> cellOf = CellsOf(dataset, source, offset, column);
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            ReadOnlySpan<double> values = dataset.Features.AsSpan((sample * dataset.FeatureCount) + offset, source.Feature.Count);
            Span<double> target = x.AsSpan((sample * width) + first, column.Feature.Count);
            if (!isKept && source.SentinelTime == SentinelTime.Indicator && column.SentinelTime == SentinelTime.Number && values[source.ValueCount] == 1)
            {
                throw TableErrors.NeverNotKept(sample + 1, column.Name);
            }

            if (isSame)
            {
                values.CopyTo(target);
            }
            else if (!isKept && source.HasOther && values[source.Category.Count] == 1)
            {
                throw TableErrors.CellNotKept(column.Name);
            }
            else if (column.Expand(cellOf(sample), sample + 1, target) is { } unknown)
            {
                reporter?.Report(sample + 1, column, unknown);
            }
        }
    }

    /// <summary>The cells of a column by sample: as they were in the table where these are kept, else decoded.</summary>
    private static Func<int, object?> CellsOf(Dataset dataset, FeatureColumn source, int offset, FeatureColumn column) =>
        dataset.KeptOf(source) is { } kept ? kept.For(column)
            : dataset.TextsOf(source) is { } texts ? sample => texts[sample]
            : sample => dataset.CellOf(source, (sample * dataset.FeatureCount) + offset, sample);

    /// <summary>True where two columns encode the samples alike.</summary>
    private static bool IsSame(Dataset dataset, FeatureColumn source, FeatureColumn column) =>
        !source.IsTargetEncoded && !column.IsTargetEncoded && source.Kind == column.Kind && source.Feature.Count == column.Feature.Count

            // Categories are case-sensitive.
            && source.HasOther == column.HasOther && source.Category.SequenceEqual(column.Category, StringComparer.Ordinal)
            && (source.MissingValue == MissingValue.Indicator) == (column.MissingValue == MissingValue.Indicator)
            && (source.MayBeMissing == column.MayBeMissing || !dataset.HasMissing)
            && (source.SentinelTime == column.SentinelTime || (source.SentinelTime == SentinelTime.Missing && column.SentinelTime == SentinelTime.Number))
            && IsSame(source.Definition.Date, column.Definition.Date)
            && (!source.IsText || source.Definition.Vocabulary!.IsSame(column.Definition.Vocabulary!));

    private static bool IsSame(DateEncoding? source, DateEncoding? column) =>
        ReferenceEquals(source, column) || (source is not null && column is not null && source.Part == column.Part && source.Format == column.Format && Equals(source.Zone, column.Zone));
}
