namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Tests of two samples against SciPy 1.10.1 (tests/reference/make_drift_reference.py), and against all permutations.</summary>
public class TwoSampleTestTests
{
    [Theory]
    [InlineData(0.42857142857142855, 7, 5, 0.5454545454545454)]
    [InlineData(0.175, 40, 30, 0.6182530877166545)]
    [InlineData(0.49, 200, 90, 4.3134442915476744e-14)]
    public void Exact_p_of_Kolmogorov_and_Smirnov_is_that_of_SciPy(double distance, double first, double second, double p)
    {
        Assert.Equal(p, TwoSampleTest.KolmogorovSmirnov(distance, first, second), p * 1e-10);
        Assert.Equal(TwoSampleTest.KolmogorovSmirnov(distance, first, second), TwoSampleTest.KolmogorovSmirnov(distance, second, first));
    }

    [Fact]
    public void Exact_p_is_the_share_of_all_arrangements()
    {
        // Each arrangement of 5 and 4 samples in order is a path.
        double[] distances = [.. Enumerable.Range(0, 1 << 9).Where(bits => System.Numerics.BitOperations.PopCount((uint)bits) == 4).Select(bits =>
        {
            int first = 0, second = 0;
            double largest = 0;
            for (int i = 0; i < 9; i++)
            {
                (first, second) = (bits >> i & 1) == 1 ? (first, second + 1) : (first + 1, second);
                largest = Math.Max(largest, Math.Abs((first / 5.0) - (second / 4.0)));
            }

            return largest;
        })];
        Assert.Equal(126, distances.Length);
        Assert.All(distances.Distinct(), distance => Assert.Equal(
            distances.Count(other => other > distance - 1e-9) / 126.0, TwoSampleTest.KolmogorovSmirnov(distance, 5, 4), 1e-13));
        Assert.Equal(1, TwoSampleTest.KolmogorovSmirnov(0, 5, 4));
    }

    [Theory]
    [InlineData(0.3, 0.9999906941986655)]
    [InlineData(0.8, 0.5441424115741981)]
    [InlineData(1.17, 0.12939004218561884)]
    [InlineData(1.19, 0.11774229287977166)]
    [InlineData(1.36, 0.049485876755377876)]
    [InlineData(2.5, 7.453306344157342e-06)]
    public void Large_samples_have_the_limit_of_Kolmogorov(double x, double p)
    {
        // n m / (n + m) = 10,000.
        Assert.Equal(p, TwoSampleTest.KolmogorovSmirnov(x / 100, 20_000, 20_000), p * 1e-10);
        Assert.Equal(p, TwoSampleTest.KolmogorovSmirnov(x / 100, 20_000.5, 19_999.500025), p * 1e-7);
    }

    [Fact]
    public void Chi_squared_is_that_of_SciPy()
    {
        Check([30, 50, 20], [40, 35, 45], 11.971773324714507, 0.0025139836752854695);
        Check([120, 80], [90, 110], 9.022556390977442, 0.0026666817936140982);
        Check([900, 100], [85, 15], 2.4277201500772447, 0.11920615708381023);

        // Groups without samples do not count.
        Check([120, 0, 80], [90, 0, 110], 9.022556390977442, 0.0026666817936140982);

        static void Check(double[] first, double[] second, double statistic, double p)
        {
            TestOutcome result = TwoSampleTest.ChiSquared(first, second);
            Assert.Equal(statistic, result.Statistic, 1e-11);
            Assert.Equal(p, result.P, 1e-13);
            Assert.False(result.IsExact);
        }
    }

    [Fact]
    public void Two_groups_with_few_samples_have_the_exact_p_of_Fisher()
    {
        Assert.Equal(5.928578064344161e-08, TwoSampleTest.ChiSquared([1000, 0], [2, 3]).P, 1e-18);
        Assert.Equal(0.034965034965034975, TwoSampleTest.ChiSquared([8, 2], [1, 5]).P, 1e-12);
        Assert.Equal(0.3539872186718533, TwoSampleTest.ChiSquared([30, 1], [27, 3]).P, 1e-12);
        Assert.True(TwoSampleTest.ChiSquared([30, 1], [27, 3]).IsExact);
    }

    [Fact]
    public void Rare_groups_are_pooled()
    {
        TestOutcome pooled = TwoSampleTest.ChiSquared([100, 90, 3, 2, 1, 4], [80, 95, 4, 0, 3, 3]), by = TwoSampleTest.ChiSquared([100, 90, 10], [80, 95, 10]);
        Assert.Equal((by.Statistic, by.P), (pooled.Statistic, pooled.P));
        Assert.Equal((0.0, 1.0), (TwoSampleTest.ChiSquared([5], [7]).Statistic, TwoSampleTest.ChiSquared([5], [7]).P));
        Assert.Equal(1, TwoSampleTest.ChiSquared([5, 6], [0, 0]).P);

        // All rare: the largest group against the others.
        Assert.Equal(TwoSampleTest.ChiSquared([3, 2], [1, 3]).P, TwoSampleTest.ChiSquared([3, 1, 1], [1, 1, 2]).P, 1e-12);
    }

    [Fact]
    public void Holm_corrects_in_ascending_order() =>
        Assert.Equal([0.03, 0.06, double.NaN, 0.06, 0.9], TwoSampleTest.Holm([0.0075, 0.03, double.NaN, 0.02, 0.9]), Compare);

    private static bool Compare(double first, double second) => (double.IsNaN(first) && double.IsNaN(second)) || Math.Abs(first - second) < 1e-12;
}
