using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Defaults for tables (<see cref="Preset.Table"/>): network and settings, chosen from the size, the kind and the task of the data by the rules of docs/defaults.md, which gives the
/// reason, the source and the measured worth of each.
/// </summary>
public static class TableDefaults
{
    /// <summary>The folds of which each network holds out another, and so the share of the samples that is held out, 1/8.</summary>
    internal const int Folds = 8;

    // Fewer samples are too few to hold some out.
    internal const int MinimumHeldOut = 40;

    private const int SmallCount = 1500;
    private const int Steps = 4000;
    private const int MinimumEpochs = 20;
    private const int MaximumEpochs = 400;
    private const int MaximumMembers = 4;
    private const double Rate = 0.003;

    // Columns of more numbers mostly repeat one another, and each would be nine inputs.
    private const int MaximumBinned = 500;

    // Operations of a training that more networks may not exceed: 2E11 in all, or 5E7 a sample.
    private const double Budget = 2e11;
    private const double BudgetOfSample = 5e7;

    // Most words of a text are absent, and cost little.
    private const double CostOfWord = 0.1;

    /// <summary>Names of the settings that are chosen, in the order of the repeat command.</summary>
    public static IReadOnlyList<string> Setting { get; } =
    [
        nameof(TrainingOptions.Optimizer), nameof(TrainingOptions.LearningRate), nameof(TrainingOptions.EpochCount), nameof(TrainingOptions.BatchSize), nameof(TrainingOptions.WeightDecay),
        nameof(TrainingOptions.Dropout), nameof(TrainingOptions.Schedule), nameof(TrainingOptions.ClipTarget), nameof(TrainingOptions.FeatureClip), nameof(TrainingOptions.BinCount),
        nameof(TrainingOptions.FeatureScaleRate), nameof(TrainingOptions.ValidationFraction), nameof(TrainingOptions.EnsembleCount), nameof(TrainingOptions.FoldCount),
        nameof(TrainingOptions.Calibration), nameof(TrainingOptions.Patience), nameof(TrainingOptions.Tolerance),
    ];

    /// <summary>Units of the hidden layers.</summary>
    public static IReadOnlyList<int> HiddenSize { get; } = [64, 32];

    /// <summary>Activation of the hidden layers.</summary>
    public static Activation Activation => Activation.ReLU;

    /// <summary>Settings for a table.</summary>
    /// <param name="dataset">The data; its rows of weight 0 do not count.</param>
    /// <param name="given">Settings that are fixed, by the name of their property in <see cref="TrainingOptions"/>; the others are chosen to go with them. Null for none.</param>
    /// <param name="hiddenSize">Units of the hidden layers; null for <see cref="HiddenSize"/>.</param>
    /// <param name="isSingle">True where only one network can be trained: with a checkpoint, or with given weights.</param>
    /// <param name="hasWeights">True for given weights, which have none for bins.</param>
    public static TrainingOptions Of(Dataset dataset, IReadOnlyDictionary<string, object?>? given = null, IReadOnlyList<int>? hiddenSize = null, bool isSingle = false, bool hasWeights = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        given ??= new Dictionary<string, object?>();
        TrainingOptions fixedOptions = new TrainingOptions().With(given);
        IReadOnlyList<int> hidden = hiddenSize ?? HiddenSize;
        Optimizer optimizer = given.ContainsKey(nameof(TrainingOptions.Optimizer)) ? fixedOptions.Optimizer : Optimizer.AdamW;
        bool isClass = dataset.Task != NetworkTask.Regression, isMinimizer = optimizer == Optimizer.LBFGS;
        int samples = dataset.Weight?.Count(weight => weight > 0) ?? dataset.SampleCount;
        int batch = given.ContainsKey(nameof(TrainingOptions.BatchSize)) ? fixedOptions.BatchSize : isMinimizer ? 0 : Math.Min(BatchOf(samples), Math.Max(1, samples - ((samples + Folds - 1) / Folds)));
        int steps = batch == 0 ? 1 : Math.Max(1, (samples + batch - 1) / batch);
        int epochs = given.ContainsKey(nameof(TrainingOptions.EpochCount)) ? fixedOptions.EpochCount : Math.Clamp(Steps / steps, MinimumEpochs, MaximumEpochs);
        bool isLarge = samples >= MinimumHeldOut, holdsNothingOut = given.ContainsKey(nameof(TrainingOptions.ValidationFraction)) && fixedOptions.ValidationFraction == 0;
        TrainingOptions options = fixedOptions with
        {
            Preset = Preset.Table,
            Optimizer = optimizer,
            LearningRate = optimizer == Optimizer.GradientDescent && hidden.Count == 0 ? null : RateOf(optimizer),
            EpochCount = epochs,
            BatchSize = batch,
            Dropout = isMinimizer || hidden.Count == 0 ? [] : [0.1],
            Schedule = isMinimizer ? Schedule.Constant : Schedule.Cosine,
            ClipTarget = !isClass,
            FeatureClip = fixedOptions.Standardize ? 3 : 0,
            BinCount = hasWeights || NumberCount(dataset) > MaximumBinned ? 0 : 8,
            FeatureScaleRate = isMinimizer || hidden.Count == 0 ? 0 : 6,
            Calibration = isClass && !holdsNothingOut && (isLarge || fixedOptions.HasValidation) ? Calibration.Temperature : Calibration.None,
        };
        options = options.With(given);
        int members = given.ContainsKey(nameof(TrainingOptions.EnsembleCount)) ? fixedOptions.EnsembleCount
            : isSingle || (!isLarge && fixedOptions.FoldCount is null) || holdsNothingOut ? 1 : MembersFor(dataset, hidden, options, fixedOptions.FoldCount);
        return WithHeldOut(options with { EnsembleCount = members }, given, samples).With(given) with { Chosen = [.. Setting.Prepend(nameof(Activation)).Prepend(nameof(HiddenSize)).Where(name => !given.ContainsKey(name))] };
    }

