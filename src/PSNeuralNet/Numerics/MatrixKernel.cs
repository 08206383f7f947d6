namespace PSNeuralNet.Numerics;

/// <summary>
/// Matrix products Z = W A + b with a block of samples: features or units x samples, row-major with stride <c>stride</c>, rows padded
/// to <see cref="Simd.Padding"/> values.
/// </summary>
internal static unsafe class MatrixKernel
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
    /// <param name="count">Samples, a multiple of <see cref="Simd.Padding"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        double* matrix, int rowStride, int columnStride, double* bias, double* input, double* output, int rows, int inner, int stride, int count)
    {
        if (Simd.Is512)
        {
            Multiply<Simd512>(matrix, rowStride, columnStride, bias, input, output, rows, inner, stride, count);
        }
        else
        {
            Multiply<Simd256>(matrix, rowStride, columnStride, bias, input, output, rows, inner, stride, count);
        }
    }

    /// <summary>
    /// output[u] = bias[u] + sum over k of matrix[k, u] * input[k]: matrix-vector product for a single sample, in the order of summation
    /// of <see cref="Multiply(double*, int, int, double*, double*, double*, int, int, int, int)"/>.
    /// </summary>
    /// <param name="matrix">inner x units, row-major.</param>
    /// <param name="bias">One value a unit.</param>
    /// <param name="input">The sample.</param>
    /// <param name="step">Stride of the sample.</param>
    /// <param name="output">Receives one value a unit.</param>
    /// <param name="inner">Inner dimension.</param>
    /// <param name="units">Number of outputs, a multiple of <see cref="Simd.Padding"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyOne(double* matrix, double* bias, double* input, int step, double* output, int inner, int units)
    {
        if (Simd.Is512)
        {
            MultiplyOne<Simd512>(matrix, bias, input, step, output, inner, units);
        }
        else
        {
            MultiplyOne<Simd256>(matrix, bias, input, step, output, inner, units);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyOne<T>(double* matrix, double* bias, double* input, int step, double* output, int inner, int units)
        where T : struct, ISimd<T>
    {
        int unit = 0;
        for (; unit + (4 * T.Lanes) <= units; unit += 4 * T.Lanes)
        {
            double* row = matrix + unit, start = bias + unit, x = input, z = output + unit;
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
            double* row = matrix + unit, x = input;
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
        double* matrix, int rowStride, int columnStride, double* bias, double* input, double* output, int rows, int inner, int stride, int count)
        where T : struct, ISimd<T>
    {
        int row = 0;
        if (rows >= TileKernel.Rows && inner >= MinimumDepth)
        {
            int panels = count / TileKernel.Width * TileKernel.Width;
            for (int s = 0; s < panels; s += TileKernel.Width)
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
            Multiply1<T>(matrix + (row * rowStride), columnStride, bias == null ? 0 : bias[row], input, output + (row * stride), inner, stride, count);
        }
    }

    /// <summary>All rows for a panel of samples, with at most <see cref="TileKernel.Depth"/> of the inner dimension at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPanel<T>(
        double* matrix, int rowStride, int columnStride, double* bias, double* input, double* output, int rows, int inner, int stride)
        where T : struct, ISimd<T>
    {
        for (int k = 0; k < inner; k += TileKernel.Depth)
        {
            double* part = matrix + ((nint)k * columnStride);
            int depth = Math.Min(TileKernel.Depth, inner - k);
            var left = new TileKernel.Operand { Part = &part, Depth = &depth, Parts = 1, Row = rowStride, Column = columnStride };
            TileKernel.Start start = k > 0 ? TileKernel.Start.Sum : bias == null ? TileKernel.Start.Zero : TileKernel.Start.Bias;
            TileKernel.Multiply<T>(left, rows, input + ((nint)k * stride), stride, start, bias, output, stride);
        }
    }

    /// <summary>4 x 2 vectors of output: eight sums in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply4<T>(
        double* matrix, int rowStride, int columnStride, double* bias, double* input, double* output, int inner, int stride, int count)
        where T : struct, ISimd<T>
    {
        double* matrix1 = matrix + rowStride;
        double* matrix2 = matrix1 + rowStride;
        double* matrix3 = matrix2 + rowStride;
        T bias0 = bias == null ? T.Zero : T.Broadcast(bias[0]);
        T bias1 = bias == null ? T.Zero : T.Broadcast(bias[1]);
        T bias2 = bias == null ? T.Zero : T.Broadcast(bias[2]);
        T bias3 = bias == null ? T.Zero : T.Broadcast(bias[3]);

        for (int s = 0; s < count; s += 2 * T.Lanes)
        {
            T a0 = bias0, a1 = bias1, a2 = bias2, a3 = bias3;
            T b0 = bias0, b1 = bias1, b2 = bias2, b3 = bias3;
            double* x = input + s;
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

            double* y = output + s;
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
        double* matrix, int columnStride, double bias, double* input, double* output, int inner, int stride, int count)
        where T : struct, ISimd<T>
    {
        for (int s = 0; s < count; s += 2 * T.Lanes)
        {
            T a = T.Broadcast(bias), b = a;
            double* x = input + s;
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
