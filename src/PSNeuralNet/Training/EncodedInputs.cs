using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Inputs of the first layer for a scaling that encodes features: the bins are known when the scaling has been fitted, so the weights, which were drawn for the features
/// alone, are drawn again for all inputs, with the same seed and distribution. Given weights have no place for bins.
/// </summary>
internal static class EncodedInputs
{
    /// <summary>The largest number of bins for a network without scaling.</summary>
    /// <exception cref="NetworkException">Bins are asked for, but the weights are given.</exception>
    public static int BinCount(TrainingStart start, TrainingOptions options)
    {
        if (options.BinCount == 0 || IsDrawn(start.Parameter))
        {
            return options.BinCount;
        }

        return IsAsked(start, options, one => one.BinCount)
            ? throw TrainingErrors.FeatureEncodingMismatch("number of bins", "each bin has weights that are drawn, but the weights to start from are given", options.BinCount)
            : 0;
    }

    /// <summary>The parameters with a scaling that was just fitted.</summary>
    public static NetworkParameter With(NetworkParameter parameter, Scaling? scaling)
    {
        if (scaling is not { UnitCount: > 0 })
        {
            return parameter.With(scaling);
        }

        NetworkShape shape = parameter.Shape.WithInputs(parameter.FeatureCount + scaling.UnitCount);
        return Initializer.Initialize(shape, parameter.Initialization!.Value, parameter.Seed!.Value, parameter.HasNames ? parameter.Schema : null, scaling);
    }

    /// <summary>Throws where a network with a scaling does not have what is asked for; a training that is continued keeps its scaling.</summary>
    /// <exception cref="NetworkException">Bins or clipping are asked for, and the network has none.</exception>
    public static void Require(TrainingStart start, TrainingOptions options, Scaling scaling)
    {
        const string Reason = "the network takes features without, and its weights fit that";
        if (scaling.UnitCount == 0 && IsAsked(start, options, one => one.BinCount))
        {
            throw TrainingErrors.FeatureEncodingMismatch("number of bins", Reason, options.BinCount);
        }

        if (scaling is { FeatureClip.Count: 0, FeatureMean.Count: > 0 } && IsAsked(start, options, one => one.FeatureClip))
        {
            throw TrainingErrors.FeatureEncodingMismatch("limit of features", Reason, options.FeatureClip);
        }
    }

    /// <summary>The scaling with the edges of an earlier one at the same standardized values: of data whose unit or zero has moved, the same bins.</summary>
    /// <param name="scaling">The new scaling.</param>
    /// <param name="before">The earlier one.</param>
    public static Scaling Moved(Scaling scaling, Scaling before)
    {
        return scaling.UnitCount == 0 || scaling.FeatureMean.Count == 0 ? scaling : scaling.WithEdges([.. before.FeatureEdge.Select(Move)]);

        IReadOnlyList<double> Move(IReadOnlyList<double> edges, int feature)
        {
            double[] moved = [.. edges.Select(edge => ((edge - before.FeatureMean[feature]) / before.FeatureDeviation[feature] * scaling.FeatureDeviation[feature]) + scaling.FeatureMean[feature])];
            return BinEdges.AreUsable(moved) ? moved : edges;
        }
    }

    /// <summary>True for a value that is not that of the training to continue.</summary>
    private static bool IsAsked(TrainingStart start, TrainingOptions options, Func<TrainingOptions, double> valueOf) =>
        valueOf(options) > 0 && !start.IsCheckpoint && (start.Options is null || valueOf(start.Options) != valueOf(options));

    /// <summary>True for weights as they were drawn, which nothing has changed since.</summary>
    private static bool IsDrawn(NetworkParameter parameter) =>
        parameter is { Seed: { } seed, Initialization: { } initialization } && Initializer.Initialize(parameter.Shape, initialization, seed).Flatten().AsSpan().SequenceEqual(parameter.Flatten());
}
