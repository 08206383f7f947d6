using PSNeuralNet.Search;

namespace PSNeuralNet.Charts;

/// <summary>Score by trial number, and the best score so far.</summary>
/// <param name="Subtitle">The number of trials and the best score.</param>
/// <param name="X">The axis of trial numbers.</param>
/// <param name="Y">The axis of scores.</param>
/// <param name="Point">The trials, by number.</param>
internal sealed record SearchHistoryChart(string Subtitle, ChartAxis X, ScoreAxis Y, IReadOnlyList<HistoryPoint> Point)
    : Chart(ChartKind.SearchHistory, "Score by trial", Subtitle)
{
    /// <summary>The text of the legend for the line.</summary>
    public const string BestName = "best so far";

    /// <summary>The corners of the line of the best score so far, from the first trial with a score to the last one.</summary>
    public IReadOnlyList<(double X, double Y)> Best
    {
        get
        {
            var corners = new List<(double X, double Y)>();
            double best = double.NaN;
            foreach (HistoryPoint point in Point)
            {
                if (!double.IsNaN(point.Score) && !(Y.IsHigherBetter ? point.Score <= best : point.Score >= best))
                {
                    if (corners.Count > 0)
                    {
                        corners.Add((point.Trial, Y.Position(best)));
                    }

                    best = point.Score;
                    corners.Add((point.Trial, Y.Position(best)));
                }
            }

            corners.Add((Point[^1].Trial, Y.Position(best)));
            return corners;
        }
    }

    /// <summary>The groups of points that have a legend of their own, those of at least one trial.</summary>
    public IEnumerable<(HistoryMark Mark, string Name, HistoryPoint[] Point)> Groups =>
        Point.GroupBy(point => MarkOf(point)).OrderBy(group => group.Key).Select(group => (group.Key, group.Key switch
        {
            HistoryMark.Completed => "trial",
            HistoryMark.Pruned => "stopped early",
            HistoryMark.Beyond => Y.BeyondName,
            HistoryMark.Failed => "failed",
        }, group.ToArray()));

    /// <exception cref="NetworkException">There is no trial with a score, or they are of several searches.</exception>
    public static SearchHistoryChart Of(IReadOnlyList<SearchTrial> trials) => Of(SearchTrials.Of(ChartKind.SearchHistory, trials));

    public static SearchHistoryChart Of(SearchTrials search)
    {
        IReadOnlyList<SearchTrial> trials = search.Trial;
        double first = trials[0].Trial, last = trials[^1].Trial, room = Math.Max(0.5, 0.01 * (last - first));
        return new SearchHistoryChart(
            search.Summary,
            new ChartAxis("Trial", first - room, last + room) { IsInteger = true },
            search.Axis,
            [.. trials.Select(trial => new HistoryPoint(trial.Trial, trial.Score, trial.Status))]);
    }

    internal override void Draw(TextSheet sheet) => SearchHistoryText.Draw(sheet, this);

    private HistoryMark MarkOf(HistoryPoint point) =>
        double.IsNaN(point.Score) ? HistoryMark.Failed
            : Y.IsBeyond(point.Score) ? HistoryMark.Beyond
            : point.Status == TrialStatus.Pruned ? HistoryMark.Pruned
            : HistoryMark.Completed;
}

/// <summary>A trial of a history.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Score">Its score; NaN where it failed.</param>
/// <param name="Status">Its outcome.</param>
internal readonly record struct HistoryPoint(int Trial, double Score, TrialStatus Status);

/// <summary>Marks of trials.</summary>
internal enum HistoryMark
{
    /// <summary>Trained to its end.</summary>
    Completed,

    /// <summary>Stopped early by Halving.</summary>
    Pruned,

    /// <summary>Far worse than most: at the edge.</summary>
    Beyond,

    /// <summary>Failed: at the edge.</summary>
    Failed,
}
