namespace PSNeuralNet.Data;

/// <summary>
/// Preprocessing inside a network: imputation of missing values; then, where it standardizes, each feature minus its mean, divided by
/// its standard deviation (the population's, as in scikit-learn's StandardScaler), and for regression the targets likewise. Kept
/// with the network, so that it takes raw values and gives predictions in the target's own unit.
/// </summary>
public sealed class Scaling
{
    // Squares of smaller numbers are subnormal.
    private const double MinimumSquares = 1e-280;

    internal Scaling(double[] featureMean, double[] featureDeviation, double[] targetMean, double[] targetDeviation, double[]? fillValue = null)
    {
        FillValue = Array.AsReadOnly(fillValue ?? []);
        FeatureMean = Array.AsReadOnly(featureMean);
        FeatureDeviation = Array.AsReadOnly(featureDeviation);
        TargetMean = Array.AsReadOnly(targetMean);
        TargetDeviation = Array.AsReadOnly(targetDeviation);
    }

    /// <summary>Imputed value of each feature; empty where none may be missing.</summary>
    public IReadOnlyList<double> FillValue { get; }

    /// <summary>Mean of each feature after imputation; empty without standardization.</summary>
    public IReadOnlyList<double> FeatureMean { get; }

    /// <summary>Standard deviation of each feature, 1 for a constant one; empty without standardization.</summary>
    public IReadOnlyList<double> FeatureDeviation { get; }

    /// <summary>Mean of each regression target; empty where targets are not standardized.</summary>
    public IReadOnlyList<double> TargetMean { get; }

    /// <summary>Standard deviation of each regression target, 1 for a constant one; empty where targets are not standardized.</summary>
    public IReadOnlyList<double> TargetDeviation { get; }

    /// <summary>
    /// Limit c of the smooth clipping of each feature after standardization, x / sqrt(1 + (x / c)^2), 0 for a feature that is not clipped; empty without clipping.
    /// </summary>
    public IReadOnlyList<double> FeatureClip { get; internal init; } = [];

    /// <summary>
    /// Edges of the bins of each feature's piecewise-linear encoding, in ascending order, none for a feature without; empty without encoding. Each bin is one more input of
    /// the first layer, min(1, max(0, (x - e) / (e' - e))) of the value x that is not standardized, after those of the features.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> FeatureEdge
    {
        get;
        internal init
        {
            field = value;
            Encoding = value.Count == 0 ? null : new PiecewiseEncoding(value);
        }
    }
    = [];

    /// <summary>The encoding with these edges; null without.</summary>
    internal PiecewiseEncoding? Encoding { get; private init; }

    /// <summary>The number of inputs of the first layer beside the features.</summary>
    internal int UnitCount => Encoding?.UnitCount ?? 0;

    /// <summary>The constant c of ln(y + c) of each regression target, before standardization; empty where targets are not transformed.</summary>
    public IReadOnlyList<double> TargetShift { get; internal init; } = [];

    /// <summary>Lower limit of the predictions of each target, the smallest training target; empty without clipping.</summary>
    public IReadOnlyList<double> TargetMinimum { get; internal init; } = [];

    /// <summary>Upper limit of the predictions of each target, the largest training target; empty without clipping.</summary>
    public IReadOnlyList<double> TargetMaximum { get; internal init; } = [];

    /// <summary>True where predictions are more than the network's outputs, standardized back.</summary>
    internal bool HasTargetRule => TargetShift.Count > 0 || TargetMinimum.Count > 0;

    /// <summary>The same scaling for several outputs of its one target.</summary>
    /// <param name="outputs">The number of outputs.</param>
    internal Scaling ForOutputs(int outputs)
    {
        return new Scaling([.. FeatureMean], [.. FeatureDeviation], Repeat(TargetMean), Repeat(TargetDeviation), [.. FillValue])
        {
            FeatureClip = FeatureClip,
            FeatureEdge = FeatureEdge,
            TargetShift = Repeat(TargetShift),
            TargetMinimum = Repeat(TargetMinimum),
            TargetMaximum = Repeat(TargetMaximum),
        };

        double[] Repeat(IReadOnlyList<double> values) => values.Count == 0 ? [] : [.. Enumerable.Repeat(values[0], outputs)];
    }

