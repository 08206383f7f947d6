using System.Globalization;
using PSNeuralNet.Data;

namespace PSNeuralNet.Charts;

/// <summary>A tick of an axis.</summary>
/// <param name="Place">Where it is, in the axis's unit.</param>
/// <param name="Text">What is written there.</param>
internal readonly record struct TextTick(double Place, string Text);

/// <summary>Numbers for axes: as many as there is room for, and no more.</summary>
internal static class TextTicks
{
    private static readonly double[] Mantissas = [1, 2, 5, 10];

    /// <summary>Round numbers at equal distances.</summary>
    /// <param name="least">Where the axis begins.</param>
    /// <param name="most">Where it ends.</param>
    /// <param name="count">The most ticks: 2 or more.</param>
    /// <param name="isWhole">Whether only whole numbers mean something.</param>
    public static IReadOnlyList<TextTick> Linear(double least, double most, int count, bool isWhole = false)
    {
        double step = Step(least, most, count, isWhole);
        int digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 12);
        return [.. Multiples(least, most, step).Select(value => new TextTick(value, Text(value, digits, step)))];
    }

    /// <summary>Powers of ten, and numbers between them where there are few; places are logarithms.</summary>
    public static IReadOnlyList<TextTick> Logarithmic(double least, double most, int count)
    {
        double[] places = [];
        foreach (double[] mantissas in (double[][])[[1], [1, 3], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9], [.. Enumerable.Range(10, 90).Select(i => i / 10.0)]])
        {
            places = [.. Enumerable.Range((int)Math.Floor(least), (int)Math.Ceiling(most) - (int)Math.Floor(least) + 1)
                .SelectMany(power => mantissas.Select(mantissa => power + Math.Log10(mantissa)))
                .Where(place => place >= least && place <= most)];
            if (places.Length >= Math.Min(3, count))
            {
                break;
            }
        }

        int every = Math.Max(1, (places.Length + count - 1) / count);
        return [.. places.Where((_, i) => i % every == 0).Select(place => new TextTick(place, Short(Math.Pow(10, place))))];
    }

    /// <summary>The ticks of a column of a table: dates, false and true, or numbers.</summary>
    public static IReadOnlyList<TextTick> Of(BoundaryAxis axis, int count)
    {
        if (axis.Column == ColumnKind.Boolean)
        {
            return [new TextTick(0, "false"), new TextTick(1, "true")];
        }

        if (axis.Column != ColumnKind.Date)
        {
            return Linear(axis.Minimum, axis.Maximum, count);
        }

        double step = Step(axis.Minimum, axis.Maximum, count, isWhole: false);
        string format = step >= 1 ? "yyyy-MM-dd" : "MM-dd HH:mm";
        return [.. Multiples(axis.Minimum, axis.Maximum, step).Select(day => new TextTick(day, DateTime.UnixEpoch.AddDays(day).ToString(format, CultureInfo.InvariantCulture)))];
    }

    private static double Step(double least, double most, int count, bool isWhole)
    {
        double rough = (most - least) / Math.Max(1, count - 1), power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = Mantissas.Select(mantissa => mantissa * power).First(step => step >= rough * (1 - 1e-9));
        return isWhole ? Math.Max(1, step) : step;
    }

    private static IEnumerable<double> Multiples(double least, double most, double step)
    {
        for (double k = Math.Ceiling((least / step) - 1e-9); k * step <= most + (step * 1e-9); k++)
        {
            yield return k * step;
        }
    }

    private static string Text(double value, int digits, double step)
    {
        value = Math.Abs(value) < step / 2 ? 0 : value;
        return value == 0 && digits > 6 ? "0" : Math.Abs(value) >= 1e6 || (value != 0 && digits > 6) ? Short(value) : value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string Short(double value)
    {
        return Math.Abs(value) is >= 0.99e-4 and < 1e6 ? value.ToString("0.######", CultureInfo.InvariantCulture) : value.ToString("0.###E+0", CultureInfo.InvariantCulture);
    }
}
