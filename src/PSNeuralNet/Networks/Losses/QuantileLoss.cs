using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Quantile loss, also pinball loss, of a single target with an output for each quantile q (R. Koenker and G. Bassett, "Regression quantiles", Econometrica 46, 1978; mean_pinball_loss in scikit-learn):
/// with e = y - z, c = mean over the quantiles of q max(e, 0) + (1 - q) max(-e, 0), whose minimum is the quantile of y; dc/dz = (-q for z below y, 1 - q above, 0 where they are equal) / quantiles.
/// </summary>
internal sealed class QuantileLoss : TargetLoss<QuantileLoss.Formula>
{
    /// <summary>The most quantiles.</summary>
    public const int MaximumCount = 99;

    // Samples to estimate one that is closer to 0 or 1 from, nobody has.
    private const double SmallestQuantile = 1e-9;
    private static readonly double[] Default = [0.1, 0.5, 0.9];

    private readonly double[] _quantile;

    /// <param name="quantile">The quantiles in ascending order, each above 0 and below 1; null for 0.1, 0.5 and 0.9.</param>
    /// <exception cref="NetworkException">There is none, there are too many, one is not between 0 and 1, or they are not in ascending order.</exception>
    public QuantileLoss(IReadOnlyList<double>? quantile)
    {
        _quantile = [.. quantile ?? Default];
        Quantile = Array.AsReadOnly(_quantile);
        Require(_quantile.Length is > 0 and <= MaximumCount, FormattableString.Invariant($"there are {_quantile.Length}, and 1 to {MaximumCount} can be predicted"));
        for (int i = 0; i < _quantile.Length; i++)
        {
            double q = _quantile[i];
            Require(q is >= SmallestQuantile and <= 1 - SmallestQuantile, FormattableString.Invariant($"{q} is not above 0 and below 1 (by {SmallestQuantile} at least)"));
            Require(i == 0 || q != _quantile[i - 1], FormattableString.Invariant($"{q} is there twice"));
            Require(i == 0 || q > _quantile[i - 1], FormattableString.Invariant($"{q} comes after {_quantile[Math.Max(0, i - 1)]}, but they are in ascending order"));
        }
    }

    public override Loss Loss => Loss.Quantile;

    public override Activation Output => Activation.Identity;

    public override IReadOnlyList<double> Quantile { get; }

    public override bool IsSmooth => false;

    public override bool HasCurvature => false;

    protected override double DeltaOf(int row) => _quantile[row];

    private void Require(bool holds, string reason)
    {
        if (!holds)
        {
            throw NetworkErrors.QuantileInvalid(_quantile, reason);
        }
    }

    internal readonly struct Formula : ITargetLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (T Loss, T Gradient) Evaluate<T>(T z, T a, T y, T delta, in SimdTerms<T> terms)
            where T : struct, ISimd<T>
        {
            T d = z - y, above = terms.One - delta;
            return (T.IfNegative(d, -(delta * d), above * d), T.IfNegative(d, -delta, T.IfNegative(-d, above, T.Zero)));
        }
    }
}
