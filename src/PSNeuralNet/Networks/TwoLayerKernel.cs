using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>What <see cref="TwoLayerKernel"/> works on: the parameters, and a block of samples.</summary>
internal readonly unsafe ref struct TwoLayers
{
    public double* Weight1 { get; init; }

    public double* Bias1 { get; init; }

    public double* Weight2 { get; init; }

    public double* Bias2 { get; init; }

    /// <summary>The inputs: a row each.</summary>
    public double* X { get; init; }

    /// <summary>
    /// The hidden layer, a row each unit. Forward: gets A1, and has Z1 before where the inputs are not direct. Backward: has A1, and
    /// gets dZ1 then.
    /// </summary>
    public double* Hidden { get; init; }

    /// <summary>Gets the weighted sums of the output.</summary>
    public double* Z2 { get; init; }

    /// <summary>dZ of the output.</summary>
    public double* Gradient2 { get; init; }

    public int Inputs { get; init; }

    /// <summary>How many inputs the loops multiply themselves; 0 where that is done apart.</summary>
    public int DirectInputs { get; init; }

    public int Units { get; init; }

    public int Stride { get; init; }

    public int Count { get; init; }
}

/// <summary>How many inputs there are, as the JIT sees it: a constant.</summary>
internal interface IInputCount
{
    static abstract int Value { get; }
}

/// <summary>The loops of <see cref="TwoLayerPropagation"/>.</summary>
internal static unsafe class TwoLayerKernel
{
    /// <summary>a[u] = f(b1[u] + sum of w1[u, k] x[k]), z2 = b2 + sum of w2[u] a[u], one vector of samples after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TActivation, T, TInputs>(in TwoLayers layers)
        where TActivation : struct, IActivation
        where T : struct, ISimd<T>
        where TInputs : struct, IInputCount
    {
        var terms = new SimdTerms<T>();
        double* weight2 = layers.Weight2, bias1 = layers.Bias1;
        int units = layers.Units, stride = layers.Stride, count = layers.Count;
        T bias2 = T.Broadcast(*layers.Bias2);
        for (int s = 0; s < count; s += T.Lanes)
        {
            double* x = layers.X + s, a = layers.Hidden + s, weight1 = layers.Weight1;
            T x0 = TInputs.Value > 0 ? T.Load(x) : T.Zero;
            T x1 = TInputs.Value > 1 ? T.Load(x + stride) : T.Zero;
            T x2 = TInputs.Value > 2 ? T.Load(x + (2 * stride)) : T.Zero;
            T x3 = TInputs.Value > 3 ? T.Load(x + (3 * stride)) : T.Zero;
            T sum = bias2;
            for (int unit = 0; unit < units; unit++)
            {
                T z;
                if (TInputs.Value == 0)
                {
                    z = T.Load(a);
                }
                else
                {
                    z = T.MultiplyAdd(T.Broadcast(weight1[0]), x0, T.Broadcast(bias1[unit]));
                    z = TInputs.Value > 1 ? T.MultiplyAdd(T.Broadcast(weight1[1]), x1, z) : z;
                    z = TInputs.Value > 2 ? T.MultiplyAdd(T.Broadcast(weight1[2]), x2, z) : z;
                    z = TInputs.Value > 3 ? T.MultiplyAdd(T.Broadcast(weight1[3]), x3, z) : z;
                    weight1 += TInputs.Value;
                }

                T output = TActivation.Value(z, terms);
                output.Store(a);
                sum = T.MultiplyAdd(T.Broadcast(weight2[unit]), output, sum);
                a += stride;
            }

            sum.Store(layers.Z2 + s);
        }
    }

    /// <summary>
    /// dZ1[u] = w2[u] dZ2 f'(a[u]); dW2[u] += sum of dZ2 a[u], db1[u] += sum of dZ1[u], dW1[u, k] += sum of dZ1[u] x[k], one unit after
    /// the other. Where the inputs are not direct, dZ1 goes to where a was instead, and what follows from it is left to do.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TActivation, T, TInputs>(in TwoLayers layers, double* dW1, double* db1, double* dW2, double* db2)
        where TActivation : struct, IActivation
        where T : struct, ISimd<T>
        where TInputs : struct, IInputCount
    {
        var terms = new SimdTerms<T>();
        double* lanes = stackalloc double[6 * Simd.SumLanes];
        double* gradient2 = layers.Gradient2;
        int stride = layers.Stride, count = layers.Count;
        SumKernel.AddRowSums(gradient2, db2, 1, stride, count);
        for (int unit = 0; unit < layers.Units; unit++)
        {
            double* a = layers.Hidden + (unit * stride);
            T weight2 = T.Broadcast(layers.Weight2[unit]);

            // Narrow vectors take one half of the lanes after the other.
            for (int half = 0; half < Simd.SumLanes; half += T.Lanes)
            {
                T ofOutput = T.Zero, ofBias = T.Zero, of0 = T.Zero, of1 = T.Zero, of2 = T.Zero, of3 = T.Zero;
                double* x = layers.X;
                for (int s = half; s < count; s += Simd.SumLanes)
                {
                    T output = T.Load(a + s), gradient = T.Load(gradient2 + s);
                    ofOutput = T.MultiplyAdd(gradient, output, ofOutput);
                    T inner = gradient * weight2 * TActivation.Derivative(output, output, terms);
                    if (TInputs.Value == 0)
                    {
                        inner.Store(a + s);
                        continue;
                    }

                    ofBias += inner;
                    of0 = T.MultiplyAdd(inner, T.Load(x + s), of0);
                    of1 = TInputs.Value > 1 ? T.MultiplyAdd(inner, T.Load(x + stride + s), of1) : of1;
                    of2 = TInputs.Value > 2 ? T.MultiplyAdd(inner, T.Load(x + (2 * stride) + s), of2) : of2;
                    of3 = TInputs.Value > 3 ? T.MultiplyAdd(inner, T.Load(x + (3 * stride) + s), of3) : of3;
                }

                ofOutput.Store(lanes + half);
                ofBias.Store(lanes + Simd.SumLanes + half);
                of0.Store(lanes + (2 * Simd.SumLanes) + half);
                of1.Store(lanes + (3 * Simd.SumLanes) + half);
                of2.Store(lanes + (4 * Simd.SumLanes) + half);
                of3.Store(lanes + (5 * Simd.SumLanes) + half);
            }

            dW2[unit] += SumKernel.Sum<T>(lanes);
            if (TInputs.Value > 0)
            {
                db1[unit] += SumKernel.Sum<T>(lanes + Simd.SumLanes);
            }

            for (int k = 0; k < TInputs.Value; k++)
            {
                dW1[(unit * TInputs.Value) + k] += SumKernel.Sum<T>(lanes + ((2 + k) * Simd.SumLanes));
            }
        }
    }

    internal readonly struct None : IInputCount
    {
        public static int Value => 0;
    }

    internal readonly struct One : IInputCount
    {
        public static int Value => 1;
    }

    internal readonly struct Two : IInputCount
    {
        public static int Value => 2;
    }

    internal readonly struct Three : IInputCount
    {
        public static int Value => 3;
    }

    internal readonly struct Four : IInputCount
    {
        public static int Value => 4;
    }
}
