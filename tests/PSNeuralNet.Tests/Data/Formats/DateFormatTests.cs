namespace PSNeuralNet.Tests.Data;

public class DateFormatTests
{
    private static readonly DateFormat MonthFirst = new DateFormat(DateOrder.MonthFirst), DayFirst = new DateFormat(DateOrder.DayFirst, DateOrder.DayFirst);

    /// <summary>A text, the wall clock, and the offset in minutes.</summary>
    public static TheoryData<string, string, int?> Unambiguous() => new TheoryData<string, string, int?>
    {
        { "2024-07-02", "2024-07-02", null },
        { "2024-7-2", "2024-07-02", null },
        { "2024/07/02", "2024-07-02", null },
        { "2024.07.02", "2024-07-02", null },
        { "2024 07 02", "2024-07-02", null },
        { "2024. 07. 02. 14:00:00", "2024-07-02T14:00:00", null },
        { "2024-07-02T14:05", "2024-07-02T14:05:00", null },
        { "2024-07-02 14:05:06", "2024-07-02T14:05:06", null },
        { "2024-07-02t14:05:06z", "2024-07-02T14:05:06", 0 },
        { " 2024-07-02T14:05:06Z ", "2024-07-02T14:05:06", 0 },
        { "2024-07-02 14:05:06Z", "2024-07-02T14:05:06", 0 },
        { "2024-07-02T14:05:06+02:00", "2024-07-02T14:05:06", 120 },
        { "2024-07-02T14:05:06 +02:00", "2024-07-02T14:05:06", 120 },
        { "2024-07-02 14:05:06+0200", "2024-07-02T14:05:06", 120 },
        { "2024-07-02 14:05:06 -0330", "2024-07-02T14:05:06", -210 },
        { "2024-07-02 14:05:06+02", "2024-07-02T14:05:06", 120 },
        { "2024-07-02T14:05-05:30", "2024-07-02T14:05:00", -330 },
        { "2024-07-02 14:05:06 UTC", "2024-07-02T14:05:06", 0 },
        { "2024-07-02 9:05", "2024-07-02T09:05:00", null },
        { "2024-07-02T14:05:06.5", "2024-07-02T14:05:06.5", null },
        { "2024-07-02T14:05:06,5", "2024-07-02T14:05:06.5", null },
        { "2024-07-02T14:05:06.1234567Z", "2024-07-02T14:05:06.1234567", 0 },
        { "2024-07-02T14:05:06.123456749+01:00", "2024-07-02T14:05:06.1234567", 60 },
        { "2024-07-02T14:05:06.123456750Z", "2024-07-02T14:05:06.1234568", 0 },
        { "2024-07-02T23:59:59.999999999Z", "2024-07-03T00:00:00", 0 },
        { "2024-07-02Z", "2024-07-02", 0 },
        { "2024-07-02+02:00", "2024-07-02", 120 },
        { "2024-07-02 2:05 PM", "2024-07-02T14:05:00", null },
        { "2024-07-02 12:05:06 am", "2024-07-02T00:05:06", null },
        { "2-Jul-2024", "2024-07-02", null },
        { "02-JUL-24", "2024-07-02", null },
        { "02-Jul-2024 14:05:06", "2024-07-02T14:05:06", null },
        { "02Jul2024", "2024-07-02", null },
        { "2 July 2024", "2024-07-02", null },
        { "2. July 2024", "2024-07-02", null },
        { "2nd July 2024", "2024-07-02", null },
        { "2/Jul/2024:14:05:06 +0200", "2024-07-02T14:05:06", 120 },
        { "2024-Jul-02", "2024-07-02", null },
        { "Jul 2, 2024", "2024-07-02", null },
        { "July 2nd, 2024 2:05 PM", "2024-07-02T14:05:00", null },
        { "Jul. 2 2024", "2024-07-02", null },
        { "Sept 30, 2024", "2024-09-30", null },
        { "May 5, 2024", "2024-05-05", null },
        { "Tue, 02 Jul 2024 14:00:00 GMT", "2024-07-02T14:00:00", 0 },
        { "Tuesday, July 2, 2024", "2024-07-02", null },
        { "Tuesday, 2 July 2024 14:00", "2024-07-02T14:00:00", null },
        { "Tue Jul  2 14:00:00 2024", "2024-07-02T14:00:00", null },
        { "Tue Jul  2 14:00:00 UTC 2024", "2024-07-02T14:00:00", 0 },
        { "Tue Jul 02 2024 14:00:00 GMT+0200 (Central European Summer Time)", "2024-07-02T14:00:00", 120 },
        { "7/24/2024", "2024-07-24", null },
        { "12/31/9999 23:59:59", "9999-12-31T23:59:59", null },
        { "9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59.9999999", null },
        { "9999-12-31T23:59:59.9999999-08:00", "9999-12-31T23:59:59.9999999", -480 },
        { "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.9999999", 0 },
        { "0001-01-01T00:00:00+02:00", "0001-01-01", 120 },
        { "0001-01-01", "0001-01-01", null },
        { "1601-01-01T00:00:00Z", "1601-01-01", 0 },
        { "29 Feb 2024", "2024-02-29", null },
    };

