using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>PowerShell command that repeats a training.</summary>
internal static class RepeatCommand
{
    private const string HiddenSizeName = "HiddenSize";
    private const string ActivationName = "Activation";

    /// <summary>The command, with $data for the dataset, $validation for a validation dataset, and $start for the network that the training continued.</summary>
    public static string Of(TrainingResult result)
    {
        long? initialSeed = result.InitialSeed;
        if (!result.IsReproducible || initialSeed is null || !result.Parameter.IsUniform)
        {
            return $"$result = $data | Invoke-NetworkTraining -Network $start{(result.IsRescaled ? " -Rescale" : "")}{Parameters(result, result.Options.EpochCount, result.Options.HasChance ? result.Options.Seed : null)}";
        }

        string network = Network(result);
        if (result.Options.HasChance && result.Options.Seed != initialSeed)
        {
            // Weights and batches were drawn with seeds of their own.
            return string.Create(
                CultureInfo.InvariantCulture,
                $"$start = $data | Initialize-NetworkParameter{network} -Seed {initialSeed}\n$result = $data | Invoke-NetworkTraining -Parameter $start{Parameters(result, result.WantedEpochCount, result.Options.Seed)}");
        }

        return $"$result = $data | Invoke-NetworkTraining{network}{Parameters(result, result.WantedEpochCount, initialSeed)}";
    }

    /// <summary>The parameters that the preset chose: "-HiddenSize 64,32 -Optimizer AdamW"; empty where it chose none.</summary>
    public static string Chosen(TrainingOptions options, NetworkShape shape)
    {
        IReadOnlyList<string> names = options.Chosen;
        IEnumerable<string> settings = TrainingSetting.All.Where(setting => names.Contains(setting.Parameter) && TrainingOptions.UsersOf(setting.Parameter).Contains(options.Optimizer)).Select(setting => Parameter(setting, setting.Given(options)));
        string size = names.Contains(HiddenSizeName) ? Size(shape) : "", activation = names.Contains(ActivationName) ? Activations(shape) : "";
        return string.Concat([size, activation, .. settings]).TrimStart();
    }

    /// <summary>A text in single quotes, as a PowerShell literal.</summary>
    public static string Quoted(string text)
    {
        // Typographic quotes end a literal, too: each is doubled.
        return $"'{string.Concat(text.Select(letter => letter is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{letter}{letter}" : $"{letter}"))}'";
    }

    private static string Network(TrainingResult result)
    {
        string activation = result.Parameter.Activation.SkipLast(1).All(one => one == Activation.Tanh) && result.Options.Preset == Preset.Tutorial ? "" : Activations(result.Parameter.Shape);
        string initialization = result.Initialization is null or Initialization.He ? "" : $" -Initialization {result.Initialization}";
        NetworkShape shape = result.Parameter.Shape;
        string delta = shape.Delta is { } distance ? string.Create(CultureInfo.InvariantCulture, $" -Delta {distance}")
            : shape.Quantile.Count > 0 ? $" -Quantile {string.Join(",", shape.Quantile.Select(quantile => quantile.ToString(CultureInfo.InvariantCulture)))}" : "";
        return Size(result.Parameter.Shape) + activation + (shape.HasDefaultLoss ? "" : $" -Loss {shape.Loss}{delta}") + initialization;
    }

    private static string Size(NetworkShape shape)
    {
        int[] hidden = [.. shape.LayerSize.Skip(1).SkipLast(1)];
        return hidden.Length == 0 ? $" -{HiddenSizeName} @()" : $" -{HiddenSizeName} {string.Join(',', hidden)}";
    }

    private static string Activations(NetworkShape shape)
    {
        Activation[] activations = [.. shape.Activation.SkipLast(1)];
        Activation[] distinct = activations.Distinct().Count() == 1 ? [activations[0]] : activations;
        return distinct.Length == 0 ? "" : $" -{ActivationName} {string.Join(',', distinct)}";
    }

    private static string Parameters(TrainingResult result, int epochs, long? seed)
    {
        TrainingOptions options = result.Options;
        bool isTable = options.Preset == Preset.Table;
        return (result.Dataset.Schema.IsAnomaly ? $" -Task {NetworkTask.Anomaly}" : "") + string.Concat(TrainingSetting.All.Select(setting => setting.Parameter switch
        {
            nameof(TrainingOptions.EpochCount) => Parameter(setting, epochs),
            nameof(TrainingOptions.Seed) => seed is null ? "" : Parameter(setting, seed),
            nameof(TrainingOptions.Standardize) => options.Standardize == (result.Dataset.IsTable || isTable) ? "" : options.Standardize ? " -Standardize" : " -NoStandardize",
            nameof(TrainingOptions.Preset) => options.Preset == (result.Dataset.IsTable ? Preset.Table : Preset.Tutorial) ? "" : $" -Preset {options.Preset}",
            nameof(TrainingOptions.ThrottleLimit) => "",
            nameof(TrainingOptions.LearningRate) when options.Optimizer == Optimizer.LBFGS => "",
            nameof(TrainingOptions.ValidationFraction) when options.ValidationDataset is not null => "",
            _ when !TrainingOptions.UsersOf(setting.Parameter).Contains(options.Optimizer) => "",
            _ => setting.IsDefault(options) && !(isTable && TableDefaults.Setting.Contains(setting.Parameter)) ? "" : Parameter(setting, setting.Given(options)),
        }));
    }

    private static string Parameter(TrainingSetting setting, object? value) =>
        $" -{setting.Parameter}" + value switch
        {
            true => "",
            false => ":$false",
            null => " $null",
            Dataset => " $validation",
            IReadOnlyList<double> { Count: 0 } => " @()",
            ClassWeighting { Given.Count: > 0 } weighting => $" @{{ {string.Join("; ", weighting.Given.Select(pair => $"{Quoted(DataSchema.LabelText(pair.Label))} = {TrainingSetting.Text(pair.Weight)}"))} }}",
            _ => $" {TrainingSetting.Text(value, ",")}",
        };
}
