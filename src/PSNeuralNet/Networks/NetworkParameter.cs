using System.Diagnostics.CodeAnalysis;
using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// The weights and biases of a network: W1 (units x inputs), b1 (units x 1), W2, b2, ... counted from the first hidden
/// layer, with the layer sizes and activations, and the names of the features and classes they were made for. Or those of an ensemble:
/// of several networks (<see cref="Member"/>), whose predictions are averaged; they have one schema, and mostly one shape and one scaling.
/// </summary>
public sealed partial class NetworkParameter : LayerMatrices
{
    /// <summary>Creates parameters from matrices. The matrices are kept, not copied.</summary>
    /// <param name="matrices">W1, b1, W2, b2, ...: each W units x inputs, each b units x 1.</param>
    /// <param name="schema">The names of features and classes; null for X1, X2, ... and classes 0, 1, ...</param>
    /// <param name="hidden">The activation of the hidden layers: one for all, or one for each; null for tanh.</param>
    /// <exception cref="NetworkException">The sizes of the matrices do not fit each other.</exception>
    public NetworkParameter(IEnumerable<Matrix<double>> matrices, DataSchema? schema = null, IReadOnlyList<Activation>? hidden = null)
        : this([.. matrices], schema, hidden)
    {
    }

    internal NetworkParameter(NetworkShape shape, ReadOnlySpan<double> values, DataSchema? schema, long? seed = null, Scaling? scaling = null)
        : base(shape.For(scaling), values, "")
    {
        HasNames = schema is not null;
        Schema = schema ?? DefaultSchema(shape, scaling);
        Seed = seed;
        Scaling = scaling;
        RequireOutputsFor(Schema);
        RequireInputs();
    }

    private NetworkParameter(NetworkParameter other, Scaling? scaling)
        : base(other.Shape.For(scaling), Enumerable.Range(0, 2 * other.Shape.LayerCount).Select(other.At), "")
    {
        HasNames = other.HasNames;
        Schema = other.Schema;
        Seed = other.Seed;
        Initialization = other.Initialization;
        PriorOffset = other.PriorOffset;
        Metadata = other.Metadata;
        Scaling = scaling;
        RequireInputs();
    }

    private NetworkParameter(NetworkParameter other, DataSchema schema)
        : this(other, other.Scaling)
    {
        Schema = schema;
    }

    private NetworkParameter(NetworkParameter other, NetworkMetadata metadata)
        : this(other, other.Scaling)
    {
        Metadata = metadata;
    }

    private NetworkParameter(NetworkParameter[] members, NetworkParameter[] single)
        : base(single)
    {
        HasNames = members[0].HasNames;
        Schema = members[0].Schema;
        Seed = members[0].Seed;
        Initialization = members[0].Initialization;
        HasCommonScaling = Array.TrueForAll(single, one => Scaling.AreSame(one.Scaling, single[0].Scaling));
        Scaling = HasCommonScaling ? single[0].Scaling : null;
        Member = Array.AsReadOnly(members);
        Single = single;
        Times = Array.ConvertAll(single, one => members.Count(member => ReferenceEquals(member, one)));
    }

    private NetworkParameter(Matrix<double>[] matrices, DataSchema? schema, IReadOnlyList<Activation>? hidden)
        : base(ShapeOf(matrices, schema, hidden), matrices, "")
    {
        HasNames = schema is not null;
        Schema = schema ?? DefaultSchema(Shape, scaling: null);
        RequireInputs();
        RequireOutputsFor(Schema);
    }

    /// <summary>The seed that the initial values were drawn with; null where they were not drawn.</summary>
    public long? Seed { get; }

    /// <summary>The distribution that the initial values were drawn from; null where they were not drawn.</summary>
    internal Initialization? Initialization { get; init; }

    /// <summary>The number of weights and biases; of an ensemble, of all its networks, of which one that is there several times counts once.</summary>
    public int ParameterCount => IsEnsemble ? Single.Sum(one => one.ParameterCount) : Shape.ParameterCount;

    /// <summary>
    /// The networks of an ensemble, whose predictions are averaged; none for a single network. One that is there several times (the same object) counts as often.
    /// </summary>
    public IReadOnlyList<NetworkParameter> Member { get; } = [];

    /// <summary>The networks that predict: those of an ensemble, each once, or this one.</summary>
    [field: MaybeNull]
    internal IReadOnlyList<NetworkParameter> Single { get => field ??= [this]; }

    /// <summary>The number of times that the prediction of each of <see cref="Single"/> counts.</summary>
    internal int[] Times { get; } = [1];

    /// <summary>True where all networks have the same scaling, or none: that of an ensemble with different ones is null.</summary>
    internal bool HasCommonScaling { get; } = true;

