using PSNeuralNet.Numerics;

namespace PSNeuralNet.Commands;

// Training settings: parameters, and the options created from them.
public sealed partial class InvokeNetworkTrainingCommand
{
    /// <inheritdoc cref="TrainingOptions.LearningRate"/>
    /// <value>that of the optimizer, and for GradientDescent without hidden layers, where that would diverge, 1 / L (see Notes); chosen by the preset for tables</value>
    [Parameter]
    public double? LearningRate { get; set; }

    /// <inheritdoc cref="TrainingOptions.EpochCount"/>
    /// <value>5000; chosen by the preset for tables</value>
    [Parameter]
    [Alias("Epochs", "Iterations")]
    public int EpochCount { get; set; } = Default.EpochCount;

    /// <inheritdoc cref="TrainingOptions.Optimizer"/>
    /// <value>GradientDescent; chosen by the preset for tables</value>
    [Parameter]
    public Optimizer Optimizer { get; set; }

    /// <inheritdoc cref="TrainingOptions.BatchSize"/>
    /// <value>0; chosen by the preset for tables</value>
    [Parameter]
    public int BatchSize { get; set; }

    /// <inheritdoc cref="TrainingOptions.Precision"/>
    /// <value>Double</value>
    [Parameter]
    public Precision Precision { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.HiddenSize"/>
    /// <value>5; chosen by the preset for tables</value>
    [Parameter(ParameterSetName = InitializeSet)]
    [Parameter(ParameterSetName = DatasetInitializeSet)]
    [LayerSizeTransformation]
    [AllowEmptyCollection]
    [ValidateNotNull]
    public int[]? HiddenSize { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Activation"/>
    /// <value>Tanh; chosen by the preset for tables</value>
    [Parameter(ParameterSetName = InitializeSet)]
    [Parameter(ParameterSetName = DatasetInitializeSet)]
    [ValidateNotNullOrEmpty]
    public Activation[]? Activation { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Loss"/>
    /// <value>MeanSquaredError for numbers, the cross-entropy for classes</value>
    [Parameter(ParameterSetName = InitializeSet)]
    [Parameter(ParameterSetName = DatasetInitializeSet)]
    public Loss? Loss { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Delta"/>
    /// <value>1</value>
    [Parameter(ParameterSetName = InitializeSet)]
    [Parameter(ParameterSetName = DatasetInitializeSet)]
    public double? Delta { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Quantile"/>
    /// <value>0.1, 0.5, 0.9</value>
    [Parameter(ParameterSetName = InitializeSet)]
    [Parameter(ParameterSetName = DatasetInitializeSet)]
    [ValidateNotNull]
    public double[]? Quantile { get; set; }

    /// <inheritdoc cref="InitializeNetworkParameterCommand.Initialization"/>
    [Parameter(ParameterSetName = InitializeSet)]
    [Parameter(ParameterSetName = DatasetInitializeSet)]
    public Initialization Initialization { get; set; }

    /// <summary>
    /// The seed of the initial weights, the order of batches, dropout, and the selection of validation samples, 0 to 4294967295. If omitted,
    /// a seed is drawn, shown with -Verbose, and stored in the result's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>The initial weights and biases, which are not changed; for a training result or a network, its parameters are used.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSet)]
    [Parameter(Mandatory = true, ParameterSetName = DatasetParameterSet)]
    [ParameterTransformation]
    public NetworkParameter Parameter { get; set; } = null!;

    /// <summary>
    /// The training to continue, or the network to start from; it is not changed. A training result is continued with the state of its
    /// optimizer and its settings, unless others are given: on the same data, 50 and 50 epochs give bit for bit the result of 100 (except
    /// with the schedule Cosine, whose curve depends on the total number of epochs); it goes on from the weights without temperature and prior offset (-Calibration). A network or its file starts a new training with the settings that
    /// it keeps; parameters, and files of earlier versions, one with the tutorial's.
    /// Its target, columns and classes apply to rows. Categories that it does not know become features, with a warning; classes that it does
    /// not know are an error. Of an ensemble, each network is trained further from its own weights, with its own fold held out, and the result is an ensemble
    /// of as many networks; the history starts at epoch 0, with new optimizers. A training result has the same folds on the same rows, as its seed is
    /// kept; another seed holds out rows that a network has learned from, whose scores are too good.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = NetworkSet)]
    [Parameter(Mandatory = true, ParameterSetName = DatasetNetworkSet)]
    [NetworkTransformation]
    public NetworkReference? Network { get; set; }

    /// <summary>
    /// Learns the standardization of -Network anew from the new data: where a column has moved, for instance to another unit, the old one does
    /// not fit, of which a warning tells. Of the weights as they are, and weights adapted so that predictions stay the same, the training starts
    /// from those with the lower cost.
    /// </summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [Parameter(ParameterSetName = DatasetNetworkSet)]
    public SwitchParameter Rescale { get; set; }

    /// <inheritdoc cref="TrainingOptions.L2"/>
    [Parameter]
    public double L2 { get; set; }

    /// <inheritdoc cref="TrainingOptions.Dropout"/>
    /// <value>none; chosen by the preset for tables</value>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public double[] Dropout { get; set; } = [];

    /// <inheritdoc cref="TrainingOptions.ClipNorm"/>
    [Parameter]
    public double? ClipNorm { get; set; }

    /// <inheritdoc cref="TrainingOptions.Schedule"/>
    /// <value>Constant; chosen by the preset for tables</value>
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

    /// <inheritdoc cref="TrainingOptions.PlateauThreshold"/>
    [Parameter]
    public double PlateauThreshold { get; set; }

    /// <inheritdoc cref="TrainingOptions.MinimumLearningRate"/>
    [Parameter]
    public double MinimumLearningRate { get; set; }

    /// <inheritdoc cref="TrainingOptions.CooldownEpochCount"/>
    [Parameter]
    public int CooldownEpochCount { get; set; }

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
    /// <value>0.01; chosen by the preset for tables</value>
    [Parameter]
    public double WeightDecay { get; set; } = Default.WeightDecay;

    /// <summary>
    /// The class weights: the word Balanced (inversely proportional to the frequency of the class), or a hashtable of labels and weights,
    /// such as <c>@{ failed = 10; ok = 1 }</c>. The default weight of a class is 1. With calibration (-Calibration Temperature, chosen by the preset for tables), probabilities are
    /// then corrected to the frequencies of the training samples, and the most probable class is predicted: to find more of a rare class, predict with -RawProbability, which takes
    /// the class weights into account, or with a threshold of Set-NetworkThreshold. Without calibration, probabilities are those under the class weights.
    /// </summary>
    [Parameter]
    [AllowNull]
    [ClassWeightTransformation]
    public ClassWeighting? ClassWeight { get; set; }

    /// <inheritdoc cref="TrainingOptions.LabelSmoothing"/>
    [Parameter]
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// The calibration of class probabilities. Temperature divides the outputs before softmax or sigmoid by the number T with the lowest log loss on the samples that were held
    /// out (-ValidationFraction, -ValidationDataset, or the folds of -EnsembleCount; at least 20), and corrects probabilities for -ClassWeight. T is put into the last layer of the
    /// result, so files and exports predict the same. Classes change only by the correction. It has no effect on numbers.
    /// </summary>
    /// <value>None; chosen by the preset for tables</value>
    [Parameter]
    public Calibration Calibration { get; set; }

    /// <inheritdoc cref="TrainingOptions.ValidationFraction"/>
    /// <value>0; chosen by the preset for tables</value>
    [Parameter]
    public double ValidationFraction { get; set; }

    /// <summary>The validation samples: a dataset or rows. Their features and classes are matched by name.</summary>
    [Parameter]
    [DatasetTransformation]
    public DatasetReference? ValidationDataset { get; set; }

    /// <summary>
    /// The handling of categories that did not occur in the training data, in validation samples, or in training samples for given
    /// parameters: Warning encodes them as no known category, with one warning a column; Error reports an error, also for samples to train -Network
    /// further, whose new categories it learns otherwise.
    /// </summary>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <summary>
    /// The number of networks of an ensemble, 1 to 64; 1 trains a single network. The networks differ in initial weights, batches and dropout (seeds
    /// Seed, Seed + 1, ...), and each holds out another fold of the samples, stratified by class, or by the order of the first target, to select its best epoch. With -ValidationFraction each holds
    /// out a share that its seed draws, and with -ValidationDataset nothing. They are trained in parallel, one thread each. An ensemble that is trained
    /// further keeps its number of networks.
    /// </summary>
    /// <value>1, or the number of networks of -Network; chosen by the preset for tables</value>
    [Parameter]
    public int EnsembleCount { get; set; } = Default.EnsembleCount;

    /// <summary>
    /// The number of folds of the samples, of which each network of an ensemble holds out another: -EnsembleCount or more, up to the number of samples. With
    /// -EnsembleCount 4 -FoldCount 8, each of four networks is trained on seven eighths of the samples, and OutOfFold has predictions for one half of them. It
    /// needs an ensemble, and does not go with -ValidationFraction or -ValidationDataset.
    /// </summary>
    /// <value>the number of networks; chosen by the preset for tables</value>
    [Parameter]
    public int? FoldCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.Patience"/>
    /// <value>none; chosen by the preset for tables</value>
    [Parameter]
    public int? Patience { get; set; }

    /// <inheritdoc cref="TrainingOptions.MinimumDelta"/>
    [Parameter]
    public double MinimumDelta { get; set; }

    /// <inheritdoc cref="TrainingOptions.Watch"/>
    [Parameter]
    public WatchedMeasure Watch { get; set; }

    /// <inheritdoc cref="TrainingOptions.Tolerance"/>
    /// <value>none; chosen by the preset for tables</value>
    [Parameter]
    public double? Tolerance { get; set; }

    /// <summary>
    /// The maximum number of snapshots of weights and biases (CostHistory.Snapshot), 0 to 1000, of 8 bytes per parameter each. The interval
    /// between snapshots grows with the epochs.
    /// </summary>
    [Parameter]
    public int SnapshotCount { get; set; }

    /// <summary>
    /// The largest number of training rows that the network keeps for the explanations of Get-NetworkPrediction -Explain, 0 to 10,000. They change no prediction, but files of Export-Network have
    /// them, unless -NoBackground is given there: with 0, the network has no row of the training data. Fewer are kept where they would have more than 25,000 values that are not 0, but at least 10.
    /// </summary>
    [Parameter]
    public int BackgroundCount { get; set; } = Default.BackgroundCount;

    /// <inheritdoc cref="TrainingOptions.Contamination"/>
    /// <value>none: the 0.99 quantile of held-out rows</value>
    [Parameter]
    public double? Contamination { get; set; }

    /// <inheritdoc cref="TrainingOptions.ThrottleLimit"/>
    /// <value>the number of processors</value>
    [Parameter]
    public int? ThrottleLimit { get; set; }

    /// <inheritdoc cref="TrainingOptions.Standardize"/>
    [Parameter]
    public SwitchParameter Standardize { get; set; }

    /// <summary>Disables the standardization of the features and targets of a table.</summary>
    [Parameter]
    public SwitchParameter NoStandardize { get; set; }

    /// <inheritdoc cref="TrainingOptions.TargetTransform"/>
    [Parameter]
    public TargetTransform TargetTransform { get; set; }

    /// <inheritdoc cref="TrainingOptions.ClipTarget"/>
    /// <value>False; chosen by the preset for tables</value>
    [Parameter]
    public SwitchParameter ClipTarget { get; set; }

    /// <summary>
    /// Draws the cost curve in the terminal during the training, instead of a progress bar. It has no effect if the output is redirected, if
    /// colors are disabled, in jobs, or with ForEach-Object -Parallel. Only one training in a terminal draws.
    /// </summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    private static TrainingOptions Default { get; } = new();

    /// <summary>The settings that were given; the others are those of the training that is resumed or continued, or the defaults.</summary>
    private TrainingOptions OptionsWith(long seed)
    {
        Dictionary<string, object?> given = Given();
        TrainingOptions earlier = (IsContinuedByNetwork ? _start!.Options : _resumed?.Options ?? _start?.Options) ?? Defaults(given);
        return earlier.Replaced(given, Samples, _start ?? (Parameter is null ? null : new TrainingStart(Parameter))) with { ThrottleLimit = ThrottleLimit ?? _resumed?.Options.ThrottleLimit, Seed = seed };
    }

    /// <summary>The settings that were given, by name. Rows to validate with are read when the columns of the training are known: until then, the data stands for them.</summary>
    private Dictionary<string, object?> Given()
    {
        Dictionary<string, object?> given = MyInvocation.BoundParameters.ToDictionary(pair => pair.Key, pair => pair.Value is SwitchParameter on ? on.IsPresent : (object?)pair.Value);
        if (_resumed is null || IsContinuedByNetwork || Standardize || NoStandardize)
        {
            given[nameof(TrainingOptions.Standardize)] = IsStandardized();
        }

        if (ValidationDataset is not null)
        {
            given[nameof(ValidationDataset)] = ValidationDataset.Dataset ?? Samples;
        }

        return given;
    }

    /// <summary>Reads the rows to validate with as the network's own data.</summary>
    private void ResolveValidation(NetworkParameter network)
    {
        if (ValidationDataset is { } rows)
        {
            // Parameters without names take any columns.
            var names = Samples.Schema.Column.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            _ = rows.Resolve(this, network.Schema.Column.All(column => names.Contains(column.Name)) ? network.Schema : Samples.Schema);
        }
    }

    /// <summary>True for -Standardize, for tables without -NoStandardize, and for networks that were trained so.</summary>
    /// <exception cref="NetworkException">Both switches are given, or one that the network contradicts.</exception>
    private bool IsStandardized()
    {
        if (Standardize && NoStandardize)
        {
            throw Errors.StandardizeAmbiguous();
        }

        // -Standardize:$false is what a trial's settings give.
        bool isOff = NoStandardize || (IsGiven(nameof(Standardize)) && !Standardize);
        NetworkParameter? given = Parameter ?? _start?.Parameter;
        NetworkParameter[] networks = given is null ? [] : given.Member.Count == 0 ? [given] : [.. given.Member];
        if (given is null || (given.Seed is not null && Array.TrueForAll(networks, network => network.Scaling is null)))
        {
            return Standardize || (!isOff && (Samples is { IsTable: true } || (IsGiven(nameof(Preset)) && Preset == Preset.Table)));
        }

        // Networks of an ensemble that differ keep what each does.
        bool isStandardizing = Array.Exists(networks, network => network.Scaling is { FeatureMean.Count: > 0 }), isTaking = Array.Exists(networks, network => network.Scaling is not { FeatureMean.Count: > 0 });
        return isStandardizing && isOff ? throw Contradiction("standardizes its features, and its weights fit that", "-NoStandardize")
            : isTaking && Standardize ? throw Contradiction("takes its features as they are, and its weights fit that", "-Standardize")
            : isStandardizing;

        NetworkException Contradiction(string what, string parameter) => Errors.StandardizeMismatch(what, parameter, given);
    }

    private bool IsGiven(string name) => MyInvocation.BoundParameters.ContainsKey(name);
}
