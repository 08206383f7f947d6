using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>
/// Hyperparameter search: trains many settings on folds of a dataset, and orders them by their score on the samples that were held out. The same dataset, options and seed give the
/// same trials to the last bit, whoever computes them, but for durations and workers, and for the number of trials with a time limit.
/// </summary>
public sealed class HyperparameterSearch : IDisposable
{
    private readonly Dataset _dataset;
    private readonly SearchOptions _options;
    private readonly SearchProblem _problem;
    private readonly SearchSpace _space;
    private readonly SearchJournal? _journal;
    private ISearchStrategy? _strategy;

    private HyperparameterSearch(Dataset dataset, SearchOptions options, SearchProblem problem, SearchSpace space, SearchJournal? journal, ISearchStrategy strategy)
    {
        (_dataset, _options, _problem, _space, _journal, _strategy) = (dataset, options, problem, space, journal, strategy);
        KnownCount = journal?.Contents.Outcome.Count ?? 0;
    }

    /// <summary>The seed of the search; that of the journal where it goes on.</summary>
    public long Seed => _problem.Seed;

    /// <summary>The metric of the scores.</summary>
    public NetworkMetric Metric => _problem.Metric;

    /// <summary>The number of trainings that the journal had when it was opened; 0 without a journal.</summary>
    public int KnownCount { get; }

    /// <summary>Prepares a search.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="options">The settings.</param>
    /// <param name="folds">The folds; their seed is that of the search.</param>
    /// <param name="path">The journal; null for none. An existing one is continued, with its seed where <paramref name="hasSeed"/> is false.</param>
    /// <param name="hasSeed">True where the seed of the options was given; else it is that of the journal, or drawn where there is none.</param>
    /// <param name="warn">Called for what the user should know.</param>
    /// <exception cref="NetworkException">A setting is out of its range or does not go with the data, or the journal is of another search.</exception>
    public static HyperparameterSearch Create(Dataset dataset, SearchOptions options, FoldOptions folds, string? path = null, bool hasSeed = true, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(folds);
        options.Validate();
        SearchJournal? journal = path is null ? null : SearchJournal.Open(path, warn);
        try
        {
            long seed = hasSeed ? options.Seed : journal?.Contents.Header?.Seed ?? RandomState.DrawSeed();
            SearchSpace space = options.Space ?? SearchSpace.ForTable(dataset);
            FoldPlan plan = FoldPlan.Create(dataset, folds with { Seed = seed });
            foreach (string warning in plan.Warning)
            {
                warn?.Invoke(warning);
            }

            var problem = new SearchProblem(dataset, [.. plan.Fold.Select(fold => new SearchFold(fold.TrainSamples(), fold.TestSamples()))], options.MetricFor(dataset.Task), options.PresetFor(dataset), seed)
            {
                Space = space,
                KeepsPrediction = options.KeepsPrediction || options.EnsembleCount is not null,
                KeepsState = options.Strategy == SearchStrategy.Halving,
                WritesState = journal is not null,
                KeepsNetwork = options.EnsembleCount is not null,
                ForgetsPrediction = options.EnsembleCount is not null && !options.KeepsPrediction,
            };
            problem.RequireMetric(warn);
            if (options.EnsembleCount is { } count && (long)count * problem.Fold.Count > NetworkJsonReader.MaximumMember)
            {
                throw SearchErrors.EnsembleTooManyNetworks(count, problem.Fold.Count, NetworkJsonReader.MaximumMember);
            }

            // Before the journal begins: a search that is refused leaves nothing in it.
            ISearchStrategy strategy = StrategyOf(options, space, problem);
            foreach (string name in space.WithoutEffect(OptimizerOf(problem.Preset)))
            {
                warn?.Invoke($"The parameter {name} of the space has no effect: no trial has an optimizer, schedule, loss or network that uses it.");
            }

            journal?.Begin(new JournalHeader(
                ThisModule.Version,
                problem.DataDigest,
                seed,
                folds.ToString(),
                problem.Fold.Count,
                problem.FoldDigest,
                space.ToString(),
                options.Strategy == SearchStrategy.Halving ? $"{options.Strategy} {options.TrialCount?.ToString(CultureInfo.InvariantCulture) ?? "endless"}" : $"{options.Strategy}",
                $"{problem.Metric}",
                $"{problem.Preset}",
                problem.ShowsPreset));
            return new HyperparameterSearch(dataset, options, problem, space, journal, strategy);
        }
        catch
        {
            journal?.Dispose();
            throw;
        }
    }

