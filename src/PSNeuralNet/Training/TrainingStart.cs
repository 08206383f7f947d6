using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Where a training starts: parameters; or an earlier training, with what its optimizer remembers, to go on as if it had never
/// paused.
/// </summary>
public sealed class TrainingStart
{
    /// <summary>Starts from parameters.</summary>
    /// <param name="parameter">The weights and biases; they stay as they are.</param>
    public TrainingStart(NetworkParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
    }

    /// <summary>Starts from a network's parameters.</summary>
    /// <param name="network">The network; it stays as it is.</param>
    public TrainingStart(NeuralNetwork network)
        : this((network ?? throw new ArgumentNullException(nameof(network))).Parameter)
    {
    }

    /// <summary>
    /// Goes on with a training. On the same data the result is that of one longer training, to the last bit: 50 and 50 epochs give
    /// what 100 give. On other data the weights and what the optimizer remembers carry over, and the history starts anew.
    /// </summary>
    /// <param name="result">What the training gave; it stays as it is.</param>
    public TrainingStart(TrainingResult result)
        : this((result ?? throw new ArgumentNullException(nameof(result))).Parameter)
    {
        State = result.State;
        Options = result.Options;
    }

    /// <summary>Goes on from a checkpoint: with the data and the settings that it was written with.</summary>
    internal TrainingStart(NetworkParameter parameter, TrainingState state)
        : this(parameter)
    {
        State = state;
        IsCheckpoint = true;
    }

    /// <summary>The parameters to start from.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>The settings of the training to go on with; null where there is none.</summary>
    public TrainingOptions? Options { get; }

    /// <summary>What the earlier training remembers; null where there is none.</summary>
    internal TrainingState? State { get; }

    /// <summary>Whether the state is from a checkpoint: then data and settings have to be the same, and the epochs done count.</summary>
    internal bool IsCheckpoint { get; }
}
