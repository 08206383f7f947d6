using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

// Rules by which settings follow from others: those that are given replace those of before, and LBFGS does without some.
public sealed partial record TrainingOptions
{
    /// <summary>Settings that LBFGS cannot use: when each is in use, the value without it, and what an error calls it.</summary>
    private static readonly Unusable[] UnusableByLbfgs =
    [
        new(nameof(BatchSize), options => options.BatchSize > 0, options => options with { BatchSize = 0 }, "mini-batches", "Leave the batch size out"),
        new(nameof(Dropout), options => options.Dropout.Any(share => share > 0), options => options with { Dropout = [] }, "dropout", "Leave the dropout out"),
        new(nameof(LearningRate), options => options.LearningRate is not null, options => options with { LearningRate = null }, "a learning rate", "Leave the rate out: it finds the length of its steps by itself"),
        new(nameof(ClipNorm), options => options.ClipNorm is not null, options => options with { ClipNorm = null }, "clipping", "Leave the norm out"),
        new(nameof(Schedule), options => options.Schedule != Schedule.Constant, options => options with { Schedule = Schedule.Constant }, "a learning-rate schedule", "Leave the schedule out"),
        new(nameof(WarmupEpochCount), options => options.WarmupEpochCount > 0, options => options with { WarmupEpochCount = 0 }, "a warm-up", "Leave the warm-up out"),
        new(nameof(Precision), options => options.Precision == Precision.Single, options => options with { Precision = Precision.Double }, "single precision", "Leave the precision out: its line search compares costs by more digits"),
        new(nameof(FeatureScaleRate), options => options.FeatureScaleRate > 0, options => options with { FeatureScaleRate = 0 }, "learned feature scales", "Leave their rate out"),
    ];

    /// <summary>Names of the settings that LBFGS cannot use.</summary>
    internal static IReadOnlyList<string> NotForLbfgs { get; } = Array.ConvertAll(UnusableByLbfgs, setting => setting.Name);

    /// <summary>
    /// These settings, of an earlier training, a checkpoint or the defaults, with those that are given in their place. What then no longer goes together gives way, unless it is given itself: an
    /// ensemble keeps its number of networks; LBFGS takes no batches, dropout and the like; another optimizer has its own default rate; there are no more folds than samples; and one kind of
    /// validation samples replaces the other.
    /// </summary>
    /// <param name="given">Values by the name of their property and of its type. Other names are ignored.</param>
    /// <param name="dataset">The data; null where it is not known yet.</param>
    /// <param name="start">The network or training to start from; null for a new network.</param>
    /// <exception cref="ArgumentException">A value is not of the property's type.</exception>
    public TrainingOptions Replaced(IReadOnlyDictionary<string, object?> given, Dataset? dataset = null, TrainingStart? start = null)
    {
        ArgumentNullException.ThrowIfNull(given);
        TrainingOptions options = With(given);
        if (start is { Parameter.IsEnsemble: true } && !given.ContainsKey(nameof(EnsembleCount)))
        {
            options = options with { EnsembleCount = start.Parameter.Member.Count };
        }

        if (options.Optimizer != Optimizer && !given.ContainsKey(nameof(LearningRate)))
        {
            options = options with { LearningRate = null };
        }

        return options.WithoutUnusable(given).WithFoldsFor(dataset, given).WithOneValidation(given);
    }

    /// <summary>The settings for the optimizer: LBFGS does without those that it cannot use, unless they are given, which is an error (<see cref="Validate"/>).</summary>
    /// <param name="given">The settings that were given, by the name of their property.</param>
    internal TrainingOptions WithoutUnusable(IReadOnlyDictionary<string, object?> given) =>
        Optimizer != Optimizer.LBFGS ? this
            : UnusableByLbfgs.Where(setting => !given.ContainsKey(setting.Name) && setting.IsUsed(this)).Aggregate(this, (options, setting) => setting.Without(options));

    /// <summary>The number of folds of an earlier training, on fewer samples: as many as there are.</summary>
    private TrainingOptions WithFoldsFor(Dataset? dataset, IReadOnlyDictionary<string, object?> given)
    {
        int samples = dataset is null ? int.MaxValue : TableDefaults.SampleCount(dataset);
        return given.ContainsKey(nameof(FoldCount)) || !(FoldCount > samples) ? this : this with { FoldCount = samples > EnsembleCount ? samples : null };
    }

    /// <summary>
    /// One kind of validation samples: a fraction or a dataset that is given replaces the other, and the folds of an ensemble. Without any, there is nothing to be patient for, or to watch.
    /// </summary>
    /// <param name="given">The settings that were given, by the name of their property.</param>
    private TrainingOptions WithOneValidation(IReadOnlyDictionary<string, object?> given)
    {
        bool isFraction = given.ContainsKey(nameof(ValidationFraction)), isDataset = given.ContainsKey(nameof(ValidationDataset));
        if (!isFraction && !isDataset)
        {
            return this;
        }

        TrainingOptions options = this with { ValidationFraction = isFraction ? ValidationFraction : 0, ValidationDataset = isDataset ? ValidationDataset : null };
        bool hasSamples = options.ValidationFraction != 0 || options.ValidationDataset is not null;
        return options with
        {
            FoldCount = hasSamples && !given.ContainsKey(nameof(FoldCount)) ? null : FoldCount,
            Patience = options.HasValidation || Tolerance is not null || given.ContainsKey(nameof(Patience)) ? Patience : null,
            Watch = options.HasValidation || given.ContainsKey(nameof(Watch)) ? Watch : WatchedMeasure.Cost,
        };
    }

    private void ValidateLbfgs()
    {
        if (Optimizer == Optimizer.LBFGS && Array.Find(UnusableByLbfgs, setting => setting.IsUsed(this)) is { } unusable)
        {
            throw TrainingErrors.LbfgsMismatch(unusable.With, unusable.Remedy);
        }
    }

    private sealed record Unusable(string Name, Func<TrainingOptions, bool> IsUsed, Func<TrainingOptions, TrainingOptions> Without, string With, string Remedy);
}
