using System.Diagnostics.CodeAnalysis;

namespace PSNeuralNet.Numerics;

/// <summary>The precision of computations.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The names of the precisions.")]
public enum Precision
{
    /// <summary>Double precision: 15 to 17 significant digits.</summary>
    Double,

    /// <summary>Single precision: 7 significant digits, half the memory, and about twice the speed for wide networks.</summary>
    Single,
}
