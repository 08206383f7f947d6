namespace PSNeuralNet.Commands;

// Checkpoints: parameters, writing and resuming.
public sealed partial class InvokeNetworkTrainingCommand
{
    private string? _checkpointPath;
    private bool _isCheckpointUsed;

    // The checkpoint to resume from.
    private Checkpoint? _resumed;

    /// <summary>
    /// The path of the checkpoint file, written periodically and at the end of one training. An existing checkpoint is replaced atomically, with a warning before, if it is of another training
    /// that has not ended; a file that is not a checkpoint is an error.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>The number of epochs between checkpoints: 1 or more. Writing one takes some milliseconds, more for large networks.</summary>
    /// <value>100; with -Resume that of the checkpoint</value>
    [Parameter]
    public int CheckpointInterval { get; set; } = 100;

    /// <summary>
    /// Resumes from the checkpoint, with the same data, to the result of an uninterrupted training. The checkpoint brings all settings that are not given, network and seed included; of data, it
    /// has none: give the rows with the parameters that read them (such as -Target), -ValidationDataset, and -Parameter or -Network, if the training began with them. -EpochCount (except with the
    /// schedule Cosine), -Patience, -MinimumDelta, -Tolerance, -Calibration, -BackgroundCount, -SnapshotCount, -CheckpointInterval and -ThrottleLimit replace those of the checkpoint; any other setting that differs is an error that
    /// names both values. If the file does not exist, the training starts from the beginning, with a warning.
    /// </summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>True where the scaling of -Network is learned anew: by -Rescale, or by the training that is resumed.</summary>
    private bool LearnsScaling => IsGiven(nameof(Rescale)) ? Rescale : _resumed?.IsRescaled ?? false;

    /// <summary>True where -Network brings the settings of a training that is resumed, since a checkpoint of an earlier version has not all of them.</summary>
    private bool IsContinuedByNetwork => _resumed is { HasAllSettings: false } && _start?.Options is not null;

    private void OpenCheckpoint()
    {
        if (CheckpointPath is null)
        {
            if (Resume || IsGiven(nameof(CheckpointInterval)))
            {
                throw Errors.CheckpointPathMissing();
            }

            return;
        }

        _checkpointPath = NewFile(CheckpointPath);
        _ = NewCheckpointFile();
        if (Resume)
        {
            ReadCheckpoint(_checkpointPath);
        }
    }

    private CheckpointFile? NewCheckpointFile() =>
        _checkpointPath is null ? null : new CheckpointFile(_checkpointPath, IsGiven(nameof(CheckpointInterval)) ? CheckpointInterval : _resumed?.Interval ?? CheckpointInterval);

    private void ReadCheckpoint(string path)
    {
        if (!File.Exists(path))
        {
            WriteWarning($"There is no checkpoint '{path}' yet: the training starts from the beginning.");
            return;
        }

        _resumed = Checkpoint.Read(path);
        if (Seed is not null && Seed != _resumed.Seed)
        {
            throw Errors.CheckpointSeedMismatch(path, _resumed.Seed, Seed);
        }

        if (!_resumed.HasAllSettings && !IsContinuedByNetwork && !IsGiven(nameof(EpochCount)) && _resumed.Options.Schedule != Schedule.Cosine)
        {
            WriteWarning($"The checkpoint '{path}' is of an earlier version, which did not keep the number of epochs: it is taken for {_resumed.Options.EpochCount}. Give -EpochCount for another one.");
        }
    }

    /// <summary>Makes sure that the checkpoint is of one training only.</summary>
    private void UseCheckpoint()
    {
        if (_checkpointPath is null)
        {
            return;
        }

        if (_isCheckpointUsed)
        {
            throw Errors.CheckpointShared(_checkpointPath, Samples);
        }

        _isCheckpointUsed = true;
    }

    private void TellResume(TrainingOptions options)
    {
        if (_resumed is not { } checkpoint)
        {
            return;
        }

        int done = checkpoint.EpochCount - checkpoint.StartEpoch;
        if (done > options.EpochCount)
        {
            WriteWarning($"The checkpoint has {done} epochs already, and {(IsGiven(nameof(EpochCount)) ? "-EpochCount asks for" : "the training is of")} {options.EpochCount}: there is nothing left to do.");
        }

        WriteVerbose($"Resuming from '{_checkpointPath}' after {checkpoint.EpochCount} epochs.");
    }
}
