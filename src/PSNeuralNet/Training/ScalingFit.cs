using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// Fit of a network's standardization to the data that it is trained further on: warnings of columns that have moved, and the standardization
/// learned anew.
/// </summary>
internal static class ScalingFit
{
    private const double MaximumShift = 3;
    private const double MaximumRatio = 3;
    private const int MaximumNames = 10;

    /// <summary>
    /// The parameters to start from, with their scaling, which is learned from the samples if they have none or are to be rescaled. The networks of an ensemble share it, unless
    /// they have scalings of their own: each keeps its own, or learns its own anew, and one without takes features as they are.
    /// </summary>
    /// <param name="start">The start of the training.</param>
    /// <param name="samples">The samples to train on, with the features of the parameters.</param>
    /// <param name="options">The settings.</param>
    /// <param name="warn">Called once if the scaling does not fit the samples; null for no warning.</param>
    /// <exception cref="NetworkException">The values of a column cannot be standardized.</exception>
    public static NetworkParameter Apply(TrainingStart start, Dataset samples, TrainingOptions options, Action<string>? warn)
    {
        NetworkParameter parameter = start.Parameter;
        if (!parameter.IsUniform)
        {
            string? first = null;
            NetworkParameter fitted = parameter.Each(network => network.Scaling is null ? network : Apply(start.With(network), samples, options, text => first ??= text));
            if (first is not null)
            {
                warn?.Invoke(first);
            }

            return fitted;
        }

        if (parameter.Scaling is not { } scaling)
        {
            return EncodedInputs.With(parameter, Scaling.Of(samples, new ScalingPlan
            {
                Standardizes = options.Standardize,
                StandardizesTarget = parameter.Shape.LossFunction.AllowsStandardizedTarget && !samples.Schema.IsAnomaly,
                KeepsIndicators = options.Preset == Preset.Table,
                FeatureClip = options.FeatureClip,
                BinCount = EncodedInputs.BinCount(start, options),
                TargetTransform = options.TargetTransform,
                ClipsTarget = options.ClipTarget,
            }));
        }

        EncodedInputs.Require(start, options, scaling);

        if (options.TargetTransform == TargetTransform.Log && scaling.TargetShift.Count == 0)
        {
            throw TrainingErrors.TargetTransformMismatch("the network predicts its targets without one, and its weights fit that", options.TargetTransform);
        }

        if (start.Rescales)
        {
            Scaling? own = Scaling.Of(samples, PlanOf(scaling) with
            {
                KeepsIndicators = IndicatorFeatures.AreKept(parameter.Schema, scaling),
                ClipsTarget = options.ClipTarget || scaling.TargetMinimum.Count > 0,
            });
            Scaling? fresh = own is null ? null : Joined(scaling, own, samples);
            return Better(parameter.With(fresh is null ? null : EncodedInputs.Moved(fresh, scaling)), parameter.Each(network => Adapt(network, fresh)), samples, options);
        }

        if (warn is not null && scaling.FeatureMean.Count > 0 && Moved(scaling, samples) is { Count: > 0 } moved)
        {
            string more = moved.Count > MaximumNames ? $", and {moved.Count - MaximumNames} more" : "";
            warn($"The scaling that the network learned does not fit the new data: {string.Join("; ", moved.Take(MaximumNames))}{more}. Train with -Rescale to learn it anew, or check the unit of {(moved.Count == 1 ? "this column" : "these columns")}.");
        }

        if (options.ClipTarget || scaling.TargetMinimum.Count > 0)
        {
            (double[] minimum, double[] maximum) = TargetScaling.Range(samples);
            Scaling widened = scaling.Widened(minimum, maximum);
            return ReferenceEquals(widened, scaling) ? parameter : parameter.With(widened);
        }

        return parameter;
    }

    private static ScalingPlan PlanOf(Scaling scaling) => new()
    {
        Standardizes = scaling.FeatureMean.Count > 0,
        StandardizesTarget = scaling.TargetMean.Count > 0,
        FeatureEdge = scaling.FeatureEdge,
        TargetTransform = scaling.TargetShift.Count > 0 ? TargetTransform.Log : TargetTransform.None,
        TargetShift = scaling.TargetShift,
    };

    /// <summary>
    /// The parameters with another scaling, and the same predictions (with clipped features, almost): W1' = W1 sd' / sd, b1' = b1 + W1 (m' - m) / sd; for targets,
    /// W' = W sd / sd', b' = (b sd + m - m') / sd' in the last layer. Edges of encoded features are of values that are not standardized, and stay.
    /// </summary>
    /// <param name="parameter">The parameters, with the scaling before.</param>
    /// <param name="scaling">The new scaling.</param>
    public static NetworkParameter Adapt(NetworkParameter parameter, Scaling? scaling)
    {
        NetworkShape shape = parameter.Shape;
        double[] values = parameter.Flatten();
        if (parameter.Scaling is { FeatureMean.Count: > 0 } before && scaling is not null)
        {
            for (int unit = 0; unit < shape.Units(1); unit++)
            {
                for (int i = 0; i < scaling.FeatureMean.Count; i++)
                {
                    ref double weight = ref values[shape.WeightOffset(1) + (unit * shape.InputSize) + i];
                    values[shape.BiasOffset(1) + unit] += weight * (scaling.FeatureMean[i] - before.FeatureMean[i]) / before.FeatureDeviation[i];
                    weight *= scaling.FeatureDeviation[i] / before.FeatureDeviation[i];
                }
            }
        }

        int last = shape.LayerCount;
        for (int row = 0; row < shape.OutputSize && parameter.Scaling is { TargetMean.Count: > 0 } earlier && scaling is not null; row++)
        {
            // Quantiles are all of one target.
            int target = Math.Min(row, shape.TargetCount - 1);
            (double mean, double deviation) = (earlier.TargetMean[target], earlier.TargetDeviation[target]);
            foreach (ref double weight in values.AsSpan(shape.WeightOffset(last) + (row * shape.Inputs(last)), shape.Inputs(last)))
            {
                weight *= deviation / scaling.TargetDeviation[target];
            }

            ref double bias = ref values[shape.BiasOffset(last) + row];
            bias = ((bias * deviation) + mean - scaling.TargetMean[target]) / scaling.TargetDeviation[target];
        }

        return new NetworkParameter(shape, values, parameter.HasNames ? parameter.Schema : null, scaling: scaling) { Initialization = parameter.Initialization, PriorOffset = parameter.PriorOffset };
    }

