namespace PSNeuralNet.Commands;

/// <summary>Shows what happens in a search: progress, verbose lines for logs, warnings, and with -Stream the trials.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="progress">The progress bar.</param>
/// <param name="isStreaming">True to write trials as they finish.</param>
internal sealed class SearchObserver(NetworkCmdlet cmdlet, ProgressBar progress, bool isStreaming) : ISearchObserver
{
    /// <summary>A trial with its settings as properties, which are the columns of a CSV file: also those of the space that it does not have, since its optimizer or network has no use for them.</summary>
    public static PSObject Row(SearchTrial trial) => Row(trial, TrialTable.ColumnsOf([trial]));

    /// <summary>Trials with all settings of any of them as properties.</summary>
    public static IEnumerable<PSObject> Rows(IReadOnlyList<SearchTrial> trials)
    {
        IReadOnlyList<string> columns = TrialTable.ColumnsOf(trials);
        return trials.Select(trial => Row(trial, columns));
    }

    private static PSObject Row(SearchTrial trial, IReadOnlyList<string> columns)
    {
        var row = new PSObject(trial);
        foreach (string name in columns)
        {
            object? value = trial.Setting.GetValueOrDefault(name);
            row.Properties.Add(new PSNoteProperty(name, value is string or not System.Collections.IEnumerable ? value : TrialSetting.TextOf(value)));
        }

        return row;
    }

    /// <inheritdoc/>
    public void Finished(SearchTrial trial)
    {
        cmdlet.WriteVerbose(trial.Error is { } error
            ? FormattableString.Invariant($"Trial {trial.Trial} failed: {error} {trial.Setting}")
            : FormattableString.Invariant($"Trial {trial.Trial}: {trial.Metric} {trial.Score:0.0000}, {trial.Epochs:0} epochs, {trial.Duration.TotalSeconds:0.0} s on {trial.Worker}. {trial.Setting}"));
        if (isStreaming)
        {
            cmdlet.WriteObject(Row(trial));
        }
    }

    /// <inheritdoc/>
    public void Report(SearchProgress value) => progress.Report(value);

    /// <inheritdoc/>
    public void Warn(string text) => cmdlet.WriteWarning(text);
}
