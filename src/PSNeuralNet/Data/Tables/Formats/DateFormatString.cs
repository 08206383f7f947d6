namespace PSNeuralNet.Data;

/// <summary>A .NET format string of dates, such as dd/MM/yyyy, read with the invariant culture: what it has, and how cells are read in it.</summary>
internal sealed class DateFormatString
{
    // Standard formats that are the same in each culture, and may be read.
    private const string Standard = "oOrRsu";
    private const string Specifiers = "dfFghHKmMstyz";
    private const int FullYear = 4;

    // A day that no format can mistake for another.
    private static readonly DateTime Probe = new DateTime(2031, 12, 25, 13, 14, 15, DateTimeKind.Utc);

    // Runs of the same letter, outside of quotes, with their places.
    private readonly List<(char Letter, int Start, int Length)> _runs = [];

    /// <param name="text">The format string.</param>
    public DateFormatString(string text)
    {
        Text = text;
        if (text.Length == 1)
        {
            (HasTime, HasOffset, Readable) = (true, text[0] is not 's', text);
            return;
        }

        FindRuns();
        HasTime = Has('h') || Has('H') || Has('m') || Has('s');
        HasOffset = Has('K') || Has('z');
        Readable = Loosened();
        (WholeDigits, Decimals) = Digits();
    }

    /// <summary>The format string.</summary>
    public string Text { get; }

    /// <summary>The format string in which cells are read: days, months and hours of two digits may have one, where they stand apart.</summary>
    public string Readable { get; }

    /// <summary>True for a format with a time of day.</summary>
    public bool HasTime { get; }

    /// <summary>True for a format with an offset from UTC.</summary>
    public bool HasOffset { get; }

    /// <summary>Digits before the point, where a text in the format is a number, such as 20240702 or 07.2024; 0 where it is none.</summary>
    public int WholeDigits { get; }

    /// <summary>Digits after the point.</summary>
    public int Decimals { get; }

    /// <summary>Order of day, month and year as numbers; null where one of them is no number, or the year is between.</summary>
    public DateOrder? Order =>
        (PlaceOf('y'), PlaceOf('M', 2), PlaceOf('d', 2)) switch
        {
            ( < 0, _, _) or (_, < 0, _) or (_, _, < 0) => null,
            var (year, month, day) when month < day && day < year => DateOrder.MonthFirst,
            var (year, month, day) when day < month && month < year => DateOrder.DayFirst,
            var (year, month, day) when year < month && month < day => DateOrder.YearFirst,
            _ => null,
        };

    /// <summary>True for the year first, and the day before the month.</summary>
    public bool IsYearDayMonth => PlaceOf('y') is >= 0 and var year && PlaceOf('M', 2) is >= 0 and var month && PlaceOf('d', 2) is >= 0 and var day && year < day && day < month;

    /// <summary>Reason why the string is no format of dates; null if it is one.</summary>
    public string? Fault =>
        Text.Length == 1 ? Standard.Contains(Text[0]) ? null : "a letter alone stands for a format that depends on the culture"
        : Has('m') && !Has('h') && !Has('H') ? $"m is the minute; the month is M, as in {Text.Replace('m', 'M')}"
        : PlaceOf('d', 2) >= 0 && !Has('M') ? "it has a day and no month, which is M"
        : _runs.Count(run => run.Letter == 'M') > 1 ? "it has the month twice; the minute is m"
        : IsReadable() ? null
        : "";

    /// <summary>Text of a number in this format, with the zeros that a number loses in front, and after the point; null if it is none.</summary>
    public string? TextOf(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        if (WholeDigits == 0 || number < 0 || !double.IsFinite(number))
        {
            return null;
        }

        text = text.Contains('E', StringComparison.Ordinal) ? number.ToString("F0", CultureInfo.InvariantCulture) : text;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? text : text[..point], decimals = point < 0 ? "" : text[(point + 1)..];

        // A full year has no zeros in front.
        bool isPadded = whole.Length < WholeDigits;
        return whole.Length > WholeDigits || decimals.Length > Decimals || (isPadded && _runs[0] is ('y', _, FullYear)) ? null
            : whole.PadLeft(WholeDigits, '0') + (Decimals == 0 ? "" : $".{decimals.PadRight(Decimals, '0')}");
    }

    /// <summary>The same order with the separators and the year of a text such as 1/2/24; null if the text is another one.</summary>
    public string? Like(string text)
    {
        string[] numbers = [.. text.Trim().Split(' ')[0].Split('/', '-', '.')];
        if (numbers.Length != 3 || numbers[0].Length + 1 >= text.Length || Order is not { } order)
        {
            return null;
        }

        char separator = text.Trim()[numbers[0].Length];
        string year = numbers[order == DateOrder.YearFirst ? 0 : 2].Length == FullYear ? "yyyy" : "yy";
        return string.Join(separator, order switch
        {
            DateOrder.MonthFirst => ["MM", "dd", year],
            DateOrder.DayFirst => ["dd", "MM", year],
            _ => new[] { year, "MM", "dd" },
        });
    }

    private bool Has(char letter) => _runs.Exists(run => run.Letter == letter);

    /// <summary>Place of the first run of a letter that is not longer; -1 if there is none.</summary>
    private int PlaceOf(char letter, int most = int.MaxValue) => _runs.Find(run => run.Letter == letter && run.Length <= most) is { Length: > 0 } first ? first.Start : -1;

    private void FindRuns()
    {
        char quote = '\0';
        for (int i = 0; i < Text.Length; i++)
        {
            char c = Text[i];
            if (c == '\\')
            {
                i++;
            }
            else if (quote != '\0' || c is '\'' or '"')
            {
                quote = quote == '\0' ? c : c == quote ? '\0' : quote;
            }
            else if (char.IsAsciiLetter(c))
            {
                int start = i;
                while (i + 1 < Text.Length && Text[i + 1] == c)
                {
                    i++;
                }

                _runs.Add((c, start, i + 1 - start));
            }
        }
    }

    private string Loosened()
    {
        string readable = Text;
        foreach ((char letter, int start, int length) in Enumerable.Reverse(_runs))
        {
            bool isApart = (start == 0 || !Specifiers.Contains(Text[start - 1])) && (start + length == Text.Length || !Specifiers.Contains(Text[start + length]));
            if (letter is 'd' or 'M' or 'H' or 'h' && length == 2 && isApart)
            {
                readable = readable.Remove(start, 1);
            }
        }

        return readable;
    }

    /// <summary>Digits before and after the point of a text in the format; 0 where it is no number of so many digits in each cell.</summary>
    private (int Whole, int Decimals) Digits()
    {
        int point = Text.IndexOf('.', StringComparison.Ordinal), letters = _runs.Sum(run => run.Length);
        bool isNumber = letters + (point < 0 ? 0 : 1) == Text.Length && _runs.TrueForAll(run => run.Letter switch
        {
            'y' => run.Length is 2 or FullYear,
            'M' or 'd' or 'H' or 'h' or 'm' or 's' => run.Length == 2,
            'f' => true,
            _ => false,
        });
        return !isNumber ? (0, 0) : point < 0 ? (letters, 0) : (point, letters - point);
    }

    /// <summary>True for a format string that can be written and read, and has a year.</summary>
    private bool IsReadable()
    {
        try
        {
            string text = Probe.ToString(Text, CultureInfo.InvariantCulture);
            return DateTimeOffset.TryParseExact(text, Readable, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) && date.Year == Probe.Year;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
