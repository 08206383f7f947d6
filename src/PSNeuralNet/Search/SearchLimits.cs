namespace PSNeuralNet.Search;

/// <summary>Limits of a search.</summary>
/// <param name="TimeLimit">The time after which no more trials start, and those that run end; null for none.</param>
/// <param name="TrialTimeout">The time that a training may take; null for any.</param>
/// <param name="FirstTrial">The first trial to run.</param>
/// <param name="LastTrial">The last trial to run.</param>
internal sealed record SearchLimits(TimeSpan? TimeLimit = null, TimeSpan? TrialTimeout = null, int FirstTrial = 0, int LastTrial = int.MaxValue);

/// <summary>Progress of a search.</summary>
/// <param name="Done">The number of trials that were finished; of Halving, of rungs of trials.</param>
/// <param name="Count">Their number in all; null where it is not known.</param>
/// <param name="Running">The number of trainings that run.</param>
/// <param name="Best">The best trial so far; null before the first one.</param>
/// <param name="Remaining">The estimated time left; null where it is not known.</param>
public readonly record struct SearchProgress(int Done, int? Count, int Running, SearchTrial? Best, TimeSpan? Remaining)
{
    /// <summary>The number of trainings, one a fold, that were finished in this run.</summary>
    public int TrainingCount { get; init; }
}

/// <summary>Receiver of what happens in a search, called on the thread that runs it.</summary>
public interface ISearchObserver
{
    /// <summary>Called for every trial that was finished; of Halving, after each rung.</summary>
    void Finished(SearchTrial trial);

    /// <summary>Called about five times a second.</summary>
    void Report(SearchProgress progress);

    /// <summary>Called for what the user should know: a machine that went away.</summary>
    void Warn(string text);
}
