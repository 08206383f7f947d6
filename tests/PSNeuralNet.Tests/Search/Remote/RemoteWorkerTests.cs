namespace PSNeuralNet.Tests.Search;

/// <summary>Searches over sessions within this process: the same trials as without them, whatever fails.</summary>
public class RemoteWorkerTests
{
    private static readonly SearchProblem Problem = SearchProblems.Of("moons");
    private static readonly TrialSetting Endless = SearchData.Setting(("EpochCount", 10_000_000), ("Patience", 10_000_000), ("LearningRate", 1e-6));
    private static readonly Lazy<string> Local = new(() =>
        SearchData.Text(RemoteRuns.Run(Problem, FixedStrategy.Of(24), new SearchLimits(), new LocalWorker(1, null, default)).Trials));

    [Theory, InlineData(1), InlineData(2), InlineData(16)]
    public void Any_number_of_machines_gives_the_same_trials(int count)
    {
        InProcessSession[] sessions = [.. Enumerable.Range(1, count).Select(i => new InProcessSession($"m{i}") { Delay = 2 * i })];
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(Problem, FixedStrategy.Of(24), RemoteRuns.Quick(), sessions);

        Assert.Equal(Local.Value, SearchData.Text(trials));
        Assert.Empty(log.Warnings);
        Assert.Equal(Enumerable.Range(0, 24), log.Trials.Select(trial => trial.Trial).Order());
        Assert.All(trials.SelectMany(trial => trial.Worker.Split(',')), worker => Assert.Contains(worker, sessions.Select(session => session.Name)));
        Assert.Equal(count, trials.SelectMany(trial => trial.Worker.Split(',')).Distinct().Count());
        Assert.All(sessions, session => Assert.Equal(1, session.OpenCount));
    }

    [Fact]
    public void The_public_search_runs_on_sessions_as_it_does_here()
    {
        Dataset dataset = Problem.Dataset;
        var options = new SearchOptions
        {
            Strategy = SearchStrategy.Halving,
            Space = SearchSpace.Of([KeyValuePair.Create("LearningRate", (object?)"1e-2..1 log"), KeyValuePair.Create("EpochCount", (object?)9)]),
            TrialCount = 9,
            Seed = 4,
            ThrottleLimit = 2,
            EnsembleCount = 3,
        };
        using var here = HyperparameterSearch.Create(dataset, options, new FoldOptions { FoldCount = 2 });
        using var there = HyperparameterSearch.Create(dataset, options, new FoldOptions { FoldCount = 2 });
        IReadOnlyList<SearchTrial> local = here.Run(new SearchLog(), cancellation: TestContext.Current.CancellationToken);
        IReadOnlyList<SearchTrial> remote = there.Run(new SearchLog(), [new InProcessSession("a") { Delay = 5 }, new InProcessSession("b")], TestContext.Current.CancellationToken);

        Assert.Contains(local, trial => trial.Status == TrialStatus.Pruned);
        Assert.Equal(SearchData.Text(local), SearchData.Text(remote));
        Assert.All(remote, trial => Assert.Matches("^(a|b|a,b)$", trial.Worker));
        SearchEnsemble expected = here.Ensemble(local, TestContext.Current.CancellationToken), actual = there.Ensemble(remote, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Score, actual.Score);
        Assert.Equal(expected.Network.Parameter.Member.Select(member => member.Flatten()), actual.Network.Parameter.Member.Select(member => member.Flatten()));
    }

    [Fact]
    public void A_machine_that_goes_away_loses_nothing_and_comes_back()
    {
        var broken = new InProcessSession("broken") { LostAfter = number => number == 1 ? 3 : null };
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(Problem, FixedStrategy.Of(24), RemoteRuns.Quick(), broken, new InProcessSession("other") { Delay = 60 });

        Assert.Equal(Local.Value, SearchData.Text(trials));
        Assert.Equal("The worker broken is away: broken was switched off.", Assert.Single(log.Warnings)[..51]);
        Assert.Equal(2, broken.OpenCount);
    }

    [Fact]
    public void A_machine_that_cannot_be_opened_again_is_left_out()
    {
        var broken = new InProcessSession("broken") { LostAfter = _ => 3, CanReopen = false };
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(Problem, FixedStrategy.Of(24), RemoteRuns.Quick(), broken, new InProcessSession("other"));

        Assert.Equal(Local.Value, SearchData.Text(trials));
        Assert.Single(log.Warnings);
        Assert.Equal(1, broken.OpenCount);
    }

    [Fact]
    public void A_machine_that_is_unreachable_for_a_while_is_warned_of_once()
    {
        var broken = new InProcessSession("broken") { LostAfter = number => number == 1 ? 3 : null, FailsToOpen = number => number is 2 or 3 ? new IOException("No route to host") : null };
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(Problem, FixedStrategy.Of(24), RemoteRuns.Quick(), broken);

        Assert.Equal(Local.Value, SearchData.Text(trials));
        Assert.Single(log.Warnings);
        Assert.Equal(4, broken.OpenCount);
    }