    [Theory]
    [MemberData(nameof(Unambiguous))]
    public void A_text_is_a_wall_clock_with_or_without_an_offset(string text, string wall, int? offset)
    {
        DateDetection detection = DateDetection.Detect([text]);
        Assert.Null(detection.FirstAmbiguous);
        Assert.True(detection.Format!.TryParse(text, out DateCell cell));
        Assert.Equal(DateTime.Parse(wall, CultureInfo.InvariantCulture), new DateTime(cell.Wall));
        Assert.Equal(offset, cell.Offset);
        Assert.Equal(text.Contains(':') && !text.EndsWith("02+02:00", StringComparison.Ordinal), cell.HasTime);
        Assert.InRange(cell.Utc(), 0, DateTime.MaxValue.Ticks);
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1.10.2")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("20240702")]
    [InlineData("1/2")]
    [InlineData("2024")]
    [InlineData("2024-07")]
    [InlineData("July 2024")]
    [InlineData("1/2/2024/5")]
    [InlineData("13/13/2024")]
    [InlineData("2024-13-01")]
    [InlineData("2024-02-30")]
    [InlineData("2023-02-29")]
    [InlineData("0000-01-01")]
    [InlineData("2024-07/02")]
    [InlineData("2024-07-02T")]
    [InlineData("2024-07-02 24:00:00")]
    [InlineData("2024-07-02 14:60")]
    [InlineData("2024-07-02 14")]
    [InlineData("2024-07-02 13:00 PM")]
    [InlineData("2024-07-02 14:00:00 +15:00")]
    [InlineData("2024-07-02 14:00:00 CET")]
    [InlineData("2024-07-02 14:00:00.")]
    [InlineData("2024-07-02 14:00:00.1234567891")]
    [InlineData("Mon, 02 Jul 2024")]
    [InlineData("02 Juli 2024")]
    [InlineData("2 Mai 2024")]
    [InlineData("02:30:00")]
    [InlineData("1.12:00:00")]
    [InlineData("555-12-3456")]
    [InlineData("A320-200")]
    [InlineData("Sunday")]
    [InlineData("March")]
    [InlineData("1 234 567")]
    [InlineData("+1/2/2024")]
    [InlineData("")]
    [InlineData("2024-07-02 and more")]
    public void Other_texts_are_no_dates(string text)
    {
        DateDetection detection = DateDetection.Detect([text]);
        Assert.Null(detection.Format);
        Assert.Equal(text, detection.FirstFailure);
    }

    [Fact]
    public void Twelve_days_of_two_orders_are_ambiguous()
    {
        string[] texts = [.. Enumerable.Range(1, 12).Select(day => $"{day:00}/03/2024")];
        DateDetection detection = DateDetection.Detect(texts);
        Assert.Equal("01/03/2024", detection.FirstAmbiguous);
        Assert.Equal(MonthFirst, detection.Format);
        Assert.Equal(335, Span(texts, detection.Format!));

        // The format that the user gives, with and without the time that Export-Csv writes.
        DateFormat format = DateFormat.Of(["dd/MM/yyyy"]);
        Assert.Equal(11, Span(texts, format));
        Assert.Equal(11, Span([.. texts.Select(text => text + " 14:00:00")], format));
        Assert.True(format.TryParse("01/03/2024 14:00:00Z", out DateCell cell) && cell is { HasTime: true, Offset: 0 } && new DateTime(cell.Wall) == new DateTime(2024, 3, 1, 14, 0, 0));
    }

    [Theory]
    [InlineData("day first", false, "01/03/2024", "13/03/2024")]
    [InlineData("month first", false, "01/03/2024", "03/13/2024")]
    [InlineData("month first", true, "01/03/24", "2/3/24")]
    [InlineData("month first", false, "03/03/2024", "4/4/2024")]
    [InlineData("month first", false, "3-13-2024", "01-02-2024")]
    [InlineData("day first", false, "01.02.2024", "3.4.2024")]
    [InlineData("month first", false, "01.02.2024", "3.14.2024")]
    [InlineData("day first", false, "01/02/2024", "14.3.2024")]
    [InlineData("month first, with points day first", false, "01/22/2024", "14.3.2024")]
    [InlineData("month first, with points day first", true, "01/02/2024", "1.3.2024")]
    [InlineData("day first", false, "2024-01-01", "14/3/2024 2:00:00\u202FPM")]
    [InlineData("year first", false, "2024-01-01", "3 Apr 2024")]
    public void All_cells_decide_about_the_order(string format, bool isAmbiguous, params string[] texts)
    {
        foreach (string[] column in (string[][])[texts, [.. texts.Reverse()]])
        {
            DateDetection detection = DateDetection.Detect(column);
            Assert.Equal(format, detection.Format?.ToString());
            Assert.Equal(isAmbiguous, detection.FirstAmbiguous is not null);
            Assert.All(column, text => Assert.True(detection.Format!.TryParse(text, out _)));
        }
    }

    [Fact]
    public void No_order_may_fit()
    {
        DateDetection detection = DateDetection.Detect(["1/2/2024", "13/2/2024", "2/13/2024", "14/2/2024"]);
        Assert.Null(detection.Format);
        Assert.Equal(DayFirst.Order, detection.Closest!.Order);
        Assert.Equal("2/13/2024", detection.FirstFailure);
        Assert.Equal("n.v.", DateDetection.Detect(["2024-01-01", "n.v.", "x"]).FirstFailure);
    }

    [Fact]
    public void A_new_order_is_read_as_most_countries_write_it()
    {
        DateFormat format = DateDetection.Detect(["2024-01-01"]).Format!;
        Assert.True(format.TryParse("1/2/2024", out DateCell cell) && new DateTime(cell.Wall) == new DateTime(2024, 1, 2));
        Assert.True(format.TryParse("1.2.2024", out cell) && new DateTime(cell.Wall) == new DateTime(2024, 2, 1));
        Assert.False(DayFirst.TryParse("1/13/2024", out _));
    }

    [Theory]
    [InlineData(2049)]
    [InlineData(1950)]
    [InlineData(2000)]
    [InlineData(1999)]
    public void Two_digits_are_the_year_of_the_runtime(int year)
    {
        Assert.True(MonthFirst.TryParse($"7/2/{year % 100:00}", out DateCell cell));
        Assert.Equal(DateTime.ParseExact($"7/2/{year % 100:00}", "M/d/yy", CultureInfo.InvariantCulture), new DateTime(cell.Wall));
        Assert.Equal(year, new DateTime(cell.Wall).Year);
    }

    [Theory]
    [InlineData("yyyyMMdd", "20240702", "2024-07-02", null, false)]
    [InlineData("yyyyMMddHHmmss", "20240702140506", "2024-07-02T14:05:06", null, true)]
    [InlineData("dd/MM/yyyy", "02/07/2024", "2024-07-02", null, false)]
    [InlineData("d MMM yyyy H:mm zzz", "2 Jul 2024 14:05 +02:00", "2024-07-02T14:05:00", 120, true)]
    [InlineData("yyyy-dd-MMTHH:mm:ssK", "2024-02-07T14:05:06", "2024-07-02T14:05:06", null, true)]
    [InlineData("yyyy-dd-MMTHH:mm:ssK", "2024-02-07T14:05:06Z", "2024-07-02T14:05:06", 0, true)]
    [InlineData("o", "2024-07-02T14:05:06.0000000+00:00", "2024-07-02T14:05:06", 0, true)]
    [InlineData("yyyy-MM-ddTHH:mm:sszzz", "9999-12-31T23:59:59-08:00", "9999-12-31T23:59:59", null, true)]
    [InlineData("'at' yyyy h", "at 2024 2", "2024-01-01T02:00:00", null, true)]
    public void A_format_string_reads_what_no_one_would_guess(string format, string text, string wall, int? offset, bool hasTime)
    {
        DateFormat own = DateFormat.Of(["MM|dd|yyyy", format]);
        Assert.True(own.TryParse(text, out DateCell cell));
        Assert.Equal(new DateCell(DateTime.Parse(wall, CultureInfo.InvariantCulture).Ticks, offset, hasTime), cell);
        Assert.False(own.TryParse("2024-07-02T", out _));
        Assert.Equal($"MM|dd|yyyy, {format}", own.ToString());
        Assert.Equal(own, DateFormat.Of(["MM|dd|yyyy", format]));
        Assert.NotEqual(own, MonthFirst);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("hello")]
    [InlineData("dd/MM")]
    [InlineData("HH:mm")]
    [InlineData("yyyy 'open")]
    public void Other_strings_are_no_format(string format) =>
        Assert.Equal("DateFormatInvalid", Assert.Throws<NetworkException>(() => DateFormat.Of([format])).Id);

    [Fact]
    public void Formats_of_before_are_read_as_before()
    {
        var random = new Random(5);
        foreach (string format in CellTime.DateFormats)
        {
            for (int i = 0; i < 200; i++)
            {
                var date = new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks - (2 * TimeSpan.TicksPerDay)) + TimeSpan.TicksPerDay, TimeSpan.FromMinutes(random.Next(-840, 841)));
                string text = date.ToString(format, CultureInfo.InvariantCulture);
                Assert.True(CellTime.TryDate(text.AsSpan(), out double days), text);
                Assert.True(new DateFormat().TryParse(text, out DateCell cell), text);
                Assert.Equal(days, (double)(cell.Utc() - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay);
            }
        }
    }

