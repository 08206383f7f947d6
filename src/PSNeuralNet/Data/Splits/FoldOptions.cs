namespace PSNeuralNet.Data;

/// <summary>Options of a <see cref="FoldPlan"/>: folds or one held-out part; stratified, by groups, or by time.</summary>
public sealed record FoldOptions
{
    /// <summary>Number of folds: 2 or more. Without effect where <see cref="Fraction"/> is given.</summary>
    public int FoldCount { get; init; } = 5;

    /// <summary>Number of repetitions of the folds, each with the seed after that of the one before.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Share of one held-out part instead of folds, between 0 and 1; the number of samples, or of groups, is rounded up.</summary>
    public double? Fraction { get; init; }

    /// <summary>True to keep the class proportions in all parts; no effect on regression and with <see cref="TimeColumn"/>.</summary>
    public bool Stratify { get; init; } = true;

    /// <summary>Id column of the dataset with the group of each sample: samples of a group are in the same part; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Id column of the dataset with the time of each sample: a number, a date or a time span. Parts are tested on samples after those trained on; null for none.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>.NET format strings of the dates of the time column; null to find them from all cells.</summary>
    public IReadOnlyList<string>? DateFormat { get; init; }

    /// <summary>0 to 4294967295; without effect with <see cref="TimeColumn"/>.</summary>
    public long Seed { get; init; }

    /// <summary>Short text: "5 folds", "3 x 5 folds by group 'host'", "0.2 held out by time 'day'".</summary>
    public override string ToString() =>
        (Repeat > 1 ? $"{Repeat} x " : "") + (Fraction is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share} held out") : $"{FoldCount} folds")
        + (Group is null ? "" : $" by group '{Group}'") + (TimeColumn is null ? "" : $" by time '{TimeColumn}'") + (Stratify ? "" : ", not stratified");

    /// <summary>Makes sure that the options can be combined.</summary>
    /// <exception cref="NetworkException">They cannot.</exception>
    internal void Validate()
    {
        if (Repeat < 1)
        {
            throw SplitErrors.FoldRepeatInvalid(Repeat);
        }

        if (Group is not null && TimeColumn is not null)
        {
            throw SplitErrors.GroupTimeAmbiguous(TimeColumn);
        }

        if (TimeColumn is not null && Repeat > 1)
        {
            throw SplitErrors.FoldRepeatTimed(Repeat);
        }
    }
}
