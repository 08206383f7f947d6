namespace PSNeuralNet.Commands;

// Defaults: the preset, and the settings that mostly it chooses.
public sealed partial class InvokeNetworkTrainingCommand
{
    /// <summary>
    /// The set of defaults for what is not given. Tutorial: a layer of 5 tanh units, gradient descent with the rate 0.3, 5000 epochs, all samples for training. Table:
    /// network and settings are chosen from the size and the task of the data (docs/defaults.md; -Verbose and the result's ChosenSetting list them): AdamW with mini-batches,
    /// two layers of ReLU units, several networks that each hold out another part of the samples to stop by. The rule: -LearningRate without -Optimizer
    /// selects Tutorial for what is not given; any other parameter replaces only itself. A network that is trained further, and a checkpoint, keep their settings.
    /// </summary>
    /// <value>Table for tables, unless -LearningRate is given without -Optimizer; else Tutorial</value>
    [Parameter]
    public Preset Preset { get; set; }

    /// <inheritdoc cref="TrainingOptions.FeatureClip"/>
    /// <value>0; chosen by the preset for tables</value>
    [Parameter]
    public double FeatureClip { get; set; }

    /// <inheritdoc cref="TrainingOptions.BinCount"/>
    /// <value>0; chosen by the preset for tables</value>
    [Parameter]
    public int BinCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.FeatureScaleRate"/>
    /// <value>0; chosen by the preset for tables</value>
    [Parameter]
    public double FeatureScaleRate { get; set; }

    /// <summary>True where the settings that are not given are those for tables: by -Preset, or for a table, unless -LearningRate is given without -Optimizer.</summary>
    private bool UsesTableDefaults =>
        _start is null && (IsGiven(nameof(Preset)) ? Preset == Preset.Table
            : !(IsGiven(nameof(LearningRate)) && !IsGiven(nameof(Optimizer))) && Samples is null or { IsTable: true });

    /// <summary>The defaults: those of the preset that the parameters and the data select.</summary>
    private TrainingOptions Defaults(Dictionary<string, object?> given) =>
        UsesTableDefaults && Samples is not null ? TableDefaults.Of(Samples, given, HiddenSize, Parameter, isSingle: _checkpointPath is not null)
            : Default with { Preset = UsesTableDefaults ? Preset.Table : Preset.Tutorial };

    /// <summary>The settings that were chosen by the preset; or the reason why a table has those of the tutorial.</summary>
    private void TellPreset(TrainingOptions options, NetworkShape shape)
    {
        if (options.ChosenSetting(shape) is { Length: > 0 } chosen)
        {
            WriteVerbose($"Chosen by the preset {options.Preset}: {chosen}");
        }
        else if (Samples.IsTable && !IsGiven(nameof(Preset)) && IsGiven(nameof(LearningRate)) && !IsGiven(nameof(Optimizer)))
        {
            WriteVerbose("-LearningRate without -Optimizer selects the preset Tutorial for this table. For the settings of tables, give -Optimizer, too (-Optimizer AdamW), or -Preset Table.");
        }
    }

    /// <summary>Validates the settings for the data. Those of a checkpoint to resume from may need the validation samples.</summary>
    private void ValidateOptions()
    {
        if (_resumed is null)
        {
            Require(() => OptionsWith(Seed ?? 0).Validate());
        }
    }

    /// <summary>The shape of a new network: the parts that are not given are those of the checkpoint, or the defaults.</summary>
    private NetworkShape NewShape()
    {
        if (_resumed is { } checkpoint)
        {
            return checkpoint.ShapeFor(Samples, HiddenSize, Activation, Loss, Delta, Quantile);
        }

        IEnumerable<int> hidden = HiddenSize ?? (UsesTableDefaults ? TableDefaults.HiddenSizeFor(Samples) : [5]);
        IEnumerable<Activation> activation = Activation ?? [UsesTableDefaults ? TableDefaults.ActivationFor(Samples) : Networks.Activation.Tanh];
        return NetworkShape.For(Samples.Task, [Samples.FeatureCount, .. hidden, Samples.Schema.OutputCount], [.. activation], Loss, Delta, Quantile);
    }
}
