using System.Reflection;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// One setting of a training: its names, value, default, range and text. <see cref="All"/> is the list that options, checkpoints, the repeat
/// command, reports and chart labels are made from.
/// </summary>
internal sealed class TrainingSetting
{
    /// <summary>The range of learning rates, for messages.</summary>
    public const string RateText = "positive and finite, 1E-300 or more";

    /// <summary>The name of the number of epochs, where the schedule depends on it.</summary>
    public const string CosineName = "number of epochs of the cosine";

    /// <summary>The name of the calibration, which follows the last epoch.</summary>
    public const string CalibrationName = "calibration";

    /// <summary>The largest number of networks in an ensemble.</summary>
    public const int MaximumEnsemble = 64;

    /// <summary>The largest number of bins of a number column.</summary>
    public const int MaximumBins = 64;

    private const string PositiveText = "positive, between 1E-300 and 1E+300";
    private const string NotNegativeText = "0, or between 1E-300 and 1E+300";

    // With smaller or larger numbers, products are 0 or not finite, and a training would change nothing.
    private const double Smallest = 1e-300;
    private const double Largest = 1e300;

    private static readonly Func<double, bool> Positive = value => value is >= Smallest and <= Largest, NotNegative = value => value == 0 || Positive!(value);
    private static readonly TrainingOptions Default = new();

    private readonly PropertyInfo _property;

    private TrainingSetting(string property, string name)
    {
        _property = typeof(TrainingOptions).GetProperty(property) ?? throw new ArgumentException($"No such option: {property}.", nameof(property));
        Name = name;
    }

    /// <summary>All settings, in the order of the repeat command and the report.</summary>
    public static IReadOnlyList<TrainingSetting> All { get; } =
    [
        new(nameof(TrainingOptions.Optimizer), "optimizer"),
        new(nameof(TrainingOptions.LearningRate), "learning rate") { Value = options => options.BaseRate },
        new(nameof(TrainingOptions.EpochCount), CosineName) { Value = options => options.Schedule == Schedule.Cosine ? options.EpochCount : null },
        new(nameof(TrainingOptions.BatchSize), "batch size"),
        new(nameof(TrainingOptions.Precision), "precision"),
        Number(nameof(TrainingOptions.Momentum), "momentum", value => value is >= 0 and < 1, "0 to less than 1"),
        Number(nameof(TrainingOptions.Smoothing), "smoothing", value => value is >= 0 and < 1, "0 to less than 1"),
        Number(nameof(TrainingOptions.Beta1), "beta1", value => value is >= 0 and < 1, "0 to less than 1"),
        Number(nameof(TrainingOptions.Beta2), "beta2", value => value is >= 0 and < 1, "0 to less than 1"),
        Number(nameof(TrainingOptions.Epsilon), "epsilon", Positive, PositiveText),
        Number(nameof(TrainingOptions.WeightDecay), "weight decay", NotNegative, NotNegativeText),
        Number(nameof(TrainingOptions.L2), "L2 penalty", NotNegative, NotNegativeText),
        new(nameof(TrainingOptions.Dropout), "dropout"),
        Number(nameof(TrainingOptions.ClipNorm), "norm to clip at", IsRate, RateText),
        new(nameof(TrainingOptions.Schedule), "schedule"),
        Number(nameof(TrainingOptions.Decay), "decay", Positive, PositiveText),
        Number(nameof(TrainingOptions.StepEpochCount), "number of epochs of a step", value => value >= 1, "1 or more"),
        Number(nameof(TrainingOptions.WarmupEpochCount), "number of warm-up epochs", value => value >= 0, "0 to less than all epochs"),
        Number(nameof(TrainingOptions.PlateauThreshold), "plateau threshold", value => value is >= 0 and < 1, "0 to less than 1"),
        Number(nameof(TrainingOptions.MinimumLearningRate), "minimum learning rate", NotNegative, NotNegativeText),
        Number(nameof(TrainingOptions.CooldownEpochCount), "number of epochs of the cooldown", value => value >= 0, "0 or more"),
        new(nameof(TrainingOptions.ClassWeight), "class weight"),
        Number(nameof(TrainingOptions.LabelSmoothing), "label smoothing", value => value is >= 0 and < 1, "0 to less than 1"),
        new(nameof(TrainingOptions.Standardize), "standardizing"),
        new(nameof(TrainingOptions.TargetTransform), "target transform"),
        new(nameof(TrainingOptions.ClipTarget), "clipping of predictions"),
        Number(nameof(TrainingOptions.FeatureClip), "feature clipping", NotNegative, NotNegativeText),
        Number(nameof(TrainingOptions.BinCount), "number of bins", value => value is 0 or (>= 2 and <= MaximumBins), "0 for none, or 2 to 64"),
        Number(nameof(TrainingOptions.FeatureScaleRate), "rate of feature scales", NotNegative, NotNegativeText),
        new(nameof(TrainingOptions.Preset), "preset"),
        new(nameof(TrainingOptions.ValidationFraction), "validation fraction"),
        new(nameof(TrainingOptions.ValidationDataset), "validation dataset") { IsCompared = false },
        Number(nameof(TrainingOptions.EnsembleCount), "number of networks", value => value is >= 1 and <= MaximumEnsemble, "1 for a single network, to 64 for an ensemble"),
        Number(nameof(TrainingOptions.FoldCount), "number of folds", value => value >= 2, "2 or more"),
        new(nameof(TrainingOptions.Calibration), CalibrationName) { MayChange = true },
        Number(nameof(TrainingOptions.Patience), "patience", value => value >= 1, "1 or more epochs", mayChange: true),
        Number(nameof(TrainingOptions.MinimumDelta), "minimum delta", value => value >= 0 && double.IsFinite(value), "0 or more", mayChange: true),
        new(nameof(TrainingOptions.Watch), "watched measure"),
        Number(nameof(TrainingOptions.Tolerance), "tolerance", value => value >= 0 && double.IsFinite(value), "0 or more", mayChange: true),
        Number(nameof(TrainingOptions.SnapshotCount), "number of snapshots", value => value is >= 0 and <= 1000, "0 to 1000", isCompared: false),
        Number(nameof(TrainingOptions.BackgroundCount), "number of background samples", value => value is >= 0 and <= BackgroundSample.MaximumCount, "0 for none, to 10000", mayChange: true),
        Number(nameof(TrainingOptions.Contamination), "contamination", value => value is > 0 and < 0.5, "more than 0 and less than 0.5", mayChange: true),
        Number(nameof(TrainingOptions.ThrottleLimit), "throttle limit", value => value >= 1, "1 or more", isCompared: false),
        new(nameof(TrainingOptions.Seed), "seed") { Value = options => options.HasChance ? options.Seed : null },
    ];

