using PSNeuralNet.Search;

namespace PSNeuralNet.Charts;

/// <summary>Learning curves of Halving: the score after each rung, by the share of the epochs, a line for each trial that went on.</summary>
/// <param name="Subtitle">The number of trials and the best score.</param>
/// <param name="X">The axis of shares, decimal logarithms.</param>
/// <param name="Y">The axis of scores.</param>
/// <param name="Curve">The trials with a score, the best one last; those that stopped after their first rung have one point.</param>
internal sealed record SearchLearningChart(string Subtitle, ChartAxis X, ScoreAxis Y, IReadOnlyList<LearningCurve> Curve)
    : Chart(ChartKind.SearchLearning, "Learning curves", Subtitle)
{
    /// <summary>The text of the legend for all but the best trials.</summary>
    public const string OthersName = "other trials";

    /// <summary>The best trials, the best one first.</summary>
    public IEnumerable<LearningCurve> Best => Curve.Where(curve => curve.IsBest).Reverse();

    /// <exception cref="NetworkException">There is no trial with a score, they are of several searches, or none went on.</exception>
    public static SearchLearningChart Of(IReadOnlyList<SearchTrial> trials) => Of(SearchTrials.Of(ChartKind.SearchLearning, trials));

    /// <summary>True where a trial went on after a rung.</summary>
    public static bool CanBe(SearchTrials search) => search.Trial.Any(trial => trial.RungScore.Count > 1);

    /// <exception cref="NetworkException">None went on.</exception>
    public static SearchLearningChart Of(SearchTrials search)
    {
        if (!CanBe(search))
        {
            throw ChartErrors.ChartEmpty(ChartKind.SearchLearning, "no trial went on after a first part of its epochs. Trials of Search-NetworkHyperparameter -Strategy Halving do");
        }

        LearningCurve[] curves = [.. search.Ranked.Reverse().Select((trial, i) => new LearningCurve(
            trial.Trial,
            trial.Score,
            i >= search.Ranked.Count - search.BestCount,
            [.. trial.RungScore.Where(rung => !double.IsNaN(rung.Score)).Select(rung => (Math.Log10(rung.Share), rung.Score))]))];
        double[] shares = [.. search.Trial.SelectMany(trial => trial.RungScore).Select(rung => rung.Share).Distinct().Order()];
        return new SearchLearningChart(
            search.Summary,
            new ChartAxis("Share of the epochs", Math.Log10(shares[0]), 0) { Room = 0.03, Named = [.. shares.Select(share => new AxisTick(Math.Log10(share), ShareText(share)))] },
            ScoreAxis.Of(search.Axis.Axis.Name, [.. curves.SelectMany(curve => curve.Point).Select(point => point.Y)], search.IsHigherBetter),
            curves);
    }

    internal override void Draw(TextSheet sheet) => SearchLearningText.Draw(sheet, this);

    /// <summary>A share as a text: "1/9", "all", "40 %".</summary>
    private static string ShareText(double share) =>
        share == 1 ? "all"
            : Math.Abs((1 / share) - Math.Round(1 / share)) < 1e-6 ? string.Create(CultureInfo.InvariantCulture, $"1/{1 / share:0}")
            : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
}

/// <summary>The scores of a trial after its rungs.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Score">The score after the last rung.</param>
/// <param name="IsBest">True for one of the best few trials.</param>
/// <param name="Point">The decimal logarithm of the share of the epochs, and the score, of each rung.</param>
internal sealed record LearningCurve(int Trial, double Score, bool IsBest, IReadOnlyList<(double X, double Y)> Point)
{
    /// <summary>The text of the legend: "trial 12 (0.9431)".</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"trial {Trial} ({SearchTrials.Text(Score)})");
}
