namespace PSNeuralNet.Training;

/// <summary>Stop rules (patience, minimum delta, tolerance) applied to the epochs that are done, where a training resumes with other ones.</summary>
internal static class StopReplay
{
    /// <summary>The state of an earlier training as it would be, had it had these rules from its start. Where that continued another one, a wait that was over began anew.</summary>
    /// <param name="earlier">The state.</param>
    /// <param name="options">The settings with the new rules.</param>
    /// <returns>The state, and true where the rules would have stopped the training before its last epoch.</returns>
    public static (TrainingState State, bool IsLate) Of(TrainingState earlier, TrainingOptions options)
    {
        HistoryState history = earlier.History;
        bool hasValidation = history.ValidationCost.Length > 0;
        var stopping = new EarlyStopping(hasValidation ? options.Patience : null, options.MinimumDelta, options.Watch);
        var convergence = new Convergence(options.Tolerance, options.Patience);
        bool isLate = false;
        for (int epoch = 0; epoch < history.Cost.Length; epoch++)
        {
            isLate |= stopping.IsOver || convergence.IsOver;
            RenewAt(epoch);
            convergence.Observe(history.Cost[epoch]);
            if (hasValidation)
            {
                stopping.Observe(epoch, history.ValidationCost[epoch], history.ValidationScore[epoch], []);
            }
        }

        RenewAt(history.Cost.Length);

        // The best epoch, whose weights are kept, does not depend on the rules.
        EarlyStoppingState replayed = stopping.State;
        TrainingState state = earlier with
        {
            EarlyStopping = earlier.EarlyStopping with { LowestCost = replayed.LowestCost, EpochsWithoutImprovement = replayed.EpochsWithoutImprovement },
            Convergence = convergence.State,
        };
        return (state, isLate);

        void RenewAt(int epoch)
        {
            if (epoch == earlier.StartEpoch)
            {
                stopping.Restore(stopping.State, renewPatience: true);
                convergence.Restore(convergence.State, renews: true);
            }
        }
    }
}
