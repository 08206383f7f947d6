namespace PSNeuralNet.Numerics;

/// <summary>The tables of four numbers from which <see cref="SimdMath"/> starts its series; computed with 60 digits.</summary>
internal static class SimdTables
{
    /// <summary>2^52 + 2^51: to this a whole number is added exactly, and then stands in the low bits of the sum.</summary>
    public const double Whole = 6755399441055744.0;

    /// <summary>A number near 1/3 for which ln(1 + j/3) is a double to within a hundredth of its last place, as it rarely is.</summary>
    public const double Third = 0.3342731393459112;

    /// <summary>2^(j/4).</summary>
    public static ReadOnlySpan<double> Root => [1.0, 1.189207115002721, 1.4142135623730951, 1.681792830507429];

    /// <summary>What is missing in the numbers above, relative to them.</summary>
    public static ReadOnlySpan<double> RootRest => [0.0, 3.3484623336251524e-17, -6.835808657661922e-17, 4.8751605262270616e-17];

    /// <summary>1 / (1 + j/3), with <see cref="Third"/>.</summary>
    public static ReadOnlySpan<double> Reciprocal => [1.0, 0.7494717314703803, 0.5993241019266319, 0.49929613773155446];

    /// <summary>ln(1 + j/3), with <see cref="Third"/>.</summary>
    public static ReadOnlySpan<double> Log => [0.0, 0.2883866786679415, 0.5119527555293546, 0.6945558968718956];
}
