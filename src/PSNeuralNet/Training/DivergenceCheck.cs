namespace PSNeuralNet.Training;

/// <summary>Divergence of a training: a cost that is not finite, or more than 1000 times the reference cost (or 1000, if that is more).</summary>
internal sealed class DivergenceCheck
{
    private const double GrowthLimit = 1e3;

    /// <summary>The cost that growth is measured by: that of the first epoch, or, for batches, whose means differ from it, a measured one; null before the first epoch.</summary>
    public double? ReferenceCost { get; set; }

    /// <summary>True when the training has not diverged at this cost. The cost of a first epoch is its own reference.</summary>
    public bool IsStable(double cost, double firstCost)
    {
        // A comparison with NaN is false.
        return cost <= GrowthLimit * Math.Max(1, Math.Abs(ReferenceCost ?? firstCost)) && double.IsFinite(cost);
    }
}
