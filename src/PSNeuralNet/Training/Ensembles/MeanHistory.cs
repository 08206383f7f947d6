namespace PSNeuralNet.Training;

/// <summary>
/// The history of an ensemble: of each epoch the mean over its networks. A network that stopped before keeps the values of its last epoch, so
/// there is no step where it stops.
/// </summary>
internal static class MeanHistory
{
    /// <summary>Averages the histories, in the order of the networks.</summary>
    public static HistoryState Of(IReadOnlyList<HistoryState> members) =>
        new HistoryState(
            Mean([.. members.Select(history => history.Cost)]),
            Mean([.. members.Select(history => history.Rate)]),
            Mean([.. members.Select(history => history.ValidationCost)]),
            Mean([.. members.Select(history => history.ValidationScore)]));

    /// <summary>The mean of the best epochs: epoch (rounded), cost and score; null where there is none.</summary>
    public static BestEpoch? Best(IReadOnlyList<BestEpoch?> members)
    {
        BestEpoch[] best = [.. members.OfType<BestEpoch>()];
        return best.Length == 0 ? null : new BestEpoch((int)Math.Round(best.Average(one => one.Epoch)), best.Average(one => one.Cost), best.Average(one => one.Score), []);
    }

    private static double[] Mean(double[][] series)
    {
        double[][] begun = [.. series.Where(values => values.Length > 0)];
        var mean = new double[begun.Length == 0 ? 0 : begun.Max(values => values.Length)];
        for (int i = 0; i < mean.Length; i++)
        {
            double sum = 0;
            foreach (double[] values in begun)
            {
                sum += values[Math.Min(i, values.Length - 1)];
            }

            mean[i] = sum / begun.Length;
        }

        return mean;
    }
}