    /// <summary>True for a single network, and for an ensemble of networks of one shape with one scaling.</summary>
    internal bool IsUniform => CommonShape is not null && HasCommonScaling;

    /// <summary>True for several networks.</summary>
    internal bool IsEnsemble => Member.Count > 0;

    /// <summary>
    /// Prior offset: the number that was added to the output of each class before softmax (of two classes, the sigmoid takes the difference) to correct
    /// probabilities for class weights: less the logarithm of the weight. None where nothing was corrected, and for an ensemble, whose members have it.
    /// </summary>
    public IReadOnlyList<double> PriorOffset { get; internal init; } = [];

    /// <summary>The activation of each layer after the input; none for an ensemble whose networks have different ones.</summary>
    public IReadOnlyList<Activation> Activation =>
        CommonShape?.Activation ?? (Single.All(one => one.Activation.SequenceEqual(Single[0].Activation)) ? Single[0].Activation : []);

    /// <summary>The loss that the network is trained with; null for an ensemble whose networks have different ones.</summary>
    public Loss? Loss => CommonShape?.Loss ?? (Single.All(one => one.Loss == Single[0].Loss) ? Single[0].Loss : null);

    /// <summary>
    /// The quantiles of the loss Quantile, in ascending order, of which the one nearest to 0.5 is the prediction; none for other losses, and for an ensemble whose networks have different ones.
    /// </summary>
    public IReadOnlyList<double> Quantile => Single.All(one => one.Shape.Quantile.SequenceEqual(Single[0].Shape.Quantile)) ? Single[0].Shape.Quantile : [];

    /// <summary>True where the loss of all networks is the default of the task.</summary>
    internal bool HasDefaultLoss => Single.All(one => one.Shape.HasDefaultLoss);

    /// <summary>The loss in a few words: "Huber, delta 1.5"; of an ensemble, each different one.</summary>
    internal string LossText => string.Join("; ", Single.Select(one => one.Shape.LossText).Distinct());

    /// <summary>The names of the features, in the order of the columns of W1.</summary>
    public IReadOnlyList<string> FeatureName => Schema.FeatureName;

    /// <summary>The number of features, whose weights are the first columns of W1.</summary>
    internal int FeatureCount => FeatureName.Count;

    /// <summary>The names of the features, in the order of the columns of W1, then of the bins of encoded ones: "age 20 to 31".</summary>
    internal IReadOnlyList<string> InputName => Scaling?.Encoding is not { } encoding ? FeatureName
        : [.. FeatureName, .. encoding.Feature.Select((feature, unit) => string.Create(CultureInfo.InvariantCulture, $"{FeatureName[feature]} {encoding.Start[unit]:G4} to {encoding.Start[unit] + encoding.Width[unit]:G4}"))];

    /// <summary>The names of the classes, class 0 first.</summary>
    public IReadOnlyList<string> ClassName => Schema.ClassName;

    /// <summary>The task: two classes, several, numbers, or several labels.</summary>
    public NetworkTask Task => Schema.Task;

    /// <summary>The imputation and standardization of features and targets; null for none, and for an ensemble whose networks have different ones.</summary>
    public Scaling? Scaling { get; }

    /// <summary>The names of features and classes together.</summary>
    public DataSchema Schema { get; }

    /// <summary>True for given names; false for X1, X2, ..., which match any.</summary>
    internal bool HasNames { get; }

    /// <summary>In a few words: "2-5-1 tanh/sigmoid"; of an ensemble, "8 x 2-5-1 tanh/sigmoid", or "8 networks of 2 features" where their layers differ.</summary>
    public override string ToString() =>
        !IsEnsemble ? Shape.ToString()
            : Single.Select(one => one.ToString()).Distinct().Count() == 1 ? string.Create(CultureInfo.InvariantCulture, $"{Member.Count} x {Single[0]}")
            : string.Create(CultureInfo.InvariantCulture, $"{Member.Count} networks of {FeatureCount} feature{(FeatureCount == 1 ? "" : "s")}");

    /// <summary>
    /// The same network, or ensemble, without prior offset: its probabilities are those under the class weights, and its threshold is 0.5, since another one was for those with it. The network
    /// itself where it has none.
    /// </summary>
    public NetworkParameter WithoutPriorOffset() =>
        !Single.Any(one => one.PriorOffset.Count > 0) ? this
            : Each(one => one.PriorOffset.Count == 0 ? one : one.Calibrated(1, [.. one.PriorOffset.Select(offset => -offset)], [])).With(Metadata with { Threshold = null });

    /// <summary>The same network with calibrated probabilities: the temperature T and the offsets o are put into the last layer, W / T and b / T + o.</summary>
    /// <param name="temperature">The divisor of the outputs before softmax or sigmoid; 1 for none.</param>
    /// <param name="offset">A number to add for each class; none for 0.</param>
    internal NetworkParameter Calibrated(double temperature, IReadOnlyList<double> offset) =>
        temperature == 1 && offset.Count == 0 ? this : Calibrated(temperature, offset, offset);

