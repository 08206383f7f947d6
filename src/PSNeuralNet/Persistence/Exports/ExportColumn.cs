using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>A column of the rows that an exported network takes, and the features that it becomes there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The kind of its cells.</param>
/// <param name="Category">For text and enumerations the different values; the first features, in this order.</param>
/// <param name="FeatureCount">The number of its features.</param>
/// <param name="Missing">
/// The features of a missing cell; null where it must not be missing. NaN where each network of an ensemble takes another value, and where anomalies are scored.
/// </param>
/// <param name="Never">The features of a sentinel time; empty where it must not be missing, null where it is a number as any other.</param>
internal sealed record ExportColumn(string Name, ColumnKind Kind, IReadOnlyList<string> Category, int FeatureCount, double[]? Missing, double[]? Never)
{
    /// <summary>Texts besides the empty one that stand for a missing cell, in upper or lower case.</summary>
    public IReadOnlyList<string> MissingMark { get; private init; } = [];

    /// <summary>The feature of rare and unseen texts; -1 if there is none.</summary>
    public int Other { get; private init; } = -1;

    /// <summary>The features of each text by the statistics of the target, and of all other texts at the end; null for one-hot encoding.</summary>
    public double[][]? Table { get; private init; }

    /// <summary>True where texts that differ in upper and lower case only are the same.</summary>
    public bool IgnoresCase { get; private init; }

    /// <summary>Encoding of dates; null in columns of other kinds.</summary>
    public DateEncoding? Date { get; private init; }

    /// <summary>Format of numbers that are not written as 1234.5; null for those that are.</summary>
    public NumberFormat? NumberFormat { get; private init; }

    /// <summary>Missing marks that are numbers, however the cell writes them.</summary>
    public IReadOnlyList<double> MissingNumber { get; private init; } = [];

    /// <summary>Number of features without those of indicators, which come after them.</summary>
    public int ValueCount { get; private init; } = 1;

    /// <summary>True where a feature after the number is 1 for a sentinel time.</summary>
    public bool HasNeverIndicator { get; private init; }

    /// <summary>True where the last feature is 1 for a missing cell.</summary>
    public bool HasIndicator { get; private init; }

    /// <summary>Words of free text; null for other kinds.</summary>
    public TextVocabulary? Vocabulary { get; private init; }

    /// <summary>True for a one-hot encoded text.</summary>
    public bool IsText => Kind is ColumnKind.Category or ColumnKind.Enumeration;

    /// <summary>True for a number, date, span of time or boolean.</summary>
    public bool IsValue => !IsText && Vocabulary is null;

    /// <summary>The columns that a network takes, in the order of its features; those that were left out are none.</summary>
    public static ExportColumn[] Of(NetworkParameter parameter)
    {
        double[] fill = [];
        if (parameter.Single.All(one => one.Scaling is { FillValue.Count: > 0 }))
        {
            // The scores of anomalies are of features with the missing ones, which are filled in for the networks afterwards.
            fill = parameter.HasCommonScaling && !parameter.Schema.IsAnomaly ? [.. parameter.Scaling!.FillValue] : [.. Enumerable.Repeat(double.NaN, parameter.FeatureCount)];
        }

        var columns = new List<ExportColumn>();
        int first = 0;
        foreach (FeatureColumn column in parameter.Schema.Column.Where(column => !column.IsLeftOut))
        {
            int count = column.Feature.Count;
            double[]? missing = MissingFeatures(column, fill, first);
            columns.Add(new ExportColumn(column.Name, column.Kind, column.Category, count, missing, NeverFeatures(column, missing))
            {
                MissingMark = column.MissingMark,
                Other = column.HasOther ? column.Category.Count : -1,
                IgnoresCase = column.IgnoreCase && column.Definition.IsCategory,
                Date = column.Kind == ColumnKind.Date ? column.Definition.Date ?? DateEncoding.AsWritten : null,
                ValueCount = column.ValueCount,
                NumberFormat = column.Definition.NumberFormat,
                MissingNumber = column.NumberMark,
                HasNeverIndicator = column.SentinelTime == SentinelTime.Indicator,
                Vocabulary = column.Definition.Vocabulary,
                Table = column.Definition.TargetEncoding is { } table ? [.. table.Values.Append(table.Prior)] : null,
                HasIndicator = column.MissingValue == MissingValue.Indicator,
            });
            first += count;
        }

        return [.. columns];
    }

    private static double[]? NeverFeatures(FeatureColumn column, double[]? missing) =>
        column.SentinelTime == SentinelTime.Number ? null
            : missing is null ? []
            : column.SentinelTime == SentinelTime.Missing ? missing
            : [.. missing[..column.ValueCount], 1, .. missing[(column.ValueCount + 1)..]];

    private static double[]? MissingFeatures(FeatureColumn column, double[] fill, int first)
    {
        if (column.MissingValue == MissingValue.Error || (column.MayBeMissing && fill.Length == 0))
        {
            return null;
        }

        var features = new double[column.Feature.Count];
        for (int i = 0; i < features.Length && column.MayBeMissing; i++)
        {
            features[i] = fill[first + i];
        }

        if (column.Definition.TargetEncoding is { } table)
        {
            table.Of(column.IndexOf("")).CopyTo(features, 0);
        }

        if (column.SentinelTime == SentinelTime.Indicator)
        {
            features[column.ValueCount] = 0;
        }

        features[^1] = column.MissingValue == MissingValue.Indicator ? 1 : features[^1];
        return features;
    }
}
