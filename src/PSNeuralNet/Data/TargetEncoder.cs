using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Turns target columns into Y, after deciding what there is to predict.</summary>
internal static class TargetEncoder
{
    // Whole numbers are taken for classes up to this many different ones, if each has this many rows on average.
    private const int MostNumericClasses = 20;
    private const int RowsPerNumericClass = 5;

    /// <summary>
    /// What a target is for: two different values are classes, and so is text; numbers are numbers, but for whole numbers of
    /// few kinds (at most 20, five rows each on average), which are classes. Several target columns are numbers.
    /// </summary>
    /// <param name="columns">The values of each target column, one a row; none empty.</param>
    public static NetworkTask Infer(IReadOnlyList<IReadOnlyList<object>> columns)
    {
        if (columns.Count > 1)
        {
            return NetworkTask.Regression;
        }

        (object[] labels, _) = ClassEncoder.Encode(columns[0]);
        if (labels.Length == 2)
        {
            return NetworkTask.Binary;
        }

        if (labels.Any(label => !ClassEncoder.TryFinite(label, out _)))
        {
            return NetworkTask.MultiClass;
        }

        bool areWhole = labels.All(label => ClassEncoder.TryFinite(label, out double number) && number == Math.Floor(number));
        bool areFew = labels.Length <= Math.Min(MostNumericClasses, columns[0].Count / RowsPerNumericClass);
        return areWhole && areFew ? NetworkTask.MultiClass : NetworkTask.Regression;
    }

    /// <summary>Y (outputs x samples) and the classes' labels (none for numbers).</summary>
    /// <exception cref="NetworkException">The task does not suit the target.</exception>
    public static (DenseMatrix Y, object[] Labels) Encode(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<object>> columns, NetworkTask task)
    {
        return task == NetworkTask.Regression ? (EncodeNumbers(names, columns), []) : EncodeClasses(names, columns, task);
    }

    private static (DenseMatrix Y, object[] Labels) EncodeClasses(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<object>> columns, NetworkTask task)
    {
        if (columns.Count > 1)
        {
            throw Failure.TaskMismatch(task, string.Join("', '", names), "classes are in one column; several columns are for Regression");
        }

        (object[] labels, int[] index) = ClassEncoder.Encode(columns[0]);
        string[] texts = [.. labels.Select(DataSchema.LabelText)];
        if (labels.Length < 2)
        {
            throw Failure.TargetTooFew(names[0], texts);
        }

        if (task == NetworkTask.Binary)
        {
            return labels.Length == 2
                ? (new DenseMatrix(1, index.Length, [.. index.Select(i => (double)i)]), labels)
                : throw Failure.TargetNotBinary(names[0], texts);
        }

        if (labels.Length == 2)
        {
            throw Failure.TaskMismatch(task, names[0], "it has two different values; that is Binary");
        }

        var y = new DenseMatrix(labels.Length, index.Length);
        for (int sample = 0; sample < index.Length; sample++)
        {
            y[index[sample], sample] = 1;
        }

        return (y, labels);
    }

    private static DenseMatrix EncodeNumbers(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<object>> columns)
    {
        return DenseMatrix.Create(columns.Count, columns[0].Count, (target, sample) => Cell.ToNumber(columns[target][sample], sample + 1, names[target]));
    }
}