    /// <summary>Combines networks to an ensemble, which predicts the mean of their predictions.</summary>
    /// <param name="members">
    /// Two or more single networks with one schema. Shape, loss and scaling may be of each its own. One that is there several times, as the same object, counts as often.
    /// </param>
    /// <param name="metadata">The metadata of the ensemble; null for none.</param>
    /// <exception cref="NetworkException">One is an ensemble, their schemas differ, or they have too many weights and biases in all.</exception>
    internal static NetworkParameter Ensemble(NetworkParameter[] members, NetworkMetadata? metadata = null)
    {
        NetworkParameter[] single = [.. members.Distinct<NetworkParameter>(ReferenceEqualityComparer.Instance)];
        foreach (NetworkParameter one in single)
        {
            one.RequireSingle();
            string? difference = one.HasNames != members[0].HasNames ? "the names" : SchemaComparison.Difference(one.Schema, members[0].Schema);
            if (difference is not null)
            {
                throw NetworkErrors.EnsembleMembersDiffer(Array.IndexOf(members, one), difference);
            }
        }

        NetworkShape.RequireSize([.. single.Select(one => one.Shape)]);
        return new NetworkParameter(members, single) { Metadata = metadata ?? NetworkMetadata.Empty };
    }

    /// <summary>The same network with other values, which no seed gives.</summary>
    /// <param name="values">The values.</param>
    /// <param name="schema">The names of features and classes, for a network that has none of its own.</param>
    internal NetworkParameter With(ReadOnlySpan<double> values, DataSchema? schema = null) =>
        new NetworkParameter(Shape, values, HasNames ? Schema : schema, scaling: Scaling);

    /// <summary>The same parameters with another scaling. The matrices are shared, not copied.</summary>
    internal NetworkParameter With(Scaling? scaling) => IsEnsemble ? Each(member => member.With(scaling)) : new NetworkParameter(this, scaling);

    /// <summary>The result of a function of a single network; of an ensemble, the ensemble of those of its networks.</summary>
    internal NetworkParameter Each(Func<NetworkParameter, NetworkParameter> change)
    {
        NetworkParameter[] changed = [.. Single.Select(change)];
        return IsEnsemble ? Ensemble([.. Member.Select(member => changed[IndexInSingle(member)])], Metadata) : changed[0];
    }

    /// <summary>True for a single network of the same shape and with the same scaling.</summary>
    internal bool IsLike(NetworkParameter other) => Shape.IsSame(other.Shape) && Scaling.AreSame(Scaling, other.Scaling);

    /// <summary>The place of a network of an ensemble in <see cref="Single"/>.</summary>
    internal int IndexInSingle(NetworkParameter member) => Single.TakeWhile(one => !ReferenceEquals(one, member)).Count();

    /// <summary>The same parameters with a schema of the same features, whose columns have other statistics of the target.</summary>
    internal NetworkParameter WithStatistics(DataSchema schema) => new NetworkParameter(this, schema);

    /// <summary>
    /// The data as this network takes it: features, classes and targets by name, in the network's order; by place for a network
    /// without names.
    /// </summary>
    /// <exception cref="NetworkException">A feature is missing, a class is unknown, the task is another, or the number of features or outputs differs.</exception>
    internal Dataset Fit(Dataset dataset)
    {
        bool isPlain = Schema.IsPlain && dataset.Schema.IsPlain;
        if (HasNames && (dataset.FeatureCount >= FeatureCount || !isPlain))
        {
            return DatasetRecoding.Recode(dataset, Schema);
        }

        RequireWidth(dataset);
        return dataset;
    }

    /// <summary>Throws for a value that is NaN or infinite.</summary>
    /// <exception cref="NetworkException">One is NaN or infinite.</exception>
    internal void RequireFinite()
    {
        foreach (NetworkParameter network in Single)
        {
            if (network.MatrixName.FirstOrDefault(name => !IsFinite(network[name])) is { } matrix)
            {
                throw NetworkErrors.ParameterNotFinite(matrix);
            }
        }
    }

    /// <summary>Throws for an ensemble, with the remedy.</summary>
    /// <exception cref="NetworkException">It is one.</exception>
    internal void RequireSingle()
    {
        if (IsEnsemble)
        {
            throw NetworkErrors.EnsembleMemberRequired(this);
        }
    }

    /// <inheritdoc/>
    private protected override Matrix<double> At(int index)
    {
        RequireSingle();
        return base.At(index);
    }

