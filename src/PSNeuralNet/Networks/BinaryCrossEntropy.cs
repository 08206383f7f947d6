using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The loss of two-class networks, fused with the sigmoid output. For a logit z and a target y (0 or 1):
/// c = -y ln a - (1 - y) ln(1 - a), a = sigmoid(z), computed as max(z, 0) - z y + ln(1 + e^-|z|), which neither overflows
/// nor takes the logarithm of 0; dc/dz = a - y. Over several outputs it is summed.
/// </summary>
internal sealed unsafe class BinaryCrossEntropy : OutputLayer
{
    public override void Apply(double* z, double* output, int rows, int stride, int count)
    {
        for (int row = 0; row < rows; row++)
        {
            Activations.Get(Activation.Sigmoid).Apply(z + (row * stride), output + (row * stride), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(double* z, double* target, double* weight, double* output, double* gradient, int rows, int stride, int count)
    {
        return Simd.Is512
            ? Evaluate<Simd512>(z, target, weight, output, gradient, rows, stride, count)
            : Evaluate<Simd256>(z, target, weight, output, gradient, rows, stride, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Evaluate<T>(double* logit, double* target, double* weight, double* output, double* gradient, int rows, int stride, int count)
        where T : struct, ISimd<T>
    {
        var terms = new SimdTerms<T>();
        T even = T.Zero, odd = T.Zero;
        for (int row = 0; row < rows; row++)
        {
            int start = row * stride;
            for (int s = 0; s < count; s += T.Lanes)
            {
                T z = T.Load(logit + start + s);
                T y = T.Load(target + start + s);
                T w = T.Load(weight + s);

                T e = SimdMath.ExpOfNegative(z, terms);
                T a = T.IfNegative(z, e, terms.One) / (terms.One + e);
                T c = T.AtLeast(T.Zero, z) - (z * y) + SimdMath.Log1POfUnit(e, terms);

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
