using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>Series names of trainings: the settings that differ between them, by parameter of Invoke-NetworkTraining.</summary>
internal static class SeriesNames
{
    /// <summary>A name for each training, such as "LearningRate=0.1, HiddenSize=5"; numbered where settings are the same; empty for a single training.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<TrainingResult> results)
    {
        if (results.Count == 1)
        {
            return [""];
        }

        (string Name, string Value)[][] settings = [.. results.Select(Settings)];
        int[] differing = [.. Enumerable.Range(0, results.Count == 0 ? 0 : settings[0].Length).Where(i => settings.Select(one => one[i].Value).Distinct().Count() > 1)];
        string[] names = [.. settings.Select(one => string.Join(", ", differing.Select(i => $"{one[i].Name}={one[i].Value}")))];

        // Trainings with the same settings are numbered.
        return [.. names.Select((name, i) =>
        {
            int same = names.Count(other => other == name), before = names.Take(i).Count(other => other == name);
            string number = (before + 1).ToString(CultureInfo.InvariantCulture);
            return same == 1 ? name : name.Length == 0 ? $"training {number}" : $"{name} ({number})";
        })];
    }

    private static (string Name, string Value)[] Settings(TrainingResult result)
    {
        return
        [
            ("Dataset", result.Dataset.Name),
            ("HiddenSize", TrainingSetting.Text(result.HiddenSize)),
            ("Activation", TrainingSetting.Text(string.Join('-', result.Parameter.Activation.SkipLast(1).Distinct()))),
            ("Loss", result.Parameter.LossText),
            .. TrainingSetting.All.Where(setting => setting.IsCompared).Select(setting => setting.Parameter switch
            {
                nameof(TrainingOptions.EpochCount) => ("Epochs", TrainingSetting.Text(result.Options.EpochCount)),
                nameof(TrainingOptions.Seed) => (setting.Parameter, TrainingSetting.Text(result.Seed)),
                string parameter => (parameter, setting.Text(result.Options)),
            }),
        ];
    }
}
