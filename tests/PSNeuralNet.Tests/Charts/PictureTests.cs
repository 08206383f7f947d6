using SkiaSharp;

namespace PSNeuralNet.Tests.Charts;

/// <summary>Pictures of trained networks, decoded again: what is where.</summary>
public class PictureTests
{
    private const string Blue = "#0072B2", Orange = "#D55E00";

    [Fact]
    public void The_cost_falls_as_its_numbers_do()
    {
        TrainingResult result = SampleCharts.Train(SampleCharts.Moons, new TrainingOptions { EpochCount = 500, LearningRate = 0.5 });
        var svg = SampleCharts.Svg(CostChart.Of([result]));
        SvgLine line = svg.Lines.MaxBy(one => one.Points.Count)!;
        Assert.Equal((Blue, 500), (line.Color, line.Points.Count));

        // The ticks say which number is where.
        SvgText zero = svg.Find("0.2"), one = svg.Find("0.6"), first = svg.Texts.Last(text => text.Value == "100"), last = svg.Find("400");
        double Cost(double y) => 0.2 + (0.4 * (y - zero.Y) / (one.Y - zero.Y));

        Assert.Equal(result.FirstCost, Cost(line.Points[0].Y), 1e-3);
        Assert.Equal(result.LastCost, Cost(line.Points[^1].Y), 1e-3);
        Assert.Equal(499, 100 + (300 * (line.Points[^1].X - first.X) / (last.X - first.X)), 0.5);
    }

    [Fact]
    public void A_logarithmic_axis_has_decades()
    {
        double[] costs = [.. Enumerable.Range(0, 60).Select(i => Math.Pow(10, -i / 10.0))];
        var chart = CostChart.Of([.. costs.Select((cost, i) => new EpochCost(i, cost)), new EpochCost(60, 0), new EpochCost(61, double.NaN)]);
        var svg = SampleCharts.Svg(chart, new ChartOptions { LogScale = true });
        SvgLine line = svg.Lines.MaxBy(one => one.Points.Count)!;

        // What is 0 or no number has no place; the others lie on a straight line.
        Assert.Equal(60, line.Points.Count);
        double slope = (line.Points[^1].Y - line.Points[0].Y) / (line.Points[^1].X - line.Points[0].X);
        Assert.All(line.Points, point => Assert.Equal(line.Points[0].Y + (slope * (point.X - line.Points[0].X)), point.Y, 0.05));
        Assert.Equal(svg.Find("0.1").Y - svg.Find("1").Y, svg.Find("0.001").Y - svg.Find("0.01").Y, 0.1);
        Assert.Contains("Cost (logarithmic)", svg.Texts.Select(text => text.Value));

        NetworkException none = Assert.Throws<NetworkException>(() => SampleCharts.Svg(CostChart.Of([new EpochCost(0, 0)]), new ChartOptions { LogScale = true }));
        Assert.Equal("ChartScaleInvalid", none.Id);
    }

    [Fact]
    public void Several_trainings_are_lines_with_names_and_dashes_for_validation()
    {
        TrainingOptions options = new() { EpochCount = 200, LearningRate = 0.1, ValidationFraction = 0.2 };
        var svg = SampleCharts.Svg(CostChart.Of([SampleCharts.Train(SampleCharts.Moons, options), SampleCharts.Train(SampleCharts.Moons, options with { LearningRate = 1 })]));
        Assert.All((string[])["LearningRate=0.1", "LearningRate=1", "validation", "best epoch"], name => svg.Find(name));
        SvgLine[] lines = [.. svg.Lines.Where(line => line.Points.Count == 200)];
        Assert.Equal([(Blue, null), (Blue, "6 6"), (Orange, null), (Orange, "6 6")], lines.Select(line => (line.Color, line.Dashes)).Order());
        Assert.All(lines, line => Assert.Equal(2, line.Width));
    }

