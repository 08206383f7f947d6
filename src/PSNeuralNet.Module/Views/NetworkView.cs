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
            [network.Layer.Count == 0 ? "Network" : "Layer", "Shape", "Activation", "Parameters"],
            [network.Layer.Count == 0 ? "-------" : "-----", "-----", "----------", "----------"],
            .. network.Layer.Count == 0 ? Networks(network) : Layers(network),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        IEnumerable<string> table = rows.Select(row => string.Join(' ', row.Select((cell, i) => i is 0 or 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
        return string.Join(Environment.NewLine, [.. Head(network).Select(DisplayText.Clean), "", .. table]);
    }

    private static string[][] Layers(NeuralNetwork network) =>
    [
        ["input", Text(network.LayerSize[0]), Input(network), ""],
        .. network.Layer.Select(layer => new[] { $"{layer.Kind} {Text(layer.Layer)}", layer.WeightShape, layer.Activation.ToString(), Text(layer.ParameterCount) }),
        ["total", "", "", Text(network.Layer.Sum(layer => layer.ParameterCount))],
        .. network.Member.Count == 0 ? (string[][])[] : [[$"x {Text(network.Member.Count)}", "", "", Text(network.ParameterCount)]],
    ];

    /// <summary>The networks of an ensemble with different layers, each once, with its number of times.</summary>
    private static string[][] Networks(NeuralNetwork network) =>
    [
        .. network.Member.Select((member, i) => (member, i)).GroupBy(one => one.member).Select(same => new[]
        {
            string.Join(", ", same.Select(one => Text(one.i))), string.Join('-', same.Key.LayerSize), string.Join('/', same.Key.Activation.Distinct()), Text(same.Key.ParameterCount),
        }),
        ["total", "", "", Text(network.ParameterCount)],
    ];

    /// <summary>Standardization of the features, and the number of inputs that are bins of them.</summary>
    private static string Input(NeuralNetwork network)
    {
        int bins = network.LayerSize[0] - network.FeatureName.Count;
        string[] parts = [network.Member.DefaultIfEmpty(network).All(one => one.Scaling is { FeatureMean.Count: > 0 }) ? "standardized" : "", bins > 0 ? $"{Text(bins)} of them bins" : ""];
        string text = string.Join(", ", parts.Where(part => part.Length > 0));
        return text.Length == 0 ? "" : $"({text})";
    }

    private static IEnumerable<string> Head(NeuralNetwork network)
    {
        yield return $"{network} ({network.Task})";
        yield return $"features: {Names(network.FeatureName)}";
        if (network.Label.Count > 0)
        {
            yield return $"labels:   {Names([.. network.Label.Select(label => label.Threshold == 0.5 ? $"{label.Name} ({label.NegativeClass}, {label.PositiveClass})" : FormattableString.Invariant($"{label.Name} ({label.NegativeClass}, {label.PositiveClass} above {label.Threshold:0.######})"))])}";
        }
        else
        {
            yield return network.Parameter.Metadata.Anomaly is { } anomaly ? $"anomaly:  {anomaly}" : $"target:   {Names(network.TargetName)}{(network.ClassName.Count == 0 ? "" : $" ({Names(network.ClassName)})")}";
        }

        if (network.PositiveClass is { } positive)
        {
            yield return FormattableString.Invariant($"positive: {positive}{(network.Threshold == 0.5 ? "" : $", above {DisplayText.Number(network.Threshold, "0.######")}")}");
        }

        NetworkShape[] shapes = network.Member.Count == 0 ? [network.Parameter.Shape] : [.. network.Member.Select(member => member.Parameter.Shape)];
        if (!Array.TrueForAll(shapes, shape => shape.HasDefaultLoss))
        {
            yield return $"loss:     {string.Join("; ", shapes.Select(shape => shape.LossText).Distinct())}";
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
