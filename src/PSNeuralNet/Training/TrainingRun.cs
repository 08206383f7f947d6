using System.Diagnostics;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>One training: set-up, epochs, result.</summary>
internal sealed partial class TrainingRun
{
    private readonly Dataset _dataset;
    private readonly TrainingData _data;
    private readonly TrainingOptions _options;
    private readonly NetworkParameter _network;
    private readonly ResumePlan _plan;
    private readonly WorkerGroup _workers;
    private readonly EpochRunner? _runner;
    private readonly IValidation? _validation;
    private readonly RateSchedule _schedule;
    private readonly EarlyStopping _stopping;
    private readonly Convergence _convergence;
    private readonly DivergenceCheck _divergence = new();
    private readonly HistoryWriter _history;
    private readonly SnapshotRecorder _snapshots;
    private readonly Action<string>? _warn;

    // The weights and biases of LBFGS; an epoch runner has its own.
    private double[] _minimum;

    /// <param name="dataset">The data that was given, to be named in errors and kept in the result.</param>
    /// <param name="data">Its samples, as the network takes them.</param>
    /// <param name="network">The parameters to start from, with their scaling.</param>
    /// <param name="start">The start of the training.</param>
    /// <param name="options">The settings, which are valid.</param>
    /// <param name="warn">Called where the training changed no weight; null ignores it.</param>
    public TrainingRun(Dataset dataset, TrainingData data, NetworkParameter network, TrainingStart start, TrainingOptions options, Action<string>? warn)
    {
        _dataset = dataset;
        _data = data;
        _warn = warn;
        _network = _data.Samples.CategoryCode.Count == 0 ? network : network.WithStatistics(_data.Samples.Schema);
        _options = options = StableRate.Choose(options, _network, _data.Samples, start.State);
        _plan = new ResumePlan(dataset, _data.LazyDigest(), start, options, _network);
        _minimum = _plan.Earlier?.Parameters.Values ?? _plan.InitialValues;

        _workers = new WorkerGroup(options.ThrottleLimit ?? 0);
        _runner = options.Optimizer == Optimizer.LBFGS ? null : EpochRunner.Create(_data.Samples, _network.Scaling, _network.Shape, _plan.InitialValues, options, _workers);
        _validation = _data.Validation is null ? null : Validation.Create(_data.Validation, _network.Scaling, _network.Shape, _workers, options.Precision);
        _schedule = new RateSchedule(options, _plan.End);
        _stopping = new EarlyStopping(_validation is null ? null : options.Patience, options.MinimumDelta, options.Watch);
        _convergence = new Convergence(options.Tolerance, options.Patience);
        _history = new HistoryWriter(options.BaseRate, _plan.HasSchedule, _validation is not null, _plan.End);
        _snapshots = new SnapshotRecorder(options.SnapshotCount);
        WarnOfReplacement(start);
        Restore(start.State);
        _snapshots.ObserveStart(_history.Count, _minimum);
    }

    private int End => Math.Min(_plan.End, _options.PauseEpoch ?? _plan.End);

    private bool IsOver => _stopping.IsOver || _convergence.IsOver;

    private StopReason ReasonOfEnd => _stopping.IsOver ? StopReason.EarlyStopped : _convergence.IsOver ? StopReason.Converged : StopReason.Completed;

    /// <summary>Validates the settings, and prepares samples and parameters.</summary>
    /// <exception cref="NetworkException">An option is not usable, the network does not fit the data, or the checkpoint is of another training.</exception>
    public static TrainingRun Create(Dataset dataset, TrainingStart start, TrainingOptions options, UnknownCategory unknown, Action<string>? warn)
    {
        ResumeSettings.RequireValidation(start, options);
        options.Validate();
        start = start.For(options.ClassWeight);
        start.Parameter.RequireFinite();
        options.RequireOptimizerFor(start.Parameter.Shape.LossFunction);
        var data = TrainingData.Prepare(dataset, start, options, unknown, warn);
        options.RequireTask(start.Parameter.Task);
        NetworkParameter network = ConstantFeatures.Clear(ScalingFit.Apply(start, data.Samples, options, warn), data.Samples, options, warn, start.Grown);
        return new TrainingRun(dataset, data, network, start, options, warn);
    }

    private double[] Values => _runner?.Values.ToArray() ?? _minimum;

