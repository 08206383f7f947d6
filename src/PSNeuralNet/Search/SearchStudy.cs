using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>The trials of one search that journals hold, also those of jobs that ran parts of it.</summary>
public static class SearchStudy
{
    /// <summary>Reads journals. Trials of which a fold is missing are left out, with a warning; of Halving, the last rung counts.</summary>
    /// <param name="paths">The files: journals of the same search.</param>
    /// <param name="warn">Called for what is left out.</param>
    /// <returns>The trials, the best one first. Settings are as the journal has them.</returns>
    /// <exception cref="NetworkException">A file is missing, no journal, damaged, or of another search than the first one.</exception>
    public static IReadOnlyList<SearchTrial> Read(IReadOnlyList<string> paths, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        JournalHeader? first = null;
        var plans = new Dictionary<(int Trial, int Rung), TrialProgress>();
        var read = new List<(string Path, JournalContents Contents)>();
        foreach (string path in paths)
        {
            JournalContents contents = SearchJournal.Read(path);
            if (contents.Header is not { } header)
            {
                warn?.Invoke($"The journal '{path}' is empty.");
                continue;
            }

            first ??= header;
            foreach ((string name, string own, string other) in first.DifferencesFrom(header))
            {
                throw SearchErrors.JournalsDiffer(path, name, own, other);
            }

            if (contents.IsTorn)
            {
                warn?.Invoke($"The last line of the journal '{path}' is incomplete: the search writes it, or was stopped. It is left out.");
            }

            read.Add((path, contents));
        }

        if (first is null)
        {
            return [];
        }

        int folds = first.FoldCount;
        SearchSpace? space = SearchSpace.Parse(first.Space);
        if (!Enum.TryParse(first.Metric, out NetworkMetric metric) || !Enum.IsDefined(metric) || !Enum.TryParse(first.Preset, out Preset preset) || !Enum.IsDefined(preset))
        {
            throw SearchErrors.JournalInvalid(paths[0]);
        }

        foreach ((FoldOutcome outcome, string setting, double share) in read.SelectMany(one => one.Contents.Outcome).Where(one => one.Outcome.Fold < folds))
        {
            (int, int) key = (outcome.Trial, outcome.Rung);
            if (!plans.TryGetValue(key, out TrialProgress? progress))
            {
                plans[key] = progress = new TrialProgress(new TrialPlan(outcome.Trial, TrialSetting.Parse(setting), outcome.Rung, share), folds);
            }

            _ = progress.TryAdd(outcome);
        }

        int incomplete = plans.Values.Count(plan => !plan.IsDone);
        if (incomplete > 0)
        {
            warn?.Invoke($"{incomplete} trial{(incomplete == 1 ? "" : "s")} of which a fold is missing {(incomplete == 1 ? "is" : "are")} left out.");
        }

        return SearchRun.Sorted(plans.Values.Where(plan => plan.IsDone).GroupBy(plan => plan.Plan.Trial).Select(Last), metric);

        SearchTrial Last(IGrouping<int, TrialProgress> rungs) =>
            rungs.OrderBy(plan => plan.Plan.Rung).Aggregate((SearchTrial?)null, (earlier, plan) => plan.ToTrial(metric, first.ShowsPreset ? preset : null, space, earlier))!;
    }
}
