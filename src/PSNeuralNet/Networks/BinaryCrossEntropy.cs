using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The loss of two-class networks, fused with the sigmoid output. For a logit z and a target y (0 or 1):
/// c = -y ln a - (1 - y) ln(1 - a), a = sigmoid(z), computed as max(z, 0) - z y + ln(1 + e^-|z|), which neither overflows
/// nor takes the logarithm of 0; dc/dz = a - y.
/// </summary>
internal static unsafe class BinaryCrossEntropy
{
    /// <summary>The weighted sum of the losses, and its gradient, over a block of samples.</summary>
    /// <param name="logit">The weighted sums z of the output layer, a block of rows x samples.</param>
    /// <param name="target">The targets y, likewise.</param>
    /// <param name="weight">The weight of each sample, 1 / m for the mean of m; 0 for padding.</param>
    /// <param name="output">Gets the probabilities a, likewise.</param>
    /// <param name="gradient">Gets weight * (a - y), likewise.</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="count">Samples, a multiple of <see cref="Simd.Padding"/>.</param>
    /// <returns>Sum over outputs and samples of weight * c.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Evaluate(double* logit, double* target, double* weight, double* output, double* gradient, int rows, int stride, int count)
    {
        return Simd.Is512
            ? Evaluate<Simd512>(logit, target, weight, output, gradient, rows, stride, count)
            : Evaluate<Simd256>(logit, target, weight, output, gradient, rows, stride, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Evaluate<T>(double* logit, double* target, double* weight, double* output, double* gradient, int rows, int stride, int count)
        where T : struct, ISimd<T>
    {
        T one = T.Broadcast(1);
        T even = T.Zero, odd = T.Zero;
        for (int row = 0; row < rows; row++)
        {
            int start = row * stride;
            for (int s = 0; s < count; s += T.Lanes)
            {
                T z = T.Load(logit + start + s);
                T y = T.Load(target + start + s);
                T w = T.Load(weight + s);

                T e = SimdMath.Exp(-T.Abs(z));
                T a = T.IfNegative(z, e, one) / (one + e);
                T c = T.AtLeast(T.Zero, z) - (z * y) + SimdMath.Log1POfUnit(e);

                // In the lanes of Simd.SumLanes: the second of two narrow vectors has its own sum.
                if (T.Lanes == Simd.SumLanes || s % Simd.SumLanes == 0)
                {
                    even = T.MultiplyAdd(w, c, even);
                }
                else
                {
                    odd = T.MultiplyAdd(w, c, odd);
                }

                a.Store(output + start + s);
                (w * (a - y)).Store(gradient + start + s);
            }
        }

        return T.Sum(even, odd);
    }
}
