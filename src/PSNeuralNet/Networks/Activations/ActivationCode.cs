namespace PSNeuralNet.Networks;

/// <summary>The source text of an activation in each export language: a = f(z).</summary>
internal sealed record ActivationCode
{
    /// <summary>Statements of PowerShell in braces that turn $value from z into a.</summary>
    public required string PowerShell { get; init; }

    /// <summary>Statements of a C# function of double z that return a.</summary>
    public required string CSharp { get; init; }

    /// <summary>A function expression of JavaScript.</summary>
    public required string JavaScript { get; init; }

    /// <summary>
    /// ONNX nodes, one a line: "name = Operator(input, ...)", where an input is z, an earlier name, or a constant "name: number"; "name: number or
    /// number" where it is another one in single precision. The last line assigns a; no lines for the identity. A Cast's second input is the type, Real that of the graph.
    /// </summary>
    public required string Onnx { get; init; }

    /// <summary>A comment above the C# function; null for none.</summary>
    public string? Remark { get; init; }
}
