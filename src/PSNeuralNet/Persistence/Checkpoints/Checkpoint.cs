using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>A training's state, read from a file, to go on from.</summary>
public sealed class Checkpoint
{
    private readonly TrainingState _state;

    private Checkpoint(TrainingState state)
    {
        _state = state;
    }

    /// <summary>The seed of the training.</summary>
    public long Seed => _state.Seed;

    /// <summary>Number of epochs done.</summary>
    public int EpochCount => _state.EpochCount;

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkException">There is no such file, it is no checkpoint, or it is damaged.</exception>
    public static Checkpoint Read(string path)
    {
        return new Checkpoint(CheckpointFile.Read(path));
    }

    /// <summary>Start of the training that resumes the checkpoint. Data and settings have to be those of the checkpoint.</summary>
    /// <param name="parameter">Parameters of the same network, of any values.</param>
    public TrainingStart Start(NetworkParameter parameter)
    {
        return new TrainingStart(parameter, _state);
    }
}
