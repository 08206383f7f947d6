namespace PSNeuralNet.Data;

/// <summary>The positive class of two, by their labels: the one that is given, or a guess from a closed list of words.</summary>
internal static class PositiveLabel
{
    /// <summary>The index of the positive class where nothing else tells it: the second class, as in files of earlier versions.</summary>
    public const int Default = 1;

    /// <summary>The words of a positive class, in any case.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["yes", "true", "1", "positive", "pos", "failed", "failure", "error", "fraud", "churn", "anomaly", "malicious"];

    /// <summary>The class that is one of the words, where the other one is not; else the second one.</summary>
    /// <param name="labels">The labels of the classes, in order.</param>
    public static int Guess(IReadOnlyList<object> labels) => labels.Count == 2 && IsWord(labels[0]) && !IsWord(labels[1]) ? 0 : Default;

    /// <summary>The index of a label.</summary>
    /// <param name="label">The label, as in the data or as text; case counts only where both classes differ in nothing else.</param>
    /// <param name="schema">The schema with the classes.</param>
    /// <exception cref="NetworkException">There are not two classes, or it is none of them.</exception>
    public static int IndexOf(object label, DataSchema schema) =>
        schema.Task != NetworkTask.Binary ? throw DataErrors.PositiveClassNotBinary(label, schema.Task)
            : schema.ClassIndex(label, ignoreCase: true) is >= 0 and var index ? index
            : throw DataErrors.PositiveClassUnknown(label, schema.ClassName);

    /// <summary>The schema of a table with its positive class: the one that is given, that of the options' schema, or a guess.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="options">The options of the table.</param>
    /// <param name="warnings">Gets a notice of a guess that is not the second class.</param>
    /// <exception cref="NetworkException">The positive class that is given is none of two.</exception>
    public static DataSchema Complete(DataSchema schema, TableOptions options, List<string> warnings)
    {
        if (options.PositiveClass is { } given)
        {
            return schema.WithPositiveClass(given);
        }

        int index = options.Schema?.PositiveIndex ?? Guess(schema.ClassLabel);
        if (index == Default)
        {
            return schema;
        }

        if (options.Schema is null)
        {
            warnings.Add($"Of the classes of '{schema.TargetName[0]}', '{schema.ClassName[index]}' is taken as the positive one, by its name: precision, recall and -Threshold are about it. To say so, or that it is the other one, give -PositiveClass '{schema.ClassName[index]}' or '{schema.ClassName[Default]}'.");
        }

        return schema.WithPositiveClass(schema.ClassLabel[index]);
    }

    private static bool IsWord(object label) =>
        Words.Contains(DataSchema.LabelText(label).Trim(), StringComparer.OrdinalIgnoreCase) || (ClassEncoder.TryFinite(label, out double number) && number == 1);
}
