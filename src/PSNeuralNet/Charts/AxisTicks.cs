namespace PSNeuralNet.Charts;

/// <summary>A tick of an axis.</summary>
/// <param name="Position">The position in the unit of the axis; on a logarithmic axis the decimal logarithm of the value.</param>
/// <param name="Label">The text beside it.</param>
internal readonly record struct AxisTick(double Position, string Label);

/// <summary>
/// The ticks of an axis, at round numbers or dates, with labels that all differ. Files, terminal and report take positions and labels from
/// here.
/// </summary>
/// <param name="Tick">The ticks, in ascending order.</param>
/// <param name="Offset">
/// The part common to all labels, shown with the name of the axis: "+1E+14" to be added to numbers, "2026-01-31" before times of day; empty
/// where labels are complete.
/// </param>
internal sealed record AxisTicks(IReadOnlyList<AxisTick> Tick, string Offset = "")
{
    // Numbers of more digits are labeled relative to an offset.
    private const int MaximumFixedDigits = 8, MaximumScientificDigits = 4;

    // Places before and after the decimal point of numbers without an exponent.
    private const int MaximumPower = 6, MinimumPower = -6;

    private static readonly double[] Mantissas = [1, 2, 5, 10];

    /// <summary>The length of the longest label; 0 without ticks.</summary>
    public int LabelLength => Tick.Select(tick => tick.Label.Length).DefaultIfEmpty().Max();

    /// <summary>The name of an axis with the offset of its ticks: "time (2026-01-31)".</summary>
    /// <param name="name">The name.</param>
    /// <param name="shorten">Shortens the name to what the offset, of that many characters, leaves of the room.</param>
    public string Title(string name, Func<string, int, string> shorten)
    {
        string suffix = Offset.Length == 0 ? "" : $" ({Offset})";
        return shorten(name, suffix.Length) + suffix;
    }

    /// <summary>Every n-th tick, so that there are at most so many.</summary>
    public AxisTicks Thin(int count)
    {
        int every = (Tick.Count + count - 1) / count;
        return this with { Tick = [.. Tick.Where((_, i) => i % every == 0)] };
    }

    /// <summary>Multiples of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="minimum">The start of the axis.</param>
    /// <param name="maximum">The end of the axis.</param>
    /// <param name="count">The maximum number of ticks: 2 or more.</param>
    /// <param name="isInteger">Whether ticks stand at integers only.</param>
    public static AxisTicks Linear(double minimum, double maximum, int count, bool isInteger = false)
    {
        (double step, double[] multiples) = Multiples(minimum, maximum, count, isInteger);
        if (multiples.Length == 0)
        {
            return new AxisTicks([]);
        }

        (string[]? labels, string offset) = (Labels(multiples, step, isRelative: false), "");
        if (labels is null)
        {
            (double common, int power) = OffsetOf(multiples[0] * step, multiples[^1] * step, step);
            offset = (common > 0 ? "+" : "") + OffsetText(common, power);
            labels = Labels([.. multiples.Select(multiple => multiple - Math.Round(common / step))], step, isRelative: true)!;
        }

        return new AxisTicks([.. multiples.Select((multiple, i) => new AxisTick(multiple * step, labels[i]))], offset);
    }

    /// <summary>Powers of ten and, where those are few, 2, 3, 5 ... times them. Minimum, maximum and positions are decimal logarithms.</summary>
    public static AxisTicks Logarithmic(double minimum, double maximum, int count)
    {
        foreach (int[] mantissas in (int[][])[[1], [1, 3], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]])
        {
            AxisTick[] all = [.. Enumerable.Range((int)Math.Floor(minimum), (int)Math.Ceiling(maximum) - (int)Math.Floor(minimum) + 1)
                .SelectMany(power => mantissas.Select(mantissa => new AxisTick(power + Math.Log10(mantissa), PowerLabel(mantissa, power))))
                .Where(tick => tick.Position >= minimum && tick.Position <= maximum)];
            if (all.Length >= Math.Min(3, count))
            {
                return new AxisTicks(all).Thin(count);
            }
        }

        // Within less than a decade: round numbers at equal distances, which are nearly equal on the axis, too.
        AxisTicks linear = Linear(Math.Pow(10, minimum), Math.Pow(10, maximum), count);
        return linear with { Tick = [.. linear.Tick.Where(tick => tick.Position > 0).Select(tick => tick with { Position = Math.Log10(tick.Position) })] };
    }

    private static (double Step, double[] Multiples) Multiples(double minimum, double maximum, int count, bool isInteger)
    {
        // Two neighboring ticks have to be different numbers.
        double largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum)), rough = Math.Max((maximum - minimum) / Math.Max(1, count - 1), 2 * (Math.BitIncrement(largest) - largest));
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough))), step = Mantissas.Select(mantissa => mantissa * power).First(step => step >= rough * (1 - 1e-9));
        step = isInteger ? Math.Max(1, step) : step;
        var multiples = new List<double>();
        for (double multiple = Math.Ceiling((minimum / step) - 1e-9); multiple * step <= maximum + (step * 1e-9); multiple++)
        {
            // Not -0, which would be labeled so.
            multiples.Add(multiple + 0.0);
        }

        return (step, [.. multiples]);
    }

    /// <summary>Labels with the digits that tell the multiples of a step apart; null where there are too many to show, unless the numbers are relative to an offset.</summary>
    private static string[]? Labels(double[] multiples, double step, bool isRelative)
    {
        double largest = multiples.Max(multiple => Math.Abs(multiple * step));
        int last = Power(step), first = largest == 0 ? last : Math.Max(last, Power(largest)), digits = first - last + 1;
        string format = first < MaximumPower && last >= MinimumPower && (isRelative || digits <= MaximumFixedDigits) ? FormattableString.Invariant($"F{Math.Max(0, -last)}")
            : digits <= MaximumScientificDigits || isRelative ? "0.#######E+0" : "";
        return format.Length == 0 ? null : [.. multiples.Select(multiple => multiple == 0 && format[0] == '0' ? "0" : (multiple * step).ToString(format, CultureInfo.InvariantCulture))];

        static int Power(double value) => (int)Math.Floor(Math.Log10(value) + 1e-9);
    }

    /// <summary>
    /// The roundest number among the ticks or shortly before them, nearer than a power of ten above their range, and the power of ten that it is a
    /// multiple of.
    /// </summary>
    private static (double Offset, int Power) OffsetOf(double first, double last, double step)
    {
        if (last < 0)
        {
            (double offset, int power) = OffsetOf(-last, -first, step);
            return (-offset, power);
        }

        int smallest = (int)Math.Floor(Math.Log10(Math.Max(step, last - first)) + 1e-9) + 1;
        double start = Multiple(first, smallest);
        for (int power = (int)Math.Ceiling(Math.Log10(last)); ; power--)
        {
            if (Multiple(last, power) >= start || power == smallest)
            {
                return (Multiple(last, power), power);
            }
        }

        // Bits lost by the division are made up for.
        static double Multiple(double value, int power)
        {
            double unit = Math.Pow(10, power);
            return Math.Floor(value / unit * (1 + 4e-16)) * unit;
        }
    }

    private static string OffsetText(double offset, int power)
    {
        string format = Math.Abs(offset) is 0 or (>= 1e-4 and < 1e6) && power >= -15 ? "0." + new string('#', Math.Max(0, -power)) : "0.##############E+0";
        return offset.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string PowerLabel(int mantissa, int power) =>
        power is >= -4 and < MaximumPower
            ? (mantissa * Math.Pow(10, power)).ToString("0.####", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{mantissa}E{power:+0;-0}");
}
