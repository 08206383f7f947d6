using PSNeuralNet.Data;

namespace PSNeuralNet.Reports;

/// <summary>Formats of numbers and values in the report.</summary>
internal static class Show
{
    /// <summary>A count: "1,462".</summary>
    public static string Count(double count) => count.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: "1 sample", "1,462 samples".</summary>
    public static string Count(double count, string one) => $"{Count(count)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>A metric, with four decimals; "not defined" for NaN.</summary>
    public static string Metric(double? value) =>
        value is not { } number ? "" : double.IsNaN(number) ? "not defined" : Math.Abs(number) is > 0 and (< 0.001 or >= 1e5) ? Number(number) : number.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A number, with about four significant digits.</summary>
    public static string Number(double number) =>
        double.IsNaN(number) ? "none"
            : Math.Abs(number) is 0 or (>= 1e-3 and < 1e6) ? Math.Round(number, number == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(number))), 0, 15)).ToString("0.######", CultureInfo.InvariantCulture)
            : number.ToString("0.###e0", CultureInfo.InvariantCulture);

    /// <summary>A share: "93.4 %".</summary>
    public static string Percent(double share) =>
        double.IsNaN(share) ? "" : (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "\u00A0%";

    /// <summary>A number of a column: as a number, a date, a duration or a boolean.</summary>
    public static string Cell(ColumnKind kind, double value) => double.IsNaN(value) ? "" : Value(FeatureColumn.Shown(kind, value));

    /// <summary>A value of a column; "missing" for null.</summary>
    public static string Value(object? value) =>
        value switch
        {
            null => "missing",
            DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime date => date.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            double number => Number(number),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