    /// <summary>True for a scaling with the same values, which does the same.</summary>
    /// <param name="scaling">A scaling; null for none.</param>
    /// <param name="other">The other one.</param>
    internal static bool AreSame(Scaling? scaling, Scaling? other) =>
        ReferenceEquals(scaling, other)
        || (scaling is not null && other is not null
            && scaling.FillValue.SequenceEqual(other.FillValue)
            && scaling.FeatureMean.SequenceEqual(other.FeatureMean)
            && scaling.FeatureDeviation.SequenceEqual(other.FeatureDeviation)
            && scaling.TargetMean.SequenceEqual(other.TargetMean)
            && scaling.TargetDeviation.SequenceEqual(other.TargetDeviation)
            && scaling.FeatureClip.SequenceEqual(other.FeatureClip)
            && scaling.TargetShift.SequenceEqual(other.TargetShift)
            && scaling.TargetMinimum.SequenceEqual(other.TargetMinimum)
            && scaling.TargetMaximum.SequenceEqual(other.TargetMaximum)
            && scaling.FeatureEdge.Count == other.FeatureEdge.Count
            && scaling.FeatureEdge.Zip(other.FeatureEdge).All(pair => pair.First.SequenceEqual(pair.Second)));

    /// <summary>Computes imputed values, means and standard deviations from training data.</summary>
    /// <param name="dataset">The samples to train on, and no others.</param>
    /// <param name="standardize">Whether to standardize.</param>
    /// <param name="standardizeTarget">Whether the targets of a regression are among that.</param>
    /// <param name="keepIndicators">Whether features of categories, booleans and indicators stay 0 or 1; those that do not vary get their value as mean.</param>
    /// <returns>Null where there is nothing to do: no value may be missing, and nothing is standardized.</returns>
    /// <exception cref="NetworkException">The values of a column are too far apart, or too close to each other, to standardize.</exception>
    public static Scaling? Of(Dataset dataset, bool standardize, bool standardizeTarget = true, bool keepIndicators = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Of(dataset, new ScalingPlan { Standardizes = standardize, StandardizesTarget = standardizeTarget, KeepsIndicators = keepIndicators });
    }

    /// <summary>Fits a scaling to training data.</summary>
    /// <param name="dataset">The samples to train on, and no others.</param>
    /// <param name="plan">What it is for.</param>
    /// <returns>Null where there is nothing to do.</returns>
    /// <exception cref="NetworkException">The values of a column cannot be standardized, or a target cannot be transformed.</exception>
    internal static Scaling? Of(Dataset dataset, ScalingPlan plan)
    {
        bool isRegression = dataset.Task == NetworkTask.Regression;
        double[] fill = Imputation.Of(dataset);
        double[] shift = !isRegression || plan.TargetTransform == TargetTransform.None ? [] : plan.TargetShift.Count > 0 ? [.. plan.TargetShift] : TargetScaling.Shift(dataset);
        (double[] minimum, double[] maximum) = isRegression && plan.ClipsTarget ? TargetScaling.Range(dataset) : ([], []);
        IReadOnlyList<IReadOnlyList<double>> edges = plan.FeatureEdge.Count > 0 ? plan.FeatureEdge : BinEdges.Fit(dataset, plan.BinCount);
        if (!plan.Standardizes)
        {
            return fill.Length + shift.Length + minimum.Length + edges.Count == 0 ? null
                : new Scaling([], [], [], [], fill) { FeatureEdge = edges, TargetShift = shift, TargetMinimum = minimum, TargetMaximum = maximum };
        }

        bool[] isKept = plan.KeepsIndicators ? IndicatorFeatures.Of(dataset.Schema) : [];
        (double[] mean, double[] deviation) = Measure(dataset.Features, dataset.FeatureName, dataset.Weight, fill, isKept);
        foreach (ReconstructedFeature feature in dataset.Schema.Reconstruction.Where(feature => !feature.IsIndicator))
        {
            // A few odd rows do not decide about these.
            (mean[feature.Feature], deviation[feature.Feature]) = (feature.Center, feature.Scale);
        }

        double[] clip = plan.FeatureClip > 0 ? SmoothClip.Limits(dataset.Schema, plan.FeatureClip) : [];
        (double[] targetMean, double[] targetDeviation) = plan.StandardizesTarget && isRegression
            ? Measure(shift.Length == 0 ? dataset.Targets : TargetScaling.Log(dataset, shift), dataset.TargetName, dataset.Weight, [], [])
            : ([], []);
        return new Scaling(mean, deviation, targetMean, targetDeviation, fill) { FeatureClip = clip, FeatureEdge = edges, TargetShift = shift, TargetMinimum = minimum, TargetMaximum = maximum };
    }

