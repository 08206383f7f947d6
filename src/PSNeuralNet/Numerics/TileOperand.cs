namespace PSNeuralNet.Numerics;

/// <summary>Initial value of the sums of <see cref="TileKernel{TNumber}"/>.</summary>
internal enum TileStart
{
    /// <summary>0.</summary>
    Zero,

    /// <summary>The bias of each row.</summary>
    Bias,

    /// <summary>The values of c.</summary>
    Sum,
}

/// <summary>
/// Left factor of <see cref="TileKernel{TNumber}"/>, split along k into parts of Depth[p]: a[r, k] = Part[p][r * Row + (k - first k of p) * Column].
/// </summary>
internal unsafe struct TileOperand
{
    /// <summary>The address of each part's first number.</summary>
    public void** Part;

    /// <summary>The inner dimension of each part.</summary>
    public int* Depth;

    /// <summary>Number of parts.</summary>
    public int Parts;

    /// <summary>Row stride, in numbers.</summary>
    public int Row;

    /// <summary>Column stride, in numbers.</summary>
    public int Column;
}
