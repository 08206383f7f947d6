namespace PSNeuralNet.Evaluation;

/// <summary>Metric of one network, and its difference from that of the first network on the same samples.</summary>
/// <param name="Name">The network.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Value">The metric's value; NaN where the samples leave it undefined.</param>
/// <param name="Difference">The value minus that of the first network; null for the first one itself.</param>
/// <param name="Lower">The lower end of the confidence interval of the difference; null for the first network.</param>
/// <param name="Upper">The upper end of the confidence interval of the difference; null for the first network.</param>
/// <param name="P">The probability of a difference as large as this, or larger, between networks that are equally good; null for the first network.</param>
/// <param name="SampleCount">Number of samples.</param>
/// <param name="Test">The test: McNemar or Bootstrap; null for the first network.</param>
/// <param name="Confidence">The confidence of the interval.</param>
/// <param name="Seed">The seed of the bootstrap; null without one.</param>
public sealed record NetworkComparison(
    string Name, NetworkMetric Metric, double Value, double? Difference, double? Lower, double? Upper, double? P, int SampleCount, ComparisonTest? Test, double Confidence, long? Seed)
{
    /// <summary>Short text: "b.json: Accuracy 0.9200, +0.0150 (0.0010 to 0.0290), p 0.0357".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: {Metric} {Value:0.0000}{(Difference is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {Difference:+0.0000;-0.0000;0.0000} ({Lower:0.0000} to {Upper:0.0000}), p {P:0.0000}"))}");
}

/// <summary>Test of a paired difference.</summary>
public enum ComparisonTest
{
    /// <summary>Exact McNemar test of the samples that one network alone has right.</summary>
    McNemar,

    /// <summary>Paired bootstrap.</summary>
    Bootstrap,
}

/// <summary>Options of a comparison.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The metric; null for Accuracy, or R2 for numbers.</summary>
    public NetworkMetric? Metric { get; init; }

    /// <summary>Decision threshold of two classes, between 0 and 1; null for that of each network.</summary>
    public double? Threshold { get; init; }

    /// <summary>Number of draws of the bootstrap.</summary>
    public int DrawCount { get; init; } = 2000;

    /// <summary>The confidence of intervals, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed of the bootstrap, 0 to 4294967295.</summary>
    public long Seed { get; init; }
}
