namespace PSNeuralNet.Tests.Persistence;

/// <summary>Cells as people write them: numbers in local formats, and dates in many forms, with the values that they have.</summary>
internal static class RawCells
{
    /// <summary>The format as an example, a cell, and its number; NaN for a cell that is none in the format.</summary>
    public static (string Format, string Cell, double Number)[] Numbers { get; } =
    [
        ("1.234,5", "1.234,5", 1234.5), ("1.234,5", "-1.234.567,25", -1234567.25), ("1.234,5", "0,1", 0.1), ("1.234,5", "7", 7), ("1.234,5", "1.234", 1234), ("1.234,5", "12345,5", 12345.5),
        ("1.234,5", "1.23", double.NaN), ("1.234,5", "1,5e3", 1500), ("1.234,5", "(2,5)", -2.5), ("1.234,5", "2,5-", -2.5), ("1.234,5", "+2,5", 2.5), ("1.234,5", "\u22122,5", -2.5), ("1.234,5", "- 2,5", -2.5),
        ("1.234,5", "1234.5", double.NaN), ("1.234,5", ",5", 0.5), ("1.234,5", "5,", double.NaN), ("1.234,5", "0.123", double.NaN), ("1.234,5", "--5", double.NaN), ("1.234,5", "(-5)", double.NaN), ("1.234,5", "(5", double.NaN),
        ("1.234,5", "3 %", double.NaN), ("1.234,5", "\u00A01,5\u3000", 1.5), ("1.234,5", "1,5e4000", double.NaN), ("1.234,5", "1,5e999", double.NaN), ("1.234,5", "x", double.NaN), ("1.234,5", "0,30000000000000004", 0.30000000000000004),
        ("1234,5", "2,5", 2.5), ("1234,5", "1.234", double.NaN), ("1234,5", "1234567,125", 1234567.125),
        ("1,234.5", "1,234.5", 1234.5), ("1,234.5", "12,34.5", double.NaN), ("1,234.5", "999,999,999", 999999999), ("1,234.5", ".5", 0.5), ("1,234.5", "-.5", -0.5), ("1,234.5", "1234,567", double.NaN),
        ("1 234,5", "1 234,5", 1234.5), ("1 234,5", "1\u00A0234\u202F567,5", 1234567.5), ("1 234,5", "1\u2009234", 1234), ("1 234,5", "1  234", double.NaN), ("1 234,5", "1\t234", double.NaN), ("1 234.5", "12 345.25", 12345.25),
        ("1'234.5", "1'234.5", 1234.5), ("1'234.5", "1\u2019234", 1234), ("1'234,5", "1'234,5", 1234.5),
        ("1234.5 %", "12 %", 12), ("1234.5 %", "12%", 12), ("1234.5 %", "-12.5 %", -12.5), ("1234.5 %", "% 12", 12), ("1234.5 %", "12", double.NaN), ("1234.5 %", "(3 %)", -3), ("1234.5 %", "3 %-", -3), ("1234.5 %", "3- %", -3), ("1.234,5 %", "1.000,5 %", 1000.5),
        ("1234.5 €", "€ 3", 3), ("1234.5 €", "3 €", 3), ("1234.5 €", "€-3.5", -3.5), ("1234.5 €", "-€3.5", -3.5), ("1234.5 €", "€(3)", -3), ("1234.5 €", "(€3)", -3), ("1234.5 €", "(3)€", -3), ("1234.5 €", "€ 3 €", double.NaN), ("1234.5 €", "$ 3", double.NaN), ("1,234.5 $", "$1,234.50", 1234.5), ("1,234.5 $", "$.5", 0.5),
        ("1234.5 CHF", "CHF 5", 5), ("1234.5 CHF", "5 CHF", 5), ("1234.5 CHF", "chf 5", double.NaN), ("1234.5 CHF", "CHF.5", double.NaN), ("1234.5 CHF", "CHF .5", 0.5), ("1234.5 Fr.", "Fr.5", 5), ("1234.5 Fr.", "Fr..5", 0.5), ("1234.5 Fr.", "Fr. 5", 5), ("1234.5 kr.", "5.5 kr.", 5.5), ("1234.5 R$", "R$ 7", 7), ("1.234,5 R$", "R$ 1.007,5", 1007.5),
        ("1234.5 bytes", "5 GB", 5368709120), ("1234.5 bytes", "300 MB", 314572800), ("1234.5 bytes", "1.5KiB", 1536), ("1234.5 bytes", "2 b", double.NaN), ("1234.5 bytes", "2 B", 2), ("1234.5 bytes", "7 Bytes", 7), ("1234.5 bytes", "1 byte", 1), ("1234.5 bytes", "1 eb", 1152921504606846976), ("1234.5 bytes", "0", 0), ("1234.5 bytes", "5", double.NaN), ("1234.5 bytes", "-1 kB", -1024), ("1234.5 bytes", "GB 5", double.NaN), ("1234.5 bytes", "(2 TB)", -2199023255552), ("1234,5 bytes", "2,5 PB", 2814749767106560),
        ("1234.5 kg", "5 kg", 5), ("1234.5 kg", "2.5kg", 2.5), ("1234.5 kg", "kg 5", double.NaN), ("1234.5 kg", "007 kg", double.NaN), ("1234.5 kg", "5", double.NaN), ("1234.5 kg", "5 g", double.NaN), ("1234.5 kg", "(5 kg)", -5), ("1.234,5 km/h", "1.200,5 km/h", 1200.5), ("1234.5 °C", "-3.5°C", -3.5), ("1234.5 \"", "5\"", 5),
        ("1234.5", "5+", double.NaN), ("1.234,5", "2,5+", double.NaN), ("1234.5 %", "5+ %", double.NaN),
        ("1234.5", "(5)", -5), ("1234.5", "5-", -5), ("1234.5", "\u22125", -5), ("1234.5", "\u20135", -5), ("1234.5", "1e-3", 0.001), ("1234.5", "1,5", double.NaN),
    ];