    /// <summary>The name in checkpoints, reports and errors. Checkpoints are compared by it: it never changes.</summary>
    public string Name { get; }

    /// <summary>The property of <see cref="TrainingOptions"/> and the parameter of Invoke-NetworkTraining.</summary>
    public string Parameter => _property.Name;

    /// <summary>The type of the property.</summary>
    public Type Type => _property.PropertyType;

    /// <summary>True when the value decides about the numbers of an epoch, so that a checkpoint and the training that resumes it need the same.</summary>
    public bool IsCompared { get; private init; } = true;

    /// <summary>True for rules of when to stop, and what follows the last epoch: a training that is resumed may have others.</summary>
    public bool MayChange { get; private init; }

    private Func<TrainingOptions, object?> Value { get => field ?? Given; init; }

    private (Func<double, bool> Contains, string Text)? Range { get; init; }

    /// <summary>The value in the options, as it was given.</summary>
    public object? Given(TrainingOptions options) => _property.GetValue(options);

    /// <summary>The value in effect, as text without regard to culture: "0.3"; "none" where the setting has no effect.</summary>
    public string Text(TrainingOptions options) => Text(Value(options));

    /// <summary>True when the value is that of options without settings.</summary>
    public bool IsDefault(TrainingOptions options) => Text(Given(options)) == Text(Given(Default));

    /// <summary>Numbers, lists of numbers, enums and the like as text without regard to culture; "none" for null and for an empty list.</summary>
    public static string Text(object? value, string separator = " ")
    {
        string? text = value is IEnumerable<double> several
            ? string.Join(separator, several.Select(one => one.ToString(CultureInfo.InvariantCulture)))
            : Convert.ToString(value, CultureInfo.InvariantCulture);
        return text is { Length: > 0 } ? text : "none";
    }

    /// <summary>The settings that a checkpoint keeps, by name, as text.</summary>
    /// <param name="options">The options.</param>
    /// <param name="end">The number of epochs in all, those of earlier trainings included: the length of a cosine.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Compared(TrainingOptions options, int end)
    {
        TrainingOptions whole = options with { EpochCount = end };
        return [.. All.Where(setting => setting.IsCompared).Select(setting => KeyValuePair.Create(setting.Name, setting.Text(whole)))];
    }

    /// <summary>Settings with other values than in a checkpoint. A setting that the checkpoint does not have, since it is older, had the default.</summary>
    /// <param name="written">The settings of the checkpoint, by name, in any order.</param>
    /// <param name="now">The settings to compare with.</param>
    public static IEnumerable<(string Name, string Written, string Now)> Differences(
        IEnumerable<KeyValuePair<string, string>> written, IReadOnlyList<KeyValuePair<string, string>> now)
    {
        Dictionary<string, string> before = Compared(Default, Default.EpochCount).ToDictionary();
        foreach ((string name, string value) in written)
        {
            before[name] = value;
        }

        return now.Where(setting => before.GetValueOrDefault(setting.Key, "none") != setting.Value)
            .Select(setting => (setting.Key, before.GetValueOrDefault(setting.Key, "none"), setting.Value))
            .Concat(before.ExceptBy(now.Select(setting => setting.Key), setting => setting.Key)
                .Where(setting => setting.Value != "none").Select(setting => (setting.Key, setting.Value, "none")));
    }

