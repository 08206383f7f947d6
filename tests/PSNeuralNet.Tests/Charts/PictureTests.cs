using System.Globalization;
using System.Runtime.Loader;
using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;
using SkiaSharp;

namespace PSNeuralNet.Tests.Charts;

/// <summary>Pictures of trained networks, decoded again: what is where.</summary>
public class PictureTests
{
    private const string Blue = "#0072B2", Orange = "#D55E00";

    private static readonly Dataset Moons = MoonsGenerator.Generate(200, 0.2, true, 0);
    private static readonly TrainingResult Trained = Train(Moons, new TrainingOptions { EpochCount = 1000, LearningRate = 1 });
    private static readonly Dataset Numbers = RegressionGenerator.Generate(80, 3, 2, 1, 5, shuffle: true, seed: 1);
    private static readonly TrainingResult Regression = Train(Numbers, new TrainingOptions { EpochCount = 300, Standardize = true });

    public static TheoryData<ChartKind> Kinds => [.. Enum.GetValues<ChartKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_is_a_picture_in_every_format_and_theme(ChartKind kind)
    {
        Chart chart = Of(kind);
        foreach (ChartTheme theme in Enum.GetValues<ChartTheme>())
        {
            var options = new ChartOptions { Theme = theme, Width = 640, Height = 480, Title = "Ein Titel: α < β & \"γ\"" };
            foreach (ChartFormat format in (ChartFormat[])[ChartFormat.Png, ChartFormat.WebP])
            {
                byte[] contents = ChartFile.Encode(chart, options, format);
                Assert.Equal(format == ChartFormat.Png ? [0x89, (byte)'P', (byte)'N', (byte)'G'] : "RIFF"u8.ToArray(), contents[..4]);
                using SKBitmap pixels = SKBitmap.Decode(contents);
                Assert.Equal((640, 480), (pixels.Width, pixels.Height));
                SKColor background = theme == ChartTheme.Light ? new SKColor(255, 255, 255) : new SKColor(13, 17, 23), drawn = pixels.GetPixel(2, 2);
                int tolerance = format == ChartFormat.Png ? 0 : 3;
                Assert.InRange(drawn.Red, background.Red - tolerance, background.Red + tolerance);
                Assert.InRange(drawn.Green, background.Green - tolerance, background.Green + tolerance);
                Assert.InRange(drawn.Blue, background.Blue - tolerance, background.Blue + tolerance);
                Assert.True(Colors(pixels) > 20, "a picture of a single color");
            }

            var svg = new SvgPicture(ChartFile.Encode(chart, options, ChartFormat.Svg));
            Assert.Equal(("640", "480", "img"), (svg.Root.Attribute("width")!.Value, svg.Root.Attribute("height")!.Value, svg.Root.Attribute("role")!.Value));
            Assert.Equal(options.Title, svg.Title);
            Assert.Contains(kind.ToString(), svg.Description, StringComparison.Ordinal);
            Assert.Contains(options.Title, svg.Texts.Select(text => text.Value));

            // The font that comes with the module, whatever there is on the machine.
            Assert.All(svg.Texts, text => Assert.StartsWith("Inter, ", text.Family, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(ChartKind.Cost, "Epoch", "Cost", "training", "validation", "Cost by epoch")]
    [InlineData(ChartKind.DecisionBoundary, "X1", "X2", "probability of 1", "0", "1", "Decision boundary")]
    [InlineData(ChartKind.ConfusionMatrix, "predicted", "actual", "0", "1", "Confusion matrix")]
    [InlineData(ChartKind.Roc, "False positive rate", "True positive rate", "guessing (AUC 0.5)", "ROC curve")]
    [InlineData(ChartKind.PrecisionRecall, "Recall", "Precision", "guessing (0.5000)")]
    [InlineData(ChartKind.PredictedVsActual, "Y, actual", "Y, predicted", "predicted = actual", "Predicted and actual")]
    [InlineData(ChartKind.Residual, "Y, predicted", "Y, actual - predicted", "Residuals")]
    [InlineData(ChartKind.Importance, "Loss of Accuracy when shuffled", "X1", "X2", "Permutation importance")]
    [InlineData(ChartKind.Weights, "W1 (4 x 2)", "W2 (1 x 4)", "X1", "X2", "feature", "output", "Weights")]
    [InlineData(ChartKind.Network, "input", "2 features", "hidden 1", "4 units, Tanh", "output", "X1", "X2", "weight below 0", "weight above 0", "Network")]
    public void Titles_axes_and_legends_are_texts(ChartKind kind, params string[] texts)
    {
        var svg = Svg(Of(kind));
        Assert.All(texts, text => Assert.Contains(text, svg.Texts.Select(one => one.Value)));
        Assert.Contains(Of(kind).Subtitle, svg.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cost_falls_as_its_numbers_do()
    {
        TrainingResult result = Train(Moons, new TrainingOptions { EpochCount = 500, LearningRate = 0.5 });
        var svg = Svg(CostChart.Of([result]));
        SvgLine line = svg.Lines.MaxBy(one => one.Points.Count)!;
        Assert.Equal((Blue, 500), (line.Color, line.Points.Count));

        // The ticks say which number is where.
        SvgText zero = svg.Find("0.2"), one = svg.Find("0.6"), first = svg.Texts.Last(text => text.Value == "100"), last = svg.Find("400");
        double Cost(double y)
        {
            return 0.2 + (0.4 * (y - zero.Y) / (one.Y - zero.Y));
        }

        Assert.Equal(result.FirstCost, Cost(line.Points[0].Y), 1e-3);
        Assert.Equal(result.LastCost, Cost(line.Points[^1].Y), 1e-3);
        Assert.Equal(499, 100 + (300 * (line.Points[^1].X - first.X) / (last.X - first.X)), 0.5);
    }

    [Fact]
    public void A_logarithmic_axis_has_decades()
    {
        double[] costs = [.. Enumerable.Range(0, 60).Select(i => Math.Pow(10, -i / 10.0))];
        var chart = CostChart.Of([.. costs.Select((cost, i) => new EpochCost(i, cost)), new EpochCost(60, 0), new EpochCost(61, double.NaN)]);
        var svg = Svg(chart, new ChartOptions { LogScale = true });
        SvgLine line = svg.Lines.MaxBy(one => one.Points.Count)!;

        // What is 0 or no number has no place; the others lie on a straight line.
        Assert.Equal(60, line.Points.Count);
        double slope = (line.Points[^1].Y - line.Points[0].Y) / (line.Points[^1].X - line.Points[0].X);
        Assert.All(line.Points, point => Assert.Equal(line.Points[0].Y + (slope * (point.X - line.Points[0].X)), point.Y, 0.05));
        Assert.Equal(svg.Find("0.1").Y - svg.Find("1").Y, svg.Find("0.001").Y - svg.Find("0.01").Y, 0.1);
        Assert.Contains("Cost (logarithmic)", svg.Texts.Select(text => text.Value));

        NetworkException none = Assert.Throws<NetworkException>(() => Svg(CostChart.Of([new EpochCost(0, 0)]), new ChartOptions { LogScale = true }));
        Assert.Equal("ChartScaleInvalid", none.Id);
    }

    [Fact]
    public void Several_trainings_are_lines_with_names_and_dashes_for_validation()
    {
        TrainingOptions options = new() { EpochCount = 200, LearningRate = 0.1, ValidationFraction = 0.2 };
        var svg = Svg(CostChart.Of([Train(Moons, options), Train(Moons, options with { LearningRate = 1 })]));
        Assert.All((string[])["LearningRate=0.1", "LearningRate=1", "validation", "best epoch"], name => svg.Find(name));
        SvgLine[] lines = [.. svg.Lines.Where(line => line.Points.Count == 200)];
        Assert.Equal([(Blue, null), (Blue, "6 6"), (Orange, null), (Orange, "6 6")], lines.Select(line => (line.Color, line.Dashes)).Order());
        Assert.All(lines, line => Assert.Equal(2, line.Width));
    }

    [Fact]
    public void The_boundary_passes_between_two_separated_blobs()
    {
        Dataset blobs = BlobsGenerator.Generate(80, 2, 2, 0.6, true, 3);
        TrainingResult result = Train(blobs, new TrainingOptions { EpochCount = 300, Standardize = true });
        var chart = BoundaryChart.Create(result.Parameter, blobs);
        Assert.DoesNotContain(chart.Sample, sample => sample.IsMistaken);
        var svg = Svg(chart);
        using SKBitmap pixels = SKBitmap.Decode(ChartFile.Encode(chart, new ChartOptions(), ChartFormat.Png));
        (int X, int Y) Pixel(double x, double y)
        {
            return ((int)(svg.Area.X + (svg.Area.Width * (x - chart.X.Minimum) / (chart.X.Maximum - chart.X.Minimum))),
                (int)(svg.Area.Y + (svg.Area.Height * (1 - ((y - chart.Y.Minimum) / (chart.Y.Maximum - chart.Y.Minimum))))));
        }

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
        var svg = Svg(ConfusionChart.Of(matrix));
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
        var chart = CurveChart.Create(ChartKind.Roc, Trained.Parameter, Moons);
        var svg = Svg(chart);
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
        var svg = Svg(WeightChart.Of(Trained.Parameter));
        var weight = Trained.Parameter.Weight(1);

        // The second layer is a single row, right of the first.
        SvgBox[] second = [.. svg.Boxes.Where(box => box.X > svg.Area.X + svg.Area.Width && box.Width < svg.Area.Width / 3 && box.Height > svg.Area.Height / 2)];
        Assert.Equal(4, second.Length);
        Assert.All(second, cell => Assert.Equal(
            Trained.Parameter.Weight(2)[0, (int)Math.Round((cell.X - second[0].X) / cell.Width)] > 0, SKColor.Parse(cell.Color).Red > SKColor.Parse(cell.Color).Blue));
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
        var chart = DiagramChart.Of(Trained.Parameter);
        var svg = Svg(chart);
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
        FeatureImportance[] columns = [.. new[] { 0.1, 0.4, 0.2 }.Select((value, i) => new FeatureImportance($"c{i}", ColumnKind.Number, value, 0, ImportanceMetric.LogLoss, 0.5, [value], 1))];
        var svg = Svg(ImportanceChart.Of(columns));
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
        var chart = RegressionChart.Create(ChartKind.PredictedVsActual, Regression.Parameter, Numbers);
        var svg = Svg(chart);
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

    [Fact]
    public void Long_names_and_other_scripts_have_room()
    {
        string[] names = [new string('n', 300), "Größe <m²> & \"mehr\"", "χρώμα", "цвет"];
        var matrix = ConfusionMatrix.Create(names, [0, 1, 2, 3], [0, 1, 2, 3]);
        var svg = Svg(ConfusionChart.Of(matrix));
        Assert.All(names[1..], name => svg.Find(name));
        Assert.Contains(svg.Texts, text => text.Value.StartsWith("nnn", StringComparison.Ordinal) && text.Value.EndsWith('…') && text.Value.Length <= 32);
    }

    [Fact]
    public void Many_classes_and_wide_layers_are_drawn_too()
    {
        int[] classes = [.. Enumerable.Range(0, 60)];
        var matrix = ConfusionMatrix.Create([.. classes.Select(i => $"class {i}")], classes, classes);
        Svg(ConfusionChart.Of(matrix)).Find("class 0");
        var network = Initializer.Initialize(new NetworkShape([300, 50, 10, 1]), Initialization.He, 1);
        Svg(WeightChart.Of(network)).Find("W1 (50 x 300)");
        Svg(DiagramChart.Of(network)).Find("300 features");
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(15, null)]
    [InlineData(40, "and 17 more")]
    public void A_legend_of_many_has_room(int count, string? last)
    {
        EpochCost[] epochs = [new(0, 1), new(1, 0.5)];
        var chart = new CostChart("", [.. Enumerable.Range(1, count).Select(i => CostSeries.Of($"LearningRate={i}, HiddenSize={i}", epochs))]);
        var svg = Svg(chart);
        string[] names = [.. Enumerable.Range(1, last is null ? count : 23).Select(i => $"LearningRate={i}, HiddenSize={i}"), .. last is null ? Array.Empty<string>() : [last]];
        SvgText[] texts = [.. names.Select(svg.Find)];
        Assert.Equal(names.Length, svg.Texts.Count(text => text.Value.StartsWith("LearningRate", StringComparison.Ordinal) || text.Value == last));
        Assert.Equal(names.Length, texts.Select(text => (text.X, text.Y)).Distinct().Count());
        Assert.All(texts, text => Assert.True(text.X is > 0 and < 700 && text.Y is > 0 and < 600, $"{text} is outside"));
    }

    [Fact]
    public void Numbers_are_written_alike_under_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        byte[] expected = ChartFile.Encode(Of(ChartKind.Cost), new ChartOptions(), ChartFormat.Svg);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, ChartFile.Encode(Of(ChartKind.Cost), new ChartOptions(), ChartFormat.Svg));
            Assert.Equal("de-DE", CultureInfo.CurrentCulture.Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_second_version_of_SkiaSharp_in_the_process_does_no_harm()
    {
        // This one, which the tests refer to, is used before and after.
        Assert.Equal(2, typeof(SKBitmap).Assembly.GetName().Version!.Major);
        Assert.Equal(SKColors.Red, DrawnHere());
        byte[] contents = ChartFile.Encode(Of(ChartKind.Network), new ChartOptions(), ChartFormat.Png);
        Assert.Equal(SKColors.Red, DrawnHere());
        using SKBitmap pixels = SKBitmap.Decode(contents);
        Assert.Equal(800, pixels.Width);

        AssemblyLoadContext own = AssemblyLoadContext.All.Single(context => context.Name == "PSNeuralNet dependencies");
        Assert.Equal(3, own.Assemblies.Single(assembly => assembly.GetName().Name == "SkiaSharp").GetName().Version!.Major);
        Assert.Equal(5, own.Assemblies.Single(assembly => assembly.GetName().Name == "ScottPlot").GetName().Version!.Major);
    }

    [Fact]
    public void Files_are_written_by_their_extension_and_never_over_others()
    {
        string folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;
        try
        {
            string path = Path.Combine(folder, "a.SVG");
            ChartFile.Write(Of(ChartKind.Network), path);
            Assert.StartsWith("<?xml", File.ReadAllText(path), StringComparison.Ordinal);
            Assert.Equal("FileExists", Assert.Throws<NetworkException>(() => ChartFile.Write(Of(ChartKind.Network), path)).Id);
            ChartFile.Write(Of(ChartKind.Network), path, new ChartOptions { Title = "again" }, overwrite: true);
            Assert.Contains("again", File.ReadAllText(path), StringComparison.Ordinal);
            Assert.Equal("FolderMissing", Assert.Throws<NetworkException>(() => ChartFile.Write(Of(ChartKind.Network), Path.Combine(folder, "no", "a.png"))).Id);
            foreach (string wrong in (string[])["a.jpg", "a", "a.png.txt"])
            {
                Assert.Equal("ChartFormatUnclear", Assert.Throws<NetworkException>(() => ChartFile.Write(Of(ChartKind.Network), Path.Combine(folder, wrong))).Id);
            }

            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Chart Of(ChartKind kind)
    {
        return kind switch
        {
            ChartKind.Cost => CostChart.Of([Train(Moons, new TrainingOptions { EpochCount = 100, LearningRate = 1, ValidationFraction = 0.2 })]),
            ChartKind.DecisionBoundary => BoundaryChart.Create(Trained.Parameter, Moons),
            ChartKind.ConfusionMatrix => ConfusionChart.Create(Trained.Parameter, Moons),
            ChartKind.Roc or ChartKind.PrecisionRecall => CurveChart.Create(kind, Trained.Parameter, Moons),
            ChartKind.PredictedVsActual or ChartKind.Residual => RegressionChart.Create(kind, Regression.Parameter, Numbers),
            ChartKind.Importance => ImportanceChart.Of(PermutationImportance.Measure(Moons, Trained.Parameter)),
            ChartKind.Weights => WeightChart.Of(Trained.Parameter),
            _ => DiagramChart.Of(Trained.Parameter),
        };
    }

    private static SvgPicture Svg(Chart chart, ChartOptions? options = null)
    {
        return new SvgPicture(ChartFile.Encode(chart, options ?? new ChartOptions(), ChartFormat.Svg));
    }

    private static TrainingResult Train(Dataset data, TrainingOptions options)
    {
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Y.RowCount]);
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.Xavier, 3, data.Schema), options);
    }

    private static int Colors(SKBitmap pixels)
    {
        return pixels.Pixels.Distinct().Count();
    }

    private static IEnumerable<SKColor> Around(SKBitmap pixels, int x, int y)
    {
        return from dx in Enumerable.Range(-2, 5)
               from dy in Enumerable.Range(-2, 5)
               where x + dx >= 0 && x + dx < pixels.Width && y + dy >= 0 && y + dy < pixels.Height
               select pixels.GetPixel(x + dx, y + dy);
    }

    private static SKColor DrawnHere()
    {
        using var bitmap = new SKBitmap(8, 8);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Red);
        return bitmap.GetPixel(3, 3);
    }
}
