using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Arguments of <see cref="TwoLayerKernel{TNumber}"/>: the parameters, and a block of samples.</summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal readonly unsafe ref struct TwoLayers<TNumber>
    where TNumber : unmanaged
{
    public TNumber* Weight1 { get; init; }

    public TNumber* Bias1 { get; init; }

    public TNumber* Weight2 { get; init; }

    public TNumber* Bias2 { get; init; }

    /// <summary>The inputs: a row each.</summary>
    public TNumber* X { get; init; }

    /// <summary>
    /// The hidden layer, a row each unit. Forward: gets A1, and has Z1 before where the inputs are not direct. Backward: has A1, and
    /// gets dZ1 then.
    /// </summary>
    public TNumber* Hidden { get; init; }

    /// <summary>Gets the weighted sums of the output.</summary>
    public TNumber* Z2 { get; init; }

    /// <summary>dZ of the output.</summary>
    public TNumber* Gradient2 { get; init; }

    public int Inputs { get; init; }

    /// <summary>The number of inputs that the loops multiply; 0 where <see cref="MatrixKernel{TNumber}"/> has done so.</summary>
    public int DirectInputs { get; init; }

    public int Units { get; init; }

    public int Stride { get; init; }

    public int Count { get; init; }
}

/// <summary>The number of inputs as a constant for the JIT.</summary>
internal interface IInputCount
{
    static abstract int Value { get; }
}

/// <summary>The numbers of inputs.</summary>
internal static class InputCounts
{
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

/// <summary>The loops of <see cref="TwoLayerPropagation{TNumber}"/>.</summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal static unsafe class TwoLayerKernel<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    // dW2, db1, and dW1 of up to four inputs.
    private const int SumsOfUnit = 6;

    /// <summary>a[u] = f(b1[u] + sum of w1[u, k] x[k]), z2 = b2 + sum of w2[u] a[u], some vectors of samples after the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Forward<TActivation, T, TInputs>(in TwoLayers<TNumber> layers)
        where TActivation : struct, IActivation
        where T : struct, ISimd<T, TNumber>
        where TInputs : struct, IInputCount
    {
        TNumber* memory = stackalloc TNumber[ElementKernel<TNumber>.ScratchVectors * T.Lanes];
        TNumber* scratch = Simd<TNumber>.Align<T>(memory);
        var terms = new SimdTerms<T>();
        int units = layers.Units, stride = layers.Stride;
        for (int start = 0; start < layers.Count; start += ElementKernel<TNumber>.VectorsAtOnce * T.Lanes)
        {
            TNumber* x = layers.X + start, a = layers.Hidden + start, z2 = layers.Z2 + start, weight1 = layers.Weight1;
            int count = Math.Min(ElementKernel<TNumber>.VectorsAtOnce * T.Lanes, layers.Count - start);
            for (int unit = 0; unit < units; unit++)
            {
                T bias1 = T.Broadcast(layers.Bias1[unit]), bias2 = T.Broadcast(*layers.Bias2), weight2 = T.Broadcast(layers.Weight2[unit]);
                T weight10 = TInputs.Value > 0 ? T.Broadcast(weight1[0]) : T.Zero;
                T weight11 = TInputs.Value > 1 ? T.Broadcast(weight1[1]) : T.Zero;
                T weight12 = TInputs.Value > 2 ? T.Broadcast(weight1[2]) : T.Zero;
                T weight13 = TInputs.Value > 3 ? T.Broadcast(weight1[3]) : T.Zero;
                for (int s = 0; s < count; s += T.Lanes)
                {
                    T z;
                    if (TInputs.Value == 0)
                    {
                        z = T.Load(a + s);
                    }
                    else
                    {
                        z = T.MultiplyAdd(weight10, T.Load(x + s), bias1);
                        z = TInputs.Value > 1 ? T.MultiplyAdd(weight11, T.Load(x + stride + s), z) : z;
                        z = TInputs.Value > 2 ? T.MultiplyAdd(weight12, T.Load(x + (2 * stride) + s), z) : z;
                        z = TInputs.Value > 3 ? T.MultiplyAdd(weight13, T.Load(x + (3 * stride) + s), z) : z;
                    }

                    if (TActivation.IsExponential)
                    {
                        z.Store(a + s);
                        ElementKernel<TNumber>.Reduce<TActivation, T>(z, scratch + s, terms);
                    }
                    else
                    {
                        T output = TActivation.Value(z, z, terms);
                        output.Store(a + s);
                        T.MultiplyAdd(weight2, output, unit == 0 ? bias2 : T.Load(z2 + s)).Store(z2 + s);
                    }
                }

                if (TActivation.IsExponential)
                {
                    ElementKernel<TNumber>.Exponential<TActivation, T>(scratch, count, terms);
                }

                for (int s = 0; TActivation.IsExponential && s < count; s += T.Lanes)
                {
                    T output = TActivation.Value(T.Load(a + s), T.Load(scratch + s), terms);
                    output.Store(a + s);
                    T.MultiplyAdd(weight2, output, unit == 0 ? bias2 : T.Load(z2 + s)).Store(z2 + s);
                }

                weight1 += TInputs.Value;
                a += stride;
            }
        }
    }