    /// <summary>The order of day and month, a cell, and the date in UTC as ISO 8601 ("" for a cell that is none) where clocks without an offset are UTC.</summary>
    public static (string Order, string Cell, string Date)[] Dates { get; } =
    [
        ("MonthFirst", "2024-07-02", "2024-07-02"), ("MonthFirst", "2024-7-2 4:05", "2024-07-02T04:05:00"), ("MonthFirst", "7/2/2024 2:00 PM", "2024-07-02T14:00:00"), ("DayFirst", "7/2/2024", "2024-02-07"), ("MonthFirst", "02.07.2024", "2024-07-02"), ("DayFirst", "02-07-2024", "2024-07-02"),
        ("MonthFirst", "7/2/24", "2024-07-02"), ("MonthFirst", "7/2/49", "2049-07-02"), ("MonthFirst", "7/2/50", "1950-07-02"), ("MonthFirst", "02-07-24", "2024-02-07"), ("MonthFirst", "2-7-24", ""), ("MonthFirst", "02.07.24", "2024-07-02"), ("MonthFirst", "2.7.24", "2024-07-02"),
        ("MonthFirst", "02-Jul-2024", "2024-07-02"), ("MonthFirst", "2 July 2024", "2024-07-02"), ("MonthFirst", "02Jul2024", "2024-07-02"), ("MonthFirst", "Jul 2, 2024", "2024-07-02"), ("MonthFirst", "JULY 2nd, 2024 2 p.m.", "2024-07-02T14:00:00"), ("MonthFirst", "2nd of July 2024", ""), ("MonthFirst", "Sept. 3, 2024", "2024-09-03"), ("MonthFirst", "2. Jul 2024", "2024-07-02"), ("MonthFirst", "2024-Jul-02", "2024-07-02"), ("MonthFirst", "2 Jul. 24", "2024-07-02"),
        ("MonthFirst", "Tue, 02 Jul 2024 14:00:00 GMT", "2024-07-02T14:00:00"), ("MonthFirst", "Mon, 02 Jul 2024 14:00:00 GMT", ""), ("MonthFirst", "Tue Jul 2 14:00:00 2024", "2024-07-02T14:00:00"), ("MonthFirst", "Tue Jul 02 2024 14:00:00 GMT+0200 (Central European Summer Time)", "2024-07-02T12:00:00"), ("MonthFirst", "Tuesday, July 2, 2024 2:00:00 PM", "2024-07-02T14:00:00"),
        ("MonthFirst", "2024-07-02T14:00:00.123456789Z", "2024-07-02T14:00:00.1234568"), ("MonthFirst", "2024-07-02T23:59:59.999999999Z", "2024-07-03"), ("MonthFirst", "2024-07-02T14:00:00,5+02:00", "2024-07-02T12:00:00.5"), ("MonthFirst", "2024-07-02 14:00:00 -0530", "2024-07-02T19:30:00"), ("MonthFirst", "2024-07-02T14:00\u221203", "2024-07-02T17:00:00"),
        ("MonthFirst", "2024-07-02Z", "2024-07-02"), ("MonthFirst", "2024-07-02+02:00", "2024-07-01T22:00:00"), ("MonthFirst", "2024-07-02 Z", ""), ("MonthFirst", "2024-07-02+0200", ""), ("MonthFirst", "2024. 07. 02.", "2024-07-02"), ("MonthFirst", "2024/07/02 2pm", "2024-07-02T14:00:00"), ("MonthFirst", "7/2/2024,\u202F2:00\u202FPM", "2024-07-02T14:00:00"),
        ("MonthFirst", "2024-02-30", ""), ("MonthFirst", "13/2/2024", ""), ("DayFirst", "2/13/2024", ""), ("MonthFirst", "2024-07-02 24:00", ""), ("MonthFirst", "2024-07-02 13:00 PM", ""), ("MonthFirst", "2024-07-02 14:00:00+15:00", ""), ("MonthFirst", "2024-07/02", ""), ("MonthFirst", "20240702", ""), ("MonthFirst", "2024-07", ""), ("MonthFirst", "0000-01-01", ""),
        ("MonthFirst", "2024-02-29", "2024-02-29"), ("MonthFirst", "1900-02-29", ""), ("MonthFirst", "Jul 2 14:00 UTC 2024", "2024-07-02T14:00:00"), ("MonthFirst", "Jul 2:30 2024", ""), ("MonthFirst", "2 Jul 2024:14:00:00", "2024-07-02T14:00:00"), ("MonthFirst", "2024-07-02:14:00:00", ""), ("MonthFirst", "0002-01-01", "0002-01-01"),
        ("DayFirst", "2.7.24", "2024-02-07"), ("Berlin", "2.7.24", ""), ("Berlin", "02.07.24", "2024-07-02"), ("MonthFirst", "2. 7. 24 4:05 PM", "2024-07-02T16:05:00"), ("MonthFirst", "2.7.4", ""), ("MonthFirst", "2 7 24", ""),
        ("ShortYear", "24-03-01", "2024-03-01"), ("ShortYear", "24/3/01 2:00 PM", "2024-03-01T14:00:00"), ("ShortYear", "24/3/1", ""), ("ShortYear", "99-12-31T23:59:59Z", "1999-12-31T23:59:59"), ("ShortYear", "24-13-01", ""), ("ShortYear", "24-3-1", ""), ("ShortYear", "4/3/12", ""), ("ShortYear", "24 03 01", ""),
        ("ShortYear", "7/2/2024", ""), ("ShortYear", "2024-07-02", "2024-07-02"), ("ShortYear", "2.7.24", "2024-07-02"), ("ShortYear", "02-Jul-24", "2024-07-02"), ("ShortYear", "Fri, 24-03-01", "2024-03-01"), ("ShortYear", "Sat, 24-03-01", ""), ("DayFirst", "24-03-01", "2001-03-24"),
    ];

