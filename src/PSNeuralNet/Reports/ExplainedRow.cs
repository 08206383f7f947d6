using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>A row of a report whose prediction is explained.</summary>
/// <param name="Row">The number of the row among those of the metrics, from 1.</param>
/// <param name="Reason">The reason for its selection: "Highest probability of failed", "Largest error".</param>
/// <param name="Actual">Its label, or its number.</param>
/// <param name="Explanation">The explanation.</param>
internal sealed record ExplainedRow(int Row, string Reason, object Actual, Explanation Explanation)
{
    private const int MaximumRows = 3, MaximumColumns = 8;

    /// <summary>
    /// The rows that people ask about: of two classes, the highest probabilities of the positive class; of all, the largest errors, with classes and labels the lowest probabilities of the actual one
    /// among mistakes. None for a network without background sample.
    /// </summary>
    /// <param name="rows">The rows of the metrics.</param>
    /// <param name="network">The network.</param>
    /// <param name="cancellation">Cancels the explanations.</param>
    public static IReadOnlyList<ExplainedRow> Of(MeasuredRows rows, NetworkParameter network, CancellationToken cancellation)
    {
        if (network.Metadata.Background is null)
        {
            return [];
        }

        Dataset data = rows.Samples;
        var predictor = new Predictor(network);
        double[] predictions = rows.Predict(cancellation).ToColumnMajorArray();
        int outputs = predictions.Length / data.SampleCount;
        var chosen = new List<(int Sample, string Reason, int Output)>();
        int positive = network.Schema.PositiveIndex;
        if (network.Task == NetworkTask.Binary)
        {
            chosen.AddRange(Top(sample => Value(sample, positive)).Select(sample => (sample, $"Highest probability of {network.Schema.PositiveClass}", positive)));
        }

        chosen.AddRange(network.Task == NetworkTask.MultiLabel
            ? Top(sample => -OfActual(sample, WorstLabel(sample)), sample => WorstLabel(sample) >= 0).Select(sample => (sample, $"Worst mistake, {network.Schema.TargetName[WorstLabel(sample)]}", WorstLabel(sample)))
            : network.Task == NetworkTask.Regression
            ? Top(sample => Math.Abs(Value(sample, 0) - data.Targets[sample * outputs])).Select(sample => (sample, "Largest error", 0))
            : Top(sample => -Value(sample, data.ClassOf(sample)), sample => !rows.Rule.IsRight(predictions.AsSpan(sample * outputs, outputs), data, sample))
                .Select(sample => (sample, "Worst mistake", network.Task == NetworkTask.Binary ? positive : Decision.Of(predictions.AsSpan(sample * outputs, outputs)).ClassIndex)));
        var explainer = new NetworkExplainer(network);
        double[] features = predictor.Select(data).Features;
        int width = network.FeatureCount;
        return [.. chosen.DistinctBy(one => one.Sample).Select(one =>
        {
            var cells = data.FeaturesOf(one.Sample).ToDictionary(cell => cell.Column, cell => cell.Value, StringComparer.OrdinalIgnoreCase);
            ReadOnlySpan<double> own = features.AsSpan(one.Sample * width, width);
            ShapleyValues values = explainer.Explain(own, predictor.Predict(own), cancellation);
            return new ExplainedRow(rows.RowOf(one.Sample), one.Reason, data.TargetOf(one.Sample, network.Task == NetworkTask.MultiLabel ? one.Output : 0), values.Explain(name => cells.GetValueOrDefault(name), one.Output, MaximumColumns));
        })];

        double Value(int sample, int output) => predictions[(sample * outputs) + output];

        double OfActual(int sample, int label) => data.IsPositive(sample, label) ? Value(sample, label) : 1 - Value(sample, label);

        // The label that is wrong and whose actual class is the least probable; -1 where all are right.
        int WorstLabel(int sample) => Enumerable.Range(0, outputs).Where(label => rows.Rule.IsPositive(label, Value(sample, label)) != data.IsPositive(sample, label))
            .OrderBy(label => OfActual(sample, label)).Append(-1).First();

        IEnumerable<int> Top(Func<int, double> by, Func<int, bool>? isMeant = null) => rows.Counting.Where(isMeant ?? (_ => true)).OrderByDescending(by).Take(MaximumRows);
    }
}
