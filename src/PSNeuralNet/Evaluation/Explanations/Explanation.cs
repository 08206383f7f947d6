using System.Collections.ObjectModel;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Explanation of a prediction: the columns that matter most, each with its share in the difference between the prediction and the mean prediction of the background
/// samples, in descending order of its size. In probability for classes, in the unit of the target for numbers.
/// </summary>
public sealed class Explanation : ReadOnlyCollection<Contribution>
{
    /// <summary>The default of the largest number of columns.</summary>
    public const int DefaultTop = 5;

    // Of the shares above 0, what a column has to have to be listed.
    private const double SmallestShare = 0.01;

    internal Explanation(Contribution[] contributions)
        : base(contributions)
    {
    }

    /// <summary>The label of the class whose probability is explained; of numbers, the name of the target.</summary>
    public required object Output { get; init; }

    /// <summary>The probability of the class, or the number. It is <see cref="Mean"/> plus the shares listed and <see cref="OtherShare"/>.</summary>
    public required double Prediction { get; init; }

    /// <summary>The mean prediction of the background samples.</summary>
    public required double Mean { get; init; }

    /// <summary>The sum of the shares of the columns that are not listed.</summary>
    public required double OtherShare { get; init; }

    /// <summary>
    /// Explanation of an anomaly score: the columns that do not fit the others, each with its share of the score, in descending order. Columns that fit, with a share of 0 or less, or less than a hundredth of those that do not, are not listed. The mean is 0, as
    /// surprising as the mean row of the training.
    /// </summary>
    /// <param name="detector">The detector that gave the score.</param>
    /// <param name="score">The score.</param>
    /// <param name="valueOf">Returns the cell of a column by name.</param>
    /// <param name="top">The largest number of columns.</param>
    public static Explanation Of(AnomalyDetector detector, AnomalyScore score, Func<string, object?> valueOf, int top = DefaultTop)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(valueOf);
        RequireTop(top);
        double least = SmallestShare * score.Share.Where(share => share > 0).Sum();
        (string Column, double Share)[] listed = [.. detector.ColumnName.Zip(score.Share).Where(one => one.Second > least).OrderByDescending(one => one.Second).Take(top)];
        return new Explanation([.. listed.Select(one => new Contribution(one.Column, valueOf(one.Column), one.Share, digits: 2) { Largest = listed[0].Share })])
        {
            Output = "AnomalyScore",
            Prediction = score.Value,
            Mean = 0,
            OtherShare = score.Value - listed.Sum(one => one.Share),
        };
    }

    /// <summary>Short text: "Hours=51000 +0.21; Model=X -0.05".</summary>
    public override string ToString() => string.Join("; ", this);

    /// <summary>Throws for a number of columns below 1.</summary>
    /// <param name="top">The number of columns.</param>
    /// <exception cref="NetworkException">It is below 1.</exception>
    public static void RequireTop(int top)
    {
        if (top < 1)
        {
            throw EvaluationErrors.TopCountInvalid(top);
        }
    }
}
