using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Setting that can be searched: its name, the type of its values, and the settings that decide about it.</summary>
internal sealed class SearchSetting
{
    /// <summary>Names of the settings of the network, which <see cref="TrainingOptions"/> does not have.</summary>
    public const string HiddenSize = "HiddenSize", Activation = "Activation", Initialization = "Initialization", Loss = "Loss", Delta = "Delta";

    private const string OfSearch = "it is a setting of the search itself, and the same for all trials";

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Epochs"] = nameof(TrainingOptions.EpochCount),
        ["Iterations"] = nameof(TrainingOptions.EpochCount),
    };

    private static readonly Dictionary<string, string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(TrainingOptions.Seed)] = "the seeds of each trial come from the seed of the search and the trial's number",
        [nameof(TrainingOptions.ThrottleLimit)] = OfSearch,
        [nameof(TrainingOptions.Preset)] = OfSearch,
        [nameof(TrainingOptions.BackgroundCount)] = "it changes no score",
        [nameof(TrainingOptions.Contamination)] = "it is for the task Anomaly, which has no score to search by",
        [nameof(TrainingOptions.SnapshotCount)] = "the search keeps no snapshots of weights",
        [nameof(TrainingOptions.ValidationDataset)] = "trials are scored by the folds or the held-out part of the search",
        [nameof(TrainingOptions.FoldCount)] = "trials are scored by the folds or the held-out part of the search",
        [nameof(TrainingOptions.EnsembleCount)] = "the search trains a single network for each trial, and makes the ensemble out of its trials",
    };

    private static readonly Schedule[] Decaying = [Schedule.Exponential, Schedule.InverseTime, Schedule.Step, Schedule.ReduceOnPlateau];

    private SearchSetting(string name, Type type, bool isNullable)
    {
        Name = name;
        IsNullable = isNullable;
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        IsList = plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        Element = IsList ? plain.GetGenericArguments()[0] : plain;
    }

    /// <summary>All settings that can be searched: those of the network, then those of the training.</summary>
    public static IReadOnlyList<SearchSetting> All { get; } =
    [
        new(HiddenSize, typeof(IReadOnlyList<int>), isNullable: false),
        new(Activation, typeof(IReadOnlyList<Activation>), isNullable: false),
        new(Initialization, typeof(Initialization), isNullable: false),
        new(Loss, typeof(Loss), isNullable: true),
        new(Delta, typeof(double), isNullable: true),
        .. TrainingSetting.All.Where(setting => !Reserved.ContainsKey(setting.Parameter)).Select(setting =>
            new SearchSetting(setting.Parameter, setting.Type, Nullable.GetUnderlyingType(setting.Type) is not null || setting.Type == typeof(ClassWeighting))),
    ];

    /// <summary>Names of the settings that decide about others.</summary>
    public static IReadOnlyList<string> Deciding { get; } = [nameof(TrainingOptions.Optimizer), nameof(TrainingOptions.Schedule), Loss, HiddenSize];

    /// <summary>The preset, which settings of a training may have, and a space may not.</summary>
    public static SearchSetting OfPreset { get; } = new(nameof(TrainingOptions.Preset), typeof(Preset), isNullable: false);

    /// <summary>The parameter of Invoke-NetworkTraining.</summary>
    public string Name { get; }

    /// <summary>True for lists, one value for each hidden layer or one for all: HiddenSize, Activation and Dropout.</summary>
    public bool IsList { get; }

    /// <summary>The type of a value, or of an element of a list.</summary>
    public Type Element { get; }

    /// <summary>True where null is a value.</summary>
    public bool IsNullable { get; }

    /// <summary>True where the empty list is a value: no hidden layers, no dropout.</summary>
    public bool CanBeEmpty => IsList && Element != typeof(Activation);

    /// <summary>True for numbers and lists of numbers, which can have a range.</summary>
    public bool IsNumber => Element == typeof(double) || Element == typeof(int);

    /// <summary>The place of a setting in <see cref="All"/>; their number for a name that is none.</summary>
    public static int IndexOf(string name)
    {
        string known = Aliases.GetValueOrDefault(name, name);
        return All.TakeWhile(setting => !setting.Name.Equals(known, StringComparison.OrdinalIgnoreCase)).Count();
    }

    /// <summary>The setting of a name or an alias, whatever its case.</summary>
    /// <exception cref="NetworkException">There is none, or it is one of the search itself.</exception>
    public static SearchSetting Of(string name)
    {
        string known = Aliases.GetValueOrDefault(name, name);
        return All.FirstOrDefault(setting => setting.Name.Equals(known, StringComparison.OrdinalIgnoreCase))
            ?? throw (Reserved.TryGetValue(name, out string? reason) ? SpaceErrors.SearchParameterReserved(name, reason) : SpaceErrors.SearchParameterUnknown(name));
    }

    /// <summary>
    /// True when a setting has an effect beside the others of its trial, so that it belongs to it. The optimizer decides about its constants, schedule and batches; schedule, loss and
    /// hidden layers decide where the trial has them.
    /// </summary>
    /// <param name="name">The name of the setting.</param>
    /// <param name="trial">The settings of the trial, by name, those without effect included.</param>
    /// <param name="defaultOptimizer">The optimizer of trials that have none.</param>
    public static bool IsActive(string name, IReadOnlyDictionary<string, object?> trial, Optimizer defaultOptimizer)
    {
        Optimizer optimizer = trial.GetValueOrDefault(nameof(TrainingOptions.Optimizer)) is Optimizer own ? own : defaultOptimizer;
        Schedule? schedule = optimizer == Optimizer.LBFGS ? Schedule.Constant : trial.GetValueOrDefault(nameof(TrainingOptions.Schedule)) as Schedule?;
        bool isWithoutHidden = trial.GetValueOrDefault(HiddenSize) is IReadOnlyList<int> { Count: 0 };
        return name switch
        {
            _ when optimizer == Optimizer.LBFGS && TrainingOptions.NotForLbfgs.Contains(name) => false,
            Activation or nameof(TrainingOptions.Dropout) => !isWithoutHidden,
            nameof(TrainingOptions.Decay) => schedule is null || Decaying.Contains(schedule.Value),
            nameof(TrainingOptions.StepEpochCount) => schedule is null or Schedule.Step or Schedule.ReduceOnPlateau,
            nameof(TrainingOptions.PlateauThreshold) or nameof(TrainingOptions.MinimumLearningRate) or nameof(TrainingOptions.CooldownEpochCount) => schedule is null or Schedule.ReduceOnPlateau,
            Delta => !trial.TryGetValue(Loss, out object? loss) || loss is Networks.Loss.Huber,
            _ => TrainingOptions.UsersOf(name).Contains(optimizer),
        };
    }

    /// <summary>Makes sure that a value is in the range of the setting.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    public void Validate(object? value)
    {
        switch (value)
        {
            case IReadOnlyList<int> sizes:
                foreach (int size in sizes)
                {
                    if (size < 1)
                    {
                        throw NetworkErrors.LayerSizeInvalid("hidden", size);
                    }
                }

                break;
            case IReadOnlyList<Activation> activations:
                foreach (Activation activation in activations)
                {
                    if (!Activations.IsForHidden(activation))
                    {
                        throw NetworkErrors.ActivationInvalid(activation);
                    }
                }

                break;
            case double delta when Name == Delta:
                _ = new Huber(delta);
                break;
            default:
                new TrainingOptions().With(new Dictionary<string, object?> { [Name] = value }).ValidateEach();
                break;
        }
    }
}
