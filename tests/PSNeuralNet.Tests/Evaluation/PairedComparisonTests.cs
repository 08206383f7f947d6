using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Paired tests and statistics of folds against scipy 1.10.</summary>
public class PairedComparisonTests
{
    // p: scipy.stats.binomtest(min(b, c), b + c).pvalue; interval: (b + c) / n (2 ci - 1), ci of binomtest(c, b + c).proportion_ci(method="exact").
    [Theory]
    [InlineData(12, 3, 200, 0.95, 0.03515625, -0.0685031992341246, -0.002866329928972025)]
    [InlineData(3, 12, 200, 0.95, 0.03515625, 0.0028663299289720333, 0.0685031992341246)]
    [InlineData(12, 3, 200, 0.9, 0.03515625, -0.06647296986146298, -0.009032334602766586)]
    [InlineData(0, 6, 50, 0.95, 0.03125, 0.009778049654423882, 0.12)]
    [InlineData(5, 5, 40, 0.95, 1, -0.15645698577629774, 0.15645698577629774)]
    [InlineData(1, 0, 9, 0.95, 1, -0.1111111111111111, 0.10555555555555554)]
    [InlineData(40, 21, 1000, 0.95, 0.0204147137996349, -0.033274569311959, -0.0028122848932062936)]
    [InlineData(0, 0, 9, 0.95, 1, 0, 0)]
    public void McNemar_is_the_exact_binomial_test(int onlyFirst, int onlySecond, int count, double confidence, double p, double lower, double upper)
    {
        DifferenceEstimate found = PairedComparison.McNemar(onlyFirst, onlySecond, count, confidence);
        Reference.AssertClose([(onlySecond - onlyFirst) / (double)count, lower, upper, p], [found.Value, found.Lower, found.Upper, found.P], 1e-10);
    }

    [Fact]
    public void The_bootstrap_is_that_of_NumPys_draws()
    {
        double[] differences = [.. Enumerable.Range(0, 20).Select(i => ((i * 37 % 11) - 4) / 7.0)];
        double Mean(double[] times) => times.Zip(differences, (time, one) => time * one).Sum() / 20;

        // RandomState(5).randint(0, 2**32) seeds each of 500 draws of randint(0, 20, 20); numpy.quantile.
        DifferenceEstimate found = PairedComparison.Bootstrap(Mean, 20, 500, seed: 5);
        Reference.AssertClose([0.14285714285714285, -0.057142857142857134, 0.34285714285714286, 0.14770459081836326], [found.Value, found.Lower, found.Upper, found.P], 1e-12);
        Assert.Equal(found, PairedComparison.Bootstrap(Mean, 20, 500, seed: 5));
        Assert.NotEqual(found, PairedComparison.Bootstrap(Mean, 20, 500, seed: 6));
    }

    [Fact]
    public void Draws_without_a_value_are_left_out()
    {
        Assert.Equal(new DifferenceEstimate(0, 0, 0, 1), PairedComparison.Bootstrap(_ => 0, 5, 100));
        Assert.Equal(new DifferenceEstimate(2, 2, 2, 2.0 / 101), PairedComparison.Bootstrap(_ => 2, 5, 100));

        // A draw of 3 lacks a given one with probability 8/27, and has it three times with 1/27: 5.3 % of the others.
        DifferenceEstimate some = PairedComparison.Bootstrap(times => times[0] == 0 ? double.NaN : times[0], 3, 2000);
        Assert.Equal((1, 1, 3), (some.Value, some.Lower, some.Upper));
        Assert.Equal(double.NaN, PairedComparison.Bootstrap(times => times[0] == 1 && times[1] == 1 ? 1 : double.NaN, 3, 200).P);
    }

    [Fact]
    public void Fold_scores_have_the_interval_of_Students_t()
    {
        // scipy.stats.t.interval(.95, 4, mean, sem), and (.9, 9, mean, sqrt((1/10 + 1/4) var)) for two times five folds.
        FoldStatistics five = FoldStatistics.Of([0.81, 0.84, 0.79, 0.90, 0.86]);
        Reference.AssertClose([0.84, 0.04301162633521312, 0.019235384061671336, 0.7865940120753729, 0.8934059879246272], [five.Mean, five.Deviation, five.StandardError, five.Lower, five.Upper], 1e-12);
        Assert.Equal("0.8400 +- 0.0430 (5 folds)", five.ToString());
        FoldStatistics ten = FoldStatistics.Of([0.81, 0.84, 0.79, 0.90, 0.86, double.NaN, 0.83, 0.85, 0.80, 0.88, 0.87], 0.25, 0.9);
        Reference.AssertClose([0.843, 0.02124852936087577, 0.8040490460287082, 0.8819509539712918], [ten.Mean, ten.StandardError, ten.Lower, ten.Upper], 1e-10);
        Assert.Equal((10, 1, 0.9), (ten.Count, ten.UndefinedCount, ten.Confidence));
        FoldStatistics one = FoldStatistics.Of([0.5]);
        Assert.Equal((0.5, double.NaN, double.NaN), (one.Mean, one.Deviation, one.Lower));
        Assert.Equal(double.NaN, FoldStatistics.Of([]).Mean);
    }

