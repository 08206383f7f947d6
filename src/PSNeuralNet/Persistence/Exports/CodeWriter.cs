using System.Globalization;
using System.Text;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>
/// What the writers of source code have in common. All of them write the same program: the columns as a table, the layers as another,
/// the functions that turn cells into features, and one function that goes through them.
/// </summary>
internal abstract class CodeWriter
{
    private const int NumbersInLine = 8;

    protected CodeWriter(NeuralNetwork network)
    {
        Network = network;
        Column = ExportColumn.Of(network.Parameter);
    }

    protected NeuralNetwork Network { get; }

    protected ExportColumn[] Column { get; }

    protected StringBuilder Code { get; } = new();

    protected bool IsStandardized => Network.Scaling is { FeatureMean.Count: > 0 };

    protected bool HasScaledTarget => Network.Scaling is { TargetMean.Count: > 0 };

    /// <summary>The activations of the hidden layers, once each.</summary>
    protected IEnumerable<Activation> HiddenActivation => Network.Activation.SkipLast(1).Distinct();

    /// <summary>Writes the source code.</summary>
    public abstract string Write();

    protected bool Has(ColumnKind kind)
    {
        return Column.Any(column => column.Kind == kind);
    }

    /// <summary>Lines as they are, each with a prefix.</summary>
    protected void Lines(string text, string prefix = "")
    {
        foreach (string line in text.Split('\n'))
        {
            Code.Append(line.Length > 0 || prefix.AsSpan().ContainsAnyExcept(' ') ? (prefix + line).TrimEnd() : "").Append('\n');
        }
    }

    /// <summary>What the code came from, for a comment at the top.</summary>
    protected string Origin()
    {
        string classes = Network.ClassName.Count > 0 ? $" ({Listed(Network.ClassName)})" : "";
        string trained = Network.Training is not { } training ? "not by this module" : training.ToString()
            + (training.Score is { } score ? FormattableString.Invariant($"; {(Network.Task == NetworkTask.Regression ? "R2" : "accuracy")} {score:0.0000} on {training.SampleCount} samples") : "")
            + (training.ValidationScore is { } validation ? FormattableString.Invariant($", {validation:0.0000} on those held back") : "")
            + (training.Seed is { } seed ? FormattableString.Invariant($"; seed {seed}") : "");
        return CodeText.InComment($"A neural network, written by Export-Network of PSNeuralNet {Network.ModuleVersion}. Needs nothing but this file.") + '\n'
            + CodeText.InComment($"Network: {Network} ({Network.Task})") + '\n'
            + CodeText.InComment($"Takes:   {Listed(Column.Select(column => column.Name))}") + '\n'
            + CodeText.InComment($"Gives:   {Listed(Network.TargetName)}{classes}") + '\n'
            + CodeText.InComment($"Trained: {trained}");
    }

    /// <summary>Numbers with commas between them, some in a line.</summary>
    protected static string Numbers(IEnumerable<double> numbers, string indent)
    {
        return string.Join(",\n" + indent, numbers.Select(NetworkJsonWriter.Shortest).Chunk(NumbersInLine).Select(chunk => string.Join(", ", chunk)));
    }

    protected static string Row(IEnumerable<double> numbers)
    {
        return string.Join(", ", numbers.Select(NetworkJsonWriter.Shortest));
    }

    /// <summary>The rows of the weights of a layer, units x inputs.</summary>
    protected IEnumerable<double[]> Weights(int layer)
    {
        return Network.Parameter.Weight(layer).EnumerateRows().Select(row => row.ToArray());
    }

    protected double[] Biases(int layer)
    {
        return [.. Network.Parameter.Bias(layer).Column(0)];
    }

    /// <summary>The name of an activation: "LeakyReLU" is leakyReLU.</summary>
    protected static string Camel(Activation activation)
    {
        string name = activation.ToString();
        return name == "GELU" ? "gelu" : char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>A label that is a whole number, of whatever type.</summary>
    internal static bool IsWhole(object label, out long number)
    {
        bool isWhole = label is int or long or short or sbyte or byte or ushort or uint && !label.GetType().IsEnum;
        number = isWhole ? Convert.ToInt64(label, CultureInfo.InvariantCulture) : 0;
        return isWhole;
    }

    private static string Listed(IEnumerable<string> names)
    {
        const int Shown = 20;
        string[] all = [.. names];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? string.Create(CultureInfo.InvariantCulture, $", ... ({all.Length} in all)") : "");
    }
}
