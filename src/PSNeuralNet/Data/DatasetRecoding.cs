using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Recodes a dataset to another schema: features and targets by name, classes by label.</summary>
internal static class DatasetRecoding
{
    /// <summary>
    /// The same samples in another schema. Classes are matched by label, so the data may lack some, or have labels that were read as
    /// numbers.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="schema">The schema of the result.</param>
    /// <param name="reporter">Receives unknown categories; null ignores them.</param>
    /// <exception cref="NetworkException">A feature or target is missing, a class is not in the schema, or a target is not numeric.</exception>
    public static Dataset Recode(Dataset dataset, DataSchema schema, UnknownCategoryReporter? reporter = null)
    {
        if (dataset.Schema == schema)
        {
            return dataset;
        }

        if (schema.IsAnomaly)
        {
            return AnomalyDataset.Recode(dataset.Select(schema, reporter), schema);
        }

        TargetValues target = schema.Task switch
        {
            NetworkTask.Regression or NetworkTask.Anomaly => Numbers(dataset, schema),
            NetworkTask.MultiLabel => Labels(dataset, schema),
            NetworkTask.Binary or NetworkTask.MultiClass => Classes(dataset, schema),
        };
        return dataset.Select(schema, reporter).WithTargets(target, schema);
    }

    private static TargetValues Classes(Dataset dataset, DataSchema schema)
    {
        if (dataset.TargetName.Count > 1)
        {
            throw DataErrors.NetworkTaskMismatch(schema.Task, dataset.Task, dataset);
        }

        var known = new Dictionary<object, int>();
        var unknown = new List<object>();
        var classIndex = new int[dataset.SampleCount];
        for (int s = 0; s < dataset.SampleCount; s++)
        {
            object label = dataset.TargetOf(s);
            if (!known.TryGetValue(label, out int index))
            {
                index = schema.ClassIndex(label);
                known[label] = index;
                if (index < 0)
                {
                    unknown.Add(label);
                }
            }

            classIndex[s] = index;
        }

        return unknown.Count == 0 ? TargetValues.OfClasses(schema.ClassLabel.Count, classIndex)
            : dataset.Task == NetworkTask.Regression ? throw DataErrors.NetworkTaskMismatch(schema.Task, dataset.Task, dataset)
            : throw DataErrors.ClassUnknown(unknown.Select(DataSchema.LabelText), schema.ClassName);
    }

    private static TargetValues Labels(Dataset dataset, DataSchema schema)
    {
        int[] rows = Rows(dataset, schema);
        var y = new DenseMatrix(rows.Length, dataset.SampleCount);
        for (int target = 0; target < rows.Length; target++)
        {
            for (int s = 0; s < dataset.SampleCount; s++)
            {
                object value = dataset.TargetOf(s, rows[target]);
                y[target, s] = schema.ClassIndex(target, value) is >= 0 and var index ? index : throw DataErrors.LabelClassUnknown(schema.Label[target], [DataSchema.LabelText(value)], s + 1);
            }
        }

        return TargetValues.OfNumbers(y);
    }

    private static TargetValues Numbers(Dataset dataset, DataSchema schema)
    {
        if (dataset.Schema.ClassLabel.Concat(dataset.Schema.Label.SelectMany(label => new[] { label.Negative, label.Positive })).Any(label => !ClassEncoder.TryFinite(label, out _)))
        {
            throw DataErrors.NetworkTaskMismatch(schema.Task, dataset.Task, dataset);
        }

        int[] rows = Rows(dataset, schema);
        return TargetValues.OfNumbers(
            DenseMatrix.Create(rows.Length, dataset.SampleCount, (row, s) => Cell.ToNumber(dataset.TargetOf(s, rows[row]), s + 1, dataset.TargetName[rows[row]])));
    }

    /// <summary>The target columns of a dataset in the order of a schema, by name.</summary>
    private static int[] Rows(Dataset dataset, DataSchema schema)
    {
        // A single target needs no matching name.
        List<string> names = [.. dataset.TargetName];
        int[] rows = schema.TargetName.Count == 1
            ? [0]
            : [.. schema.TargetName.Select(name => names.FindIndex(other => string.Equals(name, other, StringComparison.OrdinalIgnoreCase)))];
        return names.Count == schema.TargetName.Count && !rows.Contains(-1) ? rows : throw DataErrors.TargetMismatch(schema.TargetName, dataset.TargetName, dataset);
    }
}
