namespace PSNeuralNet.Training;

/// <summary>Weights and biases of the best epoch: that with the lowest validation cost, or the best metric.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Cost">The validation cost after its updates.</param>
/// <param name="Score">The accuracy or R2 on the validation samples after its updates.</param>
/// <param name="Values">The weights and biases after its updates.</param>
internal sealed record BestEpoch(int Epoch, double Cost, double Score, double[] Values);

/// <summary>State of early stopping between two epochs.</summary>
/// <param name="Best">The best epoch; null where no epoch had a validation cost that is a number.</param>
/// <param name="BestBefore">The best epoch before the last one; null where there was none.</param>
/// <param name="LowestCost">The validation cost to improve on; where a metric is watched, that less than 0.</param>
/// <param name="EpochsWithoutImprovement">The number of epochs since it improved by the minimum delta.</param>
internal sealed record EarlyStoppingState(BestEpoch? Best, BestEpoch? BestBefore, double LowestCost, int EpochsWithoutImprovement);

/// <summary>Early stopping: keeps the best epoch, and ends a training whose validation cost, or metric, no longer improves.</summary>
/// <param name="patience">The number of epochs without improvement after which to stop; null for no early stopping.</param>
/// <param name="minimumDelta">The least improvement that counts as one.</param>
/// <param name="watch">The measure that has to improve.</param>
internal sealed class EarlyStopping(int? patience, double minimumDelta, WatchedMeasure watch = WatchedMeasure.Cost)
{
    private BestEpoch? _bestBefore;
    private double _lowestCost = double.PositiveInfinity;
    private int _epochsWithoutImprovement;

    /// <summary>The best epoch so far; null where none had a validation cost that is a number. Its values are overwritten two improvements later.</summary>
    public BestEpoch? Best { get; private set; }

    /// <summary>True when the patience is used up.</summary>
    public bool IsOver => _epochsWithoutImprovement >= patience;

    /// <summary>The state, a copy.</summary>
    public EarlyStoppingState State => new(Copy(Best), Copy(_bestBefore), _lowestCost, _epochsWithoutImprovement);

    /// <summary>Continues from the state of an earlier training.</summary>
    /// <param name="state">The state; its arrays are copied.</param>
    /// <param name="renewPatience">Starts a new wait where the patience was used up: more epochs were asked for.</param>
    public void Restore(EarlyStoppingState state, bool renewPatience)
    {
        Best = Copy(state.Best);
        _bestBefore = state.BestBefore?.Epoch == state.Best?.Epoch ? Best : Copy(state.BestBefore);
        (_lowestCost, _epochsWithoutImprovement) = (state.LowestCost, state.EpochsWithoutImprovement);
        if (renewPatience && IsOver)
        {
            _epochsWithoutImprovement = 0;
        }
    }

    /// <summary>Takes back the last epoch as the best one, after its updates diverged.</summary>
    public void RemoveLast() => Best = _bestBefore;

    /// <summary>Compares an epoch with the best one.</summary>
    public void Observe(int epoch, double cost, double score, ReadOnlySpan<double> values)
    {
        (BestEpoch? before, _bestBefore) = (_bestBefore, Best);
        bool isMetric = watch != WatchedMeasure.Cost;
        double watched = isMetric ? -score : cost;
        if (Best is null ? cost < double.PositiveInfinity : isMetric ? IsBetter(score, cost, Best) : cost < Best.Cost)
        {
            // The array of the best epoch but one is used again: states and results hold copies.
            double[] copy = before is null || ReferenceEquals(before, _bestBefore) ? new double[values.Length] : before.Values;
            values.CopyTo(copy);
            Best = new BestEpoch(epoch, cost, score, copy);
        }

        if (watched < _lowestCost - minimumDelta)
        {
            _lowestCost = watched;
            _epochsWithoutImprovement = 0;
        }
        else
        {
            _epochsWithoutImprovement++;
        }
    }

    /// <summary>True for a higher metric, or the same with a lower cost.</summary>
    private static bool IsBetter(double score, double cost, BestEpoch best) => score > best.Score || (score == best.Score && cost < best.Cost);

    private static BestEpoch? Copy(BestEpoch? best) => best is null ? null : best with { Values = [.. best.Values] };
}
