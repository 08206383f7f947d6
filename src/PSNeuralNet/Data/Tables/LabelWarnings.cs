namespace PSNeuralNet.Data;

/// <summary>Warnings about labels that may not be the classes that they look like: one for each kind.</summary>
internal static class LabelWarnings
{
    /// <summary>The warnings.</summary>
    /// <param name="column">The target column.</param>
    /// <param name="classes">Its classes, in order.</param>
    /// <param name="hasMarks">True when the marks of missing labels were given.</param>
    public static IEnumerable<string> Of(LabelSummary column, object[] classes, bool hasMarks)
    {
        string[] texts = [.. classes.Where(label => label is string).Select(label => (string)label)];
        string[] cases = [.. texts.GroupBy(text => text, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()).SelectMany(group => group)];
        if (cases.Length > 0)
        {
            yield return $"The label column '{column.Name}' has classes that differ only in upper and lower case: {Failure.Listed(cases)}. They stay apart; to merge them, say -IgnoreCase.";
        }

        string[] alike = LookAlikes.In(texts);
        if (alike.Length > 0)
        {
            yield return $"The label column '{column.Name}' has classes that look the same: {Failure.Listed(alike)}. They differ in invisible characters, blanks or Unicode normalization, and stay apart; write them alike if they are the same.";
        }

        string[] numbers = [.. texts.Where(text => ClassEncoder.TryFinite(text, out _)).GroupBy(NumberOf).Where(group => group.Skip(1).Any()).SelectMany(group => group)];
        if (numbers.Length > 0)
        {
            yield return $"The label column '{column.Name}' has classes that are the same number, written differently: {Failure.Listed(numbers)}. They stay apart, because labels are compared as text; write them alike if they are the same.";
        }

        bool isNumeric = 2 * column.NumberCount >= column.SampleCount;
        string[] marks = [.. texts.Where(text => !hasMarks && (isNumeric ? !ClassEncoder.TryFinite(text, out _) : MissingMarks.IsUsual(text)))];
        if (marks.Length > 0)
        {
            yield return isNumeric
                ? $"The label column '{column.Name}' has numbers and {Failure.Listed(marks)}, so each value is a class. If these stand for missing labels, name them with -MissingMark, and their rows are left out."
                : $"The label column '{column.Name}' has the class{(marks.Length == 1 ? "" : "es")} {Failure.Listed(marks)}. If the label is missing there, say so with -MissingMark, and the rows are left out.";
        }
    }

    private static ExactNumber NumberOf(string text) => ClassEncoder.TryExact(text, out ExactNumber number) ? number : default;
}
