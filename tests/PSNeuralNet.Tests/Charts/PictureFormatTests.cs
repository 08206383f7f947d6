using System.Runtime.Loader;
using SkiaSharp;

namespace PSNeuralNet.Tests.Charts;

/// <summary>Pictures of each kind in each format: sizes, texts, files, and what else is loaded.</summary>
public class PictureFormatTests
{
    public static TheoryData<ChartKind> Kinds => [.. Enum.GetValues<ChartKind>()];

    [Trait("Category", "Slow")]
    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_is_a_picture_in_every_format_and_theme(ChartKind kind)
    {
        Chart chart = SampleCharts.Of(kind);
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
    [InlineData("\uE123\uE124")]
    [InlineData("\u0001\uFFFF")]
    [InlineData("名称")]
    [InlineData("שם")]
    [InlineData("a\uD800")]
    public void Texts_that_no_font_may_have_are_drawn_all_the_same(string title)
    {
        foreach (ChartFormat format in Enum.GetValues<ChartFormat>())
        {
            byte[] contents = ChartFile.Encode(SampleCharts.Of(ChartKind.Cost), new ChartOptions { Title = title }, format);
            if (format == ChartFormat.Svg)
            {
                var svg = new SvgPicture(contents);
                string expected = string.Concat(title.Where(character => character is not ('\u0001' or '\uFFFF'))).Replace('\uD800', '\uFFFD');
                Assert.Equal(expected, svg.Title);
                Assert.All(svg.Texts, text => Assert.NotEqual("", text.Value));
                Assert.Contains("Epoch", svg.Texts.Select(text => text.Value));
            }
        }
    }

    [Fact]
    public void Characters_that_no_font_has_are_told()
    {
        // Of the private use area, and of one that is a text's only letter: no font of any machine has them by right.
        string[] names = [.. Enumerable.Range(0xE7F0, 10).Select(character => $"{(char)character}")];
        var chart = ConfusionChart.Of(ConfusionMatrix.Create([.. names, "Größe", "a\u200D"], [0, 10, 11], [0, 11, 10]));
        foreach ((ChartFormat format, string outcome) in new[] { (ChartFormat.Png, "boxes in the picture"), (ChartFormat.Svg, "left out of the texts of the picture") })
        {
            var warnings = new List<string>();
            ChartFile.Encode(chart, new ChartOptions(), format, warnings.Add);
            string told = string.Join(", ", names.Take(8).Select(name => $"{name} (U+{(int)name[0]:X4})"));
            Assert.Equal($"No font was found that has {told} and 2 more: {outcome}. Install a font with these characters on this machine, or give names without them.", Assert.Single(warnings));
        }

        ChartFile.Encode(SampleCharts.Of(ChartKind.Weights), new ChartOptions(), ChartFormat.Svg, Assert.Fail);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_picture_without_a_title_has_a_name_all_the_same(string title)
    {
        var svg = new SvgPicture(ChartFile.Encode(SampleCharts.Of(ChartKind.Cost), new ChartOptions { Title = title }, ChartFormat.Svg));
        Assert.Equal("Cost by epoch", svg.Title);
        Assert.DoesNotContain("Cost by epoch", svg.Texts.Select(text => text.Value));
    }

    [Fact]
    public void A_letter_of_several_parts_is_never_cut()
    {
        // Of two parts each: every second place would be in the middle of one.
        foreach (string name in (string[])[string.Concat(Enumerable.Repeat("\U00010400", 40)), "x" + string.Concat(Enumerable.Repeat("\U00010400", 40))])
        {
            var svg = SampleCharts.Svg(ConfusionChart.Of(ConfusionMatrix.Create([name, "b"], [0, 1], [0, 1])));
            Assert.DoesNotContain(svg.Texts, text => text.Value.Contains('\uFFFD', StringComparison.Ordinal));
            ChartFile.Encode(SampleCharts.Of(ChartKind.Cost), new ChartOptions { Title = name, Width = 100, Height = 100 }, ChartFormat.Svg);
        }

        Assert.Equal("\U00010400\U00010400…", ShortText.Of("\U00010400\U00010400\U00010400\U00010400", 3));
        Assert.Equal("ab", ShortText.Of("ab", 2));
    }

    [Fact]
    public void A_font_of_the_machine_is_taken_where_one_has_the_characters()
    {
        // Whatever alphabets this machine has fonts for.
        string[] names = [.. new[] { "名称", "שם", "اسم", "ชื่อ", "नाम" }.Where(name => SKFontManager.Default.FontFamilies.Any(family => SKTypeface.FromFamilyName(family).GetGlyph(name[0]) != 0))];
        Assert.All(names, name =>
        {
            var svg = new SvgPicture(ChartFile.Encode(SampleCharts.Of(ChartKind.Cost), new ChartOptions { Title = name }, ChartFormat.Svg));
            Assert.Contains(name, svg.Texts.Select(text => text.Value));
        });
    }

    [Theory]
    [InlineData(ChartKind.Cost, "Epoch", "Cost", "training", "validation", "Cost by epoch")]
    [InlineData(ChartKind.DecisionBoundary, "X1", "X2", "probability of 1", "0", "1", "Decision boundary")]
    [InlineData(ChartKind.ConfusionMatrix, "predicted", "actual", "0", "1", "Confusion matrix")]
    [InlineData(ChartKind.Roc, "False positive rate", "True positive rate", "guessing (AUC 0.5)", "ROC curve")]
    [InlineData(ChartKind.PrecisionRecall, "Recall", "Precision", "guessing (0.5000)")]
    [InlineData(ChartKind.Reliability, "Confidence", "Accuracy", "calibrated", "Reliability")]
    [InlineData(ChartKind.PredictedVsActual, "Y, actual", "Y, predicted", "predicted = actual", "Predicted and actual")]
    [InlineData(ChartKind.Residual, "Y, predicted", "Y, actual - predicted", "Residuals")]
    [InlineData(ChartKind.Importance, "Loss of Accuracy when shuffled", "X1", "X2", "Permutation importance")]
    [InlineData(ChartKind.Weights, "W1 (4 x 2)", "W2 (1 x 4)", "X1", "X2", "feature", "output", "Weights")]
    [InlineData(ChartKind.Network, "input", "2 features", "hidden 1", "4 units, Tanh", "output", "X1", "X2", "weight below 0", "weight above 0", "Network")]
    [InlineData(ChartKind.SearchHistory, "Trial", "Accuracy", "trial", "failed", "best so far", "below 0.6798", "Score by trial")]
    [InlineData(ChartKind.SearchParallel, "LearningRate", "HiddenSize", "Momentum", "Accuracy", "64,32", "0.01", "not set", "best 5 trials", "others, the stronger the better", "Settings and scores")]
    [InlineData(ChartKind.SearchSetting, "LearningRate, importance 0.47", "64,32", "Adam", "Accuracy", "Score by setting")]
    [InlineData(ChartKind.SearchLearning, "Share of the epochs", "1/9", "1/3", "all", "trial 4 (0.9500)", "other trials", "Learning curves")]
    public void Titles_axes_and_legends_are_texts(ChartKind kind, params string[] texts)
    {
        var svg = SampleCharts.Svg(SampleCharts.Of(kind));
        Assert.All(texts, text => Assert.Contains(text, svg.Texts.Select(one => one.Value)));
        Assert.Contains(SampleCharts.Of(kind).Subtitle, svg.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_and_other_scripts_have_room()
    {
        string[] names = [new string('n', 300), "Größe <m²> & \"mehr\"", "χρώμα", "цвет"];
        var matrix = ConfusionMatrix.Create(names, [0, 1, 2, 3], [0, 1, 2, 3]);
        var svg = SampleCharts.Svg(ConfusionChart.Of(matrix));
        Assert.All(names[1..], name => svg.Find(name));
        Assert.Contains(svg.Texts, text => text.Value.StartsWith("nnn", StringComparison.Ordinal) && text.Value.EndsWith('…') && text.Value.Length <= 32);
    }

    [Fact]
    public void Many_classes_and_wide_layers_are_drawn_too()
    {
        int[] classes = [.. Enumerable.Range(0, 60)];
        var matrix = ConfusionMatrix.Create([.. classes.Select(i => $"class {i}")], classes, classes);
        SampleCharts.Svg(ConfusionChart.Of(matrix)).Find("class 0");
        var network = Initializer.Initialize(new NetworkShape([300, 50, 10, 1]), Initialization.He, 1);
        SampleCharts.Svg(WeightChart.Of(network)).Find("W1 (50 x 300)");
        SampleCharts.Svg(DiagramChart.Of(network)).Find("300 features");
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(15, null)]
    [InlineData(40, "and 17 more")]
    public void A_legend_of_many_has_room(int count, string? last)
    {
        EpochCost[] epochs = [new(0, 1), new(1, 0.5)];
        var chart = new CostChart("", [.. Enumerable.Range(1, count).Select(i => CostSeries.Of($"LearningRate={i}, HiddenSize={i}", epochs))]);
        var svg = SampleCharts.Svg(chart);
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
        byte[] expected = ChartFile.Encode(SampleCharts.Of(ChartKind.Cost), new ChartOptions(), ChartFormat.Svg);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, ChartFile.Encode(SampleCharts.Of(ChartKind.Cost), new ChartOptions(), ChartFormat.Svg));
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
        byte[] contents = ChartFile.Encode(SampleCharts.Of(ChartKind.Network), new ChartOptions(), ChartFormat.Png);
        Assert.Equal(SKColors.Red, DrawnHere());
        using SKBitmap pixels = SKBitmap.Decode(contents);
        Assert.Equal(800, pixels.Width);

        // Tests of files that lack have contexts of the same name; this one has drawn.
        AssemblyLoadContext own = AssemblyLoadContext.All.Single(context => context.Name == "PSNeuralNet dependencies" && context.Assemblies.Any(assembly => assembly.GetName().Name == "ScottPlot"));
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
            ChartFile.Write(SampleCharts.Of(ChartKind.Network), path);
            Assert.StartsWith("<?xml", File.ReadAllText(path), StringComparison.Ordinal);
            Assert.Equal("FileExists", Assert.Throws<NetworkException>(() => ChartFile.Write(SampleCharts.Of(ChartKind.Network), path)).Id);
            ChartFile.Write(SampleCharts.Of(ChartKind.Network), path, new ChartOptions { Title = "again" }, overwrite: true);
            Assert.Contains("again", File.ReadAllText(path), StringComparison.Ordinal);
            Assert.Equal("FolderMissing", Assert.Throws<NetworkException>(() => ChartFile.Write(SampleCharts.Of(ChartKind.Network), Path.Combine(folder, "no", "a.png"))).Id);
            foreach (string wrong in (string[])["a.jpg", "a", "a.png.txt"])
            {
                Assert.Equal("ChartFormatUnclear", Assert.Throws<NetworkException>(() => ChartFile.Write(SampleCharts.Of(ChartKind.Network), Path.Combine(folder, wrong))).Id);
            }

            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Colors(SKBitmap pixels) => pixels.Pixels.Distinct().Count();

    private static SKColor DrawnHere()
    {
        using var bitmap = new SKBitmap(8, 8);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Red);
        return bitmap.GetPixel(3, 3);
    }
}