    [Fact]
    public void A_machine_that_hangs_is_given_up()
    {
        var hanging = new InProcessSession("hanging") { HangsAfter = number => number == 1 ? 2 : null };
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(Problem, FixedStrategy.Of(24), RemoteRuns.Quick(), hanging, new InProcessSession("other") { Delay = 60 });

        Assert.Equal(Local.Value, SearchData.Text(trials));
        Assert.StartsWith("The worker hanging is away: it gave no sign of life for 1.5 seconds. Its ", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_three_machines_were_lost_with_has_failed_and_the_others_go_on()
    {
        // As a trial that takes all memory does.
        InProcessSession[] sessions = [.. Enumerable.Range(1, 2).Select(i => new InProcessSession($"m{i}") { Change = answer => answer.Contains("\"trial\":5,", StringComparison.Ordinal) ? "{" : answer })];
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(Problem, FixedStrategy.Of(24), RemoteRuns.Quick() with { Pause = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(1), 50)] }, sessions);

        Assert.Equal(24, trials.Count);
        SearchTrial failed = Assert.Single(trials, trial => trial.Status == TrialStatus.Failed);
        Assert.Equal(5, failed.Trial);
        Assert.StartsWith("3 workers were lost with it, the last one for this reason: ", failed.Error, StringComparison.Ordinal);
        Assert.InRange(log.Warnings.Count, 3, 9);
    }

    [Fact]
    public void A_search_without_machines_left_is_an_error()
    {
        InProcessSession[] sessions = [new("a") { LostAfter = _ => 2, CanReopen = false }, new("b") { LostAfter = number => number == 1 ? 3 : null, FailsToOpen = number => number > 1 ? new IOException("Connection refused") : null }];
        NetworkException error = Assert.Throws<NetworkException>(() => RemoteRuns.Run(Problem, FixedStrategy.Of(24), RemoteRuns.Quick(), sessions));

        Assert.Equal("NoWorkerLeft", error.Id);
        Assert.Contains("was switched off.", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, sessions[1].OpenCount);
    }

    [Fact]
    public void Another_version_of_the_module_ends_the_search_at_once()
    {
        var other = new InProcessSession("web1") { Change = answer => answer.Contains("hello", StringComparison.Ordinal) ? """{"hello":"0.0.7","capacity":1}""" : answer };
        NetworkException error = Assert.Throws<NetworkException>(() => RemoteRuns.Run(Problem, FixedStrategy.Of(2), RemoteRuns.Quick(), other, new InProcessSession("b")));
        Assert.Equal("SessionModuleVersion", error.Id);
        Assert.StartsWith("web1 has version 0.0.7 of PSNeuralNet, and this search needs ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_beyond_its_time_fails_there_and_the_machine_stays()
    {
        var slow = new TrialPlan(0, Endless);
        var plans = new FixedStrategy([slow, new TrialPlan(1, SearchProblems.Quick())]);
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(Problem, plans, RemoteRuns.Quick(2, TimeSpan.FromSeconds(0.5)), new InProcessSession("a"));

        Assert.Equal([1, 0], trials.Select(trial => trial.Trial));
        Assert.Equal("The training took longer than the limit 00:00:00.5000000.", trials[1].Error);
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public void Canceling_ends_the_search_and_its_hosts()
    {
        var endless = new FixedStrategy([new TrialPlan(0, Endless)]);
        var worker = new RemoteWorker(new InProcessSession("a"), RemoteRuns.Quick(), new Lazy<ProblemBytes>(() => ProblemBytes.Of(Problem)));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Assert.Throws<OperationCanceledException>(() => new SearchRun(Problem, endless, [worker], null, new SearchLimits(), new SearchLog()).Run(cancellation.Token));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        // InProcessSession waits for the host's thread.
        worker.Dispose();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Data_that_do_not_arrive_as_they_were_sent_are_not_used()
    {
        using var host = new SearchHost();
        var bytes = ProblemBytes.Of(Problem);
        Assert.StartsWith("{\"hello\":", host.Process(SearchLine.Begin(bytes, 1, null)), StringComparison.Ordinal);
        byte[] changed = [.. bytes.Piece[0]];
        changed[^5] ^= 1;
        Assert.Contains("their digest is another one", host.Process(changed), StringComparison.Ordinal);
        Assert.Contains("\"error\"", host.Process("{}"), StringComparison.Ordinal);
        Assert.Contains("\"error\"", host.Process("no JSON"), StringComparison.Ordinal);
        Assert.Contains("\"error\"", host.Process(7), StringComparison.Ordinal);
    }
}
