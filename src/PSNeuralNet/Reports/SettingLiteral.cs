using System.Collections;
using PSNeuralNet.Search;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Settings of a trial as PowerShell code.</summary>
internal static class SettingLiteral
{
    /// <summary>The commands that train with the settings; $data stands for the samples.</summary>
    public static string Command(TrialSetting setting) => setting.Count == 0
        ? "$result = $data | Invoke-NetworkTraining"
        : $"$setting = @{{\n{string.Join('\n', setting.Select(pair => $"    {pair.Key} = {Of(pair.Value)}"))}\n}}\n$result = $data | Invoke-NetworkTraining @setting";

    /// <summary>A value as a literal: 0.1, 'Adam', 64, 32.</summary>
    public static string Of(object? value) =>
        value switch
        {
            null => "$null",
            bool isTrue => isTrue ? "$true" : "$false",
            ClassWeighting { Given.Count: > 0 } weighting => $"@{{ {string.Join("; ", weighting.Given.Select(pair => $"{RepeatCommand.Quoted(Data.DataSchema.LabelText(pair.Label))} = {TrainingSetting.Text(pair.Weight)}"))} }}",
            Enum or ClassWeighting => $"'{value}'",
            string text => RepeatCommand.Quoted(text),
            IEnumerable several => several.Cast<object?>().Select(Of).ToArray() is { Length: > 0 } items ? string.Join(", ", items) : "@()",
            _ => TrainingSetting.Text(value),
        };
}
