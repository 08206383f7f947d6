using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>Scale in which prediction intervals of a target are symmetric, and its errors are measured.</summary>
public enum IntervalScale
{
    /// <summary>The unit of the target: prediction - q to prediction + q.</summary>
    Linear,

    /// <summary>ln(y + c), that of <see cref="TargetTransform.Log"/>: (p + c) / e^q - c to (p + c) e^q - c, and not below 0. Wider for larger predictions.</summary>
    Log,

    /// <summary>The square root, in which the variance of counts is the same for all means: (sqrt p - q)^2, or 0, to (sqrt p + q)^2. Of the loss Poisson.</summary>
    SquareRoot,
}

/// <summary>The conformity scores of a target, or of the classes, and the scale that they are in.</summary>
/// <param name="Scale">The scale; Linear for classes.</param>
/// <param name="Shift">c of the scale Log; 0 for the others.</param>
/// <param name="Scores">
/// The scores of the held-out samples: |s(actual) - s(predicted)| of numbers, in the scale s; with <see cref="IsQuantile"/> max(s(lowest) - s(actual), s(actual) - s(highest)); 1 - (probability of the actual class) of classes.
/// </param>
public sealed record TargetScores(IntervalScale Scale, double Shift, ConformalScores Scores)
{
    /// <summary>
    /// True for scores of predicted quantiles, the distance outside of the lowest and the highest one, which is negative within (conformalized quantile regression: Y. Romano, E. Patterson and E. Candes, NeurIPS 2019).
    /// </summary>
    public bool IsQuantile { get; init; }

    /// <summary>The error of a prediction, in a scale: its distance, or that outside of a lowest and a highest quantile.</summary>
    internal static double Error(IntervalScale scale, double shift, double actual, double lowest, double highest)
    {
        double y = Forward(scale, shift, actual);
        return Math.Max(Forward(scale, shift, lowest) - y, y - Forward(scale, shift, highest));
    }

    /// <summary>The interval of all numbers whose error is not above a quantile of the scores.</summary>
    /// <param name="lowest">The prediction, or the lowest quantile.</param>
    /// <param name="highest">The prediction, or the highest quantile.</param>
    /// <param name="quantile">The quantile of the scores; 0 or more but for those of quantiles.</param>
    internal (double Lower, double Upper) Interval(double lowest, double highest, double quantile)
    {
        double low = Forward(Scale, Shift, lowest) - quantile, high = Forward(Scale, Shift, highest) + quantile;
        return Scale switch
        {
            IntervalScale.Log => (TargetScaling.Exp(low, Shift), TargetScaling.Exp(high, Shift)),
            IntervalScale.SquareRoot => (Square(Math.Max(0, low)), Square(Math.Max(0, high))),
            _ => (low, high),
        };
    }

    private static double Forward(IntervalScale scale, double shift, double value) => scale switch
    {
        IntervalScale.Log => Math.Log(Math.Max(0, value) + shift),
        IntervalScale.SquareRoot => Math.Sqrt(Math.Max(0, value)),
        _ => value,
    };

    private static double Square(double value) => value * value;
}
