using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>PowerShell command that repeats a training.</summary>
internal static class RepeatCommand
{
    /// <summary>The command, with $data for the dataset, $validation for a validation dataset, and $start for the network that the training continued.</summary>
    public static string Of(TrainingResult result)
    {
        long? initialSeed = result.InitialSeed;
        if (!result.IsReproducible || initialSeed is null)
        {
            return $"$result = $data | Invoke-NetworkTraining -Network $start{Parameters(result, result.Options.EpochCount, result.Options.HasChance ? result.Options.Seed : null)}";
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

    /// <summary>A text in single quotes, as a PowerShell literal.</summary>
    public static string Quoted(string text)
    {
        // Typographic quotes end a literal, too: each is doubled.
        return $"'{string.Concat(text.Select(letter => letter is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{letter}{letter}" : $"{letter}"))}'";
    }

    private static string Network(TrainingResult result)
    {
        int[] hidden = [.. result.Parameter.LayerSize.Skip(1).SkipLast(1)];
        Activation[] activations = [.. result.Parameter.Activation.SkipLast(1)];
        Activation[] distinct = activations.Distinct().Count() == 1 ? [activations[0]] : activations;
        string size = hidden.Length == 0 ? " -HiddenSize @()" : $" -HiddenSize {string.Join(',', hidden)}";
        string activation = distinct is [] or [Activation.Tanh] ? "" : $" -Activation {string.Join(',', distinct)}";
        string initialization = result.Initialization is null or Initialization.He ? "" : $" -Initialization {result.Initialization}";
        NetworkShape shape = result.Parameter.Shape;
        string delta = shape.Delta is { } distance ? string.Create(CultureInfo.InvariantCulture, $" -Delta {distance}") : "";
        return size + activation + (shape.HasDefaultLoss ? "" : $" -Loss {shape.Loss}{delta}") + initialization;
    }

    private static string Parameters(TrainingResult result, int epochs, long? seed)
    {
        TrainingOptions options = result.Options;
        return string.Concat(TrainingSetting.All.Select(setting => setting.Parameter switch
        {
            nameof(TrainingOptions.EpochCount) => Parameter(setting, epochs),
            nameof(TrainingOptions.Seed) => seed is null ? "" : Parameter(setting, seed),
            nameof(TrainingOptions.Standardize) => options.Standardize == result.Dataset.IsTable ? "" : options.Standardize ? " -Standardize" : " -NoStandardize",
            nameof(TrainingOptions.Preset) => options.Preset == (result.Dataset.IsTable ? Preset.Table : Preset.Tutorial) ? "" : $" -Preset {options.Preset}",
            nameof(TrainingOptions.ThrottleLimit) => "",
            nameof(TrainingOptions.ClipTarget) => options.ClipTarget ? $" -{setting.Parameter}" : "",
            _ => setting.IsDefault(options) ? "" : Parameter(setting, setting.Given(options)),
        }));
    }

    private static string Parameter(TrainingSetting setting, object? value) =>
        $" -{setting.Parameter} " + value switch
        {
            Dataset => "$validation",
            ClassWeighting { Given.Count: > 0 } weighting => $"@{{ {string.Join("; ", weighting.Given.Select(pair => $"{Quoted(DataSchema.LabelText(pair.Label))} = {TrainingSetting.Text(pair.Weight)}"))} }}",
            _ => TrainingSetting.Text(value, ","),
        };
}
