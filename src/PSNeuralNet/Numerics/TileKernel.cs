using System.Numerics;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Register-tiled matrix product c[r, s] = start + sum over k of a[r, k] * b[k, s], where b is a panel of <see cref="Width"/> columns.
/// Every sum runs over k in order, so the bits depend neither on the vector width nor on the tile.
/// </summary>
/// <remarks>
/// A tile of 6 x 4 vectors of 512 bits needs 24 of 32 registers for its sums, and 10 loads for 24 multiplications, of both of which a
/// processor does two in a cycle. With 256 bits (16 registers) it is 6 x 2.
/// </remarks>
internal static unsafe class TileKernel<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>Columns of a panel, four of the widest vectors: 32 of doubles, 64 of single precision.</summary>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 256 / sizeof(TNumber);
    }

    /// <summary>Rows of the largest tile.</summary>
    public const int Rows = 6;

    /// <summary>
    /// Maximum inner dimension of one call (measured). For 512 bits a panel of that depth stays in the first-level cache; for 256 bits it
    /// comes from the second level, which is fast enough, and sums are loaded and stored less often.
    /// </summary>
    public static int Depth => Simd.Is512 ? 128 : 256;

    /// <summary>All rows of a panel, six at a time.</summary>
    /// <param name="a">rows x inner.</param>
    /// <param name="rows">Rows of a and c.</param>
    /// <param name="b">inner x <see cref="Width"/>.</param>
    /// <param name="bRow">Row stride of b.</param>
    /// <param name="start">Initial value of the sums.</param>
    /// <param name="bias">One value a row, for <see cref="TileStart.Bias"/>.</param>
    /// <param name="c">rows x <see cref="Width"/>.</param>
    /// <param name="cRow">Row stride of c.</param>
    /// <param name="columns">Columns that are needed; the others may get any values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in TileOperand a, int rows, TNumber* b, int bRow, TileStart start, TNumber* bias, TNumber* c, int cRow, int columns = int.MaxValue)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                TileKernel<double>.Multiply<Simd512>(a, rows, (double*)b, bRow, start, (double*)bias, (double*)c, cRow, columns);
            }
            else
            {
                TileKernel<double>.Multiply<Simd256>(a, rows, (double*)b, bRow, start, (double*)bias, (double*)c, cRow, columns);
            }
        }
        else if (Simd.Is512)
        {
            TileKernel<float>.Multiply<Single512>(a, rows, (float*)b, bRow, start, (float*)bias, (float*)c, cRow, columns);
        }
        else
        {
            TileKernel<float>.Multiply<Single256>(a, rows, (float*)b, bRow, start, (float*)bias, (float*)c, cRow, columns);
        }
    }

    /// <inheritdoc cref="Multiply(in TileOperand, int, TNumber*, int, TileStart, TNumber*, TNumber*, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(in TileOperand a, int rows, TNumber* b, int bRow, TileStart start, TNumber* bias, TNumber* c, int cRow, int columns = int.MaxValue)
        where T : struct, ISimd<T, TNumber>
    {
        int row = 0;
        for (; row + Rows <= rows; row += Rows)
        {
            TNumber* rowBias = bias == null ? null : bias + row;
            if (4 * T.Lanes == Width && columns > 2 * T.Lanes)
            {
                Multiply6x4<T>(a, row, b, bRow, start, rowBias, c + ((nint)row * cRow), cRow);
                continue;
            }

            for (int s = 0; s < Math.Min(columns, Width); s += 2 * T.Lanes)
            {
                Multiply6x2<T>(a, row, b + s, bRow, start, rowBias, c + ((nint)row * cRow) + s, cRow);
            }
        }

        while (row < rows)
        {
            TNumber* rowBias = bias == null ? null : bias + row;
            bool isPair = row + 2 <= rows;
            for (int s = 0; s < Math.Min(columns, Width); s += 4 * T.Lanes)
            {
                TNumber* target = c + ((nint)row * cRow) + s;
                if (isPair)
                {
                    Multiply2x4<T>(a, row, b + s, bRow, start, rowBias, target, cRow);
                }
                else
                {
                    Multiply1x4<T>(a, row, b + s, bRow, start, rowBias, target, cRow);
                }
            }

            row += isPair ? 2 : 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Begin<T>(TileStart start, TNumber* bias, int row, TNumber* c)
        where T : struct, ISimd<T, TNumber> => start == TileStart.Sum ? T.Load(c) : start == TileStart.Bias ? T.Broadcast(bias[row]) : T.Zero;

    /// <summary>Tile of 6 rows x 4 vectors, for 512 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply6x4<T>(in TileOperand a, int row, TNumber* b, int bRow, TileStart start, TNumber* bias, TNumber* c, int cRow)
        where T : struct, ISimd<T, TNumber>
    {
        TNumber* c0 = c;
        TNumber* c1 = c + cRow;
        TNumber* c2 = c + (2 * cRow);
        TNumber* c3 = c + (3 * cRow);
        TNumber* c4 = c + (4 * cRow);
        TNumber* c5 = c + (5 * cRow);
        T t00 = Begin<T>(start, bias, 0, c0), t01 = Begin<T>(start, bias, 0, c0 + T.Lanes), t02 = Begin<T>(start, bias, 0, c0 + (2 * T.Lanes)), t03 = Begin<T>(start, bias, 0, c0 + (3 * T.Lanes));
        T t10 = Begin<T>(start, bias, 1, c1), t11 = Begin<T>(start, bias, 1, c1 + T.Lanes), t12 = Begin<T>(start, bias, 1, c1 + (2 * T.Lanes)), t13 = Begin<T>(start, bias, 1, c1 + (3 * T.Lanes));
        T t20 = Begin<T>(start, bias, 2, c2), t21 = Begin<T>(start, bias, 2, c2 + T.Lanes), t22 = Begin<T>(start, bias, 2, c2 + (2 * T.Lanes)), t23 = Begin<T>(start, bias, 2, c2 + (3 * T.Lanes));
        T t30 = Begin<T>(start, bias, 3, c3), t31 = Begin<T>(start, bias, 3, c3 + T.Lanes), t32 = Begin<T>(start, bias, 3, c3 + (2 * T.Lanes)), t33 = Begin<T>(start, bias, 3, c3 + (3 * T.Lanes));
        T t40 = Begin<T>(start, bias, 4, c4), t41 = Begin<T>(start, bias, 4, c4 + T.Lanes), t42 = Begin<T>(start, bias, 4, c4 + (2 * T.Lanes)), t43 = Begin<T>(start, bias, 4, c4 + (3 * T.Lanes));
        T t50 = Begin<T>(start, bias, 5, c5), t51 = Begin<T>(start, bias, 5, c5 + T.Lanes), t52 = Begin<T>(start, bias, 5, c5 + (2 * T.Lanes)), t53 = Begin<T>(start, bias, 5, c5 + (3 * T.Lanes));
        for (int part = 0; part < a.Parts; part++)
        {
            TNumber* x0 = (TNumber*)a.Part[part] + (row * a.Row);
            TNumber* x1 = x0 + a.Row;
            TNumber* x2 = x1 + a.Row;
            TNumber* x3 = x2 + a.Row;
            TNumber* x4 = x3 + a.Row;
            TNumber* x5 = x4 + a.Row;
            nint step = a.Column, end = a.Depth[part] * step;
            for (nint k = 0; k < end; k += step)
            {
                T b0 = T.Load(b);
                T b1 = T.Load(b + T.Lanes);
                T b2 = T.Load(b + (2 * T.Lanes));
                T b3 = T.Load(b + (3 * T.Lanes));
                b += bRow;
                T x = T.Broadcast(x0[k]);
                T.AddProduct(ref t00, x, b0);
                T.AddProduct(ref t01, x, b1);
                T.AddProduct(ref t02, x, b2);
                T.AddProduct(ref t03, x, b3);
                x = T.Broadcast(x1[k]);
                T.AddProduct(ref t10, x, b0);
                T.AddProduct(ref t11, x, b1);
                T.AddProduct(ref t12, x, b2);
                T.AddProduct(ref t13, x, b3);
                x = T.Broadcast(x2[k]);
                T.AddProduct(ref t20, x, b0);
                T.AddProduct(ref t21, x, b1);
                T.AddProduct(ref t22, x, b2);
                T.AddProduct(ref t23, x, b3);
                x = T.Broadcast(x3[k]);
                T.AddProduct(ref t30, x, b0);
                T.AddProduct(ref t31, x, b1);
                T.AddProduct(ref t32, x, b2);
                T.AddProduct(ref t33, x, b3);
                x = T.Broadcast(x4[k]);
                T.AddProduct(ref t40, x, b0);
                T.AddProduct(ref t41, x, b1);
                T.AddProduct(ref t42, x, b2);
                T.AddProduct(ref t43, x, b3);
                x = T.Broadcast(x5[k]);
                T.AddProduct(ref t50, x, b0);
                T.AddProduct(ref t51, x, b1);
                T.AddProduct(ref t52, x, b2);
                T.AddProduct(ref t53, x, b3);
            }
        }

        t00.Store(c0);
        t01.Store(c0 + T.Lanes);
        t02.Store(c0 + (2 * T.Lanes));
        t03.Store(c0 + (3 * T.Lanes));
        t10.Store(c1);
        t11.Store(c1 + T.Lanes);
        t12.Store(c1 + (2 * T.Lanes));
        t13.Store(c1 + (3 * T.Lanes));
        t20.Store(c2);
        t21.Store(c2 + T.Lanes);
        t22.Store(c2 + (2 * T.Lanes));
        t23.Store(c2 + (3 * T.Lanes));
        t30.Store(c3);
        t31.Store(c3 + T.Lanes);
        t32.Store(c3 + (2 * T.Lanes));
        t33.Store(c3 + (3 * T.Lanes));
        t40.Store(c4);
        t41.Store(c4 + T.Lanes);
        t42.Store(c4 + (2 * T.Lanes));
        t43.Store(c4 + (3 * T.Lanes));
        t50.Store(c5);
        t51.Store(c5 + T.Lanes);
        t52.Store(c5 + (2 * T.Lanes));
        t53.Store(c5 + (3 * T.Lanes));
    }

    /// <summary>Tile of 6 rows x 2 vectors, for 256 bits, and for half a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply6x2<T>(in TileOperand a, int row, TNumber* b, int bRow, TileStart start, TNumber* bias, TNumber* c, int cRow)
        where T : struct, ISimd<T, TNumber>
    {
        TNumber* c0 = c;
        TNumber* c1 = c + cRow;
        TNumber* c2 = c + (2 * cRow);
        TNumber* c3 = c + (3 * cRow);
        TNumber* c4 = c + (4 * cRow);
        TNumber* c5 = c + (5 * cRow);
        T t00 = Begin<T>(start, bias, 0, c0), t01 = Begin<T>(start, bias, 0, c0 + T.Lanes);
        T t10 = Begin<T>(start, bias, 1, c1), t11 = Begin<T>(start, bias, 1, c1 + T.Lanes);
        T t20 = Begin<T>(start, bias, 2, c2), t21 = Begin<T>(start, bias, 2, c2 + T.Lanes);
        T t30 = Begin<T>(start, bias, 3, c3), t31 = Begin<T>(start, bias, 3, c3 + T.Lanes);
        T t40 = Begin<T>(start, bias, 4, c4), t41 = Begin<T>(start, bias, 4, c4 + T.Lanes);
        T t50 = Begin<T>(start, bias, 5, c5), t51 = Begin<T>(start, bias, 5, c5 + T.Lanes);
        for (int part = 0; part < a.Parts; part++)
        {
            TNumber* x0 = (TNumber*)a.Part[part] + (row * a.Row);
            TNumber* x1 = x0 + a.Row;
            TNumber* x2 = x1 + a.Row;
            TNumber* x3 = x2 + a.Row;
            TNumber* x4 = x3 + a.Row;
            TNumber* x5 = x4 + a.Row;
            nint step = a.Column, end = a.Depth[part] * step;
            for (nint k = 0; k < end; k += step)
            {
                T b0 = T.Load(b);
                T b1 = T.Load(b + T.Lanes);
                b += bRow;
                T x = T.Broadcast(x0[k]);
                T.AddProduct(ref t00, x, b0);
                T.AddProduct(ref t01, x, b1);
                x = T.Broadcast(x1[k]);
                T.AddProduct(ref t10, x, b0);
                T.AddProduct(ref t11, x, b1);
                x = T.Broadcast(x2[k]);
                T.AddProduct(ref t20, x, b0);
                T.AddProduct(ref t21, x, b1);
                x = T.Broadcast(x3[k]);
                T.AddProduct(ref t30, x, b0);
                T.AddProduct(ref t31, x, b1);
                x = T.Broadcast(x4[k]);
                T.AddProduct(ref t40, x, b0);
                T.AddProduct(ref t41, x, b1);
                x = T.Broadcast(x5[k]);
                T.AddProduct(ref t50, x, b0);
                T.AddProduct(ref t51, x, b1);
            }
        }

        t00.Store(c0);
        t01.Store(c0 + T.Lanes);
        t10.Store(c1);
        t11.Store(c1 + T.Lanes);
        t20.Store(c2);
        t21.Store(c2 + T.Lanes);
        t30.Store(c3);
        t31.Store(c3 + T.Lanes);
        t40.Store(c4);
        t41.Store(c4 + T.Lanes);
        t50.Store(c5);
        t51.Store(c5 + T.Lanes);
    }

    /// <summary>Tile of 2 rows x 4 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply2x4<T>(in TileOperand a, int row, TNumber* b, int bRow, TileStart start, TNumber* bias, TNumber* c, int cRow)
        where T : struct, ISimd<T, TNumber>
    {
        TNumber* c0 = c;
        TNumber* c1 = c + cRow;
        T t00 = Begin<T>(start, bias, 0, c0), t01 = Begin<T>(start, bias, 0, c0 + T.Lanes), t02 = Begin<T>(start, bias, 0, c0 + (2 * T.Lanes)), t03 = Begin<T>(start, bias, 0, c0 + (3 * T.Lanes));
        T t10 = Begin<T>(start, bias, 1, c1), t11 = Begin<T>(start, bias, 1, c1 + T.Lanes), t12 = Begin<T>(start, bias, 1, c1 + (2 * T.Lanes)), t13 = Begin<T>(start, bias, 1, c1 + (3 * T.Lanes));
        for (int part = 0; part < a.Parts; part++)
        {
            TNumber* x0 = (TNumber*)a.Part[part] + (row * a.Row);
            TNumber* x1 = x0 + a.Row;
            nint step = a.Column, end = a.Depth[part] * step;
            for (nint k = 0; k < end; k += step)
            {
                T b0 = T.Load(b);
                T b1 = T.Load(b + T.Lanes);
                T b2 = T.Load(b + (2 * T.Lanes));
                T b3 = T.Load(b + (3 * T.Lanes));
                b += bRow;
                T x = T.Broadcast(x0[k]);
                T.AddProduct(ref t00, x, b0);
                T.AddProduct(ref t01, x, b1);
                T.AddProduct(ref t02, x, b2);
                T.AddProduct(ref t03, x, b3);
                x = T.Broadcast(x1[k]);
                T.AddProduct(ref t10, x, b0);
                T.AddProduct(ref t11, x, b1);
                T.AddProduct(ref t12, x, b2);
                T.AddProduct(ref t13, x, b3);
            }
        }

        t00.Store(c0);
        t01.Store(c0 + T.Lanes);
        t02.Store(c0 + (2 * T.Lanes));
        t03.Store(c0 + (3 * T.Lanes));
        t10.Store(c1);
        t11.Store(c1 + T.Lanes);
        t12.Store(c1 + (2 * T.Lanes));
        t13.Store(c1 + (3 * T.Lanes));
    }

    /// <summary>Tile of 1 row x 4 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply1x4<T>(in TileOperand a, int row, TNumber* b, int bRow, TileStart start, TNumber* bias, TNumber* c, int cRow)
        where T : struct, ISimd<T, TNumber>
    {
        TNumber* c0 = c;
        T t00 = Begin<T>(start, bias, 0, c0), t01 = Begin<T>(start, bias, 0, c0 + T.Lanes), t02 = Begin<T>(start, bias, 0, c0 + (2 * T.Lanes)), t03 = Begin<T>(start, bias, 0, c0 + (3 * T.Lanes));
        for (int part = 0; part < a.Parts; part++)
        {
            TNumber* x0 = (TNumber*)a.Part[part] + (row * a.Row);
            nint step = a.Column, end = a.Depth[part] * step;
            for (nint k = 0; k < end; k += step)
            {
                T b0 = T.Load(b);
                T b1 = T.Load(b + T.Lanes);
                T b2 = T.Load(b + (2 * T.Lanes));
                T b3 = T.Load(b + (3 * T.Lanes));
                b += bRow;
                T x = T.Broadcast(x0[k]);
                T.AddProduct(ref t00, x, b0);
                T.AddProduct(ref t01, x, b1);
                T.AddProduct(ref t02, x, b2);
                T.AddProduct(ref t03, x, b3);
            }
        }

        t00.Store(c0);
        t01.Store(c0 + T.Lanes);
        t02.Store(c0 + (2 * T.Lanes));
        t03.Store(c0 + (3 * T.Lanes));
    }
}