    private NetworkParameter Calibrated(double temperature, IReadOnlyList<double> offset, IReadOnlyList<double> kept)
    {
        double[] values = Flatten();
        int last = Shape.LayerCount, bias = Shape.BiasOffset(last);
        double[] added = OffsetOfOutputs(Task, offset);
        for (int i = Shape.WeightOffset(last); i < bias + Shape.OutputSize; i++)
        {
            values[i] = (values[i] / temperature) + (i >= bias && added.Length > 0 ? added[i - bias] : 0);
        }

        return new NetworkParameter(Shape, values, HasNames ? Schema : null, Seed, Scaling) { Initialization = Initialization, PriorOffset = kept, Metadata = Metadata };
    }

    /// <summary>Offsets of classes as those of the last layer's units: for two classes their difference.</summary>
    internal static double[] OffsetOfOutputs(NetworkTask task, IReadOnlyList<double> offset) =>
        task == NetworkTask.Binary && offset.Count == 2 ? [offset[1] - offset[0]] : [.. offset];

    private static bool IsFinite(Matrix<double> matrix)
    {
        foreach (double value in ColumnMajor(matrix))
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private void RequireOutputsFor(DataSchema schema)
    {
        if (Shape.TargetCount != schema.OutputCount || Shape.Task != schema.Task)
        {
            throw NetworkErrors.ParameterShapeInvalid(
                $"The last layer has {Shape.OutputSize} outputs with {Shape.Activation[^1]}, but the task {schema.Task} of {schema} wants {schema.OutputCount} with {LossFunction.For(schema.Task).Output}.", schema);
        }
    }

    private void RequireWidth(Dataset dataset)
    {
        if (dataset.FeatureCount != FeatureCount)
        {
            throw NetworkErrors.InputWidthMismatch(FeatureCount, dataset.FeatureCount, dataset);
        }

        if (dataset.Target.OutputCount != Shape.TargetCount)
        {
            throw NetworkErrors.OutputWidthMismatch(Shape.TargetCount, dataset.Target.OutputCount, dataset);
        }

        if (dataset.Task != Task)
        {
            throw DataErrors.NetworkTaskMismatch(Task, dataset.Task, dataset);
        }
    }

    /// <summary>Throws where W1 takes another number of inputs than there are features and units of their encoding.</summary>
    private void RequireInputs()
    {
        int units = Scaling?.UnitCount ?? 0;
        if (FeatureCount + units != Shape.InputSize)
        {
            throw units == 0
                ? NetworkErrors.ParameterShapeInvalid($"W1 takes {Shape.InputSize} features, but {FeatureCount} feature names were given.", Schema)
                : NetworkErrors.ParameterShapeInvalid($"W1 takes {Shape.InputSize} inputs, but there are {FeatureCount} features and {units} bins of them.", Schema);
        }
    }

    private static DataSchema DefaultSchema(NetworkShape shape, Scaling? scaling)
    {
        int features = Math.Max(1, shape.InputSize - (scaling?.UnitCount ?? 0));
        return shape.Task switch
        {
            NetworkTask.Regression => DataSchema.DefaultRegression(features, shape.TargetCount),
            NetworkTask.MultiLabel => DataSchema.DefaultMultiLabel(features, shape.OutputSize),
            _ => DataSchema.Default(features, shape.OutputSize),
        };
    }

    private static NetworkShape ShapeOf(Matrix<double>[] matrices, DataSchema? schema, IReadOnlyList<Activation>? hidden)
    {
        NetworkShape.RequireDepth(matrices.Length / 2);
        if (matrices.Length == 0 || matrices.Length % 2 != 0)
        {
            throw NetworkErrors.ParameterShapeInvalid($"Parameters are pairs W1, b1, W2, b2, ..., but {matrices.Length} matrices were given.", matrices);
        }

        var sizes = new List<int> { matrices[0].ColumnCount };
        for (int i = 0; i < matrices.Length; i += 2)
        {
            Matrix<double> weight = matrices[i], bias = matrices[i + 1];
            int layer = (i / 2) + 1;
            if (weight.ColumnCount != sizes[^1])
            {
                throw NetworkErrors.ParameterShapeInvalid($"W{layer} has {weight.ColumnCount} columns, but the layer before has {sizes[^1]} units.", weight);
            }

            if (bias.RowCount != weight.RowCount || bias.ColumnCount != 1)
            {
                throw NetworkErrors.ParameterShapeInvalid($"b{layer} is {bias.RowCount} x {bias.ColumnCount}, but W{layer} has {weight.RowCount} rows: it must be {weight.RowCount} x 1.", bias);
            }

            sizes.Add(weight.RowCount);
        }

        NetworkTask task = schema?.Task ?? (sizes[^1] == 1 ? NetworkTask.Binary : NetworkTask.MultiClass);
        return new NetworkShape(sizes, hidden, LossFunction.For(task).Output);
    }
}
