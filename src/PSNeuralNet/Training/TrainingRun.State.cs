namespace PSNeuralNet.Training;

// The state between two epochs: taken for checkpoints and results, restored to resume.
internal sealed partial class TrainingRun
{
    /// <summary>Continues from an earlier training; on other data or with another network, with the moments of the optimizer alone.</summary>
    private void Restore(TrainingState? state)
    {
        if (state?.Optimizer == _options.Optimizer)
        {
            _runner?.Restore(state, _plan.Earlier is not null);
        }

        if (_plan.Earlier is not { } earlier)
        {
            return;
        }

        _history.Restore(earlier);
        _snapshots.Restore(earlier.Snapshots);
        _divergence.ReferenceCost = earlier.ReferenceCost;
        _schedule.State = earlier.Plateau;
        _convergence.Restore(earlier.Convergence, _plan.RenewsPatience);
        if (_validation is not null)
        {
            _stopping.Restore(earlier.EarlyStopping, _plan.RenewsPatience);
        }
    }

    /// <summary>The state between two epochs. Some arrays are those of this training: to be written at once, or when the training is over.</summary>
    private TrainingState State(double[] values, bool isStable, bool isOver) =>
        new TrainingState
        {
            Identity = _plan.Identity,
            Optimizer = _options.Optimizer,
            Seed = _options.Seed,
            InitialSeed = _plan.InitialSeed,
            Initialization = _plan.Initialization,
            IsReproducible = _plan.IsReproducible && isStable,
            BaseRate = _options.BaseRate,
            ReferenceCost = _divergence.ReferenceCost,
            StartEpoch = _plan.StartEpoch,
            Parameters = new ParameterState(values, _runner?.ValuesBefore ?? [], _runner is null ? _plan.InitialValues : [], _plan.InitialEpoch),
            OptimizerState = isStable && _runner is not null ? _runner.Rule.State : OptimizerState.Empty,
            FeatureScale = isStable ? _runner?.ScaleState : null,
            History = _history.State,
            EarlyStopping = _stopping.State,
            Plateau = _schedule.State,
            Convergence = _convergence.State,
            Snapshots = _snapshots.State,
            Resume = ResumeSettings.Of(_options, _plan.IsRescaled, isOver),
        };
}