    [Fact]
    public void The_boundary_passes_between_two_separated_blobs()
    {
        Dataset blobs = BlobsGenerator.Generate(80, 2, 2, 0.6, true, 3);
        TrainingResult result = SampleCharts.Train(blobs, new TrainingOptions { EpochCount = 300, Standardize = true });
        var chart = BoundaryChart.Create(MeasuredRows.Of(result.Parameter, blobs));
        Assert.DoesNotContain(chart.Sample, sample => sample.IsMistaken);
        var svg = SampleCharts.Svg(chart);
        using SKBitmap pixels = SKBitmap.Decode(ChartFile.Encode(chart, new ChartOptions(), ChartFormat.Png));
        (int X, int Y) Pixel(double x, double y) =>
            ((int)(svg.Area.X + (svg.Area.Width * (x - chart.X.Minimum) / (chart.X.Maximum - chart.X.Minimum))),
                (int)(svg.Area.Y + (svg.Area.Height * (1 - ((y - chart.Y.Minimum) / (chart.Y.Maximum - chart.Y.Minimum))))));

        // Every sample lies on its own side: the first class on blue, the second on orange, beside its dot.
        foreach (BoundarySample sample in chart.Sample)
        {
            (int x, int y) = Pixel(sample.X, sample.Y);
            SKColor color = pixels.GetPixel(x, y);
            Assert.Equal(sample.ClassIndex == 1, color.Red > color.Blue);
        }

        // The line is as dark as text, and each of its points has both classes as probable.
        Assert.All(chart.Line.SelectMany(line => line).Where((_, i) => i % 20 == 10), point =>
        {
            (int x, int y) = Pixel(point.X, point.Y);
            Assert.True(Around(pixels, x, y).Any(color => color.Red < 110 && color.Green < 110 && color.Blue < 110), $"no line at {x}, {y}");
            Assert.Equal(0.5, new Predictor(result.Parameter).Predict([point.X, point.Y])[1], 0.02);
        });
        SvgLine drawn = svg.Lines.First(line => line.Points.Count == chart.Line[0].Count);
        Assert.Equal(Pixel(chart.Line[0][0].X, chart.Line[0][0].Y).X, drawn.Points[0].X, 1.5);
    }

    [Fact]
    public void The_confusion_matrix_shows_its_counts_in_their_cells()
    {
        var matrix = ConfusionMatrix.Create(["ant", "bee", "cow"], [0, 0, 0, 0, 1, 1, 1, 2, 2], [0, 0, 0, 1, 1, 1, 2, 2, 0]);
        var svg = SampleCharts.Svg(ConfusionChart.Of(matrix));
        double width = svg.Area.Width / 3, height = svg.Area.Height / 3;
        for (int actual = 0; actual < 3; actual++)
        {
            for (int predicted = 0; predicted < 3; predicted++)
            {
                double x = svg.Area.X + ((predicted + 0.5) * width), y = svg.Area.Y + ((actual + 0.5) * height);
                string[] inside = [.. svg.Texts.Where(text => Math.Abs(text.X - x) < width / 3 && Math.Abs(text.Y - y) < height / 3).Select(text => text.Value)];
                Assert.Contains(matrix[actual, predicted].ToString(CultureInfo.InvariantCulture), inside);
                Assert.Contains((matrix[actual, predicted] / matrix.ActualCount(actual)).ToString("0.0 %", CultureInfo.InvariantCulture), inside);
            }
        }

        // Names beside the rows and below the columns.
        Assert.Equal(["ant", "bee", "cow"], svg.Texts.Where(text => text.X < svg.Area.X && text.Value.Length == 3).OrderBy(text => text.Y).Select(text => text.Value));
        Assert.Equal(["ant", "bee", "cow"], svg.Texts.Where(text => text.X > svg.Area.X && text.Value.Length == 3 && char.IsLetter(text.Value[0])).OrderBy(text => text.X).Select(text => text.Value));
    }

    [Fact]
    public void A_ROC_curve_goes_through_its_points()
    {
        var chart = CurveChart.Create(ChartKind.Roc, MeasuredRows.Of(SampleCharts.Trained.Parameter, SampleCharts.Moons));
        var svg = SampleCharts.Svg(chart);
        CurveSeries series = chart.Series[0];
        svg.Find(string.Create(CultureInfo.InvariantCulture, $"1 (AUC {series.Area:0.0000})"));
        SvgLine line = svg.Lines.First(one => one.Color == Blue && one.Points.Count == series.Point.Count);
        SvgLine guess = svg.Lines.First(one => one.Dashes == "6 6");
        double left = guess.Points[0].X, right = guess.Points[1].X, bottom = guess.Points[0].Y, top = guess.Points[1].Y;
        Assert.All(line.Points.Zip(series.Point), pair =>
        {
            Assert.Equal(pair.Second.X, (pair.First.X - left) / (right - left), 1e-3);
            Assert.Equal(pair.Second.Y, (pair.First.Y - bottom) / (top - bottom), 1e-3);
        });
    }

