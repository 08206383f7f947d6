using System.Globalization;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>The command that repeats a training, as PowerShell.</summary>
internal static class RepeatCommand
{
    private static readonly TrainingOptions Default = new();

    /// <summary>The command. $data stands for the dataset, $validation for samples that were given to validate with, and $start for what a training went on from.</summary>
    public static string Of(TrainingResult result)
    {
        long? initialSeed = result.State.InitialSeed;
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

    /// <summary>A text as PowerShell takes it literally.</summary>
    public static string Quoted(string text)
    {
        // PowerShell takes typographic quotes for quotes, too: each is doubled.
        return $"'{string.Concat(text.Select(letter => letter is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{letter}{letter}" : $"{letter}"))}'";
    }

    private static string Network(TrainingResult result)
    {
        int[] hidden = [.. result.Parameter.LayerSize.Skip(1).SkipLast(1)];
        Activation[] activations = [.. result.Parameter.Activation.SkipLast(1)];
        Activation[] told = activations.Distinct().Count() == 1 ? [activations[0]] : activations;
        string size = hidden.Length == 0 ? " -HiddenSize @()" : $" -HiddenSize {string.Join(',', hidden)}";
        string activation = told is [] or [Activation.Tanh] ? "" : $" -Activation {string.Join(',', told)}";
        return size + activation + Value("Initialization", result.State.Initialization, Initialization.He);
    }

    private static string Parameters(TrainingResult result, int epochs, long? seed)
    {
        TrainingOptions options = result.Options;
        return string.Concat(
        [
            Value("Optimizer", options.Optimizer, Default.Optimizer), Value("LearningRate", options.LearningRate, null), Value("EpochCount", epochs, -1),
            Value("BatchSize", options.BatchSize, 0), Value("Momentum", options.Momentum, Default.Momentum), Value("Smoothing", options.Smoothing, Default.Smoothing),
            Value("Beta1", options.Beta1, Default.Beta1), Value("Beta2", options.Beta2, Default.Beta2), Value("Epsilon", options.Epsilon, null),
            Value("WeightDecay", options.WeightDecay, Default.WeightDecay), Value("L2", options.L2, 0.0),
            options.Dropout.Count == 0 ? "" : $" -Dropout {string.Join(',', options.Dropout.Select(Text))}",
            Value("ClipNorm", options.ClipNorm, null), Value("Schedule", options.Schedule, Schedule.Constant), Value("Decay", options.Decay, null),
            Value("StepEpochCount", options.StepEpochCount, null), Value("WarmupEpochCount", options.WarmupEpochCount, 0), ClassWeight(options.ClassWeight),
            Value("ValidationFraction", options.ValidationFraction, 0.0), options.ValidationDataset is null ? "" : " -ValidationDataset $validation",
            Value("Patience", options.Patience, null), Value("MinimumDelta", options.MinimumDelta, 0.0), Standardize(options, result.Dataset),
            Value("SnapshotCount", options.SnapshotCount, 0), Value("Seed", seed, null),
        ]);
    }

    private static string Standardize(TrainingOptions options, Dataset dataset)
    {
        return options.Standardize == dataset.IsTable ? "" : options.Standardize ? " -Standardize" : " -NoStandardize";
    }

    private static string ClassWeight(ClassWeighting? weighting)
    {
        return weighting is null ? ""
            : weighting == ClassWeighting.Balanced ? " -ClassWeight Balanced"
            : $" -ClassWeight @{{ {string.Join("; ", weighting.Given.Select(pair => $"{Quoted(DataSchema.LabelText(pair.Label))} = {Text(pair.Weight)}"))} }}";
    }

    private static string Value(string name, object? value, object? other)
    {
        return value is null || value.Equals(other) ? "" : $" -{name} {Text(value)}";
    }

    private static string Text<T>(T value)
    {
        return value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
    }
}
