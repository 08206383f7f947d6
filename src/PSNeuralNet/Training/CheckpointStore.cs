namespace PSNeuralNet.Training;

/// <summary>Checkpoint store: keeps the state of a training every few epochs, to resume after an interruption.</summary>
public abstract class CheckpointStore
{
    /// <param name="interval">The number of epochs between two checkpoints: 1 or more.</param>
    /// <exception cref="NetworkException">The interval is too small.</exception>
    private protected CheckpointStore(int interval) =>
        Interval = interval >= 1 ? interval : throw TrainingErrors.ConstantInvalid("checkpoint interval", interval, "1 or more epochs");

    /// <summary>The number of epochs between two checkpoints.</summary>
    public int Interval { get; }

    /// <summary>Replaces the checkpoint. The state is written when this returns, since its arrays change with the training.</summary>
    internal abstract void Save(TrainingState state);

    /// <summary>A warning that there is a checkpoint of another training, which has not ended and will be replaced; null for none.</summary>
    /// <param name="identity">The training that writes checkpoints.</param>
    internal virtual string? ReplacementOf(TrainingIdentity identity) => null;
}