    [Fact]
    public void Weights_have_the_color_of_their_sign()
    {
        var svg = SampleCharts.Svg(WeightChart.Of(SampleCharts.Trained.Parameter));
        var weight = SampleCharts.Trained.Parameter.Weight(1);

        // The second layer is a single row, right of the first.
        SvgBox[] second = [.. svg.Boxes.Where(box => box.X > svg.Area.X + svg.Area.Width && box.Width < svg.Area.Width / 3 && box.Height > svg.Area.Height / 2)];
        Assert.Equal(4, second.Length);
        Assert.All(second, cell => Assert.Equal(
            SampleCharts.Trained.Parameter.Weight(2)[0, (int)Math.Round((cell.X - second[0].X) / cell.Width)] > 0, SKColor.Parse(cell.Color).Red > SKColor.Parse(cell.Color).Blue));
        SvgBox[] cells = [.. svg.Boxes.Where(box => box.Width < svg.Area.Width - 1 && box.X >= svg.Area.X - 1 && box.X + box.Width <= svg.Area.X + svg.Area.Width + 1
            && box.Y >= svg.Area.Y - 1 && box.Y + box.Height <= svg.Area.Y + svg.Area.Height + 1)];
        Assert.Equal(8, cells.Length);
        Assert.All(cells, cell =>
        {
            int row = (int)Math.Round((cell.Y - svg.Area.Y) / cell.Height), column = (int)Math.Round((cell.X - svg.Area.X) / cell.Width);
            SKColor color = SKColor.Parse(cell.Color);
            Assert.Equal(weight[row, column] > 0, color.Red > color.Blue);
        });
    }

    [Fact]
    public void A_diagram_has_a_line_a_weight_the_stronger_the_thicker()
    {
        var chart = DiagramChart.Of(SampleCharts.Trained.Parameter);
        var svg = SampleCharts.Svg(chart);
        DiagramLink strongest = chart.Link.MaxBy(link => link.Strength);
        SvgLine[] links = [.. svg.Lines.Where(line => line.Color is Blue or Orange && line.Points.Count == 2 && line.Points[1].X - line.Points[0].X > 50)];
        Assert.Equal(chart.Link.Count(link => link.Strength >= 0.03), links.Length);
        Assert.Equal(chart.Link.Count(link => link.Strength >= 0.03 && link.Weight < 0), links.Count(line => line.Color == Blue));
        Assert.Equal(5, links.Max(line => line.Width));
        Assert.Equal(strongest.Weight < 0 ? Blue : Orange, links.MaxBy(line => line.Width)!.Color);
    }

    [Fact]
    public void Bars_are_as_long_as_importances()
    {
        FeatureImportance[] columns = [.. new[] { 0.1, 0.4, 0.2 }.Select((value, i) => new FeatureImportance($"c{i}", ColumnKind.Number, value, 0, NetworkMetric.LogLoss, 0.5, [value], 1, 100))];
        var svg = SampleCharts.Svg(ImportanceChart.Of(columns));
        Assert.Equal(["c1", "c2", "c0"], svg.Texts.Where(text => text.Value.Length == 2).OrderBy(text => text.Y).Select(text => text.Value));
        double[] widths = [.. svg.Boxes.Where(box => box.Color == Blue).OrderBy(box => box.Y).Select(box => box.Width)];
        Assert.Equal(3, widths.Length);
        Assert.Equal(widths[0] / 2, widths[1], 0.6);
        Assert.Equal(widths[0] / 4, widths[2], 0.6);
        svg.Find("Rise of LogLoss when shuffled");
    }

    [Fact]
    public void Dots_are_where_predicted_and_actual_numbers_say()
    {
        var chart = RegressionChart.Create(ChartKind.PredictedVsActual, MeasuredRows.Of(SampleCharts.Regression.Parameter, SampleCharts.Numbers));
        var svg = SampleCharts.Svg(chart);
        var (xs, ys) = (chart.Series[0].Actual, chart.Series[0].Predicted);
        SvgLine best = svg.Lines.First(line => line.Dashes is not null);
        (double x, double y)[] dots = [.. svg.Root.Descendants().Where(element => element.Name.LocalName == "ellipse" && element.Attribute("rx")!.Value == "3.75")
            .Select(dot => ((double)dot.Attribute("cx")!, (double)dot.Attribute("cy")!))];
        Assert.InRange(dots.Length, xs.Count, xs.Count + 1);

        // A dot right of the line has more actual than predicted.
        double slope = (best.Points[1].Y - best.Points[0].Y) / (best.Points[1].X - best.Points[0].X);
        Assert.Equal(
            xs.Zip(ys).Count(pair => pair.First > pair.Second),
            dots.Take(xs.Count).Count(dot => dot.y > best.Points[0].Y + (slope * (dot.x - best.Points[0].X))));
    }

    private static IEnumerable<SKColor> Around(SKBitmap pixels, int x, int y) =>
        from dx in Enumerable.Range(-2, 5)
               from dy in Enumerable.Range(-2, 5)
               where x + dx >= 0 && x + dx < pixels.Width && y + dy >= 0 && y + dy < pixels.Height
               select pixels.GetPixel(x + dx, y + dy);
}
