using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Binary cross-entropy, the loss of two-class networks and of those of several labels, fused with the sigmoid output. For a logit z and a target y (0 or 1):
/// c = -y ln a - (1 - y) ln(1 - a), a = sigmoid(z), computed as max(z, 0) - z y + ln(1 + e^-|z|), which neither overflows
/// nor takes the logarithm of 0; dc/dz = a - y. Over several outputs, one for each label, it is summed.
/// </summary>
internal sealed unsafe class BinaryCrossEntropy : LossFunction
{
    public override Loss Loss => Loss.BinaryCrossEntropy;

    public override Activation Output => Activation.Sigmoid;

    public override NetworkTask Task => NetworkTask.Binary;

    public override bool IsFor(NetworkTask task) => task is NetworkTask.Binary or NetworkTask.MultiLabel;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    internal static double Evaluate<T, TNumber>(TNumber* logit, TNumber* target, TNumber* weight, TNumber* output, TNumber* gradient, int rows, int stride, int count)
        where T : struct, ISimd<T, TNumber>
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        TNumber* memory = stackalloc TNumber[ElementKernel<TNumber>.ScratchVectors * T.Lanes];
        TNumber* scratch = Simd<TNumber>.Align<T>(memory);
        var terms = new SimdTerms<T>();
        T even = T.Zero, odd = T.Zero;
        for (int row = 0; row < rows; row++)
        {
            for (int start = 0; start < count; start += ElementKernel<TNumber>.VectorsAtOnce * T.Lanes)
            {
                int at = (row * stride) + start, length = Math.Min(ElementKernel<TNumber>.VectorsAtOnce * T.Lanes, count - start);
                for (int s = 0; s < length; s += T.Lanes)
                {
                    ElementKernel<TNumber>.Reduce<SigmoidActivation, T>(T.Load(logit + at + s), scratch + s, terms);
                }

                ElementKernel<TNumber>.Exponential<SigmoidActivation, T>(scratch, length, terms);
                for (int s = 0; s < length; s += T.Lanes)
                {
                    T z = T.Load(logit + at + s);
                    T e = T.Load(scratch + s);
                    T a = T.IfNegative(z, e, terms.One) / (terms.One + e);
                    a.Store(output + at + s);
                    (T.Load(weight + start + s) * (a - T.Load(target + at + s))).Store(gradient + at + s);
                }

                for (int s = 0; s < length; s += T.Lanes)
                {
                    T z = T.Load(logit + at + s);
                    T log = SimdMath.Log1POfUnit(T.Load(scratch + s), terms);
                    T c = T.AtLeast(T.Zero, z) - (z * T.Load(target + at + s)) + log;

                    // In the lanes of T.SumLanes: the second of two narrow vectors has its own sum.
                    if (T.Lanes == T.SumLanes || s % T.SumLanes == 0)
                    {
                        even = T.MultiplyAdd(T.Load(weight + start + s), c, even);
                    }
                    else
                    {
                        odd = T.MultiplyAdd(T.Load(weight + start + s), c, odd);
                    }
                }
            }
        }

        return double.CreateTruncating(T.Sum(even, odd));
    }
}
