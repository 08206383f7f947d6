using System.Collections.Concurrent;
using System.Diagnostics;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Search;

/// <summary>
/// One search: asks the strategy for trials, gives their folds to workers, and collects the outcomes, all on the calling thread. Which worker computes a fold, and when, changes
/// no number.
/// </summary>
internal sealed class SearchRun
{
    private const int MaximumLoss = 3;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly SearchProblem _problem;
    private readonly ISearchStrategy _strategy;
    private readonly IReadOnlyList<ISearchWorker> _workers;
    private readonly SearchLimits _limits;
    private readonly ISearchObserver _observer;
    private readonly SearchJournal? _journal;

    private readonly BlockingCollection<WorkerEvent> _events = [];
    private readonly LinkedList<FoldTask> _pending = new();
    private readonly Dictionary<ISearchWorker, Dictionary<(int Trial, int Fold), (FoldTask Task, long Start)>> _running = [];
    private readonly Dictionary<int, TrialProgress> _open = [];
    private readonly Dictionary<int, SearchTrial> _trials = [];
    private readonly Dictionary<(int Trial, int Rung, int Fold), (FoldOutcome Outcome, string Setting, double Share)> _known = [];
    private readonly Queue<TrialScore> _finished = new();
    private readonly HashSet<int> _paused = [];
    private readonly List<SearchTrial> _candidates = [];
    private readonly UndefinedFolds _undefined = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private SearchTrial? _best;
    private string _lastLoss = "";
    private int _doneCount;
    private int _computedCount;
    private TimeSpan _nextReport;

    /// <param name="problem">The problem.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="workers">The workers; the caller disposes them.</param>
    /// <param name="journal">The journal; null for none. What it holds is not computed again.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="observer">Receives what happens.</param>
    public SearchRun(SearchProblem problem, ISearchStrategy strategy, IReadOnlyList<ISearchWorker> workers, SearchJournal? journal, SearchLimits limits, ISearchObserver observer)
    {
        (_problem, _strategy, _workers, _journal, _limits, _observer) = (problem, strategy, workers, journal, limits, observer);
        foreach ((FoldOutcome outcome, string setting, double share) in journal?.TakeOutcomes() ?? [])
        {
            _known[(outcome.Trial, outcome.Rung, outcome.Fold)] = (outcome, setting, share);
        }
    }

    /// <summary>Runs the search.</summary>
    /// <param name="cancellation">Ends it; what was finished is in the journal.</param>
    /// <returns>The trials, the best one first; those that failed last.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="NetworkException">No trial was finished within the time limit, all failed, no worker is left, or the journal cannot be written.</exception>
    public IReadOnlyList<SearchTrial> Run(CancellationToken cancellation)
    {
        foreach (ISearchWorker worker in _workers)
        {
            _running[worker] = [];
            worker.Open(_problem, _events.Add);
        }

        Begin(_strategy.Next([]));
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Settle(cancellation);
            if (IsOver || (_pending.Count == 0 && RunningCount == 0))
            {
                break;
            }

            Dispatch();
            if (_events.TryTake(out WorkerEvent one, (int)Wait().TotalMilliseconds, cancellation))
            {
                Handle(one);
                while (_events.TryTake(out one))
                {
                    Handle(one);
                }
            }

            Watch(cancellation);
            if (_clock.Elapsed >= _nextReport)
            {
                Report();
                _nextReport = _clock.Elapsed + Tick;
            }
        }

