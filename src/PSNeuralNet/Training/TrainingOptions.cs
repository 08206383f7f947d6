using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// Settings of a training: an immutable record. <see cref="Validate"/> checks them. Those of a new record are the tutorial's; <see cref="TableDefaults.Of"/> chooses those for a table.
/// </summary>
public sealed partial record TrainingOptions
{
    /// <summary>
    /// Learning rate, the factor of the gradient in each update: positive and finite, 1E-300 or more. Optimizers have rates of
    /// their own, such as 0.3 for GradientDescent (the tutorial's) and 0.001 for Adam; tables are trained by AdamW and Adam at 0.003. LBFGS takes none.
    /// </summary>
    public double? LearningRate { get; init; }

    /// <summary>Number of epochs, passes over all samples: 1 or more.</summary>
    public int EpochCount { get; init; } = 5000;

    /// <summary>Optimizer: the formula that updates the parameters.</summary>
    public Optimizer Optimizer { get; init; }

    /// <summary>
    /// Precision of the training: Single trains wide networks about twice as fast, with 7 digits of weights, gradients and moments; costs are summed in double precision. Predictions of the network are computed in double precision.
    /// </summary>
    public Precision Precision { get; init; }

    /// <summary>Mini-batch size, the number of samples of one update; 0 for all samples.</summary>
    public int BatchSize { get; init; }

    /// <summary>Momentum, the share of the velocity that Momentum and Nesterov keep in each step: 0 to less than 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Decay of RMSProp's moving mean of squares (alpha in PyTorch): 0 to less than 1.</summary>
    public double Smoothing { get; init; } = 0.99;

    /// <summary>Decay of the moving mean of the gradient in Adam and AdamW: 0 to less than 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the moving mean of its squares in Adam and AdamW: 0 to less than 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>
    /// Constant that is added to the divisor in RMSProp, Adagrad and Adam, against division by 0: 1E-300 to 1E+300. The default is 1e-8,
    /// for Adagrad 1e-10.
    /// </summary>
    public double? Epsilon { get; init; }

    /// <summary>Weight decay of AdamW: 0 or more.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>
    /// L2 penalty (ridge): the cost gets l2 / (2 m) times the sum of the squared weights, with m the total weight of the samples.
    /// Biases are not penalized. 0 or more.
    /// </summary>
    public double L2 { get; init; }

    /// <summary>
    /// Dropout rate, the share of units that are left out at random in each update, one for all hidden layers or one for each: 0
    /// to less than 1.
    /// </summary>
    public IReadOnlyList<double> Dropout { get; init; } = [];

    /// <summary>
    /// Gradient clipping: the largest L2 norm of the gradient; a longer gradient is scaled down to it. Positive; null for no
    /// limit.
    /// </summary>
    public double? ClipNorm { get; init; }

    /// <summary>Learning-rate schedule: the rate as a function of the epoch.</summary>
    public Schedule Schedule { get; init; }

    /// <summary>
    /// Decay factor of the learning rate: between 0 and 1 for Exponential and Step, more than 0 for InverseTime; for ReduceOnPlateau between 0 and
    /// 1, by default 0.1.
    /// </summary>
    public double? Decay { get; init; }

    /// <summary>
    /// Number of epochs between two decays of Step; number of epochs without improvement before ReduceOnPlateau reduces the rate,
    /// 10 by default.
    /// </summary>
    public int? StepEpochCount { get; init; }

    /// <summary>Number of warm-up epochs, in which the rate rises linearly to its base value, before the schedule starts: 0, the default, to less than all epochs.</summary>
    public int WarmupEpochCount { get; init; }

    /// <summary>
    /// Relative decrease of the cost that counts as an improvement for ReduceOnPlateau: a cost below the lowest one times 1 less this number. 0, the
    /// default, to less than 1; PyTorch's default is 1e-4.
    /// </summary>
    public double PlateauThreshold { get; init; }

    /// <summary>Lowest learning rate that ReduceOnPlateau reduces to: 0, the default, to the learning rate.</summary>
    public double MinimumLearningRate { get; init; }

    /// <summary>Number of epochs after a reduction by ReduceOnPlateau in which it does not count epochs without improvement: 0, the default, or more.</summary>
    public int CooldownEpochCount { get; init; }

    /// <summary>Class weights, factors of the sample weights by class; null for 1 each.</summary>
    public ClassWeighting? ClassWeight { get; init; }

    /// <summary>
    /// Label smoothing e of classes: of K classes, the label's target is 1 - e + e / K instead of 1, that of the others e / K instead of 0, in the training
    /// cost and its gradient (CrossEntropyLoss in PyTorch). 0, the default, to less than 1. The validation cost is that of the labels themselves.
    /// </summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Standardizes features (and the targets of a regression, but for the loss Poisson) inside the network: less their mean, divided
    /// by their standard deviation. The network stores both, so it takes raw values and predicts in the target's own unit.
    /// </summary>
    public bool Standardize { get; init; }