    /// <summary>Trains until all epochs are done, the patience is used up, the training converges, the cost diverges, or the token is canceled.</summary>
    public TrainingResult Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
        var reporter = new ProgressReporter(progress, _history, _plan.End);
        int done = _history.Count;
        long begin = Stopwatch.GetTimestamp();
        StopReason reason = _runner is { } runner ? RunEpochs(runner, reporter, cancellation) : RunMinimizer(reporter, cancellation);
        TimeSpan duration = Stopwatch.GetElapsedTime(begin);
        WarnOfNoChange(reason, done);
        WarnOfNoConvergence(reason, done);
        return Result(cancellation.IsCancellationRequested ? StopReason.Canceled : reason, duration);
    }

    /// <summary>Warns before the checkpoint of another training, which has not ended, is replaced.</summary>
    private void WarnOfReplacement(TrainingStart start)
    {
        if (_warn is not null && !start.IsCheckpoint && _options.Checkpoint?.ReplacementOf(_plan.Identity) is { } warning)
        {
            _warn(warning);
        }
    }

    private StopReason RunEpochs(EpochRunner runner, ProgressReporter reporter, CancellationToken cancellation)
    {
        Func<double, bool> isStable = IsStable;
        _divergence.ReferenceCost ??= _options.BatchSize > 0 ? runner.SampledCost(cancellation) : null;
        for (int epoch = _history.Count; epoch < End && !IsOver; epoch++)
        {
            double rate = _schedule.RateOf(epoch);
            double cost = runner.RunEpoch(epoch, rate, isStable, cancellation);
            bool isEpochStable = IsStable(cost) || IsStableForAllSamples(cost, runner, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return StopReason.Canceled;
            }

            if (!isEpochStable)
            {
                runner.UndoTwoEpochs();
                _stopping.RemoveLast();
                return StopReason.Diverged;
            }

            EndEpoch(cost, rate, runner.Values, cancellation);
            reporter.Report(epoch + 1, cost, rate);
        }

        if (IsOver || IsStable(runner.SampledCost(cancellation)) || cancellation.IsCancellationRequested)
        {
            return ReasonOfEnd;
        }

        // The last update diverged.
        runner.UndoEpoch();
        _stopping.RemoveLast();
        return StopReason.Diverged;
    }

    /// <summary>Warns where the epochs ran out before the training converged.</summary>
    private void WarnOfNoConvergence(StopReason reason, int done)
    {
        if (reason != StopReason.Completed || _options.Tolerance is not { } tolerance || _history.Count <= done || End < _plan.End)
        {
            return;
        }

        if (!_options.Chosen.Contains(nameof(TrainingOptions.Tolerance)))
        {
            _warn?.Invoke(FormattableString.Invariant(
                $"The training did not converge in {_plan.End} epochs: its cost still fell by more than the tolerance {tolerance}. Give more epochs, or raise the learning rate or the tolerance."));
        }
        else if (!_options.Chosen.Contains(nameof(TrainingOptions.EpochCount)))
        {
            // The tolerance is one of the defaults; the epochs were given.
            _warn?.Invoke(FormattableString.Invariant($"The training did not converge in {_plan.End} epochs: its cost still fell. Give more epochs."));
        }
    }

    /// <summary>Warns where no epoch has changed a weight.</summary>
    /// <param name="reason">The reason for the end.</param>
    /// <param name="done">The epochs done before.</param>
    private void WarnOfNoChange(StopReason reason, int done)
    {
        if (reason == StopReason.Completed && _history.Count > done && _runner is not null && _runner.Values.SequenceEqual(_minimum))
        {
            _warn?.Invoke(FormattableString.Invariant(
                $"The training has changed no weight: the learning rate {_options.BaseRate} is too small to change a digit of one, or the gradient is 0, as where no unit is active. Raise the learning rate, standardize the data, or choose another seed or activation."));
        }
    }

    /// <summary>LBFGS runs its epochs itself. To resume, it repeats those done, which gives the same bits.</summary>
    private StopReason RunMinimizer(ProgressReporter reporter, CancellationToken cancellation)
    {
        int done = _history.Count;
        if (done >= End || IsOver)
        {
            return ReasonOfEnd;
        }

        SampleSource<double> source = EpochRunner.SourceOf<double>(_data.Samples, _network.Scaling, _options);
        var cost = new CostGradient<double>(_network.Shape, source, _options, _workers);
        var minimizer = new QuasiNewton(cost, new SampleBlocks<double>(source, _network.Shape), _plan.InitialValues, cancellation);
        StopReason reason = minimizer.Run(End - _plan.InitialEpoch, (step, costBefore, values) =>
        {
            int epoch = _plan.InitialEpoch + step;
            if (epoch >= done)
            {
                _minimum = values.ToArray();
                EndEpoch(costBefore, _options.BaseRate, values, cancellation);
                reporter.Report(epoch + 1, costBefore, _options.BaseRate);
            }

            return !IsOver;
        });
        return reason == StopReason.EarlyStopped ? ReasonOfEnd : reason;
    }

    /// <summary>Validates and records an epoch, and writes a checkpoint when one is due. A canceled epoch is not recorded.</summary>
    private void EndEpoch(double cost, double rate, ReadOnlySpan<double> values, CancellationToken cancellation)
    {
        double watched = cost;
        if (_validation is not null)
        {
            if (!_validation.TryMeasure(values, out double validationCost, out double score, cancellation))
            {
                return;
            }

            watched = validationCost;
            _history.AddValidation(validationCost, score);
            _stopping.Observe(_history.Count, validationCost, score, values);
        }

        _history.Add(cost, rate);
        _snapshots.Observe(_history.Count, values);
        _schedule.Observe(_history.Count - 1, watched);
        _convergence.Observe(cost);
        if (_options.Checkpoint is { } checkpoint && _history.Count % checkpoint.Interval == 0 && _history.Count < _plan.End)
        {
            checkpoint.Save(State(values.ToArray(), isStable: true, isOver: false));
        }
    }

    private bool IsStable(double cost) => _divergence.IsStable(cost, _history.Count == 0 ? cost : _history.FirstCost);

    /// <summary>
    /// The sample that the reference cost of batches was measured on may lack those that make the first epoch's cost large: before the training
    /// counts as diverged, the reference is measured on all samples, which may raise it.
    /// </summary>
    private bool IsStableForAllSamples(double cost, EpochRunner runner, CancellationToken cancellation)
    {
        if (_history.Count > 0 || _options.BatchSize == 0 || !double.IsFinite(cost))
        {
            return false;
        }

        _divergence.ReferenceCost = Math.Max(_divergence.ReferenceCost ?? 0, runner.CostBefore(cancellation));
        return IsStable(cost);
    }

    private TrainingResult Result(StopReason reason, TimeSpan duration)
    {
        bool isStable = reason is not (StopReason.Diverged or StopReason.Canceled);
        if (!isStable && _history.Count > 0)
        {
            _snapshots.Remove(_history.Count);
        }

        TrainingState state = State(Values, isStable, isOver: isStable);
        if (isStable)
        {
            _options.Checkpoint?.Save(state);
        }

        double[] best = state.EarlyStopping.Best?.Values ?? state.Parameters.Values;
        EpochSnapshot[] snapshots = [.. state.Snapshots.Snapshots.Select(one => new EpochSnapshot(one.Epoch, _network.With(one.Values, _dataset.Schema)))];
        TrainingData data = _data;
        NetworkParameter trained = _network.With(best, _dataset.Schema).With(TrainingMetadata.Of(_data.Samples, _options));
        NetworkParameter uncalibrated = trained;
        CalibrationFit calibration = Calibrate(ref trained, state.EarlyStopping.Best, reason, out (double Cost, double Score)? measure);
        trained = WithConformal(trained, state.EarlyStopping.Best, reason);
        trained = reason == StopReason.Canceled ? trained : AnomalyFit.With(trained, _data.Samples, _data.Validation is { } heldOut ? [(trained, heldOut)] : [], _options);
        return new TrainingResult(
            _dataset,
            trained,
            _options,
            _history.ToHistory(_network.Task, state.History, snapshots),
            reason == StopReason.Canceled ? () => (double.NaN, double.NaN) : data.LazyMeasure(trained, _options.ThrottleLimit ?? 0),
            () => Baseline.Accuracy(data.Samples, state.EarlyStopping.Best is null ? data.Samples : data.Validation ?? data.Samples))
        {
            State = state,
            Calibration = calibration,
            Uncalibrated = uncalibrated,
            CalibratedMeasure = measure,
            Best = state.EarlyStopping.Best,
            InitialSeed = state.InitialSeed,
            Initialization = state.Initialization,
            Seed = _options.HasChance ? _options.Seed : state.InitialSeed,
            SampleCount = _data.Samples.SampleCount,
            WantedEpochCount = _plan.End,
            IsReproducible = _plan.IsReproducible,
            IsRescaled = _plan.IsRescaled,
            StopReason = reason,
            Duration = duration,
        };
    }

    /// <summary>The network with the scores of the validation samples, for prediction intervals and sets; the network itself without validation, and after a cancellation.</summary>
    private NetworkParameter WithConformal(NetworkParameter trained, BestEpoch? best, StopReason reason) =>
        trained.Schema.IsAnomaly || best is null || _data.Validation is not { } validation || reason == StopReason.Canceled ? trained
            : ConformalFit.With(trained, validation);

    /// <summary>Calibrates the returned network: the state to continue from keeps the trained weights.</summary>
    /// <param name="trained">The network; replaced by the calibrated one.</param>
    /// <param name="best">The best epoch; null without validation.</param>
    /// <param name="reason">The reason for the end.</param>
    /// <param name="measure">Cost and score of the calibrated network on the validation samples; null where it is not calibrated, or without validation.</param>
    private CalibrationFit Calibrate(ref NetworkParameter trained, BestEpoch? best, StopReason reason, out (double Cost, double Score)? measure)
    {
        measure = null;
        if (!CalibrationFit.IsFor(_options, _network.Task, reason))
        {
            return new CalibrationFit(null, CalibrationFit.ReasonAgainst(_options, _network.Task, reason));
        }

        double[] offset = _options.ClassWeight?.PriorOffset(_data.Samples) ?? [];
        HeldOutLogits? heldOut = best is null ? null : HeldOutLogits.Of(trained, _data.Validation!, offset, _workers);
        var fit = CalibrationFit.Of(heldOut is null ? [] : [heldOut]);
        trained = trained.Calibrated(fit.Divisor, offset);
        if (heldOut is not null && (fit.Temperature is not null || offset.Length > 0))
        {
            measure = heldOut.Measure(fit.Inverse);
        }

        return fit;
    }
}
