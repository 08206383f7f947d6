using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// The sizes of a network's layers, input first, and their activations; and the offsets of each layer's weights and biases in
/// one flat array: W1 row by row, b1, W2 row by row, b2, ...
/// </summary>
public sealed class NetworkShape
{
    // Of doubles, 2 GiB.
    private const long MaximumParameters = 1L << 28;

    /// <summary>Maximum number of units of a layer: of a block of 32 samples, 1 GB.</summary>
    internal const int MaximumUnits = 4_000_000;

    /// <summary>Maximum number of layers after the input.</summary>
    internal const int MaximumLayers = 1000;

    // The values of LayerSize, without a call through the interface.
    private readonly int[] _sizes;
    private readonly int[] _weightOffset;
    private readonly LossFunction? _loss;

    /// <summary>Creates a shape.</summary>
    /// <param name="layerSize">The units of each layer, the input first: at least two numbers.</param>
    /// <param name="hidden">The activation of the hidden layers: one for all, or one for each; null for tanh.</param>
    /// <param name="output">The activation of the output layer.</param>
    /// <exception cref="NetworkException">A size is below 1, there are fewer than two, or more than 1000 layers, the network would be too large, or the activations do not fit the layers.</exception>
    public NetworkShape(IEnumerable<int> layerSize, IReadOnlyList<Activation>? hidden = null, Activation output = Networks.Activation.Sigmoid)
    {
        hidden ??= [Networks.Activation.Tanh];
        int[] sizes = [.. layerSize];
        if (sizes.Length < 2)
        {
            throw NetworkErrors.ParameterShapeInvalid($"A network has an input and an output layer at least, but {sizes.Length} layer sizes were given.", sizes);
        }

        RequireDepth(sizes.Length - 1);
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < 1)
            {
                throw NetworkErrors.LayerSizeInvalid(i == 0 ? "input" : i == sizes.Length - 1 ? "output" : "hidden", sizes[i]);
            }
        }

        decimal parameters = 0;
        int largest = sizes[0];
        for (int layer = 1; layer < sizes.Length; layer++)
        {
            parameters += sizes[layer] * (sizes[layer - 1] + 1m);
            largest = Math.Max(largest, sizes[layer]);
        }

        if (parameters > MaximumParameters || largest > MaximumUnits)
        {
            throw NetworkErrors.NetworkTooLarge(string.Join('-', sizes), MaximumParameters, MaximumUnits);
        }

        _sizes = sizes;
        LayerSize = Array.AsReadOnly(sizes);
        if (hidden.Count != 1 && hidden.Count != sizes.Length - 2)
        {
            throw NetworkErrors.ActivationCountMismatch(hidden.Count, sizes.Length - 2);
        }

        for (int i = 0; i < hidden.Count; i++)
        {
            if (!Activations.IsForHidden(hidden[i]))
            {
                throw NetworkErrors.ActivationInvalid(hidden[i]);
            }
        }

        var activations = new Activation[sizes.Length - 1];
        activations[^1] = output;
        for (int i = 0; i < activations.Length - 1; i++)
        {
            activations[i] = hidden[hidden.Count == 1 ? 0 : i];
        }

        Activation = Array.AsReadOnly(activations);

        _weightOffset = new int[sizes.Length];
        for (int layer = 1; layer < sizes.Length; layer++)
        {
            _weightOffset[layer - 1] = ParameterCount;
            ParameterCount += sizes[layer] * (sizes[layer - 1] + 1);
        }
    }

    private NetworkShape(NetworkShape other, LossFunction loss)
    {
        (_sizes, _weightOffset, LayerSize, Activation, ParameterCount) = (other._sizes, other._weightOffset, other.LayerSize, other.Activation, other.ParameterCount);
        _loss = loss;
    }

    /// <summary>The shape of a network for a task, whose loss decides the activation of the output layer.</summary>
    /// <param name="task">The task.</param>
    /// <param name="layerSize">The units of each layer, the input first: at least two numbers.</param>
    /// <param name="hidden">The activation of the hidden layers: one for all, or one for each; null for tanh.</param>
    /// <param name="loss">The loss; null for the task's default.</param>
    /// <param name="delta">The delta of the loss Huber, in the target's own unit; null for 1.</param>
    /// <param name="quantile">The quantiles of the loss Quantile, in ascending order, which give a single target an output each; null for 0.1, 0.5 and 0.9.</param>
    /// <exception cref="NetworkException">The sizes, the activations, the loss, the delta or the quantiles are not usable, or do not fit the task.</exception>
    public static NetworkShape For(
        NetworkTask task, IReadOnlyList<int> layerSize, IReadOnlyList<Activation>? hidden = null, Loss? loss = null, double? delta = null, IReadOnlyList<double>? quantile = null)
    {
        ArgumentNullException.ThrowIfNull(layerSize);
        int outputs = layerSize.Count == 0 ? 0 : layerSize[^1];
        var function = LossFunction.For(task, loss, delta, quantile);
        if (function.Quantile.Count > 0 && outputs > 0)
        {
            layerSize = outputs == 1 ? [.. layerSize.SkipLast(1), function.Quantile.Count] : throw NetworkErrors.QuantileTargets(outputs);
        }

        return task switch
        {
            NetworkTask.Binary when outputs > 1 => throw NetworkErrors.OutputCountMismatch(task, outputs, "one output"),
            NetworkTask.MultiLabel when outputs is 1 => throw NetworkErrors.OutputCountMismatch(task, outputs, "an output for each of two or more labels"),
            NetworkTask.MultiClass when outputs is 1 or 2 => throw NetworkErrors.OutputCountMismatch(task, outputs, "an output for each of three or more classes"),
            _ => new NetworkShape(layerSize, hidden, function.Output).With(function),
        };
    }

    /// <summary>The units of each layer, the input first.</summary>
    public IReadOnlyList<int> LayerSize { get; }

    /// <summary>The activation of each layer after the input.</summary>
    public IReadOnlyList<Activation> Activation { get; }

    /// <summary>The loss that the network is trained with.</summary>
    public Loss Loss => LossFunction.Loss;

    /// <summary>The delta of the loss Huber, in the target's own unit; null for other losses.</summary>
    public double? Delta => LossFunction.Delta;

    /// <summary>The quantiles of the loss Quantile, in ascending order, an output each; none for other losses.</summary>
    public IReadOnlyList<double> Quantile => LossFunction.Quantile;

    /// <summary>The number of targets: of outputs, or 1 with the loss Quantile, whose outputs are of one target.</summary>
    internal int TargetCount => _loss is { Quantile.Count: > 0 } ? 1 : OutputSize;

    /// <summary>True when the loss is the default of the task.</summary>
    public bool HasDefaultLoss => Loss == LossFunction.For(LossFunction.Task).Loss;

    /// <summary>The loss in a few words: "Huber, delta 1.5".</summary>
    public string LossText => LossFunction.ToString();

    /// <summary>The loss; by default that of the output activation.</summary>
    /// <exception cref="NetworkException">No loss has that activation.</exception>
    internal LossFunction LossFunction => _loss ?? LossFunction.Find(Activation[^1]) ?? throw NetworkErrors.OutputActivationInvalid(Activation[^1]);

    /// <summary>The task of the loss; null for an output activation without a loss.</summary>
    internal NetworkTask? Task => (_loss ?? LossFunction.Find(Activation[^1])) is not { } loss ? null
        : OutputSize > 1 && loss.IsFor(NetworkTask.MultiLabel) ? NetworkTask.MultiLabel
        : loss.Task;

    /// <summary>The number of layers with weights: all but the input.</summary>
    public int LayerCount => _sizes.Length - 1;

    /// <summary>The number of inputs of the first layer: of features, and of the bins of those that are encoded.</summary>
    public int InputSize => _sizes[0];

    /// <summary>The number of outputs.</summary>
    public int OutputSize => _sizes[^1];

    /// <summary>The number of weights and biases.</summary>
    public int ParameterCount { get; }

    /// <summary>In a few words: "2-5-1 tanh/sigmoid".</summary>
    public override string ToString()
    {
#pragma warning disable CA1308 // names of functions are written in lower case
        IEnumerable<string> activations = Activation.Select(activation => activation.ToString().ToLowerInvariant()).Distinct();
#pragma warning restore CA1308
        return $"{string.Join('-', LayerSize)} {string.Join('/', activations)}";
    }

    /// <summary>Throws for more layers after the input than a network may have.</summary>
    /// <exception cref="NetworkException">There are more.</exception>
    internal static void RequireDepth(int layers)
    {
        if (layers > MaximumLayers)
        {
            throw NetworkErrors.NetworkTooDeep(layers, MaximumLayers);
        }
    }

    /// <summary>Throws where several networks of this shape have too many weights and biases.</summary>
    /// <exception cref="NetworkException">They do.</exception>
    internal void RequireSize(int count)
    {
        if ((long)count * ParameterCount > MaximumParameters)
        {
            throw NetworkErrors.NetworkTooLarge($"{count} x {string.Join('-', LayerSize)}", MaximumParameters, MaximumUnits);
        }
    }

    /// <summary>Throws where networks of several shapes have too many weights and biases in all.</summary>
    /// <exception cref="NetworkException">They have.</exception>
    internal static void RequireSize(IReadOnlyList<NetworkShape> shapes)
    {
        if (shapes.Sum(shape => (long)shape.ParameterCount) > MaximumParameters)
        {
            throw NetworkErrors.NetworkTooLarge(string.Join(" + ", shapes.GroupBy(shape => string.Join('-', shape.LayerSize)).Select(same => same.Count() == 1 ? same.Key : $"{same.Count()} x {same.Key}")), MaximumParameters, MaximumUnits);
        }
    }

    /// <summary>True for a shape with the same layers and the same loss.</summary>
    internal bool IsSame(NetworkShape other) =>
        ReferenceEquals(this, other)
        || (_sizes.AsSpan().SequenceEqual(other._sizes) && Activation.SequenceEqual(other.Activation) && LossFunction.Loss == other.LossFunction.Loss && LossFunction.Delta == other.LossFunction.Delta
            && LossFunction.Quantile.SequenceEqual(other.LossFunction.Quantile));

    /// <summary>The same shape with another loss of the same output activation.</summary>
    internal NetworkShape With(LossFunction loss) => new NetworkShape(this, loss);

    /// <summary>The same shape with another number of inputs.</summary>
    /// <exception cref="NetworkException">The network would be too large.</exception>
    internal NetworkShape WithInputs(int inputs)
    {
        Activation[] hidden = [.. Activation.SkipLast(1)];
        return new NetworkShape([inputs, .. _sizes.Skip(1)], hidden.Length == 0 ? null : hidden, Activation[^1]).With(LossFunction);
    }

    /// <summary>The same shape for a scaling, which converts a delta of the loss from the target's own unit.</summary>
    internal NetworkShape For(Scaling? scaling) =>
        _loss?.Delta is null ? this : With(LossFunction.ForTargets(scaling?.TargetDeviation ?? []));

    /// <summary>The units of a layer, counted from 1 for the first after the input.</summary>
    internal int Units(int layer) => _sizes[layer];

    /// <summary>The inputs of a layer: the units of the one before.</summary>
    internal int Inputs(int layer) => _sizes[layer - 1];

    /// <summary>The offset of a layer's weights (units x inputs, row by row) in the flat array.</summary>
    internal int WeightOffset(int layer) => _weightOffset[layer - 1];

    /// <summary>The offset of a layer's biases in the flat array.</summary>
    internal int BiasOffset(int layer) => WeightOffset(layer) + (Units(layer) * Inputs(layer));
}
