using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Search space for tables.</summary>
internal static class TableSpace
{
    /// <summary>
    /// Search space for a table, around the defaults for tables (docs/defaults.md): LearningRate 0.001 to 0.02, logarithmic; HiddenSize 32, 64, 64-32 or 128-64; Activation ReLU, GELU or Tanh;
    /// Dropout 0 to 0.3; WeightDecay 0.001 to 0.3, logarithmic; BatchSize half, once and twice that of the defaults; FeatureScaleRate 2 to 12, logarithmic; with number columns, at most 500 of
    /// them, BinCount 0, 8 or 16; for classes, LabelSmoothing 0 or 0.05; for targets that are skewed and never negative, TargetTransform None or Log. All other settings are the defaults.
    /// Source: the space of RealMLP (D. Holzmüller et al., "Better by default", NeurIPS 2024; pytabkit), scaled to networks of this size and to AdamW's usual learning rates.
    /// </summary>
    /// <param name="dataset">The table; rows of weight 0 do not count.</param>
    public static SearchSpace Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        TrainingOptions defaults = TableDefaults.Of(dataset);
        var values = new Dictionary<string, object?>
        {
            [nameof(TrainingOptions.LearningRate)] = "0.001..0.02 log",
            [SearchSetting.HiddenSize] = new[] { "32", "64", "64,32", "128,64" },
            [SearchSetting.Activation] = new[] { Activation.ReLU, Activation.GELU, Activation.Tanh },
            [nameof(TrainingOptions.Dropout)] = "0..0.3",
            [nameof(TrainingOptions.WeightDecay)] = "0.001..0.3 log",
            [nameof(TrainingOptions.BatchSize)] = new[] { Math.Max(1, defaults.BatchSize / 2), defaults.BatchSize, Math.Min(2 * defaults.BatchSize, Math.Max(defaults.BatchSize, dataset.SampleCount / 2)) },
            [nameof(TrainingOptions.FeatureScaleRate)] = "2..12 log",
        };
        if (defaults.BinCount > 0 && IndicatorFeatures.Of(dataset.Schema).Contains(false))
        {
            values[nameof(TrainingOptions.BinCount)] = new[] { 0, defaults.BinCount, 2 * defaults.BinCount };
        }

        if (dataset.Task != NetworkTask.Regression)
        {
            values[nameof(TrainingOptions.LabelSmoothing)] = new[] { 0, 0.05 };
        }
        else if (TargetHint.IsSkewed(dataset))
        {
            values[nameof(TrainingOptions.TargetTransform)] = new[] { TargetTransform.None, TargetTransform.Log };
        }

        return SearchSpace.Of(values);
    }
}