    /// <summary>
    /// Transform of the targets of a regression: None, the default, or Log, for targets of 0 or more that are skewed, such as costs. The network stores
    /// it, and predicts in the target's own unit; the cost, and the delta of the loss Huber, are of the logarithms. Not for the loss Poisson, which has a
    /// logarithm of its own.
    /// </summary>
    public TargetTransform TargetTransform { get; init; }

    /// <summary>Clips the predictions of a regression to the range of its training targets. The network stores the range.</summary>
    public bool ClipTarget { get; init; }

    /// <summary>
    /// Feature clipping: the limit c of x / sqrt(1 + (x / c)^2), which smoothly bounds standardized number features to less than c. 0 for
    /// none; without effect where features are not standardized. Source: D. Holzmüller et al., "Better by default", NeurIPS 2024.
    /// </summary>
    public double FeatureClip { get; init; }

    /// <summary>
    /// Piecewise-linear encoding of numbers: the largest number of bins of a number column, between quantiles of the training samples. Each bin is one more
    /// input of the first layer, which is 0 below it, 1 above it, and linear within. 0 for none, or 2 to 64. Source: Y. Gorishniy
    /// et al., "On embeddings for numerical features in tabular deep learning", NeurIPS 2022.
    /// </summary>
    public int BinCount { get; init; }

    /// <summary>
    /// Learned feature scale: the factor of the learning rate that the scale of each input of the first layer is trained with, such as 6. The scales start at 1,
    /// have no weight decay, and are multiplied into the weights of the first layer (W1 = V diag(s)), so networks and files have no scales. The L2 penalty is that
    /// of W1, and gradients are clipped before they are divided among V and s. 0 for no scales. Not for LBFGS. Source: D. Holzmüller et
    /// al., "Better by default", NeurIPS 2024.
    /// </summary>
    public double FeatureScaleRate { get; init; }

    /// <summary>
    /// Number of folds that the samples are divided into, of which each network of an ensemble holds out another: the number of networks, or more, up to the number
    /// of samples. Null for the number of networks. More folds leave more samples to train on; those of folds that no network holds out have no
    /// out-of-fold predictions. Not for single networks, and not with other validation samples.
    /// </summary>
    public int? FoldCount { get; init; }

    /// <summary>Calibration of class probabilities, on the samples that were held out: None or Temperature.</summary>
    public Calibration Calibration { get; init; }

    /// <summary>
    /// Preset: the set of defaults. Where features are standardized, Tutorial standardizes all of them; Table leaves those of categories, booleans and
    /// indicators 0 or 1, and gives features that are the same in all training samples the weights 0.
    /// </summary>
    public Preset Preset { get; init; }

    /// <summary>
    /// Maximum number of threads: 1 or more; null for the number of processors. The result does not depend on it, to the last
    /// bit.
    /// </summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>
    /// Validation fraction, the share of the samples that is held out to measure each epoch with: 0 to less than 1.
    /// They are drawn at random, stratified by class, which needs two samples or more of each class.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>Validation samples to measure each epoch with; null for none. Their classes and features are found by name.</summary>
    public Dataset? ValidationDataset { get; init; }

    /// <summary>
    /// Ensemble: the number of networks to train, whose predictions are averaged: 1 for a single network, to 64. Each network has
    /// initial weights, batches and dropout of its own, from the seeds Seed, Seed + 1, ..., and holds out another fold of the samples, stratified by class, or
    /// by the order of the first target, to measure its epochs with; with a validation fraction, a share that its seed draws, and with a validation dataset nothing. The networks are trained
    /// side by side, each on one thread.
    /// </summary>
    public int EnsembleCount { get; init; } = 1;

    /// <summary>
    /// Patience of early stopping: the number of epochs without improvement on the validation samples after which the training stops, 1 or
    /// more; null for no early stopping. The best weights are returned in any case. With a tolerance, it is the number of epochs of that, too, and
    /// needs no validation samples.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>Least improvement of what is watched (a decrease of the validation cost, or an increase of the metric) that counts for early stopping: 0 or more.</summary>
    public double MinimumDelta { get; init; }

    /// <summary>Measure on the validation samples that the patience and the best epoch look at: their cost, or a metric.</summary>
    public WatchedMeasure Watch { get; init; }

