using static PSNeuralNet.Tests.Search.SearchSpaceTests;

namespace PSNeuralNet.Tests.Search;

/// <summary>Importance of settings by rank correlation and eta squared, with values computed by hand.</summary>
public class SettingImportanceTests
{
    [Fact]
    public void Ranges_have_a_rank_correlation_and_quarters()
    {
        SearchSpace space = Space(("LearningRate", "0.0001..1 log"));
        SettingImportance importance = Assert.Single(SettingImportance.Of(space, [Trial(space, 1, 0.0002), Trial(space, 4, 0.002), Trial(space, 3, 0.05), Trial(space, 9, 0.5), Trial(space, double.NaN, 0.9), (TrialSetting.Empty, 100)]));

        // Ranks 1 3 2 4: 1 - 6 * 2 / (4 * 15).
        Assert.Equal(("LearningRate", 4, 0.8), (importance.Setting, importance.TrialCount, Math.Round(importance.RankCorrelation!.Value, 12)));
        Assert.Equal(1, importance.EtaSquared!.Value, 1e-12);
        Assert.Equal([new("0.0001..0.001", 1, 1), new("0.001..0.01", 4, 1), new("0.01..0.1", 3, 1), new("0.1..1", 9, 1)], importance.Mean);
    }

    [Fact]
    public void Candidates_have_means_and_eta_squared()
    {
        SearchSpace space = Space(("Activation", new[] { "ReLU", "Tanh", "GELU" }), ("HiddenSize", new[] { 2, 8 }), ("L2", 0.1));
        IReadOnlyList<SettingImportance> importance = SettingImportance.Of(space, [.. new[] { 1.0, 3, 5, 7 }.Select((score, i) => Trial(space, score, space.Parameter[0].Candidate[i / 2], space.Parameter[1].Candidate[i % 2], 0.1))]);

        // Mean 4, all squares 20, between the activations 2 * (4 + 4) = 16, between the sizes 2 * (1 + 1) = 4; ranks of the sizes 1.5 3.5 1.5 3.5 to 1 2 3 4: 2 / sqrt(4 * 5).
        Assert.Equal(["Activation", "HiddenSize"], importance.Select(one => one.Setting));
        Assert.Equal([0.8, 0.2], importance.Select(one => Math.Round(one.EtaSquared!.Value, 12)));
        Assert.Equal((null, Math.Round(2 / Math.Sqrt(20), 12)), (importance[0].RankCorrelation, Math.Round(importance[1].RankCorrelation!.Value, 12)));
        Assert.Equal([new("ReLU", 2, 2), new("Tanh", 6, 2), new("GELU", null, 0)], importance[0].Mean);
        Assert.Equal([new("2", 3, 2), new("8", 5, 2)], importance[1].Mean);
        Assert.Equal(0.2, importance[1].Importance, 1e-12);
    }

    [Fact]
    public void Equal_scores_and_few_trials_have_none()
    {
        SearchSpace space = Space(("L2", "0..1"));
        Assert.Equal((0, null, null, 0.0), Facts([]));
        Assert.Equal((1, null, null, 0.0), Facts([Trial(space, 1, 0.5)]));
        Assert.Equal((2, null, null, 0.0), Facts([Trial(space, 1, 0.5), Trial(space, 1, 0.6)]));
        Assert.Equal((2, null, 0.0, 0.0), Facts([Trial(space, 1, 0.5), Trial(space, 2, 0.5)]));

        // Best in the middle: no rank correlation, but importance.
        SettingImportance middle = SettingImportance.Of(space, [.. Enumerable.Range(0, 40).Select(i => Trial(space, -Math.Abs(i - 19.5), (i + 0.5) / 40))])[0];
        Assert.Equal(0, middle.RankCorrelation!.Value, 1e-12);
        Assert.InRange(middle.Importance, 0.7, 0.8);

        (int, double?, double?, double) Facts((TrialSetting, double)[] trials) =>
            SettingImportance.Of(space, trials)[0] is var one ? (one.TrialCount, one.RankCorrelation, one.EtaSquared, one.Importance) : default;
    }

    private static (TrialSetting Setting, double Score) Trial(SearchSpace space, double score, params object?[] values) => (space.SettingOf(values, Optimizer.Adam), score);
}
