namespace PSNeuralNet.Commands;

/// <summary>Trials of a search that were serialized: rows of a CSV or JSON file, or objects from a job, a remote session or Export-Clixml.</summary>
internal static class SearchTrialCopy
{
    // Columns that Export-Csv writes of trials.
    private static readonly string[] Columns = [nameof(SearchTrial.Trial), nameof(SearchTrial.Score), nameof(SearchTrial.Metric), nameof(SearchTrial.Status), nameof(SearchTrial.Setting)];

    /// <summary>Throws for copies of trials.</summary>
    /// <exception cref="NetworkException">It is one.</exception>
    public static void Refuse(PSObject input)
    {
        if (InstanceMembers.TypeNames(input).FirstOrDefault() == $"Deserialized.{typeof(SearchTrial).FullName}")
        {
            throw Errors.SearchTrialCopied("a job, a remote session or a file", input);
        }

        if (input.BaseObject is PSCustomObject && Array.TrueForAll(Columns, name => input.Properties[name] is not null))
        {
            throw Errors.SearchTrialCopied("a file", input);
        }
    }
}
