namespace PSNeuralNet.Data;

/// <summary>Order of the numbers in dates such as 1/2/2024.</summary>
internal enum DateOrder
{
    /// <summary>No cell has the month or the day first: others than 2024-02-01 and 1 Feb 2024 are new, and ambiguous.</summary>
    YearFirst,

    /// <summary>The month first: 1/31/2024.</summary>
    MonthFirst,

    /// <summary>The day first: 31/1/2024.</summary>
    DayFirst,

    /// <summary>The year first, of two digits: 24-01-31.</summary>
    ShortYearFirst,
}