    /// <summary>The new scaling, and that from before for features and targets that are the same in all samples, which have no deviation to learn.</summary>
    /// <exception cref="NetworkException">All of them are.</exception>
    private static Scaling Joined(Scaling before, Scaling own, Dataset samples)
    {
        bool[] features = [.. Enumerable.Range(0, own.FeatureMean.Count).Select(feature => IsConstant(samples.Features, samples.FeatureCount, feature))];
        bool[] targets = [.. Enumerable.Range(0, own.TargetMean.Count).Select(target => IsConstant(samples.Targets, own.TargetMean.Count, target))];
        if (features.Length > 0 && features.Concat(targets).All(isConstant => isConstant))
        {
            throw TrainingErrors.RescaleWithoutVariation(samples);
        }

        return new Scaling(
            Pick(features, before.FeatureMean, own.FeatureMean), Pick(features, before.FeatureDeviation, own.FeatureDeviation),
            Pick(targets, before.TargetMean, own.TargetMean), Pick(targets, before.TargetDeviation, own.TargetDeviation), [.. own.FillValue])
        {
            FeatureClip = before.FeatureClip,
            FeatureEdge = own.FeatureEdge,
            TargetShift = own.TargetShift,
            TargetMinimum = own.TargetMinimum,
            TargetMaximum = own.TargetMaximum,
        };

        static double[] Pick(bool[] isConstant, IReadOnlyList<double> before, IReadOnlyList<double> own) => [.. own.Select((value, i) => isConstant[i] ? before[i] : value)];
    }

    /// <summary>
    /// Of the weights as they are, which fit data whose unit or zero has moved, and the adapted ones, which predict as before, those with the
    /// lower cost. The networks of an ensemble, which have one scaling, are decided together.
    /// </summary>
    private static NetworkParameter Better(NetworkParameter kept, NetworkParameter adapted, Dataset samples, TrainingOptions options) =>
        kept.Single.Sum(network => Cost(network, samples, options)) < adapted.Single.Sum(network => Cost(network, samples, options)) ? kept : adapted;

    private static double Cost(NetworkParameter parameter, Dataset samples, TrainingOptions options)
    {
        using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
        var validation = Validation.Create(samples, parameter.Scaling, parameter.Shape, new WorkerGroup(options.ThrottleLimit ?? 0));
        _ = validation.TryMeasure(parameter.Flatten(), out double cost, out _, CancellationToken.None);
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <summary>The columns and targets whose mean or deviation has moved, with the numbers.</summary>
    private static List<string> Moved(Scaling scaling, Dataset samples)
    {
        Scaling now;
        try
        {
            now = Scaling.Of(samples, PlanOf(scaling))!;
        }
        catch (NetworkException)
        {
            // Data without a standard deviation cannot be compared; the training takes it as before.
            return [];
        }

        var moved = new List<string>();
        int feature = 0;
        foreach (FeatureColumn column in samples.Schema.Column)
        {
            // Shares of categories, indicators and booleans stay within 0 and 1. The first feature of a date is its day.
            if (!column.IsLeftOut && column.Kind is (ColumnKind.Number or ColumnKind.Date or ColumnKind.Duration))
            {
                Compare(column.Name, scaling.FeatureMean[feature], scaling.FeatureDeviation[feature], now.FeatureMean[feature], now.FeatureDeviation[feature], IsConstant(samples.Features, samples.FeatureCount, feature));
            }

            feature += column.Feature.Count;
        }

        for (int row = 0; row < scaling.TargetMean.Count; row++)
        {
            Compare(samples.TargetName[row], scaling.TargetMean[row], scaling.TargetDeviation[row], now.TargetMean[row], now.TargetDeviation[row], IsConstant(samples.Targets, scaling.TargetMean.Count, row));
        }

        return moved;

        void Compare(string name, double mean, double deviation, double newMean, double newDeviation, bool isConstant)
        {
            bool isWider = !isConstant && (newDeviation > MaximumRatio * deviation || newDeviation < deviation / MaximumRatio);
            if (Math.Abs(newMean - mean) > MaximumShift * deviation || isWider)
            {
                moved.Add(FormattableString.Invariant($"the mean of '{name}' was {mean:G4} and is {newMean:G4}, its standard deviation {deviation:G4} and {(isConstant ? 0 : newDeviation):G4}"));
            }
        }
    }

    private static bool IsConstant(double[] values, int rows, int row)
    {
        for (int i = row + rows; i < values.Length; i += rows)
        {
            if (values[i] != values[row] && !(double.IsNaN(values[i]) && double.IsNaN(values[row])))
            {
                return false;
            }
        }

        return true;
    }
}
