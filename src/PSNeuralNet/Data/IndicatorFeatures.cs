namespace PSNeuralNet.Data;

/// <summary>
/// Indicator features, which are 0 or 1: those of categories and booleans, "column (missing)" and "column (never)". They are not standardized; nor are those of free
/// text, which are between 0 and 1 and have a norm already.
/// </summary>
internal static class IndicatorFeatures
{
    /// <summary>True for each feature of a schema that is between 0 and 1, and not to be standardized.</summary>
    public static bool[] Of(DataSchema schema) => [.. schema.Column.SelectMany(column => Enumerable.Range(0, column.Feature.Count).Select(feature => column.IsText || IsIndicator(column, feature)))];

    /// <summary>True for a scaling that leaves features between 0 and 1 as they are; their standard deviation would be 0.5 at most.</summary>
    public static bool AreKept(DataSchema schema, Scaling scaling)
    {
        bool[] isIndicator = Of(schema);
        return isIndicator.Length == scaling.FeatureDeviation.Count && !isIndicator.Where((isOne, feature) => isOne && scaling.FeatureDeviation[feature] != 1).Any();
    }

    /// <summary>True for a feature of a column that is 0 or 1.</summary>
    /// <param name="column">The column.</param>
    /// <param name="feature">The feature, from 0.</param>
    public static bool IsIndicator(FeatureColumn column, int feature) =>
        column.IsOneHot
        || (column.Kind == ColumnKind.Boolean && feature == 0)
        || (column.MissingValue == MissingValue.Indicator && feature == column.Feature.Count - 1)
        || (column.SentinelTime == SentinelTime.Indicator && feature == column.ValueCount);
}
