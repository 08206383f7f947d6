using System.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Number with all digits of its type or text. Ordered by its value.</summary>
/// <param name="Nearest">The nearest double.</param>
/// <param name="Whole">The difference of a whole number from it, which has more digits than a double.</param>
/// <param name="Fraction">The difference of a decimal number from the shortest text of that double.</param>
internal readonly record struct ExactNumber(double Nearest, BigInteger Whole = default, decimal Fraction = default) : IComparable<ExactNumber>
{
    private const double LargestExact = 1L << 53;

    /// <summary>The number of a label.</summary>
    /// <param name="label">A number or its text.</param>
    /// <param name="nearest">The nearest double.</param>
    public static ExactNumber Of(object label, double nearest)
    {
        if (label is double or float or Half || (Math.Abs(nearest) < LargestExact && label is not (string or decimal)))
        {
            return new ExactNumber(nearest);
        }

        string text = DataSchema.LabelText(label);
        return Math.Abs(nearest) >= LargestExact && BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out BigInteger whole) ? new ExactNumber(nearest, whole - new BigInteger(nearest))
            : TryDecimal(text, out decimal exact) && TryDecimal(Cell.Text(nearest), out decimal shortest) ? new ExactNumber(nearest, default, exact - shortest)
            : new ExactNumber(nearest);
    }

    /// <inheritdoc/>
    public int CompareTo(ExactNumber other) => (Nearest, Whole, Fraction).CompareTo((other.Nearest, other.Whole, other.Fraction));

    private static bool TryDecimal(string text, out decimal number) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