    private static readonly string[] Words = ["Jul", "July", "jul", "sept", "Sep", "May", "march", "Tue", "Tuesday", "Wed", "st", "nd", "th", "Juli", "of", "GMT", "UTC", "Z", "z", "T", "t", "AM", "pm", "a.m.", "P.M.", "CEST", "(CEST)"];
    private static readonly string[] Marks = ["-", "/", ".", " ", "  ", ", ", ",", ":", ". ", "\u202F", "+", "\u2212", "", "", ""];

    /// <summary>Random texts that are dates, or nearly so: shapes of dates with random words, numbers and separators, and some changes.</summary>
    public static IEnumerable<string> DateTexts(int seed, int count)
    {
        var random = new Random(seed);
        string[] shapes = ["y-m-d", "y/m/d", "y. m. d.", "y m d", "a/b/y", "a.b.y", "a-b-y", "a b y", "a/b/s", "a.b.s", "a N y", "a-N-s", "aNy", "ao N. y", "N a, y", "N. ao y", "N-a-s", "W, a N y", "W N a y", "W a/b/y", "N a h:i:c y", "W N a h:i:c O y", "y-N-d", "y-m-dO"];
        string[] clocks = ["", "", " h:i", "Th:i:c", " h:i:c.f", ", h:i p", " hp", "Th:i:cO", " h:i:c.f O", " h:i:c O (x)", ":h:i:c", "Th:iO"];
        for (int n = 0; n < count; n++)
        {
            string shape = shapes[random.Next(shapes.Length)] + (random.Next(3) == 0 ? "" : clocks[random.Next(clocks.Length)]);
            var text = new System.Text.StringBuilder(string.Concat(shape.Select(c => Piece(random, c))));
            for (int change = random.Next(5) - 2; change > 0 && text.Length > 1; change--)
            {
                int at = random.Next(text.Length);
                string piece = random.Next(3) == 0 ? Words[random.Next(Words.Length)] : random.Next(2) == 0 ? Marks[random.Next(Marks.Length)] : Text(random.Next(100));
                _ = random.Next(2) == 0 ? text.Insert(at, piece) : text.Remove(at, 1).Insert(at, random.Next(3) == 0 ? "" : piece);
            }

            yield return text.ToString();
        }
    }

