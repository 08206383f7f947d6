namespace PSNeuralNet.Data;

/// <summary>English names of months and weekdays, in full or of three letters, in upper or lower case.</summary>
internal static class DateNames
{
    private const int ShortName = 3;

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Month of a name, 1 to 12; 0 for another word.</summary>
    public static int Month(ReadOnlySpan<char> word) =>
        word.Equals("sept", StringComparison.OrdinalIgnoreCase) ? 9 : Find(Months, word) + 1;

    /// <summary>Weekday of a name, 0 for Sunday; -1 for another word.</summary>
    public static int Weekday(ReadOnlySpan<char> word) => Find(Weekdays, word);

    /// <summary>True for the letters after an ordinal number: 2nd.</summary>
    public static bool IsOrdinal(ReadOnlySpan<char> text) =>
        text.Length > 2 && !char.IsAsciiLetter(text[2]) && text[..2] is "st" or "nd" or "rd" or "th" or "ST" or "ND" or "RD" or "TH";

    private static int Find(string[] names, ReadOnlySpan<char> word)
    {
        for (int i = 0; i < names.Length && word.Length >= ShortName; i++)
        {
            ReadOnlySpan<char> name = names[i];
            if (word.Equals(word.Length == ShortName ? name[..ShortName] : name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
