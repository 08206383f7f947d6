using System.Numerics;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Matrix products Z = W A + b with a block of samples: features or units x samples, row-major with stride <c>stride</c>, rows padded
/// to <see cref="Simd{TNumber}.Padding"/> values.
/// </summary>
internal static unsafe class MatrixKernel<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    // Minimum inner dimension for register tiles (measured).
    private const int MinimumDepth = 4;

    /// <summary>output[r, s] = bias[r] + sum over k of matrix[r, k] * input[k, s].</summary>
    /// <param name="matrix">rows x inner; strides (inner, 1) for row-major, (1, rows) for its transpose.</param>
    /// <param name="rowStride">Row stride of the matrix.</param>
    /// <param name="columnStride">Column stride of the matrix.</param>
    /// <param name="bias">One value a row; null for 0.</param>
    /// <param name="input">inner x samples.</param>
    /// <param name="output">rows x samples; overwritten.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="inner">Columns of the matrix.</param>
    /// <param name="stride">Row stride of the blocks.</param>
    /// <param name="count">Samples, a multiple of <see cref="Simd{TNumber}.Padding"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        TNumber* matrix, int rowStride, int columnStride, TNumber* bias, TNumber* input, TNumber* output, int rows, int inner, int stride, int count)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                MatrixKernel<double>.Multiply<Simd512>((double*)matrix, rowStride, columnStride, (double*)bias, (double*)input, (double*)output, rows, inner, stride, count);
            }
            else
            {
                MatrixKernel<double>.Multiply<Simd256>((double*)matrix, rowStride, columnStride, (double*)bias, (double*)input, (double*)output, rows, inner, stride, count);
            }
        }
        else if (Simd.Is512)
        {
            MatrixKernel<float>.Multiply<Single512>((float*)matrix, rowStride, columnStride, (float*)bias, (float*)input, (float*)output, rows, inner, stride, count);
        }
        else
        {
            MatrixKernel<float>.Multiply<Single256>((float*)matrix, rowStride, columnStride, (float*)bias, (float*)input, (float*)output, rows, inner, stride, count);
        }
    }

    /// <summary>
    /// output[u] = bias[u] + sum over k of matrix[k, u] * input[k]: matrix-vector product for a single sample, in the order of summation
    /// of <see cref="Multiply(TNumber*, int, int, TNumber*, TNumber*, TNumber*, int, int, int, int)"/>.
    /// </summary>
    /// <param name="matrix">inner x units, row-major.</param>
    /// <param name="bias">One value a unit.</param>
    /// <param name="input">The sample.</param>
    /// <param name="step">Stride of the sample.</param>
    /// <param name="output">Receives one value a unit.</param>
    /// <param name="inner">Inner dimension.</param>
    /// <param name="units">Number of outputs, a multiple of <see cref="Simd{TNumber}.Padding"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyOne(TNumber* matrix, TNumber* bias, TNumber* input, int step, TNumber* output, int inner, int units)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                MatrixKernel<double>.MultiplyOne<Simd512>((double*)matrix, (double*)bias, (double*)input, step, (double*)output, inner, units);
            }
            else
            {
                MatrixKernel<double>.MultiplyOne<Simd256>((double*)matrix, (double*)bias, (double*)input, step, (double*)output, inner, units);
            }
        }
        else if (Simd.Is512)
        {
            MatrixKernel<float>.MultiplyOne<Single512>((float*)matrix, (float*)bias, (float*)input, step, (float*)output, inner, units);
        }
        else
        {
            MatrixKernel<float>.MultiplyOne<Single256>((float*)matrix, (float*)bias, (float*)input, step, (float*)output, inner, units);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyOne<T>(TNumber* matrix, TNumber* bias, TNumber* input, int step, TNumber* output, int inner, int units)
        where T : struct, ISimd<T, TNumber>
    {
        int unit = 0;
        for (; unit + (4 * T.Lanes) <= units; unit += 4 * T.Lanes)
        {
            TNumber* row = matrix + unit, start = bias + unit, x = input, z = output + unit;
            T a = T.Load(start), b = T.Load(start + T.Lanes), c = T.Load(start + (2 * T.Lanes)), d = T.Load(start + (3 * T.Lanes));
            for (int k = 0; k < inner; k++)
            {
                T value = T.Broadcast(*x);
                T.AddProduct(ref a, T.Load(row), value);
                T.AddProduct(ref b, T.Load(row + T.Lanes), value);
                T.AddProduct(ref c, T.Load(row + (2 * T.Lanes)), value);
                T.AddProduct(ref d, T.Load(row + (3 * T.Lanes)), value);
                row += units;
                x += step;
            }

            a.Store(z);
            b.Store(z + T.Lanes);
            c.Store(z + (2 * T.Lanes));
            d.Store(z + (3 * T.Lanes));
        }

        for (; unit < units; unit += 2 * T.Lanes)
        {
            TNumber* row = matrix + unit, x = input;
            T a = T.Load(bias + unit), b = T.Load(bias + unit + T.Lanes);
            for (int k = 0; k < inner; k++)
            {
                T value = T.Broadcast(*x);
                T.AddProduct(ref a, T.Load(row), value);
                T.AddProduct(ref b, T.Load(row + T.Lanes), value);
                row += units;
                x += step;
            }

            a.Store(output + unit);
            b.Store(output + unit + T.Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T>(
        TNumber* matrix, int rowStride, int columnStride, TNumber* bias, TNumber* input, TNumber* output, int rows, int inner, int stride, int count)
        where T : struct, ISimd<T, TNumber>
    {
        int row = 0;
        if (rows >= TileKernel<TNumber>.Rows && inner >= MinimumDepth)
        {
            int panels = count / TileKernel<TNumber>.Width * TileKernel<TNumber>.Width;
            for (int s = 0; s < panels; s += TileKernel<TNumber>.Width)
            {
                MultiplyPanel<T>(matrix, rowStride, columnStride, bias, input + s, output + s, rows, inner, stride);
            }

            input += panels;
            output += panels;
            count -= panels;
        }

        for (; row + 4 <= rows; row += 4)
        {
            Multiply4<T>(matrix + (row * rowStride), rowStride, columnStride, bias == null ? null : bias + row, input, output + (row * stride), inner, stride, count);
        }

        for (; row < rows; row++)
        {
            Multiply1<T>(matrix + (row * rowStride), columnStride, bias == null ? TNumber.Zero : bias[row], input, output + (row * stride), inner, stride, count);
        }
    }

    /// <summary>All rows for a panel of samples, with at most <see cref="TileKernel{TNumber}.Depth"/> of the inner dimension at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPanel<T>(
        TNumber* matrix, int rowStride, int columnStride, TNumber* bias, TNumber* input, TNumber* output, int rows, int inner, int stride)
        where T : struct, ISimd<T, TNumber>
    {
        for (int k = 0; k < inner; k += TileKernel<TNumber>.Depth)
        {
            TNumber* part = matrix + ((nint)k * columnStride);
            int depth = Math.Min(TileKernel<TNumber>.Depth, inner - k);
            var left = new TileOperand { Part = (void**)&part, Depth = &depth, Parts = 1, Row = rowStride, Column = columnStride };
            TileStart start = k > 0 ? TileStart.Sum : bias == null ? TileStart.Zero : TileStart.Bias;
            TileKernel<TNumber>.Multiply<T>(left, rows, input + ((nint)k * stride), stride, start, bias, output, stride);
        }
    }

    /// <summary>4 x 2 vectors of output: eight sums in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply4<T>(
        TNumber* matrix, int rowStride, int columnStride, TNumber* bias, TNumber* input, TNumber* output, int inner, int stride, int count)
        where T : struct, ISimd<T, TNumber>
    {
        TNumber* matrix1 = matrix + rowStride;
        TNumber* matrix2 = matrix1 + rowStride;
        TNumber* matrix3 = matrix2 + rowStride;
        T bias0 = bias == null ? T.Zero : T.Broadcast(bias[0]);
        T bias1 = bias == null ? T.Zero : T.Broadcast(bias[1]);
        T bias2 = bias == null ? T.Zero : T.Broadcast(bias[2]);
        T bias3 = bias == null ? T.Zero : T.Broadcast(bias[3]);

        for (int s = 0; s < count; s += 2 * T.Lanes)
        {
            T a0 = bias0, a1 = bias1, a2 = bias2, a3 = bias3;
            T b0 = bias0, b1 = bias1, b2 = bias2, b3 = bias3;
            TNumber* x = input + s;
            for (int k = 0; k < inner; k++)
            {
                T left = T.Load(x);
                T right = T.Load(x + T.Lanes);
                int at = k * columnStride;
                T weight = T.Broadcast(matrix[at]);
                T.AddProduct(ref a0, weight, left);
                T.AddProduct(ref b0, weight, right);
                weight = T.Broadcast(matrix1[at]);
                T.AddProduct(ref a1, weight, left);
                T.AddProduct(ref b1, weight, right);
                weight = T.Broadcast(matrix2[at]);
                T.AddProduct(ref a2, weight, left);
                T.AddProduct(ref b2, weight, right);
                weight = T.Broadcast(matrix3[at]);
                T.AddProduct(ref a3, weight, left);
                T.AddProduct(ref b3, weight, right);
                x += stride;
            }

            TNumber* y = output + s;
            a0.Store(y);
            b0.Store(y + T.Lanes);
            a1.Store(y + stride);
            b1.Store(y + stride + T.Lanes);
            a2.Store(y + (2 * stride));
            b2.Store(y + (2 * stride) + T.Lanes);
            a3.Store(y + (3 * stride));
            b3.Store(y + (3 * stride) + T.Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply1<T>(
        TNumber* matrix, int columnStride, TNumber bias, TNumber* input, TNumber* output, int inner, int stride, int count)
        where T : struct, ISimd<T, TNumber>
    {
        for (int s = 0; s < count; s += 2 * T.Lanes)
        {
            T a = T.Broadcast(bias), b = a;
            TNumber* x = input + s;
            for (int k = 0; k < inner; k++)
            {
                T weight = T.Broadcast(matrix[k * columnStride]);
                T.AddProduct(ref a, weight, T.Load(x));
                T.AddProduct(ref b, weight, T.Load(x + T.Lanes));
                x += stride;
            }

            a.Store(output + s);
            b.Store(output + s + T.Lanes);
        }
    }
}
