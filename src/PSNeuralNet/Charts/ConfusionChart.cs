using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

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

    /// <summary>Measures a network on data.</summary>
    /// <param name="network">A network for classes.</param>
    /// <param name="dataset">The samples.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">The network predicts numbers, or the data does not suit it.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ConfusionChart Create(NetworkParameter network, Dataset dataset, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Task == NetworkTask.Regression)
        {
            throw ChartErrors.ChartTaskMismatch(ChartKind.ConfusionMatrix, network.Task);
        }

        network.RequireFinite();
        ConfusionChart chart = Of(((ClassificationReport)Evaluator.Measure(dataset, network, cancellation: cancellation)).ConfusionMatrix);
        return chart with { Subtitle = $"{network}, {dataset}, {chart.Subtitle}" };
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
