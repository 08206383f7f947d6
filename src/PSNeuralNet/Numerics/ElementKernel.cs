using System.Numerics;

namespace PSNeuralNet.Numerics;

/// <summary>Elementwise function f(x) for every vector width.</summary>
internal interface IUnaryFunction
{
    /// <summary>
    /// True when f contains an exponential, which is then computed in three short loops: reduce, exponential, value. Out-of-order
    /// processors overlap more vectors in a short loop than in a long one.
    /// </summary>
    static virtual bool IsExponential => false;

    /// <summary>First loop: argument reduction of the exponential.</summary>
    static virtual (T Half, T Sum) Reduce<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => (x, x);

    /// <summary>Second loop: the exponential of the reduced argument.</summary>
    static virtual T Exponential<T>(T half, T sum, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => half;

    /// <summary>f(x).</summary>
    /// <param name="x">The argument.</param>
    /// <param name="exponential">The result of the second loop, if there is one.</param>
    /// <param name="terms">The constants.</param>
    static abstract T Value<T>(T x, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T>;
}

/// <summary>Elementwise function f(x, y, z) for every vector width.</summary>
internal interface ITernaryFunction
{
    static abstract T Invoke<T>(T x, T y, T z, in SimdTerms<T> terms)
        where T : struct, ISimd<T>;
}

/// <summary>Elementwise functions over rows whose length is a multiple of <see cref="Simd{TNumber}.Padding"/>.</summary>
internal static unsafe class ElementKernel<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>Vectors per loop of an exponential function.</summary>
    public const int VectorsAtOnce = 16;

    /// <summary>Scratch memory of <see cref="Exponential"/> in vectors, with one more to align it.</summary>
    public const int ScratchVectors = (2 * VectorsAtOnce) + 1;

    /// <summary>target[i] = f(x[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(TNumber* x, TNumber* target, int count)
        where TFunction : struct, IUnaryFunction
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                ElementKernel<double>.Map<TFunction, Simd512>((double*)x, (double*)target, count);
            }
            else
            {
                ElementKernel<double>.Map<TFunction, Simd256>((double*)x, (double*)target, count);
            }
        }
        else if (Simd.Is512)
        {
            ElementKernel<float>.Map<TFunction, Single512>((float*)x, (float*)target, count);
        }
        else
        {
            ElementKernel<float>.Map<TFunction, Single256>((float*)x, (float*)target, count);
        }
    }

    /// <summary>target[i] = x[i] * y[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(TNumber* x, TNumber* y, TNumber* target, int count)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                ElementKernel<double>.Multiply<Simd512>((double*)x, (double*)y, (double*)target, count);
            }
            else
            {
                ElementKernel<double>.Multiply<Simd256>((double*)x, (double*)y, (double*)target, count);
            }
        }
        else if (Simd.Is512)
        {
            ElementKernel<float>.Multiply<Single512>((float*)x, (float*)y, (float*)target, count);
        }
        else
        {
            ElementKernel<float>.Multiply<Single256>((float*)x, (float*)y, (float*)target, count);
        }
    }

    /// <summary>target[i] = f(x[i], y[i], target[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update<TFunction>(TNumber* x, TNumber* y, TNumber* target, int count)
        where TFunction : struct, ITernaryFunction
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                ElementKernel<double>.Update<TFunction, Simd512>((double*)x, (double*)y, (double*)target, count);
            }
            else
            {
                ElementKernel<double>.Update<TFunction, Simd256>((double*)x, (double*)y, (double*)target, count);
            }
        }
        else if (Simd.Is512)
        {
            ElementKernel<float>.Update<TFunction, Single512>((float*)x, (float*)y, (float*)target, count);
        }
        else
        {
            ElementKernel<float>.Update<TFunction, Single256>((float*)x, (float*)y, (float*)target, count);
        }
    }

    /// <summary>First loop: stores the reduced argument.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="scratch">Aligned scratch memory.</param>
    /// <param name="terms">The constants.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reduce<TFunction, T>(T x, TNumber* scratch, in SimdTerms<T> terms)
        where TFunction : struct, IUnaryFunction
        where T : struct, ISimd<T, TNumber>
    {
        (T half, T sum) = TFunction.Reduce(x, terms);
        half.Store(scratch);
        sum.Store(scratch + (VectorsAtOnce * T.Lanes));
    }

    /// <summary>Second loop: replaces the reduced arguments by their exponentials.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exponential<TFunction, T>(TNumber* scratch, int count, in SimdTerms<T> terms)
        where TFunction : struct, IUnaryFunction
        where T : struct, ISimd<T, TNumber>
    {
        for (int i = 0; i < count; i += T.Lanes)
        {
            TFunction.Exponential(T.Load(scratch + i), T.Load(scratch + (VectorsAtOnce * T.Lanes) + i), terms).Store(scratch + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void Map<TFunction, T>(TNumber* x, TNumber* target, int count)
        where TFunction : struct, IUnaryFunction
        where T : struct, ISimd<T, TNumber>
    {
        TNumber* memory = stackalloc TNumber[ScratchVectors * T.Lanes];
        TNumber* scratch = Simd<TNumber>.Align<T>(memory);
        var terms = new SimdTerms<T>();
        if (!TFunction.IsExponential)
        {
            for (int i = 0; i < count; i += T.Lanes)
            {
                T value = T.Load(x + i);
                TFunction.Value(value, value, terms).Store(target + i);
            }

            return;
        }

        for (int start = 0; start < count; start += VectorsAtOnce * T.Lanes)
        {
            TNumber* from = x + start, to = target + start;
            int length = Math.Min(VectorsAtOnce * T.Lanes, count - start);
            for (int i = 0; i < length; i += T.Lanes)
            {
                Reduce<TFunction, T>(T.Load(from + i), scratch + i, terms);
            }

            Exponential<TFunction, T>(scratch, length, terms);
            for (int i = 0; i < length; i += T.Lanes)
            {
                TFunction.Value(T.Load(from + i), T.Load(scratch + i), terms).Store(to + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T>(TNumber* x, TNumber* y, TNumber* target, int count)
        where T : struct, ISimd<T, TNumber>
    {
        for (int i = 0; i < count; i += T.Lanes)
        {
            (T.Load(x + i) * T.Load(y + i)).Store(target + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update<TFunction, T>(TNumber* x, TNumber* y, TNumber* target, int count)
        where TFunction : struct, ITernaryFunction
        where T : struct, ISimd<T, TNumber>
    {
        var terms = new SimdTerms<T>();
        for (int i = 0; i < count; i += T.Lanes)
        {
            TFunction.Invoke(T.Load(x + i), T.Load(y + i), T.Load(target + i), terms).Store(target + i);
        }
    }
}
