using System.Globalization;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>Names trainings by what is not the same in all of them, in the words of Invoke-NetworkTraining's parameters.</summary>
internal static class SeriesNames
{
    /// <summary>A name for each: "LearningRate=0.1, HiddenSize=5"; numbers, where nothing differs; an empty one for the only one.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<TrainingResult> results)
    {
        if (results.Count == 1)
        {
            return [""];
        }

        (string Name, string Value)[][] settings = [.. results.Select(Settings)];
        int[] differing = [.. Enumerable.Range(0, results.Count == 0 ? 0 : settings[0].Length).Where(i => settings.Select(one => one[i].Value).Distinct().Count() > 1)];
        string[] names = [.. settings.Select(one => string.Join(", ", differing.Select(i => $"{one[i].Name}={one[i].Value}")))];

        // Two trainings with the same settings are still two.
        return [.. names.Select((name, i) =>
        {
            int same = names.Count(other => other == name), before = names.Take(i).Count(other => other == name);
            string number = (before + 1).ToString(CultureInfo.InvariantCulture);
            return same == 1 ? name : name.Length == 0 ? $"training {number}" : $"{name} ({number})";
        })];
    }

    private static (string Name, string Value)[] Settings(TrainingResult result)
    {
        TrainingOptions options = result.Options;
        (string Name, object? Value)[] settings =
        [
            ("Dataset", result.Dataset.Name), ("HiddenSize", result.HiddenSize), ("Activation", string.Join('-', result.Parameter.Activation.SkipLast(1).Distinct())),
            ("Optimizer", options.Optimizer), ("LearningRate", options.BaseRate), ("Epochs", options.EpochCount), ("BatchSize", options.BatchSize),
            ("Momentum", options.Momentum), ("Smoothing", options.Smoothing), ("Beta1", options.Beta1), ("Beta2", options.Beta2), ("Epsilon", options.Epsilon),
            ("WeightDecay", options.WeightDecay), ("L2", options.L2), ("Dropout", string.Join('-', options.Dropout.Select(Text))), ("ClipNorm", options.ClipNorm),
            ("Schedule", options.Schedule), ("Decay", options.Decay), ("StepEpochCount", options.StepEpochCount), ("WarmupEpochCount", options.WarmupEpochCount),
            ("ClassWeight", options.ClassWeight), ("Standardize", options.Standardize), ("ValidationFraction", options.ValidationFraction),
            ("Patience", options.Patience), ("MinimumDelta", options.MinimumDelta), ("Seed", result.Seed),
        ];
        return [.. settings.Select(setting => (setting.Name, setting.Value is double number ? Text(number) : Convert.ToString(setting.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "none"))];
    }

    private static string Text(double number)
    {
        return number.ToString("R", CultureInfo.InvariantCulture);
    }
}
