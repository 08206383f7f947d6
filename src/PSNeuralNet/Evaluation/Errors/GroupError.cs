using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Errors of a group of samples: those with one category, or with a number, date or span of time in one quarter of all, beside the errors of all other samples.</summary>
internal sealed record GroupError
{
    /// <summary>The largest corrected p of a group that is worse beyond chance.</summary>
    public const double Significance = 0.05;

    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>Kind of its values.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>The category, or the smallest number of the group (dates and spans of time as such); null for missing cells.</summary>
    public required object? Lowest { get; init; }

    /// <summary>The category, or the largest number of the group; null for missing cells.</summary>
    public required object? Highest { get; init; }

    /// <summary>The number of samples with a weight above 0.</summary>
    public required int SampleCount { get; init; }

    /// <summary>The mean error, by weight: of classes the share of mistakes, of numbers the mean of <see cref="RowErrors.Loss"/>.</summary>
    public required double Error { get; init; }

    /// <summary>The mean error of all other samples.</summary>
    public required double OtherError { get; init; }

    /// <summary>The share of mistakes, or of large errors: above the upper quartile of the errors of all samples.</summary>
    public required double WrongShare { get; init; }

    /// <summary>The share of mistakes, or of large errors, of all other samples.</summary>
    public required double OtherWrongShare { get; init; }

    /// <summary>The probability of such a difference of the shares, or a larger one, where the group is like the others (chi-squared, of few samples Fisher's exact test).</summary>
    public required double PValue { get; init; }

    /// <summary>p, corrected for all groups of all columns (Holm).</summary>
    public double AdjustedPValue { get; init; }

    /// <summary>True where the share is higher than that of the other samples.</summary>
    public bool IsHigher => WrongShare > OtherWrongShare;

    /// <summary>True where the share is higher beyond chance.</summary>
    public bool IsWorse => IsHigher && AdjustedPValue < Significance;
}
