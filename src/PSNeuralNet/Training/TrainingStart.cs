using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Start of a training: parameters; or an earlier training with the state of its optimizer, which resumes to identical results as without
/// the pause. An ensemble starts the training of as many networks, each from its own weights, with a history from epoch 0 and new optimizers.
/// </summary>
public sealed class TrainingStart
{
    /// <summary>Starts from parameters.</summary>
    /// <param name="parameter">The weights and biases; they are not changed.</param>
    public TrainingStart(NetworkParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
    }

    /// <summary>Starts from a network's parameters.</summary>
    /// <param name="network">The network; it is not changed.</param>
    public TrainingStart(NeuralNetwork network)
        : this((network ?? throw new ArgumentNullException(nameof(network))).Parameter)
    {
        Options = network.Training is { } training ? TrainingSetting.OptionsOf(training.Setting) : null;
    }

    /// <summary>
    /// Continues a training. On the same data the result is that of one longer training, to the last bit: 50 and 50 epochs equal 100. On other
    /// data the weights and the state of the optimizer carry over, and the history starts at epoch 0. Of an ensemble, only the weights carry over. The weights are those
    /// that were trained: without the temperature and the prior offset of a calibration, which is fitted anew.
    /// </summary>
    /// <param name="result">The result of the training; it is not changed.</param>
    public TrainingStart(TrainingResult result)
        : this((result ?? throw new ArgumentNullException(nameof(result))).Uncalibrated)
    {
        State = result.State;
        Options = result.Options;
    }

    /// <summary>The same start with other parameters: that of a new training, with the settings of the earlier one, if any.</summary>
    internal TrainingStart(NetworkParameter parameter, TrainingOptions? options)
        : this(parameter)
    {
        Options = options;
    }

    private TrainingStart(TrainingStart other, NetworkParameter parameter)
        : this(parameter, other.Options)
    {
        (State, IsCheckpoint, Rescales, Grown) = (other.State, other.IsCheckpoint, other.Rescales, other.Grown);
    }

    /// <summary>Resumes from a checkpoint, with the data and the settings that it was written with.</summary>
    internal TrainingStart(NetworkParameter parameter, TrainingState state)
        : this(parameter)
    {
        State = state;
        IsCheckpoint = true;
    }

    /// <summary>The parameters to start from.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>The settings of the training to continue, or those that a network's file keeps; null for parameters and checkpoints, and where there are none.</summary>
    public TrainingOptions? Options { get; }

    /// <summary>
    /// True to learn the scaling of features and targets anew from the data. The training then starts at epoch 0, with a new optimizer.
    /// </summary>
    public bool Rescales { get; init; }

    /// <summary>Makes sure that the settings are for as many networks as an ensemble has.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="NetworkException">They are for another number, or the ensemble has too many networks to be trained.</exception>
    public void RequireCount(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Parameter.Member.Count > TrainingSetting.MaximumEnsemble)
        {
            throw TrainingErrors.EnsembleTooManyNetworks(Parameter);
        }

        if (Parameter.IsEnsemble && options.EnsembleCount != Parameter.Member.Count)
        {
            throw TrainingErrors.EnsembleCountMismatch(Parameter, options.EnsembleCount);
        }
    }

    /// <summary>The same start, which learns the scaling anew.</summary>
    public TrainingStart Rescaling() =>
        State is { } state && IsCheckpoint ? new TrainingStart(Parameter, state) { Rescales = true, Grown = Grown } : new TrainingStart(Parameter, Options) { Rescales = true, Grown = Grown };

    /// <summary>The same start with another positive class.</summary>
    /// <param name="label">The label of one of the two classes, as in the data or as text.</param>
    /// <exception cref="NetworkException">There are not two classes, or it is none of them.</exception>
    public TrainingStart WithPositiveClass(object label) => new(this, Parameter.WithPositiveClass(label));

    /// <summary>
    /// The same start for a training with class weights: without the prior offset, which is added again at its end. The start itself where there is none, or without class
    /// weights.
    /// </summary>
    internal TrainingStart For(ClassWeighting? weight) =>
        weight is null || Parameter.WithoutPriorOffset() is not { } parameter || ReferenceEquals(parameter, Parameter) ? this : new TrainingStart(this, parameter);

    /// <summary>The same start of one network of an ensemble.</summary>
    internal TrainingStart With(NetworkParameter parameter) => new(this, parameter);

    /// <summary>Features of new categories, whose weights are drawn: without effect where no training sample has the category.</summary>
    internal IReadOnlyList<int> Grown { get; init; } = [];

    /// <summary>The state of the training to continue; null for parameters and ensembles.</summary>
    internal TrainingState? State { get; }

    /// <summary>True when the state is from a checkpoint: data and settings have to be the same, and the epochs done count.</summary>
    internal bool IsCheckpoint { get; }
}