    /// <summary>Runs the search, in this process and on machines.</summary>
    /// <param name="observer">Receives what happens, on this thread.</param>
    /// <param name="sessions">The machines to run trials on, instead of this process: they are disposed. Null or none for this process.</param>
    /// <param name="cancellation">Ends the search; what was finished is in the journal.</param>
    /// <returns>The trials, the best one first; those that failed last.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="NetworkException">No trial was finished within the time limit, all failed, no worker is left, or the journal cannot be written.</exception>
    public IReadOnlyList<SearchTrial> Run(ISearchObserver observer, IReadOnlyList<ISearchSession>? sessions = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(observer);
        ISearchStrategy strategy = Interlocked.Exchange(ref _strategy, null) ?? StrategyOf(_options, _space, _problem);
        (int first, int last) = _options.TrialRange ?? (0, int.MaxValue);
        var limits = new SearchLimits(_options.TimeLimit, _options.TrialTimeout, first, last);
        var remote = new RemoteOptions(_options.ThrottleLimit, _options.TrialTimeout);
        var bytes = new Lazy<ProblemBytes>(() => ProblemBytes.Of(_problem));
        ISearchWorker[] workers = sessions is { Count: > 0 }
            ? [.. sessions.Select(session => new RemoteWorker(session, remote, bytes))]
            : [new LocalWorker(_options.ThrottleLimit ?? 0, _options.TrialTimeout, cancellation)];
        try
        {
            IReadOnlyList<SearchTrial> trials = new SearchRun(_problem, strategy, workers, _journal, limits, observer).Run(cancellation);
            WarnOfCount(observer, trials.Count);
            if (_options.KeepsPrediction)
            {
                foreach (SearchTrial trial in trials.Where(trial => trial.Error is null))
                {
                    trial.OutOfFold = HeldOut.ToOutOfFold(HeldOut.PredictionOf(trial.Outcome)!);
                }
            }

            return trials;
        }
        finally
        {
            // Each waits for an answer of its machine.
            Task.WaitAll([.. workers.Select(worker => Task.Run(worker.Dispose, CancellationToken.None))], CancellationToken.None);
        }
    }

