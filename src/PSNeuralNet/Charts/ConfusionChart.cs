using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Charts;

/// <summary>Which classes were taken for which: how often, and as a share of the samples of the actual class.</summary>
/// <param name="Subtitle">The accuracy, and of what; in a few words.</param>
/// <param name="Matrix">The counts.</param>
public sealed record ConfusionChart(string Subtitle, ConfusionMatrix Matrix) : Chart("Confusion matrix", Subtitle)
{
    /// <inheritdoc/>
    public override ChartKind Kind => ChartKind.ConfusionMatrix;

    /// <summary>The chart of a confusion matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    public static ConfusionChart Of(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new ConfusionChart(FormattableString.Invariant($"accuracy {matrix.Correct / matrix.Total:0.0000}, {matrix.Correct:0.####} of {matrix.Total:0.####} right"), matrix);
    }

    /// <summary>The share of the samples of a class that were predicted as another, or as the same; 0 for a class without samples.</summary>
    /// <param name="actual">The actual class, from 0.</param>
    /// <param name="predicted">The predicted class, from 0.</param>
    public double Share(int actual, int predicted)
    {
        double all = Matrix.ActualCount(actual);
        return all == 0 ? 0 : Matrix[actual, predicted] / all;
    }
}
