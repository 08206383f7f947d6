using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>How to train.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// The step along the gradient: positive and finite. Where none is given it is 0.3 for GradientDescent (the tutorial's), 0.03 for
    /// Momentum and Nesterov, 0.01 for RMSProp and Adagrad, and 0.001 for Adam and AdamW. LBFGS takes none.
    /// </summary>
    public double? LearningRate { get; init; }

    /// <summary>How many times training goes through all samples: 1 or more. The default is 5000.</summary>
    public int EpochCount { get; init; } = 5000;

    /// <summary>How parameters move, given their gradient.</summary>
    public Optimizer Optimizer { get; init; }

    /// <summary>How many samples go into one update; 0, the default, for all of them.</summary>
    public int BatchSize { get; init; }

    /// <summary>How much of the earlier velocity Momentum and Nesterov keep: 0 to less than 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>How much of the earlier mean square RMSProp keeps (alpha in PyTorch): 0 to less than 1.</summary>
    public double Smoothing { get; init; } = 0.99;

    /// <summary>How much of the earlier mean Adam and AdamW keep: 0 to less than 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How much of the earlier mean square Adam and AdamW keep: 0 to less than 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What keeps RMSProp, Adagrad and Adam from dividing by 0: positive. The default is 1e-8, for Adagrad 1e-10.</summary>
    public double? Epsilon { get; init; }

    /// <summary>How fast AdamW lets parameters decay: 0 or more.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The penalty on large weights: the cost gets l2 / (2 m) times the sum of their squares, for samples that weigh m in all. Biases are free. 0 or more.</summary>
    public double L2 { get; init; }

    /// <summary>The share of units that are left out at random in each step, one for all hidden layers or one for each: 0 to less than 1.</summary>
    public IReadOnlyList<double> Dropout { get; init; } = [];

    /// <summary>The most that the gradient may measure (the root of the sum of its squares); a longer one is shortened. Positive; null for no limit.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>How the learning rate changes from epoch to epoch.</summary>
    public Schedule Schedule { get; init; }

    /// <summary>The decay of the learning rate: of Exponential and Step more than 0 and at most 1, of InverseTime more than 0, of ReduceOnPlateau 0.1 by default.</summary>
    public double? Decay { get; init; }

    /// <summary>After how many epochs Step decays; how many epochs ReduceOnPlateau waits, 10 by default.</summary>
    public int? StepEpochCount { get; init; }

    /// <summary>In how many epochs Cosine lets the rate rise at first.</summary>
    public int WarmupEpochCount { get; init; }

    /// <summary>How much each class counts, besides the weights of the samples; null for all the same.</summary>
    public ClassWeighting? ClassWeight { get; init; }

    /// <summary>
    /// Whether features (and the targets of a regression) are standardized inside the network: less their mean, divided by their
    /// deviation. The network keeps the numbers, so it takes raw values and gives predictions in the target's own unit.
    /// </summary>
    public bool Standardize { get; init; }

    /// <summary>The most threads that a training takes: 1 or more; null for one for each processor. The result does not depend on it, to the last bit.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>
    /// The share of the samples that is kept from the training, to measure each epoch with: 0, the default, to less than 1. They are drawn
    /// at random, each class with its share.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>Samples to measure each epoch with; null for none. Their classes and features are found by name.</summary>
    public Dataset? ValidationDataset { get; init; }

    /// <summary>
    /// Stops when the validation cost has not fallen for so many epochs: 1 or more; null for never. The best weights are what comes
    /// back in any case.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>By how much the validation cost has to fall for the patience to last on: 0 or more.</summary>
    public double MinimumDelta { get; init; }

    /// <summary>
    /// The most epochs whose weights and biases are kept in the history, for pictures of how a network came to be: 0, the default, for none,
    /// to 1000. Each takes 8 bytes a parameter. See <see cref="CostHistory.Snapshot"/>.
    /// </summary>
    public int SnapshotCount { get; init; }

    /// <summary>Where to keep the state from time to time; null for nowhere.</summary>
    public CheckpointStore? Checkpoint { get; init; }

    /// <summary>The seed of the order of the batches, of what is dropped and of which samples are kept for validation, 0 to 4294967295.</summary>
    public long Seed { get; init; }

    /// <summary>Whether anything in a training is left to chance, and so to the seed, besides the initial parameters.</summary>
    public bool HasChance => BatchSize > 0 || ValidationFraction > 0 || Dropout.Any(share => share > 0);

    internal bool HasValidation => ValidationFraction > 0 || ValidationDataset is not null;

    internal double BaseRate => LearningRate ?? OptimizerInfo.Of(Optimizer).LearningRate;

    /// <summary>The optimizers that use a setting: all of them, unless it is a constant of some, such as Momentum.</summary>
    /// <param name="setting">The name of a property of these options.</param>
    public static IReadOnlyList<Optimizer> UsersOf(string setting) => OptimizerInfo.UsersOf(setting);

    /// <summary>A copy with other values of some settings.</summary>
    /// <param name="values">Values by the name of their property and of its type. Other names are ignored.</param>
    /// <exception cref="ArgumentException">A value is not of the property's type.</exception>
    public TrainingOptions With(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        TrainingOptions copy = this with { };
        foreach (TrainingSetting setting in TrainingSetting.All.Where(setting => values.ContainsKey(setting.Parameter)))
        {
            setting.Set(copy, values[setting.Parameter]);
        }

        return copy;
    }

    /// <summary>Makes sure that every option is usable, by itself and with the others.</summary>
    /// <exception cref="NetworkException">One is not.</exception>
    public void Validate()
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

        ValidateSchedule();
        ValidateValidation();
        ValidateLbfgs();
    }

    /// <summary>Makes sure that a learning rate is positive and finite.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    internal static void RequireRate(double rate)
    {
        Require(double.IsFinite(rate) && rate > 0, () => TrainingErrors.LearningRateInvalid(rate));
    }

    /// <summary>Makes sure that the warm-up is over before all epochs are, those of an earlier training among them.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    internal void RequireWarmupBefore(int end)
    {
        Require(WarmupEpochCount < Math.Max(1, end), () => TrainingErrors.ConstantInvalid("number of warm-up epochs", WarmupEpochCount, "0 to less than all epochs"));
    }

    /// <summary>Makes sure that the optimizer can minimize a loss.</summary>
    /// <exception cref="NetworkException">It cannot.</exception>
    internal void RequireOptimizerFor(LossFunction loss)
    {
        Require(
            Optimizer != Optimizer.LBFGS || loss.HasCurvature,
            () => TrainingErrors.LbfgsMismatch($"the loss {loss.Loss}, which has no curvature to estimate", $"Take the loss {Loss.Huber} with a small delta"));
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
        Require(Schedule == Schedule.InverseTime || Decay is null or <= 1, () => TrainingErrors.ConstantInvalid("decay", Decay!.Value, "more than 0 and at most 1"));
    }

    private void ValidateValidation()
    {
        Require(ValidationFraction is >= 0 and < 1, () => TrainingErrors.ValidationFractionInvalid(ValidationFraction));
        Require(ValidationFraction == 0 || ValidationDataset is null, TrainingErrors.ValidationGivenTwice);
        Require(Patience is null || HasValidation, TrainingErrors.PatienceWithoutValidation);
    }

    private void ValidateLbfgs()
    {
        (bool IsGiven, string With, string Remedy)[] unusable =
        [
            (BatchSize > 0, "mini-batches", "Leave the batch size out"),
            (Dropout.Any(share => share > 0), "dropout", "Leave the dropout out"),
            (LearningRate is not null, "a learning rate", "Leave the rate out: it finds the length of its steps by itself"),
            (ClipNorm is not null, "clipping", "Leave the norm out"),
            (Schedule != Schedule.Constant, "a learning-rate schedule", "Leave the schedule out"),
        ];
        foreach ((bool isGiven, string with, string remedy) in unusable)
        {
            Require(Optimizer != Optimizer.LBFGS || !isGiven, () => TrainingErrors.LbfgsMismatch(with, remedy));
        }
    }
}
