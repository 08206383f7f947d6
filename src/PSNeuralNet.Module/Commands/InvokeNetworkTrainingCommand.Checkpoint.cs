namespace PSNeuralNet.Commands;

// Checkpoints: parameters, writing and resuming.
public sealed partial class InvokeNetworkTrainingCommand
{
    private string? _checkpointPath;
    private bool _isCheckpointUsed;

    /// <summary>
    /// The path of the checkpoint file, written periodically and at the end of one training. An existing checkpoint is replaced atomically;
    /// a file that is not a checkpoint is an error.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>The number of epochs between checkpoints: 1 or more. Writing one takes some milliseconds, more for large networks.</summary>
    [Parameter]
    public int CheckpointInterval { get; set; } = 100;

    /// <summary>
    /// Resumes from the checkpoint, with the same data and settings, to the result of an uninterrupted training. -EpochCount may be greater
    /// than before, except with the schedule Cosine. If the file does not exist, the training starts from the beginning, with a warning.
    /// </summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

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
    }

    private CheckpointFile? NewCheckpointFile() => _checkpointPath is null ? null : new CheckpointFile(_checkpointPath, CheckpointInterval);

    private Checkpoint? ReadCheckpoint()
    {
        if (_checkpointPath is null)
        {
            return null;
        }

        if (_isCheckpointUsed)
        {
            throw Errors.CheckpointShared(_checkpointPath!, Samples);
        }

        _isCheckpointUsed = true;
        if (!Resume)
        {
            return null;
        }

        if (!File.Exists(_checkpointPath))
        {
            WriteWarning($"There is no checkpoint '{_checkpointPath}' yet: the training starts from the beginning.");
            return null;
        }

        var checkpoint = Checkpoint.Read(_checkpointPath!);
        if (Seed is not null && Seed != checkpoint.Seed)
        {
            throw Errors.CheckpointSeedMismatch(_checkpointPath!, checkpoint.Seed, Seed);
        }

        if (checkpoint.EpochCount > EpochCount && _start is null)
        {
            WriteWarning($"The checkpoint has {checkpoint.EpochCount} epochs already, and -EpochCount asks for {EpochCount}: there is nothing left to do.");
        }

        WriteVerbose($"Resuming from '{_checkpointPath}' after {checkpoint.EpochCount} epochs.");
        return checkpoint;
    }
}
