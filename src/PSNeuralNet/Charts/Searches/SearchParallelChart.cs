using PSNeuralNet.Search;

namespace PSNeuralNet.Charts;

/// <summary>Parallel coordinates: an axis for each setting and one for the score, the best end above; a line for each trial with a score.</summary>
/// <param name="Subtitle">The number of trials and the best score.</param>
/// <param name="Axis">The axes: up to nine settings in the order of the space, then the score.</param>
/// <param name="Line">The lines, the best one last.</param>
internal sealed record SearchParallelChart(string Subtitle, IReadOnlyList<ParallelAxis> Axis, IReadOnlyList<ParallelLine> Line)
    : Chart(ChartKind.SearchParallel, "Settings and scores", Subtitle)
{
    private const int MaximumSettings = 9, MaximumTicks = 6, MaximumLines = 1000;

    // Trials without a setting are below the others.
    private const double ShareOfMissing = 0.1;

    /// <summary>The label of trials that do not have a setting.</summary>
    public const string MissingName = "not set";

    /// <summary>The texts of the legend.</summary>
    public string BestName => Line.Count(line => line.IsBest) is var count && count == 1 ? "best trial" : string.Create(CultureInfo.InvariantCulture, $"best {count} trials");

    /// <exception cref="NetworkException">There is no trial with a score, they are of several searches, or all have the same settings.</exception>
    public static SearchParallelChart Of(IReadOnlyList<SearchTrial> trials) => Of(SearchTrials.Of(ChartKind.SearchParallel, trials));

    /// <exception cref="NetworkException">All trials have the same settings.</exception>
    public static SearchParallelChart Of(SearchTrials search)
    {
        SearchSettingChart.RequireSettings(ChartKind.SearchParallel, search);
        HashSet<SearchParameter> shown = [.. search.Importance.Take(MaximumSettings).Select(pair => pair.Parameter)];
        SettingAxis[] settings = [.. search.Parameter.Where(shown.Contains).Select(SettingAxis.Of)];
        bool[] hasMissing = [.. settings.Select(axis => search.Ranked.Any(trial => axis.Position(trial, isSpread: false) is null))];
        SearchTrial[] drawn = [.. search.Ranked.Take(MaximumLines).Reverse()];
        string part = settings.Length < search.Parameter.Count ? string.Create(CultureInfo.InvariantCulture, $"the {settings.Length} most important of {search.Parameter.Count} settings; ") : "";
        part += drawn.Length < search.Ranked.Count ? string.Create(CultureInfo.InvariantCulture, $"lines of the best {drawn.Length}; ") : "";
        return new SearchParallelChart(
            part + search.Summary,
            [
                .. settings.Select((axis, i) => new ParallelAxis(axis.Parameter.Name, [
                    .. hasMissing[i] ? [new AxisTick(0, MissingName)] : Array.Empty<AxisTick>(),
                    .. axis.Axis.Ticks(Math.Max(MaximumTicks, axis.Label.Count)).Tick.Select(tick => tick with { Position = Place(axis.Axis.Share(tick.Position), hasMissing[i]) })])),
                new ParallelAxis(search.Axis.Axis.Name, [.. search.Axis.Axis.Ticks(MaximumTicks).Tick.Select(tick => tick with { Position = search.Axis.Quality(tick.Position) })]),
            ],
            [.. drawn.Select((trial, i) => new ParallelLine(
                trial.Trial,
                trial.Score,
                StrengthOf(search, trial.Score),
                i >= drawn.Length - search.BestCount,
                [.. settings.Select((axis, column) => axis.Position(trial, isSpread: false) is { } position ? Place(axis.Axis.Share(position), hasMissing[column]) : 0), search.Axis.Quality(trial.Score)]))]);
    }

    /// <summary>The share of the trials that are worse, those that are the same by half: scores crowd at the better end, and their colors would.</summary>
    private static double StrengthOf(SearchTrials search, double score)
    {
        double sign = search.IsHigherBetter ? 1 : -1;
        return search.Ranked.Sum(trial => trial.Score == score ? 0.5 : sign * trial.Score < sign * score ? 1 : 0) / search.Ranked.Count;
    }

    private static double Place(double share, bool hasMissing) => hasMissing ? ShareOfMissing + (share * (1 - ShareOfMissing)) : share;
}

/// <summary>An axis of parallel coordinates.</summary>
/// <param name="Name">The setting, or the metric of the score.</param>
/// <param name="Tick">The ticks: their positions are shares of the axis, 0 below.</param>
internal sealed record ParallelAxis(string Name, IReadOnlyList<AxisTick> Tick);

/// <summary>A trial in parallel coordinates.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Score">The score.</param>
/// <param name="Strength">The strength of the color: the share of the trials that are worse, 0 to 1.</param>
/// <param name="IsBest">True for one of the best few trials.</param>
/// <param name="Position">The share of each axis.</param>
internal sealed record ParallelLine(int Trial, double Score, double Strength, bool IsBest, IReadOnlyList<double> Position);
