namespace PSNeuralNet.Numerics;

/// <summary>Lookup tables of four entries for the argument reduction in <see cref="SimdMath"/>; computed with 60 digits.</summary>
internal static class SimdTables
{
    /// <summary>2^52 + 2^51: adding x rounds it to the nearest integer, which is in the low bits of the sum.</summary>
    public const double Whole = 6755399441055744.0;

    /// <summary>Step t near 1/3, chosen so that ln(1 + j t) is a double to within 0.01 ulp for j = 0 to 3.</summary>
    public const double Third = 0.3342731393459112;

    /// <summary>2^(j/4), j = 0 to 3, rounded to double.</summary>
    public static ReadOnlySpan<double> Root => [1.0, 1.189207115002721, 1.4142135623730951, 1.681792830507429];

    /// <summary>Relative rounding errors of <see cref="Root"/>: (2^(j/4) - Root[j]) / Root[j].</summary>
    public static ReadOnlySpan<double> RootRest => [0.0, 3.3484623336251524e-17, -6.835808657661922e-17, 4.8751605262270616e-17];

    /// <summary>1 / (1 + j t), with t = <see cref="Third"/>.</summary>
    public static ReadOnlySpan<double> Reciprocal => [1.0, 0.7494717314703803, 0.5993241019266319, 0.49929613773155446];

    /// <summary>ln(1 + j t), with t = <see cref="Third"/>.</summary>
    public static ReadOnlySpan<double> Log => [0.0, 0.2883866786679415, 0.5119527555293546, 0.6945558968718956];
}
