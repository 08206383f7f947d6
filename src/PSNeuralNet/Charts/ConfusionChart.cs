using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>Confusion matrix: counts, and shares of the samples of the actual class.</summary>
internal sealed record ConfusionChart(string Subtitle, ConfusionMatrix Matrix) : Chart(ChartKind.ConfusionMatrix, "Confusion matrix", Subtitle)
{
    /// <summary>The chart of a confusion matrix.</summary>
    public static ConfusionChart Of(ConfusionMatrix matrix) =>
        new ConfusionChart(FormattableString.Invariant($"accuracy {matrix.Correct / matrix.Total:0.0000}, {matrix.Correct:0.####} of {matrix.Total:0.####} right"), matrix);

    /// <summary>The confusion matrix of a network for classes on samples.</summary>
    /// <exception cref="NetworkException">The network predicts numbers, or the data does not suit it.</exception>
    public static ConfusionChart Create(MeasuredRows rows, CancellationToken cancellation = default)
    {
        RequireTask(ChartKind.ConfusionMatrix, rows, isRegression: false);
        ConfusionChart chart = Of(((ClassificationReport)rows.Measure(cancellation)).ConfusionMatrix);
        return chart with { Subtitle = $"{RowsLabel.Subtitle(rows)}, {chart.Subtitle}", Rows = RowsLabel.Of(rows) };
    }

    /// <summary>The share of the samples of a class that were predicted as a class, both from 0; 0 for a class without samples.</summary>
    public double Share(int actual, int predicted) => Matrix.Normalize(ConfusionNormalization.Actual)[actual, predicted];

    internal override void Draw(TextSheet sheet) => ConfusionText.Draw(sheet, this);
}
