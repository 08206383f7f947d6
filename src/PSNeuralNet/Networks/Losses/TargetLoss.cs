using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>The formula of a loss of single targets, written once for every vector width.</summary>
internal interface ITargetLoss
{
    /// <summary>c and dc/dz of one target.</summary>
    static abstract (T Loss, T Gradient) Evaluate<T>(T z, T a, T y, T delta, in SimdTerms<T> terms)
        where T : struct, ISimd<T>;
}

/// <summary>A loss that is the mean over the targets of a formula: c = mean of c(z, y); dc/dz = c'(z, y) / targets.</summary>
/// <typeparam name="TLoss">The formula.</typeparam>
internal abstract unsafe class TargetLoss<TLoss> : LossFunction
    where TLoss : struct, ITargetLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(double* z, double* target, double* weight, double* output, double* gradient, int rows, int stride, int count)
    {
        Apply(z, output, rows, stride, count);
        return Simd.Is512
            ? Evaluate<Simd512, double>(z, target, weight, output, gradient, rows, stride, count)
            : Evaluate<Simd256, double>(z, target, weight, output, gradient, rows, stride, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(float* z, float* target, float* weight, float* output, float* gradient, int rows, int stride, int count)
    {
        Apply(z, output, rows, stride, count);
        return Simd.Is512
            ? Evaluate<Single512, float>(z, target, weight, output, gradient, rows, stride, count)
            : Evaluate<Single256, float>(z, target, weight, output, gradient, rows, stride, count);
    }

    /// <summary>The delta of a target, in the unit of the network's output.</summary>
    protected virtual double DeltaOf(int row) => 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double Evaluate<T, TNumber>(TNumber* z, TNumber* target, TNumber* weight, TNumber* output, TNumber* gradient, int rows, int stride, int count)
        where T : struct, ISimd<T, TNumber>
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        var terms = new SimdTerms<T>();
        T share = T.Broadcast(1.0 / rows), even = T.Zero, odd = T.Zero;
        for (int row = 0; row < rows; row++)
        {
            T delta = T.Broadcast(DeltaOf(row));
            for (int s = 0; s < count; s += T.Lanes)
            {
                int at = (row * stride) + s;
                (T loss, T slope) = TLoss.Evaluate(T.Load(z + at), T.Load(output + at), T.Load(target + at), delta, terms);
                T w = T.Load(weight + s) * share;

                // In the lanes of T.SumLanes: the second of two narrow vectors has its own sum.
                if (T.Lanes == T.SumLanes || s % T.SumLanes == 0)
                {
                    even = T.MultiplyAdd(w, loss, even);
                }
                else
                {
                    odd = T.MultiplyAdd(w, loss, odd);
                }

                (w * slope).Store(gradient + at);
            }
        }

        return double.CreateTruncating(T.Sum(even, odd));
    }
}
