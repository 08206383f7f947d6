using System.Globalization;
using System.Runtime.CompilerServices;

namespace PSNeuralNet.Data;

/// <summary>
/// Reads numbers in text with the invariant culture. Short decimals, which is what files are full of, go a short way: up to 2^53 in
/// all of their digits, divided by a power of ten that a double holds exactly, is rounded once, and so the very number that
/// <see cref="double.Parse(string)"/> gives.
/// </summary>
internal static class NumberText
{
    private const ulong LargestExact = 1UL << 53;

    // More do not fit into 64 bits.
    private const int MostDigits = 18;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ];

    /// <summary>Reads a number written as 1234.5 or 1e-3, which may be NaN or infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0, first = at, fraction = 0;
        ulong digits = 0;
        for (uint digit; at < text.Length && (digit = (uint)text[at] - '0') <= 9; at++)
        {
            digits = (10 * digits) + digit;
        }

        int count = at - first;
        if (at < text.Length && text[at] == '.')
        {
            int start = ++at;
            for (uint digit; at < text.Length && (digit = (uint)text[at] - '0') <= 9; at++)
            {
                digits = (10 * digits) + digit;
            }

            fraction = at - start;
        }

        count += fraction;
        if (at < text.Length || count is 0 or > MostDigits || digits > LargestExact)
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        }

        number = fraction == 0 ? digits : digits / PowersOfTen[fraction];
        number = first == 1 ? -number : number;
        return true;
    }
}
