using PSNeuralNet.Charts;
using PSNeuralNet.Search;

namespace PSNeuralNet.Reports;

/// <summary>HTML page on a search.</summary>
internal static class SearchPage
{
    public static string Render(SearchReport report) => ReportPage.Render(report.Title, Subject(report), ThisModule.Version, [.. Headline(report)], [.. Sections(report)]);

    private static string Subject(SearchReport report)
    {
        int folds = report.Best.FoldScore.Count;
        string measured = folds > 1 ? $"the mean over {folds} folds, each trained without the samples it is measured on" : "measured on samples that were held out";
        return $"{Show.Count(report.Search.Trial.Count, "trial")} of settings. The score is {report.Search.Metric}, {measured}; the {(report.Search.IsHigherBetter ? "higher" : "lower")} the better.";
    }

    private static IEnumerable<(string Name, string Value, string Beside)> Headline(SearchReport report)
    {
        SearchTrial best = report.Best;
        yield return ($"Best {report.Search.Metric}", SearchTrials.Text(best.Score), $"{(best.Deviation is { } deviation ? $"± {SearchTrials.Text(deviation)} over {best.FoldScore.Count} folds; " : "")}trial {best.Trial}");
        if (report.Baseline is { } baseline)
        {
            yield return ("Baseline", SearchTrials.Text(baseline), report.Best.OutOfFold!.Task == Data.NetworkTask.Regression ? "always the mean" : "always the most frequent class");
        }

        if (report.Defaults is { } defaults)
        {
            yield return ("Defaults", SearchTrials.Text(defaults.Score), $"trial {defaults.Trial}: no setting was changed");
        }

        int failed = report.Failed.Count(), pruned = report.Search.Trial.Count(trial => trial.Status == TrialStatus.Pruned);
        string[] others = [.. new[] { pruned > 0 ? $"{Show.Count(pruned)} stopped early" : "", failed > 0 ? $"{Show.Count(failed)} failed" : "" }.Where(text => text.Length > 0)];
        yield return ("Trials", Show.Count(report.Search.Trial.Count), others.Length > 0 ? string.Join(", ", others) : "none failed");
        yield return ("Time of the trainings", Time(report.Search.Trial.Aggregate(TimeSpan.Zero, (sum, trial) => sum + trial.Duration)), $"of all together; workers: {Workers(report)}");
    }

    private static IEnumerable<ReportSection> Sections(SearchReport report)
    {
        yield return new("best", "The best settings", false, page => BestTrialSection.Write(page, report));
        yield return new("history", "Score by trial", false, page => HistorySection.Write(page, report.History));
        if (report.Settings is { } settings)
        {
            yield return new("setting-importance", "Importance of the settings", false, page => SettingImportanceSection.Write(page, report.Search));
            yield return new("parallel", "Settings and scores", true, page => ParallelSection.Write(page, report.Parallel!));
            yield return new("by-setting", "Score by setting", true, page => SettingPanelSection.Write(page, settings));
        }

        if (report.Learning is { } learning)
        {
            yield return new("learning", "Learning curves", false, page => LearningSection.Write(page, learning));
        }

        if (report.Failed.Any())
        {
            yield return new("failed", "Failed trials", false, page => TrialTableSection.WriteFailed(page, report));
        }

        yield return new("trials", "The best trials", true, page => TrialTableSection.Write(page, report));
        yield return new("space", "The space", true, page => TrialTableSection.WriteSpace(page, report.Search));
    }

    /// <summary>A time: "12.3 s", "4 min 5 s", "2 h 7 min".</summary>
    internal static string Time(TimeSpan time) =>
        time.TotalMinutes < 1 ? $"{Show.Number(time.TotalSeconds)} s"
            : time.TotalHours < 1 ? FormattableString.Invariant($"{time.Minutes} min {time.Seconds} s")
            : FormattableString.Invariant($"{(int)time.TotalHours} h {time.Minutes} min");

    private static string Workers(SearchReport report)
    {
        string[] workers = [.. report.Search.Trial.SelectMany(trial => trial.Worker.Split(',')).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        return string.Join(", ", workers.Take(6)) + (workers.Length > 6 ? $" and {Show.Count(workers.Length - 6)} more" : "");
    }
}
