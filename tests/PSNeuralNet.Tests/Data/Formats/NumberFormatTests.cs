namespace PSNeuralNet.Tests.Data;

public class NumberFormatTests
{
    private const double Kilo = 1024;
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    /// <summary>A column of texts, its format, and the numbers.</summary>
    public static TheoryData<string[], string, double[]> Columns() => new TheoryData<string[], string, double[]>
    {
        { ["1,5", "-0,25", "1234,5", ",5", "+2,5"], "1234,5", [1.5, -.25, 1234.5, .5, 2.5] },
        { ["1.234,5", "1.234.567", "-1.234,25"], "1.234,5", [1234.5, 1234567, -1234.25] },
        { ["1,234.5", "12,345,678", "1,234"], "1,234.5", [1234.5, 12345678, 1234] },
        { ["1 234", "12 345 678"], "1 234.5", [1234, 12345678] },
        { ["1 234,5", "1 000"], "1 234,5", [1234.5, 1000] },
        { ["1\u00A0234,5", "1\u202F234", "1\u2009234"], "1 234,5", [1234.5, 1234, 1234] },
        { ["1'234.5", "1\u2019000"], "1'234.5", [1234.5, 1000] },
        { ["1'234,5"], "1'234,5", [1234.5] },
        { ["\u22125", "\u22121.5"], "1234.5", [-5, -1.5] },
        { ["(5)", "(1.25)", "( 3 )"], "1234.5", [-5, -1.25, -3] },
        { ["5-", "1.5-", "2 \u2212"], "1234.5", [-5, -1.5, -2] },
        { ["(1.234,50)", "7,25"], "1.234,5", [-1234.5, 7.25] },
        { ["5 GB", "300 MB", "1.5KB", "12 B", "0"], "1234.5 bytes", [5 * Kilo * Kilo * Kilo, 300 * Kilo * Kilo, 1536, 12, 0] },
        { ["5GB", "2kb", "1 TB", "1PB"], "1234.5 bytes", [5 * Kilo * Kilo * Kilo, 2048, Kilo * Kilo * Kilo * Kilo, Kilo * Kilo * Kilo * Kilo * Kilo] },
        { ["5 KiB", "1 MiB", "1 GiB", "2 bytes", "1 byte", "1 TiB", "1 PiB", "1 EB"], "1234.5 bytes", [5120, Kilo * Kilo, Math.Pow(2, 30), 2, 1, Math.Pow(2, 40), Math.Pow(2, 50), Math.Pow(2, 60)] },
        { ["1,5 GB", "-1,5 MB"], "1234,5 bytes", [1.5 * Math.Pow(2, 30), -1.5 * Math.Pow(2, 20)] },
        { ["12 %", "12%", "0%", "\u22123 %", "1.5\u00A0%"], "1234.5 %", [12, 12, 0, -3, 1.5] },
        { ["12,5 %", "3 %"], "1234,5 %", [12.5, 3] },
        { ["€ 3", "3,50 €", "€-3", "-€ 3", "€3-", "(€ 4)", "€(4)"], "1234,5 €", [3, 3.5, -3, -3, -3, -4, -4] },
        { ["$3.50", "$1,234.50", "-$2", "$-2", "($2.25)"], "1,234.5 $", [3.5, 1234.5, -2, -2, -2.25] },
        { ["3.50 CHF", "CHF 1'234"], "1'234.5 CHF", [3.5, 1234] },
        { ["Fr. 3.50", "Fr.2"], "1234.5 Fr.", [3.5, 2] },
        { ["R$ 1.234,50"], "1.234,5 R$", [1234.5] },
        { ["12,50 kr", "1 kr"], "1234,5 kr", [12.5, 1] },
        { ["£3", "£.5"], "1234.5 £", [3, .5] },
        { ["1,5E3", "2,5e-2", "1,5E+03"], "1234,5", [1500, .025, 1500] },

        // Commas before three digits, with other evidence.
        { ["1,234", "1,5"], "1234,5", [1.234, 1.5] },
        { ["1,234", "0,500"], "1234,5", [1.234, .5] },
        { ["1,234", "1234,567"], "1234,5", [1.234, 1234.567] },
        { ["1,234", "1,234,567"], "1,234.5", [1234, 1234567] },
        { ["1,234", "1,234.5"], "1,234.5", [1234, 1234.5] },
        { ["1,234 %", "1,5 %"], "1234,5 %", [1.234, 1.5] },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_column_has_one_format(string[] texts, string format, double[] numbers)
    {
        NumberDetection detection = NumberDetection.Detect(texts, []);
        Assert.Equal(format, detection.Format?.ToString());
        Assert.False(detection.IsAmbiguous);
        Assert.Equal(numbers, texts.Select(text => Read(detection.Format!, text)));
        Assert.All(texts, text => Assert.True(detection.Format!.TryParse(text, out _)));
        Assert.Equal(detection.Format, NumberFormat.Parse(format));
    }

    [Theory]
    [InlineData("0%", "11 - 23%")]
    [InlineData("11 - 23%")]
    [InlineData("12 %", "12,5 €")]
    [InlineData("12 %", "1,5")]
    [InlineData("€ 3", "$ 3")]
    [InlineData("5 GB", "1,5")]
    [InlineData("12B", "7B")]
    [InlineData("1.2.3")]
    [InlineData("192.168.100.200", "192.168.100.201")]
    [InlineData("10.0.0.1")]
    [InlineData("01.02.2024")]
    [InlineData("2024-07-02")]
    [InlineData("01/02/2024")]
    [InlineData("12:30")]
    [InlineData("1/2")]
    [InlineData("1,23,456")]
    [InlineData("12,34.5")]
    [InlineData("1.234,5", "1,234.5")]
    [InlineData("0 123")]
    [InlineData("1 23")]
    [InlineData("1, 234")]
    [InlineData("030 123 456")]
    [InlineData("(5")]
    [InlineData("--5")]
    [InlineData("-(5)")]
    [InlineData("-5-")]
    [InlineData("$5 USD")]
    [InlineData("1st")]
    [InlineData("f")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("%")]
    [InlineData("€")]
    [InlineData("1,5e")]
    [InlineData("1,5e9999")]
    [InlineData("A320")]
    [InlineData("1_000")]
    [InlineData("0x1F")]
    public void Other_texts_have_none(params string[] texts)
    {
        NumberDetection detection = NumberDetection.Detect(texts, []);
        Assert.Null(detection.Format);
        Assert.False(detection.IsAmbiguous);
        Assert.True(detection.Closest is null || !texts.All(text => detection.Closest.TryParse(text, out _)) || texts.All(text => text.EndsWith('B') || text.StartsWith("192.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("5 %", 12.0)]
    [InlineData("€ 3", 3.0)]
    [InlineData("1,5", 2.5)]
    [InlineData("5 GB", 1024.0)]
    [InlineData("1.234,5", 1.5)]
    public void Plain_numbers_that_do_not_fit_leave_none(string text, double plain) => Assert.Null(NumberDetection.Detect([text], [plain]).Format);

    [Fact]
    public void A_comma_before_three_digits_is_ambiguous_without_a_culture()
    {
        string[] texts = ["1,234", "2,345"];
        NumberDetection detection = NumberDetection.Detect(texts, [3, 1500]);
        Assert.True(detection.IsAmbiguous);
        Assert.Null(detection.Format);
        Assert.Equal((1234, 1.234), (Read(detection.Closest!, "1,234"), Read(detection.Other!, "1,234")));
        Assert.Equal(1.234, Read(NumberDetection.Detect(texts, [], German).Format!, "1,234"));
        Assert.Equal(1234, Read(NumberDetection.Detect(texts, [], CultureInfo.GetCultureInfo("en-US")).Format!, "1,234"));

        // A plain number with a point decides, unless it may be a group mark.
        Assert.Equal(1234, Read(NumberDetection.Detect(texts, [950.5]).Format!, "1,234"));
        Assert.True(NumberDetection.Detect(texts, [1.234]).IsAmbiguous);
        Assert.Equal(1234, Read(NumberDetection.Detect([.. texts, "5,000,000"], [], German).Format!, "1,234"));
    }

    [Fact]
    public void Plain_numbers_may_have_group_marks()
    {
        NumberFormat format = NumberDetection.Detect(["1.234.567", "1.234,5"], [1.234, 5]).Format!;
        Assert.True(format.TryReread(1.234, out double number) && number == 1234);
        Assert.True(format.TryReread(-1.234, out number) && number == -1234);
        Assert.True(format.TryReread(1234567, out number) && number == 1234567);
        Assert.False(format.TryReread(1.23, out _));
        Assert.Equal([true, true, false, false, false], ((string[])["1.230", "-12.340", "1.234", "1.23", "1e0"]).Select(text => NumberFormat.LosesGroup(text)));
    }

    [Fact]
    public void A_culture_reads_invariant_numbers_in_its_way()
    {
        Assert.Equal("1.234,5", NumberDetection.Detect([], [1.234, 5], German).Format?.ToString());
        Assert.Null(NumberDetection.Detect([], [1.5], German).Format);
        Assert.Null(NumberDetection.Detect([], [1.234], CultureInfo.GetCultureInfo("en-US")).Format);
        Assert.Null(NumberDetection.Detect([], [1.234]).Format);
        Assert.Equal("1.234,5", NumberDetection.Detect(["1,5"], [], German).Format?.ToString());
        Assert.Equal("1 234,5", NumberDetection.Detect(["1,5"], [], CultureInfo.GetCultureInfo("fr-FR")).Format?.ToString());
        Assert.Equal("1234.5", NumberDetection.Detect(["(5)"], [1.5], German).Format?.ToString());
    }

    [Fact]
    public void The_closest_format_counts_cells()
    {
        string[] texts = ["1,5", "2,5", "3,25", "n.v."];
        NumberDetection detection = NumberDetection.Detect(texts, []);
        Assert.Null(detection.Format);
        Assert.Equal("1234,5", detection.Closest?.ToString());
        Assert.Equal(3, texts.Count(text => detection.Closest!.TryParse(text, out _)));
        Assert.Null(NumberDetection.Detect(["a", "b"], []).Closest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("1.234.5")]
    [InlineData("1;234,5")]
    [InlineData("1234,5 k g")]
    [InlineData("1234,5€")]
    [InlineData("1234,5 ")]
    public void A_file_with_another_format_is_wrong(string text) => Assert.Throws<FormatException>(() => NumberFormat.Parse(text));

    [Fact]
    public void Numbers_come_back_from_all_formats()
    {
        var random = new Random(17);
        string[] affixes = ["", "%", "€", "$", "CHF", "bytes"];
        foreach (char mark in ".,")
        {
            foreach (char group in "\0.,' ".Where(group => group != mark))
            {
                foreach (string affix in affixes)
                {
                    var format = new NumberFormat(mark, group, affix);
                    Assert.Equal(format, NumberFormat.Parse(format.ToString()));
                    var info = new NumberFormatInfo { NumberDecimalSeparator = $"{mark}", NumberGroupSeparator = group == '\0' ? "" : $"{group}" };
                    for (int i = 0; i < 200; i++)
                    {
                        decimal number = new decimal(random.Next(), random.Next(1 << 10), 0, random.Next(2) == 0, (byte)random.Next(8));
                        string text = $"{number.ToString("N" + random.Next(7, 9), info)} {(affix == "bytes" ? "B" : affix)}";
                        Assert.Equal((double)number, Read(format, text));
                    }
                }
            }
        }
    }

    [Fact]
    public void All_of_many_cells_are_read()
    {
        string[] texts = [.. Enumerable.Range(0, 100_000).Select(i => (i / 100.0).ToString("N2", German))];
        NumberFormat format = NumberDetection.Detect(texts, []).Format!;
        Assert.All(texts, text => Assert.True(format.TryParse(text, out _)));
    }

    private static double Read(NumberFormat format, string text)
    {
        Assert.True(format.TryParse(text, out double number), text);
        return number;
    }
}
