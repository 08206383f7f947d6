using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

// How to train: the parameters, and the options that they make.
public sealed partial class InvokeNetworkTrainingCommand
{
    /// <inheritdoc cref="TrainingOptions.LearningRate"/>
    /// <value>that of the optimizer</value>
    [Parameter]
    public double? LearningRate { get; set; }

    /// <inheritdoc cref="TrainingOptions.EpochCount"/>
    [Parameter]
    [Alias("Epochs", "Iterations")]
    public int EpochCount { get; set; } = Default.EpochCount;

    /// <inheritdoc cref="TrainingOptions.Optimizer"/>
    [Parameter]
    public Optimizer Optimizer { get; set; }

    /// <inheritdoc cref="TrainingOptions.BatchSize"/>
    [Parameter]
    public int BatchSize { get; set; }

    /// <summary>The units of each hidden layer, the first one first: <c>5</c>, <c>64,32</c>, or <c>@()</c> for none.</summary>
    [Parameter(ParameterSetName = "Initialize")]
    [LayerSizeTransformation]
    [AllowEmptyCollection]
    [ValidateNotNull]
    public int[] HiddenSize { get; set; } = [5];

    /// <summary>The activation of the hidden layers: one for all of them, or one for each.</summary>
    [Parameter(ParameterSetName = "Initialize")]
    [ValidateNotNullOrEmpty]
    public Activation[] Activation { get; set; } = [Networks.Activation.Tanh];

    /// <summary>The distribution of the initial weights.</summary>
    [Parameter(ParameterSetName = "Initialize")]
    public Initialization Initialization { get; set; }

    /// <summary>
    /// The seed of the initial weights, of the order of batches, of what is dropped and of which samples are kept for validation, 0 to 4294967295. Without it one is drawn, shown
    /// with -Verbose, and kept in the result's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>The weights and biases to start from; a training result stands for its trained ones. They are not changed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Parameter")]
    [ParameterTransformation]
    public NetworkParameter Parameter { get; set; } = null!;

    /// <summary>
    /// What to go on with: the result of an earlier training, with what its optimizer remembers; on the same data, 50 and 50 epochs give
    /// what 100 give, to the last bit (but for the schedule Cosine, whose curve depends on how many epochs there are in all). Settings that are not given are those of that training. A network, its file, or bare parameters are
    /// where a new training starts. None of them is changed.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Network")]
    [NetworkTransformation]
    public NetworkReference? Network { get; set; }

    /// <inheritdoc cref="TrainingOptions.L2"/>
    [Parameter]
    public double L2 { get; set; }

    /// <inheritdoc cref="TrainingOptions.Dropout"/>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public double[] Dropout { get; set; } = [];

    /// <inheritdoc cref="TrainingOptions.ClipNorm"/>
    [Parameter]
    public double? ClipNorm { get; set; }

    /// <inheritdoc cref="TrainingOptions.Schedule"/>
    [Parameter]
    public Schedule Schedule { get; set; }

    /// <inheritdoc cref="TrainingOptions.Decay"/>
    [Parameter]
    public double? Decay { get; set; }

    /// <inheritdoc cref="TrainingOptions.StepEpochCount"/>
    [Parameter]
    public int? StepEpochCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.WarmupEpochCount"/>
    [Parameter]
    public int WarmupEpochCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.Momentum"/>
    [Parameter]
    public double Momentum { get; set; } = Default.Momentum;

    /// <inheritdoc cref="TrainingOptions.Smoothing"/>
    [Parameter]
    public double Smoothing { get; set; } = Default.Smoothing;

    /// <inheritdoc cref="TrainingOptions.Beta1"/>
    [Parameter]
    public double Beta1 { get; set; } = Default.Beta1;

    /// <inheritdoc cref="TrainingOptions.Beta2"/>
    [Parameter]
    public double Beta2 { get; set; } = Default.Beta2;

    /// <inheritdoc cref="TrainingOptions.Epsilon"/>
    [Parameter]
    public double? Epsilon { get; set; }

    /// <inheritdoc cref="TrainingOptions.WeightDecay"/>
    [Parameter]
    public double WeightDecay { get; set; } = Default.WeightDecay;

