using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace PSNeuralNet.Tests.Charts;

/// <summary>Labels of pictures, measured with the font that they are drawn in: no two of them intersect, and all of them lie inside the picture.</summary>
public partial class LabelTests
{
    // Boxes that only touch, or whose letters do by less than the edge of a stroke.
    private const double Tolerance = 0.75;

    private static readonly SKTypeface Regular = Font("Inter-Regular.otf"), Bold = Font("Inter-SemiBold.otf");

    private static readonly string[] LongNames = [.. Enumerable.Range(1, 12).Select(i => $"a long name of a class or column, number {i}")];

    public static TheoryData<string, int, int> Cases =>
    [
        .. from name in Charts.Keys
           from size in new[] { (800, 600), (480, 360), (1200, 500) }
           select (name, size.Item1, size.Item2),
    ];

    private static readonly Dictionary<string, Func<Chart>> Charts = Inventory();

    [Theory, MemberData(nameof(Cases))]
    public void No_two_labels_intersect_and_all_lie_inside(string name, int width, int height)
    {
        XElement root = new SvgPicture(ChartFile.Encode(Charts[name](), new ChartOptions { Width = width, Height = height }, ChartFormat.Svg)).Root;
        double[] view = Numbers(root.Attribute("viewBox")!.Value);
        Label[] labels = [.. root.Descendants().Where(element => element.Name.LocalName == "text").Select(Measure)];
        Assert.NotEmpty(labels);
        string[] outside = [.. labels.Where(label => label.Corner.Any(corner => corner.X < -Tolerance || corner.Y < -Tolerance || corner.X > view[2] + Tolerance || corner.Y > view[3] + Tolerance)).Select(label => $"outside: {label}")];
        string[] intersecting = [.. from i in Enumerable.Range(0, labels.Length)
                                    from j in Enumerable.Range(i + 1, labels.Length - i - 1)
                                    where Intersect(labels[i], labels[j])
                                    select $"intersect: {labels[i]} and {labels[j]}"];
        Assert.True(outside.Length + intersecting.Length == 0, string.Join('\n', outside.Concat(intersecting).Take(12)));
    }

    [Fact]
    public void The_measure_finds_labels_that_intersect_and_turned_ones_that_do_not()
    {
        var ns = XNamespace.Get("http://www.w3.org/2000/svg");
        XElement Text(string transform, string? anchor = null) => new(ns + "text", new XAttribute("transform", transform), new XAttribute("font-size", "12"), new XAttribute("x", "0"), new XAttribute("y", "0"), anchor is null ? null : new XAttribute("text-anchor", anchor), "some label");
        Assert.True(Intersect(Measure(Text("translate(10 50)")), Measure(Text("translate(60 52)"))));
        Assert.False(Intersect(Measure(Text("translate(10 50)")), Measure(Text("translate(200 52)", "end"))));
        Assert.True(Intersect(Measure(Text("translate(10 50)")), Measure(Text("translate(90 50)", "end"))));

        // Turned by 45 degrees, 20 pixels apart: their upright boxes intersect, they do not.
        const string Turned = "matrix(0.70710678 -0.70710678 0.70710678 0.70710678 ";
        Assert.False(Intersect(Measure(Text(Turned + "100 100)", "end")), Measure(Text(Turned + "120 100)", "end"))));
        Assert.True(Intersect(Measure(Text(Turned + "100 100)", "end")), Measure(Text(Turned + "108 100)", "end"))));
    }

    private static Dictionary<string, Func<Chart>> Inventory()
    {
        var all = Enum.GetValues<ChartKind>().ToDictionary(kind => kind.ToString(), kind => (Func<Chart>)(() => SampleCharts.Of(kind)));
        EpochCost[] epochs = [new(0, 1), new(1, 0.5), new(2, 0.25)];
        foreach (int series in new[] { 2, 4, 10, 40 })
        {
            all[$"Cost, {series} trainings"] = () => new CostChart("", [.. Enumerable.Range(1, series).Select(i => CostSeries.Of($"LearningRate={i}, HiddenSize={i}, Optimizer=Momentum", epochs))]);
        }

        foreach (int classes in new[] { 3, 7, 10, 15, 30, 60 })
        {
            all[$"ConfusionMatrix, {classes} classes"] = () => ConfusionChart.Of(Confusion([.. Enumerable.Range(0, classes).Select(i => $"class {i}")], 1));
            all[$"ConfusionMatrix, {classes} classes, many rows"] = () => ConfusionChart.Of(Confusion([.. Enumerable.Range(0, classes).Select(i => $"{i}")], 123_456));
        }

        all["ConfusionMatrix, long names"] = () => ConfusionChart.Of(Confusion(LongNames, 1));
        all["ConfusionMatrix, few long names"] = () => ConfusionChart.Of(Confusion(LongNames[..3], 1.25));
        foreach (int classes in new[] { 3, 8, 10, 12 })
        {
            (TrainingResult result, Dataset data) = Classes([.. LongNames[..classes]]);
            var rows = MeasuredRows.Of(result.Parameter, data);
            all[$"Roc, {classes} long names"] = () => CurveChart.Create(ChartKind.Roc, rows);
            all[$"PrecisionRecall, {classes} long names"] = () => CurveChart.Create(ChartKind.PrecisionRecall, rows);
            if (classes <= BoundaryChart.MaximumClasses)
            {
                all[$"DecisionBoundary, {classes} long names"] = () => BoundaryChart.Create(rows);
            }
        }

        foreach (int columns in new[] { 3, 12, 30 })
        {
            all[$"Importance, {columns} long names"] = () => ImportanceChart.Of([.. Enumerable.Range(0, columns).Select(i => new FeatureImportance($"{LongNames[i % 12]} of {i}", ColumnKind.Number, 0.5 / (i + 1), i % 3 / 20.0, NetworkMetric.LogLoss, 0.5, [0.1], 1, 100))]);
        }

        all["Importance, below 0"] = () => ImportanceChart.Of([.. new[] { 0.01, -0.2, -0.3 }.Select((value, i) => new FeatureImportance($"c{i}", ColumnKind.Number, value, 0.05, NetworkMetric.Accuracy, 0.5, [value], 1, 100))]);
        foreach (ColumnKind kind in new[] { ColumnKind.Number, ColumnKind.Category, ColumnKind.Date, ColumnKind.Boolean })
        {
            all[$"PartialDependence, {kind}"] = () => SampleCharts.DependenceOf(3, kind == ColumnKind.Boolean ? 2 : 12, kind);
            all[$"PartialDependence, {kind}, 10 classes"] = () => SampleCharts.DependenceOf(10, kind == ColumnKind.Boolean ? 2 : 40, kind);
        }

        foreach (int[] sizes in (int[][])[[2, 4, 1], [30, 12, 1], [300, 50, 10, 3], [4, 8, 8, 8, 10]])
        {
            NetworkParameter network = Initializer.Initialize(NetworkShape.For(sizes[^1] == 1 ? NetworkTask.Binary : NetworkTask.MultiClass, sizes), Initialization.He, 1);
            all[$"Weights, {string.Join('-', sizes)}"] = () => WeightChart.Of(network);
            all[$"Network, {string.Join('-', sizes)}"] = () => DiagramChart.Of(network);
        }

        (TrainingResult named, _) = Classes(LongNames);
        all["Weights, long names"] = () => WeightChart.Of(named.Parameter);
        all["Network, long names"] = () => DiagramChart.Of(named.Parameter);
        return all;
    }

