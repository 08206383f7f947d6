namespace PSNeuralNet.Tests.Evaluation;

public class RegressionReportTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    public static TheoryData<string> Cases => MetricCases.Names("regression");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_metric_is_that_of_scikit_learn(string name)
    {
        JsonElement one = MetricCases.Case("regression", name), expected = one.GetProperty("expected"), perTarget = one.GetProperty("per_target");
        RegressionReport report = RegressionReport.Create(MetricCases.Matrix(one, "actual"), MetricCases.Matrix(one, "predicted"), MetricCases.Weight(one));
        MetricCases.AssertEqual(expected, "mse", report.MeanSquaredError);
        MetricCases.AssertEqual(expected, "rmse", report.RootMeanSquaredError);
        MetricCases.AssertEqual(expected, "mae", report.MeanAbsoluteError);
        MetricCases.AssertEqual(expected, "mape", report.MeanAbsolutePercentageError);
        MetricCases.AssertEqual(expected, "median", report.MedianAbsoluteError);
        MetricCases.AssertEqual(expected, "maximum", report.MaximumError);
        MetricCases.AssertEqual(expected, "explained", report.ExplainedVariance);
        MetricCases.AssertEqual(expected, "msle", report.MeanSquaredLogError);
        MetricCases.AssertEqual(expected, "r2", report.R2);
        MetricCases.AssertEqual(expected, "baseline_mse", report.BaselineMeanSquaredError);
        MetricCases.AssertEqual(expected, "baseline_mae", report.BaselineMeanAbsoluteError);

        MetricCases.AssertEqual(perTarget, "mse", report.Target.Select(target => target.MeanSquaredError));
        MetricCases.AssertEqual(perTarget, "rmse", report.Target.Select(target => target.RootMeanSquaredError));
        MetricCases.AssertEqual(perTarget, "mae", report.Target.Select(target => target.MeanAbsoluteError));
        MetricCases.AssertEqual(perTarget, "mape", report.Target.Select(target => target.MeanAbsolutePercentageError));
        MetricCases.AssertEqual(perTarget, "median", report.Target.Select(target => target.MedianAbsoluteError));
        MetricCases.AssertEqual(perTarget, "maximum", report.Target.Select(target => target.MaximumError));
        MetricCases.AssertEqual(perTarget, "explained", report.Target.Select(target => target.ExplainedVariance));
        MetricCases.AssertEqual(perTarget, "msle", report.Target.Select(target => target.MeanSquaredLogError));
        MetricCases.AssertEqual(perTarget, "r2", report.Target.Select(target => target.R2));
        MetricCases.AssertEqual(perTarget, "baseline_mse", report.Target.Select(target => target.BaselineMeanSquaredError));
        MetricCases.AssertEqual(perTarget, "baseline_mae", report.Target.Select(target => target.BaselineMeanAbsoluteError));
    }

    [Fact]
    public void An_example_by_hand()
    {
        RegressionReport report = RegressionReport.Create(Build.Dense(1, 4, [3, -0.5, 2, 7]), Build.Dense(1, 4, [2.5, 0, 2, 8]), null, ["price"]);
        Assert.Equal((0.375, 0.5, 4), (report.MeanSquaredError, report.MeanAbsoluteError, report.SampleCount));
        Assert.Equal(0.9486081370449679, report.R2, 1e-15);
        Assert.Equal(0.3273809523809524, report.MeanAbsolutePercentageError, 1e-15);
        Assert.Equal((7.296875, 2.125), (report.BaselineMeanSquaredError, report.BaselineMeanAbsoluteError));
        Assert.Equal("RMSE 0.6124, R2 0.9486, 4 samples", report.ToString());
        Assert.Equal("price: RMSE 0.6124, R2 0.9486", report.Target[0].ToString());
    }

    [Fact]
    public void A_target_of_0_has_no_percentage_and_is_left_out()
    {
        Matrix<double> actual = Build.DenseOfRowArrays([0, 2, -4, 0], [1, 1, 1, 1.0]), predicted = Build.DenseOfRowArrays([1, 3, -4, 0], [1, 1, 2, 1.0]);
        RegressionReport report = RegressionReport.Create(actual, predicted);
        Assert.Equal((0.25, 0.25, 0.25), (report.MeanAbsolutePercentageError, report.Target[0].MeanAbsolutePercentageError, report.Target[1].MeanAbsolutePercentageError));
        Assert.Equal((2, 2, 0), (report.ZeroTargetCount, report.Target[0].ZeroTargetCount, report.Target[1].ZeroTargetCount));
        RegressionReport weighted = RegressionReport.Create(actual, predicted, [0, 3, 1, 2]);
        Assert.Equal((0.375, 1), (weighted.Target[0].MeanAbsolutePercentageError, weighted.ZeroTargetCount));
        RegressionReport none = RegressionReport.Create(Build.Dense(1, 2), Build.Dense(1, 2, 1));
        Assert.Equal((double.NaN, 2), (none.MeanAbsolutePercentageError, none.ZeroTargetCount));
    }

    [Fact]
    public void The_median_of_weights_is_that_of_so_many_samples()
    {
        // scikit-learn before 1.7 took the lower one of two in the middle where there are weights.
        double Median(double[] errors, double[]? weight) => RegressionReport.Create(Build.Dense(1, errors.Length), Build.Dense(1, errors.Length, errors), weight).MedianAbsoluteError;
        Assert.Equal(2.5, Median([4, 1, 2, 3], null));
        Assert.Equal(2.5, Median([4, 1, 2, 3], [1, 1, 1, 1]));
        Assert.Equal(2.5, Median([4, 1, 2, 3], [0.1, 0.1, 0.1, 0.1]));
        Assert.Equal(3.5, Median([4, 1, 2, 3, 9], [2, 0, 1, 1, 0]));
        Assert.Equal(2.5, Median([4, 1, 2, 3], [1, 0, 1, 0]) - 0.5);
        Assert.Equal(4, Median([4, 1], [1e300, 1e-300]));
        var random = new Random(3);
        for (int round = 0; round < 50; round++)
        {
            double[] errors = [.. Enumerable.Range(0, 1 + random.Next(12)).Select(_ => (double)random.Next(9))], times = [.. errors.Select(_ => (double)random.Next(4))];
            times[0]++;
            Assert.Equal(Median([.. errors.SelectMany((error, s) => Enumerable.Repeat(error, (int)times[s]))], null), Median(errors, times));
        }
    }

    [Fact]
    public void The_logarithmic_error_needs_values_above_minus_1()
    {
        double Error(double actual, double predicted, double weight = 1) => RegressionReport.Create(Build.Dense(1, 2, [actual, 1]), Build.Dense(1, 2, [predicted, 1]), [weight, 1]).MeanSquaredLogError;
        Assert.Equal(Math.Log(2) * Math.Log(2) / 2, Error(3, 1), 1e-15);
        Assert.Equal(double.NaN, Error(-1, 1));
        Assert.Equal(double.NaN, Error(1, -1.5));
        Assert.Equal(0, Error(-1, 1, 0));
        Assert.Equal(1e-30 / 2, Error(1e-15, 0), 1e-43);
    }

    [Fact]
    public void Targets_without_names_are_numbered()
    {
        RegressionReport report = RegressionReport.Create(Build.Dense(2, 2), Build.Dense(2, 2));
        Assert.Equal(["Y1", "Y2"], report.Target.Select(target => target.Target));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(1e15 / 7)]
    public void A_constant_target_has_no_spread_whatever_its_digits(double constant)
    {
        // The sum of ten such values divided by ten is another number: R2 would be 1 - 1/tiny.
        Matrix<double> actual = Build.Dense(1, 10, constant);
        RegressionReport wrong = RegressionReport.Create(actual, actual + 1, [1, 2, 0.3, 1, 1, 0.7, 1, 1, 1, 1]);
        Assert.Equal((0.0, 0.0, 0.0), (wrong.R2, wrong.BaselineMeanSquaredError, wrong.BaselineMeanAbsoluteError));
        Assert.Equal(1, RegressionReport.Create(actual, actual).R2);
    }

    [Fact]
    public void A_sample_of_weight_zero_does_not_count()
    {
        Matrix<double> actual = Build.Dense(1, 3, [1e9, 2, 4]), predicted = Build.Dense(1, 3, [0.0, 2, 3]);
        RegressionReport report = RegressionReport.Create(actual, predicted, [0, 1, 1]);
        Assert.Equal((0.5, 0.5, 0.5), (report.MeanSquaredError, report.MeanAbsoluteError, report.R2));
        Assert.Equal((1.0, 1.0, 3), (report.BaselineMeanSquaredError, report.BaselineMeanAbsoluteError, report.SampleCount));
    }

    [Fact]
    public void What_cannot_be_measured_is_named()
    {
        Matrix<double> good = Build.Dense(2, 3), bad = Build.Dense(2, 3);
        bad[1, 2] = double.NaN;
        MetricCases.AssertFails("TargetShapeInvalid", () => RegressionReport.Create(good, Build.Dense(1, 3)));
        MetricCases.AssertFails("TargetShapeInvalid", () => RegressionReport.Create(good, Build.Dense(2, 4)));
        MetricCases.AssertFails("TargetShapeInvalid", () => RegressionReport.Create(good, good, null, ["a"]));
        MetricCases.AssertFails("TargetShapeInvalid", () => RegressionReport.Create(Build.Dense(0, 3), Build.Dense(0, 3)));
        MetricCases.AssertFails("SampleNone", () => RegressionReport.Create(Build.Dense(1, 0), Build.Dense(1, 0)));
        MetricCases.AssertFails("SampleCountMismatch", () => RegressionReport.Create(good, good, [1, 1]));
        MetricCases.AssertFails("SampleWeightInvalid", () => RegressionReport.Create(good, good, [1, 1, -1]));
        MetricCases.AssertFails("SampleWeightAllZero", () => RegressionReport.Create(good, good, [0, 0, 0]));
        NetworkException error = MetricCases.AssertFails("TargetValueInvalid", () => RegressionReport.Create(good, bad, null, ["height", "width"]));
        Assert.Equal("Sample 3, target 'width': the predicted value is NaN. Only finite numbers can be measured.", error.Message);
        MetricCases.AssertFails("TargetValueInvalid", () => RegressionReport.Create(bad, good));
    }
}
