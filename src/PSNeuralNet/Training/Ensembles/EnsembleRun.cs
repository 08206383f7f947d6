using System.Diagnostics;
using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// The training of an ensemble: of several networks side by side, each on one thread, and each with the bits that it has alone. They share one
/// schema and one scaling, those of all training samples; or those of the ensemble that is trained further, each network from its own weights, with its own layers and scaling.
/// </summary>
internal sealed class EnsembleRun
{
    private readonly Dataset _dataset;
    private readonly TrainingData _data;
    private readonly NetworkParameter _network;
    private readonly IReadOnlyList<NetworkParameter> _given;
    private readonly IReadOnlyList<int> _grown;
    private readonly IReadOnlyList<double> _quantile;
    private readonly TrainingOptions _options;
    private readonly EnsembleSplit _split;
    private readonly Action<string>? _warn;

    private bool IsRescaled { get; init; }

    private EnsembleRun(Dataset dataset, TrainingData data, NetworkParameter network, IReadOnlyList<int> grown, TrainingOptions options, Action<string>? warn)
    {
        _quantile = network.Quantile;
        (_dataset, _data, _network, _given, _grown, _options, _warn) = (dataset, data, network.Single[0], network.Member, grown, options, warn);
        _split = new EnsembleSplit(data, options);
    }

    /// <summary>Validates the settings, and prepares samples and scaling.</summary>
    /// <exception cref="NetworkException">
    /// An option is not usable, the start is neither an ensemble nor has a seed to draw from, the network does not fit the data, there are too few samples, or the networks would be too large.
    /// </exception>
    public static EnsembleRun Create(Dataset dataset, TrainingStart start, TrainingOptions options, UnknownCategory unknown, Action<string>? warn)
    {
        options.Validate();
        start = start.For(options.ClassWeight);
        NetworkParameter first = start.Parameter;
        if (!first.IsEnsemble && (start.State is not null || first.Seed is null || first.Initialization is null))
        {
            throw TrainingErrors.EnsembleStartMismatch(start.State is not null ? "a training is to be continued" : "the weights to start from are given");
        }

        first.RequireFinite();
        RequireSize(first, options.EnsembleCount);
        foreach (NetworkParameter one in first.Single)
        {
            options.RequireOptimizerFor(one.Shape.LossFunction);
        }

        options.RequireTask(first.Task);
        options.RequireWarmupBefore(options.EpochCount);
        var data = TrainingData.Prepare(dataset, start, options with { ValidationFraction = 0 }, unknown, warn);
        NetworkParameter network = ScalingFit.Apply(start, data.Samples, options, warn);
        RequireSize(network, options.EnsembleCount);
        network = data.Samples.CategoryCode.Count == 0 ? network : network.WithStatistics(data.Samples.Schema);

        // For the warnings: features may be constant in all samples, or in those of some networks.
        _ = ConstantFeatures.Clear(network.Single[0], data.Samples, options, warn, start.Grown);
        options = (network.IsUniform ? [network.Single[0]] : network.Single).Select(one => StableRate.Choose(options, one, data.Samples, earlier: null)).MinBy(chosen => chosen.BaseRate)!;
        return new EnsembleRun(dataset, data, network, start.Grown, options, warn) { IsRescaled = start.Rescales };
    }

    /// <summary>Trains all networks.</summary>
    public TrainingResult Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        int count = _options.EnsembleCount, next = -1;
        EnsembleProgress? report = progress is null ? null : new EnsembleProgress(count, _options.EpochCount, progress);
        var outcomes = new MemberOutcome[count];
        List<string>[] warnings = [.. outcomes.Select(_ => new List<string>())];
        long begin = Stopwatch.GetTimestamp();
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        int threads = Math.Min(Math.Min(count, _options.ThrottleLimit ?? count), WorkerGroup.FreeProcessorCount);
        ParallelParts.Run(
            threads,
            _ =>
            {
                try
                {
                    for (int i; (i = Interlocked.Increment(ref next)) < count;)
                    {
                        outcomes[i] = Train(i, report?.Of(i), warnings[i].Add, failure.Token);
                        report?.Finish(i, outcomes[i].History);
                    }
                }
                catch
                {
                    // One error ends all.
                    failure.Cancel();
                    throw;
                }
            },
            report is null ? null : report.Report);
        TimeSpan duration = Stopwatch.GetElapsedTime(begin);
        foreach (IGrouping<string, string> warning in warnings.SelectMany(ofOne => ofOne).GroupBy(text => text))
        {
            _warn?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{warning.Count()} of the {count} networks: {warning.Key}"));
        }

