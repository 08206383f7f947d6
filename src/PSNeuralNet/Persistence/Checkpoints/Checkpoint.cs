using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>The state of a training, read from a checkpoint file to resume from.</summary>
public sealed class Checkpoint
{
    private readonly TrainingState _state;
    private readonly ShapeText _shape;

    private Checkpoint(TrainingState state)
    {
        _state = state;
        _shape = ShapeText.Parse(state.Identity.Shape)!;
    }

    /// <summary>The seed of the training.</summary>
    public long Seed => _state.Seed;

    /// <summary>The number of epochs done.</summary>
    public int EpochCount => _state.EpochCount;

    /// <summary>
    /// Settings of the training. Its validation dataset is not kept. Checkpoints of versions 1 to 3 lack class weights by label and, without the schedule Cosine, the number of epochs:
    /// see <see cref="HasAllSettings"/>.
    /// </summary>
    public TrainingOptions Options => field ??= _state.Resume?.Options ?? Settings();

    /// <summary>True when all settings are kept: in checkpoints of version 4.</summary>
    public bool HasAllSettings => _state.Resume is not null;

    /// <summary>The number of epochs done when the training, which may continue another one, started.</summary>
    public int StartEpoch => _state.StartEpoch;

    /// <summary>Units of the hidden layers.</summary>
    public IReadOnlyList<int> HiddenSize => _shape.HiddenSize;

    /// <summary>Activation of each hidden layer.</summary>
    public IReadOnlyList<Activation> Activation => [.. _shape.Activation.SkipLast(1)];

    /// <summary>The loss; null for the default one of the task.</summary>
    public Loss? Loss => _shape.Loss;

    /// <summary>The delta of the loss Huber; null for other losses.</summary>
    public double? Delta => _shape.Delta;

    /// <summary>The quantiles of the loss Quantile; null for other losses.</summary>
    public IReadOnlyList<double>? Quantile => _shape.Quantile;

    /// <summary>The seed that the initial parameters were drawn with; null where they were given.</summary>
    public long? InitialSeed => _state.InitialSeed;

    /// <summary>The distribution that the initial parameters were drawn from; null where they were given, and in checkpoints of version 1.</summary>
    public Initialization? Initialization => _state.Initialization;

    /// <summary>True where the scaling of the network to start from is learned anew; null where that is not known, in checkpoints of versions 1 to 3.</summary>
    public bool? IsRescaled => _state.Resume?.Rescales;

    /// <summary>The number of epochs between two checkpoints; null where that is not known, in checkpoints of versions 1 to 3.</summary>
    public int? Interval => _state.Resume?.Interval;

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkException">There is no such file, it is no checkpoint, or it is damaged.</exception>
    public static Checkpoint Read(string path) => new Checkpoint(CheckpointFile.Read(path));

    /// <summary>Creates the start of a training that resumes. Data, settings and initial parameters have to be those that the checkpoint was written with.</summary>
    /// <param name="parameter">The parameters that the training started from.</param>
    public TrainingStart Start(NetworkParameter parameter) => new TrainingStart(parameter, _state);

    /// <summary>Creates the start of a training that resumes, where the training began with a network to train further.</summary>
    /// <param name="start">The start of the training, with the features of new categories.</param>
    public TrainingStart Start(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new TrainingStart(start.Parameter, _state) { Grown = start.Grown };
    }

    /// <summary>The shape of the network to resume, for the inputs and outputs of a dataset. Parts that are given replace its own, so that a training that differs is an error that names both.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="hiddenSize">Units of the hidden layers; null for those of the checkpoint.</param>
    /// <param name="activation">Their activation: one for all, or one for each; null for those of the checkpoint.</param>
    /// <param name="loss">The loss; null for that of the checkpoint.</param>
    /// <param name="delta">The delta of the loss Huber; null for that of the checkpoint.</param>
    /// <param name="quantile">The quantiles of the loss Quantile; null for those of the checkpoint.</param>
    /// <exception cref="NetworkException">A given part is not usable, or does not fit the data.</exception>
    public NetworkShape ShapeFor(
        Dataset dataset, IReadOnlyList<int>? hiddenSize = null, IReadOnlyList<Activation>? activation = null, Loss? loss = null, double? delta = null, IReadOnlyList<double>? quantile = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        IReadOnlyList<int> hidden = hiddenSize ?? HiddenSize;
        IReadOnlyList<Activation> activations = activation ?? (hidden.Count == Activation.Count && hidden.Count > 0 ? Activation : [.. Activation.Take(1).DefaultIfEmpty(Networks.Activation.Tanh)]);
        double? distance = delta ?? (loss is null || loss == Loss ? Delta : null);
        return NetworkShape.For(dataset.Task, [dataset.FeatureCount, .. hidden, dataset.Schema.OutputCount], activations, loss ?? Loss, distance, quantile ?? (loss is null || loss == Loss ? Quantile : null));
    }

    private TrainingOptions Settings()
    {
        TrainingOptions options = new TrainingOptions().With(TrainingSetting.Parsed(_state.Identity.Settings));
        options = _state.Identity.Settings.Any(setting => setting is { Key: "class weight", Value: nameof(ClassWeighting.Balanced) }) ? options with { ClassWeight = ClassWeighting.Balanced } : options;
        return options.Optimizer == Optimizer.LBFGS ? options with { LearningRate = null } : options;
    }
}
