namespace PSNeuralNet.Training;

/// <summary>Settings of a training in its checkpoint, so that it resumes without naming them again.</summary>
/// <param name="Options">The settings, with the names of those that the preset chose; without the validation dataset and the checkpoint.</param>
/// <param name="Validation">The validation dataset in a few words; empty for none. It has to be given again.</param>
/// <param name="Rescales">True where the scaling of the network to start from is learned anew.</param>
/// <param name="Interval">The number of epochs between two checkpoints: 1 or more.</param>
/// <param name="IsOver">True at the end of the training: all epochs done, or stopped early.</param>
internal sealed record ResumeSettings(TrainingOptions Options, string Validation, bool Rescales, int Interval, bool IsOver)
{
    /// <summary>The settings of a training.</summary>
    /// <param name="options">The options.</param>
    /// <param name="rescales">True where the scaling is learned anew.</param>
    /// <param name="isOver">True at its end.</param>
    public static ResumeSettings Of(TrainingOptions options, bool rescales, bool isOver) =>
        new(options with { ValidationDataset = null, Checkpoint = null }, options.ValidationDataset?.ToString() ?? "", rescales, options.Checkpoint?.Interval ?? 1, isOver);

    /// <summary>Makes sure that there are validation samples, if the training that is resumed had a dataset of them.</summary>
    /// <param name="start">The start of the training.</param>
    /// <param name="options">The options that it is resumed with.</param>
    /// <exception cref="NetworkException">There are none.</exception>
    public static void RequireValidation(TrainingStart start, TrainingOptions options)
    {
        if (start is { IsCheckpoint: true, State.Resume.Validation: { Length: > 0 } validation } && options is { ValidationDataset: null, ValidationFraction: 0 })
        {
            throw TrainingErrors.CheckpointValidationMissing(validation);
        }
    }

    /// <summary>A training in a few words, for messages: "2-5-1 Tanh/Sigmoid, Adam, seed 3, 200 of 5000 epochs".</summary>
    /// <param name="state">Its state.</param>
    public static string Describe(TrainingState state)
    {
        string of = state.Resume is { } resume ? FormattableString.Invariant($" of {(long)state.StartEpoch + resume.Options.EpochCount}") : "";
        return FormattableString.Invariant($"{state.Identity.Shape}, {state.Optimizer}, seed {state.Seed}, {state.EpochCount}{of} epochs");
    }
}