        return Result(outcomes, cancellation.IsCancellationRequested, duration);
    }

    /// <summary>Trains one network, as if it were alone.</summary>
    private MemberOutcome Train(int member, IProgress<TrainingProgress>? progress, Action<string> warn, CancellationToken cancellation)
    {
        NetworkParameter initial = Initial(member);
        if (cancellation.IsCancellationRequested)
        {
            return MemberOutcome.NotBegun(initial);
        }

        (int[] train, int[] heldOut) = _split.Rows(member);
        TrainingData data = _split.DataOf(train, heldOut);
        TrainingOptions options = _options with
        {
            EnsembleCount = 1,
            FoldCount = null,
            Seed = EnsembleSplit.SeedOf(_options.Seed, member),
            ValidationFraction = 0,
            ThrottleLimit = 1,
            Calibration = Calibration.None,
            BackgroundCount = 0,
        };
        NetworkParameter network = ConstantFeatures.Clear(initial, data.Samples, options, warn: null, _grown);
        TrainingResult result = new TrainingRun(_dataset, data, network, new TrainingStart(initial), options, warn).Run(progress, cancellation);
        TrainingState state = result.State!;
        double[] offset = [];
        HeldOutLogits? logits = null;
        if (CalibrationFit.IsFor(_options, network.Task, result.StopReason))
        {
            offset = options.ClassWeight?.PriorOffset(data.Samples) ?? [];
            logits = result.Best is null ? null : HeldOutLogits.Of(result.Parameter, data.Validation!, offset, new WorkerGroup(1));
        }

        return new MemberOutcome(
            result.Parameter.Flatten(),
            state.History,
            state.Snapshots.Snapshots,
            result.Best is { } best ? best with { Values = [] } : null,
            result.Seed,
            result.StopReason,
            data.Samples.SampleCount,
            heldOut,
            heldOut.Length == 0 || cancellation.IsCancellationRequested ? null : new Predictor(result.Parameter, allQuantiles: _quantile.Count > 0).Predict(data.Validation!, new WorkerGroup(1), CancellationToken.None))
        {
            HeldOutLogits = logits,
            PriorOffset = offset,
        };
    }

    /// <summary>The initial parameters of a network: those of the ensemble that is trained further; else those of the seed, and of the next seeds.</summary>
    private NetworkParameter Initial(int member)
    {
        if (_given.Count > 0)
        {
            // Without the seed, which does not give these weights.
            return _given[member].With(_given[member].Flatten());
        }

        if (member == 0)
        {
            return _network;
        }

        long seed = EnsembleSplit.SeedOf(_network.Seed!.Value, member);
        NetworkParameter drawn = Initializer.Initialize(_network.Shape.WithInputs(_network.FeatureCount), _network.Initialization!.Value, seed, _network.HasNames ? _network.Schema : null);
        return EncodedInputs.With(drawn, _network.Scaling);
    }

    private TrainingResult Result(MemberOutcome[] members, bool isCanceled, TimeSpan duration)
    {
        HistoryState history = MeanHistory.Of([.. members.Select(member => member.History)]);
        StopReason reason = isCanceled ? StopReason.Canceled : ReasonOf(members);
        NetworkParameter[] trained = Networks(member => member.Values), calibrated = [.. trained];
        CalibrationFit calibration = Calibrate(members, calibrated, reason, out (double Cost, double Score)? measure);
        NetworkMetadata metadata = TrainingMetadata.Of(_data.Samples, _options);
        NetworkParameter ensemble = NetworkParameter.Ensemble(calibrated, metadata);
        var writer = new HistoryWriter(_options.BaseRate, _options.Schedule != Schedule.Constant, hasValidation: true, _options.EpochCount);
        TrainingData data = _data;
        OutOfFold? outOfFold = isCanceled || !_split.HoldsOut ? null : new OutOfFold(_data.Samples, _dataset.Weight, members, _network.Task, Math.Max(_quantile.Count, OutputDecoder.CountOf(_network.Shape, _network.Task)), _quantile);
        BestEpoch? best = MeanHistory.Best([.. members.Select(member => member.Best)]);
        ensemble = isCanceled ? ensemble : AnomalyFit.With(WithConformal(ensemble, outOfFold), data.Samples, HeldOut(ensemble, members), _options);
        return new TrainingResult(
            _dataset,
            ensemble,
            _options,
            writer.ToHistory(_network.Task, history, Snapshots()),
            isCanceled ? () => (double.NaN, double.NaN) : Measure(data.Samples, ensemble),
            () => Baseline.Accuracy(data.Samples, outOfFold?.Samples ?? data.Validation ?? data.Samples))
        {
            Calibration = calibration,
            Uncalibrated = calibrated.SequenceEqual(trained) ? ensemble : NetworkParameter.Ensemble(trained, metadata),
            CalibratedMeasure = isCanceled || best is null ? measure : OnValidation(ensemble, measure?.Cost ?? best.Cost) ?? measure,
            Best = best,
            InitialSeed = _network.Seed,
            Initialization = _network.Initialization,
            Seed = _options.Seed,
            SampleCount = _data.Samples.SampleCount,
            WantedEpochCount = _options.EpochCount,
            IsReproducible = _given.Count == 0,
            IsRescaled = IsRescaled,
            StopReason = reason,
            Duration = duration,
            OutOfFold = outOfFold,
            MemberTraining = [.. members.Select((member, i) => new Lazy<TrainingSummary>(() => Summary(member, ensemble.Member[i], i) with { Temperature = calibration.Temperature }))],
        };

        NetworkParameter Ensemble(Func<MemberOutcome, double[]> valuesOf) => NetworkParameter.Ensemble(Networks(valuesOf));

        NetworkParameter[] Networks(Func<MemberOutcome, double[]> valuesOf) =>
            [.. members.Select((member, i) => (_given.Count > 0 ? _given[i] : _network).With(valuesOf(member), _dataset.Schema))];

        // At the epochs of the network that took the most.
        IReadOnlyList<EpochSnapshot> Snapshots() =>
            isCanceled ? [] : [.. members.MaxBy(member => member.EpochCount)!.Snapshots.Select(one => new EpochSnapshot(one.Epoch, Ensemble(member => member.SnapshotAt(one.Epoch))))];
    }

    /// <summary>The samples that each network held out, or the validation dataset, for anomaly scores.</summary>
    private (NetworkParameter Network, Dataset Samples)[] HeldOut(NetworkParameter ensemble, MemberOutcome[] members) =>
        _data.Validation is { } validation ? [(ensemble, validation)]
            : [.. members.Index().Where(member => member.Item.HeldOut.Length > 0).Select(member => (ensemble.Member[member.Index], _data.Samples.Take(member.Item.HeldOut)))];

    /// <summary>The ensemble with the scores of the samples that its networks held out, or of the validation dataset, for prediction intervals and sets.</summary>
    private NetworkParameter WithConformal(NetworkParameter ensemble, OutOfFold? outOfFold) =>
        ensemble.Schema.IsAnomaly ? ensemble
            : outOfFold is not null ? ConformalFit.With(ensemble, outOfFold.Samples, outOfFold.Quantiles ?? outOfFold.Prediction)
            : _data.Validation is { } validation ? ConformalFit.With(ensemble, validation)
            : ensemble;

    /// <summary>
    /// Calibrates all networks with one temperature, fitted on what each predicts for the samples that it held out (or for the validation dataset), pooled. The mean of several
    /// is less sure than each of them, but no sample was held out by all, so that cannot be fitted.
    /// </summary>
    /// <param name="members">The outcomes; those with predictions of their own samples get the calibrated ones.</param>
    /// <param name="trained">The networks; replaced by the calibrated ones.</param>
    /// <param name="reason">The reason for the end.</param>
    /// <param name="measure">The mean cost and score of the calibrated networks on those samples; null where they are not calibrated.</param>
    private CalibrationFit Calibrate(MemberOutcome[] members, NetworkParameter[] trained, StopReason reason, out (double Cost, double Score)? measure)
    {
        measure = null;
        if (!CalibrationFit.IsFor(_options, _network.Task, reason))
        {
            return new CalibrationFit(null, CalibrationFit.ReasonAgainst(_options, _network.Task, reason));
        }

        HeldOutLogits[] parts = [.. members.Select(member => member.HeldOutLogits).OfType<HeldOutLogits>()];
        var fit = CalibrationFit.Of(parts, isShared: !_split.HoldsOut && parts.Length > 0);
        for (int i = 0; i < members.Length; i++)
        {
            trained[i] = trained[i].Calibrated(fit.Divisor, members[i].PriorOffset);
            bool isChanged = fit.Temperature is not null || members[i].PriorOffset.Length > 0;
            members[i] = isChanged && members[i].Prediction is not null && members[i].HeldOutLogits is { } heldOut ? members[i] with { Prediction = heldOut.Probability(fit.Inverse) } : members[i];
        }

        if (parts.Length > 0 && (fit.Temperature is not null || Array.Exists(members, member => member.PriorOffset.Length > 0)))
        {
            (double Cost, double Score)[] measures = [.. parts.Select(part => part.Measure(fit.Inverse))];
            measure = (measures.Average(one => one.Cost), measures.Average(one => one.Score));
        }

        return fit;
    }

    /// <summary>The cost and the score of the ensemble's predictions for the validation dataset; of numbers, the cost is the mean over the networks. Null without one.</summary>
    private (double Cost, double Score)? OnValidation(NetworkParameter ensemble, double mean)
    {
        if (_data.Validation is not { } validation)
        {
            return null;
        }

        Matrix<double> prediction = new Predictor(ensemble).Predict(validation, new WorkerGroup(), CancellationToken.None);
        NetworkReport report = Evaluator.Measure(validation, prediction, _network.Task, DecisionRule.Default, validation.Weight is null ? null : [.. validation.Weight], CancellationToken.None);
        return (report is RegressionReport ? mean : NetworkMetric.LogLoss.ValueOf(report), OutOfFold.ScoreOf(report));
    }

    /// <exception cref="NetworkException">The networks have too many weights and biases.</exception>
    private static void RequireSize(NetworkParameter network, int count)
    {
        if (network.IsEnsemble)
        {
            NetworkShape.RequireSize([.. network.Member.Select(member => member.Shape)]);
        }
        else
        {
            network.Shape.RequireSize(count);
        }
    }

    /// <summary>The reason for the end of all trainings: divergence of one, that which all have, or early stopping of some.</summary>
    private static StopReason ReasonOf(MemberOutcome[] members) =>
        Array.Exists(members, member => member.StopReason == StopReason.Diverged) ? StopReason.Diverged
            : Array.Exists(members, member => member.StopReason == StopReason.EarlyStopped) ? StopReason.EarlyStopped
            : members[0].StopReason;

    /// <summary>The settings with which one network of the ensemble is trained further by itself: it holds out as large a share as here, of a fold or of the validation fraction; with a validation dataset, none.</summary>
    private TrainingOptions AloneOptions =>
        _options with
        {
            EnsembleCount = 1,
            FoldCount = null,
            ValidationFraction = _options.ValidationDataset is not null ? 0 : _options.ValidationFraction > 0 ? _options.ValidationFraction : 1.0 / (_options.FoldCount ?? _options.EnsembleCount),
        };

    /// <summary>The summary of one training. Its score is measured when first asked for.</summary>
    private TrainingSummary Summary(MemberOutcome member, NetworkParameter network, int index)
    {
        double[] cost = member.History.Cost;
        (int[] train, int[] heldOut) = _split.Rows(index);
        double? score = member.StopReason == StopReason.Canceled ? double.NaN : Measure(_split.DataOf(train, heldOut).Samples, network)().Score;
        return new TrainingSummary(
            cost.Length,
            cost.Length == 0 ? double.NaN : cost[0],
            cost.Length == 0 ? double.NaN : cost[^1],
            member.Best?.Epoch,
            member.Best?.Cost,
            score,
            member.Best?.Score,
            member.SampleCount,
            _options.Optimizer.ToString(),
            _options.BaseRate,
            member.StopReason.ToString(),
            member.Seed)
        {
            Setting = TrainingSetting.Kept(AloneOptions),
        };
    }

    /// <summary>Measures accuracy or R2 of a network on training samples when called. The mean loss is that of the validation samples only.</summary>
    private static Func<(double Cost, double Score)> Measure(Dataset samples, NetworkParameter network) =>
        () =>
        {
            Matrix<double> prediction = new Predictor(network).Predict(samples, new WorkerGroup(), CancellationToken.None);
            double[]? weight = samples.Weight is null ? null : [.. samples.Weight];
            return (double.NaN, OutOfFold.ScoreOf(Evaluator.Measure(samples, prediction, network.Task, DecisionRule.Default, weight, CancellationToken.None)));
        };
}
