namespace PSNeuralNet.Search;

/// <summary>Settings of the workers on other machines.</summary>
/// <param name="ThrottleLimit">The largest number of trainings at a time on each machine; null for that of its processors.</param>
/// <param name="TrialTimeout">The longest time of a training; null for any.</param>
internal sealed record RemoteOptions(int? ThrottleLimit, TimeSpan? TrialTimeout)
{
    private static readonly int[] PauseSeconds = [1, 3, 10, 20, 40, 60, 120];
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(4);

    /// <summary>The time without a sign of life after which a machine with tasks counts as gone. Its host gives one four times a second.</summary>
    public TimeSpan Silence { get; init; } = TrialTimeout is { } timeout
        ? TimeSpan.FromSeconds(Math.Clamp((timeout + SearchRun.Grace).TotalSeconds, ShortestSilence.TotalSeconds, LongestSilence.TotalSeconds))
        : LongestSilence;

    /// <summary>The same while a machine loads the module, or receives and unpacks the data.</summary>
    public TimeSpan OpeningSilence { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The pauses before each attempt to reach a lost machine again: about as long as a restart takes. After the last one it counts as gone for good.</summary>
    public IReadOnlyList<TimeSpan> Pause { get; init; } = [.. PauseSeconds.Select(seconds => TimeSpan.FromSeconds(seconds))];
}
