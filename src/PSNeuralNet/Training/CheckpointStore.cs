namespace PSNeuralNet.Training;

/// <summary>Where a training's state is kept from time to time, so that it can go on after an interruption.</summary>
public abstract class CheckpointStore
{
    /// <param name="interval">After how many epochs the state is kept: 1 or more.</param>
    /// <exception cref="NetworkException">The interval is too small.</exception>
    private protected CheckpointStore(int interval)
    {
        Interval = interval >= 1 ? interval : throw TrainingErrors.ConstantInvalid("checkpoint interval", interval, "1 or more epochs");
    }

    /// <summary>After how many epochs the state is kept.</summary>
    public int Interval { get; }

    /// <summary>Keeps a state in place of the one before: written down when this comes back, since its arrays change with the training.</summary>
    internal abstract void Save(TrainingState state);
}
