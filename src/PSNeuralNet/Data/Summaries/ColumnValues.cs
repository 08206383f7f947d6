namespace PSNeuralNet.Data;

/// <summary>Values of a column as summaries take them, one number for each sample, from the features that encode them.</summary>
internal static class ColumnValues
{
    /// <summary>The value of a category that the column does not have.</summary>
    public const double Unknown = -1;

    /// <summary>
    /// Numbers, dates in days and spans in seconds; of categories the index, <see cref="Unknown"/> for one that the column does not have; of booleans 0 and 1; of free text the share of words that are in the
    /// vocabulary. NaN for missing cells and those that stand for never, for texts without words, and where texts are not kept.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="first">Index of its first feature.</param>
    /// <param name="samples">The samples, with the features of the column's schema.</param>
    public static double[] Of(FeatureColumn column, int first, Dataset samples)
    {
        double[] values = new double[samples.SampleCount];
        if (column.IsText)
        {
            string?[]? texts = samples.TextsOf(column);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = texts?[i] is { } text ? column.Definition.Vocabulary!.KnownShare(text) : double.NaN;
            }

            return values;
        }

        if (column.IsTargetEncoded)
        {
            int[]? codes = samples.CategoryCode.GetValueOrDefault(column.Name);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = codes is null || (codes[i] >= 0 && column.Category[codes[i]].Length == 0) ? double.NaN : codes[i];
            }

            return values;
        }

        double[] features = samples.Features;
        int width = samples.FeatureCount;
        for (int i = 0, at = first; i < values.Length; i++, at += width)
        {
            values[i] = column.IsOneHot ? CategoryOf(column, features.AsSpan(at, column.Feature.Count))
                : column.Kind != ColumnKind.Boolean || double.IsNaN(features[at]) ? features[at]
                : features[at] > 0.5 ? 1 : 0;
        }

        return values;
    }

    /// <summary>The index of the category of one-hot features; NaN for a missing cell.</summary>
    public static double CategoryOf(FeatureColumn column, ReadOnlySpan<double> features) =>
        features[..column.ValueCount].IndexOf(1.0) is >= 0 and var index ? index
            : double.IsNaN(features[0]) || (column.MissingValue == MissingValue.Indicator && features[^1] == 1) ? double.NaN
            : Unknown;
}
