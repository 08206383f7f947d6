namespace PSNeuralNet.Numerics;

/// <summary>The precision of computations.</summary>
public enum Precision
{
    /// <summary>Double precision: 15 to 17 significant digits.</summary>
    Double,

    /// <summary>Single precision: 7 significant digits, half the memory, and about twice the speed for wide networks.</summary>
    Single,
}
