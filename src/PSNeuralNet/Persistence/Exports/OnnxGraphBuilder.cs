using PSNeuralNet.Numerics;

namespace PSNeuralNet.Persistence;

/// <summary>Builds an ONNX graph with unique names.</summary>
/// <param name="outputs">The names of what it gives, which nothing else may have.</param>
/// <param name="precision">The precision of its real numbers: of inputs, constants, casts and outputs.</param>
internal sealed class OnnxGraphBuilder(IEnumerable<string> outputs, Precision precision)
{
    // Smaller floats lose digits.
    private const double SmallestNormal = 1.1754943508222875e-38;

    private readonly HashSet<string> _names = new(outputs, StringComparer.Ordinal);
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxNode> _nodes = [];

    /// <summary>The type of real numbers.</summary>
    public OnnxType Real => IsSingle ? OnnxType.Float : OnnxType.Double;

    /// <summary>True where real numbers are those of single precision.</summary>
    public bool IsSingle { get; } = precision == Precision.Single;

    /// <summary>Takes a table of these many columns; the name has an underscore more where it is taken already.</summary>
    public string Input(string name, OnnxType type, int columns, string description)
    {
        // Runtimes take names that end at a zero.
        string unique = Unique(name.Replace('\0', '_'));
        _inputs.Add(new OnnxValue(unique, type, columns, description));
        return unique;
    }

    /// <summary>Gives a value by one of the names that were kept for it.</summary>
    public void Output(string name, OnnxType type, int? columns, string value, string description)
    {
        _nodes.Add(new OnnxNode("Identity", [value], name, []));
        _outputs.Add(new OnnxValue(name, type, columns, description));
    }

    /// <summary>Adds a constant; numbers of a double[] in the precision of the graph.</summary>
    /// <exception cref="NetworkException">A number is too large for single precision.</exception>
    public string Constant(string name, long[] dimensions, Array values)
    {
        string unique = Unique(name);
        _constants.Add(new OnnxTensor(unique, dimensions, values is double[] numbers && IsSingle ? Array.ConvertAll(numbers, Rounded) : values));
        return unique;
    }

    /// <summary>Adds a vector of numbers that are divided by.</summary>
    /// <exception cref="NetworkException">A number is too large or too close to 0 for single precision.</exception>
    public string Divisor(string name, IEnumerable<double> values)
    {
        double[] numbers = [.. values];
        int small = IsSingle ? Array.FindIndex(numbers, number => Math.Abs(number) < SmallestNormal) : -1;
        return small < 0 ? Vector(name, numbers) : throw PersistenceErrors.OnnxSingleRange(numbers[small]);
    }

    /// <summary>Subtracts a number for each column.</summary>
    /// <remarks>
    /// In single precision the difference from the nearest float comes first, which is exact where both are close, then what that lacks: else the rounding of a
    /// large mean would move all values of a column.
    /// </remarks>
    public string Subtract(string value, string name, IEnumerable<double> terms, string output)
    {
        double[] numbers = [.. terms];
        double[] rest = IsSingle ? [.. numbers.Select(number => number - Rounded(number))] : [];
        string difference = Add("Sub", [value, Vector(name, numbers)], output);
        return Array.TrueForAll(rest, number => number == 0) ? difference : Add("Sub", [difference, Vector($"{name}_rest", rest)], output);
    }

    public string Vector(string name, IEnumerable<double> values)
    {
        double[] numbers = [.. values];
        return Constant(name, [numbers.Length], numbers);
    }

    public string Single(string name, double value) => Constant(name, [], new[] { value });

    public string Add(string step, string[] input, string output, (string Name, object Value)[]? attribute = null, string domain = "")
    {
        string unique = Unique(output);
        _nodes.Add(new OnnxNode(step, input, unique, attribute ?? [], domain));
        return unique;
    }

    /// <summary>Adds a step with two outputs, of which only the first is used.</summary>
    public string AddPair(string step, string[] input, string output, string unused, (string Name, object Value)[] attribute)
    {
        string unique = Unique(output);
        _nodes.Add(new OnnxNode(step, input, unique, attribute) { UnusedOutput = Unique(unused) });
        return unique;
    }

    public string Cast(string value, OnnxType type, string output) => Add("Cast", [value], output, [("to", (long)type)]);

    public OnnxGraph ToGraph(string name, string description, string moduleVersion, IReadOnlyList<(string Key, string Value)> properties) =>
        new OnnxGraph(name, description, moduleVersion, properties, _inputs, _outputs, _constants, _nodes);

    private static float Rounded(double number)
    {
        var rounded = (float)number;
        return float.IsInfinity(rounded) && double.IsFinite(number) ? throw PersistenceErrors.OnnxSingleRange(number) : rounded;
    }

    private string Unique(string name)
    {
        while (!_names.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
