using System.Text.RegularExpressions;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Settings and outcome of the training, and the command that repeats it.</summary>
internal static partial class SettingSection
{
    public static void Write(Markup page, TrainingReport report)
    {
        TrainingResult result = report.Result;
        page.Element("h3", "The command that repeats it");
        page.Element("p", Meaning(result));
        Command(page, RepeatCommand.Of(result));
        page.Open("div", ("class", "pair"));
        Table.Write(page, "Settings", ["Setting", "Value"], Settings(result));
        Table.Write(page, "How it went", ["What", "Value"], Outcome(result));
        page.Close();
    }

    /// <summary>Writes a command; parameter names are not broken at their hyphen.</summary>
    public static void Command(Markup page, string command, string label = "Command")
    {
        page.Open("pre", ("tabindex", "0"), ("role", "region"), ("aria-label", label)).Open("code");
        string[] parts = Name().Split(command);
        for (int i = 0; i < parts.Length; i++)
        {
            // Odd parts are names.
            _ = i % 2 == 1 ? page.Element("span", parts[i], ("class", "switch")) : page.Text(parts[i]);
        }

        page.Close().Close().Line();
    }

    [GeneratedRegex("(?<= )(-[A-Za-z0-9]+|Invoke-NetworkTraining|Initialize-NetworkParameter|Test-NetworkDrift)(?= |$)")]
    private static partial Regex Name();

    private static string Meaning(TrainingResult result)
    {
        string data = $"$data stands for the data: {result.Dataset}{(result.Dataset.Seed is { } seed ? $", generated with the seed {seed}" : "")}.";
        string validation = result.Options.ValidationDataset is { } given ? $" $validation stands for the samples it was validated with: {given}." : "";
        return result is { IsReproducible: true, InitialSeed: not null }
            ? $"{data}{validation} With the same data it gives the same numbers, to the last bit."
            : $"{data}{validation} The training went on from weights that no seed gives, or with other settings than those before: $start stands for that network, and the command is that of the last part.";
    }

    private static IEnumerable<string[]> Settings(TrainingResult result)
    {
        TrainingOptions options = result.Options;
        NetworkParameter network = result.Parameter;
        yield return ["Network", $"{network}, {Show.Count(network.ParameterCount)} weights and biases"];
        yield return ["Task", network.Task.ToString()];
        if (network.LayerSize.Count == 0 || network.Activation.Count == 0)
        {
            // The networks of an ensemble differ.
            yield return ["Layers", string.Join("; ", network.Member.GroupBy(member => $"{member}").Select(same => $"{Show.Count(same.Count())} x {same.Key}"))];
        }

        if (!network.HasDefaultLoss)
        {
            yield return ["Loss", network.LossText];
        }

        if (result.Initialization is { } initialization)
        {
            yield return ["Initial weights", string.Create(CultureInfo.InvariantCulture, $"{initialization}, seed {result.InitialSeed}")];
        }

        // Constants of other optimizers, and settings without effect, are left out.
        TrainingOptions whole = options with { EpochCount = result.WantedEpochCount };
        foreach (TrainingSetting setting in TrainingSetting.All.Where(setting => setting.IsCompared && setting.Parameter != nameof(TrainingOptions.ValidationFraction)))
        {
            string value = setting.Text(whole);
            if (TrainingOptions.UsersOf(setting.Parameter).Contains(options.Optimizer) && value is not ("none" or "None" or "0" or "False" or "Constant") && (setting.Parameter != nameof(TrainingOptions.EnsembleCount) || options.EnsembleCount > 1))
            {
                yield return [char.ToUpperInvariant(setting.Name[0]) + setting.Name[1..], value == "True" ? "yes" : value];
            }
        }

        yield return ["Validation", options.ValidationDataset is { } given ? given.ToString() : HasFolds(options) ? $"of each network another of {Show.Count(options.FoldCount ?? options.EnsembleCount, "fold")}" : options.ValidationFraction > 0 ? $"{Show.Percent(options.ValidationFraction)} of the samples{(options.EnsembleCount > 1 ? ", drawn for each network" : "")}" : "none"];
    }

    private static bool HasFolds(TrainingOptions options) => options is { EnsembleCount: > 1, ValidationFraction: 0 };

    private static IEnumerable<string[]> Outcome(TrainingResult result)
    {
        yield return ["Epochs done", $"{Show.Count(result.EpochCount)} of {Show.Count(result.WantedEpochCount)}"];
        yield return ["Ended", result.StopReason.ToString()];
        yield return ["First cost", Show.Metric(result.FirstCost)];
        yield return ["Last cost", Show.Metric(result.LastCost)];
        if (result.BestEpoch is { } best)
        {
            string mean = result.Options.EnsembleCount > 1 ? ", mean of the networks" : "";
            yield return [$"Best epoch{mean}", Show.Count(best)];
            yield return ["Its validation cost", Show.Metric(result.ValidationCost)];
            yield return [result.ValidationR2 is null ? "Its validation accuracy" : "Its validation R²", Show.Metric(result.ValidationAccuracy ?? result.ValidationR2)];
        }

        if (result.OutOfFold is { } outOfFold)
        {
            yield return [result.ValidationR2 is null ? "Accuracy out of fold" : "R² out of fold", Show.Metric(outOfFold.Score)];
        }

        if (result.Temperature is { } temperature)
        {
            yield return ["Temperature of the calibration", Show.Metric(temperature)];
        }

        yield return ["Trained on", Show.Count(result.SampleCount, "sample")];
        yield return ["Time", $"{Show.Number(result.Duration.TotalSeconds)} s"];
        yield return ["Module", $"PSNeuralNet {result.Network.ModuleVersion}"];
    }
}
