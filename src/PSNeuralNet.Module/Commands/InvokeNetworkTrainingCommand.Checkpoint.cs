using System.Management.Automation;
using PSNeuralNet.Persistence;

namespace PSNeuralNet.Commands;

// Checkpoints: their parameters, and what is done with them.
public sealed partial class InvokeNetworkTrainingCommand
{
    private string? _checkpointPath;
    private bool _isCheckpointUsed;

    /// <summary>
    /// The file that the state of one training is written to from time to time, and at the end. An older checkpoint is replaced, at once
    /// and as a whole; another file is not touched.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>After how many epochs the checkpoint is written: 1 or more. Each time takes some milliseconds, more for large networks.</summary>
    [Parameter]
    public int CheckpointInterval { get; set; } = 100;

    /// <summary>
    /// Goes on from the checkpoint, with the data and the settings that it was written with (there may be more epochs now, but for the
    /// schedule Cosine, whose end they are), to the result of a training without a break. Where there is no file yet, the training starts from the beginning, with a warning.
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

    private CheckpointFile? NewCheckpointFile()
    {
        return _checkpointPath is null ? null : new CheckpointFile(_checkpointPath, CheckpointInterval);
    }

    private Checkpoint? ReadCheckpoint()
    {
        if (_checkpointPath is null)
        {
            return null;
        }

        if (_isCheckpointUsed)
        {
            throw Errors.CheckpointShared(_checkpointPath!, Dataset!);
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

        WriteVerbose($"Going on from '{_checkpointPath}' after {checkpoint.EpochCount} epochs.");
        return checkpoint;
    }
}
