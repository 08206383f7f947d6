namespace PSNeuralNet.Commands;

// Notices: what a training would do, and settings without an effect.
public sealed partial class InvokeNetworkTrainingCommand
{
    private bool _hasWarnedOfUnused;

    /// <summary>The training as -WhatIf and -Confirm tell it: "Train 4 x 4-64-32-3 relu/softmax, AdamW, learning rate 0.003, 400 epochs".</summary>
    private string Action()
    {
        TrainingOptions options = OptionsWith(0);
        string network = (Parameter ?? _start?.Parameter)?.ToString() ?? NewShape().ToString();
        string count = options.EnsembleCount > 1 && (Parameter ?? _start?.Parameter) is not { Member.Count: > 0 } ? $"{options.EnsembleCount} x " : "";
        string rate = options.Optimizer == Optimizer.LBFGS ? "" : options.LearningRate is { } given ? FormattableString.Invariant($", learning rate {given}") : ", default learning rate";
        string checkpoint = _checkpointPath is null ? "" : $", and write checkpoints to '{_checkpointPath}'";
        return FormattableString.Invariant($"Train {count}{network}, {options.Optimizer}{rate}, {options.EpochCount} epochs") + checkpoint;
    }

    private void WarnOfUnused(TrainingOptions options)
    {
        if (_hasWarnedOfUnused)
        {
            return;
        }

        _hasWarnedOfUnused = true;
        bool isChosen = options.Preset == Preset.Table && !IsGiven(nameof(Schedule));
        WarnOfUnused("without a -Schedule", options.Schedule == Schedule.Constant || isChosen, nameof(Decay), nameof(StepEpochCount));
        WarnOfUnused($"without -Schedule {Schedule.ReduceOnPlateau}", options.Schedule != Schedule.ReduceOnPlateau, nameof(PlateauThreshold), nameof(MinimumLearningRate), nameof(CooldownEpochCount));
        WarnOfUnused("where features are not standardized", !options.Standardize && options.FeatureClip > 0, nameof(FeatureClip));
        WarnOfUnused($"without -Task {NetworkTask.Anomaly}", !Samples.Schema.IsAnomaly, nameof(Contamination));
        Optimizer optimizer = options.Optimizer;
        foreach (string name in MyInvocation.BoundParameters.Keys)
        {
            IReadOnlyList<Optimizer> users = TrainingOptions.UsersOf(name);
            if (!users.Contains(optimizer))
            {
                WriteWarning($"-{name} has no effect: the optimizer is {optimizer}, and it is for {string.Join(", ", users)}.");
            }
        }
    }

    private void WarnOfUnused(string without, bool isUnused, params string[] names)
    {
        string[] unused = isUnused ? Array.FindAll(names, IsGiven) : [];
        if (unused.Length > 0)
        {
            WriteWarning($"-{string.Join(" and -", unused)} {(unused.Length == 1 ? "has" : "have")} no effect {without}.");
        }
    }

    private void WarnOfTarget(TrainingOptions options, NetworkParameter initial, bool isNew)
    {
        if (isNew && TargetHint.OfQuantiles(initial) is { } warning)
        {
            WriteWarning(warning);
        }

        foreach (string hint in isNew && Samples.IsTable ? TargetHint.Of(Samples, initial, options) : [])
        {
            WriteWarning(hint);
        }
    }

    private void WarnOfThreshold(TrainingStart? earlier)
    {
        if (earlier?.Parameter.Metadata.Threshold is { } threshold)
        {
            WriteWarning(FormattableString.Invariant($"The threshold {threshold} was chosen for the probabilities of the network before this training: the new network has none. Choose it again with Set-NetworkThreshold."));
        }

        if (earlier?.Parameter.Metadata.Anomaly is { Contamination: null, Threshold: not 1 and var score })
        {
            WriteWarning(FormattableString.Invariant($"The threshold {score} was chosen for the anomaly scores of the network before this training: that of the new network is 1, or that of -Contamination. Choose it again with Set-NetworkThreshold."));
        }

        if (earlier?.Parameter.Metadata.LabelThreshold.Count > 0)
        {
            WriteWarning("The thresholds of the labels were chosen for the probabilities of the network before this training: the new network has none. Choose them again with Set-NetworkThreshold -Label.");
        }
    }

    private void WarnOfLargeBatch(TrainingOptions options)
    {
        bool hasFolds = options is { EnsembleCount: > 1, ValidationFraction: 0, ValidationDataset: null };
        double share = hasFolds ? 1.0 / (options.FoldCount ?? options.EnsembleCount) : options.ValidationFraction;
        int samples = Samples.SampleCount - (int)Math.Ceiling(Math.Round(share * Samples.SampleCount, 9));
        if (IsGiven(nameof(BatchSize)) && options.BatchSize > samples)
        {
            WriteWarning($"The batch size {options.BatchSize} is more than the {samples} samples to train on: all of them go into each update.");
        }
    }
}
