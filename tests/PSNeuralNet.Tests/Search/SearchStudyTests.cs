using static PSNeuralNet.Tests.Search.SearchData;

namespace PSNeuralNet.Tests.Search;

/// <summary>Trials read from journals: those of one search, of parts of it, and of one that runs.</summary>
public sealed class SearchStudyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psnn").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private IReadOnlyList<SearchTrial> Run(string name, SearchStrategy strategy = SearchStrategy.Random, (int, int)? range = null, long seed = 3)
    {
        var options = new SearchOptions
        {
            Strategy = strategy,
            TrialCount = 8,
            Seed = seed,
            TrialRange = range,
            Space = SearchSpace.Of([
                KeyValuePair.Create("LearningRate", (object?)"1e-3..1e-1 log"), KeyValuePair.Create("HiddenSize", (object?)new[] { "4", "8,4", "none" }), KeyValuePair.Create("ClassWeight", (object?)new object?[] { "Balanced", null }),
                KeyValuePair.Create("Activation", (object?)new[] { "Tanh", "ReLU" }), KeyValuePair.Create("EpochCount", (object?)9)]),
        };
        using var search = HyperparameterSearch.Create(Table(), options, new FoldOptions { FoldCount = 3 }, At(name));
        return search.Run(new SearchLog());
    }

    [Theory]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Halving)]
    public void The_trials_of_a_journal_are_those_of_the_search_with_settings_of_their_types(SearchStrategy strategy)
    {
        IReadOnlyList<SearchTrial> trials = Run("a.jsonl", strategy), read = SearchStudy.Read([At("a.jsonl")]);
        Assert.Equal(Text(trials), Text(read));
        Assert.Equal(trials.Select(trial => trial.Duration), read.Select(trial => trial.Duration));
        Assert.Equal(trials.Select(trial => string.Join(' ', trial.Setting.Values.Select(value => value?.GetType().Name))), read.Select(trial => string.Join(' ', trial.Setting.Values.Select(value => value?.GetType().Name))));
        Assert.Equal(trials.Select(trial => string.Join(' ', trial.RungScore)), read.Select(trial => string.Join(' ', trial.RungScore)));
    }

    [Fact]
    public void Parts_join_to_the_whole_and_other_searches_do_not()
    {
        string whole = Text(Run("whole.jsonl"));
        _ = Run("first.jsonl", range: (0, 4));
        _ = Run("second.jsonl", range: (5, 7));
        Assert.Equal(whole, Text(SearchStudy.Read([At("second.jsonl"), At("first.jsonl")])));
        _ = Run("other.jsonl", seed: 4);
        NetworkException error = Assert.Throws<NetworkException>(() => SearchStudy.Read([At("first.jsonl"), At("other.jsonl")]));
        Assert.Equal("JournalsDiffer", error.Id);
        Assert.Contains("seed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_of_which_a_fold_is_missing_is_left_out_with_a_warning()
    {
        IReadOnlyList<SearchTrial> trials = Run("a.jsonl");
        string[] lines = File.ReadAllLines(At("a.jsonl"));
        File.WriteAllText(At("a.jsonl"), string.Join('\n', lines[..^1]) + '\n' + lines[^1][..20]);
        var warnings = new List<string>();
        Assert.Equal(trials.Count - 1, SearchStudy.Read([At("a.jsonl")], warnings.Add).Count);
        Assert.Equal(2, warnings.Count);
        File.WriteAllText(At("empty.jsonl"), "");
        Assert.Empty(SearchStudy.Read([At("empty.jsonl")], warnings.Add));
        Assert.Contains("is empty", warnings[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_every_setting_that_is_none_are_read_back_as_null()
    {
        foreach (SearchSetting setting in SearchSetting.All.Where(setting => setting.IsNullable))
        {
            TrialSetting read = TrialSetting.Parse(Setting((setting.Name, null)).ToString());
            Assert.Equal((setting.Name, null), (Assert.Single(read.Keys), read[setting.Name]));
        }

        Assert.Contains(SearchSetting.All, setting => setting is { Name: SearchSetting.Loss, IsNullable: true });
        Assert.Equal(Calibration.None, TrialSetting.Parse("Calibration=None")["Calibration"]);
        Assert.Equal([null, Loss.Huber], SearchSpace.Of([KeyValuePair.Create("Loss", (object?)new[] { "none", "huber" })]).Parameter[0].Candidate);
        NetworkException error = Assert.Throws<NetworkException>(() => SearchSpace.Of([KeyValuePair.Create("Optimizer", (object?)"none")]));
        Assert.Contains("the nearest is", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_settings_are_read_back()
    {
        TrialSetting setting = Setting(("LearningRate", 0.1), ("HiddenSize", Array.AsReadOnly<int>([64, 32])), ("ClassWeight", ClassWeighting.Of([KeyValuePair.Create((object)"a; B=2", 3.0)])), ("Dropout", Array.AsReadOnly<double>([])), ("Standardize", true));
        TrialSetting read = TrialSetting.Parse(setting.ToString());
        Assert.Equal(0.1, read["LearningRate"]);
        Assert.Equal([64, 32], (IReadOnlyList<int>)read["HiddenSize"]!);
        Assert.Equal(setting["ClassWeight"]!.ToString(), Assert.IsType<ClassWeighting>(read["ClassWeight"]).ToString());
        Assert.Equal(true, read["Standardize"]);
        Assert.Empty((IReadOnlyList<double>)read["Dropout"]!);
        Assert.Empty(TrialSetting.Parse("defaults"));
    }

    [Theory]
    [InlineData("LearningRate=0.0001..1 log; HiddenSize=8|32|64,32|none; Dropout=0..0.3; BatchSize=16|32; Loss=none|Huber; Standardize=True|False")]
    [InlineData("EpochCount=20")]
    public void A_space_is_read_back_from_its_text(string text) => Assert.Equal(text, SearchSpace.Parse(text)!.ToString());

    [Fact]
    public void The_trials_of_a_journal_know_its_space()
    {
        _ = Run("a.jsonl");
        Assert.Equal("HiddenSize=4|8,4|none; Activation=Tanh|ReLU; LearningRate=0.001..0.1 log; ClassWeight=Balanced|none; EpochCount=9".Split("; ").Order(), SearchStudy.Read([At("a.jsonl")])[0].Space!.ToString().Split("; ").Order());
        Assert.Null(SearchSpace.Parse("ClassWeight=p=1, q=2"));
    }
}
