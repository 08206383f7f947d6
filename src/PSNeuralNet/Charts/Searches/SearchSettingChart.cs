using PSNeuralNet.Search;

namespace PSNeuralNet.Charts;

/// <summary>Score against each setting, the most important one first.</summary>
/// <param name="Subtitle">The number of trials and the best score.</param>
/// <param name="Y">The axis of scores.</param>
/// <param name="Panel">The settings: up to nine.</param>
/// <param name="SettingCount">The number of settings that differ between trials.</param>
internal sealed record SearchSettingChart(string Subtitle, ScoreAxis Y, IReadOnlyList<SettingPanel> Panel, int SettingCount)
    : Chart(ChartKind.SearchSetting, "Score by setting", Subtitle)
{
    private const int MaximumPanels = 9;

    /// <exception cref="NetworkException">There is no trial with a score, they are of several searches, or all have the same settings.</exception>
    public static SearchSettingChart Of(IReadOnlyList<SearchTrial> trials) => Of(SearchTrials.Of(ChartKind.SearchSetting, trials));

    /// <exception cref="NetworkException">All trials have the same settings.</exception>
    public static SearchSettingChart Of(SearchTrials search)
    {
        RequireSettings(ChartKind.SearchSetting, search);
        SettingPanel[] panels = [.. search.Importance.Take(MaximumPanels).Select(pair => SettingPanel.Of(search, pair.Parameter, pair.Importance))];
        string part = panels.Length < search.Parameter.Count ? string.Create(CultureInfo.InvariantCulture, $"the {panels.Length} most important of {search.Parameter.Count} settings; ") : "";
        return new SearchSettingChart(part + search.Summary, search.Axis, panels, search.Parameter.Count);
    }

    /// <exception cref="NetworkException">All trials have the same settings.</exception>
    public static void RequireSettings(ChartKind kind, SearchTrials search)
    {
        if (search.Parameter.Count == 0)
        {
            throw ChartErrors.ChartEmpty(kind, "all trials have the same settings. Search a parameter with several candidates or a range");
        }
    }

    internal override void Draw(TextSheet sheet) => SearchSettingText.Draw(sheet, this);
}

/// <summary>Scores against one setting.</summary>
/// <param name="Importance">The importance of the setting, and the mean of each candidate or quarter.</param>
/// <param name="Axis">The axis of the setting.</param>
/// <param name="Point">The trials that have the setting and a score: their positions on the axis, the group of the mean, scores, and whether Halving stopped them early.</param>
internal sealed record SettingPanel(SettingImportance Importance, SettingAxis Axis, IReadOnlyList<SettingPoint> Point)
{
    /// <summary>The title: "LearningRate, importance 0.82".</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Importance.Setting}, importance {Importance.Importance:0.00}");

    /// <summary>The names of the candidates, or of the quarters of a range.</summary>
    public IReadOnlyList<string> GroupName => [.. Enumerable.Range(0, Importance.Mean.Count).Select(Axis.GroupName)];

    /// <summary>The means: lines at a score.</summary>
    public IEnumerable<(double From, double To, double Score)> Means
    {
        get
        {
            for (int i = 0; i < Importance.Mean.Count; i++)
            {
                if (Importance.Mean[i].Score is { } score)
                {
                    (double from, double to) = Axis.Group(i);
                    yield return (from, to, score);
                }
            }
        }
    }

    public static SettingPanel Of(SearchTrials search, SearchParameter parameter, SettingImportance importance)
    {
        var axis = SettingAxis.Of(parameter);
        var points = new List<SettingPoint>();
        foreach (SearchTrial trial in search.Ranked.Reverse())
        {
            if (axis.Position(trial, isSpread: true) is { } position)
            {
                int group = Enumerable.Range(0, importance.Mean.Count).LastOrDefault(i => axis.Group(i).From <= position);
                points.Add(new SettingPoint(trial.Trial, position, group, trial.Score, trial.Status == TrialStatus.Pruned));
            }
        }

        return new SettingPanel(importance, axis, points);
    }
}

/// <summary>A trial in a panel of a setting.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Position">The position on the axis of the setting.</param>
/// <param name="Group">The candidate or the quarter, from 0.</param>
/// <param name="Score">The score.</param>
/// <param name="IsPruned">True where Halving stopped it early.</param>
internal readonly record struct SettingPoint(int Trial, double Position, int Group, double Score, bool IsPruned);