    /// <summary>
    /// dZ1[u] = w2[u] dZ2 f'(a[u]); dW2[u] += sum of dZ2 a[u], db1[u] += sum of dZ1[u], dW1[u, k] += sum of dZ1[u] x[k], two units after
    /// the others, so that their sums need not wait for each other. Where the inputs are not direct, dZ1 goes to where a was instead, and
    /// what follows from it is left to do.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Backward<TActivation, T, TInputs>(in TwoLayers<TNumber> layers, TNumber* dW1, TNumber* db1, TNumber* dW2, TNumber* db2)
        where TActivation : struct, IActivation
        where T : struct, ISimd<T, TNumber>
        where TInputs : struct, IInputCount
    {
        TNumber* lanes = stackalloc TNumber[2 * SumsOfUnit * T.SumLanes];
        SumKernel<TNumber>.AddRowSums(layers.Gradient2, db2, 1, layers.Stride, layers.Count);
        for (int unit = 0; unit < layers.Units; unit += 2)
        {
            // Narrow vectors take one half of the lanes after the other.
            for (int half = 0; half < T.SumLanes; half += T.Lanes)
            {
                AddPair<TActivation, T, TInputs>(layers, unit, half, lanes + half);
            }

            for (int u = unit; u < Math.Min(unit + 2, layers.Units); u++)
            {
                TNumber* sums = lanes + ((u - unit) * SumsOfUnit * T.SumLanes);
                TNumber weight2 = layers.Weight2[u];
                dW2[u] += SumKernel<TNumber>.Sum<T>(sums);
                if (TInputs.Value > 0)
                {
                    db1[u] += weight2 * SumKernel<TNumber>.Sum<T>(sums + T.SumLanes);
                }

                for (int k = 0; k < TInputs.Value; k++)
                {
                    dW1[(u * TInputs.Value) + k] += weight2 * SumKernel<TNumber>.Sum<T>(sums + ((2 + k) * T.SumLanes));
                }
            }
        }
    }

    /// <summary>The sums of two units, but for the factor w2, in lanes; an odd one out is its own partner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPair<TActivation, T, TInputs>(in TwoLayers<TNumber> layers, int unit, int start, TNumber* lanes)
        where TActivation : struct, IActivation
        where T : struct, ISimd<T, TNumber>
        where TInputs : struct, IInputCount
    {
        var terms = new SimdTerms<T>();
        TNumber* x = layers.X, gradient2 = layers.Gradient2;
        int partner = Math.Min(unit + 1, layers.Units - 1), stride = layers.Stride, count = layers.Count;
        TNumber* a = layers.Hidden + (unit * stride), b = layers.Hidden + (partner * stride);
        T weightA = T.Broadcast(layers.Weight2[unit]), weightB = T.Broadcast(layers.Weight2[partner]);
        T ofOutputA = T.Zero, ofBiasA = T.Zero, of0A = T.Zero, of1A = T.Zero, of2A = T.Zero, of3A = T.Zero;
        T ofOutputB = T.Zero, ofBiasB = T.Zero, of0B = T.Zero, of1B = T.Zero, of2B = T.Zero, of3B = T.Zero;
        for (int s = start; s < count; s += T.SumLanes)
        {
            T gradient = T.Load(gradient2 + s), outputA = T.Load(a + s), outputB = T.Load(b + s);
            T.AddProduct(ref ofOutputA, gradient, outputA);
            T.AddProduct(ref ofOutputB, gradient, outputB);
            T innerA = gradient * TActivation.Derivative(outputA, outputA, terms);
            T innerB = gradient * TActivation.Derivative(outputB, outputB, terms);
            if (TInputs.Value == 0)
            {
                (weightA * innerA).Store(a + s);
                (weightB * innerB).Store(b + s);
                continue;
            }

            ofBiasA += innerA;
            ofBiasB += innerB;
            T x0 = T.Load(x + s);
            T.AddProduct(ref of0A, innerA, x0);
            T.AddProduct(ref of0B, innerB, x0);

            if (TInputs.Value > 1)
            {
                T x1 = T.Load(x + stride + s);
                T.AddProduct(ref of1A, innerA, x1);
                T.AddProduct(ref of1B, innerB, x1);
            }

            if (TInputs.Value > 2)
            {
                T x2 = T.Load(x + (2 * stride) + s);
                T.AddProduct(ref of2A, innerA, x2);
                T.AddProduct(ref of2B, innerB, x2);
            }

            if (TInputs.Value > 3)
            {
                T x3 = T.Load(x + (3 * stride) + s);
                T.AddProduct(ref of3A, innerA, x3);
                T.AddProduct(ref of3B, innerB, x3);
            }
        }

        Store(ofOutputA, ofBiasA, of0A, of1A, of2A, of3A, lanes);
        Store(ofOutputB, ofBiasB, of0B, of1B, of2B, of3B, lanes + (SumsOfUnit * T.SumLanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T ofOutput, T ofBias, T of0, T of1, T of2, T of3, TNumber* lanes)
        where T : struct, ISimd<T, TNumber>
    {
        ofOutput.Store(lanes);
        ofBias.Store(lanes + T.SumLanes);
        of0.Store(lanes + (2 * T.SumLanes));
        of1.Store(lanes + (3 * T.SumLanes));
        of2.Store(lanes + (4 * T.SumLanes));
        of3.Store(lanes + (5 * T.SumLanes));
    }
}
