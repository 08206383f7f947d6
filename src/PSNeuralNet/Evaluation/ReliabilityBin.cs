namespace PSNeuralNet.Evaluation;

/// <summary>
/// One bin of a reliability diagram: the samples whose predicted class has a probability (the confidence) above Lower, up to Upper. In a calibrated network, accuracy and mean
/// confidence of each bin agree.
/// </summary>
/// <param name="Lower">The lower bound of the confidence, exclusive; 0 is in the first bin.</param>
/// <param name="Upper">The upper bound, inclusive.</param>
/// <param name="Confidence">The weighted mean of the confidence; NaN for a bin without samples.</param>
/// <param name="Accuracy">The weighted share of correct predictions; NaN for a bin without samples.</param>
/// <param name="Count">The number of samples; with sample weights, the sum of their weights.</param>
public sealed record ReliabilityBin(double Lower, double Upper, double Confidence, double Accuracy, double Count)
{
    /// <summary>The number of bins, of equal width, between 0 and 1 (Guo et al., "On calibration of modern neural networks", ICML 2017).</summary>
    public const int BinCount = 15;

    /// <summary>Short text: "0.8667 to 0.9333: confidence 0.9012, accuracy 0.8750, 40 samples".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Lower:0.0000} to {Upper:0.0000}: {(Count == 0 ? "" : $"confidence {Confidence.ToString("0.0000", CultureInfo.InvariantCulture)}, accuracy {Accuracy.ToString("0.0000", CultureInfo.InvariantCulture)}, ")}{Count:0.####} sample{(Count == 1 ? "" : "s")}");

    /// <summary>Sorts samples into bins.</summary>
    internal static ReliabilityBin[] Of(int[] actual, int[] predicted, ProbabilityTable probability, SampleWeights weight)
    {
        var count = new double[BinCount];
        var confidence = new double[BinCount];
        var correct = new double[BinCount];
        for (int s = 0; s < actual.Length; s++)
        {
            double value = probability[predicted[s], s];
            int bin = Math.Clamp((int)(value * BinCount), 0, BinCount - 1);

            // The product is rounded: a value such as 0.2 belongs to the bin that ends there.
            bin += bin < BinCount - 1 && value > Bound(bin + 1) ? 1 : bin > 0 && value <= Bound(bin) ? -1 : 0;
            count[bin] += weight[s];
            confidence[bin] += weight[s] * value;
            correct[bin] += actual[s] == predicted[s] ? weight[s] : 0;
        }

        // 0 / 0 is NaN: a bin without samples.
        return [.. Enumerable.Range(0, BinCount).Select(bin => new ReliabilityBin(Bound(bin), Bound(bin + 1), confidence[bin] / count[bin], correct[bin] / count[bin], count[bin]))];
    }

    /// <summary>Expected calibration error: the mean over all samples of the difference between accuracy and mean confidence of their bin.</summary>
    internal static double Error(IReadOnlyList<ReliabilityBin> bins) =>
        bins.Where(bin => bin.Count > 0).Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / bins.Sum(bin => bin.Count);

    private static double Bound(int bin) => bin / (double)BinCount;
}