        Report();
        return Result();
    }

    private bool IsOver => _clock.Elapsed >= _limits.TimeLimit;

    private int RunningCount => _running.Values.Sum(tasks => tasks.Count);

    /// <summary>The trials in order: by score, of the same those that were trained longer, then by number; those that failed last.</summary>
    internal static IReadOnlyList<SearchTrial> Sorted(IEnumerable<SearchTrial> trials, NetworkMetric metric) =>
        [.. trials.OrderBy(trial => double.IsNaN(trial.Score)).ThenByDescending(trial => metric.IsHigherBetter() ? trial.Score : -trial.Score).ThenByDescending(trial => trial.Share).ThenBy(trial => trial.Trial)];

    /// <summary>Tells the strategy what was finished, until it has no more to give at once.</summary>
    private void Settle(CancellationToken cancellation)
    {
        while (_finished.Count > 0 && !IsOver)
        {
            cancellation.ThrowIfCancellationRequested();
            TrialScore[] finished = [.. _finished];
            _finished.Clear();
            Begin(_strategy.Next(finished));
            foreach (int trial in _paused.Where(trial => !_strategy.MayGoOn(trial)).ToArray())
            {
                // Others were better: it does not go on from its states.
                _open[trial].Release(keepsState: false);
                _ = _paused.Remove(trial);
            }
        }
    }

    private void Begin(IReadOnlyList<TrialPlan> plans)
    {
        foreach (TrialPlan plan in plans)
        {
            if (plan.Trial < _limits.FirstTrial || plan.Trial > _limits.LastTrial)
            {
                // Others run it elsewhere: the strategy shall not wait for it.
                _finished.Enqueue(new TrialScore(plan, double.NaN));
                continue;
            }

            _ = _paused.Remove(plan.Trial);
            IReadOnlyList<FoldOutcome?> before = _open.TryGetValue(plan.Trial, out TrialProgress? earlier) ? earlier.Outcome : new FoldOutcome?[_problem.Fold.Count];
            var trial = new TrialProgress(plan, _problem.Fold.Count) { LossCount = earlier?.LossCount ?? 0 };
            _open[plan.Trial] = trial;
            for (int fold = 0; fold < _problem.Fold.Count; fold++)
            {
                if (Known(plan, fold) is { } known)
                {
                    _ = trial.TryAdd(known);
                }
                else
                {
                    // Without the state, the training starts anew, to the same bits. Higher rungs go first: a time limit shall not end with many short trainings.
                    var task = new FoldTask(plan, fold, before[fold]?.State);
                    LinkedListNode<FoldTask>? later = plan.Rung == 0 ? null : Nodes().FirstOrDefault(node => node.Value.Plan.Rung < plan.Rung);
                    _ = later is null ? _pending.AddLast(task) : _pending.AddBefore(later, task);
                }
            }

            Complete(trial);
        }
    }

    private IEnumerable<LinkedListNode<FoldTask>> Nodes()
    {
        for (LinkedListNode<FoldTask>? node = _pending.First; node is not null; node = node.Next)
        {
            yield return node;
        }
    }

    private FoldOutcome? Known(TrialPlan plan, int fold)
    {
        if (!_known.Remove((plan.Trial, plan.Rung, fold), out (FoldOutcome Outcome, string Setting, double Share) known))
        {
            return null;
        }

        string setting = plan.Setting.ToString();
        return known.Setting != setting ? throw SearchErrors.JournalTrialMismatch(_journal!.Path, plan.Trial, known.Setting, setting)
            : _problem.KeepsPrediction && known.Outcome is { Prediction: null, Error: null } ? throw SearchErrors.EnsembleWithoutPrediction()
            : known.Outcome.Prediction is { } prediction && prediction.Length != _problem.OutputCount * _problem.Fold[fold].Test.Length ? throw SearchErrors.JournalPredictionInvalid(_journal!.Path, plan.Trial, fold)
            : known.Outcome;
    }

    private void Dispatch()
    {
        foreach (ISearchWorker worker in _workers)
        {
            Dictionary<(int, int), (FoldTask, long)> running = _running[worker];
            while (running.Count < worker.Capacity && _pending.First is { } next)
            {
                _pending.RemoveFirst();
                running[(next.Value.Plan.Trial, next.Value.Fold)] = (next.Value, Stopwatch.GetTimestamp());
                worker.Start(next.Value);
            }
        }
    }

    private void Handle(WorkerEvent one)
    {
        if (one.Fatal is { } fatal)
        {
            throw fatal;
        }

        if (one.Loss is { } reason)
        {
            Lose(one.Worker, reason);
        }
        else if (one.Outcome is { } outcome && _running[one.Worker].Remove((outcome.Trial, outcome.Fold), out (FoldTask Task, long Start) task) && _open.TryGetValue(outcome.Trial, out TrialProgress? trial) && outcome.Rung == trial.Plan.Rung)
        {
            Add(trial, task.Task, outcome);
        }
    }

    private void Add(TrialProgress trial, FoldTask task, FoldOutcome outcome)
    {
        if (trial.TryAdd(outcome))
        {
            _computedCount++;
            if (!outcome.IsAccident)
            {
                _journal?.Add(outcome, task.Plan);
            }

            Complete(trial);
        }
    }

    /// <summary>Gives the tasks of a lost worker to others; a trial that was lost three times has failed.</summary>
    private void Lose(ISearchWorker worker, string reason)
    {
        (FoldTask Task, long Start)[] lost = [.. _running[worker].Values];
        _running[worker].Clear();
        _lastLoss = $"{worker.Name}: {reason}";
        _observer.Warn(lost.Length == 0
            ? $"The worker {worker.Name} is away: {reason}"
            : $"The worker {worker.Name} is away: {reason} Its {lost.Length} training{(lost.Length == 1 ? " goes" : "s go")} to others.");
        foreach (int trial in lost.Select(one => one.Task.Plan.Trial).Distinct())
        {
            // However many of its folds the worker had.
            _open[trial].LossCount++;
        }

        foreach ((FoldTask task, _) in lost.OrderByDescending(one => one.Task.Plan.Trial).ThenByDescending(one => one.Task.Fold))
        {
            TrialProgress trial = _open[task.Plan.Trial];
            if (trial.LossCount < MaximumLoss)
            {
                _pending.AddFirst(task);
            }
            else
            {
                Add(trial, task, new FoldOutcome(task.Plan.Trial, task.Plan.Rung, task.Fold, double.NaN, 0, default) { Worker = worker.Name, IsAccident = true, Error = $"{MaximumLoss} workers were lost with it, the last one for this reason: {reason}" });
            }
        }

        // Other tasks of the trial may wait at another worker: they are computed, and do no harm.
    }

    private void Complete(TrialProgress trial)
    {
        if (!trial.IsDone)
        {
            return;
        }

        SearchTrial done = trial.ToTrial(_problem.Metric, _problem.ShowsPreset ? _problem.Preset : null, _problem.Space, _trials.GetValueOrDefault(trial.Plan.Trial), _problem.AllowsUndefined);
        _trials[done.Trial] = done;
        _doneCount++;
        _finished.Enqueue(new TrialScore(trial.Plan, _problem.Metric.IsHigherBetter() ? done.Score : -done.Score));
        _best = _best is null || _best.Trial == done.Trial ? done : Sorted([_best, done], _problem.Metric)[0];
        if (done.Share < 1)
        {
            _ = _paused.Add(done.Trial);
        }

        trial.Release(keepsState: done.Share < 1);
        Forget(done);
        _undefined.Add(done);
        _observer.Finished(done);
    }

    /// <summary>Drops networks of the trials that an ensemble is not selected from, and their predictions, unless they were asked for. The order in which trials arrive does not matter.</summary>
    private void Forget(SearchTrial done)
    {
        if (!_problem.KeepsNetwork)
        {
            return;
        }

        SearchTrial? dropped = done;
        if (done.Status == TrialStatus.Completed)
        {
            _candidates.Add(done);
            dropped = Sorted(_candidates, _problem.Metric).Skip(EnsembleSelection.CandidateCount).SingleOrDefault();
        }

        if (dropped is not null)
        {
            _ = _candidates.Remove(dropped);
            dropped.Outcome = [.. dropped.Outcome.Select(outcome => outcome with { Network = null, Prediction = _problem.ForgetsPrediction ? null : outcome.Prediction })];
        }
    }

    /// <summary>Gives up workers that exceed the time of a training, and the search where none is left.</summary>
    private void Watch(CancellationToken cancellation)
    {
        if (_limits.TrialTimeout is { } timeout)
        {
            // A worker ends trainings that take too long by itself: one that does not hangs. A task may have waited there for the end of another.
            TimeSpan limit = (2 * timeout) + Grace;
            foreach (ISearchWorker worker in _workers.Where(worker => worker is not LocalWorker))
            {
                if (_running[worker].Values.Any(one => Stopwatch.GetElapsedTime(one.Start) > limit))
                {
                    worker.Abandon(string.Create(CultureInfo.InvariantCulture, $"it did not answer within {limit}."));
                }
            }
        }

        if ((_pending.Count > 0 || RunningCount > 0) && _workers.All(worker => worker.IsGone))
        {
            // A worker is gone a moment before its event is here, which may be an error that tells why.
            bool isNews = false;
            while (_events.TryTake(out WorkerEvent one, (int)Tick.TotalMilliseconds, cancellation))
            {
                Handle(one);
                isNews = true;
            }

            if (isNews)
            {
                return;
            }

            throw SearchErrors.NoWorkerLeft(_lastLoss);
        }
    }

    /// <summary>The time beyond a training's limit after which a worker counts as hanging.</summary>
    internal static TimeSpan Grace { get; } = TimeSpan.FromSeconds(2);

    private TimeSpan Wait() => _limits.TimeLimit is { } limit ? TimeSpan.FromMilliseconds(Math.Clamp((limit - _clock.Elapsed).TotalMilliseconds + 1, 1, Tick.TotalMilliseconds)) : Tick;

    private void Report()
    {
        int? count = _limits.LastTrial < int.MaxValue && _strategy.PlanCount is { } all ? Math.Min(all, _limits.LastTrial + 1) - _limits.FirstTrial : _strategy.PlanCount;
        TimeSpan? left = _limits.TimeLimit - _clock.Elapsed;
        if (count is { } plans && _computedCount > 0)
        {
            long total = (long)plans * _problem.Fold.Count, done = (long)_doneCount * _problem.Fold.Count;
            TimeSpan estimate = _clock.Elapsed / _computedCount * Math.Max(0, total - done);
            left = left < estimate ? left : estimate;
        }

        _observer.Report(new SearchProgress(_doneCount, count, RunningCount, _best, left) { TrainingCount = _computedCount });
    }

    private IReadOnlyList<SearchTrial> Result()
    {
        if (_open.Count == 0)
        {
            throw SearchErrors.TrialRangeWithoutTrial(_limits.FirstTrial, _limits.LastTrial);
        }

        if (_trials.Count == 0)
        {
            throw SearchErrors.TimeLimitTooShort(_limits.TimeLimit ?? default, _problem.Fold.Count);
        }

        if (_trials.Values.All(trial => trial.Status == TrialStatus.Failed))
        {
            throw SearchErrors.AllTrialsFailed(_trials.Count, _trials.Values.GroupBy(trial => trial.Error).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key!);
        }

        if (!_problem.AllowsUndefined && _undefined.Warning(_problem.Metric, _problem.Fold.Count) is { } warning)
        {
            _observer.Warn(warning);
        }

        return Sorted(_trials.Values, _problem.Metric);
    }
}
