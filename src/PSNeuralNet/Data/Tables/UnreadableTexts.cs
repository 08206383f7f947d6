namespace PSNeuralNet.Data;

/// <summary>The texts of a column that cannot be read as the others, for messages: all of them, and the parameter that takes them as missing cells.</summary>
/// <param name="texts">The texts, in the order of their first rows.</param>
/// <param name="marks">The marks of missing cells in force; null for those of columns of numbers.</param>
internal sealed class UnreadableTexts(IEnumerable<string> texts, IReadOnlyList<string>? marks)
{
    private const int MaximumTexts = 10;

    private readonly string[] _texts = [.. texts.Distinct(StringComparer.Ordinal)];

    /// <summary>Clause about the texts after the first one: "; nor are '?' and 'n.v.'"; empty for none.</summary>
    public string Others => _texts.Length < 2 ? "" : $"; nor {(_texts.Length == 2 ? "is" : "are")} {Failure.Listed(_texts.Skip(1))}";

    /// <summary>Advice for texts that stand for a missing value.</summary>
    /// <param name="what">What is missing: "cell" or "label".</param>
    public string Advice(string what = "cell") =>
        $"if {(_texts.Length < 2 ? $"it stands for a missing {what}" : $"they stand for missing {what}s")}, say {MissingMarks.Parameter(marks, _texts.Take(MaximumTexts))}";
}
