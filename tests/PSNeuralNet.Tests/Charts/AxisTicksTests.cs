using System.Xml.Linq;
using PSNeuralNet.Reports;

namespace PSNeuralNet.Tests.Charts;

/// <summary>Positions and labels of ticks, as numbers and as drawn in files, the terminal and the report.</summary>
public class AxisTicksTests
{
    // 2026-01-31 12:00:00 as days since 1970-01-01.
    private const double Noon = 20484.5, Second = 1.0 / 86400;

    [Theory]
    [InlineData(0, 0.77, 7, false, "0.0 0.2 0.4 0.6")]
    [InlineData(0, 1, 6, false, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1.6, 2.7, 5, false, "0 2")]
    [InlineData(-0.3, 0.3, 4, false, "-0.2 0.0 0.2")]
    [InlineData(0, 4999, 10, true, "0 1000 2000 3000 4000")]
    [InlineData(0, 1, 10, true, "0 1")]
    [InlineData(0, 3e7, 4, false, "0 1E+7 2E+7 3E+7")]
    [InlineData(0, 2e6, 5, false, "0 5E+5 1E+6 1.5E+6 2E+6")]
    [InlineData(0, 2e-8, 3, false, "0 1E-8 2E-8")]
    [InlineData(0, 3e-299, 4, false, "0 1E-299 2E-299 3E-299")]
    [InlineData(1e-12, 2e-12, 6, false, "1E-12 1.2E-12 1.4E-12 1.6E-12 1.8E-12 2E-12")]
    [InlineData(100_000, 100_004, 5, false, "100000 100001 100002 100003 100004")]
    public void Ticks_are_round_and_not_too_many(double minimum, double maximum, int count, bool isInteger, string expected)
    {
        AxisTicks ticks = AxisTicks.Linear(minimum, maximum, count, isInteger);
        Assert.Equal((expected, ""), (Labels(ticks), ticks.Offset));
        Assert.InRange(ticks.Tick.Count, 1, count);
        Assert.All(ticks.Tick, tick => Assert.InRange(tick.Position, minimum - 1e-9, maximum + 1e-9));
    }

    [Theory]
    [InlineData(1e14, 1e14 + 5, 6, "0 1 2 3 4 5", "+1E+14")]
    [InlineData(-1e14 - 4, -1e14, 5, "-4 -3 -2 -1 0", "-1E+14")]
    [InlineData(1e16, 1e16 + 20, 6, "0 5 10 15 20", "+1E+16")]
    [InlineData(1.7e9, 1.7e9 + 3600, 5, "0 1000 2000 3000", "+1.7E+9")]
    [InlineData(1_769_860_800, 1_769_860_860, 4, "0 20 40 60", "+1.7698608E+9")]
    [InlineData(1, 1 + 4e-12, 5, "0 1E-12 2E-12 3E-12 4E-12", "+1")]
    [InlineData(1e-12, 1e-12 + 4e-18, 5, "0 1E-18 2E-18 3E-18 4E-18", "+1E-12")]
    [InlineData(123_456_789, 123_456_789.5, 4, "0.0 0.2 0.4", "+1.23456789E+8")]
    public void Long_common_parts_are_an_offset(double minimum, double maximum, int count, string expected, string offset)
    {
        AxisTicks ticks = AxisTicks.Linear(minimum, maximum, count);
        Assert.Equal((expected, offset), (Labels(ticks), ticks.Offset));

        // Offset and label together are the position, to the last bits.
        Assert.All(ticks.Tick, tick => Assert.Equal(tick.Position, double.Parse(ticks.Offset, CultureInfo.InvariantCulture) + double.Parse(tick.Label, CultureInfo.InvariantCulture), 4 * (Math.BitIncrement(Math.Abs(maximum)) - Math.Abs(maximum))));
    }

    [Fact]
    public void Labels_differ_on_any_axis()
    {
        var random = new PSNeuralNet.Numerics.RandomState(15);
        for (int i = 0; i < 20_000; i++)
        {
            double start = (random.Uniform() - 0.5) * Math.Pow(10, 40 * (random.Uniform() - 0.5)), range = Math.Pow(10, -17 * random.Uniform()) * Math.Max(Math.Abs(start), 1e-6);
            var axis = new ChartAxis("", start, Math.Max(start + range, Math.BitIncrement(start)));
            AxisTicks ticks = axis.Ticks(2 + (i % 200));
            Assert.True(ticks.Tick.Select(tick => tick.Label).Distinct().Count() == ticks.Tick.Count && ticks.Tick.Select(tick => tick.Position).Distinct().Count() == ticks.Tick.Count
                && ticks.Tick.Count <= 2 + (i % 200) && (ticks.Tick.Count > 0 || range < 1e-14 * Math.Abs(start)) && ticks.Tick.All(tick => tick.Label.Length <= 12), $"{axis}: {Labels(ticks)}");
            var dates = new ChartAxis("", Noon + (1e5 * (random.Uniform() - 0.5)), 0, ColumnKind.Date);
            dates = dates with { Maximum = dates.Minimum + Math.Pow(10, (12 * random.Uniform()) - 7) };
            ticks = dates.Ticks(2 + (i % 200));
            Assert.True(ticks.Tick.Select(tick => tick.Label).Distinct().Count() == ticks.Tick.Count && ticks.Tick.Count >= 1 && ticks.Tick.Count <= 2 + (i % 200), $"{dates}: {Labels(ticks)}");
        }
    }

