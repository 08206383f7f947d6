namespace PSNeuralNet.Numerics;

/// <summary>Lookup tables of four entries for the argument reduction in <see cref="SimdMath"/>; computed with 60 digits.</summary>
internal static class SimdTables
{
    /// <summary>2^52 + 2^51: adding x rounds it to the nearest integer, which is in the low bits of the sum.</summary>
    public const double Whole = 6755399441055744.0;

    /// <summary>2^23 + 2^22: likewise in single precision.</summary>
    public const double SingleWhole = 12582912;

    /// <summary>-ln 2 / 4 less twice <see cref="MinusEighthOfLn2"/> as it is rounded.</summary>
    public const double QuarterLow = -5.797617034615749e-18;

    /// <summary><see cref="QuarterLow"/> in single precision.</summary>
    public const double SingleQuarterLow = 4.76163574989442e-10;

    /// <summary>-ln 2 / 8.</summary>
    public const double MinusEighthOfLn2 = -0.08664339756999316;

    /// <summary>Step t near 1/3, chosen so that ln(1 + j t) is a double to within 0.01 ulp for j = 0 to 3.</summary>
    public const double Third = 0.3342731393459112;

    /// <summary>2^(j/4), j = 0 to 3, rounded to double.</summary>
    public static ReadOnlySpan<double> Root => [1.0, 1.189207115002721, 1.4142135623730951, 1.681792830507429];

    /// <summary>Relative rounding errors of <see cref="Root"/>: (2^(j/4) - Root[j]) / Root[j].</summary>
    public static ReadOnlySpan<double> RootRest => [0.0, 3.3484623336251524e-17, -6.835808657661922e-17, 4.8751605262270616e-17];

    /// <summary><see cref="RootRest"/> in single precision.</summary>
    public static ReadOnlySpan<double> SingleRootRest => [0.0, 3.193418086123237e-08, 1.711427132869866e-08, -1.4719605440187417e-08];

    /// <summary>1 / (1 + j t), with t = <see cref="Third"/>.</summary>
    public static ReadOnlySpan<double> Reciprocal => [1.0, 0.7494717314703803, 0.5993241019266319, 0.49929613773155446];

    /// <summary>ln(1 + j t), with t = <see cref="Third"/>.</summary>
    public static ReadOnlySpan<double> Log => [0.0, 0.2883866786679415, 0.5119527555293546, 0.6945558968718956];

    /// <summary><see cref="Root"/> less j at the two bits below the exponent, which <see cref="ISimd{TSelf}.AddExponent"/> adds.</summary>
    public static double[] DoubleRoot { get; } = [1.0, LessBits(1.189207115002721, 1), LessBits(1.4142135623730951, 2), LessBits(1.681792830507429, 3)];

    /// <summary>The same in single precision.</summary>
    public static double[] SingleRoot { get; } = [1.0, LessBits(1.189207115002721f, 1), LessBits(1.4142135623730951f, 2), LessBits(1.681792830507429f, 3)];

    private static double LessBits(double root, long j) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(root) - (j << 50));

    private static double LessBits(float root, int j) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(root) - (j << 21));
}
