using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Huber loss, for regression with outliers (P. Huber, 1964; HuberLoss in PyTorch): with d = z - y, c = d^2 / 2 for |d| up to delta, else
/// delta (|d| - delta / 2); the mean over the targets. dc/dz = d, limited to plus and minus delta, / targets.
/// </summary>
/// <remarks>Delta is in the target's own unit: where the network standardizes a target, it is divided by its deviation.</remarks>
internal sealed class Huber : TargetLoss<Huber.Formula>
{
    // The gradient is at most delta: smaller ones train nothing.
    private const double SmallestDelta = 1e-300;
    private const double LargestDelta = 1e300;

    private readonly double _delta;
    private readonly IReadOnlyList<double> _deviation;

    /// <param name="delta">The distance from which on the loss is linear: between 1E-300 and 1E+300.</param>
    /// <exception cref="NetworkException">It is not.</exception>
    public Huber(double delta)
        : this(delta is >= SmallestDelta and <= LargestDelta ? delta : throw NetworkErrors.DeltaInvalid(delta), [])
    {
    }

    private Huber(double delta, IReadOnlyList<double> deviation)
    {
        _delta = delta;
        _deviation = deviation;
    }

    public override Loss Loss => Loss.Huber;

    public override Activation Output => Activation.Identity;

    public override double? Delta => _delta;

    public override bool IsSmooth => false;

    public override LossFunction ForTargets(IReadOnlyList<double> deviation) => new Huber(_delta, deviation);

    protected override double DeltaOf(int row) => _deviation.Count > 0 ? _delta / _deviation[row] : _delta;

    internal readonly struct Formula : ITargetLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (T Loss, T Gradient) Evaluate<T>(T z, T a, T y, T delta, in SimdTerms<T> terms)
            where T : struct, ISimd<T>
        {
            T d = z - y;
            T distance = T.And(terms.Magnitude, d);
            T limited = T.AtMost(delta, distance);
            return (limited * (distance - (limited * terms.Half)), T.WithSign(terms.Magnitude, limited, d));
        }
    }
}
