using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>A column of the rows that an exported network takes, and the features that it becomes there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The kind of its cells.</param>
/// <param name="Category">For text and enumerations the different values; the first features, in this order.</param>
/// <param name="FeatureCount">The number of its features.</param>
/// <param name="Missing">The features of a missing cell; null where it must not be missing.</param>
internal sealed record ExportColumn(string Name, ColumnKind Kind, IReadOnlyList<string> Category, int FeatureCount, double[]? Missing)
{
    /// <summary>True for a one-hot encoded text.</summary>
    public bool IsText => Kind is ColumnKind.Category or ColumnKind.Enumeration;

    /// <summary>The columns that a network takes, in the order of its features; those that were left out are none.</summary>
    public static ExportColumn[] Of(NetworkParameter parameter)
    {
        var columns = new List<ExportColumn>();
        int first = 0;
        foreach (FeatureColumn column in parameter.Schema.Column.Where(column => !column.IsLeftOut))
        {
            int count = column.Feature.Count;
            columns.Add(new ExportColumn(column.Name, column.Kind, column.Category, count, MissingFeatures(column, parameter.Scaling, first)));
            first += count;
        }

        return [.. columns];
    }

    private static double[]? MissingFeatures(FeatureColumn column, Scaling? scaling, int first)
    {
        bool fills = scaling is { FillValue.Count: > 0 };
        if (column.MissingValue == MissingValue.Error || (column.MayBeMissing && !fills))
        {
            return null;
        }

        var features = new double[column.Feature.Count];
        for (int i = 0; i < features.Length && column.MayBeMissing; i++)
        {
            features[i] = scaling!.FillValue[first + i];
        }

        features[^1] = column.MissingValue == MissingValue.Indicator ? 1 : features[^1];
        return features;
    }
}