    /// <summary>
    /// Tolerance of the training cost: the training ends, converged, when the cost of more than 10 epochs (or of the patience, if given) in
    /// a row was not lower than the lowest one before by more than this number, as scikit-learn's MLPs end with tol and n_iter_no_change. 0 or more, such as 1e-4;
    /// null for all epochs. A warning tells where the epochs ran out before.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>
    /// Maximum number of epochs whose weights and biases are kept in the history, to show how the network developed: 0, the
    /// default, to 1000. Each takes 8 bytes a parameter. See <see cref="CostHistory.Snapshot"/>.
    /// </summary>
    public int SnapshotCount { get; init; }

    /// <summary>
    /// Background sample: the largest number of training samples that the network keeps for explanations of its predictions, 0 to 10,000. It changes no
    /// prediction. 0 for none, so that the network and its file have no rows of the training data.
    /// </summary>
    public int BackgroundCount { get; init; } = BackgroundSample.DefaultCount;

    /// <summary>
    /// Contamination: the share of the training rows that are anomalies, more than 0 and less than 0.5. The threshold of the task Anomaly is then the score that as many of the training rows exceed. Null for the
    /// 0.99 quantile of the scores of rows that were held out.
    /// </summary>
    public double? Contamination { get; init; }

    /// <summary>Checkpoint file that the state is written to every few epochs; null for none.</summary>
    public CheckpointStore? Checkpoint { get; init; }

    /// <summary>Seed of the batch order, dropout and the validation split: 0 to 4294967295.</summary>
    public long Seed { get; init; }

    /// <summary>True when the seed matters beyond the initial parameters: mini-batches, dropout, a validation fraction or an ensemble.</summary>
    public bool HasChance => EnsembleCount > 1 || BatchSize > 0 || ValidationFraction > 0 || Dropout.Any(share => share > 0);

    /// <summary>Number of epochs done after which the training pauses, to be resumed later; the schedule is that of all epochs. Null for no pause.</summary>
    internal int? PauseEpoch { get; init; }

    /// <summary>Parameters that the preset chose, HiddenSize and Activation among them.</summary>
    internal IReadOnlyList<string> Chosen { get; init; } = [];

    internal bool HasValidation => EnsembleCount > 1 || ValidationFraction > 0 || ValidationDataset is not null;

    internal double BaseRate => LearningRate ?? OptimizerInfo.Of(Optimizer).LearningRate;

    /// <summary>The optimizers that use a setting: all of them, unless it is a constant of some, such as Momentum.</summary>
    /// <param name="setting">The name of a property of these options.</param>
    public static IReadOnlyList<Optimizer> UsersOf(string setting) => OptimizerInfo.UsersOf(setting);

    /// <summary>The settings that the preset chose, as parameters of Invoke-NetworkTraining: "-HiddenSize 64,32 -Optimizer AdamW"; empty where it chose none.</summary>
    /// <param name="shape">The network.</param>
    public string ChosenSetting(NetworkShape shape) => RepeatCommand.Chosen(this, shape);

    /// <summary>A copy with other values of some settings.</summary>
    /// <param name="values">Values by the name of their property and of its type. Other names are ignored.</param>
    /// <exception cref="ArgumentException">A value is not of the property's type.</exception>
    public TrainingOptions With(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        TrainingOptions copy = this with { Chosen = [.. Chosen.Where(name => !values.ContainsKey(name))] };
        foreach (TrainingSetting setting in TrainingSetting.All.Where(setting => values.ContainsKey(setting.Parameter)))
        {
            setting.Set(copy, values[setting.Parameter]);
        }

        return copy;
    }

    /// <summary>Validates each setting and their combinations.</summary>
    /// <exception cref="NetworkException">A setting is out of its range, or does not go with another.</exception>
    public void Validate()
    {
        ValidateEach();
        ValidateSchedule();
        ValidateValidation();
        Require(EnsembleCount == 1 || Checkpoint is null, TrainingErrors.EnsembleCheckpoint);
        ValidateFolds();
        ValidateLbfgs();
        ValidatePlateau();
    }

    /// <summary>
    /// Validates each setting by itself: without its combinations with others, which are not known before the data is there, as <see cref="TableDefaults.Of"/> chooses them for it.
    /// </summary>
    /// <exception cref="NetworkException">A setting is out of its range.</exception>
    public void ValidateEach()
    {
        RequireRate(BaseRate);
        Require(EpochCount >= 1, () => TrainingErrors.EpochCountInvalid(EpochCount));
        Require(BatchSize >= 0, () => TrainingErrors.BatchSizeInvalid(BatchSize));
        foreach (TrainingSetting setting in TrainingSetting.All)
        {
            setting.Validate(this);
        }

        ClassWeight?.Validate();
        foreach (double share in Dropout)
        {
            Require(share is >= 0 and < 1, () => TrainingErrors.DropoutInvalid(share));
        }

        Require(ValidationFraction is >= 0 and < 1, () => TrainingErrors.ValidationFractionInvalid(ValidationFraction));
    }

