namespace PSNeuralNet.Numerics;

/// <summary>The tables of four and sixteen numbers from which <see cref="SimdMath"/> starts its series; computed with 60 digits.</summary>
internal static class SimdTables
{
    /// <summary>2^52 + 2^51: to this a whole number is added exactly, and then stands in the low bits of the sum.</summary>
    public const double Whole = 6755399441055744.0;

    /// <summary>2^(j/4).</summary>
    public static ReadOnlySpan<double> Root => [1.0, 1.189207115002721, 1.4142135623730951, 1.681792830507429];

    /// <summary>What is missing in the numbers above, relative to them.</summary>
    public static ReadOnlySpan<double> RootRest => [0.0, 3.3484623336251524e-17, -6.835808657661922e-17, 4.8751605262270616e-17];

    /// <summary>1 / (1 + j/15).</summary>
    public static ReadOnlySpan<double> Reciprocal =>
    [
        1.0, 0.9375, 0.8823529411764706, 0.8333333333333334,
        0.7894736842105263, 0.75, 0.7142857142857143, 0.6818181818181818,
        0.6521739130434783, 0.625, 0.6, 0.5769230769230769,
        0.5555555555555556, 0.5357142857142857, 0.5172413793103449, 0.5,
    ];

    /// <summary>ln(1 + j/15).</summary>
    public static ReadOnlySpan<double> Log =>
    [
        0.0, 0.06453852113757116, 0.12516314295400602, 0.18232155679395462,
        0.2363887780642304, 0.2876820724517809, 0.33647223662121295, 0.3829922522561058,
        0.4274440148269396, 0.4700036292457355, 0.5108256237659907, 0.550046336919272,
        0.587786664902119, 0.6241543090729939, 0.659245628884264, 0.6931471805599453,
    ];
}
