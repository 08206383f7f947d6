namespace PSNeuralNet.Persistence;

/// <summary>Builds an ONNX graph with unique names.</summary>
/// <param name="outputs">The names of what it gives, which nothing else may have.</param>
internal sealed class OnnxGraphBuilder(IEnumerable<string> outputs)
{
    private readonly HashSet<string> _names = new(outputs, StringComparer.Ordinal);
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxNode> _nodes = [];

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

    public string Constant(string name, long[] dimensions, Array values)
    {
        string unique = Unique(name);
        _constants.Add(new OnnxTensor(unique, dimensions, values));
        return unique;
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

    private string Unique(string name)
    {
        while (!_names.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
