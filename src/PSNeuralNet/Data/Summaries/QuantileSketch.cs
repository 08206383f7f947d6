using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Distribution of numbers by its values at some points, the knots: the smallest number, the largest one, and quantiles at equal distances between, deciles among them. The distribution function is
/// exact at each knot; where the numbers have no other values, it is exact everywhere.
/// </summary>
public sealed class QuantileSketch
{
    /// <summary>The largest number of knots.</summary>
    public const int MaximumKnots = 101;

    /// <summary>The number of parts of equal count that the knots divide at least.</summary>
    internal const int Deciles = 10;

    private readonly double[] _value;

    /// <param name="value">The knots in ascending order.</param>
    /// <param name="below">The count of numbers below each knot.</param>
    /// <param name="upTo">The count of numbers up to each knot, the knot included.</param>
    internal QuantileSketch(double[] value, double[] below, double[] upTo)
    {
        (_value, Value, Below, UpTo) = (value, Array.AsReadOnly(value), Array.AsReadOnly(below), Array.AsReadOnly(upTo));
        IsExact = Enumerable.Range(1, value.Length - 1).All(i => below[i] == upTo[i - 1]);
    }

    /// <summary>The knots in ascending order, the smallest and the largest number among them.</summary>
    public IReadOnlyList<double> Value { get; }

    /// <summary>The count of numbers below each knot.</summary>
    public IReadOnlyList<double> Below { get; }

    /// <summary>The count of numbers up to each knot, the knot included.</summary>
    public IReadOnlyList<double> UpTo { get; }

    /// <summary>True where every number is at a knot.</summary>
    public bool IsExact { get; }

    /// <summary>The count of numbers; with sample weights, the effective one, which all counts are scaled to.</summary>
    public double Count => UpTo[^1];

    /// <summary>The smallest number.</summary>
    public double Minimum => _value[0];

    /// <summary>The largest number.</summary>
    public double Maximum => _value[^1];

    /// <summary>The smallest knot that a share of the numbers does not exceed.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        int knot = 0;
        while (knot < _value.Length - 1 && UpTo[knot] < share * Count * (1 - 1e-12))
        {
            knot++;
        }

        return _value[knot];
    }

    /// <summary>The knots as an array, not copied.</summary>
    internal ReadOnlySpan<double> Knots => _value;

    /// <summary>Creates a sketch.</summary>
    /// <param name="numbers">The numbers; those that are not finite do not count. Overwritten.</param>
    /// <param name="weight">The weight of each; null for 1 each.</param>
    /// <param name="scale">The scale of weights, as of <see cref="SampleScale"/>.</param>
    /// <param name="knots">The largest number of knots: one more than a multiple of 10.</param>
    /// <returns>The sketch; null without a number of weight above 0, or where their count is 0 up to rounding.</returns>
    internal static QuantileSketch? Of(double[] numbers, double[]? weight = null, double scale = 1, int knots = MaximumKnots)
    {
        int count = 0;
        int[]? order = weight is null ? null : new int[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!double.IsFinite(numbers[i]) || weight?[i] <= 0)
            {
                continue;
            }

            // -0 is 0.
            numbers[count] = numbers[i] + 0.0;
            if (order is not null)
            {
                order[count] = i;
            }

            count++;
        }

        if (count == 0)
        {
            return null;
        }

        RadixSort.Sort(numbers.AsSpan(0, count), order is null ? [] : order.AsSpan(0, count));
        (double Value, double UpTo)[] values = Distinct(numbers.AsSpan(0, count), order, weight, scale);
        if (values[^1].UpTo == 0)
        {
            // Less than a millionth of a sample.
            return null;
        }

        int[] chosen = values.Length <= knots ? [.. Enumerable.Range(0, values.Length)] : Choose(values, knots);
        return new QuantileSketch(
            Array.ConvertAll(chosen, i => values[i].Value), Array.ConvertAll(chosen, i => i == 0 ? 0 : values[i - 1].UpTo), Array.ConvertAll(chosen, i => values[i].UpTo));
    }

    /// <summary>The largest number of knots of each column in a summary of several: 10,000 in all, but 11 at least.</summary>
    internal static int KnotsFor(int columns) => (Math.Clamp(1000 / Math.Max(1, columns), 1, (MaximumKnots - 1) / Deciles) * Deciles) + 1;

    /// <summary>The different values in ascending order, each with the count of numbers up to it.</summary>
    private static (double Value, double UpTo)[] Distinct(ReadOnlySpan<double> sorted, int[]? order, double[]? weight, double scale)
    {
        var values = new List<(double, double)>();
        double sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += weight is null ? 1 : weight[order![i]];
            if (i == sorted.Length - 1 || sorted[i + 1] != sorted[i])
            {
                values.Add((sorted[i], SampleScale.Rounded(sum, scale)));
            }
        }

        return [.. values];
    }

    private static int[] Choose((double Value, double UpTo)[] values, int knots)
    {
        var chosen = new List<int> { 0 };
        double total = values[^1].UpTo;
        int at = 0;
        for (int k = 1; k < knots; k++)
        {
            double wanted = total * k / (knots - 1) * (1 - 1e-12);
            while (at < values.Length - 1 && values[at].UpTo < wanted)
            {
                at++;
            }

            if (chosen[^1] != at)
            {
                chosen.Add(at);
            }
        }

        // A largest value of next to no weight.
        if (chosen[^1] != values.Length - 1)
        {
            chosen.RemoveRange(Math.Min(chosen.Count, knots - 1), Math.Max(0, chosen.Count - knots + 1));
            chosen.Add(values.Length - 1);
        }

        return [.. chosen];
    }
}
