namespace PSNeuralNet.Tests.Search;

/// <summary>Data, problems and observers for tests of searches.</summary>
internal static class SearchData
{
    /// <summary>A small table of two classes or numbers, as from rows.</summary>
    public static Dataset Table(bool isRegression = false, int count = 80)
    {
        Dataset moons = Moons(count);
        string target = isRegression ? "Size" : "Kind";
        var reader = new TableReader(new TableOptions { Target = [target] });
        for (int i = 0; i < count; i++)
        {
            (double left, double right, double kind) = (moons.X[0, i], moons.X[1, i], moons.Y[0, i]);
            reader.Add(() => ["Left", "Right", target], column => column == "Left" ? left : column == "Right" ? right : isRegression ? left - (2 * right) + kind : kind > 0 ? "upper" : "lower");
        }

        return reader.ToDataset();
    }

    public static Dataset Moons(int count) => MoonsGenerator.Generate(count, 0.2, shuffle: true, 0);

    public static TrialSetting Setting(params (string Name, object? Value)[] values) => new(values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    public static SearchProblem Problem(Dataset dataset, int folds = 3, Preset preset = Preset.Table)
    {
        int[] foldOf = DatasetSplitter.BalancedFolds(dataset, folds, 1);
        SearchFold[] parts = [.. Enumerable.Range(0, folds).Select(fold => new SearchFold(
            [.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] != fold)], [.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] == fold)]))];
        return new SearchProblem(dataset, parts, NetworkMetrics.DefaultFor(dataset.Task), preset, Seed: 7);
    }

    /// <summary>All that trials tell, but for durations and workers.</summary>
    public static string Text(IEnumerable<SearchTrial> trials) => string.Join('\n', trials.Select(trial =>
        string.Create(CultureInfo.InvariantCulture, $"{trial.Trial} {trial.Score:R} {trial.Deviation:R} {trial.Epochs} {trial.Share} {trial.Status} {trial.Setting} {trial.FoldScore} {trial.Error}")));
}

/// <summary>Keeps what a search tells.</summary>
internal sealed class SearchLog : ISearchObserver
{
    public List<SearchTrial> Trials { get; } = [];

    public List<string> Warnings { get; } = [];

    public Action<SearchTrial>? OnFinished { get; init; }

    public void Finished(SearchTrial trial)
    {
        Trials.Add(trial);
        OnFinished?.Invoke(trial);
    }

    public void Report(SearchProgress progress)
    {
    }

    public void Warn(string text) => Warnings.Add(text);
}
