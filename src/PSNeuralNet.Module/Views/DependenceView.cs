namespace PSNeuralNet.Commands;

/// <summary>Formats points of a partial dependence for their default view.</summary>
public static class DependenceView
{
    // Characters of the columns Prediction and Sample, and of the gaps.
    private const int Numbers = 21;

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

    /// <summary>The name of the column, as long as fits into the window.</summary>
    /// <param name="point">The point.</param>
    /// <param name="width">The width of the window, in characters; 0 if there is none.</param>
    public static string Name(DependencePoint point, int width) => ViewText.Short(Of(point).Name, Room(point, width));

    /// <summary>The value of the column, as long as fits into the window.</summary>
    /// <param name="point">The point.</param>
    /// <param name="width">The width of the window, in characters; 0 if there is none.</param>
    public static string Value(DependencePoint point, int width) => ViewText.Short(Value(Of(point).Value), Room(point, width));

    /// <summary>The second column with its value, "sex=male", as long as fits into the window; empty for none.</summary>
    /// <param name="point">The point.</param>
    /// <param name="width">The width of the window, in characters; 0 if there is none.</param>
    public static string With(DependencePoint point, int width)
    {
        if (Of(point).OtherName is not { } name)
        {
            return "";
        }

        int room = Room(point, width);
        string value = ViewText.Short(Value(point.OtherValue), room - 1 - Math.Min(name.Length, room / 2));
        return $"{ViewText.Short(name, room - 1 - value.Length)}={value}";
    }

    /// <summary>The name of the output, as long as fits into the window.</summary>
    /// <param name="point">The point.</param>
    /// <param name="width">The width of the window, in characters; 0 if there is none.</param>
    public static string Output(DependencePoint point, int width) => ViewText.Short(Of(point).Output, Room(point, width));

    /// <summary>The room for each text beside the numbers and the headings of empty columns.</summary>
    private static int Room(DependencePoint point, int width)
    {
        bool hasOther = point.OtherName is not null, hasOutput = !string.IsNullOrEmpty(point.Output);
        return ViewText.Room(Numbers + (hasOther ? 0 : nameof(With).Length) + (hasOutput ? 0 : nameof(Output).Length), width, 2 + (hasOther ? 1 : 0) + (hasOutput ? 1 : 0));
    }

    private static DependencePoint Of(DependencePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point;
    }
}
