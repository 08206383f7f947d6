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
/// The scores of the held-out samples: |s(actual) - s(predicted)| of numbers, in the scale s; 1 - (probability of the actual class) of classes.
/// </param>
public sealed record TargetScores(IntervalScale Scale, double Shift, ConformalScores Scores)
{
    /// <summary>The error of a prediction, in a scale.</summary>
    internal static double Error(IntervalScale scale, double shift, double actual, double predicted) =>
        Math.Abs(Forward(scale, shift, actual) - Forward(scale, shift, predicted));

    /// <summary>The interval of all numbers whose error is not above a quantile of the scores.</summary>
    /// <param name="predicted">The prediction.</param>
    /// <param name="quantile">The quantile, 0 or more.</param>
    internal (double Lower, double Upper) Interval(double predicted, double quantile)
    {
        double middle = Forward(Scale, Shift, predicted);
        return Scale switch
        {
            IntervalScale.Log => (TargetScaling.Exp(middle - quantile, Shift), TargetScaling.Exp(middle + quantile, Shift)),
            IntervalScale.SquareRoot => (Square(Math.Max(0, middle - quantile)), Square(middle + quantile)),
            _ => (middle - quantile, middle + quantile),
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
