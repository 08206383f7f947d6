namespace PSNeuralNet.Training;

/// <summary>State of the tolerance between two epochs.</summary>
/// <param name="LowestCost">The lowest training cost so far.</param>
/// <param name="EpochsWithoutImprovement">The number of epochs in a row that did not lower it by more than the tolerance.</param>
internal readonly record struct ConvergenceState(double LowestCost, int EpochsWithoutImprovement);

/// <summary>
/// Convergence of the training cost, by the rule of scikit-learn's MLPs (tol, n_iter_no_change): an epoch does not improve where its cost is more
/// than the lowest one before less the tolerance; after more than so many such epochs in a row, the training has converged.
/// </summary>
/// <param name="tolerance">The tolerance; null for none.</param>
/// <param name="epochs">The number of epochs; null for scikit-learn's 10.</param>
internal sealed class Convergence(double? tolerance, int? epochs)
{
    private const int DefaultEpochs = 10;

    /// <summary>The state.</summary>
    public ConvergenceState State { get; set; } = new(double.PositiveInfinity, 0);

    /// <summary>True when the training has converged.</summary>
    public bool IsOver => tolerance is not null && State.EpochsWithoutImprovement > (epochs ?? DefaultEpochs);

    /// <summary>Continues from the state of an earlier training.</summary>
    /// <param name="state">The state.</param>
    /// <param name="renews">Starts a new wait where the training had converged: more epochs were asked for.</param>
    public void Restore(ConvergenceState state, bool renews)
    {
        State = state;
        State = renews && IsOver ? state with { EpochsWithoutImprovement = 0 } : state;
    }

    /// <summary>Compares the cost of an epoch with the lowest one.</summary>
    public void Observe(double cost)
    {
        (double lowest, int waited) = State;
        State = tolerance is null ? State : new ConvergenceState(Math.Min(lowest, cost), cost > lowest - tolerance ? waited + 1 : 0);
    }
}
