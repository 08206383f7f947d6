namespace PSNeuralNet.Data;

/// <summary>
/// Infers the task from the target: two different values are two classes; text, booleans and enumerations are
/// classes; numbers are numbers, but for whole ones of few different values that come again and again; several columns are
/// numbers.
/// </summary>
internal static class TaskInference
{
    /// <summary>Maximum number of integer classes.</summary>
    public const int MaximumNumberedClasses = 20;

    /// <summary>Minimum mean frequency of integer classes.</summary>
    public const int MinimumRowsPerClass = 5;

    /// <summary>The task for these target columns.</summary>
    /// <param name="columns">Labels of each column, one per row; none empty.</param>
    /// <returns>The task; <see cref="NetworkTask.Binary"/> for a single value too, which no task suits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NetworkTask Of(IReadOnlyList<IReadOnlyList<object>> columns)
    {
        if (columns.Count > 1)
        {
            return NetworkTask.Regression;
        }

        IReadOnlyList<object> labels = columns[0];
        var numbers = new HashSet<(double, long)>();
        bool isWhole = true;
        foreach (object label in labels)
        {
            if (!ClassEncoder.TryExact(label, out (double Nearest, long Remainder) number))
            {
                return labels.Select(DataSchema.LabelText).Distinct(StringComparer.Ordinal).Skip(2).Any() ? NetworkTask.MultiClass : NetworkTask.Binary;
            }

            numbers.Add(number);
            isWhole &= double.IsInteger(number.Nearest);
        }

        return numbers.Count switch
        {
            <= 2 => NetworkTask.Binary,
            <= MaximumNumberedClasses when isWhole && labels.Count >= (long)MinimumRowsPerClass * numbers.Count => NetworkTask.MultiClass,
            _ => NetworkTask.Regression,
        };
    }
}
