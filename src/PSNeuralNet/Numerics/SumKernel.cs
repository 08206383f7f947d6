using System.Numerics;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Sums over the samples of a block, for gradients. Each runs in <see cref="ISimd{TSelf}.SumLanes"/> lanes, so the bits depend neither on the
/// vector width nor on the tiling.
/// </summary>
internal static unsafe class SumKernel<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>gradient[r, c] += sum over s of left[r, s] * right[c, s]; sums[r] += sum over s of left[r, s]. (dW += dZ A'^T, db += row sums of dZ.)</summary>
    /// <param name="left">rows x samples.</param>
    /// <param name="right">columns x samples.</param>
    /// <param name="gradient">rows x columns, row-major; added to.</param>
    /// <param name="sums">One value a row; added to.</param>
    /// <param name="rows">Rows of the gradient.</param>
    /// <param name="columns">Columns of the gradient.</param>
    /// <param name="stride">Row stride of the blocks.</param>
    /// <param name="count">Samples, a multiple of <see cref="Simd{TNumber}.Padding"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(TNumber* left, TNumber* right, TNumber* gradient, TNumber* sums, int rows, int columns, int stride, int count)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                SumKernel<double>.AddProducts<Simd512>((double*)left, (double*)right, (double*)gradient, (double*)sums, rows, columns, stride, count);
            }
            else
            {
                SumKernel<double>.AddProducts<Simd256>((double*)left, (double*)right, (double*)gradient, (double*)sums, rows, columns, stride, count);
            }
        }
        else if (Simd.Is512)
        {
            SumKernel<float>.AddProducts<Single512>((float*)left, (float*)right, (float*)gradient, (float*)sums, rows, columns, stride, count);
        }
        else
        {
            SumKernel<float>.AddProducts<Single256>((float*)left, (float*)right, (float*)gradient, (float*)sums, rows, columns, stride, count);
        }
    }

    /// <summary>sums[r] += sum over s of block[r, s].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRowSums(TNumber* block, TNumber* sums, int rows, int stride, int count)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                SumKernel<double>.AddRowSums<Simd512>((double*)block, (double*)sums, rows, stride, count);
            }
            else
            {
                SumKernel<double>.AddRowSums<Simd256>((double*)block, (double*)sums, rows, stride, count);
            }
        }
        else if (Simd.Is512)
        {
            SumKernel<float>.AddRowSums<Single512>((float*)block, (float*)sums, rows, stride, count);
        }
        else
        {
            SumKernel<float>.AddRowSums<Single256>((float*)block, (float*)sums, rows, stride, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddProducts<T>(
        TNumber* left, TNumber* right, TNumber* gradient, TNumber* sums, int rows, int columns, int stride, int count)
        where T : struct, ISimd<T, TNumber>
    {
        int row = 0, together = columns / 2 * 2;
        for (; row + 4 <= rows; row += 4)
        {
            TNumber* four = left + (row * stride), target = gradient + (row * columns);
            for (int column = 0; column < together; column += 2)
            {
                AddTile<T>(four, right + (column * stride), target + column, columns, column == 0 ? sums + row : null, stride, count);
            }

            if (together < columns)
            {
                AddDots4<T>(four, right + (together * stride), target + together, columns, stride, count);
            }
        }

        if (columns == 1)
        {
            AddRowSums<T>(left, sums, row, stride, count);
        }

        AddRowSums<T>(left + (row * stride), sums + row, rows - row, stride, count);
        for (; row < rows; row++)
        {
            int column = 0;
            for (; column + 4 <= columns; column += 4)
            {
                AddDots4<T>(right + (column * stride), left + (row * stride), gradient + (row * columns) + column, 1, stride, count);
            }

            for (; column < columns; column++)
            {
                gradient[(row * columns) + column] += Dot<T>(left + (row * stride), right + (column * stride), count);
            }
        }
    }

    /// <summary>4 x 2 tile of the gradient and the row sums of the four: twelve sums in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile<T>(TNumber* four, TNumber* two, TNumber* target, int targetStride, TNumber* sums, int stride, int count)
        where T : struct, ISimd<T, TNumber>
    {
        TNumber* lanes = stackalloc TNumber[12 * T.SumLanes];
        TNumber* row1 = four + stride, row2 = row1 + stride, row3 = row2 + stride;

        // Vectors of 4 lanes run twice.
        for (int half = 0; half < T.SumLanes; half += T.Lanes)
        {
            T a0 = T.Zero, a1 = T.Zero, a2 = T.Zero, a3 = T.Zero;
            T b0 = T.Zero, b1 = T.Zero, b2 = T.Zero, b3 = T.Zero;
            T s0 = T.Zero, s1 = T.Zero, s2 = T.Zero, s3 = T.Zero;
            for (int s = half; s < count; s += T.SumLanes)
            {
                T x = T.Load(two + s), y = T.Load(two + stride + s);
                T left = T.Load(four + s);
                T.AddProduct(ref a0, x, left);
                T.AddProduct(ref b0, y, left);
                s0 += left;
                left = T.Load(row1 + s);
                T.AddProduct(ref a1, x, left);
                T.AddProduct(ref b1, y, left);
                s1 += left;
                left = T.Load(row2 + s);
                T.AddProduct(ref a2, x, left);
                T.AddProduct(ref b2, y, left);
                s2 += left;
                left = T.Load(row3 + s);
                T.AddProduct(ref a3, x, left);
                T.AddProduct(ref b3, y, left);
                s3 += left;
            }

            Store(lanes + half, a0, a1, a2, a3);
            Store(lanes + half + (4 * T.SumLanes), b0, b1, b2, b3);
            Store(lanes + half + (8 * T.SumLanes), s0, s1, s2, s3);
        }

        for (int i = 0; i < 4; i++)
        {
            target[i * targetStride] += Sum<T>(lanes + (i * T.SumLanes));
            target[(i * targetStride) + 1] += Sum<T>(lanes + ((4 + i) * T.SumLanes));
            if (sums != null)
            {
                sums[i] += Sum<T>(lanes + ((8 + i) * T.SumLanes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(TNumber* lanes, T first, T second, T third, T fourth)
        where T : struct, ISimd<T, TNumber>
    {
        first.Store(lanes);
        second.Store(lanes + T.SumLanes);
        third.Store(lanes + (2 * T.SumLanes));
        fourth.Store(lanes + (3 * T.SumLanes));
    }

    /// <summary>Sum of <see cref="ISimd{TSelf}.SumLanes"/> values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TNumber Sum<T>(TNumber* lanes)
        where T : struct, ISimd<T, TNumber> => T.Sum(T.Load(lanes), T.Lanes < T.SumLanes ? T.Load(lanes + T.Lanes) : T.Zero);

    /// <summary>target[i * targetStride] += dot product of row i of four with a single row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDots4<T>(TNumber* four, TNumber* single, TNumber* target, int targetStride, int stride, int count)
        where T : struct, ISimd<T, TNumber>
    {
        T a0 = T.Zero, a1 = T.Zero, a2 = T.Zero, a3 = T.Zero;
        T b0 = T.Zero, b1 = T.Zero, b2 = T.Zero, b3 = T.Zero;
        TNumber* row1 = four + stride;
        TNumber* row2 = row1 + stride;
        TNumber* row3 = row2 + stride;
        for (int s = 0; s < count; s += T.SumLanes)
        {
            T left = T.Load(single + s);
            T.AddProduct(ref a0, left, T.Load(four + s));
            T.AddProduct(ref a1, left, T.Load(row1 + s));
            T.AddProduct(ref a2, left, T.Load(row2 + s));
            T.AddProduct(ref a3, left, T.Load(row3 + s));
            if (T.Lanes < T.SumLanes)
            {
                T right = T.Load(single + s + T.Lanes);
                T.AddProduct(ref b0, right, T.Load(four + s + T.Lanes));
                T.AddProduct(ref b1, right, T.Load(row1 + s + T.Lanes));
                T.AddProduct(ref b2, right, T.Load(row2 + s + T.Lanes));
                T.AddProduct(ref b3, right, T.Load(row3 + s + T.Lanes));
            }
        }

        target[0] += T.Sum(a0, b0);
        target[targetStride] += T.Sum(a1, b1);
        target[2 * targetStride] += T.Sum(a2, b2);
        target[3 * targetStride] += T.Sum(a3, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TNumber Dot<T>(TNumber* left, TNumber* right, int count)
        where T : struct, ISimd<T, TNumber>
    {
        T a = T.Zero, b = T.Zero;
        for (int s = 0; s < count; s += T.SumLanes)
        {
            T.AddProduct(ref a, T.Load(left + s), T.Load(right + s));
            if (T.Lanes < T.SumLanes)
            {
                T.AddProduct(ref b, T.Load(left + s + T.Lanes), T.Load(right + s + T.Lanes));
            }
        }

        return T.Sum(a, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddRowSums<T>(TNumber* block, TNumber* sums, int rows, int stride, int count)
        where T : struct, ISimd<T, TNumber>
    {
        for (int row = 0; row < rows; row++)
        {
            T a = T.Zero, b = T.Zero;
            TNumber* x = block + (row * stride);
            for (int s = 0; s < count; s += T.SumLanes)
            {
                a += T.Load(x + s);
                if (T.Lanes < T.SumLanes)
                {
                    b += T.Load(x + s + T.Lanes);
                }
            }

            sums[row] += T.Sum(a, b);
        }
    }
}
