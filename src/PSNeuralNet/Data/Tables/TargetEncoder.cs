using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Turns target columns into class indices or numbers.</summary>
internal static class TargetEncoder
{
    /// <summary>The targets, and the classes' labels (none for numbers).</summary>
    /// <param name="names">Names of the target columns, for messages.</param>
    /// <param name="columns">Labels of each column, one per row; none empty.</param>
    /// <param name="task">The task; null to infer it from the labels.</param>
    /// <param name="schema">Schema with the classes; null for none.</param>
    /// <exception cref="NetworkException">The target does not match the task, or a label is not a class.</exception>
    public static (TargetValues Target, object[] Labels) Encode(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<object>> columns, NetworkTask? task, DataSchema? schema = null)
    {
        if (task is { } asked && schema is not null && schema.Task != asked)
        {
            throw TableErrors.TaskMismatch(asked, string.Join("', '", names), $"what the table goes with is for the task {schema.Task}");
        }

        if (task is null && schema is null && columns.Count == 1)
        {
            RequireNoTime(names[0], columns[0]);
        }

        NetworkTask wanted = task ?? schema?.Task ?? TaskInference.Of(columns);
        if (schema is { ClassLabel.Count: > 0 } && columns.Count == 1)
        {
            return (EncodeKnown(columns[0], schema), [.. schema.ClassLabel]);
        }

        return wanted == NetworkTask.Regression ? (EncodeNumbers(names, columns), []) : EncodeClasses(names, columns, wanted);
    }

    private static (TargetValues Target, object[] Labels) EncodeClasses(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<object>> columns, NetworkTask task)
    {
        if (columns.Count > 1)
        {
            throw TableErrors.TaskMismatch(task, string.Join("', '", names), "classes are in one column; several columns are for Regression");
        }

        (object[] labels, int[] index) = ClassEncoder.Encode(columns[0]);
        if (labels.Length > DataSchema.MaximumClasses)
        {
            throw TableErrors.ClassTooMany(names[0], labels.Length, labels.All(label => ClassEncoder.TryFinite(label, out _)));
        }

        string[] texts = [.. labels.Select(DataSchema.LabelText)];
        if (task == NetworkTask.Binary)
        {
            return labels.Length == 2 ? (TargetValues.OfClasses(2, index), labels) : throw TableErrors.TargetNotBinary(names[0], texts);
        }

        if (labels.Length < 3)
        {
            throw TableErrors.TaskMismatch(task, names[0], $"it has {labels.Length} different value{(labels.Length == 1 ? "" : "s")}, and three or more are wanted");
        }

        return (TargetValues.OfClasses(labels.Length, index), labels);
    }

    /// <summary>Encodes labels with the classes of a schema.</summary>
    private static TargetValues EncodeKnown(IReadOnlyList<object> labels, DataSchema schema)
    {
        var classIndex = new int[labels.Count];
        var known = new Dictionary<object, int>();
        for (int sample = 0; sample < labels.Count; sample++)
        {
            object label = labels[sample];
            if (!known.TryGetValue(label, out int index))
            {
                known[label] = index = schema.ClassIndex(label);
            }

            classIndex[sample] = index;
        }

        string[] unknown = [.. known.Where(entry => entry.Value < 0).Select(entry => DataSchema.LabelText(entry.Key))];
        return unknown.Length == 0 ? TargetValues.OfClasses(schema.ClassLabel.Count, classIndex) : throw DataErrors.ClassUnknown(unknown, schema.ClassName);
    }

    /// <summary>Throws for dates, which are neither classes nor numbers.</summary>
    private static void RequireNoTime(string name, IReadOnlyList<object> labels)
    {
        const int Looks = 100;
        if (labels.Take(Looks).All(IsTime) && labels.Distinct().Skip(2).Any())
        {
            throw TableErrors.TargetIsTime(name, labels[0]);
        }
    }

    private static bool IsTime(object label) => CellTime.TryDate(label, out _) || CellTime.TryDuration(label, out _);

    private static TargetValues EncodeNumbers(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<object>> columns) =>
        TargetValues.OfNumbers(DenseMatrix.Create(columns.Count, columns[0].Count, (target, sample) => Cell.ToNumber(columns[target][sample], sample + 1, names[target])));
}
