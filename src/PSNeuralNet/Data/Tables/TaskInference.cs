namespace PSNeuralNet.Data;

/// <summary>
/// Infers the task from all labels of a target: two different values are two classes; text, booleans and enumerations are classes; numbers are
/// numbers, but for whole ones of few different values that come again and again. A few cells among numbers that are no numbers are an error.
/// </summary>
internal static class TaskInference
{
    /// <summary>Maximum number of integer classes.</summary>
    public const int MaximumNumberedClasses = 20;

    /// <summary>Minimum mean frequency of integer classes.</summary>
    public const int MinimumRowsPerClass = 5;

    // Percentage of the cells that settles what a column holds; the others are mistakes.
    private const long MostCells = 95;
    private const int MostMixedClasses = 20;
    private const int RowsPerMixedClass = 10;

    /// <summary>True for classes, false for numbers.</summary>
    /// <param name="labels">The labels; none is missing.</param>
    /// <param name="numbers">Their numbers.</param>
    /// <exception cref="NetworkException">The labels are dates, numbers in several formats, or numbers with a few cells that are none.</exception>
    public static bool IsClassification(LabelSummary labels, LabelNumbers numbers)
    {
        if (numbers.IsComplete)
        {
            return AreClasses(labels, numbers);
        }

        RequireNoTime(labels);
        numbers.RequireFormat(isToBeNumbers: false);
        if (2 * labels.NumberCount < labels.SampleCount)
        {
            return true;
        }

        int others = labels.IsNumber.Count(isNumber => !isNumber), different = labels.Label.Length;
        long most = Math.Max(MostMixedClasses, labels.SampleCount / RowsPerMixedClass);
        bool isMixed = others >= 2 || 100L * (labels.SampleCount - labels.NumberCount) >= (100 - MostCells) * labels.SampleCount;
        if (!isMixed || labels.OtherCount > 0 || different > most || AreMeasurements(labels, different - others))
        {
            int first = labels.Find(i => !labels.IsNumber[i]);
            throw TableErrors.TargetNotNumeric(labels.RowOf(labels.First[first]), labels.Name, labels.Label[first], labels.NumberCount, labels.SampleCount, labels.Unfit(i => !labels.IsNumber[i]));
        }

        return true;
    }

    private static bool AreClasses(LabelSummary labels, LabelNumbers numbers)
    {
        if (labels.OtherCount > 0)
        {
            return false;
        }

        var different = new HashSet<ExactNumber>();
        for (int i = 0; i < labels.Label.Length; i++)
        {
            different.Add(labels.IsNumber[i] && ClassEncoder.TryExact(labels.Label[i], out ExactNumber exact) && exact.Nearest == numbers.Value[i] ? exact : new ExactNumber(numbers.Value[i]));
        }

        return AreClasses(different.Count, Array.TrueForAll(numbers.Value, double.IsInteger), labels.SampleCount) || AreVersions(labels);
    }

    /// <summary>True for few labels of which two are the same number with different decimals, as versions are: 3.1 and 3.10.</summary>
    private static bool AreVersions(LabelSummary labels)
    {
        string[] texts = [.. labels.Label.OfType<string>().Where(text => text.Contains('.'))];
        return texts.Length > 1 && AreClasses(labels.Label.Length, isWhole: true, labels.SampleCount)
            && texts.GroupBy(text => ClassEncoder.TryFinite(text, out double number) ? number : double.NaN).Any(group => group.Skip(1).Any());
    }

    private static bool AreClasses(int different, bool isWhole, int rows) =>
        different <= 2 || (isWhole && different <= MaximumNumberedClasses && rows >= (long)MinimumRowsPerClass * different);

    /// <summary>True for numbers of which most occur once.</summary>
    private static bool AreMeasurements(LabelSummary labels, int different) => different > 2 && 2 * different > labels.NumberCount;

    /// <summary>Throws for dates, which are neither classes nor numbers.</summary>
    private static void RequireNoTime(LabelSummary labels)
    {
        bool[] isTime = Array.ConvertAll(labels.Label, label => CellTime.TryDate(label, out _) || CellTime.TryDuration(label, out _));
        if (labels.Label.Length > 2 && 100 * labels.Count.Where((_, i) => isTime[i]).Sum(count => (long)count) >= MostCells * labels.SampleCount)
        {
            throw TableErrors.TargetIsTime(labels.Name, labels.Label[labels.Find(i => isTime[i])]);
        }
    }
}
