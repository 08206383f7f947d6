using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// The first and the last epoch of a training: from epoch 0; or, where the earlier training that it starts from has the same data and network,
/// from the end of that one, to identical results as without the pause.
/// </summary>
internal sealed class ResumePlan
{
    private static readonly (string Name, string Written, string Now)[] NoDifference = [];

    private readonly TrainingStart _start;
    private readonly TrainingOptions _options;

    /// <param name="dataset">The data, to be named in an error.</param>
    /// <param name="digest">The digest of the samples.</param>
    /// <param name="start">The parameters, result or checkpoint to start from.</param>
    /// <param name="options">The options.</param>
    /// <param name="network">The parameters to start from, with their scaling.</param>
    /// <exception cref="NetworkException">The checkpoint is of another training, or the warm-up takes all epochs.</exception>
    public ResumePlan(Dataset dataset, Lazy<string> digest, TrainingStart start, TrainingOptions options, NetworkParameter network)
    {
        _start = start;
        _options = options;
        TrainingState? state = start.State;
        StartEpoch = start.IsCheckpoint ? state!.StartEpoch : state?.EpochCount ?? 0;
        End = (int)Math.Min(int.MaxValue, (long)StartEpoch + options.EpochCount);
        Identity = new TrainingIdentity(
            TrainingSetting.Compared(options, End),
            ShapeText.Of(network.Shape),
            start.IsCheckpoint || options.Checkpoint is not null || options.PauseEpoch is not null ? TrainingIdentity.Digest(start.Parameter.Flatten()) : "",
            digest);
        Earlier = state is not null && IsSameTraining(state, dataset, network) ? state : null;
        bool isLate = false;
        if (start.IsCheckpoint && Identity.DifferencesFrom(state!.Identity).Any(one => one.Name != TrainingSetting.CalibrationName))
        {
            (Earlier, isLate) = StopReplay.Of(state, options);
        }

        if (Earlier is null)
        {
            (StartEpoch, End) = (0, options.EpochCount);
            Identity = Identity with { Settings = TrainingSetting.Compared(options, End) };
        }

        options.RequireWarmupBefore(End);
        bool canRepeat = Earlier is { Parameters.InitialValues.Length: > 0 } && HasSameSettings(Earlier);
        InitialValues = canRepeat ? Earlier!.Parameters.InitialValues : Earlier?.Parameters.Values ?? network.Flatten();
        InitialEpoch = canRepeat ? Earlier!.Parameters.InitialEpoch : Earlier?.EpochCount ?? 0;
        IsReproducible = Earlier is null ? start.Parameter.Seed is not null : IsReproducibleWith(Earlier) && !isLate;
    }

    /// <summary>The earlier training to resume; null where this one starts at epoch 0.</summary>
    public TrainingState? Earlier { get; }

    /// <summary>Settings, network, initial parameters and data of this training.</summary>
    public TrainingIdentity Identity { get; }

    /// <summary>The epoch that the number of epochs in the options counts from.</summary>
    public int StartEpoch { get; }

    /// <summary>The number of epochs in all, those of earlier trainings included.</summary>
    public int End { get; }

    /// <summary>The weights and biases to start from: for LBFGS, which repeats its epochs to resume, those that it started from.</summary>
    public double[] InitialValues { get; }

    /// <summary>The number of epochs done at <see cref="InitialValues"/>.</summary>
    public int InitialEpoch { get; }

    /// <summary>True where the scaling is learned anew.</summary>
    public bool IsRescaled => _start.Rescales;

    /// <summary>True when one training from the seeds gives the same.</summary>
    public bool IsReproducible { get; }

    /// <summary>True when a used-up patience is renewed: more epochs were asked for after an early stop. A checkpoint keeps its stop.</summary>
    public bool RenewsPatience => !_start.IsCheckpoint;

