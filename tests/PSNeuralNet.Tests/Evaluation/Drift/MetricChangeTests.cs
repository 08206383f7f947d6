namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Metrics with standard errors, and their changes, against SciPy 1.10.1 (tests/reference/make_drift_reference.py).</summary>
public class MetricChangeTests
{
    private static readonly double[] Then = [1.5, 2.25, 0.5, 3.0, 4.5, 1.25, 2.0, 2.75], Now = [2.5, 3.25, 5.5, 4.0, 3.75];

    [Fact]
    public void Change_of_a_mean_is_the_test_of_Welch()
    {
        MetricSummary then = Absolute(Then), now = Absolute(Now);
        Assert.Equal((2.21875, 8), (then.Value, then.Count));
        Assert.Equal(0.4341388746703063, then.StandardError, 1e-14);
        Assert.Equal(0.4962358310319802, now.StandardError, 1e-14);
        MetricChange change = MetricChange.Of(then, now);
        Assert.Equal(1.5812499999999998, change.Change!.Value, 1e-14);
        Assert.Equal(0.03906824132759978, change.PValue!.Value, 1e-9);
        Assert.Equal(0.09795563, change.Lower!.Value, 1e-8);
        Assert.Equal(3.06454437, change.Upper!.Value, 1e-8);
        Assert.Equal("MeanAbsoluteError 2.2188 -> 3.8000, +1.5813 (0.0980 to 3.0645), p 0.0391", change.ToString());
    }

    [Fact]
    public void A_weight_of_2_for_all_changes_nothing()
    {
        MetricSummary plain = Absolute(Then), weighted = MetricEstimates.OfNumbers("y", Then, new double[8], [2, 2, 2, 2, 2, 2, 2, 2])[2];
        Assert.Equal(plain.Value, weighted.Value, 1e-14);
        Assert.Equal(plain.StandardError, weighted.StandardError, 1e-14);
        Assert.Equal(plain.Count, weighted.Count);
    }

    [Fact]
    public void Roc_area_has_the_error_of_DeLong()
    {
        double[] scores = [.1, .4, .35, .8, .5, .7, .2, .9, .4, .3];
        int[] labels = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0];
        MetricSummary area = MetricEstimates.OfClasses([.. scores.SelectMany(score => new[] { 1 - score, score })], 2, labels, null).Single(metric => metric.Metric == "RocAuc");
        Assert.Equal(0.86, area.Value, 1e-14);
        Assert.Equal(0.12328828005937953, area.StandardError, 1e-14);
    }

    [Fact]
    public void Values_are_those_of_the_reports()
    {
        double[] actual = [3, 5, 2, 8, 6.5], predicted = [2.5, 5.5, 2, 7, 8];
        RegressionReport report = RegressionReport.Create(Row(actual), Row(predicted));
        MetricSummary[] metrics = MetricEstimates.OfNumbers("y", actual, predicted, null);
        Assert.Equal([report.R2, report.RootMeanSquaredError, report.MeanAbsoluteError], metrics.Select(metric => metric.Value), (a, b) => Math.Abs(a - b) < 1e-14);

        double[] probability = [0.9, 0.1, 0.3, 0.7, 0.6, 0.4, 0.2, 0.8];
        int[] classes = [0, 1, 1, 1];
        MetricSummary[] ofClasses = MetricEstimates.OfClasses(probability, 2, classes, [1, 2, 1, 0.5]);
        ClassificationReport other = ClassificationReport.Create(["a", "b"], classes, [0, 1, 0, 1], new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(2, 4, probability), [1, 2, 1, 0.5]);
        Assert.Equal([other.Accuracy, other.LogLoss, other.Brier, other.RocAuc], ofClasses.Select(metric => metric.Value), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Error_of_R2_is_that_of_the_jackknife()
    {
        var random = new RandomState(1);
        double[] actual = [.. Enumerable.Range(0, 400).Select(_ => random.StandardNormal())], predicted = [.. actual.Select(y => (0.8 * y) + (0.4 * random.StandardNormal()))];
        double[] without = [.. Enumerable.Range(0, 400).Select(left => R2([.. actual.Where((_, i) => i != left)], [.. predicted.Where((_, i) => i != left)]))];
        double mean = without.Average(), jackknife = Math.Sqrt(399.0 / 400 * without.Sum(one => (one - mean) * (one - mean)));
        Assert.Equal(jackknife, MetricEstimates.OfNumbers("y", actual, predicted, null)[0].StandardError, 0.02 * jackknife);

        static double R2(double[] y, double[] p) => MetricEstimates.OfNumbers("y", y, p, null)[0].Value;
    }

    [Fact]
    public void Accuracy_has_the_test_of_Agresti_and_Caffo()
    {
        // (30 + 1) / (30 + 2) = 0.96875 against (18 + 1) / (25 + 2) = 0.703704; error sqrt(0.96875 * 0.03125 / 32 + 0.703704 * 0.296296 / 27) = 0.093137.
        MetricChange change = MetricChange.Of(new MetricSummary("Accuracy", "", 1, 0, 30), new MetricSummary("Accuracy", "", 0.72, 0.0917, 25));
        Assert.Equal(-0.28, change.Change!.Value, 1e-12);
        double error = Math.Sqrt((0.96875 * 0.03125 / 32) + (19.0 / 27 * (8.0 / 27) / 27)), difference = (19.0 / 27) - 0.96875;
        Assert.Equal(difference - (1.959963984540054 * error), change.Lower!.Value, 1e-9);
        Assert.Equal(2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, difference / error), change.PValue!.Value, 1e-12);
        Assert.InRange(change.PValue!.Value, 0.0044, 0.0046);
    }

    [Fact]
    public void Without_a_value_of_then_there_is_no_change()
    {
        MetricChange change = MetricChange.Of(null, Absolute(Now));
        Assert.Equal((null, null, 3.8), (change.Then, change.PValue, change.Now));
        Assert.Equal("MeanAbsoluteError 3.8000", change.ToString());
        Assert.Equal("ConfidenceInvalid", Assert.Throws<NetworkException>(() => MetricChange.Of(Absolute(Then), Absolute(Now), 1)).Id);

        // One sample has no error, and so no p.
        Assert.Equal(double.NaN, MetricChange.Of(Absolute(Then), Absolute([1])).PValue);
    }

    private static MetricSummary Absolute(double[] errors) => MetricEstimates.OfNumbers("y", errors, new double[errors.Length], null)[2];

    private static MathNet.Numerics.LinearAlgebra.Double.DenseMatrix Row(double[] values) => new(1, values.Length, values);

    [Theory]
    [InlineData(0.1, 50)]
    [InlineData(0.3, 200)]
    [InlineData(19.99, 77)]
    public void Labels_that_are_all_the_same_have_no_R2(double label, int count)
    {
        double[] actual = [.. Enumerable.Repeat(label, count)], predicted = [.. Enumerable.Range(0, count).Select(i => label + (i % 3) - 1)];
        Assert.Equal(double.NaN, MetricEstimates.OfNumbers("y", actual, predicted, null)[0].Value);
        Assert.Equal(double.NaN, MetricEstimates.OfNumbers("y", actual, predicted, [.. Enumerable.Range(1, count).Select(i => (double)i)])[0].Value);
    }
}
