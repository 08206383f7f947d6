using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

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
    internal const int MinimumSamples = 40;

    private const int SmallCount = 1500;
    private const int Steps = 4000;
    private const int MinimumEpochs = 20;
    private const int MaximumEpochs = 400;
    private const int MaximumMembers = 4;
    private const int MaximumBottleneck = 16;
    private const double Rate = 0.003;

    // Columns of more numbers mostly repeat one another, and each would be nine inputs.
    private const int MaximumBinned = 500;

    // Tolerance of the training cost, where nothing is held out to stop by.
    private const double ToleranceOfCost = 1e-4;

    // Operations of the trainings of all networks: 2E11, or 5E7 a sample.
    private const double Budget = 2e11;
    private const double BudgetOfSample = 5e7;

    // Weights of a layer from which single precision is worth it.
    private const long WideLayer = 65_536;

    // Most words of a text are absent, and cost little.
    private const double CostOfWord = 0.1;

    /// <summary>Names of the settings that are chosen, in the order of the repeat command.</summary>
    internal static IReadOnlyList<string> Setting { get; } =
    [
        nameof(TrainingOptions.Optimizer), nameof(TrainingOptions.LearningRate), nameof(TrainingOptions.EpochCount), nameof(TrainingOptions.BatchSize), nameof(TrainingOptions.WeightDecay),
        nameof(TrainingOptions.Dropout), nameof(TrainingOptions.Schedule), nameof(TrainingOptions.ClipTarget), nameof(TrainingOptions.FeatureClip), nameof(TrainingOptions.BinCount),
        nameof(TrainingOptions.FeatureScaleRate), nameof(TrainingOptions.ValidationFraction), nameof(TrainingOptions.EnsembleCount), nameof(TrainingOptions.FoldCount),
        nameof(TrainingOptions.Calibration), nameof(TrainingOptions.Patience), nameof(TrainingOptions.Tolerance),
    ];

    /// <summary>Units of the hidden layers.</summary>
    public static IReadOnlyList<int> HiddenSize { get; } = [64, 32];

    /// <summary>
    /// Units of the hidden layers for a dataset: without labels one layer, of half as many units as there are columns to reconstruct, rounded up, 1 to 16. More could copy the columns, odd ones, too.
    /// </summary>
    /// <param name="dataset">The data; null where it is not known yet.</param>
    public static IReadOnlyList<int> HiddenSizeFor(Dataset? dataset) =>
        dataset is { Schema.IsAnomaly: true } ? [Math.Clamp((dataset.Schema.Reconstruction.Select(feature => feature.Column).Distinct().Count() + 1) / 2, 1, MaximumBottleneck)] : HiddenSize;

    /// <summary>Activation of the hidden layers for a dataset: without labels tanh, of which few units lose less than of ReLU.</summary>
    /// <param name="dataset">The data; null where it is not known yet.</param>
    public static Activation ActivationFor(Dataset? dataset) => dataset is { Schema.IsAnomaly: true } ? Networks.Activation.Tanh : Activation;

    /// <summary>Activation of the hidden layers.</summary>
    public static Activation Activation => Activation.ReLU;

    /// <summary>Settings for a table.</summary>
    /// <param name="dataset">The data; its rows of weight 0 do not count.</param>
    /// <param name="given">Settings that are fixed, by the name of their property in <see cref="TrainingOptions"/>; the others are chosen to go with them. Null for none.</param>
    /// <param name="hiddenSize">Units of the hidden layers; null for those of the initial parameters, or <see cref="HiddenSize"/>.</param>
    /// <param name="initial">Weights that are given, which have none for bins; null for a new network.</param>
    /// <param name="isSingle">True where only one network can be trained: with a checkpoint.</param>
    public static TrainingOptions Of(
        Dataset dataset, IReadOnlyDictionary<string, object?>? given = null, IReadOnlyList<int>? hiddenSize = null, NetworkParameter? initial = null, bool isSingle = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        given ??= new Dictionary<string, object?>();
        IReadOnlyList<int> hidden = hiddenSize ?? (initial is null ? HiddenSizeFor(dataset) : [.. initial.Single[0].LayerSize.Skip(1).SkipLast(1)]);
        string[] network = initial is null ? [nameof(HiddenSize), nameof(Activation)] : [];
        TrainingOptions options = WithSteps(WithNetwork(dataset, given, hidden, hasWeights: initial is not null), given, SampleCount(dataset));
        options = options with { EnsembleCount = Count(dataset, given, hidden, initial, isSingle, options) };
        string[] precision = options.Precision == Precision.Single ? [nameof(TrainingOptions.Precision)] : [];
        return WithStop(WithHeldOut(options.With(given), given, dataset).With(given), dataset).With(given) with { Chosen = [.. network.Concat(Setting).Concat(precision).Where(name => !given.ContainsKey(name))] };
    }

    /// <summary>The number of samples with a weight above 0.</summary>
    internal static int SampleCount(Dataset dataset) => dataset.Weight?.Count(weight => weight > 0) ?? dataset.SampleCount;

    /// <summary>Chooses what goes with the network and the optimizer.</summary>
    private static TrainingOptions WithNetwork(Dataset dataset, IReadOnlyDictionary<string, object?> given, IReadOnlyList<int> hidden, bool hasWeights)
    {
        TrainingOptions options = new TrainingOptions { Preset = Preset.Table, Optimizer = Optimizer.AdamW }.With(given);
        return (options with
        {
            LearningRate = options.Optimizer == Optimizer.GradientDescent && hidden.Count == 0 ? null : RateOf(options.Optimizer),
            Dropout = hidden.Count == 0 || dataset.Schema.IsAnomaly ? [] : [0.1],
            Schedule = Schedule.Cosine,
            ClipTarget = dataset.Task == NetworkTask.Regression && !dataset.Schema.IsAnomaly,
            FeatureClip = options.Standardize ? 3 : 0,
            BinCount = hasWeights || dataset.Schema.IsAnomaly || NumberCount(dataset) > MaximumBinned ? 0 : 8,
            FeatureScaleRate = hidden.Count == 0 ? 0 : 6,
            BatchSize = BatchOf(SampleCount(dataset)),
            Precision = IsWide(dataset, hidden) ? Precision.Single : Precision.Double,
        }).With(given).WithoutUnusable(given);
    }

    /// <summary>True where a layer has many weights: those of the words of free text, of which most are absent, do not count.</summary>
    private static bool IsWide(Dataset dataset, IReadOnlyList<int> hidden)
    {
        long inputs = dataset.Schema.Column.Where(column => !column.IsText).Sum(column => (long)column.Feature.Count);
        return hidden.Append(dataset.Schema.OutputCount).Aggregate((Inputs: inputs, IsWide: false), (layer, units) => (units, layer.IsWide || layer.Inputs * units >= WideLayer)).IsWide;
    }

    /// <summary>Chooses the number of epochs, by that of the steps of one.</summary>
    private static TrainingOptions WithSteps(TrainingOptions options, IReadOnlyDictionary<string, object?> given, int samples)
    {
        int steps = options.BatchSize == 0 ? 1 : Math.Max(1, (int)(((long)samples + options.BatchSize - 1) / options.BatchSize));
        return (options with { EpochCount = Math.Clamp(Steps / steps, MinimumEpochs, MaximumEpochs) }).With(given);
    }

    /// <summary>The number of networks: the given one, that of the ensemble to start from, or one where more are not possible or hold nothing out; else as many as the budget allows.</summary>
    private static int Count(Dataset dataset, IReadOnlyDictionary<string, object?> given, IReadOnlyList<int> hidden, NetworkParameter? initial, bool isSingle, TrainingOptions options)
    {
        bool holdsNothingOut = given.ContainsKey(nameof(TrainingOptions.ValidationFraction)) && options is { ValidationFraction: 0, ValidationDataset: null, FoldCount: null };
        bool isSmall = SampleCount(dataset) < MinimumSamples && options.FoldCount is null;
        return given.ContainsKey(nameof(TrainingOptions.EnsembleCount)) ? options.EnsembleCount
            : initial is { IsEnsemble: true } ? initial.Member.Count
            : initial is not null || isSingle || isSmall || holdsNothingOut ? 1
            : MembersFor(dataset, hidden, options);
    }

    /// <summary>
    /// Chooses the samples that are held out: a fold by each network of several, a share by a single one; none of too few, and, by a single network, none where a class has
    /// one row, which has no share.
    /// </summary>
    private static TrainingOptions WithHeldOut(TrainingOptions options, IReadOnlyDictionary<string, object?> given, Dataset dataset)
    {
        int samples = SampleCount(dataset);
        if (options.ValidationFraction > 0 || options.ValidationDataset is not null)
        {
            return options;
        }

        return options.EnsembleCount > 1 ? options with { FoldCount = options.EnsembleCount < Math.Min(Folds, samples) ? Math.Min(Folds, samples) : null }
            : given.ContainsKey(nameof(TrainingOptions.ValidationFraction)) || samples < MinimumSamples || HasClassOfOneRow(dataset) ? options
            : options with { ValidationFraction = 1.0 / Folds };
    }

    /// <summary>Chooses what follows from the samples that are held out: calibration and patience; without any, the tolerance of the training cost.</summary>
    private static TrainingOptions WithStop(TrainingOptions options, Dataset dataset) => options with
    {
        Calibration = dataset.Task.HasClasses() && options.HasValidation ? Calibration.Temperature : Calibration.None,
        Patience = options.HasValidation ? PatienceFor(SampleCount(dataset)) : null,
        Tolerance = options.HasValidation ? null : ToleranceOfCost,
    };

    /// <summary>True where a class has one sample with a weight above 0: a share stratified by class needs two of each.</summary>
    private static bool HasClassOfOneRow(Dataset dataset)
    {
        if (!dataset.Task.HasClasses())
        {
            return false;
        }

        var counts = new int[dataset.ClassName.Count];
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            counts[dataset.ClassOf(sample)] += (dataset.Weight?[sample] ?? 1) > 0 ? 1 : 0;
        }

        return counts.Contains(1);
    }

    /// <summary>The learning rate: that of AdamW for Adam, too; a third of their default for the others, since mini-batches and the learned scale let them diverge at that; none for LBFGS.</summary>
    private static double? RateOf(Optimizer optimizer) => optimizer switch
    {
        Optimizer.AdamW or Optimizer.Adam => Rate,
        Optimizer.LBFGS => null,
        _ => OptimizerInfo.Of(optimizer).LearningRate / 3,
    };

    /// <summary>The batch size, at most the number of samples.</summary>
    private static int BatchOf(int samples) => samples < SmallCount ? Math.Clamp(samples, 1, 32) : samples < 10_000 ? 64 : samples < 50_000 ? 128 : 256;

    private static int PatienceFor(int samples) => samples < SmallCount ? 25 : 12;

    /// <summary>The number of networks, 1 to 4: as many as the budget of operations allows; with folds that are given, 2 or more, and not more than folds.</summary>
    private static int MembersFor(Dataset dataset, IReadOnlyList<int> hidden, TrainingOptions options)
    {
        int count = SampleCount(dataset);
        double samples = count;
        int numbers = NumberCount(dataset), words = dataset.Schema.Column.Where(column => column.IsText).Sum(column => column.Feature.Count);
        double inputs = dataset.FeatureCount - words + (words * CostOfWord) + (numbers * options.BinCount);
        double products = 0, before = inputs;
        foreach (int units in (int[])[.. hidden, dataset.Schema.OutputCount])
        {
            products += before * units;
            before = units;
        }

        double epochs = Math.Min(options.EpochCount, PatienceFor(count) + 40), budget = Math.Max(Budget, BudgetOfSample * samples);
        int fewest = options.FoldCount is null ? 1 : 2, most = Math.Max(fewest, Math.Min(options.FoldCount ?? MaximumMembers, MaximumMembers));
        return (int)Math.Clamp(Math.Floor(budget / (6 * samples * epochs * products)), fewest, most);
    }

    /// <summary>The number of features that are numbers: neither 0 or 1 nor words.</summary>
    private static int NumberCount(Dataset dataset) => IndicatorFeatures.Of(dataset.Schema).Count(isIndicator => !isIndicator);
}
