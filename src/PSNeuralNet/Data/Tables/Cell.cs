namespace PSNeuralNet.Data;

/// <summary>Parsing of a table cell: from a CSV file, an object's property or a database.</summary>
internal static class Cell
{
    /// <summary>The cell as a finite number. Text is read with the invariant culture; true is 1 and false is 0.</summary>
    /// <param name="value">The cell's value.</param>
    /// <param name="row">Row, from 1, for messages.</param>
    /// <param name="column">Column name, for messages.</param>
    /// <exception cref="NetworkException">The cell is empty, not numeric, NaN, or infinite.</exception>
    public static double ToNumber(object? value, int row, string column)
    {
        if (value is UnreadableCell unreadable)
        {
            throw TableErrors.CellUnreadable(row, column, unreadable.Reason);
        }

        if (IsEmpty(value))
        {
            throw TableErrors.CellIsEmpty(row, column);
        }

        if (!TryNumber(value!, out double number))
        {
            throw TableErrors.CellNotNumeric(row, column, value);
        }

        return RequireFinite(number, row, column);
    }

    /// <summary>True for an empty cell: null, a database null, or blank text.</summary>
    public static bool IsEmpty(object? value) => value is null or DBNull || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>True for a missing cell: empty, NaN, or one of the marks.</summary>
    public static bool IsMissing(object? value, IReadOnlyList<string> marks) =>
        value is string text ? text.AsSpan().Trim() is var trimmed && (trimmed.Length == 0 || MissingMarks.Contains(marks, trimmed))
            : IsMissingValue(value) || (value is bool or Enum or char or Guid or Version && MissingMarks.Contains(marks, Text(value)));

    private static bool IsMissingValue(object? value) =>
        value switch
        {
            null or DBNull or UnreadableCell => true,
            double number => double.IsNaN(number),
            float number => float.IsNaN(number),
            Half number => Half.IsNaN(number),
            _ => false,
        };

    /// <summary>Throws for a missing cell in a column without imputation.</summary>
    /// <exception cref="NetworkException">The column has no imputation.</exception>
    public static void RequireMissing(MissingValue rule, object? value, int row, string column, bool isNever = false)
    {
        if (rule == MissingValue.Error)
        {
            throw value is UnreadableCell unreadable ? TableErrors.CellUnreadable(row, column, unreadable.Reason) : isNever ? TableErrors.CellIsNever(row, column, value) : IsEmpty(value) ? TableErrors.CellIsEmpty(row, column) : TableErrors.CellIsNaN(row, column, value);
        }
    }

    /// <summary>Parses a number, NaN and infinity included.</summary>
    public static bool TryNumber(object value, out double number)
    {
        switch (value)
        {
            case string text:
                return TryNumber(text.AsSpan(), out number);
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
                // Not IConvertible; their text is exact.
                return TryNumber(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture).AsSpan(), out number);
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>Parses a number such as 1234.5 or 1e-3 (invariant culture), NaN and infinity included.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double number) => NumberText.TryParse(text, out number);

    /// <summary>Text of a cell as a category; numbers in their shortest form.</summary>
    public static string Text(object value) =>
        value is string text ? text.Trim() : Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? "";

    /// <summary>Returns a finite number.</summary>
    /// <exception cref="NetworkException">It is NaN or infinite.</exception>
    public static double RequireFinite(double number, int row, string column)
    {
        if (double.IsNaN(number))
        {
            throw TableErrors.CellIsNaN(row, column, number);
        }

        if (double.IsInfinity(number))
        {
            throw TableErrors.CellIsInfinite(row, column, number);
        }

        return number;
    }
}
