using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>The inputs of the first layer from the features of a block: imputed, standardized and clipped, and after them the units of their encoding.</summary>
internal static unsafe class InputTransform
{
    /// <summary>The number of inputs.</summary>
    /// <param name="features">The number of features.</param>
    /// <param name="scaling">The scaling; null for none.</param>
    public static int Width(int features, Scaling? scaling) => features + (scaling?.UnitCount ?? 0);

    /// <summary>Transforms the features in the first rows of a block, and writes the units in the rows after them.</summary>
    /// <param name="block">The block.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="count">Samples.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="scaling">The scaling.</param>
    /// <param name="hasMissing">False where no value is missing.</param>
    public static void Apply(double* block, int stride, int count, int features, Scaling scaling, bool hasMissing)
    {
        if (hasMissing)
        {
            BlockTransform.Fill(block, stride, count, scaling.FillValue);
        }

        if (scaling.Encoding is { } encoding)
        {
            BlockTransform.Encode(block, stride, count, features, encoding);
        }

        BlockTransform.Standardize(block, stride, count, scaling.FeatureMean, scaling.FeatureDeviation);
        BlockTransform.Clip(block, stride, count, scaling.FeatureClip);
    }
}
