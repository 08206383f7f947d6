using System.Diagnostics;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>One training, from the split of the data to the result.</summary>
internal sealed class TrainingRun
{
    // A cost of more than this many times the first one (or 1, if that was less) is not coming back.
    private const double GrowthLimit = 1e3;

    private readonly Dataset _dataset;
    private readonly Dataset _samples;
    private readonly TrainingOptions _options;
    private readonly NetworkParameter _network;
    private readonly ResumePlan _plan;
    private readonly Validation? _validation;
    private readonly EarlyStopping _stopping;
    private readonly RateSchedule _schedule;
    private readonly HistoryWriter _history;
    private readonly SnapshotKeeper? _snapshots;
    private readonly WorkerGroup _team;
    private readonly SampleSource _source;
    private readonly EpochRunner? _runner;
    private double? _referenceCost;

    public TrainingRun(Dataset dataset, TrainingStart start, TrainingOptions options, UnknownCategory unknown, Action<string>? warn)
    {
        options.Validate();
        start.Parameter.RequireFinite();
        _dataset = dataset;
        _options = options;

        // What is trained on, and by whom.
        LossFunction loss = start.Parameter.Shape.LossFunction;
        options.RequireOptimizerFor(loss);
        CategoryCheck.Run(dataset, start.Parameter.Schema, unknown, warn);
        Dataset all = start.Parameter.Fit(dataset), fitted = all.WithoutWeightless();
        loss.RequireTargets(all);
        (_samples, Dataset? held) = Split(fitted, options, new UnknownCategoryReporter(unknown, text => warn?.Invoke($"In the validation data: {text}")));
        _network = start.Parameter.With(start.Parameter.Scaling ?? Scaling.Of(_samples, options.Standardize, loss.AllowsStandardizedTarget));
        _plan = new ResumePlan(dataset, DigestOf(_samples, held), start, options, _network);
        _team = new WorkerGroup(options.ThrottleLimit ?? 0);
        _validation = held is null ? null : new Validation(held, _network.Scaling, _network.Shape, _team);
        _source = new SampleSource(_samples, _network.Scaling, options.ClassWeight?.For(_samples));
        _runner = CreateRunner(start.State);

        // What is remembered from one epoch to the next.
        _schedule = new RateSchedule(options, _plan.End);
        _stopping = new EarlyStopping(options.Patience, options.MinimumDelta);
        _history = new HistoryWriter(options.BaseRate, _plan.Earlier?.BaseRate ?? options.BaseRate, _plan.HasSchedule, _validation is not null, _plan.End);
        _snapshots = options.SnapshotCount == 0 ? null : new SnapshotKeeper(options.SnapshotCount);
        if (_plan.Earlier is { } earlier)
        {
            Restore(earlier);
        }

        if (_snapshots is { Kept.Count: 0 })
        {
            _snapshots.Observe(_history.Count, _plan.Earlier?.Values ?? _plan.InitialValues);
        }
    }

    /// <summary>Trains until all epochs are done, the token is canceled, the cost diverges, or waiting for a better one is over.</summary>
    public TrainingResult Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
        var reporter = new ProgressReporter(progress, _history, _plan.End);
        long begin = Stopwatch.GetTimestamp();
        (StopReason reason, double[] values) = _runner is null ? RunQuasiNewton(reporter, cancellation) : (RunEpochs(_runner, reporter, cancellation), _runner.Values.ToArray());
        TimeSpan duration = Stopwatch.GetElapsedTime(begin);
        if (reason == StopReason.Completed && _runner is not null && !IsStable(_runner.SampledCost(cancellation)) && !cancellation.IsCancellationRequested)
        {
            // It was the last update.
            reason = StopReason.Diverged;
            _runner.UndoEpoch();
            _stopping.Undo();
            values = _runner.Values.ToArray();
        }

        reason = cancellation.IsCancellationRequested ? StopReason.Canceled : reason;
        bool isStable = reason is not (StopReason.Diverged or StopReason.Canceled);
        if (!isStable && _history.Count > 0)
        {
            _snapshots?.Forget(_history.Count);
        }

        NetworkParameter trained = _network.With(_stopping.Best?.Values ?? values, _dataset.Schema);
        TrainingState state = Snapshot(values, isStable);
        if (isStable)
        {
            _options.Checkpoint?.Save(state);
        }

