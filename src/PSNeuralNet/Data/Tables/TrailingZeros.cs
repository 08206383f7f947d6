using System.Runtime.InteropServices;

namespace PSNeuralNet.Data;

/// <summary>Number of zeros at the end of the numbers of a column, so that 12.50 can be given as it is written.</summary>
internal sealed class TrailingZeros
{
    /// <summary>Maximum length of a number's text.</summary>
    public const int MaximumLength = 64;

    // By row, up to the last one that has some.
    private readonly List<byte> _zeros = [];

    /// <summary>Zeros of a row.</summary>
    public int this[int row] => row < _zeros.Count ? _zeros[row] : 0;

    /// <summary>Sets the zeros of a row after those that have some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int row, int zeros)
    {
        if (zeros > 0)
        {
            Append(row, zeros);
        }
    }

    /// <summary>Removes the rows from one on.</summary>
    public void Truncate(int rows)
    {
        if (rows < _zeros.Count)
        {
            CollectionsMarshal.SetCount(_zeros, rows);
        }
    }

    /// <summary>Text of a number in its row: its shortest form, and the zeros.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">The number.</param>
    /// <param name="buffer">Receives the text.</param>
    public ReadOnlySpan<char> Text(int row, double number, char[] buffer)
    {
        _ = number.TryFormat(buffer, out int length, default, CultureInfo.InvariantCulture);
        int zeros = this[row];
        if (zeros > 0)
        {
            if (!buffer.AsSpan(0, length).Contains('.'))
            {
                buffer[length++] = '.';
            }

            buffer.AsSpan(length, zeros).Fill('0');
        }

        return buffer.AsSpan(0, length + zeros);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Append(int row, int zeros)
    {
        int known = _zeros.Count;
        CollectionsMarshal.SetCount(_zeros, row + 1);
        CollectionsMarshal.AsSpan(_zeros)[known..].Clear();
        _zeros[row] = (byte)zeros;
    }
}