    /// <summary>True for a number in the range of learning rates.</summary>
    public static bool IsRate(double value) => value >= Smallest && double.IsFinite(value);

    /// <summary>Sets the value in options that were just created.</summary>
    public void Set(TrainingOptions options, object? value) => _property.SetValue(options, value);

    /// <summary>Reads a value as <see cref="Given"/> has it from its text; false for a text that is none, and for class weights and datasets.</summary>
    public bool TryParse(string text, out object? value)
    {
        bool isList = _property.PropertyType == typeof(IReadOnlyList<double>), isNone = text == "none";
        value = !isNone ? Parsed(_property.PropertyType, text) : isList ? Array.Empty<double>() : null;
        return value is not null || (isNone && Nullable.GetUnderlyingType(_property.PropertyType) is not null);
    }

    /// <summary>Settings from text, as <see cref="Compared"/> and <see cref="Kept"/> give it: those that can be read and have a value. Class weights and datasets cannot.</summary>
    /// <param name="written">The settings, by name or parameter.</param>
    /// <returns>The values, by the name of their property.</returns>
    public static Dictionary<string, object?> Parsed(IEnumerable<KeyValuePair<string, string>> written)
    {
        Dictionary<string, string> texts = new(written);
        var values = new Dictionary<string, object?>();
        foreach (TrainingSetting setting in All)
        {
            if ((texts.TryGetValue(setting.Name, out string? text) || texts.TryGetValue(setting.Parameter, out text)) && text != "none" && Parsed(setting._property.PropertyType, text) is { } value)
            {
                values[setting.Parameter] = value;
            }
        }

        return values;
    }

    /// <summary>Settings that a network's file keeps, "Optimizer=AdamW; LearningRate=0.003": those that are not the defaults, and that its next training can take.</summary>
    public static string Kept(TrainingOptions options)
    {
        string[] own = [nameof(TrainingOptions.ClassWeight), nameof(TrainingOptions.ValidationDataset), nameof(TrainingOptions.Seed), nameof(TrainingOptions.ThrottleLimit), nameof(TrainingOptions.SnapshotCount)];
        return string.Join("; ", All.Where(setting => !setting.IsDefault(options) && !own.Contains(setting.Parameter)).Select(setting => $"{setting.Parameter}={Text(setting.Given(options))}"));
    }

    /// <summary>Settings that a network's file has kept; null for none. Without validation samples, which are given anew, there is no patience for them.</summary>
    public static TrainingOptions? OptionsOf(string kept)
    {
        if (kept.Length == 0)
        {
            return null;
        }

        string[][] parts = [.. kept.Split("; ").Select(part => part.Split('=', 2)).Where(part => part.Length == 2).DistinctBy(part => part[0])];
        TrainingOptions options = new TrainingOptions().With(Parsed(parts.Select(part => KeyValuePair.Create(part[0], part[1]))));
        return options.HasValidation ? options : options with { Patience = options.Tolerance is null ? null : options.Patience, Watch = WatchedMeasure.Cost };
    }

    /// <summary>Makes sure that the value is in its range.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    public void Validate(TrainingOptions options)
    {
        if (Range is { } range && Given(options) is { } value && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && !range.Contains(number))
        {
            throw TrainingErrors.ConstantInvalid(Name, number, range.Text);
        }
    }

    private static object? Parsed(Type type, string text)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        CultureInfo culture = CultureInfo.InvariantCulture;
        return plain.IsEnum ? Enum.TryParse(plain, text, out object? named) && Enum.IsDefined(plain, named) ? named : null
            : plain == typeof(bool) ? bool.TryParse(text, out bool isTrue) ? isTrue : null
            : plain == typeof(int) ? int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out int count) ? count : null
            : plain == typeof(long) ? long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out long seed) ? seed : null
            : plain == typeof(double) ? double.TryParse(text, NumberStyles.Float, culture, out double number) ? number : null
            : plain == typeof(IReadOnlyList<double>) ? Array.ConvertAll(text.Split(' '), part => double.TryParse(part, NumberStyles.Float, culture, out double share) ? share : double.NaN)
            : null;
    }

    private static TrainingSetting Number(string property, string name, Func<double, bool> contains, string range, bool isCompared = true, bool mayChange = false) =>
        new TrainingSetting(property, name) { Range = (contains, range), IsCompared = isCompared, MayChange = mayChange };
}
