namespace PSNeuralNet.Tests;

/// <summary>Random comma-separated tables with the dirt that people's tables have; well-formed.</summary>
internal static class DirtyTable
{
    private static readonly string[] Marks = ["", "NA", "N/A", "NaN", "null", "?", "-", ".", "None", "#N/A", "\\N", " "];
    private static readonly string[] Words = ["disk", "full", "on", "the", "Web", "server", "login", "fails", "again", "printer", "naïve", "Zürich"];

    private static readonly Func<Random, int, string>[] Columns =
    [
        (random, _) => Text(random.Next(-50, 50)),
        (random, _) => Text(random.Next(1000) / 4.0),
        (random, _) => (random.NextDouble() * 100).ToString("F2", CultureInfo.InvariantCulture),
        (random, _) => (random.NextDouble() - 0.5).ToString("R", CultureInfo.InvariantCulture),
        (random, _) => random.Next(20).ToString("000", CultureInfo.InvariantCulture),
        (random, _) => (random.Next(9) * 1e10).ToString("0.0E+0", CultureInfo.InvariantCulture),
        (random, _) => (random.Next(100_000) / 10.0).ToString("N1", CultureInfo.GetCultureInfo("de-DE")),
        (random, _) => (random.Next(100_000) / 10.0).ToString("N1", CultureInfo.InvariantCulture),
        (random, _) => $"{random.Next(100)} %",
        (random, _) => $"€ {random.Next(100)}",
        (random, _) => $"{random.Next(1, 9)} {(random.Next(2) == 0 ? "GB" : "MB")}",
        (random, _) => random.Next(2) == 0 ? $"({random.Next(9)})" : $"\u2212{random.Next(9)}",
        (random, _) => Pick(random, "TRUE", "True", "false", "FALSE"),
        (random, _) => Pick(random, "red", "Red", "blue", " red "),
        (random, _) => Pick(random, "f", "r", "4"),
        (random, _) => Pick(random, "1.10", "1.1", "1.2", "x"),
        (random, _) => Pick(random, "0%", "11 - 23%", "< 5%"),
        (random, row) => $"host{row}.example",
        (random, row) => random.Next(4) == 0 ? Text(1000 + row) : $"A{1000 + row}",
        (random, _) => Date(random).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (random, _) => Date(random).ToString("M/d/yyyy", CultureInfo.InvariantCulture),
        (random, _) => new DateTime(2024, random.Next(1, 13), random.Next(1, 13)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        (random, _) => Date(random).ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture),
        (random, _) => Date(random).ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture) + Pick(random, "Z", "+02:00"),
        (random, _) => Date(random).ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        (random, _) => TimeSpan.FromSeconds(random.Next(100_000)).ToString("c"),
        (random, _) => string.Join(' ', Enumerable.Range(0, random.Next(4, 9)).Select(_ => Words[random.Next(Words.Length)])),
        (random, _) => Pick(random, "a \"quoted\" one", "with, comma", "two\nlines", "it's"),
        (_, _) => "same",
    ];

    private static readonly Func<Random, int, string>[] Targets =
    [
        (random, _) => Pick(random, "no", "yes"), (random, _) => Pick(random, "a", "b", "c"), (random, _) => Text(random.Next(1000) / 8.0), (random, _) => Pick(random, "0", "1"),
        (random, _) => Pick(random, "TRUE", "False", "true"), (random, _) => Pick(random, "yes", " yes", "no "), (random, _) => Pick(random, "1.1", "1.10", "1.2", "x"),
    ];

    /// <summary>Names and cells of a table with the target y.</summary>
    public static (string[] Names, string[][] Rows) Rows(int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(3) == 0 ? random.Next(2, 12) : random.Next(20, 90), count = random.Next(1, 7);
        (Func<Random, int, string> Column, double Missing, double Odd)[] columns =
            [.. Enumerable.Range(0, count).Select(_ => (Columns[random.Next(Columns.Length)], random.Next(3) == 0 ? 0.2 : 0, random.Next(5) == 0 ? 0.06 : 0))];
        Func<Random, int, string> target = Targets[random.Next(Targets.Length)];
        double missingTarget = random.Next(5) == 0 ? 0.1 : 0;
        string mark = Marks[random.Next(Marks.Length)];
        string[][] cells = new string[rows][];
        for (int row = 0; row < rows; row++)
        {
            int at = row;
            IEnumerable<string> features = columns.Select(column => random.NextDouble() < column.Missing ? mark : random.NextDouble() < column.Odd ? Columns[random.Next(Columns.Length)](random, at) : column.Column(random, at));
            cells[row] = [.. features, random.NextDouble() < missingTarget ? Pick(random, "", "NA") : target(random, row)];
        }

        return ([.. Enumerable.Range(0, count).Select(i => $"x{i}"), "y"], cells);
    }

    /// <summary>The table as a file.</summary>
    public static string Csv(int seed)
    {
        (string[] names, string[][] rows) = Rows(seed);
        var random = new Random(seed);
        return string.Concat(rows.Prepend(names).Select(row => string.Join(',', row.Select(cell => Quoted(random, cell))) + "\r\n"));
    }

    private static string Quoted(Random random, string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 || cell.StartsWith(' ') || cell.EndsWith(' ') || random.Next(4) == 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static DateTime Date(Random random) => new DateTime(2024, 1, 1).AddMinutes(random.Next(1_000_000));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
