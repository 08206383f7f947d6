using System.Collections.Concurrent;
using System.Diagnostics;

namespace PSNeuralNet.Tests.Search;

/// <summary>Tests that measure the memory of the whole process: none runs beside them.</summary>
[CollectionDefinition(nameof(ProcessMemoryTests), DisableParallelization = true)]
public static class ProcessMemoryTests;

/// <summary>A search over 1,000 simulated machines, of which some are lost all the time: all trials once, none lost.</summary>
[Collection(nameof(ProcessMemoryTests))]
public class SimulatedWorkersTests
{
    private const int WorkerCount = 1000;
    private const int TrialCount = 5000;

    [Fact]
    public void A_thousand_workers_with_failures_finish_every_trial_once()
    {
        SearchProblem problem = SearchProblems.Of("moons");
        using var world = new World();
        SimulatedWorker[] workers = [.. Enumerable.Range(0, WorkerCount).Select(i => new SimulatedWorker($"worker {i}", world))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        (IReadOnlyList<SearchTrial> trials, SearchLog log) = RemoteRuns.Run(problem, FixedStrategy.Of(TrialCount), new SearchLimits(), workers);
        clock.Stop();
        long memory = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.Equal(Enumerable.Range(0, TrialCount), trials.Select(trial => trial.Trial).Order());
        Assert.Equal(Enumerable.Range(0, TrialCount), log.Trials.Select(trial => trial.Trial).Order());
        Assert.True(world.LossCount > 100, $"{world.LossCount} losses");
        Assert.True(trials.SelectMany(trial => trial.Worker.Split(',')).Distinct().Count() > WorkerCount / 2);

        // Scores are those of the simulation, also of trainings that were repeated elsewhere.
        Assert.All(trials.Where(trial => trial.Error is null), trial => Assert.Equal([.. Enumerable.Range(0, 3).Select(fold => World.ScoreOf(trial.Trial, fold))], trial.FoldScore));
        Assert.All(trials.Where(trial => trial.Error is not null), trial => Assert.True(world.LossesOf(trial.Trial) >= 3, $"{trial}: {trial.Error}"));
        Assert.InRange(trials.Count(trial => trial.Error is not null), 0, 20);
        Assert.InRange(memory, long.MinValue, 200L << 20);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s, {memory >> 20} MB, {world.LossCount} losses, {trials.Count(trial => trial.Error is not null)} failed");
        GC.KeepAlive(trials);
    }

    /// <summary>The machines: one thread that finishes tasks in a random order, and now and then loses a machine for a while.</summary>
    private sealed class World : IDisposable
    {
        private readonly BlockingCollection<(SimulatedWorker Worker, FoldTask? Task, int Number)> _events = [];
        private readonly ConcurrentDictionary<int, int> _losses = new();
        private readonly Thread _thread;

        public World()
        {
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        public int LossCount { get; private set; }

        public static double ScoreOf(int trial, int fold) => Math.Sin((trial * 3) + fold);

        public int LossesOf(int trial) => _losses.GetValueOrDefault(trial);

        public void Add(SimulatedWorker worker, FoldTask task, int number) => _events.Add((worker, task, number));

        public void Dispose()
        {
            _events.CompleteAdding();
            _thread.Join();
            _events.Dispose();
        }

        private void Run()
        {
            var random = new Random(1);
            var waiting = new List<(SimulatedWorker Worker, FoldTask? Task, int Number)>();
            while (!_events.IsCompleted)
            {
                while (_events.TryTake(out var one, waiting.Count == 0 ? 20 : 0))
                {
                    waiting.Add(one);
                }

                if (waiting.Count == 0)
                {
                    continue;
                }

                int i = random.Next(waiting.Count);
                (SimulatedWorker worker, FoldTask? task, int number) = waiting[i];
                waiting[i] = waiting[^1];
                waiting.RemoveAt(waiting.Count - 1);
                if (task is null)
                {
                    worker.ComeBack();
                }
                else if (number != worker.Number)
                {
                    // Of a machine that was lost.
                }
                else if (random.Next(100) == 0)
                {
                    LossCount++;
                    foreach (int trial in waiting.Where(other => other.Worker == worker && other.Number == number && other.Task is not null).Select(other => other.Task!.Plan.Trial).Append(task.Plan.Trial).Distinct())
                    {
                        _ = _losses.AddOrUpdate(trial, 1, (_, count) => count + 1);
                    }

                    worker.GoAway();
                    waiting.Add((worker, null, number));
                }
                else
                {
                    worker.Finish(task);
                }
            }
        }
    }

    private sealed class SimulatedWorker(string name, World world) : ISearchWorker
    {
        private Action<WorkerEvent>? _report;
        private volatile bool _isAway;
        private volatile int _number;

        public string Name => name;

        public int Capacity => _isAway ? 0 : 2;

        public bool IsGone => false;

        /// <summary>Number of losses.</summary>
        public int Number => _number;

        public void Open(SearchProblem problem, Action<WorkerEvent> report) => _report = report;

        public void Start(FoldTask task) => world.Add(this, task, _number);

        public void Abandon(string reason) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public void Finish(FoldTask task) =>
            _report!(new WorkerEvent(this, new FoldOutcome(task.Plan.Trial, task.Plan.Rung, task.Fold, World.ScoreOf(task.Plan.Trial, task.Fold), 1, default) { Worker = name }));

        public void GoAway()
        {
            _isAway = true;
            _number++;
            _report!(new WorkerEvent(this, Loss: "a simulated loss."));
        }

        public void ComeBack()
        {
            _isAway = false;
            _report!(new WorkerEvent(this));
        }
    }
}
