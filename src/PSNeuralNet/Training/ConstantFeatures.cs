using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Features whose value, once scaled, is 0 in all training samples, such as a category that only the validation samples have: the gradient of
/// their weights is 0, and random initial weights would stay as they were drawn. Their weights are set to 0 before the first epoch, so they have no effect.
/// </summary>
internal static class ConstantFeatures
{
    /// <summary>Those of some features, in ascending order, that are 0 in all samples after imputation and standardization.</summary>
    /// <param name="features">The features.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="scaling">The imputation and standardization; null for none.</param>
    private static int[] Of(IEnumerable<int> features, Dataset samples, Scaling? scaling)
    {
        double[] values = samples.Features;
        List<int> constant = [.. features];
        for (int first = 0; first < values.Length && constant.Count > 0; first += samples.FeatureCount)
        {
            _ = constant.RemoveAll(feature => (scaling?.Standardize(feature, values[first + feature]) ?? values[first + feature]) != 0);
        }

        return [.. constant];
    }

    /// <summary>The parameters to start from: with the preset Table, and for new categories, drawn weights of features that do not vary are 0. Given ones stay.</summary>
    /// <param name="parameter">The parameters, with their scaling.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="options">The settings.</param>
    /// <param name="warn">Called once for all columns with such features; null ignores them.</param>
    /// <param name="grown">Features of new categories of a network that is trained further; null for none.</param>
    public static NetworkParameter Clear(NetworkParameter parameter, Dataset samples, TrainingOptions options, Action<string>? warn, IReadOnlyList<int>? grown = null)
    {
        bool isTable = options.Preset == Preset.Table && parameter.Seed is not null;
        IEnumerable<int> drawn = isTable ? Enumerable.Range(0, samples.FeatureCount) : grown ?? [];
        int[] constant = Of(drawn, samples, parameter.Scaling);
        foreach (string warning in Warnings(parameter.Schema, constant))
        {
            warn?.Invoke(warning);
        }

        return constant.Length == 0 ? parameter : Cleared(parameter, constant);
    }

    private static NetworkParameter Cleared(NetworkParameter parameter, int[] features)
    {
        double[] values = parameter.Flatten();
        int inputs = parameter.Shape.Inputs(1);
        for (int unit = 0; unit < parameter.Shape.Units(1); unit++)
        {
            foreach (int feature in features)
            {
                values[parameter.Shape.WeightOffset(1) + (unit * inputs) + feature] = 0;
            }
        }

        return parameter.With(values);
    }

    /// <summary>Warnings that name the columns, and the features of those that have several.</summary>
    private static IEnumerable<string> Warnings(DataSchema schema, int[] features)
    {
        var notices = new ColumnNotices();
        int first = 0, next = 0;
        foreach (FeatureColumn column in schema.Column)
        {
            int begin = next;
            while (next < features.Length && features[next] < first + column.Feature.Count)
            {
                next++;
            }

            string[] names = [.. features[begin..next].Select(feature => column.Feature[feature - first])];

            // Words that only validation samples have are as absent as unknown ones.
            // Of one number and missing cells, the feature for the missing ones has the effect.
            bool isSingle = column is { MissingValue: MissingValue.Indicator, IsOneHot: false } && names.Length == column.ValueCount && !names.Contains(column.Feature[^1]);
            if (names.Length > 0 && !isSingle && (!column.IsText || names.Length == column.Feature.Count))
            {
                string more = names.Length > ColumnNotices.MaximumNames ? $" and {names.Length - ColumnNotices.MaximumNames} more" : "";
                notices.Add(ColumnNotice.WithoutVariation, column.Name, $"{string.Join(", ", names.Take(ColumnNotices.MaximumNames))}{more}");
            }

            first += column.Feature.Count;
        }

        return notices.Sentences();
    }
}
