using System.Numerics;
using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>Conversions between doubles and single precision.</summary>
internal static class NumberConversion
{
    /// <summary>Rounds doubles to a type of numbers.</summary>
    /// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
    /// <param name="source">The doubles.</param>
    /// <param name="target">Receives as many numbers.</param>
    public static void Convert<TNumber>(ReadOnlySpan<double> source, Span<TNumber> target)
        where TNumber : unmanaged
    {
        if (typeof(TNumber) == typeof(double))
        {
            source.CopyTo(MemoryMarshal.Cast<TNumber, double>(target));
            return;
        }

        Span<float> singles = MemoryMarshal.Cast<TNumber, float>(target)[..source.Length];
        int i = 0;
        for (; i + Vector<float>.Count <= source.Length; i += Vector<float>.Count)
        {
            Vector.Narrow(new Vector<double>(source[i..]), new Vector<double>(source[(i + Vector<double>.Count)..])).CopyTo(singles[i..]);
        }

        for (; i < source.Length; i++)
        {
            singles[i] = (float)source[i];
        }
    }

    /// <summary>Converts numbers to doubles, which is exact.</summary>
    /// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
    /// <param name="source">The numbers.</param>
    /// <param name="target">Receives as many doubles.</param>
    public static void ToDoubles<TNumber>(ReadOnlySpan<TNumber> source, Span<double> target)
        where TNumber : unmanaged
    {
        if (typeof(TNumber) == typeof(double))
        {
            MemoryMarshal.Cast<TNumber, double>(source).CopyTo(target);
            return;
        }

        ReadOnlySpan<float> singles = MemoryMarshal.Cast<TNumber, float>(source);
        for (int i = 0; i < singles.Length; i++)
        {
            target[i] = singles[i];
        }
    }

    /// <summary>Numbers as an array of doubles.</summary>
    /// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
    /// <param name="source">The numbers.</param>
    public static double[] ToDoubles<TNumber>(ReadOnlySpan<TNumber> source)
        where TNumber : unmanaged
    {
        var target = new double[source.Length];
        ToDoubles(source, target);
        return target;
    }
}
