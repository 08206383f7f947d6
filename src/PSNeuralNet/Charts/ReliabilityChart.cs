using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>Reliability diagram: accuracy against confidence (the probability of the predicted class), a point for each bin that has samples.</summary>
/// <param name="Subtitle">The network and the data, or the number of samples.</param>
/// <param name="Bin">The bins with samples, from the lowest confidence: one or more.</param>
/// <param name="Error">The expected calibration error.</param>
internal sealed record ReliabilityChart(string Subtitle, IReadOnlyList<ReliabilityBin> Bin, double Error)
    : Chart(ChartKind.Reliability, "Reliability", Subtitle)
{
    /// <summary>The text of the legend for the line of a calibrated network.</summary>
    public const string IdealName = "calibrated";

    public static ChartAxis X { get; } = Axis("Confidence");

    public static ChartAxis Y { get; } = Axis("Accuracy");

    /// <summary>The points of the line: mean confidence and accuracy of each bin.</summary>
    public IReadOnlyList<(double X, double Y)> Point => [.. Bin.Select(bin => (bin.Confidence, bin.Accuracy))];

    /// <summary>The text of the legend: "network (calibration error 0.0123)".</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"network (calibration error {Error:0.0000})");

    /// <summary>The chart of a network for classes on samples.</summary>
    /// <exception cref="NetworkException">The network predicts numbers, or the data does not suit it.</exception>
    public static ReliabilityChart Create(MeasuredRows rows, CancellationToken cancellation = default)
    {
        RequireTask(ChartKind.Reliability, rows, isRegression: false);
        return Of((ClassificationReport)rows.Measure(cancellation), RowsLabel.Subtitle(rows)) with { Rows = RowsLabel.Of(rows) };
    }

    /// <summary>The chart of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="subtitle">The network and the data; null for the number of samples.</param>
    public static ReliabilityChart Of(ClassificationReport report, string? subtitle = null) =>
        new ReliabilityChart(
            subtitle ?? string.Create(CultureInfo.InvariantCulture, $"{report.SampleCount} sample{(report.SampleCount == 1 ? "" : "s")}"),
            [.. report.Reliability.Where(bin => bin.Count > 0)],
            report.CalibrationError);

    /// <summary>The share of the samples in a bin: 0 to 1.</summary>
    public double Share(ReliabilityBin bin) => bin.Count / Bin.Sum(one => one.Count);

    internal override void Draw(TextSheet sheet) => ReliabilityText.Draw(sheet, this);

    private static ChartAxis Axis(string name) => new ChartAxis(name, 0, 1) { MaximumTicks = 6, Room = 0.03 };
}
