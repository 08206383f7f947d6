using System.Collections.ObjectModel;

namespace PSNeuralNet.Networks;

/// <summary>
/// Conformity scores of samples that were held out, in ascending order: how far each prediction was off. Of more than 1,001 samples, those of 1,001 ranks in even steps, from
/// the lowest to the highest.
/// </summary>
public sealed class ConformalScores
{
    /// <summary>The most scores that are kept.</summary>
    public const int MaximumCount = 1001;

    // Products such as (9 + 1) * 0.9 may be off by some last digits, which must not raise the rank.
    private const double Rounding = 1e-9;

    internal ConformalScores(int sampleCount, double[] score)
    {
        SampleCount = sampleCount;
        Score = Array.AsReadOnly(score);
    }

    /// <summary>The number of samples.</summary>
    public int SampleCount { get; }

    /// <summary>The scores that are kept, in ascending order, of 7 digits and not below the exact ones.</summary>
    public ReadOnlyCollection<double> Score { get; }

    /// <summary>The highest confidence that so many samples allow: n / (n + 1).</summary>
    public double HighestConfidence => SampleCount / (SampleCount + 1.0);

    /// <summary>Sorts scores, and keeps 1,001 of them at most.</summary>
    /// <param name="scores">The score of each sample.</param>
    /// <returns>Null where there are none, or one is not finite.</returns>
    public static ConformalScores? Of(IEnumerable<double> scores)
    {
        double[] sorted = [.. scores];
        Array.Sort(sorted);
        return sorted.Length == 0 || !Array.TrueForAll(sorted, double.IsFinite) ? null
            : new ConformalScores(sorted.Length, Ascending([.. Enumerable.Range(0, Math.Min(sorted.Length, MaximumCount)).Select(place => RoundedUp(sorted[Rank(place, sorted.Length) - 1]))]));
    }

    /// <summary>Scores that ascend but for their rounding, each raised to those before it.</summary>
    /// <param name="scores">The scores; they are changed.</param>
    internal static double[] Ascending(double[] scores)
    {
        for (int i = 1; i < scores.Length; i++)
        {
            scores[i] = Math.Max(scores[i], scores[i - 1]);
        }

        return scores;
    }

    /// <summary>True where no score is below the one before it by more than their rounding, which was up to 9 units of the seventh digit.</summary>
    internal static bool Ascends(double[] scores)
    {
        const double Rounded = 2e-6;
        return !scores.Where((score, i) => i > 0 && scores[i - 1] - score > Rounded * Math.Abs(scores[i - 1])).Any();
    }

    /// <summary>
    /// The score that the next sample does not exceed with the given confidence 1 - a: the one of rank ceil((n + 1)(1 - a)) of n samples (Vovk et al., 2005); of more than 1,001 samples the
    /// one of the next higher rank that is kept, at most a thousandth of the samples further. Infinite where the rank is above n.
    /// </summary>
    /// <param name="confidence">The confidence, between 0 and 1.</param>
    public double Quantile(double confidence)
    {
        double rank = Math.Ceiling(((SampleCount + 1) * confidence) - Rounding);
        int place = 0;
        while (place < Score.Count && Rank(place, SampleCount) < rank)
        {
            place++;
        }

        return place < Score.Count ? Score[place] : double.PositiveInfinity;
    }

    /// <summary>The rank, from 1, of a score that is kept.</summary>
    private static int Rank(int place, int samples) =>
        samples <= MaximumCount ? place + 1 : 1 + (int)((((long)place * (samples - 1)) + MaximumCount - 2) / (MaximumCount - 1));

    /// <summary>Seven digits, which take half the place in a file.</summary>
    private static double RoundedUp(double score)
    {
        double rounded = Seven(score);
        if (rounded >= score)
        {
            return rounded;
        }

        // One unit of the seventh digit more.
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(rounded == 0 ? score : rounded))) - 6), raised = Seven(rounded + unit);
        return raised >= score ? raised : Seven(rounded + (2 * unit));
    }

    private static double Seven(double score) => double.Parse(score.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