    [Fact]
    public void Networks_are_compared_sample_by_sample()
    {
        // Predicts class 1 where x > bias: of 0 .. 9, class 1 from 5 on, the first network has 8 right, the second 9.
        Dataset data = Numbered([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
        ComparedNetwork first = new("first", Step(6.5), data), second = new("second", Step(3.5), data);
        IReadOnlyList<NetworkComparison> found = ComparedNetwork.Compare([first, second], new ComparisonOptions());
        Assert.Equal(new NetworkComparison("first", NetworkMetric.Accuracy, 0.8, null, null, null, null, 10, null, 0.95, null), found[0]);
        DifferenceEstimate expected = PairedComparison.McNemar(1, 2, 10);
        Assert.Equal((0.9, ComparisonTest.McNemar, expected.P, expected.Lower, expected.Upper), (found[1].Value, found[1].Test, found[1].P, found[1].Lower, found[1].Upper));
        Assert.Equal(0.1, found[1].Difference!.Value, 1e-15);
        Assert.Equal("first: Accuracy 0.8000", found[0].ToString());
        Assert.StartsWith("second: Accuracy 0.9000, +0.1000 (", found[1].ToString(), StringComparison.Ordinal);

        // The loss of drawn samples is that of a dataset of them.
        NetworkComparison loss = ComparedNetwork.Compare([first, second], new ComparisonOptions { Metric = NetworkMetric.LogLoss, DrawCount = 300, Seed = 4 })[1];
        double Loss(NetworkParameter network, double[] times) =>
            ((ClassificationReport)Evaluator.Measure(data.Take([.. Enumerable.Range(0, 10).SelectMany(s => Enumerable.Repeat(s, (int)times[s]))]), network)).LogLoss;
        DifferenceEstimate byHand = PairedComparison.Bootstrap(times => Loss(Step(3.5), times) - Loss(Step(6.5), times), 10, 300, 4);
        Reference.AssertClose([byHand.Value, byHand.Lower, byHand.Upper, byHand.P], [loss.Difference!.Value, loss.Lower!.Value, loss.Upper!.Value, loss.P!.Value], 1e-10);
        Assert.Equal((ComparisonTest.Bootstrap, 4L), (loss.Test, loss.Seed));
    }

    [Fact]
    public void With_weights_the_accuracy_is_bootstrapped()
    {
        Dataset data = Numbered([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [1, 1, 1, 1, 5, 1, 1, 1, 1, 0]);
        NetworkComparison found = ComparedNetwork.Compare([new("a", Step(6.5), data), new("b", Step(3.5), data)], new ComparisonOptions { DrawCount = 200 })[1];
        Assert.Equal((ComparisonTest.Bootstrap, 8 / 13.0), (found.Test, found.Value));
        Assert.Equal((8 - 11) / 13.0, found.Difference!.Value, 1e-12);
    }

    [Fact]
    public void What_cannot_be_compared_has_a_name()
    {
        Dataset data = Numbered([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]), other = Numbered([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]), few = Numbered([0, 0, 1]);
        ComparedNetwork first = new("first", Step(6.5), data);
        void Fails(string id, ComparedNetwork second, ComparisonOptions? options = null) =>
            Assert.Equal(id, Assert.Throws<NetworkException>(() => ComparedNetwork.Compare([first, second], options ?? new ComparisonOptions())).Id);
        Fails("ComparedSampleMismatch", new("other", Step(3.5), other));
        Fails("ComparedSampleMismatch", new("few", Step(3.5), few));
        Fails("MetricMismatch", first, new ComparisonOptions { Metric = NetworkMetric.R2 });
        Fails("DrawCountInvalid", first, new ComparisonOptions { Metric = NetworkMetric.LogLoss, DrawCount = 99 });
        Fails("ConfidenceInvalid", first, new ComparisonOptions { Confidence = 1 });
        Fails("ThresholdInvalid", first, new ComparisonOptions { Threshold = 1 });
        Assert.Equal("TestRatioInvalid", Assert.Throws<NetworkException>(() => FoldStatistics.Of([1], -1)).Id);
        Dataset numbers = RegressionGenerator.Generate(9, 1, 1, 1, 1, shuffle: true, seed: 1);
        Fails("ComparedTaskMismatch", new("numbers", new NetworkParameter([DenseMatrix.Create(1, 1, 1), DenseMatrix.Create(1, 1, 0)], numbers.Schema), numbers));
    }

    /// <summary>A network that predicts class 1 for numbers above a bias.</summary>
    private static NetworkParameter Step(double bias) =>
        new([DenseMatrix.Create(1, 1, 2), DenseMatrix.Create(1, 1, -2 * bias)], Numbered([0, 1]).Schema);

    private static Dataset Numbered(int[] classes, double[]? weight = null) =>
        new(DenseMatrix.Create(1, classes.Length, (_, s) => s), DenseMatrix.Create(1, classes.Length, (_, s) => classes[s]), weight: weight);
}
