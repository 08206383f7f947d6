namespace PSNeuralNet.Persistence;

/// <summary>The file format of an exported network.</summary>
public enum NetworkFormat
{
    /// <summary>The module's own file, which Import-Network reads: everything, to the last bit. For .json, and names without an extension.</summary>
    Json,

    /// <summary>A model for ONNX Runtime and whatever else reads ONNX, for .onnx.</summary>
    Onnx,

    /// <summary>A function in PowerShell, for .ps1 and .psm1.</summary>
    PowerShell,

    /// <summary>A class in C# with one function, for .cs.</summary>
    CSharp,

    /// <summary>A function in JavaScript, for .js and .cjs.</summary>
    JavaScript,
}
