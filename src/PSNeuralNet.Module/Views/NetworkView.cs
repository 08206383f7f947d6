namespace PSNeuralNet.Commands;

/// <summary>Formats a network as text for its default view.</summary>
public static class NetworkView
{
    private const int MaximumNames = 8;

    /// <summary>Formats a network: task, features, target and training, then a table of its layers.</summary>
    /// <param name="network">The network.</param>
    public static string ToText(NeuralNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        string[][] rows =
        [
            ["Layer", "Shape", "Activation", "Parameters"],
            ["-----", "-----", "----------", "----------"],
            ["input", Text(network.LayerSize[0]), Input(network), ""],
            .. network.Layer.Select(layer => new[] { $"{layer.Kind} {Text(layer.Layer)}", layer.WeightShape, layer.Activation.ToString(), Text(layer.ParameterCount) }),
            ["total", "", "", Text(network.Layer.Sum(layer => layer.ParameterCount))],
            .. network.Member.Count == 0 ? (string[][])[] : [[$"x {Text(network.Member.Count)}", "", "", Text(network.ParameterCount)]],
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        IEnumerable<string> table = rows.Select(row => string.Join(' ', row.Select((cell, i) => i is 0 or 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
        return string.Join(Environment.NewLine, [.. Head(network).Select(DisplayText.Clean), "", .. table]);
    }

    /// <summary>Standardization of the features, and the number of inputs that are bins of them.</summary>
    private static string Input(NeuralNetwork network)
    {
        int bins = network.LayerSize[0] - network.FeatureName.Count;
        string[] parts = [network.Scaling is { FeatureMean.Count: > 0 } ? "standardized" : "", bins > 0 ? $"{Text(bins)} of them bins" : ""];
        string text = string.Join(", ", parts.Where(part => part.Length > 0));
        return text.Length == 0 ? "" : $"({text})";
    }

    private static IEnumerable<string> Head(NeuralNetwork network)
    {
        yield return $"{network} ({network.Task})";
        yield return $"features: {Names(network.FeatureName)}";
        yield return $"target:   {Names(network.TargetName)}{(network.ClassName.Count == 0 ? "" : $" ({Names(network.ClassName)})")}";
        if (!network.Parameter.Shape.HasDefaultLoss)
        {
            yield return $"loss:     {network.Parameter.Shape.LossText}";
        }

        if (network.Training is { } training)
        {
            yield return $"trained:  {training}, {training.StopReason}{(training.BestEpoch is { } best ? $", best epoch {Text(best)}" : "")}";
        }
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MaximumNames)) + (names.Count > MaximumNames ? $" and {Text(names.Count - MaximumNames)} more" : "");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
