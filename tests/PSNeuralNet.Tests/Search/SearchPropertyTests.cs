using static PSNeuralNet.Tests.Search.SearchData;

namespace PSNeuralNet.Tests.Search;

/// <summary>Random tables, spaces and folds: a search gives the same trials on one and several threads, and when it is stopped at any fold and goes on with its journal.</summary>
public sealed class SearchPropertyTests : IDisposable
{
    private const int CaseCount = 30;

    private readonly string _folder = Directory.CreateTempSubdirectory("psnn").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(SearchStrategy.Grid)]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Halving)]
    [InlineData(SearchStrategy.Tpe)]
    public void Trials_do_not_depend_on_threads_or_interruptions(SearchStrategy strategy)
    {
        int stopped = 0, failed = 0;
        for (int i = 0; i < CaseCount; i++)
        {
            var random = new Random((1000 * (int)strategy) + i);
            Dataset data = RandomTable(random);
            SearchOptions options = RandomOptions(random, strategy, data);
            FoldOptions folds = random.Next(4) == 0 ? new FoldOptions { Fraction = 0.3 } : new FoldOptions { FoldCount = random.Next(2, 4), Repeat = random.Next(1, 3) };
            string path = Path.Combine(_folder, $"{i}.jsonl"), what = $"case {i}: {options.Space}, {folds}, {data}";
            string expected = Run(data, options with { ThrottleLimit = 1 }, folds, null, int.MaxValue, out int count);
            Assert.True(expected == Run(data, options with { ThrottleLimit = 3 }, folds, null, int.MaxValue, out _), what);
            failed += expected.StartsWith("AllTrialsFailed", StringComparison.Ordinal) ? 1 : 0;

            // Two interruptions at random folds, then to the end; on other numbers of threads each.
            for (int threads = 1; threads <= 2; threads++)
            {
                stopped += Run(data, options with { ThrottleLimit = threads }, folds, path, random.Next(1, Math.Max(2, count)), out _) == "stopped" ? 1 : 0;
            }

            Assert.True(expected == Run(data, options with { ThrottleLimit = 3 }, folds, path, int.MaxValue, out _), $"resumed, {what}");
        }

        Assert.InRange(stopped, CaseCount, 2 * CaseCount);
        Assert.InRange(failed, 0, CaseCount / 3);
    }

    /// <summary>All that a search tells, or the error that ended it; "stopped" where it was canceled after so many trainings.</summary>
    private static string Run(Dataset data, SearchOptions options, FoldOptions folds, string? path, int stopAfter, out int count)
    {
        using var source = new CancellationTokenSource();
        var log = new StoppingLog(stopAfter, source);
        count = 0;
        try
        {
            using var search = HyperparameterSearch.Create(data, options, folds, path);
            IReadOnlyList<SearchTrial> trials = search.Run(log, cancellation: source.Token);
            count = log.Count;
            return Text(trials) + string.Concat(trials.Select(trial => trial.OutOfFold is { } held ? string.Create(CultureInfo.InvariantCulture, $"\n{string.Join(' ', held.Sample)}: {string.Join(' ', held.Prediction.ToColumnMajorArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}") : ""));
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
        catch (NetworkException exception) when (exception.Id == "AllTrialsFailed")
        {
            count = log.Count;
            return $"{exception.Id} {exception.Message}";
        }
    }

    /// <summary>A table of 24 to 60 rows: numbers with gaps, a category, and classes or numbers to predict.</summary>
    private static Dataset RandomTable(Random random)
    {
        int count = random.Next(24, 61), classes = random.Next(1, 4);
        bool hasCategory = random.Next(2) == 0, hasGaps = random.Next(3) == 0;
        string[] columns = hasCategory ? ["a", "b", "kind", "y"] : ["a", "b", "y"];
        var reader = new TableReader(new TableOptions { Target = ["y"], Task = classes == 1 ? NetworkTask.Regression : null, MissingValue = hasGaps ? MissingValue.Mean : MissingValue.Error });
        for (int i = 0; i < count; i++)
        {
            double a = random.NextDouble() * 4, b = random.NextDouble() - 0.5;
            string kind = $"k{random.Next(3)}";
            object y = classes == 1 ? 1 + a + (2 * b) + (kind == "k1" ? 1 : 0) : $"c{(i % classes + (int)a) % classes}";
            if (classes > 1 && i < 4 * classes)
            {
                y = $"c{i % classes}";
            }

            object? left = hasGaps && i > 3 && random.Next(8) == 0 ? null : a;
            reader.Add(() => columns, column => column switch { "a" => left, "b" => b, "kind" => kind, _ => y });
        }

        return reader.ToDataset();
    }

    private static SearchOptions RandomOptions(Random random, SearchStrategy strategy, Dataset data)
    {
        bool isGrid = strategy == SearchStrategy.Grid, isRegression = data.Task == NetworkTask.Regression;
        (string Name, object? Range, object? Candidates)[] all =
        [
            ("LearningRate", "1e-3..1 log", new[] { 0.003, 0.03, 1e5 }),
            ("HiddenSize", "2..9", new[] { "4", "5,3", "none" }),
            ("Optimizer", null, new[] { "Adam", "Momentum", "GradientDescent", "LBFGS" }),
            ("Momentum", "0.5..0.95", new[] { 0.8, 0.9 }),
            ("Dropout", "0..0.4", new[] { 0, 0.2 }),
            ("L2", "1e-5..1e-1 log", new[] { 0, 0.01 }),
            ("BatchSize", "4..16", new[] { 8, 16 }),
            ("Activation", null, new[] { "ReLU", "Tanh" }),
            ("Schedule", null, new[] { "Constant", "Cosine", "Step" }),
            ("Patience", null, new object?[] { 2, null }),
            isRegression ? ("Loss", null, new[] { "MeanSquaredError", "Huber" }) : ("ClassWeight", null, new[] { "Balanced", "none" }),
        ];
        random.Shuffle(all);
        var chosen = all.Take(random.Next(1, 4)).Select(one => KeyValuePair.Create(one.Name, isGrid || one.Range is null || random.Next(3) == 0 ? one.Candidates : one.Range)).ToList();
        chosen.Add(KeyValuePair.Create("EpochCount", (object?)(strategy == SearchStrategy.Halving ? 9 : random.Next(2, 6))));
        return new SearchOptions
        {
            Strategy = strategy,
            Space = SearchSpace.Of(chosen),
            TrialCount = isGrid ? null : random.Next(3, 10),
            Preset = random.Next(2) == 0 ? Preset.Table : Preset.Tutorial,
            Metric = (isRegression, random.Next(2)) switch { (_, 0) => null, (true, _) => NetworkMetric.MeanAbsoluteError, (false, _) => NetworkMetric.LogLoss },
            Seed = random.NextInt64(1L << 32),
            KeepsPrediction = random.Next(2) == 0,
        };
    }

    private sealed class StoppingLog(int stopAfter, CancellationTokenSource source) : ISearchObserver
    {
        public int Count { get; private set; }

        // Not by the reports, which come as time goes by.
        public void Finished(SearchTrial trial)
        {
            Count += trial.FoldScore.Count;
            if (Count >= stopAfter)
            {
                source.Cancel();
            }
        }

        public void Report(SearchProgress progress)
        {
        }

        public void Warn(string text)
        {
        }
    }
}