    [Fact]
    public void Dates_come_back_from_all_formats()
    {
        string[] days =
        [
            "yyyy-MM-dd", "yyyy/M/d", "yyyy.MM.dd", "yyyy-MMM-dd", "M/d/yyyy", "MM-dd-yyyy", "MM dd yyyy", "dd/MM/yyyy", "d.M.yyyy", "dd.MM.yy", "d/M/yy", "M/d/yy",
            "dd-MMM-yyyy", "d MMM yy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d yyyy", "ddd, dd MMM yyyy", "dddd, MMMM d, yyyy", "ddMMMyyyy",
        ];
        string[] times = ["", " H:mm", " HH:mm:ss", "THH:mm:ss.fff", " h:mm tt", " h:mm:sstt", " HH:mm:ss zzz", "THH:mm:ss.fffffffzzz", ", h:mm:ss tt zzz"];
        var random = new Random(6);
        foreach (string format in days.SelectMany(day => times.Select(time => day + time)))
        {
            bool isShort = !format.Contains("yyyy", StringComparison.Ordinal);
            for (int i = 0; i < 20; i++)
            {
                long first = new DateTime(isShort ? 1950 : 1000, 1, 1).Ticks, last = new DateTime(isShort ? 2049 : 9990, 12, 30).Ticks;
                var date = new DateTimeOffset(random.NextInt64(first, last), TimeSpan.FromMinutes(random.Next(-840, 841)));
                string text = date.ToString(format, CultureInfo.InvariantCulture);
                DateTime expected = DateTimeOffset.ParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).DateTime;
                DateFormat own = format[0] == 'd' ? DayFirst : MonthFirst;
                Assert.True(own.TryParse(text, out DateCell cell), text);
                Assert.Equal(expected, new DateTime(cell.Wall));
                Assert.Equal(format.Contains('z') ? (int)date.Offset.TotalMinutes : null, cell.Offset);
            }
        }
    }

    private static double Span(string[] texts, DateFormat format)
    {
        long[] walls = [.. texts.Select(text =>
        {
            Assert.True(format.TryParse(text, out DateCell cell), text);
            return cell.Wall;
        })];
        return TimeSpan.FromTicks(walls.Max() - walls.Min()).TotalDays;
    }
}
