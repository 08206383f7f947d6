namespace PSNeuralNet.Tests.Search;

/// <summary>Functions that optimizers are compared by, of settings that lie between 0 and 1; the lower the better.</summary>
internal static class TestFunctions
{
    // Without conditions, for the optimizer AdamW.
    private static readonly string[] Names = ["L2", "FeatureClip", "MinimumDelta", "Tolerance", "FeatureScaleRate", "WeightDecay"];

    private static readonly double[] Hartmann = [1.0, 1.2, 3.0, 3.2];

    private static readonly double[][] HartmannA = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] HartmannP =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    /// <summary>The space of the first settings.</summary>
    public static SearchSpace Space(int dimensions) => SearchSpaceTests.Space([.. Names.Take(dimensions).Select(name => (name, (object?)"0..1"))]);

    /// <summary>The values of the first settings.</summary>
    public static double[] Point(TrialSetting setting, int dimensions) => [.. Names.Take(dimensions).Select(name => (double)setting[name]!)];

    /// <summary>Branin, x1 from -5 to 10, x2 from 0 to 15; minimum 0.397887.</summary>
    public static double Branin(double[] point)
    {
        double x1 = (15 * point[0]) - 5, x2 = 15 * point[1];
        return Math.Pow(x2 - (5.1 / (4 * Math.PI * Math.PI) * x1 * x1) + (5 / Math.PI * x1) - 6, 2) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x1)) + 10;
    }

    /// <summary>Hartmann in six dimensions; minimum -3.32237.</summary>
    public static double Hartmann6(double[] point) =>
        -Enumerable.Range(0, 4).Sum(i => Hartmann[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => HartmannA[i][j] * Math.Pow(point[j] - HartmannP[i][j], 2))));

    /// <summary>Rosenbrock, -5 to 10 in each dimension; minimum 0.</summary>
    public static double Rosenbrock(double[] point)
    {
        double[] x = Array.ConvertAll(point, share => (15 * share) - 5);
        return Enumerable.Range(0, x.Length - 1).Sum(i => (100 * Math.Pow(x[i + 1] - (x[i] * x[i]), 2)) + Math.Pow(1 - x[i], 2));
    }
}
