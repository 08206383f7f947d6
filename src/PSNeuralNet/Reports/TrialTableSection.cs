using PSNeuralNet.Charts;
using PSNeuralNet.Search;

namespace PSNeuralNet.Reports;

/// <summary>Tables of trials, of reasons of failures, and of the space.</summary>
internal static class TrialTableSection
{
    private const int MaximumTrials = 20, MaximumReasons = 10, MaximumCandidates = 40;

    public static void Write(Markup page, SearchReport report)
    {
        IReadOnlyList<SearchTrial> ranked = report.Search.Ranked;
        SearchTrial[] shown = [.. ranked.Take(MaximumTrials)];
        string[] names = [.. report.Search.Parameter.Select(parameter => parameter.Name)];
        bool hasDeviation = shown.Any(trial => trial.Deviation is not null), hasShare = shown.Any(trial => trial.Share < 1);
        Table.Write(
            page,
            shown.Length < ranked.Count ? $"The first {shown.Length} of {Show.Count(ranked.Count)} trials with a score, the best one first" : "All trials with a score, the best one first",
            ["Trial", $"{report.Search.Metric}", .. hasDeviation ? ["Deviation"] : Array.Empty<string>(), "Epochs", .. hasShare ? ["Share of the epochs"] : Array.Empty<string>(), "Time", .. names],
            shown.Select(trial => (string[])[
                Show.Count(trial.Trial),
                SearchTrials.Text(trial.Score),
                .. hasDeviation ? [trial.Deviation is { } deviation ? SearchTrials.Text(deviation) : ""] : Array.Empty<string>(),
                Show.Count(trial.Epochs),
                .. hasShare ? [Show.Percent(trial.Share)] : Array.Empty<string>(),
                SearchPage.Time(trial.Duration),
                .. names.Select(name => trial.Setting.TryGetValue(name, out object? value) ? TrialSetting.TextOf(value) : "–")]));
    }

    public static void WriteFailed(Markup page, SearchReport report)
    {
        (string Reason, int Count, int First)[] reasons = [.. report.Failed.GroupBy(trial => trial.Error ?? "").Select(group => (group.Key, group.Count(), group.Min(trial => trial.Trial))).OrderByDescending(one => one.Item2).ThenBy(one => one.Item3)];
        Table.Write(
            page,
            reasons.Length > MaximumReasons ? $"The {MaximumReasons} commonest of {reasons.Length} reasons" : "Reasons, the commonest first",
            ["Reason", "Trials", "First trial"],
            reasons.Take(MaximumReasons).Select(one => (string[])[ShortText.Of(one.Reason, 400), Show.Count(one.Count), Show.Count(one.First)]));
    }

    public static void WriteSpace(Markup page, SearchTrials search)
    {
        if (search.Trial[0].Space is not { } space)
        {
            page.Element("p", "The space of the search is not known here; these are the settings that differ between its trials.");
        }

        Table.Write(
            page,
            "Settings that were searched",
            ["Setting", "Values"],
            (search.Trial[0].Space?.Parameter ?? search.Parameter).Select(parameter => (string[])[parameter.Name, Values(parameter)]));
    }

    private static string Values(SearchParameter parameter) =>
        parameter.IsRange ? $"{parameter.RangeText.Replace(" log", ", evenly in the logarithm", StringComparison.Ordinal)}{(parameter.IsInteger ? ", whole numbers" : "")}"
            : parameter.IsFixed ? $"always {TrialSetting.TextOf(parameter.Candidate[0])}"
            : string.Join(" | ", parameter.Candidate.Take(MaximumCandidates).Select(TrialSetting.TextOf)) + (parameter.Candidate.Count > MaximumCandidates ? $" and {parameter.Candidate.Count - MaximumCandidates} more" : "");
}
