namespace PSNeuralNet.Tests.Charts;

public class ChartDataTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;
    private static readonly DataSchema Pets = new(["x"], ["kind"], ["cat", "dog"]);

    // Probabilities of 'dog' in the order of x.
    private static readonly NetworkParameter Network = new([Build.Dense(1, 1, 1), Build.Dense(1, 1)], Pets);
    private static readonly Dataset Data = new(Build.DenseOfRowArrays([-2.0, -1, 1, 2]), Build.DenseOfRowArrays([0.0, 1, 0, 1]), Pets);

    [Fact]
    public void Curves_are_those_of_the_evaluation()
    {
        var roc = CurveChart.Create(ChartKind.Roc, MeasuredRows.Of(Network, Data));
        CurveSeries series = Assert.Single(roc.Series);
        Assert.Equal((ChartKind.Roc, "dog", 0.75, 0.5), (roc.Kind, series.Class, series.Area, series.Share));
        Assert.Equal([(0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1)], series.Point);
        var recall = CurveChart.Create(ChartKind.PrecisionRecall, MeasuredRows.Of(Network, Data));
        Assert.Equal(ChartKind.PrecisionRecall, recall.Kind);
        Assert.Equal([(0, 1), (0.5, 1), (0.5, 0.5), (1, 2.0 / 3), (1, 0.5)], recall.Series[0].Point);
        Assert.Equal(0.8333333333333333, recall.Series[0].Area, 1e-15);
    }

    [Fact]
    public void A_reliability_diagram_has_the_bins_with_samples()
    {
        // Confidences sigmoid(1) = 0.731, both wrong, and sigmoid(2) = 0.881, both right.
        var chart = ReliabilityChart.Create(MeasuredRows.Of(Network, Data));
        double low = 1 / (1 + Math.Exp(-1)), high = 1 / (1 + Math.Exp(-2));
        Assert.Equal(ChartKind.Reliability, chart.Kind);
        Reference.AssertClose([low, 0, high, 1], chart.Point.SelectMany(point => new[] { point.X, point.Y }), 1e-15);
        Assert.Equal((low + (1 - high)) / 2, chart.Error, 1e-15);
        Assert.Equal([0.5, 0.5], chart.Bin.Select(chart.Share));
        Assert.Equal(chart.Bin, ReliabilityChart.Of((ClassificationReport)Evaluator.Measure(Data, Network)).Bin);

        // Samples of one class, in one bin, are enough.
        var one = ReliabilityChart.Create(MeasuredRows.Of(Network, Data.Take([0])));
        Assert.Single(one.Bin);
        Assert.Contains(TextChart.Draw(one, new TextChartOptions { IsPlain = true }), line => line.Contains("Reliability, calibration error 0.1192", StringComparison.Ordinal));
        Assert.Equal("ChartTaskMismatch", Assert.Throws<NetworkException>(() => ReliabilityChart.Create(MeasuredRows.Of(SampleCharts.Regression.Parameter, SampleCharts.Numbers))).Id);
    }

    [Fact]
    public void Each_of_several_classes_that_has_samples_has_a_curve()
    {
        var schema = new DataSchema(["x"], ["kind"], ["a", "b", "c", "d"]);
        var network = new NetworkParameter([Build.Dense(4, 1, [-2, 0, 2, 1]), Build.Dense(4, 1)], schema);
        var data = new Dataset(Build.DenseOfRowArrays([-2.0, -1, 1, 2]), Build.DenseOfRowArrays([1.0, 0, 0, 0], [0.0, 1, 1, 0], [0.0, 0, 0, 1], [0.0, 0, 0, 0]), schema);
        var roc = CurveChart.Create(ChartKind.Roc, MeasuredRows.Of(network, data));
        Assert.Equal(["a", "b", "c"], roc.Series.Select(series => series.Class));
        var report = (ClassificationReport)Evaluator.Measure(data, network);
        Assert.Equal(report.Class.Take(3).Select(row => row.RocAuc), roc.Series.Select(series => series.Area));
    }

    [Fact]
    public void Samples_of_one_class_have_no_curve()
    {
        var cats = new Dataset(Data.X, Build.Dense(1, 4), Pets);
        Assert.Equal("ChartOneClass", Assert.Throws<NetworkException>(() => CurveChart.Create(ChartKind.Roc, MeasuredRows.Of(Network, cats))).Id);
        var weightless = new Dataset(Data.X, Data.Y, Pets, weight: [1, 0, 1, 0]);
        Assert.Equal("ChartOneClass", Assert.Throws<NetworkException>(() => CurveChart.Create(ChartKind.PrecisionRecall, MeasuredRows.Of(Network, weightless))).Id);
    }

    [Fact]
    public void Points_that_cannot_be_told_apart_are_left_out()
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 100_001).Select(i => (i / 1e5, Math.Sqrt(i / 1e5)))];
        IReadOnlyList<(double X, double Y)> thin = CurveChart.Thin(points);
        Assert.InRange(thin.Count, 1000, 4000);
        Assert.Equal((points[0], points[^1]), (thin[0], thin[^1]));
        Assert.All(thin.Zip(thin.Skip(1)), pair => Assert.True(pair.Second.X - pair.First.X < 0.001 && pair.Second.Y - pair.First.Y < 0.005));
    }

    [Fact]
    public void A_confusion_matrix_has_shares_of_its_rows()
    {
        var report = (ClassificationReport)Evaluator.Measure(Data, Network);
        var chart = ConfusionChart.Of(report.ConfusionMatrix);
        Assert.Equal([0.5, 0.5, 0.5, 0.5], new[] { chart.Share(0, 0), chart.Share(0, 1), chart.Share(1, 0), chart.Share(1, 1) });
        Assert.Equal("accuracy 0.5000, 2 of 4 right", chart.Subtitle);
        Assert.Equal(0, ConfusionChart.Of(ConfusionMatrix.Create(["a", "b"], [0, 0], [0, 1])).Share(1, 1));
    }

    [Fact]
    public void Predicted_and_actual_numbers_are_in_the_targets_unit()
    {
        var schema = new DataSchema(["x"], ["price"], []);
        NetworkParameter network = new NetworkParameter([Build.Dense(1, 1, 1), Build.Dense(1, 1)], schema).With(new Scaling([0], [1], [10], [5]));
        var data = new Dataset(Data.X, Build.DenseOfRowArrays([0.0, 5, 15, 21]), schema);
        foreach (ChartKind kind in (ChartKind[])[ChartKind.PredictedVsActual, ChartKind.Residual])
        {
            var chart = RegressionChart.Create(kind, MeasuredRows.Of(network, data));
            TargetSeries series = Assert.Single(chart.Series);
            Assert.Equal(kind, chart.Kind);
            Assert.Equal([0.0, 5, 15, 21], series.Actual);
            Assert.Equal([0.0, 5, 15, 20], series.Predicted);
            var report = (RegressionReport)Evaluator.Measure(data, network);
            Assert.Equal(("price", report.R2, 0.5), (series.Target, series.R2, series.RootMeanSquaredError));
        }

        Assert.Equal("ChartTaskMismatch", Assert.Throws<NetworkException>(() => RegressionChart.Create(ChartKind.Residual, MeasuredRows.Of(Network, Data))).Id);
        Assert.Equal("ChartTaskMismatch", Assert.Throws<NetworkException>(() => CurveChart.Create(ChartKind.Roc, MeasuredRows.Of(network, data))).Id);
    }

    [Fact]
    public void Very_many_samples_are_an_even_selection()
    {
        Assert.Equal([0, 1, 2], Chart.Spread(3, 5));
        Assert.Equal([0, 2, 5, 7], Chart.Spread(10, 4));
        Dataset data = RegressionGenerator.Generate(9000, 1, 1, 1, 1, shuffle: true, seed: 1);
        NetworkParameter network = new([Build.Dense(1, 1, 1), Build.Dense(1, 1)], data.Schema);
        Assert.Equal(4000, RegressionChart.Create(ChartKind.Residual, MeasuredRows.Of(network, data)).Series[0].Actual.Count);
    }

    [Fact]
    public void Importances_are_in_order_and_of_one_measurement()
    {
        FeatureImportance[] measured = [.. Enumerable.Range(0, 40).Select(i => new FeatureImportance($"c{i}", ColumnKind.Number, i / 100.0, 0.01, NetworkMetric.Accuracy, 0.95, [0.1, 0.2], 7, 100))];
        var chart = ImportanceChart.Of(measured);
        Assert.Equal((30, 40, "c39"), (chart.Column.Count, chart.ColumnCount, chart.Column[0].Name));
        Assert.Equal("the first 30 of 40 columns, Accuracy 0.9500, 2 shuffles a column", chart.Subtitle);
        Assert.Equal("ChartEmpty", Assert.Throws<NetworkException>(() => ImportanceChart.Of([])).Id);
        Assert.Equal("ChartImportanceMixed", Assert.Throws<NetworkException>(() => ImportanceChart.Of([measured[0], measured[0]])).Id);
        Assert.Equal("ChartImportanceMixed", Assert.Throws<NetworkException>(() => ImportanceChart.Of([measured[0], measured[1] with { Metric = NetworkMetric.LogLoss }])).Id);
    }

    [Fact]
    public void Weights_have_the_names_of_what_they_join()
    {
        var network = new NetworkParameter([Build.DenseOfRowArrays([1.0], [-4.0]), Build.Dense(2, 1), Build.DenseOfRowArrays([0.5, 2]), Build.Dense(1, 1)], Pets);
        var chart = WeightChart.Of(network);
        Assert.Equal(["W1", "W2"], chart.Layer.Select(layer => layer.Name));
        Assert.Equal(["x"], chart.Layer[0].Input);
        Assert.Equal(["1", "2"], chart.Layer[0].Unit);
        Assert.Equal(["1", "2"], chart.Layer[1].Input);
        Assert.Equal(["dog"], chart.Layer[1].Unit);
        Assert.Equal((4, 2), (chart.Layer[0].Strongest, chart.Layer[1].Strongest));

        var diagram = DiagramChart.Of(network);
        Assert.Equal(["input", "hidden 1", "output"], diagram.Layer.Select(layer => layer.Name));
        Assert.Equal([new(1, 0, 0, 1, 0.25), new(1, 0, 1, -4, 1), new(2, 0, 0, 0.5, 0.25), new(2, 1, 0, 2, 1)], diagram.Link);
        Assert.Equal(["x", "", "", "dog"], diagram.Layer.SelectMany(layer => layer.Unit).Select(unit => unit.Label));
    }

    [Fact]
    public void A_wide_layer_is_shown_in_part()
    {
        var network = Initializer.Initialize(new NetworkShape([2, 50, 1]), Initialization.He, 1);
        var diagram = DiagramChart.Of(network);
        Assert.Equal((50, 12, 49), (diagram.Layer[1].UnitCount, diagram.Layer[1].Unit.Count, diagram.Layer[1].Unit[^1].Index));
        Assert.Equal((2 * 12) + 12, diagram.Link.Count);
        Assert.All(diagram.Link, link => Assert.Equal(network.Weight(link.Layer)[link.To, link.From], link.Weight));
    }

    [Fact]
    public void Options_are_checked()
    {
        new ChartOptions { Title = new string('x', 200), Width = 100, Height = 8000 }.Validate();
        Assert.Equal("ChartSizeInvalid", Assert.Throws<NetworkException>(() => new ChartOptions { Width = 0, Height = 0 }.Validate()).Id);
        Assert.Equal("ChartSizeInvalid", Assert.Throws<NetworkException>(() => new ChartOptions { Height = 8001 }.Validate()).Id);
        Assert.Equal("ChartTextTooLong", Assert.Throws<NetworkException>(() => new ChartOptions { Title = new string('x', 201) }.Validate()).Id);
    }
}
