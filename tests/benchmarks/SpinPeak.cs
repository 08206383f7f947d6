using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>Independent multiply-adds whose operands all stay in registers: as fast as the processor can.</summary>
internal static class SpinPeak
{
    private static double _sink;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<T>(int rounds)
        where T : struct, ISimd<T>
    {
        T x = T.Broadcast(0.999), y = T.Broadcast(1e-3);
        T a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < rounds; round++)
        {
            // Twelve sums, twice each: a processor of two units with a latency of four has eight in flight.
            T.AddProduct(ref a, x, y);
            T.AddProduct(ref b, x, y);
            T.AddProduct(ref c, x, y);
            T.AddProduct(ref d, x, y);
            T.AddProduct(ref e, x, y);
            T.AddProduct(ref f, x, y);
            T.AddProduct(ref g, x, y);
            T.AddProduct(ref h, x, y);
            T.AddProduct(ref i, x, y);
            T.AddProduct(ref j, x, y);
            T.AddProduct(ref k, x, y);
            T.AddProduct(ref l, x, y);
            T.AddProduct(ref a, x, y);
            T.AddProduct(ref b, x, y);
            T.AddProduct(ref c, x, y);
            T.AddProduct(ref d, x, y);
            T.AddProduct(ref e, x, y);
            T.AddProduct(ref f, x, y);
            T.AddProduct(ref g, x, y);
            T.AddProduct(ref h, x, y);
            T.AddProduct(ref i, x, y);
            T.AddProduct(ref j, x, y);
            T.AddProduct(ref k, x, y);
            T.AddProduct(ref l, x, y);
        }

        T sum = a + b + c + d + e + f + g + h + i + j + k + l;
        double* values = stackalloc double[T.Lanes];
        sum.Store(values);
        _sink = values[0];
    }
}
