using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>New values of a column, counted where the summary of the training has knots or categories. It takes no memory for numbers.</summary>
internal sealed class ColumnTally
{
    private readonly ColumnSummary _then;

    // Of numbers: below the first knot, at it, between it and the next one, ... above the last one. Of categories: each, then those that the column does not have.
    private readonly double[] _weight;

    // The smallest and the largest number between two knots, below the first and above the last one.
    private readonly (double Low, double High)[] _between;
    private double _missing, _sum, _squares, _unit;

    public ColumnTally(ColumnSummary then)
    {
        _then = then;
        _weight = new double[then.IsCategory ? then.Category.Count + 1 : (2 * (then.Sketch?.Value.Count ?? 0)) + 1];
        _between = [.. Enumerable.Repeat((double.PositiveInfinity, double.NegativeInfinity), then.Sketch is { } sketch ? sketch.Value.Count + 1 : 0)];
    }

    /// <summary>Categories that the column does not have, with the weight of their samples.</summary>
    public Dictionary<string, double> NewCategory { get; } = new(StringComparer.Ordinal);

    private double Scale => SampleScale.Of(_sum, _squares);

    /// <summary>The number of new values; with sample weights, the effective one.</summary>
    public double Count => SampleScale.Rounded(_weight.Sum(), Scale);

    /// <summary>The share of missing cells.</summary>
    public double MissingShare => _sum == 0 ? 0 : _missing / _sum;

    /// <summary>The share of numbers below the smallest or above the largest one of the training; null for others.</summary>
    public double? OutOfRange => _then.Sketch is null || _weight.Sum() is not > 0 ? null : (_weight[0] + _weight[^1]) / _weight.Sum();

    /// <summary>
    /// The knot that half of the new numbers do not exceed; where the median is between two knots or outside of them, it is interpolated between the smallest and the largest new number there, to a whole one if
    /// both are whole. Null for categories, and without numbers.
    /// </summary>
    public double? Median
    {
        get
        {
            double half = _weight.Sum() / 2, below = 0;
            for (int i = 0; _then.Sketch is not null && half > 0 && i < _weight.Length; i++)
            {
                if (below + _weight[i] >= half)
                {
                    return i % 2 == 1 ? _then.Sketch.Value[i / 2] : Interpolated(_between[i / 2], (half - below) / _weight[i]);
                }

                below += _weight[i];
            }

            return null;
        }
    }

    private static double Interpolated((double Low, double High) ends, double share)
    {
        double value = (ends.Low * (1 - share)) + (ends.High * share);
        return double.IsInteger(ends.Low) && double.IsInteger(ends.High) ? Math.Round(value) : value;
    }

    /// <summary>Adds values, as of <see cref="ColumnValues"/>.</summary>
    /// <param name="values">The values.</param>
    /// <param name="weight">The weight of each; null for 1 each.</param>
    public void Add(double[] values, double[]? weight)
    {
        ReadOnlySpan<double> knots = _then.Sketch is { } sketch ? sketch.Knots : default;
        _unit = _unit > 0 || weight is null || !Array.Exists(weight, one => one > 0) ? _unit : SampleScale.UnitOf(weight);
        for (int i = 0; i < values.Length; i++)
        {
            double w = weight is null ? 1 : weight[i] / (_unit > 0 ? _unit : 1), value = values[i];
            (_sum, _squares) = (_sum + w, _squares + (w * w));
            if (double.IsNaN(value) || (knots.IsEmpty && !_then.IsCategory))
            {
                _missing += double.IsNaN(value) ? w : 0;
            }
            else if (_then.IsCategory)
            {
                _weight[value >= 0 ? (int)value : _weight.Length - 1] += w;
            }
            else
            {
                int knot = knots.BinarySearch(value);
                _weight[knot >= 0 ? (2 * knot) + 1 : 2 * ~knot] += w;
                if (knot < 0 && w > 0)
                {
                    _between[~knot] = (Math.Min(_between[~knot].Low, value), Math.Max(_between[~knot].High, value));
                }
            }
        }
    }

