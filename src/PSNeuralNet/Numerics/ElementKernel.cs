using System.Runtime.CompilerServices;

namespace PSNeuralNet.Numerics;

/// <summary>A function of one value, written once for every vector width.</summary>
internal interface IUnaryFunction
{
    static abstract T Invoke<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>;
}

/// <summary>A function of three values, written once for every vector width.</summary>
internal interface ITernaryFunction
{
    static abstract T Invoke<T>(T x, T y, T z, in SimdTerms<T> terms)
        where T : struct, ISimd<T>;
}

/// <summary>Functions applied to every value of rows whose length is a multiple of <see cref="Simd.Padding"/>.</summary>
internal static unsafe class ElementKernel
{
    /// <summary>target[i] = f(x[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(double* x, double* target, int count)
        where TFunction : struct, IUnaryFunction
    {
        if (Simd.Is512)
        {
            Map<TFunction, Simd512>(x, target, count);
        }
        else
        {
            Map<TFunction, Simd256>(x, target, count);
        }
    }

    /// <summary>target[i] = x[i] * y[i].</summary>
    public static void Multiply(double* x, double* y, double* target, int count)
    {
        for (int i = 0; i < count; i++)
        {
            target[i] = x[i] * y[i];
        }
    }

    /// <summary>target[i] = f(x[i], y[i], target[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update<TFunction>(double* x, double* y, double* target, int count)
        where TFunction : struct, ITernaryFunction
    {
        if (Simd.Is512)
        {
            Update<TFunction, Simd512>(x, y, target, count);
        }
        else
        {
            Update<TFunction, Simd256>(x, y, target, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<TFunction, T>(double* x, double* target, int count)
        where TFunction : struct, IUnaryFunction
        where T : struct, ISimd<T>
    {
        var terms = new SimdTerms<T>();
        for (int i = 0; i < count; i += T.Lanes)
        {
            TFunction.Invoke(T.Load(x + i), terms).Store(target + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update<TFunction, T>(double* x, double* y, double* target, int count)
        where TFunction : struct, ITernaryFunction
        where T : struct, ISimd<T>
    {
        var terms = new SimdTerms<T>();
        for (int i = 0; i < count; i += T.Lanes)
        {
            TFunction.Invoke(T.Load(x + i), T.Load(y + i), T.Load(target + i), terms).Store(target + i);
        }
    }
}
