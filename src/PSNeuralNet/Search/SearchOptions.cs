using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Settings of a hyperparameter search: an immutable record. <see cref="Validate"/> checks them.</summary>
public sealed record SearchOptions
{
    /// <summary>The strategy.</summary>
    public SearchStrategy Strategy { get; init; }

    /// <summary>The search space; null for <see cref="SearchSpace.ForTable"/>.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>Number of trials; null for all combinations of Grid, and for others as many as the time limit allows, or 20 without one.</summary>
    public int? TrialCount { get; init; }

    /// <summary>Time after which no more trials start and those that run are given up, at most 24 days; null for none.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Longest time of one training, after which its trial has failed, at most 24 days; null for any.</summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>Metric of the score; null for Accuracy of classes and R2 of numbers.</summary>
    public NetworkMetric? Metric { get; init; }

    /// <summary>Preset of the settings that a trial does not have; null for Table on tables and Tutorial on generated data.</summary>
    public Preset? Preset { get; init; }

    /// <summary>Seed of the search: of its trials and folds, 0 to 4294967295.</summary>
    public long Seed { get; init; }

    /// <summary>Number of trainings at a time in this process: 1 or more; null for the number of processors.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>First and last number of the trials to run, where others run elsewhere; null for all.</summary>
    public (int First, int Last)? TrialRange { get; init; }

    /// <summary>True to keep the predictions for the samples that were held out.</summary>
    public bool KeepsPrediction { get; init; }

    /// <summary>Number of selections of an ensemble out of the trials, 1 to 64; null for none.</summary>
    public int? EnsembleCount { get; init; }

    /// <summary>Number of trials where neither it nor a time limit is given.</summary>
    internal static int DefaultTrialCount => 20;

    /// <summary>The longest time limit, and limit of a trial: timers count milliseconds in 32 bits, and workers elsewhere are waited for twice as long.</summary>
    internal static TimeSpan LongestLimit { get; } = TimeSpan.FromDays(24);

    /// <summary>The metric for a task.</summary>
    internal NetworkMetric MetricFor(NetworkTask task) => Metric ?? NetworkMetrics.DefaultFor(task);

    /// <summary>The preset for data.</summary>
    internal Preset PresetFor(Dataset dataset) => Preset ?? (dataset.IsTable || Space is null ? Training.Preset.Table : Training.Preset.Tutorial);

    /// <summary>Reads a range of trials: "0..99".</summary>
    /// <param name="text">The first and the last number.</param>
    /// <exception cref="NetworkException">The text is no range.</exception>
    public static (int First, int Last) RangeOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split("..", StringSplitOptions.TrimEntries);
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            ? (first, last)
            : throw SearchErrors.TrialRangeInvalid(text);
    }

    /// <summary>Validates the settings.</summary>
    /// <exception cref="NetworkException">One is out of its range, or does not go with another.</exception>
    public void Validate()
    {
        if (Space is null && Preset == Training.Preset.Tutorial)
        {
            throw SearchErrors.SpaceMissing();
        }

        if (TrialCount < 1)
        {
            throw SearchErrors.TrialCountInvalid(TrialCount.Value);
        }

        if (ThrottleLimit < 1)
        {
            throw SearchErrors.ThrottleLimitInvalid(ThrottleLimit.Value);
        }

        ValidateLimit("time limit", TimeLimit);
        ValidateLimit("limit of a trial", TrialTimeout);

        if (EnsembleCount is < 1 or > TrainingSetting.MaximumEnsemble)
        {
            throw SearchErrors.EnsembleCountInvalid(EnsembleCount.Value);
        }

        Numerics.RandomState.RequireSeed(Seed);
        if (TrialRange is { } range)
        {
            if (range.First < 0 || range.Last < range.First)
            {
                throw SearchErrors.TrialRangeEmpty(range.First, range.Last);
            }

            if (Strategy is SearchStrategy.Halving or SearchStrategy.Tpe)
            {
                throw SearchErrors.TrialRangeUnsupported(Strategy);
            }
        }
    }
    private static void ValidateLimit(string name, TimeSpan? limit)
    {
        if (limit <= TimeSpan.Zero)
        {
            throw SearchErrors.TimeLimitInvalid(name, limit.Value);
        }

        if (limit > LongestLimit)
        {
            throw SearchErrors.TimeLimitTooLong(name, limit.Value, LongestLimit);
        }
    }
}