    /// <summary>Chooses the samples that are held out, and when to stop.</summary>
    private static TrainingOptions WithHeldOut(TrainingOptions options, IReadOnlyDictionary<string, object?> given, int samples)
    {
        bool isGiven = given.ContainsKey(nameof(TrainingOptions.ValidationFraction)) || given.ContainsKey(nameof(TrainingOptions.ValidationDataset));
        if (!isGiven && samples < MinimumHeldOut && options.EnsembleCount == 1)
        {
            return options with { Tolerance = 1e-4 };
        }

        options = isGiven ? options
            : options.EnsembleCount == 1 ? options with { ValidationFraction = 1.0 / Folds }
            : options with { FoldCount = options.EnsembleCount < Math.Min(Folds, samples) ? Math.Min(Folds, samples) : null };
        return options with { Patience = options.ValidationFraction > 0 || options.EnsembleCount > 1 || given.ContainsKey(nameof(TrainingOptions.ValidationDataset)) ? PatienceFor(samples) : null };
    }

    /// <summary>The learning rate: that of AdamW for Adam, too; a third of their default for the others, since mini-batches and the learned scale let them diverge at that; none for LBFGS.</summary>
    private static double? RateOf(Optimizer optimizer) => optimizer switch
    {
        Optimizer.AdamW or Optimizer.Adam => Rate,
        Optimizer.LBFGS => null,
        _ => OptimizerInfo.Of(optimizer).LearningRate / 3,
    };

    private static int BatchOf(int samples) => samples < SmallCount ? 32 : samples < 10_000 ? 64 : samples < 50_000 ? 128 : 256;

    private static int PatienceFor(int samples) => samples < SmallCount ? 25 : 12;

    /// <summary>The number of networks, 1 to 4: as many as the budget of operations allows; with folds that are given, 2 or more, and not more than folds.</summary>
    private static int MembersFor(Dataset dataset, IReadOnlyList<int> hidden, TrainingOptions options, int? folds)
    {
        double samples = dataset.SampleCount;
        int numbers = NumberCount(dataset), words = dataset.Schema.Column.Where(column => column.IsText).Sum(column => column.Feature.Count);
        double inputs = dataset.FeatureCount - words + (words * CostOfWord) + (numbers * options.BinCount);
        double products = 0, before = inputs;
        foreach (int units in (int[])[.. hidden, dataset.Schema.OutputCount])
        {
            products += before * units;
            before = units;
        }

        double epochs = Math.Min(options.EpochCount, PatienceFor(dataset.SampleCount) + 40), budget = Math.Max(Budget, BudgetOfSample * samples);
        int fewest = folds is null ? 1 : 2, most = Math.Max(fewest, Math.Min(folds ?? MaximumMembers, MaximumMembers));
        return (int)Math.Clamp(Math.Floor(budget / (6 * samples * epochs * products)), fewest, most);
    }

    /// <summary>The number of features that are numbers: neither 0 or 1 nor words.</summary>
    private static int NumberCount(Dataset dataset) => IndicatorFeatures.Of(dataset.Schema).Count(isIndicator => !isIndicator);
}
