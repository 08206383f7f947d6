namespace PSNeuralNet.Tests.Data;

public class DateEncodingTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void An_instant_is_one_number_however_it_is_written()
    {
        // 2024-07-01T12:00Z is day 19905.5; as a local time in Berlin it was 19905.5833.
        var encoding = new DateEncoding(new DateFormat(), DateZone.Of(Berlin)) { Local = Berlin };
        object[] cells =
        [
            "2024-07-01T12:00:00Z", "2024-07-01T14:00:00+02:00", "2024-07-01 08:00 -0400", "Mon, 01 Jul 2024 12:00:00 GMT", "2024-07-01 14:00:00",
            new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc), new DateTime(2024, 7, 1, 14, 0, 0, DateTimeKind.Local), new DateTime(2024, 7, 1, 14, 0, 0),
            new DateTimeOffset(2024, 7, 1, 14, 0, 0, TimeSpan.FromHours(2)),
        ];
        Assert.Equal(Enumerable.Repeat(19905.5, cells.Length), cells.Select(cell => Days(encoding, cell)));
        Assert.Equal(14 / 24.0 + 19905, Days(encoding with { Zone = DateZone.Utc }, "2024-07-01 14:00:00"));
        Assert.False(encoding.TryRead(5, out _));
    }

    [Fact]
    public void A_local_time_and_its_own_text_agree_in_summer_and_winter()
    {
        foreach (TimeZoneInfo zone in (TimeZoneInfo[])[Berlin, NewYork, TimeZoneInfo.Utc])
        {
            object[] times = [.. Enumerable.Range(0, 400).Select(i => (object)new DateTime(2024, 1, 1, 9, 30, 0, DateTimeKind.Local).AddHours(i * 23))];
            object[] texts = [.. times.Select(time => ((DateTime)time).ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture))];
            DateEncoding encoding = Trained(times, zone), ofText = Trained(texts, zone);
            Assert.Equal(encoding.Zone, ofText.Zone);
            Assert.Equal(DateZone.Of(zone), encoding.Zone);
            Assert.Equal(times.Select(time => Days(encoding, time)), texts.Select(text => Days(encoding, text)));
            Assert.Equal(times.Select(time => Days(ofText, time)), texts.Select(text => Days(ofText, text)));
        }
    }

    [Fact]
    public void Plain_days_have_no_zone()
    {
        object[] days = ["2024-07-01", new DateOnly(2024, 7, 1), new DateTime(2024, 7, 1), new DateTime(2024, 7, 1, 0, 0, 0, DateTimeKind.Local), "7/1/2024 00:00:00"];
        DateEncoding encoding = Trained(days, Berlin);
        Assert.Null(encoding.Zone);
        Assert.Equal(Enumerable.Repeat(19905.0, days.Length), days.Select(day => Days(encoding, day)));
        Assert.Equal(19905.5, Days(encoding, "2024-07-01 12:00"));
        Assert.Equal(19904 + (22 / 24.0), Days(encoding, "2024-07-01T00:00:00+02:00"));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2024-07-01 14:00", "2024-01-01 14:00Z")]
    [InlineData("+02:00", "2024-07-01T14:00+02:00", "2024-01-01T14:00+02:00")]
    [InlineData("-05:30", "2024-07-01T14:00-05:30")]
    [InlineData("UTC", "2024-07-01T14:00Z", "2024-07-01 15:00 GMT")]
    [InlineData("UTC", "2024-07-01T00:00Z", "2024-07-01")]
    [InlineData("Europe/Berlin", "2024-07-01T14:00+02:00", "2024-01-01T14:00+01:00")]
    [InlineData("UTC", "2024-07-01T14:00+02:00", "2024-01-01T14:00+02:00", "2024-07-01T14:00Z")]
    [InlineData(null, "2024-07-01", "2024-07-02")]
    public void All_cells_choose_the_zone(string? zone, params string[] texts) => Assert.Equal(zone, Trained(texts, Berlin).Zone?.Id);

    [Theory]
    [InlineData("2024-03-31 01:59", "2024-03-31 00:59")]
    [InlineData("2024-03-31 02:30", "2024-03-31 01:30")]
    [InlineData("2024-03-31 03:30", "2024-03-31 01:30")]
    [InlineData("2024-10-27 01:30", "2024-10-26 23:30")]
    [InlineData("2024-10-27 02:30", "2024-10-27 01:30")]
    [InlineData("2024-10-27 03:30", "2024-10-27 02:30")]
    public void Hours_that_clocks_skip_or_repeat_have_one_reading(string wall, string utc)
    {
        var encoding = new DateEncoding(new DateFormat(), DateZone.Of(Berlin));
        Assert.Equal(Days(new DateEncoding(new DateFormat(), DateZone.Utc), utc), Days(encoding, wall));
    }

    [Theory]
    [InlineData("UTC", "UTC", 0)]
    [InlineData("Etc/UTC", "UTC", 0)]
    [InlineData("Europe/Berlin", "Europe/Berlin", 120)]
    [InlineData("W. Europe Standard Time", "Europe/Berlin", 120)]
    [InlineData("Asia/Kolkata", "Asia/Kolkata", 330)]
    [InlineData("+02:00", "+02:00", 120)]
    [InlineData("-03:30", "-03:30", -210)]
    [InlineData("+00:00", "UTC", 0)]
    public void A_zone_is_found_by_its_name(string name, string id, double offset)
    {
        DateZone zone = DateZone.Parse(name);
        Assert.Equal(id, zone.Id);
        Assert.Equal(zone, DateZone.Parse(zone.Id));
        Assert.Equal(offset, zone.Offset(new DateTime(2024, 7, 1).Ticks));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("+99:00")]
    [InlineData("../etc/passwd")]
    public void Another_name_is_an_error(string id) => Assert.Equal("TimeZoneUnknown", Assert.Throws<NetworkException>(() => DateZone.Parse(id)).Id);

    [Fact]
    public void A_zone_without_a_name_is_found_by_its_rules()
    {
        var custom = TimeZoneInfo.CreateCustomTimeZone("Local", TimeSpan.FromMinutes(345), null, null);
        Assert.Equal(345, DateZone.Of(custom).Offset(new DateTime(2024, 7, 1).Ticks));
        Assert.Equal(345, DateZone.Parse(DateZone.Of(custom).Id).Offset(new DateTime(2024, 7, 1).Ticks));
        var odd = TimeZoneInfo.CreateCustomTimeZone("Local", TimeSpan.FromMinutes(97), null, null);
        Assert.Equal("+01:37", DateZone.Of(odd).Id);
    }

    [Fact]
    public void Parts_are_of_the_wall_clock_as_written()
    {
        // A Monday; at 23:30 in New York it is Tuesday in UTC.
        var encoding = new DateEncoding(new DateFormat(), DateZone.Of(Berlin), DatePart.Auto);
        var features = new double[encoding.FeatureCount];
        Assert.True(encoding.TryRead("2024-07-01T23:30:00-04:00", out DateCell cell));
        features[0] = encoding.Days(cell);
        DateParts.Write(cell.Wall, encoding.Part, features.AsSpan(1));
        double[] turns = [6 / 12.0, 0, 1 / 7.0, 23.5 / 24];
        Assert.Equal([19906 + (3.5 / 24), 2024, .. turns.SelectMany(turn => (double[])[Math.Sin(2 * Math.PI * turn), Math.Cos(2 * Math.PI * turn)])], features);
        Assert.Equal(
            [
                "t", "t (year)", "t (month, sine)", "t (month, cosine)", "t (day of month, sine)", "t (day of month, cosine)",
                "t (weekday, sine)", "t (weekday, cosine)", "t (hour, sine)", "t (hour, cosine)",
            ],
            encoding.Names("t"));
    }

    [Theory]
    [InlineData(DatePart.None)]
    [InlineData(DatePart.Year)]
    [InlineData(DatePart.Month | DatePart.Hour)]
    [InlineData(DatePart.Day)]
    [InlineData(DatePart.Weekday | DatePart.Year)]
    [InlineData(DatePart.Auto)]
    public void Each_part_has_its_names_and_features(DatePart part)
    {
        var encoding = new DateEncoding(new DateFormat(), null, part);
        var features = new double[encoding.FeatureCount];
        features[0] = encoding.Days(new DateCell(new DateTime(2031, 12, 25, 13, 14, 15).Ticks, null, HasTime: true));
        DateParts.Write(new DateTime(2031, 12, 25, 13, 14, 15).Ticks, part, features.AsSpan(1));
        Assert.Equal(features.Length, encoding.Names("t").Distinct().Count());
        Assert.DoesNotContain(0, features);
    }

    [Theory]
    [InlineData(DatePart.None, "2024-07-01")]
    [InlineData(DatePart.None, "2024-07-01", "2024-07-01")]
    [InlineData(DatePart.Day | DatePart.Weekday, "2024-07-01", "2024-07-02")]
    [InlineData(DatePart.Day, "2024-07-01", "2024-07-08")]
    [InlineData(DatePart.Hour, "2024-07-01 14:00", "2024-07-01 15:00")]
    [InlineData(DatePart.Hour, "2024-07-01T14:00Z", "2024-07-01T15:00+01:00")]
    [InlineData(DatePart.Year | DatePart.Weekday, "2024-07-01 14:00", "2025-07-01 14:00")]
    [InlineData(DatePart.Month | DatePart.Weekday, "2024-07-01", "2024-08-01")]
    [InlineData(DatePart.Auto, "2024-07-01 14:00", "2025-08-03 15:00")]
    public void Parts_that_vary_are_features(DatePart part, params string[] texts)
    {
        var format = new DateFormat();
        Assert.Equal(part, DateParts.Varying(texts.Select(text => format.TryParse(text, out DateCell cell) ? cell : throw new FormatException(text))));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("0001-01-01T00:00:00+02:00")]
    [InlineData("9999-12-31T23:59:59.9999999")]
    [InlineData("9999-12-31T23:59:59.9999999-08:00")]
    [InlineData("1601-01-01")]
    [InlineData("1601-01-01T01:00:00+01:00")]
    public void Sentinel_times_stay_such_in_all_zones(string text)
    {
        foreach (string zone in (string[])["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
        {
            Assert.True(CellTime.IsSentinel(ColumnKind.Date, Days(new DateEncoding(new DateFormat(), DateZone.Parse(zone)), text)));
        }

        Assert.True(CellTime.IsSentinel(ColumnKind.Date, Days(new DateEncoding(new DateFormat(), DateZone.Of(Berlin)) { Local = NewYork }, DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Local))));
        Assert.True(CellTime.IsSentinel(ColumnKind.Date, Days(new DateEncoding(new DateFormat(), DateZone.Of(NewYork)) { Local = Berlin }, DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Local))));
    }

    /// <summary>The encoding of a column of these cells on a computer in a zone.</summary>
    private static DateEncoding Trained(object[] cells, TimeZoneInfo local)
    {
        var encoding = new DateEncoding(DateDetection.Detect(cells.OfType<string>()).Format ?? new DateFormat()) { Local = local };
        DateCell[] dates = [.. cells.Select(cell => Read(encoding, cell))];
        return encoding with { Zone = DateZone.Choose(dates, local), Part = DateParts.Varying(dates) };
    }

    private static double Days(DateEncoding encoding, object value) => encoding.Days(Read(encoding, value));

    private static DateCell Read(DateEncoding encoding, object value)
    {
        Assert.True(encoding.TryRead(value, out DateCell cell), $"{value}");
        return cell;
    }
}