    private static ConfusionMatrix Confusion(string[] names, double weight)
    {
        int[] classes = [.. Enumerable.Range(0, names.Length)];
        return ConfusionMatrix.Create(names, [.. classes, .. classes], [.. classes, .. classes.Select(i => (i + 1) % names.Length)], [.. Enumerable.Repeat(weight, 2 * names.Length)]);
    }

    private static (TrainingResult Result, Dataset Data) Classes(string[] names)
    {
        Dataset blobs = BlobsGenerator.Generate(10 * names.Length, names.Length, 2, 2, true, 3);
        var data = new Dataset(blobs.X, blobs.Y, new DataSchema([new FeatureColumn("the first of two columns, whose name is long"), new FeatureColumn("the second of two columns, whose name is long")], ["label"], names));
        return (SampleCharts.Train(data, new TrainingOptions { EpochCount = 30, Standardize = true }), data);
    }

    private static SKTypeface Font(string file, [CallerFilePath] string here = "") =>
        SKTypeface.FromFile(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/PSNeuralNet.Charts/Fonts", file));

    /// <summary>The box of a text's letters, turned and moved as it is drawn.</summary>
    private static Label Measure(XElement text)
    {
        string Get(string name) => text.Attribute(name)?.Value ?? "0";
        float size = float.Parse(Get("font-size"), CultureInfo.InvariantCulture);
        using var paint = new SKPaint { Typeface = text.Attribute("font-weight") is null ? Regular : Bold, TextSize = size, SubpixelText = true, IsLinearText = true, HintingLevel = SKPaintHinting.NoHinting };
        SKRect ink = default;
        float width = paint.MeasureText(text.Value, ref ink);
        double[] at = [double.Parse(Get("x"), CultureInfo.InvariantCulture), double.Parse(Get("y"), CultureInfo.InvariantCulture)];
        double start = at[0] - (Get("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 });
        double[] numbers = Numbers(Get("transform"));
        double[] matrix = Get("transform").StartsWith("matrix", StringComparison.Ordinal) ? numbers : [1, 0, 0, 1, .. numbers];
        (double X, double Y) Corner(double x, double y) => ((matrix[0] * x) + (matrix[2] * y) + matrix[4], (matrix[1] * x) + (matrix[3] * y) + matrix[5]);
        return new Label(text.Value, [
            Corner(start + ink.Left, at[1] + ink.Top), Corner(start + ink.Right, at[1] + ink.Top), Corner(start + ink.Right, at[1] + ink.Bottom), Corner(start + ink.Left, at[1] + ink.Bottom)]);
    }

    /// <summary>True where two convex boxes intersect: no edge of either separates them.</summary>
    private static bool Intersect(Label first, Label second)
    {
        foreach (Label label in new[] { first, second })
        {
            for (int i = 0; i < 4; i++)
            {
                (double X, double Y) from = label.Corner[i], to = label.Corner[(i + 1) % 4];
                double length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
                if (length == 0)
                {
                    return false;
                }

                double Along((double X, double Y) corner) => (((to.Y - from.Y) * corner.X) - ((to.X - from.X) * corner.Y)) / length;
                if (first.Corner.Max(Along) <= second.Corner.Min(Along) + Tolerance || second.Corner.Max(Along) <= first.Corner.Min(Along) + Tolerance)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static double[] Numbers(string text) => [.. AnyNumber().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?")]
    private static partial Regex AnyNumber();

    /// <summary>A label, and the corners of its box.</summary>
    private sealed record Label(string Text, (double X, double Y)[] Corner)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"'{Text}' ({Corner.Min(corner => corner.X):0}, {Corner.Min(corner => corner.Y):0} to {Corner.Max(corner => corner.X):0}, {Corner.Max(corner => corner.Y):0})");
    }
}
