using static PSNeuralNet.Tests.Search.SearchData;

namespace PSNeuralNet.Tests.Search;

/// <summary>Journals: what is finished is not trained again; what does not fit is an error.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psnn").FullName;

    private string FilePath => System.IO.Path.Combine(_folder, "study.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SearchOptions Options(SearchStrategy strategy = SearchStrategy.Random) => new()
    {
        Strategy = strategy,
        TrialCount = 6,
        Seed = 3,
        Space = SearchSpace.Of([KeyValuePair.Create("LearningRate", (object?)"1e-3..1e-1 log"), KeyValuePair.Create("HiddenSize", (object?)new[] { 4, 8 }), KeyValuePair.Create("EpochCount", (object?)9)]),
    };

    private IReadOnlyList<SearchTrial> Run(SearchOptions options, SearchLog? log = null, Dataset? data = null, FoldOptions? folds = null, bool hasSeed = true, CancellationToken cancellation = default)
    {
        log ??= new SearchLog();
        using var search = HyperparameterSearch.Create(data ?? Table(), options, folds ?? new FoldOptions { FoldCount = 3 }, FilePath, hasSeed, log.Warn);
        return search.Run(log, cancellation: cancellation);
    }

    [Theory]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Halving)]
    [InlineData(SearchStrategy.Tpe)]
    public void A_search_that_is_stopped_at_any_time_goes_on_to_the_same_trials(SearchStrategy strategy)
    {
        using var without = HyperparameterSearch.Create(Table(), Options(strategy), new FoldOptions { FoldCount = 3 });
        string expected = Text(without.Run(new SearchLog()));
        for (int stop = 1; stop < 6; stop += 2)
        {
            File.Delete(FilePath);
            using var source = new CancellationTokenSource();
            int count = 0, after = stop;
            var log = new SearchLog { OnFinished = _ => { if (++count == after) { source.Cancel(); } } };
            Assert.Throws<OperationCanceledException>(() => Run(Options(strategy), log, cancellation: source.Token));
            int lines = File.ReadAllLines(FilePath).Length;
            Assert.InRange(lines, 1 + (3 * stop), 1000);
            Assert.Equal(expected, Text(Run(Options(strategy))));

            // All is known now: nothing is written, and the durations are the same, too.
            byte[] bytes = File.ReadAllBytes(FilePath);
            TimeSpan[] durations = [.. Run(Options(strategy)).Select(trial => trial.Duration)];
            Assert.Equal(durations, Run(Options(strategy)).Select(trial => trial.Duration));
            Assert.Equal(bytes, File.ReadAllBytes(FilePath));
        }
    }

    [Fact]
    public void Every_prefix_of_a_journal_is_gone_on_with_and_a_torn_line_is_dropped_with_a_warning()
    {
        string expected = Text(Run(Options()));
        byte[] whole = File.ReadAllBytes(FilePath);
        foreach (int length in Enumerable.Range(0, 12).Select(i => whole.Length * i / 12).Append(whole.Length - 1))
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            bool isTorn = length > 0 && whole[length - 1] != '\n';
            var log = new SearchLog();
            Assert.Equal(expected, Text(Run(Options(), log)));
            Assert.Equal(isTorn ? 1 : 0, log.Warnings.Count(warning => warning.Contains("incomplete", StringComparison.Ordinal)));
            Assert.Equal(whole.Length, File.ReadAllBytes(FilePath).Length, tolerance: 60);
        }
    }

    [Fact]
    public void A_journal_of_another_search_is_an_error_that_names_the_difference()
    {
        _ = Run(Options());
        Mismatch("table", () => Run(Options(), data: Table(count: 81)));
        Mismatch("space", () => Run(Options() with { Space = SearchSpace.Of([KeyValuePair.Create("LearningRate", (object?)"1e-3..1 log")]) }));
        Mismatch("strategy", () => Run(Options(SearchStrategy.Tpe)));
        Mismatch("metric", () => Run(Options() with { Metric = NetworkMetric.LogLoss }));
        Mismatch("preset", () => Run(Options() with { Preset = Preset.Tutorial }));
        Mismatch("seed", () => Run(Options() with { Seed = 4 }));
        Mismatch("folds", () => Run(Options(), folds: new FoldOptions { FoldCount = 4 }));
        string text = File.ReadAllText(FilePath);
        File.WriteAllText(FilePath, text.Replace($"\"module\":\"{ThisModule.Version}\"", "\"module\":\"0.0.1\"", StringComparison.Ordinal));
        Mismatch("version", () => Run(Options()));

        static void Mismatch(string name, Action search)
        {
            NetworkException error = Assert.Throws<NetworkException>(search);
            Assert.Equal("JournalMismatch", error.Id);
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_seed_that_of_the_journal_is_taken_and_more_trials_may_be_asked_for()
    {
        string six = Text(Run(Options()));
        Assert.Equal(six, Text(Run(Options() with { Seed = 99 }, hasSeed: false)));
        IReadOnlyList<SearchTrial> ten = Run(Options() with { TrialCount = 10 });
        Assert.Equal(10, ten.Count);
        Assert.Equal(six, Text(ten.Where(trial => trial.Trial < 6)));
    }

    [Fact]
    public void Without_a_seed_one_is_drawn_where_the_journal_has_none()
    {
        long[] seeds = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            File.WriteAllText(FilePath, "");
            using var search = HyperparameterSearch.Create(Table(), Options(), new FoldOptions { FoldCount = 3 }, FilePath, hasSeed: false);
            return search.Seed;
        })];
        Assert.Equal(3, seeds.Distinct().Count());
        Assert.Equal(seeds[2], SearchJournal.Read(FilePath).Header!.Seed);
    }

    [Fact]
    public void A_search_that_is_refused_leaves_nothing_in_the_journal()
    {
        SearchOptions grid = Options(SearchStrategy.Grid);
        Assert.Equal("GridRangeInvalid", Assert.Throws<NetworkException>(() => Run(grid)).Id);
        Assert.Null(SearchJournal.Read(FilePath).Header);
        Assert.Equal(6, Run(Options()).Count);
    }

    [Fact]
    public void A_damaged_line_and_a_file_that_is_no_journal_are_errors_that_name_them()
    {
        _ = Run(Options());
        string[] lines = File.ReadAllLines(FilePath);
        lines[4] = lines[4][..^8];
        File.WriteAllLines(FilePath, lines);
        NetworkException error = Assert.Throws<NetworkException>(() => Run(Options()));
        Assert.Equal("JournalDamaged", error.Id);
        Assert.Contains("Line 5", error.Message, StringComparison.Ordinal);
        foreach (string text in (string[])["Name,Age\n", "{}\n", "[1]\n", "{\"journal\":2}\n", "no line"])
        {
            File.WriteAllText(FilePath, text);
            Assert.Equal("JournalInvalid", Assert.Throws<NetworkException>(() => Run(Options())).Id);
            Assert.Equal(text, File.ReadAllText(FilePath));
        }
    }

    [Theory]
    [InlineData("ticks", "9223372036854775807")]
    [InlineData("ticks", "-1")]
    [InlineData("epochs", "-1")]
    [InlineData("share", "0")]
    [InlineData("setting", "null")]
    [InlineData("worker", "null")]
    [InlineData("fold", "2147483647")]
    public void A_value_that_no_search_writes_is_damage(string name, string value)
    {
        _ = Run(Options());
        string[] lines = File.ReadAllLines(FilePath);
        lines[2] = System.Text.RegularExpressions.Regex.Replace(lines[2], $"\"{name}\":(\"[^\"]*\"|[^,}}]*)", $"\"{name}\":{value}");
        File.WriteAllLines(FilePath, lines);
        NetworkException error = Assert.Throws<NetworkException>(() => Run(Options()));
        Assert.Equal("JournalDamaged", error.Id);
        Assert.Contains("Line 3", error.Message, StringComparison.Ordinal);
        Assert.Equal("JournalDamaged", Assert.Throws<NetworkException>(() => SearchStudy.Read([FilePath])).Id);
    }

    [Theory]
    [InlineData("trainings", "2147483647")]
    [InlineData("trainings", "0")]
    [InlineData("metric", "\"77\"")]
    [InlineData("space", "null")]
    public void A_header_that_no_search_writes_is_none(string name, string value)
    {
        _ = Run(Options());
        string[] lines = File.ReadAllLines(FilePath);
        lines[0] = System.Text.RegularExpressions.Regex.Replace(lines[0], $"\"{name}\":(\"[^\"]*\"|[^,}}]*)", $"\"{name}\":{value}");
        File.WriteAllLines(FilePath, lines);
        Assert.Equal("JournalInvalid", Assert.Throws<NetworkException>(() => SearchStudy.Read([FilePath])).Id);
    }

    [Fact]
    public void Predictions_of_another_number_are_damage()
    {
        SearchOptions options = Options() with { KeepsPrediction = true };
        _ = Run(options);
        string[] lines = File.ReadAllLines(FilePath);
        string[] predictions = Array.ConvertAll(lines, line => System.Text.RegularExpressions.Regex.Match(line, "\"prediction\":\"([^\"]*)").Groups[1].Value);
        string shorter = Convert.ToBase64String(Deflate(new byte[16]));
        lines[1] = lines[1].Replace(predictions[1], shorter, StringComparison.Ordinal);
        File.WriteAllLines(FilePath, lines);
        Assert.Equal("JournalPredictionInvalid", Assert.Throws<NetworkException>(() => Run(options)).Id);

        static byte[] Deflate(byte[] bytes)
        {
            var compressed = new MemoryStream();
            using (var deflate = new System.IO.Compression.DeflateStream(compressed, System.IO.Compression.CompressionLevel.Fastest))
            {
                deflate.Write(bytes);
            }

            return compressed.ToArray();
        }
    }

    [Fact]
    public void A_second_search_is_refused_while_the_first_one_lives_and_a_reader_is_not()
    {
        using (var first = HyperparameterSearch.Create(Table(), Options(), new FoldOptions { FoldCount = 3 }, FilePath))
        {
            Assert.Equal("JournalInUse", Assert.Throws<NetworkException>(() => Run(Options())).Id);
            Assert.Empty(SearchJournal.Read(FilePath).Outcome);
        }

        Assert.Equal(6, Run(Options()).Count);
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_lock_that_a_killed_process_left_locks_nothing()
    {
        File.WriteAllText($"{FilePath}.lock", "left");
        Assert.Equal(6, Run(Options()).Count);
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Missing_journals_and_folders_are_errors()
    {
        Assert.Equal("JournalMissing", Assert.Throws<NetworkException>(() => SearchJournal.Read(FilePath)).Id);
        Assert.Equal("FolderMissing", Assert.Throws<NetworkException>(() => SearchJournal.Open(System.IO.Path.Combine(_folder, "none", "study.jsonl"), null)).Id);
    }

    [Fact]
    public void Ranges_of_trials_join_to_the_whole_search()
    {
        string whole = Text(Run(Options()));
        File.Delete(FilePath);
        IReadOnlyList<SearchTrial> first = Run(Options() with { TrialRange = (0, 2) });
        File.Delete(FilePath);
        IReadOnlyList<SearchTrial> second = Run(Options() with { TrialRange = (3, 9) });
        Assert.Equal([0, 1, 2], first.Select(trial => trial.Trial).Order());
        Assert.Equal(whole, Text(SearchRun.Sorted([.. first, .. second], NetworkMetric.Accuracy)));
        Assert.Equal("TrialRangeUnsupported", Assert.Throws<NetworkException>(() => Run(Options(SearchStrategy.Tpe) with { TrialRange = (0, 2) })).Id);
    }
}
