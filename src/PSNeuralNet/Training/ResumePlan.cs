using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// From where to where a training goes: from epoch 0; or, where the earlier training that it starts with is the same one, on from there
/// as if there had been no pause.
/// </summary>
internal sealed class ResumePlan
{
    private readonly TrainingStart _start;
    private readonly TrainingOptions _options;

    /// <param name="dataset">The data, to be named where a checkpoint is of other data.</param>
    /// <param name="digest">The digest of the samples.</param>
    /// <param name="start">What to start with.</param>
    /// <param name="options">How to train.</param>
    /// <param name="network">The parameters to start with, as they see the samples.</param>
    /// <exception cref="NetworkException">The checkpoint is of another training, or the warm-up takes all epochs.</exception>
    public ResumePlan(Dataset dataset, Lazy<string> digest, TrainingStart start, TrainingOptions options, NetworkParameter network)
    {
        _start = start;
        _options = options;
        DataDigest = digest;
        StartDigest = start.IsCheckpoint || options.Checkpoint is not null ? TrainingState.Digest(start.Parameter.Flatten()) : "";
        Shape = $"{string.Join('-', network.Shape.LayerSize)} {string.Join('/', network.Shape.Activation)}{(network.Shape.HasDefaultLoss ? "" : $" {network.Shape.LossFunction}")}";
        TrainingState? known = start.State;
        StartEpoch = start.IsCheckpoint ? known!.StartEpoch : known?.EpochCount ?? 0;
        End = (int)Math.Min(int.MaxValue, (long)StartEpoch + options.EpochCount);
        Earlier = known is not null && IsSameTraining(known, dataset, network) ? known : null;
        if (Earlier is null)
        {
            (StartEpoch, End) = (0, options.EpochCount);
        }

        options.RequireWarmupBefore(End);
        bool canRepeat = Earlier is { InitialValues.Length: > 0 } && HasSameSettings(Earlier);
        InitialValues = canRepeat ? Earlier!.InitialValues : Earlier?.Values ?? network.Flatten();
        InitialEpoch = canRepeat ? Earlier!.InitialEpoch : Earlier?.EpochCount ?? 0;
        IsReproducible = Earlier is null ? start.Parameter.Seed is not null : IsReproducibleWith(Earlier);
    }

    /// <summary>The earlier training that goes on; null where this one begins anew.</summary>
    public TrainingState? Earlier { get; }

    /// <summary>Whether it goes on from a checkpoint.</summary>
    public bool IsCheckpoint => _start.IsCheckpoint;

    /// <summary>The epoch that the wanted ones are counted from.</summary>
    public int StartEpoch { get; }

    /// <summary>The epoch before which it ends.</summary>
    public int End { get; }

    /// <summary>The weights and biases that the epochs can be run from again, for an optimizer that keeps its memory to itself.</summary>
    public double[] InitialValues { get; }

    /// <summary>The epoch at which those were.</summary>
    public int InitialEpoch { get; }

    /// <summary>Whether all epochs come to the same as one training from the seeds.</summary>
    public bool IsReproducible { get; }

    /// <summary>The layers in a text, to be compared.</summary>
    public string Shape { get; }

    /// <summary>The digest of the parameters that it starts with; empty where there is no checkpoint.</summary>
    public string StartDigest { get; }

    /// <summary>The digest of the data, for when it is needed.</summary>
    public Lazy<string> DataDigest { get; }

    /// <summary>The seed of the first weights; null where they were given.</summary>
    public long? InitialSeed => Earlier is null ? _start.Parameter.Seed : Earlier.InitialSeed;

    /// <summary>How the first weights were drawn; null where they were given.</summary>
    public Initialization? Initialization => Earlier is null ? _start.Parameter.Initialization : Earlier.Initialization;

    /// <summary>Whether the learning rate has been anything but one number throughout.</summary>
    public bool HasSchedule => _options.Schedule != Schedule.Constant || (Earlier is not null && (Earlier.Rate.Length > 0 || Earlier.BaseRate != _options.BaseRate));

    /// <summary>Whether a state is one to go on from as if there had been no pause.</summary>
    private bool IsSameTraining(TrainingState state, Dataset dataset, NetworkParameter network)
    {
        if (!_start.IsCheckpoint)
        {
            return state.Shape == Shape && state.DataDigest.Value == DataDigest.Value;
        }

        if (state.StartDigest != StartDigest)
        {
            throw TrainingErrors.CheckpointStartMismatch();
        }

        if (state.Shape != Shape || state.Values.Length != network.ParameterCount)
        {
            throw TrainingErrors.CheckpointMismatch("network", state.Shape, Shape);
        }

        foreach ((string name, string written, string now) in Differences(state))
        {
            throw TrainingErrors.CheckpointMismatch(name, written, now);
        }

        return state.DataDigest.Value == DataDigest.Value ? true : throw TrainingErrors.CheckpointDataMismatch(dataset);
    }

    /// <summary>Whether an earlier training and this one are as one: nothing was changed in between, and no patience given back.</summary>
    private bool IsReproducibleWith(TrainingState earlier)
    {
        bool wasOver = earlier.Best is not null && earlier.Patience.Waiting >= _options.Patience;
        return earlier.IsReproducible && (_start.IsCheckpoint || !wasOver) && HasSameSettings(earlier);
    }

    private bool HasSameSettings(TrainingState earlier)
    {
        return !Differences(earlier).Any();
    }

    private IEnumerable<(string Name, string Written, string Now)> Differences(TrainingState earlier)
    {
        return TrainingSetting.Differences(earlier.Settings, TrainingSetting.Compared(_options, End));
    }
}
