using static PSNeuralNet.Tests.Search.ScoringWorker;
using static PSNeuralNet.Tests.Search.SearchData;

namespace PSNeuralNet.Tests.Search;

/// <summary>Runs of searches on workers that give scores: undefined ones, accidents, memory, and how they end.</summary>
public sealed class SearchRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psnn").FullName;
    private readonly SearchProblem _problem = SearchProblems.Of("moons");

    private string FilePath => System.IO.Path.Combine(_folder, "study.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_score_is_the_mean_of_the_folds_that_the_metric_is_defined_on_with_one_warning()
    {
        // Trial t has the scores t, t + 1, and none on fold 2; trial 3 is defined nowhere, trial 4 everywhere.
        var worker = new ScoringWorker(task => Of(task, task.Plan.Trial == 3 || (task.Fold == 1 && task.Plan.Trial != 4) ? double.NaN : task.Plan.Trial + (task.Fold / 2.0)));
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(_problem, FixedStrategy.Of(5), new SearchLimits(), worker);
        Assert.Equal([4, 2, 1, 0, 3], trials.Select(trial => trial.Trial));
        Assert.Equal([4.5, 2.5, 1.5, 0.5, double.NaN], trials.Select(trial => trial.Score));
        Assert.Equal([0.5, Math.Sqrt(0.5), Math.Sqrt(0.5), Math.Sqrt(0.5), null], trials.Select(trial => trial.Deviation));
        Assert.Equal((TrialStatus.Failed, "The metric Accuracy is undefined on every fold."), (trials[4].Status, trials[4].Error));
        Assert.Equal("2 NaN 3", trials[1].FoldScore.ToString());
        Assert.Equal("Accuracy is not defined in fold 2 of 3, whose test parts lack classes, differ in nothing or have values outside its range: the scores of 3 trials are the means of the others.", Assert.Single(log.Warnings));
        NetworkException error = Assert.Throws<NetworkException>(() => RemoteRuns.Run(_problem, FixedStrategy.Of(2), new SearchLimits(), new ScoringWorker(task => Of(task, double.NaN))));
        Assert.Equal("AllTrialsFailed", error.Id);
        Assert.Contains("undefined on every fold", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Halving_promotes_trials_that_are_undefined_on_one_fold()
    {
        var strategy = new HalvingSearch(new SettingSequence(SearchSpaceTests.Space(("L2", "0..1")), 1, Optimizer.AdamW), 27, []);
        var worker = new ScoringWorker(task => Of(task, task.Fold == 0 ? double.NaN : task.Plan.Trial));
        (IReadOnlyList<SearchTrial> trials, _) = RemoteRuns.Run(_problem, strategy, new SearchLimits(), worker);

        // The first bracket has 15 trials, of which 5, 1 and 1 go on.
        Assert.Equal([14], trials.Where(trial => trial.Trial < 15 && trial.Status == TrialStatus.Completed).Select(trial => trial.Trial));
        Assert.All(trials, trial => Assert.Equal(trial.Trial, trial.Score));
    }

    [Fact]
    public void Accidents_fail_their_trial_here_and_are_not_in_the_journal()
    {
        IReadOnlyList<SearchTrial> Run(Func<FoldTask, FoldOutcome> run, Action<ScoringWorker, FoldTask>? onStart = null)
        {
            using var journal = SearchJournal.Open(FilePath, null);
            journal.Begin(new JournalHeader("1", "d", 1, "f", 3, "g", "s", "Random", "Accuracy", "Table", false));
            using var worker = new ScoringWorker(run) { OnStart = onStart };
            return new SearchRun(_problem, FixedStrategy.Of(3), [worker], journal, new SearchLimits(), new SearchLog()).Run(TestContext.Current.CancellationToken);
        }

        // A limit of time; and a worker that is lost with trial 2, again and again.
        SearchTrial[] trials = [.. Run(
            task => Of(task, 0.5) with { Error = task.Plan.Trial == 1 && task.Fold == 0 ? "too long" : null, IsAccident = task.Plan.Trial == 1 && task.Fold == 0 },
            (worker, task) =>
            {
                if (task.Plan.Trial == 2 && task.Fold == 2)
                {
                    worker.Report(new WorkerEvent(worker, Loss: "it was switched off."));
                }
            }).OrderBy(trial => trial.Trial)];
        Assert.Equal([TrialStatus.Completed, TrialStatus.Failed, TrialStatus.Failed], trials.Select(trial => trial.Status));
        Assert.Equal("too long", trials[1].Error);
        Assert.StartsWith("3 workers were lost with it", trials[2].Error, StringComparison.Ordinal);
        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 0), (2, 1)], SearchJournal.Read(FilePath).Outcome.Select(one => (one.Outcome.Trial, one.Outcome.Fold)).Order());

        // The same search tries them, and only them, again.
        var started = new List<(int, int)>();
        Assert.All(Run(task => Of(task, 0.5), (_, task) => started.Add((task.Plan.Trial, task.Fold))), trial => Assert.Equal((0.5, TrialStatus.Completed), (trial.Score, trial.Status)));
        Assert.Equal([(1, 0), (2, 2)], started);

        // A failure of the settings is known, and not repeated.
        File.Delete(FilePath);
        _ = Run(task => Of(task, 0.5) with { Error = task.Plan.Trial == 1 ? "diverged" : null });
        started.Clear();
        Assert.Equal("diverged", Run(task => Of(task, 0.5), (_, task) => started.Add((task.Plan.Trial, task.Fold))).Single(trial => trial.Trial == 1).Error);
        Assert.Empty(started);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Predictions_are_kept_of_the_trials_that_an_ensemble_is_selected_from(bool forgets)
    {
        // Scores in an order of their own.
        SearchProblem problem = _problem with { KeepsNetwork = true, KeepsPrediction = true, ForgetsPrediction = forgets };
        var worker = new ScoringWorker(task => Of(task, task.Plan.Trial * 37 % 100) with { Prediction = [task.Plan.Trial], State = new TrialState([1]) });
        (IReadOnlyList<SearchTrial> trials, _) = RemoteRuns.Run(problem, FixedStrategy.Of(100), new SearchLimits(), worker);
        Assert.Equal(100, trials.Count);
        int kept = forgets ? EnsembleSelection.CandidateCount : 100;
        Assert.All(trials.Take(kept), trial => Assert.All(trial.Outcome, outcome => Assert.Equal(trial.Trial, Assert.Single(outcome.Prediction!))));
        Assert.All(trials.Skip(kept).SelectMany(trial => trial.Outcome), outcome => Assert.Null(outcome.Prediction));
        Assert.All(trials.SelectMany(trial => trial.Outcome), outcome => Assert.Null(outcome.State));
    }

    [Fact]
    public void States_are_handed_on_to_the_next_rung_and_dropped_where_a_trial_stops()
    {
        var references = new Dictionary<(int Trial, int Rung), WeakReference>();
        var strategy = new HalvingSearch(new SettingSequence(SearchSpaceTests.Space(("L2", "0..1")), 1, Optimizer.AdamW), 49, []);
        int alive = -1;
        var worker = new ScoringWorker(task =>
        {
            if (task.Plan.Rung > 0)
            {
                Assert.Equal([(byte)task.Plan.Trial, (byte)(task.Plan.Rung - 1), (byte)task.Fold], task.State!.Bytes);
            }

            byte[] state = [(byte)task.Plan.Trial, (byte)task.Plan.Rung, (byte)task.Fold];
            references[(task.Plan.Trial, task.Plan.Rung)] = new WeakReference(state);
            if (task.Plan.Rung == 3)
            {
                // The last rung of the first bracket: the 27 of its first rung are decided.
                GC.Collect();
                alive = references.Count(pair => pair.Key is { Trial: < 27, Rung: 0 } && pair.Value.IsAlive);
            }

            return Of(task, task.Plan.Trial) with { State = task.Plan.Share < 1 ? new TrialState(state) : null };
        });
        (IReadOnlyList<SearchTrial> trials, _) = RemoteRuns.Run(_problem, strategy, new SearchLimits(), worker);
        Assert.Equal(49, trials.Count);
        Assert.Equal(0, alive);
    }

    [Fact]
    public void A_journal_keeps_no_outcomes_that_a_run_has_taken()
    {
        using (var journal = SearchJournal.Open(FilePath, null))
        {
            journal.Begin(new JournalHeader("1", "d", 1, "f", 3, "g", "s", "Random", "Accuracy", "Table", false));
            journal.Add(Of(new FoldTask(new TrialPlan(0, TrialSetting.Empty), 1), 0.25), new TrialPlan(0, TrialSetting.Empty));
        }

        using var opened = SearchJournal.Open(FilePath, null);
        Assert.Equal(0.25, Assert.Single(opened.TakeOutcomes()).Outcome.Score);
        Assert.Empty(opened.Contents.Outcome);
        Assert.Equal(1, opened.Contents.Header!.Seed);
    }

    [Fact]
    public void An_error_that_comes_after_the_last_worker_is_gone_is_the_reason_of_the_end()
    {
        var reason = new NetworkException("SessionModuleVersion", FailureCategory.InvalidOperation, "another version", null);
        using var worker = new ScoringWorker(_ => null)
        {
            OnStart = (self, task) =>
            {
                self.IsGone = true;
                self.Report(new WorkerEvent(self));
                _ = Task.Delay(60).ContinueWith(delay => self.Report(new WorkerEvent(self) { Fatal = reason }), TaskScheduler.Default);
            },
        };
        Assert.Same(reason, Assert.Throws<NetworkException>(() => RemoteRuns.Run(_problem, FixedStrategy.Of(2), new SearchLimits(), worker)));

        // Outcomes that come last count, too: the search is complete.
        using var last = new ScoringWorker(task => Of(task, 1)) { Capacity = 6, OnStart = (self, task) => self.IsGone = task is { Plan.Trial: 1, Fold: 2 } };
        Assert.Equal(2, RemoteRuns.Run(_problem, FixedStrategy.Of(2), new SearchLimits(), last).Trials.Count);
        using var gone = new ScoringWorker(_ => null) { IsGone = true };
        Assert.Equal("NoWorkerLeft", Assert.Throws<NetworkException>(() => RemoteRuns.Run(_problem, FixedStrategy.Of(2), new SearchLimits(), gone)).Id);
    }

    [Fact]
    public void Random_waits_for_no_trials_of_other_ranges()
    {
        var strategy = new RandomSearch(new SettingSequence(SearchSpaceTests.Space(("L2", "0..1")), 1, Optimizer.AdamW), null, []);
        using var worker = new ScoringWorker(task => Of(task, 1));
        (IReadOnlyList<SearchTrial> trials, _) = RemoteRuns.Run(_problem, strategy, new SearchLimits(TimeSpan.FromSeconds(1.5), null, 2000, int.MaxValue), worker);

        // The batches are 0 to 1023, 1024 to 2047, and so on.
        Assert.Equal(2000, trials.Min(trial => trial.Trial));
        Assert.InRange(trials.Max(trial => trial.Trial), 2048, int.MaxValue);
        var large = new RandomSearch(new SettingSequence(SearchSpaceTests.Space(("L2", "0..1")), 1, Optimizer.AdamW), int.MaxValue, []);
        Assert.Equal((1024, int.MaxValue), (large.Next([]).Count, large.PlanCount));
    }

    [Fact]
    public void A_range_of_trials_without_their_number_is_run_to_its_end()
    {
        var options = new SearchOptions { Strategy = SearchStrategy.Random, Seed = 3, Space = SearchSpace.Of([KeyValuePair.Create("LearningRate", (object?)"1e-3..1e-1 log"), KeyValuePair.Create("EpochCount", (object?)2)]) };
        string whole = Text(Run(options with { TrialCount = 26 }).Where(trial => trial.Trial >= 23));
        Assert.Equal(whole, Text(Run(options with { TrialRange = (23, 25) })));
        Assert.Equal(whole, Text(Run(options with { TrialRange = (23, 25), TimeLimit = TimeSpan.FromMinutes(2) })));

        static IReadOnlyList<SearchTrial> Run(SearchOptions options)
        {
            using var search = HyperparameterSearch.Create(Table(count: 30), options, new FoldOptions { FoldCount = 2 });
            return search.Run(new SearchLog());
        }
    }

    [Fact]
    public void Seeds_of_trials_and_streams_stay_what_they_were()
    {
        // SplitMix64, from the state 0: 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4 (G. Steele et al.).
        Assert.Equal(0xE220A8397B1DCDAF, SearchSeed.Mixed(SearchSeed.Gamma));
        SearchProblem problem = _problem with { Seed = 0 };
        Assert.Equal((0xE220A839L, 0xE220A83BL, 0x6E789E6AL), (problem.SeedOf(0, 0), problem.SeedOf(0, 2), problem.SeedOf(1, 0)));
    }
}
