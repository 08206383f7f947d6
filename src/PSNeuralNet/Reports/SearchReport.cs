using PSNeuralNet.Charts;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Search;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>The numbers of a report on a search: its trials, and charts.</summary>
internal sealed record SearchReport
{
    private SearchReport()
    {
    }

    public required string Title { get; init; }

    public required SearchTrials Search { get; init; }

    public required SearchHistoryChart History { get; init; }

    /// <summary>Parallel coordinates; null where all trials have the same settings.</summary>
    public required SearchParallelChart? Parallel { get; init; }

    /// <summary>Scores by setting; null where all trials have the same settings.</summary>
    public required SearchSettingChart? Settings { get; init; }

    /// <summary>Learning curves; null where no trial went on after a rung of Halving.</summary>
    public required SearchLearningChart? Learning { get; init; }

    public SearchTrial Best => Search.Ranked[0];

    /// <summary>The trials that failed.</summary>
    public IEnumerable<SearchTrial> Failed => Search.Trial.Where(trial => double.IsNaN(trial.Score));

    /// <summary>The trial with the defaults in all settings that were searched; null without one.</summary>
    public SearchTrial? Defaults => Search.Ranked.FirstOrDefault(trial => trial.Setting.All(pair => pair.Key == nameof(Preset)));

    /// <summary>The score of always predicting the most frequent class or the mean, where the best trial has its predictions; null where that is not known.</summary>
    public double? Baseline => (Best.OutOfFold?.Report as NetworkReport)?.Metrics.FirstOrDefault(metric => metric.Property == Search.Metric.ToString())?.Baseline;

    /// <summary>Computes a report.</summary>
    /// <param name="trials">The trials, in any order.</param>
    /// <param name="title">The title; null for the default.</param>
    /// <exception cref="NetworkException">There is no trial with a score, they are of several searches, or the title is too long.</exception>
    public static SearchReport Create(IReadOnlyList<SearchTrial> trials, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(trials);
        TrainingReport.RequireTexts(title);
        var search = SearchTrials.Of(ChartKind.SearchHistory, trials);
        bool hasSettings = search.Parameter.Count > 0;
        return new SearchReport
        {
            Title = string.IsNullOrWhiteSpace(title) ? "Search of settings" : title,
            Search = search,
            History = SearchHistoryChart.Of(search),
            Parallel = hasSettings ? SearchParallelChart.Of(search) : null,
            Settings = hasSettings ? SearchSettingChart.Of(search) : null,
            Learning = SearchLearningChart.CanBe(search) ? SearchLearningChart.Of(search) : null,
        };
    }
}