    [Theory]
    [InlineData(0.5, 4.52, 3, false, "1 3")]
    [InlineData(0.835, 4.185, 2, false, "2 4")]
    [InlineData(-0.2999, -0.26, 2, true, "0.52 0.54")]
    public void An_axis_between_round_numbers_has_finer_ticks(double minimum, double maximum, int count, bool isLogarithmic, string expected) =>
        Assert.Equal(expected, Labels(new ChartAxis("", minimum, maximum) { IsLogarithmic = isLogarithmic }.Ticks(count)));

    [Theory]
    [InlineData(-4.2, 2.1, 7, "0.0001 0.001 0.01 0.1 1 10 100")]
    [InlineData(-4.2, 2.1, 4, "0.0001 0.01 1 100")]
    [InlineData(-1.2, 0, 7, "0.1 0.3 1")]
    [InlineData(-0.2, 0.02, 9, "0.7 0.8 0.9 1")]
    [InlineData(-9.1, -6.9, 9, "1E-9 1E-8 1E-7")]
    [InlineData(0.17, 0.21, 9, "1.48 1.50 1.52 1.54 1.56 1.58 1.60 1.62")]
    [InlineData(-12.02, -11.98, 9, "9.6E-13 9.8E-13 1E-12 1.02E-12 1.04E-12")]
    public void Logarithmic_ticks_are_powers_of_ten_or_between_them(double minimum, double maximum, int count, string expected)
    {
        AxisTicks ticks = AxisTicks.Logarithmic(minimum, maximum, count);
        Assert.Equal(expected, Labels(ticks));
        Assert.All(ticks.Tick, tick => Assert.Equal(double.Parse(tick.Label, CultureInfo.InvariantCulture), Math.Pow(10, tick.Position), 1e-9 * Math.Pow(10, tick.Position)));
    }

    [Theory]
    [InlineData(0, 1e4, 4, "2030 2040 2050", "")]
    [InlineData(0, 100, 4, "2026-02 2026-03 2026-04 2026-05", "")]
    [InlineData(0, 30, 5, "2026-02-02 2026-02-09 2026-02-16 2026-02-23 2026-03-02", "")]
    [InlineData(0, 4, 5, "2026-02-01 2026-02-02 2026-02-03 2026-02-04", "")]
    [InlineData(0, 1.5, 4, "01-31 12:00 02-01 00:00 02-01 12:00 02-02 00:00", "2026")]
    [InlineData(0, 1.0 / 8, 4, "12:00 13:00 14:00 15:00", "2026-01-31")]
    [InlineData(0, 50 * Second, 6, "12:00:00 12:00:10 12:00:20 12:00:30 12:00:40 12:00:50", "2026-01-31")]
    [InlineData(0, 0.2 * Second, 5, "00.00 00.05 00.10 00.15 00.20", "2026-01-31 12:00")]
    [InlineData(-30.75, 0.5, 3, "2025-12-31 18:00 2026-01-01 00:00 2026-01-01 06:00", "")]
    public void Dates_are_as_precise_as_needed(double from, double range, int count, string expected, string offset)
    {
        AxisTicks ticks = new ChartAxis("", Noon + from, Noon + from + range, ColumnKind.Date).Ticks(count);
        Assert.Equal((expected, offset), (Labels(ticks), ticks.Offset));
        Assert.All(ticks.Tick, tick => Assert.InRange(tick.Position, Noon + from - (1e-6 * Second), Noon + from + range + (1e-6 * Second)));
    }

    [Fact]
    public void Booleans_have_names_and_dates_beyond_the_calendar_no_ticks()
    {
        Assert.Equal("false true", Labels(new ChartAxis("", -0.1, 1.1, ColumnKind.Boolean).Ticks(9)));
        Assert.Equal("2000 4000 6000 8000", Labels(new ChartAxis("", -1e9, 1e9, ColumnKind.Date).Ticks(6)));
    }

