using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Categorical cross-entropy, the loss of networks for three or more classes, fused with the softmax output. With the largest logit M of a sample:
/// a_k = e^(z_k - M) / sum of e^(z_j - M); c = -sum of y_k ln a_k = ln(sum of e^(z_j - M)) - sum of y_k (z_k - M), which neither
/// overflows nor takes the logarithm of 0; dc/dz_k = a_k - y_k.
/// </summary>
internal sealed unsafe class CategoricalCrossEntropy : LossFunction
{
    public override Loss Loss => Loss.CategoricalCrossEntropy;

    public override Activation Output => Activation.Softmax;

    public override NetworkTask Task => NetworkTask.MultiClass;

    public override void Apply(double* z, double* output, int rows, int stride, int count)
    {
        if (Simd.Is512)
        {
            Apply<Simd512, double>(z, output, rows, stride, count);
        }
        else
        {
            Apply<Simd256, double>(z, output, rows, stride, count);
        }
    }

    public override void Apply(float* z, float* output, int rows, int stride, int count)
    {
        if (Simd.Is512)
        {
            Apply<Single512, float>(z, output, rows, stride, count);
        }
        else
        {
            Apply<Single256, float>(z, output, rows, stride, count);
        }
    }

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
    private static void Apply<T, TNumber>(TNumber* z, TNumber* output, int rows, int stride, int count)
        where T : struct, ISimd<T, TNumber>
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        var terms = new SimdTerms<T>();
        for (int s = 0; s < count; s += T.Lanes)
        {
            Softmax<T, TNumber>(z + s, output + s, rows, stride, terms);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Evaluate<T, TNumber>(TNumber* z, TNumber* target, TNumber* weight, TNumber* output, TNumber* gradient, int rows, int stride, int count)
        where T : struct, ISimd<T, TNumber>
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        var terms = new SimdTerms<T>();
        T even = T.Zero, odd = T.Zero;
        TNumber* logOfSum = stackalloc TNumber[T.Lanes];
        for (int s = 0; s < count; s += T.Lanes)
        {
            (T largest, T sum) = Softmax<T, TNumber>(z + s, output + s, rows, stride, terms);

            // One logarithm a sample, however many classes there are.
            sum.Store(logOfSum);
            for (int lane = 0; lane < T.Lanes; lane++)
            {
                logOfSum[lane] = TNumber.Log(logOfSum[lane]);
            }

            T w = T.Load(weight + s);
            T ofTarget = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                int at = (row * stride) + s;
                T y = T.Load(target + at);
                ofTarget = T.MultiplyAdd(y, T.Load(z + at) - largest, ofTarget);
                (w * (T.Load(output + at) - y)).Store(gradient + at);
            }

            // In the lanes of T.SumLanes: the second of two narrow vectors has its own sum.
            T c = w * (T.Load(logOfSum) - ofTarget);
            if (T.Lanes == T.SumLanes || s % T.SumLanes == 0)
            {
                even += c;
            }
            else
            {
                odd += c;
            }
        }

        return double.CreateTruncating(T.Sum(even, odd));
    }

    /// <summary>The softmax of one vector of samples; gives the largest logit of each, and the sum of e^(z - largest).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Largest, T Sum) Softmax<T, TNumber>(TNumber* z, TNumber* output, int rows, int stride, in SimdTerms<T> terms)
        where T : struct, ISimd<T, TNumber>
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        T largest = T.Load(z);
        for (int row = 1; row < rows; row++)
        {
            largest = T.AtLeast(largest, T.Load(z + (row * stride)));
        }

        T sum = T.Zero;
        for (int row = 0; row < rows; row++)
        {
            T e = SimdMath.ExpOfNegative(T.Load(z + (row * stride)) - largest, terms);
            e.Store(output + (row * stride));
            sum += e;
        }

        T scale = terms.One / sum;
        for (int row = 0; row < rows; row++)
        {
            (T.Load(output + (row * stride)) * scale).Store(output + (row * stride));
        }

        return (largest, sum);
    }
}
