using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Tests.Charts;

public class DependenceChartTests
{
    private const string Blue = "#0072B2";

    private static readonly DependencePoint[] Two = [.. PartialDependence.Measure(SampleCharts.Moons, SampleCharts.Trained.Parameter, new PartialDependenceOptions { GridResolution = 20, IndividualCount = 3 })];

    [Fact]
    public void Each_column_has_a_panel_with_the_means_and_rows_that_were_measured()
    {
        var chart = DependenceChart.Of(Two);
        Assert.Equal(["X1", "X2"], chart.Panel.Select(panel => panel.Name));
        foreach (DependenceCurves panel in chart.Panel.Cast<DependenceCurves>())
        {
            DependenceSeries series = Assert.Single(panel.Series);
            Assert.Equal(Two.Where(point => point.Name == panel.Name && point.Sample is null).Select(point => ((double)point.Value, point.Prediction)), series.Mean);
            Assert.Equal(3, series.Row.Count);
            Assert.Equal("probability of 1", panel.Y.Name);
        }

        // The vertical axis is the same, so that columns can be compared.
        Assert.Single(chart.Panel.Cast<DependenceCurves>().Select(panel => panel.Y).Distinct());
        Assert.Equal("mean of 200 rows", chart.Subtitle);
        Assert.Equal("Partial dependence on X1", DependenceChart.Of([.. Two.Where(point => point.Name == "X1")]).Title);
    }

    [Fact]
    public void Targets_have_panels_of_their_own()
    {
        Dataset data = RegressionGenerator.Generate(60, 3, 2, 2, 1, shuffle: true, seed: 1);
        TrainingResult result = SampleCharts.Train(data, new TrainingOptions { EpochCount = 50, Standardize = true });
        var chart = DependenceChart.Create(MeasuredRows.Of(result.Parameter, data), ["X1", "x3"]);
        Assert.Equal([("X1", "Y1"), ("X1", "Y2"), ("X3", "Y1"), ("X3", "Y2")], chart.Panel.Cast<DependenceCurves>().Select(panel => (panel.Name, panel.Y.Name)));
        Assert.Equal(2, chart.Panel.Cast<DependenceCurves>().Select(panel => panel.Y).Distinct().Count());
    }

    [Fact]
    public void Without_columns_the_nine_most_important_ones_are_drawn()
    {
        Dataset data = BlobsGenerator.Generate(80, 2, 12, 1.5, shuffle: true, seed: 2);
        TrainingResult result = SampleCharts.Train(data, new TrainingOptions { EpochCount = 50, Standardize = true });
        var chart = DependenceChart.Create(MeasuredRows.Of(result.Parameter, data), null);
        Assert.Equal(PermutationImportance.Measure(data, result.Parameter).Take(9).Select(column => column.Name), chart.Panel.Select(panel => panel.Name));

        var all = DependenceChart.Of([.. PartialDependence.Measure(data, result.Parameter, new PartialDependenceOptions { GridResolution = 5 })]);
        Assert.Equal((9, "the first 9 of 12, mean of 80 rows"), (all.Panel.Count, all.Subtitle));
    }

    [Fact]
    public void Categories_stand_beside_each_other_and_dates_are_dates()
    {
        DependenceCurves categories = Panel(SampleCharts.DependenceOf(2, 3, ColumnKind.Category)), dates = Panel(SampleCharts.DependenceOf(2, 3, ColumnKind.Date));
        Assert.Equal([0, 1, 2], categories.Series[1].Mean.Select(point => point.X));
        Assert.Equal(["value 0", "value 1", "value 2"], categories.X.Named!.Select(tick => tick.Label));
        Assert.Equal(["false", "true"], Panel(SampleCharts.DependenceOf(1, 2, ColumnKind.Boolean)).X.Named!.Select(tick => tick.Label));
        Assert.Equal("probability", categories.Y.Name);
        Assert.Equal(ColumnKind.Date, dates.X.Column);

        static DependenceCurves Panel(DependenceChart chart) => (DependenceCurves)Assert.Single(chart.Panel);
    }

    [Fact]
    public void Between_the_points_of_two_columns_means_are_interpolated()
    {
        DependencePoint[] points = [.. PartialDependence.Measure(SampleCharts.Moons, SampleCharts.Trained.Parameter, new PartialDependenceOptions { Feature = ["X1"], With = "X2", GridResolution = 3 })];
        var field = (DependenceField)Assert.Single(DependenceChart.Of(points).Panel);
        double[] mean = [.. points.Select(point => point.Prediction)];
        Assert.Equal(mean[0], field.At(0, 0), 1e-12);
        Assert.Equal(mean[2], field.At(0, 1), 1e-12);
        Assert.Equal(mean[6], field.At(1, 0), 1e-12);
        Assert.Equal(mean[4], field.At(0.5, 0.5), 1e-12);
        Assert.Equal((mean[0] + mean[1]) / 2, field.At(0, 0.25), 1e-12);
        Assert.Equal((mean[4] + mean[5] + mean[7] + mean[8]) / 4, field.At(0.75, 0.75), 1e-12);
        Assert.Equal((mean.Min(), mean.Max()), (field.Minimum, field.Maximum));
        Assert.Equal((0, 1), (field.Share(mean.Min()), field.Share(mean.Max())));
        Assert.Equal("ChartDependenceIncomplete", Assert.Throws<NetworkException>(() => DependenceChart.Of(points[1..])).Id);
    }

    [Fact]
    public void Lines_of_a_picture_are_where_the_means_say()
    {
        var svg = SampleCharts.Svg(DependenceChart.Of([.. Two.Where(point => point.Name == "X1")]));
        SvgLine mean = svg.Lines.Single(line => line.Color == Blue && line.Points.Count == 20);
        Assert.Equal(3, svg.Lines.Count(line => line.Color != Blue && line.Points.Count == 20));
        SvgText low = svg.Find("0.2"), high = svg.Find("0.8");
        DependencePoint[] points = [.. Two.Where(point => point is { Name: "X1", Sample: null })];
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(points[i].Prediction, 0.2 + (0.6 * (mean.Points[i].Y - low.Y) / (high.Y - low.Y)), 0.01);
        }

        svg.Find("probability of 1");
        svg.Find("single rows");
    }

    [Fact]
    public void The_terminal_has_a_chart_for_each_column()
    {
        var chart = DependenceChart.Of(Two);
        IReadOnlyList<string> lines = TextChart.Draw(chart, new TextChartOptions { IsPlain = true, Height = 15 });
        Assert.Equal(["Partial dependence on X1", "Partial dependence on X2"], lines.Where(line => line.StartsWith("Partial", StringComparison.Ordinal)));
        Assert.Equal(31, lines.Count);
        Assert.Contains("Mine: Partial dependence on X2", TextChart.Draw(chart, new TextChartOptions { IsPlain = true, Title = "Mine" }));
    }

    [Fact]
    public void What_cannot_be_drawn_has_a_name()
    {
        Assert.Equal("ChartEmpty", Assert.Throws<NetworkException>(() => DependenceChart.Of([])).Id);
        Assert.Equal("ChartDependenceMixed", Assert.Throws<NetworkException>(() => DependenceChart.Of([.. Two, Two[0]])).Id);
        Assert.Equal("FeatureMissing", Assert.Throws<NetworkException>(() => DependenceChart.Create(MeasuredRows.Of(SampleCharts.Trained.Parameter, SampleCharts.Moons), ["X9"])).Id);
    }
}
