namespace PSNeuralNet.Persistence;

/// <summary>A computation in ONNX's words, before it is encoded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its origin, for people.</param>
/// <param name="ModuleVersion">The version that made it.</param>
/// <param name="Property">Metadata by name.</param>
/// <param name="Input">Its inputs.</param>
/// <param name="Output">Its outputs.</param>
/// <param name="Constant">Its numbers and texts.</param>
/// <param name="Node">Its steps, in order.</param>
internal sealed record OnnxGraph(
    string Name,
    string Description,
    string ModuleVersion,
    IReadOnlyList<(string Key, string Value)> Property,
    IReadOnlyList<OnnxValue> Input,
    IReadOnlyList<OnnxValue> Output,
    IReadOnlyList<OnnxTensor> Constant,
    IReadOnlyList<OnnxNode> Node);

/// <summary>The type of the elements of a tensor, by ONNX's number.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
    String = 8,
    Double = 11,
}

/// <summary>An input or output of a graph: a tensor whose first dimension is the number of rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Columns">Its second dimension; null where it has none.</param>
/// <param name="Description">A description, for people.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, int? Columns, string Description);

/// <summary>A constant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">Its shape; empty for a single value.</param>
/// <param name="Values">A double[], a float[], a long[] or a string[], row by row.</param>
internal sealed record OnnxTensor(string Name, long[] Dimensions, Array Values);

/// <summary>A step.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Input">The names of its inputs.</param>
/// <param name="Output">The name of its output.</param>
/// <param name="Attribute">Its settings: a long, a long[] or a string[] each.</param>
/// <param name="Domain">The operator's domain; empty for ONNX itself.</param>
internal sealed record OnnxNode(string Operator, string[] Input, string Output, (string Name, object Value)[] Attribute, string Domain = "")
{
    /// <summary>The name of a second output, which the operator has to have; null where it has none.</summary>
    public string? UnusedOutput { get; init; }
}

/// <summary>Encodes graphs as ONNX files.</summary>
internal interface IOnnxEncoder
{
    /// <summary>The bytes of a file.</summary>
    byte[] Encode(OnnxGraph graph);
}
