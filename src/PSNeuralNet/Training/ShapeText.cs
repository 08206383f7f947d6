using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Network of a checkpoint as text: "2-5-1 Tanh/Sigmoid", and the loss where it is not the default one, "4-3-1 ReLU/Linear Huber, delta 0.5".</summary>
/// <param name="LayerSize">The units of each layer, the inputs of the first one before them.</param>
/// <param name="Activation">The activation of each layer after the input.</param>
/// <param name="Loss">The loss; null for the task's default.</param>
/// <param name="Delta">The delta of the loss Huber; null for other losses.</param>
/// <param name="Quantile">The quantiles of the loss Quantile; null for other losses.</param>
internal sealed record ShapeText(IReadOnlyList<int> LayerSize, IReadOnlyList<Activation> Activation, Loss? Loss, double? Delta, IReadOnlyList<double>? Quantile)
{
    private const string DeltaMark = ", delta ";

    /// <summary>The units of the hidden layers.</summary>
    public IReadOnlyList<int> HiddenSize => [.. LayerSize.Skip(1).SkipLast(1)];

    /// <summary>The number of weights and biases.</summary>
    public long ParameterCount => LayerSize.Zip(LayerSize.Skip(1), (inputs, units) => units * (inputs + 1L)).Sum();

    /// <summary>The text of a shape.</summary>
    public static string Of(NetworkShape shape) =>
        $"{string.Join('-', shape.LayerSize)} {string.Join('/', shape.Activation)}{(shape.HasDefaultLoss ? "" : $" {shape.LossFunction}")}";

    /// <summary>The network that a text is of; null where it is of none.</summary>
    public static ShapeText? Parse(string text)
    {
        string[] parts = text.Split(' ', 3);
        if (parts.Length < 2)
        {
            return null;
        }

        int[] sizes = [.. parts[0].Split('-').Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int units) ? units : 0)];
        Activation?[] activations = [.. parts[1].Split('/').Select(Named<Activation>)];
        if (sizes.Length < 2 || sizes.Length > NetworkShape.MaximumLayers + 1 || sizes.Any(units => units is < 1 or > NetworkShape.MaximumUnits) || activations.Length != sizes.Length - 1 || activations.Contains(null))
        {
            return null;
        }

        if (parts.Length == 3 && parts[2].StartsWith($"{Networks.Loss.Quantile} ", StringComparison.Ordinal))
        {
            double[] quantiles = [.. parts[2].Split(' ', 2)[1].Split(", ").Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double quantile) ? quantile : double.NaN)];
            return Array.TrueForAll(quantiles, double.IsFinite) ? new ShapeText(sizes, [.. activations.Select(one => one!.Value)], Networks.Loss.Quantile, null, quantiles) : null;
        }

        string[] loss = parts.Length == 3 ? parts[2].Split(DeltaMark, 2) : [];
        Loss? name = loss.Length > 0 ? Named<Loss>(loss[0]) : null;
        double? delta = loss.Length == 2 && double.TryParse(loss[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
        return (loss.Length > 0 && name is null) || (loss.Length == 2 && delta is null) ? null : new ShapeText(sizes, [.. activations.Select(one => one!.Value)], name, delta, null);
    }

    /// <summary>The constant of that name; null for none. Numbers are no names.</summary>
    private static T? Named<T>(string name)
        where T : struct, Enum => Enum.TryParse(name, out T value) && Enum.GetName(value) == name ? value : null;
}
