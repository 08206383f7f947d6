namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>What Test-Path looks for.</summary>
public enum TestPathType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Something with items in it, as a folder.</summary>
    Container,

    /// <summary>Something without, as a file.</summary>
    Leaf,
}
