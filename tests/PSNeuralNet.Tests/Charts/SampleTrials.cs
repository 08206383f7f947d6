namespace PSNeuralNet.Tests.Charts;

/// <summary>Trials of a search, with scores by a formula.</summary>
internal static class SampleTrials
{
    /// <summary>Settings of a range of logarithms, candidates, a range, and one that some trials do not have.</summary>
    public static readonly SearchSpace Space = SearchSpace.Of(new Dictionary<string, object?>
    {
        ["LearningRate"] = "1e-4..1 log",
        ["HiddenSize"] = new[] { "8", "32", "64,32" },
        ["Dropout"] = "0..0.3",
        ["Optimizer"] = new[] { "Momentum", "Adam" },
        ["Momentum"] = "0.8..0.99",
        ["EpochCount"] = 100,
    });

    /// <summary>Trials that are spread evenly: best at a learning rate of 0.01 with 32 units; failed above 0.5, and one with a very low score.</summary>
    public static IReadOnlyList<SearchTrial> Random(int count = 40) => [.. Enumerable.Range(0, count).Select(i =>
    {
        TrialSetting setting = SettingOf(i);
        double rate = (double)setting["LearningRate"]!;
        return Of(i, setting, rate > 0.5 ? double.NaN : i == 7 ? -0.5 : Score(setting));
    })];

    /// <summary>Trials of three rungs: of nine after 1/9 of the epochs, three went on, and of these one.</summary>
    public static IReadOnlyList<SearchTrial> Halving() => [.. Enumerable.Range(0, 9).Select(i =>
    {
        TrialSetting setting = SettingOf(i);
        double[] scores = [.. new[] { 0.6, 0.8, 1 }.Take(i == 4 ? 3 : i % 4 == 0 ? 2 : 1).Select(share => share * (0.95 - (0.02 * Math.Abs(i - 4))))];
        double[] shares = [1.0 / 9, 1.0 / 3, 1];
        return Of(i, setting, scores[^1], shares[scores.Length - 1], [.. scores.Zip(shares, (score, share) => new RungScore(share, score))]);
    })];

    public static SearchTrial Of(int number, TrialSetting setting, double score, double share = 1, IReadOnlyList<RungScore>? rungs = null, NetworkMetric metric = NetworkMetric.Accuracy, SearchSpace? space = null) => new()
    {
        Trial = number,
        Score = score,
        Deviation = double.IsNaN(score) ? null : 0.01,
        Metric = metric,
        Epochs = 100 * share,
        Share = share,
        Status = double.IsNaN(score) ? TrialStatus.Failed : share < 1 ? TrialStatus.Pruned : TrialStatus.Completed,
        Duration = TimeSpan.FromSeconds(1 + number),
        Worker = "local",
        Setting = setting,
        Error = double.IsNaN(score) ? "The training diverged: the cost of epoch 3 is not finite." : null,
        FoldScore = new FoldScores([score - 0.01, score + 0.01]),
        RungScore = rungs ?? [new RungScore(share, score)],
        Space = space ?? Space,
    };

    private static TrialSetting SettingOf(int trial)
    {
        double Share(double step) => ((trial + 0.5) * step) % 1;

        double[] shares = [Share(0.6180339887), Share(0.7548776662), Share(0.5698402910), Share(0.8191725134), Share(0.6710436067), 0];
        return Space.SettingOf([.. Space.Parameter.Zip(shares, (parameter, share) => parameter.ValueAt(share))], Optimizer.AdamW);
    }

    private static double Score(TrialSetting setting)
    {
        double rate = Math.Log10((double)setting["LearningRate"]!) + 2;
        double size = TrialSetting.TextOf(setting["HiddenSize"]) == "32" ? 0 : 0.03;
        return 0.97 - (0.06 * rate * rate) - size - (0.1 * Convert.ToDouble(TrialSetting.TextOf(setting["Dropout"]), CultureInfo.InvariantCulture));
    }
}
