using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Turns target columns into Y.</summary>
internal static class TargetEncoder
{
    /// <summary>Y (outputs x samples) and the classes' labels (none for numbers).</summary>
    /// <param name="names">The names of the target columns, for messages.</param>
    /// <param name="columns">The labels of each column, a label a row; none empty.</param>
    /// <param name="task">What there is to predict; null for what the labels show.</param>
    /// <exception cref="NetworkException">The task does not suit the target.</exception>
    public static (DenseMatrix Y, object[] Labels) Encode(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<object>> columns, NetworkTask? task)
    {
        NetworkTask wanted = task ?? TaskInference.Of(columns);
        return wanted == NetworkTask.Regression ? (EncodeNumbers(names, columns), []) : EncodeClasses(names, columns, wanted);
    }

    private static (DenseMatrix Y, object[] Labels) EncodeClasses(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<object>> columns, NetworkTask task)
    {
        if (columns.Count > 1)
        {
            throw Failure.TaskMismatch(task, string.Join("', '", names), "classes are in one column; several columns are for Regression");
        }

        (object[] labels, int[] index) = ClassEncoder.Encode(columns[0]);
        string[] texts = [.. labels.Select(DataSchema.LabelText)];
        if (task == NetworkTask.Binary)
        {
            return labels.Length == 2
                ? (new DenseMatrix(1, index.Length, Array.ConvertAll(index, i => (double)i)), labels)
                : throw Failure.TargetNotBinary(names[0], texts);
        }

        if (labels.Length < 3)
        {
            throw Failure.TaskMismatch(task, names[0], $"it has {labels.Length} different value{(labels.Length == 1 ? "" : "s")}, and three or more are wanted");
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