    /// <summary>
    /// How much each class counts: the word Balanced (each class as much as the others), or a hashtable of labels and weights, such as
    /// <c>@{ failed = 10; ok = 1 }</c>; classes that it does not name count 1.
    /// </summary>
    [Parameter]
    [AllowNull]
    [ClassWeightTransformation]
    public ClassWeighting? ClassWeight { get; set; }

    /// <inheritdoc cref="TrainingOptions.ValidationFraction"/>
    [Parameter]
    public double ValidationFraction { get; set; }

    /// <summary>Samples to measure each epoch with. Their features and classes are found by name.</summary>
    [Parameter]
    public Dataset? ValidationDataset { get; set; }

    /// <summary>
    /// What happens to a text in the validation samples that the training samples do not have (or in those, where a network goes on that
    /// did not learn of it): a warning the first time, and the network takes it for none of those it knows; or an error.
    /// </summary>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc cref="TrainingOptions.Patience"/>
    [Parameter]
    public int? Patience { get; set; }

    /// <inheritdoc cref="TrainingOptions.MinimumDelta"/>
    [Parameter]
    public double MinimumDelta { get; set; }

    /// <summary>
    /// The most epochs whose weights and biases are kept in the history (CostHistory.Snapshot), for pictures of how a network came to be: 0 to
    /// 1000, each 8 bytes a parameter. The first epochs are kept close together, later ones apart.
    /// </summary>
    [Parameter]
    public int SnapshotCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.ThrottleLimit"/>
    /// <value>the number of processors</value>
    [Parameter]
    public int? ThrottleLimit { get; set; }

    /// <inheritdoc cref="TrainingOptions.Standardize"/>
    [Parameter]
    public SwitchParameter Standardize { get; set; }

    /// <summary>Lets the network take the features and targets of a table as they are.</summary>
    [Parameter]
    public SwitchParameter NoStandardize { get; set; }

    /// <summary>
    /// Draws the cost curve in the terminal while it trains, instead of a progress bar. It has no effect where the output is redirected or colors
    /// are off, in jobs and with ForEach-Object -Parallel; of trainings that share a terminal, one draws.
    /// </summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    private static TrainingOptions Default { get; } = new();

    /// <summary>The settings that were given; the others are those of the training that is continued, or the defaults.</summary>
    private TrainingOptions OptionsWith(long seed)
    {
        TrainingOptions earlier = _start?.Options ?? Default;
        Dictionary<string, object?> given = MyInvocation.BoundParameters.ToDictionary(pair => pair.Key, pair => pair.Value is SwitchParameter on ? on.IsPresent : (object?)pair.Value);
        TrainingOptions options = earlier.With(given) with { Standardize = IsStandardized(), ThrottleLimit = ThrottleLimit, Seed = seed };
        if (options.Optimizer != earlier.Optimizer && !IsGiven(nameof(LearningRate)))
        {
            options = options with { LearningRate = null };
        }

        if (IsGiven(nameof(ValidationFraction)) || IsGiven(nameof(ValidationDataset)))
        {
            // One kind of validation samples replaces the other.
            bool hasPatience = IsGiven(nameof(Patience)) || ValidationFraction != 0 || ValidationDataset is not null;
            options = options with { ValidationFraction = ValidationFraction, ValidationDataset = ValidationDataset, Patience = hasPatience ? options.Patience : null };
        }

        return options;
    }

    /// <summary>Tables are standardized unless one says no; but a network that has learned to see its data in a way goes on so.</summary>
    /// <exception cref="NetworkException">Both switches are given, or one that the network contradicts.</exception>
    private bool IsStandardized()
    {
        if (Standardize && NoStandardize)
        {
            throw Errors.StandardizeAmbiguous();
        }

        NetworkParameter? given = Parameter ?? _start?.Parameter;
        if (given is null || (given.Seed is not null && given.Scaling is null))
        {
            return Standardize || (!NoStandardize && Dataset is { IsTable: true });
        }

        bool isStandardizing = given.Scaling is { FeatureMean.Count: > 0 };
        return isStandardizing ? !NoStandardize ? true : throw Contradiction("standardizes its features, and its weights fit that", "-NoStandardize")
            : Standardize ? throw Contradiction("takes its features as they are, and its weights fit that", "-Standardize") : false;

        NetworkException Contradiction(string what, string parameter)
        {
            return Errors.StandardizeMismatch(what, parameter, given);
        }
    }

    private bool IsGiven(string name)
    {
        return MyInvocation.BoundParameters.ContainsKey(name);
    }
}
