using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>A point of a partial dependence: the mean prediction where all rows have a value in a column, or two values in two; or that of a single row.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Value">The value that the rows have in it: a number, date, span of time, boolean or category.</param>
/// <param name="OtherName">The name of the second column; null for none.</param>
/// <param name="OtherValue">The value that the rows have in the second column; null for none.</param>
/// <param name="Output">The class whose probability is predicted, or the target.</param>
/// <param name="Prediction">The mean of the predictions, weighted by sample weights: a probability, or a number in the unit of the target.</param>
/// <param name="Sample">The row of an individual curve, from 1; null for the mean.</param>
/// <param name="SampleCount">The number of rows that the mean is of; 1 for an individual curve.</param>
/// <param name="Kind">The kind of the column.</param>
/// <param name="OtherKind">The kind of the second column; null for none.</param>
public sealed record DependencePoint(
    string Name, object Value, string? OtherName, object? OtherValue, string Output, double Prediction, int? Sample, int SampleCount, ColumnKind Kind, ColumnKind? OtherKind)
{
    /// <summary>True for the probability of a class, false for a number.</summary>
    internal bool IsProbability { get; init; }

    /// <summary>The value as a number: a date in days since 1970-01-01, a span in seconds, a boolean as 0 or 1, a category as its place among those of the network.</summary>
    internal double Position { get; init; }

    /// <summary>The value of the second column as a number.</summary>
    internal double OtherPosition { get; init; }

    /// <summary>Short text: "age=35: yes 0.4210", "age=35, sex=male: yes 0.3925", "age=35, row 12: yes 0.1077".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}={FeatureColumn.ShownText(Value)}{(OtherName is null ? "" : $", {OtherName}={FeatureColumn.ShownText(OtherValue!)}")}{(Sample is null ? "" : $", row {Sample}")}: {Output} {Prediction:0.0000}");
}
