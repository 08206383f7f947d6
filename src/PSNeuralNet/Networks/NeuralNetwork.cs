using System.Collections.ObjectModel;
using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// A network with everything that a prediction needs: weights and biases, activations, the names and the order of the features,
/// how they are scaled, the classes and their labels; and where it came from. Or an ensemble of several networks, which predicts their mean.
/// </summary>
public sealed class NeuralNetwork
{
    private readonly Lazy<TrainingSummary>? _training;

    /// <summary>Creates a network from parameters.</summary>
    /// <param name="parameter">The weights and biases, with the names that go with them. They are kept, not copied.</param>
    /// <param name="training">A summary of the training; null for none.</param>
    /// <param name="moduleVersion">The version that made it; null for this one.</param>
    public NeuralNetwork(NetworkParameter parameter, TrainingSummary? training = null, string? moduleVersion = null)
        : this(parameter, training is null ? null : new Lazy<TrainingSummary>(training), moduleVersion)
    {
    }

    internal NeuralNetwork(
        NetworkParameter parameter, Lazy<TrainingSummary>? training, string? moduleVersion = null, IReadOnlyList<Lazy<TrainingSummary>?>? memberTraining = null)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
        _training = training;
        ModuleVersion = moduleVersion ?? ThisModule.Version;
        NeuralNetwork[] single = !parameter.IsEnsemble ? [] : [.. parameter.Single.Select(one => new NeuralNetwork(one, memberTraining?[IndexOf(parameter.Member, one)], ModuleVersion))];
        Member = new NetworkMembers([.. parameter.Member.Select(member => single[parameter.IndexInSingle(member)])]);
        Layer = Array.AsReadOnly<NetworkLayer>(parameter.CommonShape is not { } shape ? [] : [.. Enumerable.Range(1, shape.LayerCount).Select(layer => NetworkLayer.Of(shape, layer))]);
    }

    /// <summary>The task: two classes, several, numbers, several labels, or anomalies.</summary>
    public NetworkTask Task => Parameter.Schema.IsAnomaly ? NetworkTask.Anomaly : Parameter.Task;

    /// <summary>
    /// The networks of an ensemble, whose predictions are averaged, each with the summary of its own training; none for a single network. One that is there several times counts
    /// as often.
    /// </summary>
    public NetworkMembers Member { get; }

    /// <summary>The layers after the input, the first hidden one first; of an ensemble, those of each network, and none where they differ.</summary>
    public IReadOnlyList<NetworkLayer> Layer { get; }

    /// <summary>The units of each layer, the input first; of an ensemble, those of each network, and none where they differ.</summary>
    public IReadOnlyList<int> LayerSize => Parameter.LayerSize;

    /// <summary>The activation of each layer after the input; none for an ensemble whose networks have different ones.</summary>
    public IReadOnlyList<Activation> Activation => Parameter.Activation;

    /// <summary>The loss that it was trained with; null for an ensemble whose networks have different ones.</summary>
    public Loss? Loss => Parameter.Loss;

    /// <summary>The number of weights and biases; of an ensemble, of all its networks.</summary>
    public int ParameterCount => Parameter.ParameterCount;

    /// <summary>The names of the features, in the order in which the network takes them.</summary>
    public IReadOnlyList<string> FeatureName => Parameter.FeatureName;

    /// <summary>The name of the label column; for numbers, and for several labels, of each target column.</summary>
    public IReadOnlyList<string> TargetName => Parameter.Schema.TargetName;

    /// <summary>The classes as text, in order; none for numbers.</summary>
    public IReadOnlyList<string> ClassName => Parameter.ClassName;

    /// <summary>The positive class of two: the one to look for, which <see cref="Threshold"/>, precision and recall are about; null for other tasks.</summary>
    public string? PositiveClass => Parameter.Schema.PositiveClass;

    /// <summary>The decision threshold of two classes: the positive one is predicted where its probability is above it. 0.5 unless it was chosen; null for other tasks.</summary>
    public double? Threshold => Task == NetworkTask.Binary ? Parameter.DecisionRule().Threshold : null;

    /// <summary>The labels of the task MultiLabel, each with its two classes and its decision threshold; none for other tasks.</summary>
    public IReadOnlyList<NetworkLabel> Label =>
        new Data.TextList<NetworkLabel>([.. Parameter.Schema.Label.Select((label, i) => new NetworkLabel(label.Name, label.ClassName[0], label.ClassName[1], Parameter.DecisionRule().ThresholdOf(i)))]);

    /// <summary>The imputation and standardization of features and targets; null for none, and for an ensemble whose networks have different ones.</summary>
    public Scaling? Scaling => Parameter.Scaling;

    /// <summary>The seed of the training, or of the initial weights; null where there was none.</summary>
    public long? Seed => Training?.Seed ?? Parameter.Seed;

    /// <summary>The weights and biases: W1, b1, W2, b2, ...; those of an ensemble are in its <see cref="Member"/>.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>A summary of the training; null for none.</summary>
    public TrainingSummary? Training => _training?.Value;

    /// <summary>The version of this module that made it.</summary>
    public string ModuleVersion { get; }

    /// <summary>The same network with another decision threshold; this one is not changed.</summary>
    /// <param name="threshold">The threshold, above 0 and below 1; null for 0.5.</param>
    /// <exception cref="NetworkException">There are not two classes, or the threshold is not between 0 and 1.</exception>
    public NeuralNetwork WithThreshold(double? threshold) => With(Parameter.WithThreshold(threshold));

    /// <summary>The same network with another decision threshold of one label; this one is not changed.</summary>
    /// <param name="label">The name of the label.</param>
    /// <param name="threshold">The threshold, above 0 and below 1; null for 0.5.</param>
    /// <exception cref="NetworkException">There are not several labels, it is none of them, or the threshold is not between 0 and 1.</exception>
    public NeuralNetwork WithLabelThreshold(string label, double? threshold) => With(Parameter.WithLabelThreshold(label, threshold));

    /// <summary>The same network with another positive class, and the threshold 0.5; this one is not changed.</summary>
    /// <param name="label">The label of one of the two classes, as in the data or as text.</param>
    /// <exception cref="NetworkException">There are not two classes, or it is none of them.</exception>
    public NeuralNetwork WithPositiveClass(object label) => With(Parameter.WithPositiveClass(label));

    /// <summary>The same network with other metadata. Weights and summaries of trainings are shared, not copied.</summary>
    /// <param name="metadata">The metadata.</param>
    public NeuralNetwork With(NetworkMetadata metadata) => With(Parameter.With(metadata));

    /// <summary>In a few words: "2-5-1 tanh/sigmoid"; of an ensemble, "8 x 2-5-1 tanh/sigmoid", or "8 networks of 2 features" where their layers differ.</summary>
    public override string ToString() => Parameter.ToString();

    private NeuralNetwork With(NetworkParameter parameter) =>
        new(parameter, _training, ModuleVersion, parameter.IsEnsemble ? [.. Member.Select(member => member._training)] : null);

    private static int IndexOf(IReadOnlyList<NetworkParameter> members, NetworkParameter one) => members.TakeWhile(member => !ReferenceEquals(member, one)).Count();
}

