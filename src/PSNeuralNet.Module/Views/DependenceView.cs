namespace PSNeuralNet.Commands;

/// <summary>Formats points of a partial dependence for their default view.</summary>
public static class DependenceView
{
    /// <summary>A value of a column: a whole number, another number with six significant digits, a date, or text.</summary>
    /// <param name="value">The value; null is empty.</param>
    public static string Value(object? value) => value switch
    {
        null => "",
        double number => Contribution.NumberText(number),
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        _ => DisplayText.Clean(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>The second column with its value: "sex=male"; empty for none.</summary>
    /// <param name="point">The point.</param>
    public static string With(DependencePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.OtherName is null ? "" : $"{DisplayText.Clean(point.OtherName)}={Value(point.OtherValue)}";
    }
}