    /// <summary>The seed of the initial parameters; null where they were given.</summary>
    public long? InitialSeed => Earlier is null ? _start.Parameter.Seed : Earlier.InitialSeed;

    /// <summary>The distribution of the initial parameters; null where they were given.</summary>
    public Initialization? Initialization => Earlier is null ? _start.Parameter.Initialization : Earlier.Initialization;

    /// <summary>True when the learning rate is not the same in all epochs.</summary>
    public bool HasSchedule => _options.Schedule != Schedule.Constant || _options.WarmupEpochCount > 0 || (Earlier is not null && (Earlier.History.Rate.Length > 0 || Earlier.BaseRate != _options.BaseRate));

    /// <summary>True when the training resumes from a state: same network and same data. A checkpoint of another training is an error.</summary>
    private bool IsSameTraining(TrainingState state, Dataset dataset, NetworkParameter network)
    {
        TrainingIdentity written = state.Identity;
        if (!_start.IsCheckpoint)
        {
            return written.Shape == Identity.Shape && written.DataDigest.Value == Identity.DataDigest.Value;
        }

        NetworkParameter start = _start.Parameter;
        IEnumerable<(string Name, string Written, string Now)> differences =
        [
            .. FixedDifferences(state).OrderBy(one => one.Name == TrainingSetting.CosineName),
            .. written.Shape != Identity.Shape || state.Parameters.Values.Length != network.ParameterCount ? [("network", written.Shape, Identity.Shape)] : NoDifference,
            .. written.StartDigest == Identity.StartDigest ? [] : StartDifferences(state, start),
            .. state.Resume is { } resume && resume.Rescales != IsRescaled ? [("learning of the scaling anew", $"{resume.Rescales}", $"{IsRescaled}")] : NoDifference,
        ];
        foreach ((string name, string before, string now) in differences)
        {
            throw TrainingErrors.CheckpointMismatch(name, before, now, state.Resume is not null);
        }

        if (written.StartDigest != Identity.StartDigest)
        {
            throw TrainingErrors.CheckpointStartMismatch(state.InitialSeed is not null);
        }

        return written.DataDigest.Value == Identity.DataDigest.Value ? true : throw TrainingErrors.CheckpointDataMismatch(dataset);
    }

    /// <summary>True when the earlier training and this one are one: same settings, and no patience renewed.</summary>
    private bool IsReproducibleWith(TrainingState earlier)
    {
        bool wasOver = earlier.EarlyStopping.Best is not null && earlier.EarlyStopping.EpochsWithoutImprovement >= _options.Patience;
        bool hadConverged = new Convergence(_options.Tolerance, _options.Patience) { State = earlier.Convergence }.IsOver;
        return earlier.IsReproducible && !(RenewsPatience && (wasOver || hadConverged)) && HasSameSettings(earlier);
    }

    /// <summary>True for the same settings; those that may change when a checkpoint is resumed may differ.</summary>
    private bool HasSameSettings(TrainingState earlier) => !(_start.IsCheckpoint ? FixedDifferences(earlier) : Identity.DifferencesFrom(earlier.Identity)).Any();

    private IEnumerable<(string Name, string Written, string Now)> FixedDifferences(TrainingState earlier) =>
        Identity.DifferencesFrom(earlier.Identity).Where(one => !TrainingSetting.All.Any(setting => setting.MayChange && setting.Name == one.Name));

    /// <summary>Differences of how the initial parameters were drawn, where that is known of both.</summary>
    private static IEnumerable<(string Name, string Written, string Now)> StartDifferences(TrainingState state, NetworkParameter start)
    {
        if (state.Initialization is { } before && start.Initialization is { } now && before != now)
        {
            yield return ("initialization", $"{before}", $"{now}");
        }

        if (state.InitialSeed is { } seed && start.Seed is { } other && seed != other)
        {
            yield return ("seed of the initial parameters", FormattableString.Invariant($"{seed}"), FormattableString.Invariant($"{other}"));
        }
    }
}
