using PSNeuralNet.Charts;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Reports;

/// <summary>Reliability diagram: how often predictions of each confidence are right.</summary>
internal static class ReliabilitySection
{
    private const double SmallestDot = 2.5, LargestDot = 10;

    public static void Write(Markup page, ClassificationReport report)
    {
        var chart = ReliabilityChart.Of(report);
        var plot = new Plot(ReliabilityChart.X, ReliabilityChart.Y);
        page.Element("p", $"Confidence is the probability of the predicted class. Where it is as often right as it says, points are on the diagonal; below it, the network is too sure. The calibration error, the mean distance over all samples, is {Show.Metric(chart.Error)}.");
        page.Open("figure");
        plot.Begin(page, Description(chart));
        page.Open("path", ("class", "ideal"), ("d", plot.Line([(0, 0), (1, 1)]))).Close();
        page.Open("path", ("class", "curve s0"), ("d", plot.Line(chart.Point))).Close();
        foreach (ReliabilityBin bin in chart.Bin)
        {
            double radius = SmallestDot + ((LargestDot - SmallestDot) * Math.Sqrt(chart.Share(bin)));
            page.Open("circle", ("class", "dot c0"), ("cx", plot.X(bin.Confidence)), ("cy", plot.Y(bin.Accuracy)), ("r", radius)).Element("title", Text(bin)).Close();
        }

        plot.End(page);
        page.Element("figcaption", "A point for each of 15 bins of confidence that has samples; the larger, the more.");
        page.Close();
        page.Open("details").Element("summary", "Numbers of the reliability diagram");
        Table.Write(page, $"{chart.Bin.Count} of {report.Reliability.Count} bins have samples", ["Confidence", "Mean", "Accuracy", "Samples"], chart.Bin.Select(bin => (string[])[
            $"{Show.Metric(bin.Lower)} to {Show.Metric(bin.Upper)}", Show.Metric(bin.Confidence), Show.Metric(bin.Accuracy), Show.Count(bin.Count)]));
        page.Close();
    }

    private static string Description(ReliabilityChart chart)
    {
        ReliabilityBin largest = chart.Bin.MaxBy(bin => bin.Count)!;
        return $"Reliability diagram: accuracy against confidence of {Show.Count(chart.Bin.Count, "bin")}. The closer to the diagonal, the better: the calibration error is {Show.Metric(chart.Error)}. The bin with the most samples has {Text(largest)}.";
    }

    private static string Text(ReliabilityBin bin) =>
        $"the mean confidence {Show.Metric(bin.Confidence)} and the accuracy {Show.Metric(bin.Accuracy)}, of {Show.Count(bin.Count, "sample")}";
}
