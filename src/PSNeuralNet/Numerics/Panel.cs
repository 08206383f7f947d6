using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSNeuralNet.Numerics;

/// <summary>Copies and transposes of matrices, in 4 x 4 tiles of registers where available.</summary>
internal static unsafe class Panel<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>target[r, c] = source[r, c].</summary>
    /// <param name="source">rows x columns.</param>
    /// <param name="sourceRow">Row stride of the source.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <param name="target">The copy.</param>
    /// <param name="targetRow">Row stride of the target.</param>
    public static void Copy(TNumber* source, int sourceRow, int rows, int columns, TNumber* target, int targetRow)
    {
        for (int row = 0; row < rows; row++)
        {
            new ReadOnlySpan<TNumber>(source + ((nint)row * sourceRow), columns).CopyTo(new Span<TNumber>(target + ((nint)row * targetRow), columns));
        }
    }

    /// <summary>target[c, r] = source[r, c].</summary>
    /// <inheritdoc cref="Copy" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(TNumber* source, int sourceRow, int rows, int columns, TNumber* target, int targetRow)
    {
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            TNumber* from = source + ((nint)row * sourceRow);
            Transpose4(from, from + sourceRow, from + (2 * sourceRow), from + (3 * sourceRow), columns, target + row, targetRow);
        }

        for (; row < rows; row++)
        {
            TransposeRow(source + ((nint)row * sourceRow), columns, target + row, targetRow);
        }
    }

    /// <summary>target[c * targetRow] = source[c].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposeRow(TNumber* source, int columns, TNumber* target, int targetRow)
    {
        for (int column = 0; column < columns; column++)
        {
            target[(nint)column * targetRow] = source[column];
        }
    }

    /// <summary>target[c * targetRow + i] = rowi[c]: four rows at any addresses become four adjacent columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose4(TNumber* row0, TNumber* row1, TNumber* row2, TNumber* row3, int columns, TNumber* target, int targetRow)
    {
        int column = 0;
        if (typeof(TNumber) == typeof(double) && Avx.IsSupported)
        {
            column = TransposeDoubles((double*)row0, (double*)row1, (double*)row2, (double*)row3, columns, (double*)target, targetRow);
        }
        else if (typeof(TNumber) == typeof(float) && Sse.IsSupported)
        {
            column = TransposeSingles((float*)row0, (float*)row1, (float*)row2, (float*)row3, columns, (float*)target, targetRow);
        }

        for (; column < columns; column++)
        {
            TNumber* to = target + ((nint)column * targetRow);
            to[0] = row0[column];
            to[1] = row1[column];
            to[2] = row2[column];
            to[3] = row3[column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TransposeDoubles(double* row0, double* row1, double* row2, double* row3, int columns, double* target, int targetRow)
    {
        int column = 0;
        for (; column + 4 <= columns; column += 4)
        {
            Vector256<double> a = Vector256.Load(row0 + column), b = Vector256.Load(row1 + column);
            Vector256<double> c = Vector256.Load(row2 + column), d = Vector256.Load(row3 + column);
            Vector256<double> ab0 = Avx.UnpackLow(a, b), ab1 = Avx.UnpackHigh(a, b);
            Vector256<double> cd0 = Avx.UnpackLow(c, d), cd1 = Avx.UnpackHigh(c, d);
            double* to = target + ((nint)column * targetRow);
            Avx.Permute2x128(ab0, cd0, 0x20).Store(to);
            Avx.Permute2x128(ab1, cd1, 0x20).Store(to + targetRow);
            Avx.Permute2x128(ab0, cd0, 0x31).Store(to + (2 * targetRow));
            Avx.Permute2x128(ab1, cd1, 0x31).Store(to + (3 * targetRow));
        }

        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TransposeSingles(float* row0, float* row1, float* row2, float* row3, int columns, float* target, int targetRow)
    {
        int column = 0;
        for (; column + 4 <= columns; column += 4)
        {
            Vector128<float> a = Vector128.Load(row0 + column), b = Vector128.Load(row1 + column);
            Vector128<float> c = Vector128.Load(row2 + column), d = Vector128.Load(row3 + column);
            Vector128<float> ab0 = Sse.UnpackLow(a, b), ab1 = Sse.UnpackHigh(a, b);
            Vector128<float> cd0 = Sse.UnpackLow(c, d), cd1 = Sse.UnpackHigh(c, d);
            float* to = target + ((nint)column * targetRow);
            Sse.MoveLowToHigh(ab0, cd0).Store(to);
            Sse.MoveHighToLow(cd0, ab0).Store(to + targetRow);
            Sse.MoveLowToHigh(ab1, cd1).Store(to + (2 * targetRow));
            Sse.MoveHighToLow(cd1, ab1).Store(to + (3 * targetRow));
        }

        return column;
    }
}
