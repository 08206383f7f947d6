using System.Numerics;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Products with sparse rows. Vectors go across a panel of <see cref="Width"/> columns of the result; each sum runs over the values of a row, or over the
/// rows, in order, so it has the bits of the dense sum (<see cref="TileKernel{TNumber}"/>), whose other terms are 0.
/// </summary>
internal static unsafe class SparseKernel<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>Columns of a panel: the same for every vector width.</summary>
    public static int Width => Simd<TNumber>.Padding;

    /// <summary>result[i] = start + sum over the columns c of row[i] of value * matrix[c].</summary>
    /// <param name="source">The sparse matrix.</param>
    /// <param name="rows">The rows to multiply.</param>
    /// <param name="matrix">Columns of the sparse matrix x <see cref="Width"/>.</param>
    /// <param name="start"><see cref="Width"/> values that each sum begins with.</param>
    /// <param name="result">Rows x <see cref="Width"/>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(SparseRows<TNumber> source, ReadOnlySpan<int> rows, TNumber* matrix, TNumber* start, TNumber* result)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                SparseKernel<double>.Multiply<Simd512>((SparseRows<double>)(object)source, rows, (double*)matrix, (double*)start, (double*)result);
            }
            else
            {
                SparseKernel<double>.Multiply<Simd256>((SparseRows<double>)(object)source, rows, (double*)matrix, (double*)start, (double*)result);
            }
        }
        else if (Simd.Is512)
        {
            SparseKernel<float>.Multiply<Single512>((SparseRows<float>)(object)source, rows, (float*)matrix, (float*)start, (float*)result);
        }
        else
        {
            SparseKernel<float>.Multiply<Single256>((SparseRows<float>)(object)source, rows, (float*)matrix, (float*)start, (float*)result);
        }
    }

    /// <summary>sums[c] += value * left[i] for each value in column c of row[i], row by row: the product of the transposed sparse matrix with left.</summary>
    /// <param name="source">The sparse matrix.</param>
    /// <param name="rows">The rows to multiply.</param>
    /// <param name="left">Rows x <see cref="Width"/>.</param>
    /// <param name="sums">Columns of the sparse matrix x <see cref="Width"/>; added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(SparseRows<TNumber> source, ReadOnlySpan<int> rows, TNumber* left, TNumber* sums)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                SparseKernel<double>.AddProducts<Simd512>((SparseRows<double>)(object)source, rows, (double*)left, (double*)sums);
            }
            else
            {
                SparseKernel<double>.AddProducts<Simd256>((SparseRows<double>)(object)source, rows, (double*)left, (double*)sums);
            }
        }
        else if (Simd.Is512)
        {
            SparseKernel<float>.AddProducts<Single512>((SparseRows<float>)(object)source, rows, (float*)left, (float*)sums);
        }
        else
        {
            SparseKernel<float>.AddProducts<Single256>((SparseRows<float>)(object)source, rows, (float*)left, (float*)sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T>(SparseRows<TNumber> source, ReadOnlySpan<int> rows, TNumber* matrix, TNumber* start, TNumber* result)
        where T : struct, ISimd<T, TNumber>
    {
        fixed (int* column = source.Column)
        fixed (TNumber* value = source.Value)
        {
            foreach (int row in rows)
            {
                T a = T.Load(start), b = T.Load(start + T.Lanes), c = T.Zero, d = T.Zero;
                if (T.Lanes < Width / 2)
                {
                    (c, d) = (T.Load(start + (2 * T.Lanes)), T.Load(start + (3 * T.Lanes)));
                }

                int end = source.Start[row + 1];
                for (int i = source.Start[row]; i < end; i++)
                {
                    TNumber* right = matrix + ((nint)column[i] * Width);
                    T by = T.Broadcast(value[i]);
                    T.AddProduct(ref a, T.Load(right), by);
                    T.AddProduct(ref b, T.Load(right + T.Lanes), by);
                    if (T.Lanes < Width / 2)
                    {
                        T.AddProduct(ref c, T.Load(right + (2 * T.Lanes)), by);
                        T.AddProduct(ref d, T.Load(right + (3 * T.Lanes)), by);
                    }
                }

                a.Store(result);
                b.Store(result + T.Lanes);
                if (T.Lanes < Width / 2)
                {
                    c.Store(result + (2 * T.Lanes));
                    d.Store(result + (3 * T.Lanes));
                }

                result += Width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddProducts<T>(SparseRows<TNumber> source, ReadOnlySpan<int> rows, TNumber* left, TNumber* sums)
        where T : struct, ISimd<T, TNumber>
    {
        fixed (int* column = source.Column)
        fixed (TNumber* value = source.Value)
        {
            foreach (int row in rows)
            {
                T a = T.Load(left), b = T.Load(left + T.Lanes), c = T.Zero, d = T.Zero;
                if (T.Lanes < Width / 2)
                {
                    (c, d) = (T.Load(left + (2 * T.Lanes)), T.Load(left + (3 * T.Lanes)));
                }

                int end = source.Start[row + 1];
                for (int i = source.Start[row]; i < end; i++)
                {
                    TNumber* sum = sums + ((nint)column[i] * Width);
                    T by = T.Broadcast(value[i]);
                    T.MultiplyAdd(a, by, T.Load(sum)).Store(sum);
                    T.MultiplyAdd(b, by, T.Load(sum + T.Lanes)).Store(sum + T.Lanes);
                    if (T.Lanes < Width / 2)
                    {
                        T.MultiplyAdd(c, by, T.Load(sum + (2 * T.Lanes))).Store(sum + (2 * T.Lanes));
                        T.MultiplyAdd(d, by, T.Load(sum + (3 * T.Lanes))).Store(sum + (3 * T.Lanes));
                    }
                }

                left += Width;
            }
        }
    }
}
