using System.Globalization;

namespace PSNeuralNet.Data;

/// <summary>Reads the value of one cell of a table, wherever it came from: a CSV file, an object's property, a database.</summary>
internal static class Cell
{
    /// <summary>The cell as a finite number. Text is read with the invariant culture; true is 1 and false is 0.</summary>
    /// <param name="value">The cell's value.</param>
    /// <param name="row">The number of its row, from 1, for the message.</param>
    /// <param name="column">The name of its column, for the message.</param>
    /// <exception cref="NetworkException">The cell is empty, not numeric, NaN, or infinite.</exception>
    public static double ToNumber(object? value, int row, string column)
    {
        if (IsEmpty(value))
        {
            throw Failure.CellIsEmpty(row, column);
        }

        if (!TryNumber(value!, out double number))
        {
            throw Failure.CellNotNumeric(row, column, value);
        }

        return RequireFinite(number, row, column);
    }

    /// <summary>Whether a cell holds nothing: null, a database null, or blank text.</summary>
    public static bool IsEmpty(object? value)
    {
        return value is null or DBNull || (value is string text && string.IsNullOrWhiteSpace(text));
    }

    /// <summary>Reads a number, which may be NaN or infinite.</summary>
    public static bool TryNumber(object value, out double number)
    {
        switch (value)
        {
            case string text:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            case bool flag:
                number = flag ? 1 : 0;
                return true;
            case Enum:
                number = 0;
                return false;
            case double or float or decimal or int or long or short or sbyte or byte or ushort or uint or ulong:
                number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return true;
            case Half half:
                number = (double)half;
                return true;
            case Int128 or UInt128 or System.Numerics.BigInteger:
                // No IConvertible; their text is exact.
                return double.TryParse(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>Gives the number back if it is finite.</summary>
    /// <exception cref="NetworkException">It is NaN or infinite.</exception>
    public static double RequireFinite(double number, int row, string column)
    {
        if (double.IsNaN(number))
        {
            throw Failure.CellIsNaN(row, column, number);
        }

        if (double.IsInfinity(number))
        {
            throw Failure.CellIsInfinite(row, column, number);
        }

        return number;
    }
}
