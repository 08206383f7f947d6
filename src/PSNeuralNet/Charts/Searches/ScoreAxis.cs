namespace PSNeuralNet.Charts;

/// <summary>
/// Axis of the scores of a search. Scores that are far worse than most, by three times the range between the quartiles (J. Tukey's outer fence), lie beyond its worse end where all others would be pressed
/// into a third of it.
/// </summary>
/// <param name="Axis">The axis.</param>
/// <param name="IsHigherBetter">True where a higher score is better.</param>
internal sealed record ScoreAxis(ChartAxis Axis, bool IsHigherBetter)
{
    private const double Margin = 0.06, Room = 0.02, Fence = 3, MinimumGain = 3;

    // Quartiles of fewer scores say little.
    private const int MinimumCount = 10;

    /// <summary>The worse end: the place of scores beyond it, and of failed trials.</summary>
    public double Worst => IsHigherBetter ? Axis.Minimum : Axis.Maximum;

    /// <summary>The text of the legend for scores beyond the worse end: "below 0.7".</summary>
    public string BeyondName => $"{(IsHigherBetter ? "below" : "above")} {SearchTrials.Text(Worst)}";

    /// <summary>The axis of scores, one or more.</summary>
    public static ScoreAxis Of(string name, double[] scores, bool isHigherBetter)
    {
        double[] finite = [.. scores.Where(double.IsFinite).Order()];
        double[] inside = finite;
        if (finite.Length > 0)
        {
            double low = finite[finite.Length / 4], high = finite[3 * finite.Length / 4], reach = Fence * (high - low);
            double[] near = [.. finite.Where(score => isHigherBetter ? score >= low - reach : score <= high + reach)];
            inside = finite.Length >= MinimumCount && reach > 0 && finite[^1] - finite[0] > MinimumGain * (near[^1] - near[0]) ? near : finite;
        }

        // Scores that are all the same have a small range around them.
        ChartAxis axis = ChartAxis.Of(name, inside, Margin) with { Room = Room };
        double middle = (axis.Minimum + axis.Maximum) / 2, least = Math.Max(1e-4, Math.Abs(middle) * 1e-3);
        return new ScoreAxis(inside.Distinct().Count() > 1 ? axis : axis with { Minimum = middle - least, Maximum = middle + least }, isHigherBetter);
    }

    /// <summary>True for a score beyond the worse end.</summary>
    public bool IsBeyond(double score) => IsHigherBetter ? !(score >= Axis.Minimum) : !(score <= Axis.Maximum);

    /// <summary>The position of a score: itself, or the worse end; that of NaN, too.</summary>
    public double Position(double score) => IsBeyond(score) ? Worst : score;

    /// <summary>Share of the axis from the worse end, 0, to the better one, 1.</summary>
    public double Quality(double score) => IsHigherBetter ? Axis.Share(Position(score)) : 1 - Axis.Share(Position(score));
}
