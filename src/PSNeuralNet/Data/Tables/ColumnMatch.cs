using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>
/// Gives samples the features that a network takes. Two tables of the same columns need not have the same features: one may
/// lack a category, or have a column that is the same in all of its rows and was left out there.
/// </summary>
internal static class ColumnMatch
{
    /// <summary>The same samples with the features of another schema, in its order.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="wanted">The other schema.</param>
    /// <param name="watch">Told of texts that it does not know; null where they do not matter.</param>
    /// <exception cref="NetworkException">A column is not there, or a value does not fit.</exception>
    public static Dataset Select(Dataset dataset, DataSchema wanted, UnknownCategoryReporter? watch)
    {
        FeatureColumn[] columns = [.. wanted.Column.Where(column => !column.IsLeftOut)];
        int[] sources = [.. columns.Select(column => IndexOf(dataset.Schema, column.Name))];
        string[] missing = [.. columns.Where((_, i) => sources[i] < 0).Select(column => column.Name)];
        if (missing.Length > 0)
        {
            throw TableErrors.FeatureMissing(missing, dataset.Schema.Column.Select(column => column.Name));
        }

        int[] offsets = Offsets(dataset.Schema);
        int width = wanted.FeatureName.Count, first = 0;
        var x = new double[width * dataset.SampleCount];
        for (int i = 0; i < columns.Length; i++)
        {
            FeatureColumn source = dataset.Schema.Column[sources[i]];
            Copy(dataset, source, offsets[sources[i]], columns[i], x, width, first, watch);
            first += columns[i].Feature.Count;
        }

        var schema = new DataSchema(columns, dataset.TargetName, dataset.Schema.ClassLabel);
        return new Dataset(new DenseMatrix(width, dataset.SampleCount, x), dataset.Y, schema, dataset.Name, dataset.Seed, dataset.Weight) { IsTable = dataset.IsTable, WeightName = dataset.WeightName };
    }

    /// <summary>The place of each column's first feature in X.</summary>
    public static int[] Offsets(DataSchema schema)
    {
        var offsets = new int[schema.Column.Count];
        for (int i = 1; i < offsets.Length; i++)
        {
            offsets[i] = offsets[i - 1] + schema.Column[i - 1].Feature.Count;
        }

        return offsets;
    }

    private static void Copy(Dataset dataset, FeatureColumn source, int offset, FeatureColumn column, double[] x, int width, int first, UnknownCategoryReporter? watch)
    {
        // Texts are told apart by upper and lower case, too.
        bool isSame = source.Kind == column.Kind && source.Feature.Count == column.Feature.Count && source.Category.SequenceEqual(column.Category, StringComparer.Ordinal)
            && (source.MayBeMissing == column.MayBeMissing || !dataset.HasMissing);
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            ReadOnlySpan<double> values = dataset.Features.AsSpan((sample * dataset.FeatureCount) + offset, source.Feature.Count);
            Span<double> target = x.AsSpan((sample * width) + first, column.Feature.Count);
            if (isSame)
            {
                values.CopyTo(target);
            }
            else if (column.Expand(source.IsLeftOut ? source.Constant : source.Decode(values), sample + 1, target) is { } unknown)
            {
                watch?.Report(sample + 1, column, unknown);
            }
        }
    }

    private static int IndexOf(DataSchema schema, string name)
    {
        return schema.Column.ToList().FindIndex(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
    }
}