        return new TrainingResult(_dataset, trained, _options, _history.ToHistory(_network.Task, state, Snapshots(state)), state)
        {
            Seed = _options.HasChance ? _options.Seed : state.InitialSeed,
            ScoreOf = reason == StopReason.Canceled ? () => double.NaN : Score(_samples, _network, state.Best?.Values ?? state.Values, _options.ThrottleLimit ?? 0),
            SampleCount = _samples.SampleCount,
            WantedEpochCount = _plan.End,
            IsReproducible = _plan.IsReproducible,
            StopReason = reason,
            Duration = duration,
        };
    }

    private StopReason RunEpochs(EpochRunner descent, ProgressReporter reporter, CancellationToken cancellation)
    {
        // One delegate for all epochs.
        Func<double, bool> isStable = IsStable;

        // The means of batches say little of the first cost: it is measured.
        _referenceCost ??= _options.BatchSize > 0 ? descent.SampledCost(cancellation) : null;
        for (int epoch = _history.Count; epoch < _plan.End && !_stopping.IsOver; epoch++)
        {
            double rate = _schedule.RateOf(epoch);
            double cost = descent.RunEpoch(epoch, rate, isStable, cancellation);
            bool isCostStable = IsStable(cost) || IsStableForAllSamples(cost, descent, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return StopReason.Canceled;
            }

            if (!isCostStable)
            {
                descent.Undo();
                _stopping.Undo();
                return StopReason.Diverged;
            }

            EndEpoch(cost, rate, descent.Values.Span, cancellation);
            reporter.Report(epoch + 1, cost);
        }

        return _stopping.IsOver ? StopReason.EarlyStopped : StopReason.Completed;
    }

    /// <summary>
    /// What makes the cost of a first epoch of batches large may not be among the few samples that the first one was measured on: it is
    /// measured on all, which may raise it.
    /// </summary>
    private bool IsStableForAllSamples(double cost, EpochRunner descent, CancellationToken cancellation)
    {
        if (_history.Count > 0 || _options.BatchSize == 0 || !double.IsFinite(cost))
        {
            return false;
        }

        _referenceCost = Math.Max(_referenceCost ?? 0, descent.CostBefore(cancellation));
        return IsStable(cost);
    }

    private (StopReason Reason, double[] Values) RunQuasiNewton(ProgressReporter reporter, CancellationToken cancellation)
    {
        var cost = new CostGradient(_network.Shape, _source.TotalWeight, _options, _team);
        double[] values = _plan.Earlier?.Values ?? _plan.InitialValues;
        int done = _history.Count;
        if (done >= _plan.End || _stopping.IsOver)
        {
            return (_stopping.IsOver ? StopReason.EarlyStopped : StopReason.Completed, values);
        }

        var minimizer = new QuasiNewton(cost, new SampleBlocks(_source, _network.Shape), _plan.InitialValues, cancellation);
        StopReason reason = minimizer.Run(_plan.End - _plan.InitialEpoch, (epoch, costBefore, valuesAfter) =>
        {
            epoch += _plan.InitialEpoch;
            if (epoch >= done)
            {
                values = valuesAfter.ToArray();
                EndEpoch(costBefore, _options.BaseRate, valuesAfter, cancellation);
                reporter.Report(epoch + 1, costBefore);
            }

            return !_stopping.IsOver;
        });
        return (reason, values);
    }

    /// <summary>Writes an epoch down, and looks at what it did for the validation samples.</summary>
    private void EndEpoch(double cost, double rate, ReadOnlySpan<double> values, CancellationToken cancellation)
    {
        double watched = cost;
        if (_validation is not null)
        {
            if (!_validation.TryMeasure(values, out double validationCost, out double score, cancellation))
            {
                // Canceled: the epoch is not written down.
                return;
            }

            watched = validationCost;
            _history.AddValidation(validationCost, score);
            _stopping.Observe(_history.Count, validationCost, score, values);
        }

        _history.Add(cost, rate);
        _snapshots?.Observe(_history.Count, values);
        _schedule.Observe(watched);
        if (_options.Checkpoint is { } checkpoint && _history.Count % checkpoint.Interval == 0 && _history.Count < _plan.End)
        {
            checkpoint.Save(Snapshot(values.ToArray(), isStable: true));
        }
    }

    /// <summary>The digest of the data, for when it is needed. Results keep it: it holds on to the data alone, not to this training and its buffers.</summary>
    private static Lazy<string> DigestOf(Dataset samples, Dataset? held)
    {
        return new Lazy<string>(() => TrainingState.Digest(samples, held));
    }

    private static (Dataset Samples, Dataset? Held) Split(Dataset dataset, TrainingOptions options, UnknownCategoryReporter watch)
    {
        if (options.ValidationDataset is { } given)
        {
            return (dataset, DatasetRecoding.Recode(given, dataset.Schema, watch));
        }

        if (options.ValidationFraction == 0)
        {
            return (dataset, null);
        }

        DatasetSplit split = DatasetSplitter.Split(dataset, options.ValidationFraction, stratify: true, options.Seed);
        return (split.Train, split.Test);
    }

    /// <summary>The optimizer at work; null where a minimizer of its own does the work. What an earlier one of its kind remembers carries over.</summary>
    private EpochRunner? CreateRunner(TrainingState? known)
    {
        if (_options.Optimizer == Optimizer.LBFGS)
        {
            return null;
        }

        var descent = new EpochRunner(_source, _network.Shape, _plan.InitialValues, _options, _team);
        if (known?.Optimizer == _options.Optimizer)
        {
            descent.Restore(known, _plan.Earlier is not null);
        }

        return descent;
    }

    private void Restore(TrainingState state)
    {
        _history.Restore(state);
        _snapshots?.Restore(state.Snapshot, state.SnapshotLevel);
        _referenceCost = state.ReferenceCost;
        (_schedule.Reductions, _schedule.LowestCost, _schedule.Waiting) = state.Plateau;
        if (_validation is null)
        {
            return;
        }

        _stopping.Best = Copy(state.Best);
        _stopping.Before = state.BestBefore?.Epoch == state.Best?.Epoch ? _stopping.Best : Copy(state.BestBefore);
        (_stopping.Mark, _stopping.Waiting) = state.Patience;
        if (_stopping.IsOver && !_plan.IsCheckpoint)
        {
            // Whoever asks for more epochs has the patience for them.
            _stopping.Waiting = 0;
        }
    }

    /// <summary>What there is to go on from. Some of it is this training's own: to be written down at once, or when the training is over.</summary>
    private TrainingState Snapshot(double[] values, bool isStable)
    {
        return new TrainingState
        {
            Settings = TrainingSetting.Compared(_options, _plan.End),
            StartDigest = _plan.StartDigest,
            Shape = _plan.Shape,
            DataDigest = _plan.DataDigest,
            Optimizer = _options.Optimizer,
            Seed = _options.Seed,
            InitialSeed = _plan.InitialSeed,
            Initialization = _plan.Initialization,
            IsReproducible = _plan.IsReproducible && isStable,
            BaseRate = _options.BaseRate,
            ReferenceCost = _referenceCost,
            Values = values,
            ValuesBefore = _runner?.ValuesBefore ?? [],
            InitialValues = _runner is null ? _plan.InitialValues : [],
            InitialEpoch = _plan.InitialEpoch,
            StartEpoch = _plan.StartEpoch,
            Memory = isStable && _runner is not null ? _runner.Rule.Memory : [],
            StepCount = isStable ? _runner?.Rule.StepCount ?? 0 : 0,
            Cost = _history.Costs,
            Rate = _history.Rates,
            ValidationCost = _history.ValidationCosts,
            ValidationScore = _history.ValidationScores,
            Best = Copy(_stopping.Best),
            BestBefore = Copy(_stopping.Before),
            Patience = (_stopping.Mark, _stopping.Waiting),
            Plateau = (_schedule.Reductions, _schedule.LowestCost, _schedule.Waiting),
            Snapshot = _snapshots?.Kept ?? [],
            SnapshotLevel = _snapshots?.Level ?? 0,
        };
    }

    private EpochSnapshot[] Snapshots(TrainingState state)
    {
        return [.. state.Snapshot.Select(one => new EpochSnapshot(one.Epoch, _network.With(one.Values, _dataset.Schema)))];
    }

    private static BestEpoch? Copy(BestEpoch? best)
    {
        return best is null ? null : best with { Values = [.. best.Values] };
    }

    /// <summary>
    /// Accuracy or R2 on the training samples, for when somebody asks: it is another pass over the data. Holds on to the samples and
    /// the values alone, not to this training.
    /// </summary>
    private static Func<double> Score(Dataset samples, NetworkParameter network, double[] values, int limit)
    {
        return () =>
        {
            using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
            new Validation(samples, network.Scaling, network.Shape, new WorkerGroup(limit)).TryMeasure(values, out _, out double score, CancellationToken.None);
            return score;
        };
    }

    private bool IsStable(double cost)
    {
        double first = _referenceCost ?? (_history.Count == 0 ? cost : _history.FirstCost);

        // A comparison with NaN is false.
        return cost <= GrowthLimit * Math.Max(1, first) && double.IsFinite(cost);
    }
}
