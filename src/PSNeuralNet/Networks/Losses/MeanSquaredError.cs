using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Mean squared error, the default loss of regression networks, with the identity as output: c = mean over the outputs of (z - y)^2;
/// dc/dz = 2 (z - y) / outputs.
/// </summary>
internal sealed unsafe class MeanSquaredError : LossFunction
{
    public override Loss Loss => Loss.MeanSquaredError;

    public override Activation Output => Activation.Identity;

    public override void Apply(double* z, double* output, int rows, int stride, int count) => Copy(z, output, rows, stride, count);

    public override void Apply(float* z, float* output, int rows, int stride, int count) => Copy(z, output, rows, stride, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(double* z, double* target, double* weight, double* output, double* gradient, int rows, int stride, int count) =>
        Simd.Is512
            ? Evaluate<Simd512, double>(z, target, weight, output, gradient, rows, stride, count)
            : Evaluate<Simd256, double>(z, target, weight, output, gradient, rows, stride, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(float* z, float* target, float* weight, float* output, float* gradient, int rows, int stride, int count) =>
        Simd.Is512
            ? Evaluate<Single512, float>(z, target, weight, output, gradient, rows, stride, count)
            : Evaluate<Single256, float>(z, target, weight, output, gradient, rows, stride, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Evaluate<T, TNumber>(TNumber* prediction, TNumber* target, TNumber* weight, TNumber* output, TNumber* gradient, int rows, int stride, int count)
        where T : struct, ISimd<T, TNumber>
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        T share = T.Broadcast(1.0 / rows);
        T even = T.Zero, odd = T.Zero;
        for (int row = 0; row < rows; row++)
        {
            int start = row * stride;
            for (int s = 0; s < count; s += T.Lanes)
            {
                T z = T.Load(prediction + start + s);
                T w = T.Load(weight + s) * share;
                T difference = z - T.Load(target + start + s);

                // In the lanes of T.SumLanes: the second of two narrow vectors has its own sum.
                if (T.Lanes == T.SumLanes || s % T.SumLanes == 0)
                {
                    even = T.MultiplyAdd(w * difference, difference, even);
                }
                else
                {
                    odd = T.MultiplyAdd(w * difference, difference, odd);
                }

                z.Store(output + start + s);
                (w * (difference + difference)).Store(gradient + start + s);
            }
        }

        return double.CreateTruncating(T.Sum(even, odd));
    }

    private static void Copy<TNumber>(TNumber* z, TNumber* output, int rows, int stride, int count)
        where TNumber : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            new ReadOnlySpan<TNumber>(z + (row * stride), count).CopyTo(new Span<TNumber>(output + (row * stride), count));
        }
    }
}
