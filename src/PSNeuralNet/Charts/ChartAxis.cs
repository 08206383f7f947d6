using PSNeuralNet.Data;

namespace PSNeuralNet.Charts;

/// <summary>An axis of a chart.</summary>
/// <param name="Name">The name of what it shows.</param>
/// <param name="Minimum">The start.</param>
/// <param name="Maximum">The end: above the minimum.</param>
/// <param name="Column">The kind of its numbers: dates are days since 1970-01-01, durations seconds, booleans 0 and 1.</param>
internal sealed record ChartAxis(string Name, double Minimum, double Maximum, ColumnKind Column = ColumnKind.Number)
{
    private const int MaximumFiner = 1024;

    /// <summary>True when ticks are at integers only.</summary>
    public bool IsInteger { get; init; }

    /// <summary>True when positions are decimal logarithms of values.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>The maximum number of ticks of files and pages, however much room there is: both have the same ones.</summary>
    public const int UsualTicks = 7;

    /// <summary>The maximum number of ticks, however much room there is.</summary>
    public int MaximumTicks { get; init; } = int.MaxValue;

    /// <summary>The room at both ends in files and pages, as a share of the axis, so that marks at the ends are whole.</summary>
    public double Room { get; init; }

    /// <summary>The axis with its room, as files and pages draw it.</summary>
    public ChartAxis Drawn() => this with { Minimum = Minimum - (Room * (Maximum - Minimum)), Maximum = Maximum + (Room * (Maximum - Minimum)), Room = 0 };

    /// <summary>Ticks with names, as of categories, in ascending order; null for numbers.</summary>
    public IReadOnlyList<AxisTick>? Named { get; init; }

    /// <summary>The name with its unit.</summary>
    public string Label => Column == ColumnKind.Duration ? Name + " (s)" : IsLogarithmic ? Name + " (logarithmic)" : Name;

    /// <summary>An axis over the finite ones of values, with a margin at both ends.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The values.</param>
    /// <param name="margin">The margin as a share of the range.</param>
    /// <param name="column">The kind of the values.</param>
    public static ChartAxis Of(string name, IEnumerable<double> values, double margin, ColumnKind column = ColumnKind.Number)
    {
        double[] finite = [.. values.Where(double.IsFinite).DefaultIfEmpty(0)];
        double minimum = finite.Min(), maximum = finite.Max(), room = maximum > minimum ? margin * (maximum - minimum) : Math.Max(1, Math.Abs(minimum) * margin);
        return new ChartAxis(name, minimum - room, maximum + room, column);
    }

    /// <summary>The share of the axis below a position: 0 at the minimum, 1 at the maximum.</summary>
    public double Share(double position) => (position - Minimum) / (Maximum - Minimum);

    /// <summary>The ticks, at most so many (2 or more).</summary>
    public AxisTicks Ticks(int count)
    {
        count = Math.Min(count, MaximumTicks);
        AxisTicks ticks = RoundTicks(count);

        // An axis between two round numbers or dates: finer ones, thinned.
        for (int finer = 2 * count; ticks.Tick.Count == 0 && finer <= MaximumFiner; finer *= 2)
        {
            ticks = RoundTicks(finer).Thin(count);
        }

        return ticks;
    }

    /// <summary>As many ticks as have room beside each other, at least one.</summary>
    /// <param name="count">The maximum number of ticks.</param>
    /// <param name="isRoom">Whether two neighboring ticks have room.</param>
    public AxisTicks Ticks(int count, Func<AxisTick, AxisTick, bool> isRoom)
    {
        for (count = Math.Max(2, Math.Max(count, Named?.Count ?? 0)); ; count--)
        {
            AxisTicks ticks = Ticks(count);
            if (ticks.Tick.Zip(ticks.Tick.Skip(1)).All(pair => isRoom(pair.First, pair.Second)))
            {
                return ticks;
            }

            if (count == 2)
            {
                return ticks with { Tick = [.. ticks.Tick.Take(1)] };
            }
        }
    }

    private AxisTicks RoundTicks(int count) =>
        Named is not null ? new AxisTicks(Named).Thin(count)
            : IsLogarithmic ? AxisTicks.Logarithmic(Minimum, Maximum, count)
            : Column == ColumnKind.Boolean ? new AxisTicks([new AxisTick(0, "false"), new AxisTick(1, "true")])
            : Column == ColumnKind.Date ? DateTicks.Of(Minimum, Maximum, count)
            : AxisTicks.Linear(Minimum, Maximum, count, IsInteger);
}