    /// <summary>Random texts that are numbers in some format, or nearly so.</summary>
    public static IEnumerable<string> NumberTexts(int seed, int count)
    {
        string[] pieces = ["1", "12", "123", "234", "000", "0", "5", "1.234", "1,234", "1 234", "1'234", ".", ",", " ", "'", "\u2019", "\u00A0", "\t", "-", "+", "\u2212", "\u2013", "(", ")", "%", "€", "$", "CHF", "Fr.", "kr.", "R$", "GB", "kB", "KiB", "B", "b", "bytes", "e3", "E-2", "e", "x", ",5", ".5"];
        var random = new Random(seed);
        for (int n = 0; n < count; n++)
        {
            yield return random.Next(2) == 0
                ? string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]))
                : Changed(random, Numbers[random.Next(Numbers.Length)].Cell, pieces);
        }
    }

    private static string Changed(Random random, string text, string[] pieces)
    {
        int at = random.Next(text.Length + 1);
        return text.Insert(at, pieces[random.Next(pieces.Length)]);
    }

    private static string Piece(Random random, char c) =>
        c switch
        {
            'y' => random.Next(40) == 0 ? Text(random.Next(1, 10000)).PadLeft(4, '0') : Text(random.Next(1990, 2060)),
            's' => Text(random.Next(100)).PadLeft(2, '0'),
            'm' => Digits(random, 13),
            'a' or 'b' or 'd' => Digits(random, random.Next(3) == 0 ? 33 : 13),
            'h' => Digits(random, 25),
            'i' or 'c' => Text(random.Next(61)).PadLeft(2, '0'),
            'f' => string.Concat(Enumerable.Range(0, random.Next(1, 11)).Select(_ => Text(random.Next(10)))),
            'p' => ((string[])["AM", "pm", "a.m.", " PM", "p"])[random.Next(5)],
            'o' => ((string[])["st", "nd", "th", "rd", "TH", "Th"])[random.Next(6)],
            'N' => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(random.Next(1, 13)) is var name && random.Next(2) == 0 ? name : name[..3].ToUpperInvariant(),
            'W' => ((string[])["Sunday", "Mon", "Tue", "wed", "Thursday", "Fri", "SAT"])[random.Next(7)],
            'O' => ((string[])["Z", "+02:00", "-0530", "+2", " GMT", " UTC+1", "\u221203:00", "+15:00", "+13:60", "GMT+02", " z"])[random.Next(11)],
            ' ' => random.Next(8) == 0 ? "\u00A0 " : " ",
            _ => c.ToString(),
        };

    private static string Digits(Random random, int below) => random.Next(2) == 0 ? Text(random.Next(below)) : Text(random.Next(below)).PadLeft(2, '0');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
