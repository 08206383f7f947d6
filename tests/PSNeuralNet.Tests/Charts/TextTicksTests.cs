using PSNeuralNet.Charts;
using PSNeuralNet.Data;

namespace PSNeuralNet.Tests.Charts;

public class TextTicksTests
{
    [Theory]
    [InlineData(0, 0.77, 7, false, "0.0 0.2 0.4 0.6")]
    [InlineData(0, 1, 6, false, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1.6, 2.7, 5, false, "0 2")]
    [InlineData(0, 4999, 10, true, "0 1000 2000 3000 4000")]
    [InlineData(0, 1, 10, true, "0 1")]
    [InlineData(0, 3e7, 4, false, "0 1E+7 2E+7 3E+7")]
    [InlineData(0, 2e-8, 3, false, "0 1E-8 2E-8")]
    [InlineData(0, 3e-299, 4, false, "0 1E-299 2E-299 3E-299")]
    public void Ticks_are_round_and_not_too_many(double least, double most, int count, bool isWhole, string expected)
    {
        IReadOnlyList<TextTick> ticks = TextTicks.Linear(least, most, count, isWhole);
        Assert.Equal(expected, string.Join(' ', ticks.Select(tick => tick.Text)));
        Assert.InRange(ticks.Count, 1, count);
        Assert.All(ticks, tick => Assert.InRange(tick.Place, least - 1e-9, most + 1e-9));
    }

    [Theory]
    [InlineData(-4.2, 2.1, 7, "0.0001 0.001 0.01 0.1 1 10 100")]
    [InlineData(-4.2, 2.1, 4, "0.0001 0.01 1 100")]
    [InlineData(-1.2, 0, 7, "0.1 0.3 1")]
    [InlineData(-0.2, 0.02, 9, "0.7 0.8 0.9 1")]
    [InlineData(-9.1, -6.9, 9, "1E-9 1E-8 1E-7")]
    public void Logarithmic_ticks_are_powers_of_ten_or_between_them(double least, double most, int count, string expected)
    {
        Assert.Equal(expected, string.Join(' ', TextTicks.Logarithmic(least, most, count).Select(tick => tick.Text)));
    }

    [Fact]
    public void Dates_and_truth_have_names()
    {
        double day = (new DateTime(2024, 1, 1) - DateTime.UnixEpoch).TotalDays;
        IReadOnlyList<TextTick> days = TextTicks.Of(new BoundaryAxis("d", ColumnKind.Date, day, day + 100), 4);
        Assert.Equal(["2024-01-28", "2024-03-18"], days.Select(tick => tick.Text));
        IReadOnlyList<TextTick> hours = TextTicks.Of(new BoundaryAxis("d", ColumnKind.Date, day, day + 1), 4);
        Assert.Equal(["01-01 00:00", "01-01 12:00", "01-02 00:00"], hours.Select(tick => tick.Text));
        Assert.Equal(["false", "true"], TextTicks.Of(new BoundaryAxis("b", ColumnKind.Boolean, -0.1, 1.1), 9).Select(tick => tick.Text));
    }
}