    /// <summary>Makes sure that a learning rate is positive, finite and not too small.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    internal static void RequireRate(double rate) =>
        Require(TrainingSetting.IsRate(rate), () => TrainingErrors.LearningRateInvalid(rate));

    /// <summary>Makes sure that the warm-up is shorter than the training, epochs of an earlier training included.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    internal void RequireWarmupBefore(int end) =>
        Require(WarmupEpochCount < Math.Max(1, end), () => TrainingErrors.ConstantInvalid("number of warm-up epochs", WarmupEpochCount, "0 to less than all epochs"));

    /// <summary>Makes sure that the settings go with a task: label smoothing is for classes, and each metric to watch for one kind of target.</summary>
    /// <exception cref="NetworkException">One does not.</exception>
    internal void RequireTask(NetworkTask task)
    {
        Require(TargetTransform == TargetTransform.None || task == NetworkTask.Regression, () => TrainingErrors.TargetSettingMismatch("A target transform", TargetTransform));
        Require(!ClipTarget || task == NetworkTask.Regression, () => TrainingErrors.TargetSettingMismatch("Clipping", ClipTarget));
        Require(LabelSmoothing == 0 || task != NetworkTask.Regression, () => TrainingErrors.LabelSmoothingWithoutClasses(LabelSmoothing));
        bool isForTask = Watch switch
        {
            WatchedMeasure.Cost => true,
            WatchedMeasure.Accuracy => task != NetworkTask.Regression,
            WatchedMeasure.R2 => task == NetworkTask.Regression,
        };
        Require(isForTask, () => TrainingErrors.WatchMismatch(Watch, task));
    }

    /// <summary>Makes sure that optimizer and target transform go with a loss.</summary>
    /// <exception cref="NetworkException">One does not.</exception>
    internal void RequireOptimizerFor(LossFunction loss)
    {
        Require(
            TargetTransform == TargetTransform.None || loss.AllowsStandardizedTarget || loss.Task != NetworkTask.Regression,
            () => TrainingErrors.TargetTransformMismatch($"the loss {loss.Loss} has a logarithm of its own, in its predictions e^z", TargetTransform));
        Require(
            Optimizer != Optimizer.LBFGS || loss.HasCurvature,
            () => TrainingErrors.LbfgsMismatch($"the loss {loss.Loss}, which has no curvature to estimate", loss.Quantile.Count > 0 ? $"Take the optimizer {Optimizer.Adam}" : $"Take the loss {Loss.Huber} with a small delta"));
    }

    private static void Require(bool holds, Func<NetworkException> failure)
    {
        if (!holds)
        {
            throw failure();
        }
    }

    private void ValidateSchedule()
    {
        Require(Schedule is not (Schedule.Exponential or Schedule.InverseTime or Schedule.Step) || Decay is not null, () => TrainingErrors.ScheduleConstantMissing(Schedule, "decay"));
        Require(Schedule != Schedule.Step || StepEpochCount is not null, () => TrainingErrors.ScheduleConstantMissing(Schedule, "number of epochs of a step"));
        Require(Schedule == Schedule.InverseTime || Decay is null or <= 1, () => TrainingErrors.ConstantInvalid("decay", Decay!.Value, "more than 0 and less than 1"));
        Require(Schedule is Schedule.Constant or Schedule.InverseTime or Schedule.Cosine || Decay != 1, () => TrainingErrors.DecayWithoutEffect(Schedule));
    }

    private void ValidatePlateau() =>
        Require(MinimumLearningRate <= BaseRate, () => TrainingErrors.ConstantInvalid("minimum learning rate", MinimumLearningRate, FormattableString.Invariant($"0 to the learning rate, {BaseRate}")));

    private void ValidateValidation()
    {
        Require(ValidationFraction == 0 || ValidationDataset is null, TrainingErrors.ValidationGivenTwice);
        Require(Patience is null || HasValidation || Tolerance is not null, TrainingErrors.PatienceWithoutValidation);
        Require(Watch == WatchedMeasure.Cost || HasValidation, () => TrainingErrors.WatchWithoutValidation(Watch));
    }

    private void ValidateFolds()
    {
        if (FoldCount is { } folds)
        {
            Require(EnsembleCount > 1, () => TrainingErrors.FoldCountWithoutEnsemble(folds));
            Require(ValidationFraction == 0 && ValidationDataset is null, () => TrainingErrors.FoldCountWithValidation(folds));
            Require(folds >= EnsembleCount, () => TrainingErrors.FoldCountTooSmall(folds, EnsembleCount));
        }
    }
}
