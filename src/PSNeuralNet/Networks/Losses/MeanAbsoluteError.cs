using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Mean absolute error, whose minimum is the median (L1Loss in PyTorch): c = mean over the targets of |z - y|; dc/dz = sign(z - y) / targets,
/// 0 where they are equal.
/// </summary>
internal sealed class MeanAbsoluteError : TargetLoss<MeanAbsoluteError.Formula>
{
    public override Loss Loss => Loss.MeanAbsoluteError;

    public override Activation Output => Activation.Identity;

    public override bool IsSmooth => false;

    public override bool HasCurvature => false;

    internal readonly struct Formula : ITargetLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (T Loss, T Gradient) Evaluate<T>(T z, T a, T y, T delta, in SimdTerms<T> terms)
            where T : struct, ISimd<T>
        {
            T d = z - y;
            return (T.And(terms.Magnitude, d), T.IfNegative(d, terms.MinusOne, T.IfNegative(-d, terms.One, T.Zero)));
        }
    }
}