    /// <summary>The test of the values: that of Kolmogorov and Smirnov for numbers, chi-squared for categories. Null where there are no values.</summary>
    public TestOutcome? Test()
    {
        double count = Count;
        if (count == 0 || _then.Count == 0)
        {
            return null;
        }

        double[] now = [.. _weight.Select(weight => SampleScale.Rounded(weight, Scale))];
        if (_then.IsCategory)
        {
            return TwoSampleTest.ChiSquared([.. _then.CategoryCount, 0], now);
        }

        QuantileSketch sketch = _then.Sketch!;
        double distance = 0, below = 0;
        for (int knot = 0; knot < sketch.Value.Count; knot++)
        {
            below += now[2 * knot];
            distance = Math.Max(distance, Math.Abs((below / count) - (sketch.Below[knot] / sketch.Count)));
            below += now[(2 * knot) + 1];
            distance = Math.Max(distance, Math.Abs((below / count) - (sketch.UpTo[knot] / sketch.Count)));
        }

        return new TestOutcome(distance, TwoSampleTest.KolmogorovSmirnov(distance, sketch.Count, count), false);
    }

    /// <summary>The test of the share of missing cells; null where there are none.</summary>
    public TestOutcome? TestMissing() =>
        _missing == 0 && _then.Missing == 0 ? null : TwoSampleTest.ChiSquared([_then.Count, _then.Missing], [Count, SampleScale.Rounded(_missing, Scale)]);

    /// <summary>
    /// Population stability index: the sum of (q - p) ln(q / p) over groups with the shares p of the training and q of the new samples. The groups are the intervals between the deciles of the training, and each
    /// value with a tenth of its numbers; or the categories and one for new ones; and one for missing cells, where there are some. An empty group counts as half a sample.
    /// </summary>
    public double? Psi()
    {
        double scale = Scale, then = _then.Count + _then.Missing, all = SampleScale.Rounded(_sum, scale), sum = 0;
        if (then == 0 || all == 0)
        {
            return null;
        }

        foreach ((double before, double after) in Groups().Append((_then.Missing, _missing)).Where(group => group.Item1 > 0 || group.Item2 > 0))
        {
            double p = Math.Max(before, 0.5) / then, q = Math.Max(SampleScale.Rounded(after, scale), 0.5) / all;
            sum += (q - p) * Math.Log(q / p);
        }

        return sum;
    }

    private IEnumerable<(double Before, double After)> Groups()
    {
        if (_then.IsCategory)
        {
            return _weight.Select((weight, i) => (i < _then.CategoryCount.Count ? _then.CategoryCount[i] : 0, weight));
        }

        var groups = new List<(double, double)>();
        if (_then.Sketch is not { } sketch)
        {
            return groups;
        }

        double before = 0, after = 0, tenth = sketch.Count / QuantileSketch.Deciles * (1 - 1e-12);
        int decile = 1;
        for (int knot = 0; knot < sketch.Value.Count; knot++)
        {
            after += _weight[2 * knot];
            bool isGroup = sketch.UpTo[knot] - sketch.Below[knot] >= tenth;
            if (isGroup)
            {
                groups.Add((sketch.Below[knot] - before, after));
                (before, after) = (sketch.Below[knot], 0);
            }

            after += _weight[(2 * knot) + 1];
            if (isGroup || (decile < QuantileSketch.Deciles && sketch.UpTo[knot] >= decile * tenth))
            {
                groups.Add((sketch.UpTo[knot] - before, after));
                (before, after) = (sketch.UpTo[knot], 0);
                decile = (int)(sketch.UpTo[knot] / tenth) + 1;
            }
        }

        groups.Add((sketch.Count - before, after + _weight[^1]));
        return groups;
    }
}