    [Theory]
    [InlineData(ColumnKind.Number, 1_769_860_800, 50, "+1.7698608E+9")]
    [InlineData(ColumnKind.Date, Noon, 50 * Second, "2026-01-31")]
    [InlineData(ColumnKind.Number, 1e-12, 1e-12, "")]
    [InlineData(ColumnKind.Number, 1e14, 6, "+1E+14")]
    [InlineData(ColumnKind.Number, 1, 1e-12, "+1")]
    public void Labels_are_right_in_files_terminal_and_report(ColumnKind kind, double start, double range, string offset)
    {
        BoundaryChart chart = Diagonal(kind, start, range);
        string title = offset.Length == 0 ? "" : $" ({offset})";

        SvgPicture svg = SampleCharts.Svg(chart);
        SvgBox area = svg.Area;
        Assert.All((string[])["across" + title, "up" + title], name => svg.Find(name));
        Check([.. svg.Texts.Where(text => text.Y > area.Y + area.Height && text.X > area.X - 3 && text.X < area.X + area.Width + 20 && IsLabel(text.Value)).Select(text => (text.Value, text.X))], chart.X, area.X, area.X + area.Width, 1);
        Check([.. svg.Texts.Where(text => text.X < area.X - 3 && IsLabel(text.Value)).Select(text => (text.Value, text.Y))], chart.Y, area.Y + area.Height, area.Y, 6);

        string[] lines = [.. TextChart.Draw(chart, new TextChartOptions { Width = 120, Height = 40, IsPlain = true })];
        int left = lines[^3].IndexOf('+', StringComparison.Ordinal), top = Array.IndexOf(lines, "up" + title) + 1;
        Assert.Equal("across" + title, lines[^1].Trim());
        Check([.. Words(lines[^2])], chart.X, left + 1, 119, 1.5);
        Check([.. lines[top..^3].Select((line, row) => (line[..left].Trim(), (double)row)).Where(label => label.Item1.Length > 0)], chart.Y, lines.Length - 4 - top, 0, 1);

        var page = new Markup();
        var plot = new Plot(chart.X, chart.Y);
        plot.Begin(page, "");
        plot.End(page);
        XElement[] texts = [.. XElement.Parse(page.ToString()).Elements("text")];
        Assert.Equal(["across" + title, "up" + title], texts.Where(text => Class(text).StartsWith("axis", StringComparison.Ordinal)).Select(text => text.Value));
        Check([.. texts.Where(text => Class(text) == "mark middle").Select(text => (text.Value, (double)text.Attribute("x")!))], chart.X, plot.Area.X, plot.Area.X + plot.Area.Width, 0.1);
        Check([.. texts.Where(text => Class(text) == "mark end").Select(text => (text.Value, (double)text.Attribute("y")! - 4))], chart.Y, plot.Area.Y + plot.Area.Height, plot.Area.Y, 0.1);
        Assert.All(texts.Where(text => Class(text) == "mark end"), text => Assert.True((double)text.Attribute("x")! - (7 * text.Value.Length) > 20, $"{text} has no room"));

        // The labels differ, and each stands at its value.
        void Check((string Label, double At)[] ticks, ChartAxis axis, double from, double to, double tolerance)
        {
            Assert.InRange(ticks.Length, 3, 20);
            Assert.Equal(ticks.Length, ticks.Select(tick => tick.Label).Distinct().Count());
            Assert.All(ticks, tick => Assert.Equal(from + (axis.Share(Value(tick.Label)) * (to - from)), tick.At, tolerance));
        }

        double Value(string label) =>
            kind == ColumnKind.Date
                ? (DateTime.Parse($"{offset} {label}", CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalDays
                : double.Parse(label, CultureInfo.InvariantCulture) + (offset.Length == 0 ? 0 : double.Parse(offset, CultureInfo.InvariantCulture));

        bool IsLabel(string text) =>
            kind == ColumnKind.Date ? text.Contains(':', StringComparison.Ordinal) : double.TryParse(text, CultureInfo.InvariantCulture, out _);

        static string Class(XElement text) => text.Attribute("class")!.Value;

        static IEnumerable<(string, double)> Words(string line) =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, $" {line} ".IndexOf($" {word} ", StringComparison.Ordinal) + (word.Length / 2.0)));
    }

    /// <summary>Two samples of two classes, at the lower left and the upper right corner.</summary>
    private static BoundaryChart Diagonal(ColumnKind kind, double start, double range)
    {
        var schema = new DataSchema([new FeatureColumn("across", kind), new FeatureColumn("up", kind)], ["side"], ["left", "right"]);
        var data = new Dataset(Matrix<double>.Build.DenseOfRowArrays([start, start + range], [start, start + range]), Matrix<double>.Build.DenseOfRowArrays([0.0, 1]), schema);
        return BoundaryChart.Create(MeasuredRows.Of(new NetworkParameter([Matrix<double>.Build.DenseOfRowArrays([1.0, 0]), Matrix<double>.Build.Dense(1, 1)], schema), data), resolution: 3);
    }

    private static string Labels(AxisTicks ticks) => string.Join(' ', ticks.Tick.Select(tick => tick.Label));
}
