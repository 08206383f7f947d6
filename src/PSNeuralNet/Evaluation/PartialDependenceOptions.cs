namespace PSNeuralNet.Evaluation;

/// <summary>Options of partial dependence.</summary>
public sealed record PartialDependenceOptions
{
    /// <summary>Points of the grid of one column where none are given, as in scikit-learn.</summary>
    public const int DefaultGridResolution = 100;

    /// <summary>Points along each axis of the grid of two columns where none are given.</summary>
    public const int DefaultPairResolution = 30;

    /// <summary>The most points of a grid along an axis.</summary>
    public const int MaximumGridResolution = 10_000;

    /// <summary>The columns; null for all that the network uses.</summary>
    public IReadOnlyList<string>? Feature { get; init; }

    /// <summary>A second column: each column is measured together with it. Null for none.</summary>
    public string? With { get; init; }

    /// <summary>The classes whose probabilities are averaged; null for the positive one of two, or all of several.</summary>
    public IReadOnlyList<string>? Class { get; init; }

    /// <summary>
    /// The points of the grid: 2 to 10,000. A column with fewer different numbers has those as its grid, and of more categories than this the most frequent ones are
    /// taken. Null for 100, or 30 along each axis of two columns.
    /// </summary>
    public int? GridResolution { get; init; }

    /// <summary>The quantile at which the grid of a column of numbers begins: 0 or more.</summary>
    public double LowerPercentile { get; init; } = 0.05;

    /// <summary>The quantile at which the grid of a column of numbers ends: above the first, 1 at most.</summary>
    public double UpperPercentile { get; init; } = 0.95;

    /// <summary>The number of rows whose own curves are returned besides the mean; 0 for none.</summary>
    public int IndividualCount { get; init; }

    /// <summary>The most rows that the mean is of; of more, a random sample.</summary>
    public int MaximumSampleCount { get; init; } = 1000;

    /// <summary>The seed of the random samples of rows, 0 to 2^32 - 1.</summary>
    public long Seed { get; init; }

    /// <summary>The points of the grid along an axis.</summary>
    internal int Resolution => GridResolution ?? (With is null ? DefaultGridResolution : DefaultPairResolution);

    /// <summary>Validates the options.</summary>
    /// <exception cref="NetworkException">A number is out of range, or the second column is among the first ones.</exception>
    public void Validate()
    {
        if (Resolution is < 2 or > MaximumGridResolution)
        {
            throw EvaluationErrors.GridResolutionInvalid(Resolution, MaximumGridResolution);
        }

        if (!(LowerPercentile >= 0 && UpperPercentile > LowerPercentile && UpperPercentile <= 1))
        {
            throw EvaluationErrors.PercentileInvalid(LowerPercentile, UpperPercentile);
        }

        if (IndividualCount < 0)
        {
            throw EvaluationErrors.IndividualCountInvalid(IndividualCount);
        }

        RowSample.Require(MaximumSampleCount);
        if (With is not null && Feature is not null && Feature.Contains(With, StringComparer.OrdinalIgnoreCase))
        {
            throw EvaluationErrors.DependenceFeatureRepeated(With);
        }

        if (Feature?.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw EvaluationErrors.DependenceFeatureRepeated(repeated.Key);
        }
    }
}
