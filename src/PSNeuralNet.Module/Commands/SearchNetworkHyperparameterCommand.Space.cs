using System.Collections;

namespace PSNeuralNet.Commands;

// The search space: a parameter for each setting of a training. A value, candidates, or the text of a range.
public sealed partial class SearchNetworkHyperparameterCommand
{
    /// <summary>
    /// The search space as a hashtable: values by the parameters of Invoke-NetworkTraining. A value is a candidate, an array of candidates, or the text of a range of numbers, such as
    /// '1e-4..1 log' (evenly in the logarithm) or '0..0.3'. A text such as '64,32' of HiddenSize, Activation and Dropout is one candidate with two layers. Parameters of this cmdlet with the same names
    /// belong to the space, too: -LearningRate 0.03, 0.1, 0.3. A parameter with one value has it in all trials.
    /// </summary>
    /// <value>where no parameter of the space is given either, a space around the defaults for tables, with the preset Table</value>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Space { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.HiddenSize"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? HiddenSize { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Activation"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? Activation { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Initialization"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? Initialization { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Loss"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? Loss { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Delta"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Delta { get; set; }

    /// <inheritdoc cref="TrainingOptions.LearningRate"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? LearningRate { get; set; }

    /// <inheritdoc cref="TrainingOptions.EpochCount"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [Alias("Epochs", "Iterations")]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? EpochCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.Optimizer"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? Optimizer { get; set; }

    /// <inheritdoc cref="TrainingOptions.BatchSize"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? BatchSize { get; set; }

    /// <inheritdoc cref="TrainingOptions.Momentum"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Momentum { get; set; }

    /// <inheritdoc cref="TrainingOptions.Smoothing"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Smoothing { get; set; }

    /// <inheritdoc cref="TrainingOptions.Beta1"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Beta1 { get; set; }

    /// <inheritdoc cref="TrainingOptions.Beta2"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Beta2 { get; set; }

    /// <inheritdoc cref="TrainingOptions.Epsilon"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Epsilon { get; set; }

    /// <inheritdoc cref="TrainingOptions.WeightDecay"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? WeightDecay { get; set; }

    /// <inheritdoc cref="TrainingOptions.L2"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? L2 { get; set; }

    /// <inheritdoc cref="TrainingOptions.Precision"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? Precision { get; set; }

    /// <inheritdoc cref="TrainingOptions.Dropout"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Dropout { get; set; }

    /// <inheritdoc cref="TrainingOptions.ClipNorm"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ClipNorm { get; set; }

    /// <inheritdoc cref="TrainingOptions.Schedule"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? Schedule { get; set; }

    /// <inheritdoc cref="TrainingOptions.Decay"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Decay { get; set; }

    /// <inheritdoc cref="TrainingOptions.StepEpochCount"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? StepEpochCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.WarmupEpochCount"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? WarmupEpochCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.PlateauThreshold"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? PlateauThreshold { get; set; }

    /// <inheritdoc cref="TrainingOptions.MinimumLearningRate"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? MinimumLearningRate { get; set; }

    /// <inheritdoc cref="TrainingOptions.CooldownEpochCount"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? CooldownEpochCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.ClassWeight"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ClassWeight { get; set; }

    /// <inheritdoc cref="TrainingOptions.LabelSmoothing"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? LabelSmoothing { get; set; }

    /// <inheritdoc cref="TrainingOptions.Standardize"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Standardize { get; set; }

    /// <inheritdoc cref="TrainingOptions.TargetTransform"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? TargetTransform { get; set; }

    /// <inheritdoc cref="TrainingOptions.ClipTarget"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ClipTarget { get; set; }

    /// <inheritdoc cref="TrainingOptions.FeatureClip"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? FeatureClip { get; set; }

    /// <inheritdoc cref="TrainingOptions.BinCount"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? BinCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.FeatureScaleRate"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? FeatureScaleRate { get; set; }

    /// <inheritdoc cref="TrainingOptions.ValidationFraction"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ValidationFraction { get; set; }

    /// <inheritdoc cref="TrainingOptions.Calibration"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? Calibration { get; set; }

    /// <inheritdoc cref="TrainingOptions.Patience"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Patience { get; set; }

    /// <inheritdoc cref="TrainingOptions.MinimumDelta"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? MinimumDelta { get; set; }

    /// <inheritdoc cref="TrainingOptions.Watch"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CandidateCompleter))]
    public object?[]? Watch { get; set; }

    /// <inheritdoc cref="TrainingOptions.Tolerance"/>
    /// <value>the default of the preset</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Tolerance { get; set; }
}
