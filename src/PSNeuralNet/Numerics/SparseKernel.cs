namespace PSNeuralNet.Numerics;

/// <summary>
/// Products with sparse rows. Vectors go across a panel of <see cref="Width"/> columns of the result; each sum runs over the values of a row, or over the
/// rows, in order, so it has the bits of the dense sum (<see cref="TileKernel"/>), whose other terms are 0.
/// </summary>
internal static unsafe class SparseKernel
{
    /// <summary>Columns of a panel: the same for every vector width.</summary>
    public const int Width = Simd.Padding;

    /// <summary>result[i] = start + sum over the columns c of row[i] of value * matrix[c].</summary>
    /// <param name="source">The sparse matrix.</param>
    /// <param name="rows">The rows to multiply.</param>
    /// <param name="matrix">Columns of the sparse matrix x <see cref="Width"/>.</param>
    /// <param name="start"><see cref="Width"/> values that each sum begins with.</param>
    /// <param name="result">Rows x <see cref="Width"/>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(SparseRows source, ReadOnlySpan<int> rows, double* matrix, double* start, double* result)
    {
        if (Simd.Is512)
        {
            Multiply<Simd512>(source, rows, matrix, start, result);
        }
        else
        {
            Multiply<Simd256>(source, rows, matrix, start, result);
        }
    }

    /// <summary>sums[c] += value * left[i] for each value in column c of row[i], row by row: the product of the transposed sparse matrix with left.</summary>
    /// <param name="source">The sparse matrix.</param>
    /// <param name="rows">The rows to multiply.</param>
    /// <param name="left">Rows x <see cref="Width"/>.</param>
    /// <param name="sums">Columns of the sparse matrix x <see cref="Width"/>; added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(SparseRows source, ReadOnlySpan<int> rows, double* left, double* sums)
    {
        if (Simd.Is512)
        {
            AddProducts<Simd512>(source, rows, left, sums);
        }
        else
        {
            AddProducts<Simd256>(source, rows, left, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T>(SparseRows source, ReadOnlySpan<int> rows, double* matrix, double* start, double* result)
        where T : struct, ISimd<T>
    {
        fixed (int* column = source.Column)
        fixed (double* value = source.Value)
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
                    double* right = matrix + ((nint)column[i] * Width);
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
    internal static void AddProducts<T>(SparseRows source, ReadOnlySpan<int> rows, double* left, double* sums)
        where T : struct, ISimd<T>
    {
        fixed (int* column = source.Column)
        fixed (double* value = source.Value)
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
                    double* sum = sums + ((nint)column[i] * Width);
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
