namespace PSNeuralNet.Search;

/// <summary>Columns of a table of trials.</summary>
public static class TrialTable
{
    /// <summary>The settings of trials, in the order of the space: also those that some trials do not have, since their optimizer, schedule or network has no use for them.</summary>
    /// <param name="trials">The trials of a search.</param>
    public static IReadOnlyList<string> ColumnsOf(IReadOnlyList<SearchTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        IEnumerable<string> space = trials.FirstOrDefault(trial => trial.Space is not null)?.Space!.Parameter.Select(parameter => parameter.Name) ?? [];
        return [.. space.Concat(trials.SelectMany(trial => trial.Setting.Keys)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