    /// <summary>Fits the standardization, with sample weights.</summary>
    /// <param name="dataset">The training samples.</param>
    /// <exception cref="NetworkException">The values of a column are too far apart, or too close to each other, to standardize.</exception>
    public static Scaling Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Of(dataset, new ScalingPlan { Standardizes = true })!;
    }

    /// <summary>Short text: "standardizes 4 features, fills in missing values".</summary>
    public override string ToString()
    {
        string standardizes = FeatureMean.Count == 0 ? "" : $"standardizes {FeatureMean.Count} feature{(FeatureMean.Count == 1 ? "" : "s")}{(TargetMean.Count == 0 ? "" : $" and {TargetMean.Count} target{(TargetMean.Count == 1 ? "" : "s")}")}{(FeatureClip.Count == 0 ? "" : ", clips features")}";
        int encoded = FeatureEdge.Count(edges => edges.Count > 0);
        string encodes = encoded == 0 ? "" : $"encodes {encoded} feature{(encoded == 1 ? "" : "s")} in {UnitCount} bins";
        string[] parts = [standardizes, encodes, FillValue.Count == 0 ? "" : "fills in missing values", TargetShift.Count == 0 ? "" : "takes the logarithm of targets", TargetMinimum.Count == 0 ? "" : "clips predictions"];
        return string.Join(", ", parts.Where(text => text.Length > 0));
    }

    /// <summary>The same scaling with a range of predictions that has these values, too; this one where it has them already.</summary>
    internal Scaling Widened(double[] minimum, double[] maximum) =>
        TargetMinimum.Count > 0 && !minimum.Where((value, row) => value < TargetMinimum[row] || maximum[row] > TargetMaximum[row]).Any() ? this : new([.. FeatureMean], [.. FeatureDeviation], [.. TargetMean], [.. TargetDeviation], [.. FillValue])
        {
            FeatureClip = FeatureClip,
            FeatureEdge = FeatureEdge,
            TargetShift = TargetShift,
            TargetMinimum = [.. minimum.Select((value, row) => TargetMinimum.Count == 0 ? value : Math.Min(value, TargetMinimum[row]))],
            TargetMaximum = [.. maximum.Select((value, row) => TargetMaximum.Count == 0 ? value : Math.Max(value, TargetMaximum[row]))],
        };

    /// <summary>The same scaling with other edges, as many for each feature.</summary>
    internal Scaling WithEdges(IReadOnlyList<IReadOnlyList<double>> edges) => new([.. FeatureMean], [.. FeatureDeviation], [.. TargetMean], [.. TargetDeviation], [.. FillValue])
    {
        FeatureClip = FeatureClip,
        FeatureEdge = edges,
        TargetShift = TargetShift,
        TargetMinimum = TargetMinimum,
        TargetMaximum = TargetMaximum,
    };

    /// <summary>Target in the unit of the loss before standardization: ln(y + c) where targets are transformed.</summary>
    internal double[] TransformedTargets(Dataset dataset) => TargetShift.Count == 0 ? dataset.Targets : TargetScaling.Log(dataset, TargetShift);

    /// <summary>The prediction of a target from an output that is standardized back: e^t - c where targets are transformed, then clipped.</summary>
    internal double Prediction(int row, double value)
    {
        double number = TargetShift.Count == 0 ? value : TargetScaling.Exp(value, TargetShift[row]);
        return TargetMinimum.Count == 0 ? number : Math.Min(Math.Max(number, TargetMinimum[row]), TargetMaximum[row]);
    }

    /// <summary>The value of a feature, or that for a missing one.</summary>
    internal double Filled(int feature, double value) => double.IsNaN(value) && FillValue.Count > 0 ? FillValue[feature] : value;

    /// <summary>The inputs of the first layer from the features of a sample: those standardized, then the units of their encoding.</summary>
    /// <param name="features">The features.</param>
    /// <param name="inputs">Receives the inputs.</param>
    internal void Transform(ReadOnlySpan<double> features, Span<double> inputs)
    {
        for (int feature = 0; feature < features.Length; feature++)
        {
            inputs[feature] = Standardize(feature, features[feature]);
        }

        for (int unit = 0; unit < UnitCount; unit++)
        {
            int feature = Encoding!.Feature[unit];
            inputs[features.Length + unit] = Encoding.Unit(unit, Filled(feature, features[feature]));
        }
    }

    /// <summary>The inputs of the first layer that a feature decides: its own, and its units.</summary>
    internal int[] InputsOf(int feature, int features)
    {
        (int first, int count) = Encoding?.UnitsOf(feature).GetOffsetAndLength(UnitCount) ?? (0, 0);
        return [feature, .. Enumerable.Range(features + first, count)];
    }

    /// <summary>Standardized value of a feature.</summary>
    internal double Standardize(int feature, double value)
    {
        double filled = Filled(feature, value);
        double scaled = FeatureMean.Count > 0 ? (filled - FeatureMean[feature]) / FeatureDeviation[feature] : filled;
        return FeatureClip.Count > 0 ? SmoothClip.Of(scaled, FeatureClip[feature]) : scaled;
    }

    private static (double[] Mean, double[] Deviation) Measure(double[] values, IReadOnlyList<string> names, IReadOnlyList<double>? weight, double[] fill, bool[] isKept)
    {
        int rows = names.Count;
        var mean = new double[rows];
        var deviation = new double[rows];
        int samples = values.Length / rows;
        double total = weight?.Sum() ?? samples;
        (double[] smallest, double[] largest) = (new double[rows], new double[rows]);
        Array.Fill(smallest, double.PositiveInfinity);
        Array.Fill(largest, double.NegativeInfinity);
        AddUp(values, weight, fill, mean, smallest, largest);
        for (int row = 0; row < rows; row++)
        {
            mean[row] /= total;
        }

        double[] squares = SumSquares(values, weight, fill, mean);
        for (int row = 0; row < rows; row++)
        {
            // The mean of a constant column may have rounding errors, which are not a deviation.
            bool isConstant = smallest[row] == largest[row];
            mean[row] = isConstant ? smallest[row] : mean[row];
            deviation[row] = isConstant ? 1 : Math.Sqrt(squares[row] / total);
            if (isKept.Length > 0 && isKept[row] && !isConstant)
            {
                (mean[row], deviation[row]) = (0, 1);
                continue;
            }

            if (!isConstant && squares[row] is not (> MinimumSquares and < double.PositiveInfinity))
            {
                (mean[row], deviation[row]) = Scaled(row, Math.Max(Math.Abs(smallest[row]), Math.Abs(largest[row])));
            }

            if (!double.IsFinite(largest[row] - smallest[row]) || deviation[row] == 0)
            {
                throw DataErrors.RangeNotStandardizable(names[row], smallest[row], largest[row]);
            }
        }

        return (mean, deviation);

        // Scaled by the largest where squares would overflow.
        (double Mean, double Deviation) Scaled(int row, double unit)
        {
            double center = 0, squares = 0;
            for (int sample = 0; sample < samples; sample++)
            {
                center += (weight?[sample] ?? 1) / total * (Value(sample, row) / unit);
            }

            for (int sample = 0; sample < samples; sample++)
            {
                double difference = (Value(sample, row) / unit) - center;
                squares += (weight?[sample] ?? 1) / total * difference * difference;
            }

            return (center * unit, Math.Sqrt(squares) * unit);
        }

        double Value(int sample, int row) => Filled(values[(sample * rows) + row], fill, row);
    }

    /// <summary>Sum, smallest and largest value of each feature: sample by sample, as they lie in memory.</summary>
    private static void AddUp(double[] values, IReadOnlyList<double>? weight, double[] fill, double[] sum, double[] smallest, double[] largest)
    {
        for (int first = 0, sample = 0; first < values.Length; first += sum.Length, sample++)
        {
            double times = weight?[sample] ?? 1;
            ReadOnlySpan<double> features = values.AsSpan(first, sum.Length);
            for (int row = 0; row < features.Length; row++)
            {
                double value = Filled(features[row], fill, row);
                sum[row] += times * value;
                if (times > 0)
                {
                    smallest[row] = Math.Min(smallest[row], value);
                    largest[row] = Math.Max(largest[row], value);
                }
            }
        }
    }

    /// <summary>Weighted sum of the squared differences from the mean, of each feature.</summary>
    private static double[] SumSquares(double[] values, IReadOnlyList<double>? weight, double[] fill, double[] mean)
    {
        var squares = new double[mean.Length];
        for (int first = 0, sample = 0; first < values.Length; first += mean.Length, sample++)
        {
            double times = weight?[sample] ?? 1;
            ReadOnlySpan<double> features = values.AsSpan(first, mean.Length);
            for (int row = 0; row < features.Length; row++)
            {
                double difference = Filled(features[row], fill, row) - mean[row];
                squares[row] += times * difference * difference;
            }
        }

        return squares;
    }

    private static double Filled(double value, double[] fill, int row) => fill.Length > 0 && double.IsNaN(value) ? fill[row] : value;
}