/// <summary>A label of a network for several, for display.</summary>
/// <param name="Name">The name of the target column.</param>
/// <param name="NegativeClass">Its negative class.</param>
/// <param name="PositiveClass">Its positive class, whose probability is predicted.</param>
/// <param name="Threshold">The probability that the positive class has to exceed to be predicted.</param>
public sealed record NetworkLabel(string Name, string NegativeClass, string PositiveClass, double Threshold)
{
    /// <summary>In a few words: "spam (no, yes), threshold 0.5".</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name} ({NegativeClass}, {PositiveClass}), threshold {Threshold:0.####}");
}

/// <summary>The networks of an ensemble, in the order in which their predictions are summed; none for a single network.</summary>
public sealed class NetworkMembers : ReadOnlyCollection<NeuralNetwork>
{
    internal NetworkMembers(IList<NeuralNetwork> networks)
        : base(networks)
    {
    }

    /// <summary>In a few words: "8 networks"; empty for none.</summary>
    public override string ToString() => Count == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count} networks");
}

/// <summary>The sizes and the activation of one layer, for display.</summary>
/// <param name="Layer">Its number: 1 for the first after the input.</param>
/// <param name="Kind">"hidden" or "output".</param>
/// <param name="InputCount">The units of the layer before, or the features.</param>
/// <param name="UnitCount">Its units.</param>
/// <param name="Activation">The activation of its units.</param>
/// <param name="ParameterCount">The number of weights and biases: units * (inputs + 1).</param>
public sealed record NetworkLayer(int Layer, string Kind, int InputCount, int UnitCount, Activation Activation, int ParameterCount)
{
    /// <summary>The shape of its weights, units x inputs: "5 x 2".</summary>
    public string WeightShape => $"{UnitCount} x {InputCount}";

    /// <summary>In a few words: "hidden layer 1: 5 x 2, Tanh".</summary>
    public override string ToString() => $"{Kind} layer {Layer}: {WeightShape}, {Activation}";

    internal static NetworkLayer Of(NetworkShape shape, int layer)
    {
        int units = shape.Units(layer), inputs = shape.Inputs(layer);
        return new NetworkLayer(layer, layer == shape.LayerCount ? "output" : "hidden", inputs, units, shape.Activation[layer - 1], units * (inputs + 1));
    }
}

/// <summary>A summary of a training, kept with the network.</summary>
/// <param name="EpochCount">The number of epochs.</param>
/// <param name="FirstCost">The cost of the first one.</param>
/// <param name="LastCost">The cost of the last one.</param>
/// <param name="BestEpoch">The epoch that the weights are from, from 0; null for the last one, of a training without validation.</param>
/// <param name="ValidationCost">The cost of the validation samples with these weights, before calibration; null without validation.</param>
/// <param name="Score">The accuracy, or R2, on the training samples.</param>
/// <param name="ValidationScore">That on the validation samples; null without validation.</param>
/// <param name="SampleCount">The number of training samples.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="StopReason">The reason for its end.</param>
/// <param name="Seed">The seed; null for a training without random numbers.</param>
public sealed record TrainingSummary(
    int EpochCount,
    double FirstCost,
    double LastCost,
    int? BestEpoch,
    double? ValidationCost,
    double? Score,
    double? ValidationScore,
    int SampleCount,
    string Optimizer,
    double LearningRate,
    string StopReason,
    long? Seed)
{
    /// <summary>The temperature that the probabilities were calibrated with after the training; null for none. The costs are those before.</summary>
    public double? Temperature { get; init; }

    /// <summary>
    /// The settings that were not the defaults of generated data, without regard to culture: "Optimizer=AdamW; LearningRate=0.003". A training of the network on
    /// further rows takes them. Class weights, validation datasets, seeds and the like are not among them; empty in files of earlier versions.
    /// </summary>
    public string Setting { get; init; } = "";

    /// <summary>In a few words: "Adam, 200 epochs, 1.0997 to 0.0412".</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Optimizer}, {EpochCount} epoch{(EpochCount == 1 ? "" : "s")}, {FirstCost:0.0000} to {LastCost:0.0000}");
}
