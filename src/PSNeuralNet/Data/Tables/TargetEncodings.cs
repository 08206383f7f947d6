using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Features of the target-encoded columns of a dataset, which keeps the categories of its samples.</summary>
internal static class TargetEncodings
{
    /// <summary>A dataset with statistics of its own target: out of fold in its features, of all samples in its schema.</summary>
    /// <param name="dataset">The samples, with their categories.</param>
    public static Dataset Refit(Dataset dataset)
    {
        if (dataset.CategoryCode.Count == 0)
        {
            return dataset;
        }

        double[][] target = TargetEncodingFit.TargetOf(dataset);
        int[] foldOf = TargetEncodingFit.Folds(dataset), all = [.. Enumerable.Range(0, dataset.SampleCount)];
        IReadOnlyList<string> output = target.Length == 1 ? [] : dataset.Task.HasClasses() ? dataset.ClassName : dataset.TargetName;
        var encoded = new Dictionary<string, double[]>(StringComparer.OrdinalIgnoreCase);
        FeatureColumn[] columns =
        [
            .. dataset.Schema.Column.Select(column =>
            {
                if (!column.IsTargetEncoded)
                {
                    return column;
                }

                int[] codes = dataset.CategoryCode[column.Name];
                encoded.Add(column.Name, TargetEncodingFit.OutOfFold(codes, column.Category.Count, target, dataset.Weight, foldOf));
                return column.WithTarget(TargetEncodingFit.Fit(codes, column.Category.Count, target, dataset.Weight, all) with { Output = output });
            }),
        ];
        return Write(dataset, dataset.Schema.With(columns), dataset.CategoryCode, encoded, isOutOfFold: true);
    }

    /// <summary>A dataset with the statistics of a schema in its features.</summary>
    /// <param name="dataset">The samples, with their categories.</param>
    /// <param name="schema">A schema of the same columns and categories.</param>
    public static Dataset Encode(Dataset dataset, DataSchema schema)
    {
        var encoded = new Dictionary<string, double[]>(StringComparer.OrdinalIgnoreCase);
        foreach (FeatureColumn column in schema.Column.Where(column => column.IsTargetEncoded))
        {
            encoded.Add(column.Name, [.. dataset.CategoryCode[column.Name].SelectMany(code => column.Definition.TargetEncoding!.Of(code))]);
        }

        return encoded.Count == 0 ? dataset : Write(dataset, schema, dataset.CategoryCode, encoded, isOutOfFold: false);
    }

    /// <summary>Completes a table whose target-encoded columns have the indices of categories as their features.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="columns">The columns: with statistics where those of a schema are to be used.</param>
    public static Dataset Complete(Dataset dataset, IReadOnlyList<FeatureColumn> columns)
    {
        var codes = new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase);
        int[] offsets = ColumnMatch.Offsets(dataset.Schema);
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].IsTargetEncoded)
            {
                int first = offsets[i];
                codes.Add(columns[i].Name, [.. Enumerable.Range(0, dataset.SampleCount).Select(sample => (int)dataset.Features[(sample * dataset.FeatureCount) + first])]);
            }
        }

        Dataset coded = dataset.WithFeatures((DenseMatrix)dataset.X, codes: codes);
        return columns.Any(column => column.Definition.TargetEncoding is { IsIndex: true }) ? Refit(coded)
            : Encode(coded, dataset.Schema.With(columns));
    }

    private static Dataset Write(Dataset dataset, DataSchema schema, IReadOnlyDictionary<string, int[]> codes, Dictionary<string, double[]> encoded, bool isOutOfFold)
    {
        int width = schema.FeatureName.Count;
        if ((long)width * dataset.SampleCount > Dataset.MaximumValues)
        {
            throw TableErrors.TableTooLarge(dataset.SampleCount, width);
        }

        var x = new double[width * dataset.SampleCount];
        int[] sources = ColumnMatch.Offsets(dataset.Schema), targets = ColumnMatch.Offsets(schema);
        for (int i = 0; i < schema.Column.Count; i++)
        {
            FeatureColumn before = dataset.Schema.Column[i], after = schema.Column[i];
            double[]? values = encoded.GetValueOrDefault(after.Name);
            for (int sample = 0; sample < dataset.SampleCount; sample++)
            {
                ReadOnlySpan<double> source = dataset.Features.AsSpan((sample * dataset.FeatureCount) + sources[i], before.Feature.Count);
                Span<double> target = x.AsSpan((sample * width) + targets[i], after.Feature.Count);
                if (values is null)
                {
                    source.CopyTo(target);
                    continue;
                }

                values.AsSpan(sample * after.ValueCount, after.ValueCount).CopyTo(target);
                source[before.ValueCount..].CopyTo(target[after.ValueCount..]);
            }
        }

        return dataset.WithFeatures(new DenseMatrix(width, dataset.SampleCount, x), schema, codes, isOutOfFold);
    }
}
