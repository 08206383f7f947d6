namespace PSNeuralNet.Data;

/// <summary>Texts that stand for a missing cell. Empty cells are missing in any column.</summary>
internal static class MissingMarks
{
    /// <summary>Marks in columns of numbers, dates, spans of time and booleans; in networks of file versions 1 to 3 in all columns.</summary>
    public static IReadOnlyList<string> Numeric { get; } = Array.AsReadOnly<string>(["NA", "N/A", "NaN", "null"]);

    /// <summary>Marks in columns of text: none.</summary>
    public static IReadOnlyList<string> Text { get; } = Array.AsReadOnly<string>([]);

    private static readonly string[] Usual = [.. Numeric, "?", "-", "--", ".", "None", "nil", "#N/A", "n.a.", "\\N", "missing", "unknown"];

    /// <summary>True for a trimmed text that is one of the marks, in upper or lower case.</summary>
    public static bool Contains(IReadOnlyList<string> marks, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < marks.Count; i++)
        {
            if (text.Equals(marks[i], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The marks that are numbers, such as -999: they stand for a missing cell however the number is written.</summary>
    public static double[] Numbers(IReadOnlyList<string> marks) =>
        [.. marks.Select(mark => Cell.TryNumber(mark.AsSpan(), out double number) ? number : double.NaN).Where(double.IsFinite)];

    /// <summary>The parameter that adds marks to those in force, as it is typed: -MissingMark NA, N/A, NaN, null, '-'.</summary>
    /// <param name="inForce">The marks so far; null for those of columns of numbers.</param>
    /// <param name="added">The marks to add.</param>
    public static string Parameter(IReadOnlyList<string>? inForce, IEnumerable<string> added) =>
        $"-MissingMark {string.Join(", ", (inForce ?? Numeric).Concat(added).Distinct(StringComparer.OrdinalIgnoreCase).Select(Quoted))}";

    private static string Quoted(string mark) =>
        mark.Length > 0 && mark.All(character => char.IsAsciiLetter(character) || character == '/') ? mark : $"'{mark.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>True for a text that people write for a missing value.</summary>
    public static bool IsUsual(string text) => Contains(Usual, text);
}
