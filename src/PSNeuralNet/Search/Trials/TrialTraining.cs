using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>The training of a trial's settings on data: network and options, as Invoke-NetworkTraining with the same preset and settings chooses them.</summary>
/// <param name="Initial">The drawn parameters.</param>
/// <param name="Options">The settings.</param>
internal sealed record TrialTraining(NetworkParameter Initial, TrainingOptions Options)
{
    /// <summary>Units of the hidden layer of the tutorial.</summary>
    private static readonly int[] TutorialSize = [5];

    /// <summary>Chooses network and options.</summary>
    /// <param name="data">The training samples.</param>
    /// <param name="setting">The settings; others are those of the preset.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="seed">The seed of weights, batches and dropout.</param>
    /// <param name="isSingle">True for a single network; false for as many as the preset or the setting gives.</param>
    /// <exception cref="NetworkException">The settings do not go with one another, or with the data.</exception>
    public static TrialTraining Of(Dataset data, TrialSetting setting, Preset preset, long seed, bool isSingle)
    {
        bool isTable = preset == Preset.Table;
        var given = setting.ToDictionary(pair => pair.Key, pair => pair.Value);
        _ = given.TryAdd(nameof(TrainingOptions.Standardize), isTable || data.IsTable);
        IReadOnlyList<int>? size = Value<IReadOnlyList<int>>(setting, "HiddenSize");
        TrainingOptions options = isTable ? TableDefaults.Of(data, given, size, isSingle: isSingle) : new TrainingOptions().With(given);
        IReadOnlyList<Activation> activation = Value<IReadOnlyList<Activation>>(setting, "Activation") ?? [isTable ? TableDefaults.Activation : Activation.Tanh];
        var loss = (Loss?)setting.GetValueOrDefault("Loss");
        int[] layers = [data.FeatureCount, .. size ?? (isTable ? TableDefaults.HiddenSize : TutorialSize), data.Schema.OutputCount];
        NetworkShape shape = NetworkShape.For(data.Task, layers, [.. activation], loss, (double?)setting.GetValueOrDefault("Delta"));
        var initialization = (Initialization?)setting.GetValueOrDefault("Initialization") ?? Initialization.He;
        return new TrialTraining(Initializer.Initialize(shape, initialization, seed, data.Schema), options with { Seed = seed });
    }

    /// <summary>
    /// The training of one fold. Where the settings hold samples out to stop by (a patience, a measure to watch, or the preset's share), the fold's test samples
    /// take their place, as with -EnsembleCount; a validation fraction that is a setting is drawn from the training samples.
    /// </summary>
    /// <param name="split">The samples.</param>
    /// <param name="setting">The settings.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="seed">The seed.</param>
    public static TrialTraining OfFold(DatasetSplit split, TrialSetting setting, Preset preset, long seed)
    {
        TrialTraining training = Of(split.Train, setting, preset, seed, isSingle: true);
        TrainingOptions options = training.Options;
        bool isGiven = setting.ContainsKey(nameof(TrainingOptions.ValidationFraction));
        bool holdsOut = !isGiven && (options.ValidationFraction > 0 || (options.Patience is not null && options.Tolerance is null) || options.Watch != WatchedMeasure.Cost);
        return training with
        {
            Options = options with
            {
                EnsembleCount = 1,
                FoldCount = null,
                ValidationFraction = holdsOut ? 0 : options.ValidationFraction,
                ValidationDataset = holdsOut ? split.Test : null,
                BackgroundCount = 0,
                Calibration = setting.ContainsKey(nameof(TrainingOptions.Calibration)) ? options.Calibration : Calibration.None,
            },
        };
    }

    private static T? Value<T>(TrialSetting setting, string name)
        where T : class =>
        setting.GetValueOrDefault(name) as T;
}
