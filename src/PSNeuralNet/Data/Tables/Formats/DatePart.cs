namespace PSNeuralNet.Data;

/// <summary>Parts of dates that are features beside the day number, by the wall clock as written.</summary>
[Flags]
public enum DatePart
{
    /// <summary>None: the feature is the number of days since 1970-01-01 in UTC, with the time as a fraction.</summary>
    None = 0,

    /// <summary>The year, a number.</summary>
    Year = 1,

    /// <summary>The month, as sine and cosine of 2 pi (month - 1) / 12.</summary>
    Month = 2,

    /// <summary>The day of the month, as sine and cosine of 2 pi (day - 1) / 31.</summary>
    Day = 4,

    /// <summary>The weekday, as sine and cosine of 2 pi weekday / 7, with 0 for Sunday.</summary>
    Weekday = 8,

    /// <summary>The time of day, as sine and cosine of 2 pi hours / 24, with minutes and seconds as a fraction.</summary>
    Hour = 16,

    /// <summary>All parts that are not the same in all rows.</summary>
    Auto = Year | Month | Day | Weekday | Hour,
}
