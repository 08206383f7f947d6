using System.Collections.Concurrent;

namespace PSNeuralNet.Tests.Search;

/// <summary>Worker of this process: accidents, which may succeed another time, and failures of the trial itself.</summary>
public class LocalWorkerTests
{
    private static readonly TrialSetting Endless = SearchData.Setting(("EpochCount", 10_000_000), ("Patience", 10_000_000), ("LearningRate", 1e-6));

    [Fact]
    public void A_time_limit_and_an_unexpected_exception_are_accidents_and_a_training_that_diverges_is_none()
    {
        FoldOutcome late = Run(new FoldTask(new TrialPlan(3, Endless), 1), TimeSpan.FromMilliseconds(50));
        Assert.Equal((3, 0, 1, true, "The training took longer than the limit 00:00:00.0500000."), (late.Trial, late.Rung, late.Fold, late.IsAccident, late.Error));

        FoldOutcome unexpected = Run(new FoldTask(new TrialPlan(4, SearchProblems.Quick()), Fold: 99), timeout: null);
        Assert.Equal((4, 99, true), (unexpected.Trial, unexpected.Fold, unexpected.IsAccident));
        Assert.StartsWith("IndexOutOfRangeException: ", unexpected.Error, StringComparison.Ordinal);

        FoldOutcome mismatch = Run(new FoldTask(new TrialPlan(5, SearchData.Setting(("Optimizer", Optimizer.LBFGS), ("BatchSize", 10))), 0), timeout: null);
        Assert.Contains("mini-batches", mismatch.Error, StringComparison.Ordinal);
        Assert.False(mismatch.IsAccident);

        FoldOutcome good = Run(new FoldTask(new TrialPlan(6, SearchProblems.Quick()), 0), TimeSpan.FromDays(24));
        Assert.Equal((null, false), (good.Error, good.IsAccident));
    }

    [Fact]
    public void A_limit_that_no_timer_can_count_fails_the_training_and_not_the_process()
    {
        FoldOutcome outcome = Run(new FoldTask(new TrialPlan(0, SearchProblems.Quick()), 0), TimeSpan.FromDays(60));
        Assert.True(outcome.IsAccident);
        Assert.StartsWith("ArgumentOutOfRangeException: ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void An_accident_on_another_machine_arrives_as_one(bool isAccident)
    {
        var outcome = new FoldOutcome(1, 0, 2, double.NaN, 0, default) { Error = "It was lost.", IsAccident = isAccident };
        FoldOutcome read = JournalLine.Outcome(Encoding.UTF8.GetBytes(SearchLine.Outcome(outcome))).Outcome;
        Assert.Equal(("It was lost.", isAccident), (read.Error, read.IsAccident));
        Assert.Equal(isAccident, SearchLine.Outcome(outcome).Contains("accident", StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_of_more_than_24_days_are_errors()
    {
        var options = new SearchOptions { TimeLimit = TimeSpan.FromDays(24), TrialTimeout = TimeSpan.FromDays(24) };
        options.Validate();
        NetworkException error = Assert.Throws<NetworkException>((options with { TrialTimeout = TimeSpan.FromDays(25) }).Validate);
        Assert.Equal(("TimeLimitTooLong", "The limit of a trial is 25.00:00:00. Give at most 24.00:00:00 (24 days), or none for no limit."), (error.Id, error.Message));
        error = Assert.Throws<NetworkException>((options with { TimeLimit = TimeSpan.MaxValue }).Validate);
        Assert.Equal("TimeLimitTooLong", error.Id);
        Assert.StartsWith("The time limit is ", error.Message, StringComparison.Ordinal);
    }

    private static FoldOutcome Run(FoldTask task, TimeSpan? timeout)
    {
        using var events = new BlockingCollection<WorkerEvent>();
        using var worker = new LocalWorker(1, timeout, TestContext.Current.CancellationToken);
        worker.Open(SearchProblems.Of("moons"), events.Add);
        worker.Start(task);
        Assert.True(events.TryTake(out WorkerEvent one, TimeSpan.FromMinutes(1)));
        return one.Outcome!;
    }
}
