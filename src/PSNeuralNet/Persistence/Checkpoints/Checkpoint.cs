using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>The state of a training, read from a checkpoint file to resume from.</summary>
public sealed class Checkpoint
{
    private readonly TrainingState _state;

    private Checkpoint(TrainingState state) => _state = state;

    /// <summary>The seed of the training.</summary>
    public long Seed => _state.Seed;

    /// <summary>The number of epochs done.</summary>
    public int EpochCount => _state.EpochCount;

    /// <summary>Settings of the training, except its class weights, validation dataset and, without the schedule Cosine, number of epochs.</summary>
    public TrainingOptions Options => field ??= Settings();

    /// <summary>Units of the hidden layers.</summary>
    public IReadOnlyList<int> HiddenSize => [.. Sizes.Skip(1).SkipLast(1).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];

    /// <summary>Activation of each hidden layer.</summary>
    public IReadOnlyList<Activation> Activation => [.. ShapeText[1].Split('/').SkipLast(1).Select(name => Enum.Parse<Activation>(name))];

    // "2-5-1 Tanh/Sigmoid": see ResumePlan.
    private string[] ShapeText => _state.Identity.Shape.Split(' ');

    private string[] Sizes => ShapeText[0].Split('-');

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

    private TrainingOptions Settings()
    {
        TrainingOptions options = new TrainingOptions().With(TrainingSetting.Parsed(_state.Identity.Settings));
        return options.Optimizer == Optimizer.LBFGS ? options with { LearningRate = null } : options;
    }
}