    /// <summary>Selects an ensemble out of the trials: see <see cref="EnsembleSelection"/>. Its networks are those of the folds of the trials that were selected.</summary>
    /// <param name="trials">The trials of <see cref="Run"/>.</param>
    /// <param name="cancellation">Cancels the selection.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="NetworkException">No trial was trained to its end, or one has no predictions.</exception>
    public SearchEnsemble Ensemble(IReadOnlyList<SearchTrial> trials, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(trials);
        SearchTrial[] candidates = [.. trials.Where(trial => trial.Status == TrialStatus.Completed).Take(EnsembleSelection.CandidateCount)];
        double[][] predictions = [.. candidates.Select(trial => HeldOut.PredictionOf(trial.Outcome) ?? throw SearchErrors.EnsembleTrialWithoutPrediction(trial.Trial))];
        var selection = new EnsembleSelection(HeldOut.Samples, predictions, Metric);
        (int[] picks, double score) = selection.Select(_options.EnsembleCount ?? 1, cancellation);
        var networks = new NetworkParameter[candidates.Length][];
        int[] missing = [.. picks.Distinct()];
        var runner = new TrialRunner(_problem);
        (int Trial, int Fold)[] tasks = [.. from pick in missing from fold in Enumerable.Range(0, _problem.Fold.Count) select (pick, fold)];
        foreach (int pick in missing)
        {
            networks[pick] = new NetworkParameter[_problem.Fold.Count];
        }

        // Networks that another process trained, or that the journal had, are trained again, to the same bits.
        int threads = _options.ThrottleLimit ?? Environment.ProcessorCount;
        _ = Parallel.ForEach(tasks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, task =>
        {
            SearchTrial trial = candidates[task.Trial];
            NetworkParameter network = trial.Outcome[task.Fold].Network ?? runner.Run(new FoldTask(new TrialPlan(trial.Trial, _problem.WithoutPreset(trial.Setting)), task.Fold), threads, cancellation).Network!;
            networks[task.Trial][task.Fold] = network.WithStatistics(_dataset.Schema);
        });

        // A trial that was selected several times is there as the same objects.
        NetworkParameter[] members = [.. picks.SelectMany(pick => networks[pick])];
        var mean = new double[predictions[0].Length];
        foreach (int pick in picks)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += predictions[pick][i] / picks.Length;
            }
        }

        OutOfFold outOfFold = HeldOut.ToOutOfFold(mean);
        (Dataset dataset, int parts) = (_dataset, _problem.Fold.Count);
        NetworkParameter network = members.Length == 1 ? members[0] : NetworkParameter.Ensemble(members);
        network = ConformalFit.With(network.With(TrainingMetadata.Of(_dataset.WithoutWeightless(), new TrainingOptions { Seed = Seed })), outOfFold.Samples, outOfFold.Prediction);
        return new SearchEnsemble(new NeuralNetwork(WithSummary(network, dataset, outOfFold, parts)), [.. picks.Select(pick => candidates[pick])], Metric, score, outOfFold);
    }

    // Not in the method above: what other lambdas of it capture would be kept alive with the network.
    private static NetworkParameter WithSummary(NetworkParameter network, Dataset dataset, OutOfFold outOfFold, int parts) =>
        network.With(network.Metadata with { LazyData = new(() => TrainingDataSummary.Of(network, dataset, outOfFold.Samples, outOfFold.Prediction, ScoreSource.OutOfFold, parts)) });

    /// <summary>Trains the settings of a trial on all samples, as Invoke-NetworkTraining does.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="progress">Receives the progress on this thread; null for none.</param>
    /// <param name="warn">Called for what the user should know.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="NetworkException">The settings do not go with all samples.</exception>
    public TrainingResult Refit(SearchTrial trial, IProgress<TrainingProgress>? progress = null, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(trial);
        (NetworkParameter initial, TrainingOptions options) = TrialTraining.Of(_dataset, _problem.WithoutPreset(trial.Setting), _problem.Preset, Seed, isSingle: false);
        return Trainer.Train(_dataset, new TrainingStart(initial), options with { ThrottleLimit = _options.ThrottleLimit }, progress, warn: warn, cancellation: cancellation);
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose() => _journal?.Dispose();

    private static ISearchStrategy StrategyOf(SearchOptions options, SearchSpace space, SearchProblem problem)
    {
        int? count = options.TrialCount
            ?? (options.Strategy == SearchStrategy.Grid ? null
            : options.TrialRange is { } range ? (int)Math.Min(range.Last + 1L, int.MaxValue)
            : options.TimeLimit is not null ? null
            : SearchOptions.DefaultTrialCount);

        // The defaults come first, unless a space was given.
        return SearchStrategies.Create(options.Strategy, space, count, problem.Seed, OptimizerOf(problem.Preset), options.Space is null ? [TrialSetting.Empty] : []);
    }

    /// <summary>Warns where the number of trials that was asked for is not that of the space.</summary>
    private void WarnOfCount(ISearchObserver observer, int done)
    {
        if (_options.TrialCount is not { } wanted || _options.TrialRange is not null || _options.TimeLimit is not null)
        {
            return;
        }

        if (done < wanted)
        {
            observer.Warn($"{wanted} trials were asked for, but the space has only {done} different settings.");
        }
        else if (_options.Strategy == SearchStrategy.Grid && SettingGrid.Count(_space, OptimizerOf(_problem.Preset)) is { } combinations && combinations > wanted)
        {
            observer.Warn(string.Create(CultureInfo.InvariantCulture, $"Of the {combinations} combinations of the grid, the first {wanted} were tried. The strategy Random draws from all."));
        }
    }

    private static Optimizer OptimizerOf(Preset preset) => preset == Preset.Table ? Optimizer.AdamW : Optimizer.GradientDescent;

    private HeldOutSamples HeldOut => field ??= new HeldOutSamples(_problem);
}

/// <summary>An ensemble that was selected out of the trials of a search.</summary>
/// <param name="Network">The network: the mean of the fold networks of the selected trials.</param>
/// <param name="Trial">The selected trials, in the order of their selection, with repetitions.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Score">Its value for the mean of the out-of-fold predictions. The same samples selected the trials, so it is a little too good.</param>
/// <param name="OutOfFold">These predictions.</param>
public sealed record SearchEnsemble(NeuralNetwork Network, IReadOnlyList<SearchTrial> Trial, NetworkMetric Metric, double Score, OutOfFold OutOfFold);
