using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Inputs of the first layer for a scaling that encodes features: the bins are known when the scaling has been fitted, and their weights start at 0, so that the training
/// starts from the network without bins. A network that was trained without bins gets none.
/// </summary>
internal static class EncodedInputs
{
    /// <summary>The largest number of bins for a network without scaling.</summary>
    /// <exception cref="NetworkException">Bins are asked for, but the training to continue has none.</exception>
    public static int BinCount(TrainingStart start, TrainingOptions options)
    {
        if (options.BinCount == 0 || start.State is null || start.IsCheckpoint)
        {
            return options.BinCount;
        }

        return IsAsked(start, options, nameof(TrainingOptions.BinCount), one => one.BinCount)
            ? throw TrainingErrors.FeatureEncodingMismatch("number of bins", "the training to continue has none", options.BinCount)
            : 0;
    }

    /// <summary>The parameters, or those of each network of an ensemble, with a scaling that was just fitted.</summary>
    public static NetworkParameter With(NetworkParameter parameter, Scaling? scaling) =>
        scaling is { UnitCount: > 0 } ? parameter.Each(network => Widened(network, scaling)) : parameter.With(scaling);

    /// <summary>Throws where a network with a scaling does not have what is asked for; a training that is continued keeps its scaling.</summary>
    /// <exception cref="NetworkException">Bins or clipping are asked for, and the network has none.</exception>
    public static void Require(TrainingStart start, TrainingOptions options, Scaling scaling)
    {
        const string Reason = "the network takes features without, and its weights fit that";
        if (scaling.UnitCount == 0 && IsAsked(start, options, nameof(TrainingOptions.BinCount), one => one.BinCount))
        {
            throw TrainingErrors.FeatureEncodingMismatch("number of bins", Reason, options.BinCount);
        }

        if (scaling is { FeatureClip.Count: 0, FeatureMean.Count: > 0 } && IsAsked(start, options, nameof(TrainingOptions.FeatureClip), one => one.FeatureClip))
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

    /// <summary>One network with inputs for the bins, whose weights are 0.</summary>
    private static NetworkParameter Widened(NetworkParameter parameter, Scaling scaling)
    {
        NetworkShape before = parameter.Shape, shape = before.WithInputs(before.InputSize + scaling.UnitCount);
        double[] narrow = parameter.Flatten(), values = new double[shape.ParameterCount];
        for (int unit = 0; unit < shape.Units(1); unit++)
        {
            narrow.AsSpan(before.WeightOffset(1) + (unit * before.InputSize), before.InputSize).CopyTo(values.AsSpan(shape.WeightOffset(1) + (unit * shape.InputSize)));
        }

        narrow.AsSpan(before.BiasOffset(1)).CopyTo(values.AsSpan(shape.BiasOffset(1)));
        return new NetworkParameter(shape, values, parameter.HasNames ? parameter.Schema : null, parameter.Seed, scaling) { Initialization = parameter.Initialization };
    }

    /// <summary>True for a value that was given: it is neither that of the training to continue nor one that the defaults chose.</summary>
    private static bool IsAsked(TrainingStart start, TrainingOptions options, string name, Func<TrainingOptions, double> valueOf) =>
        valueOf(options) > 0 && !start.IsCheckpoint && !options.Chosen.Contains(name) && (start.Options is null || valueOf(start.Options) != valueOf(options));
}
