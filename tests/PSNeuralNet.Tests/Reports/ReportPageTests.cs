using System.Text.RegularExpressions;
using System.Xml.Linq;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Reports;

namespace PSNeuralNet.Tests.Reports;

/// <summary>Contents of the page, read as XML. Its behavior is tested in a browser: see tests/report.</summary>
public partial class ReportPageTests
{
    private static readonly string[] Hostile = ["<script>alert(1)</script>", "\"'&amp;'\"", "</title></style>", "Größe 日本", "nul\0\u0085bell\a", "\uD800 half"];

    [Fact]
    public void A_page_shows_the_numbers_of_the_training()
    {
        TrainingResult result = Train(MoonsGenerator.Generate(100, 0.2, shuffle: true, seed: 0), new TrainingOptions { EpochCount = 200, ValidationFraction = 0.2, SnapshotCount = 12, Seed = 3 });
        Dataset test = MoonsGenerator.Generate(50, 0.2, shuffle: true, seed: 1);
        var report = TrainingReport.Create(result, test);
        XElement page = Parse(ReportPage.Render(report));
        Assert.Equal("Prediction of Label", page.Descendants("title").First().Value);
        Assert.Equal(
            ["In plain words", "Where it is wrong", "What would make this void", "Model card", "In numbers", "Cost by epoch", "Metrics and baseline", "Decision boundary", "Confusion matrix", "Reliability of the probabilities", "Importance of the columns", "Network", "What the network learned of the columns", "Some rows explained", "Training data", "Training"],
            page.Descendants("h2").Select(heading => heading.Value));

        string[] course = [.. Row(page, "Best epoch")];
        Assert.Equal(result.BestEpoch!.Value.ToString(CultureInfo.InvariantCulture), course[0]);
        Assert.Equal(result.LastCost.ToString("0.0000", CultureInfo.InvariantCulture), Row(page, "Last cost")[0]);
        var metrics = (ClassificationReport)report.Metrics;
        Assert.Equal([metrics.Accuracy.ToString("0.0000", CultureInfo.InvariantCulture), "0.5000"], Row(page, "Accuracy").Take(2));
        Assert.Equal(50, metrics.SampleCount);
        Assert.Equal("100", report.TrainingMetrics!.SampleCount.ToString(CultureInfo.InvariantCulture));
        Assert.Contains("80 samples", Row(page, "Trained on"));
        Assert.Contains(page.Descendants("p"), p => p.Value.Contains("generated with the seed 0; no cell is missing", StringComparison.Ordinal));
        Assert.Contains(page.Descendants("text"), text => text.Value == $"best: epoch {result.BestEpoch}");
    }

    [Fact]
    public void The_boundary_of_each_kept_epoch_is_there_and_the_last_one_is_shown()
    {
        TrainingResult result = Train(TwoBlobs(), new TrainingOptions { EpochCount = 100, SnapshotCount = 8 });
        XElement page = Parse(ReportPage.Render(TrainingReport.Create(result)));
        XElement[] frames = [.. ById(page, "frames").Elements("g")];
        Assert.Equal(result.CostHistory.Snapshot.Count + 1, frames.Length);
        Assert.All(frames.SkipLast(1), frame => Assert.Equal("frame-of off", frame.Attribute("class")!.Value));
        Assert.Equal("frame-of", frames[^1].Attribute("class")!.Value);
        Assert.Equal(frames.Length - 1, int.Parse(ById(page, "epoch").Attribute("max")!.Value, CultureInfo.InvariantCulture));
        Assert.StartsWith("epoch 0: ", frames[0].Attribute("data-label")!.Value, StringComparison.Ordinal);
        Assert.Equal("trained network: 100.0\u00A0% right", frames[^1].Attribute("data-label")!.Value);
        Assert.Equal(frames.Length, frames.Select(frame => frame.Element("path")!.Attribute("d")!.Value).Distinct().Count());

        // The border runs between the two blobs: from top to bottom, about the middle.
        double[] across = [.. Numbers(frames[^1].Element("path")!.Attribute("d")!.Value).Where((_, i) => i % 2 == 0)];
        Assert.All(across, x => Assert.InRange(x, 190, 300));
        Assert.Equal(45, Regex.Count(ById(page, "class-0").Attribute("d")!.Value, "M"));
    }

    [Fact]
    public void Names_are_texts_whatever_is_in_them()
    {
        TrainingResult result = Wild();
        string text = ReportPage.Render(TrainingReport.Create(result, title: Hostile[0]));
        XElement page = Parse(text);
        Assert.Single(page.Descendants("script"));
        Assert.Equal(Hostile[0], page.Descendants("h1").First().Value);
        foreach (string name in Hostile.Select(name => name.Replace("\0", "\uFFFD", StringComparison.Ordinal).Replace("\u0085", "\uFFFD", StringComparison.Ordinal).Replace("\a", "\uFFFD", StringComparison.Ordinal).Replace("\uD800", "\uFFFD", StringComparison.Ordinal)))
        {
            Assert.Contains(page.Descendants("th"), th => th.Value == name);
        }

        Assert.Contains(page.Descendants("button"), button => button.Value == "</script>yes");
        Assert.DoesNotContain("http:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants(), element => element.Attributes().Any(attribute => attribute.Name == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_page_is_readable_without_seeing_it()
    {
        XElement page = Parse(ReportPage.Render(TrainingReport.Create(Wild())));
        Assert.Equal("en", page.Attribute("lang")!.Value);
        Assert.All(page.Descendants("svg").Where(svg => !svg.Ancestors("svg").Any()), svg => Assert.True(svg.Attribute("aria-hidden") is not null || svg.Attribute("aria-label")!.Value.Length > 20));
        Assert.All(page.Descendants("th"), th => Assert.NotNull(th.Attribute("scope")));
        Assert.All(page.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(page.Descendants("section"), section => Assert.NotNull(ById(page, section.Attribute("aria-labelledby")!.Value)));
        string[] ids = [.. page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(page.Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
    }

    [Fact]
    public void Numbers_have_predictions_and_residuals_and_no_boundary()
    {
        Dataset data = RegressionGenerator.Generate(60, 3, 2, 1, 5, shuffle: true, seed: 1);
        TrainingResult result = Train(data, new TrainingOptions { EpochCount = 50, Standardize = true, SnapshotCount = 5 });
        XElement page = Parse(ReportPage.Render(TrainingReport.Create(result)));
        Assert.Contains("Predictions and residuals", page.Descendants("h2").Select(heading => heading.Value));
        Assert.DoesNotContain("Decision boundary", page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal(["Y: predicted and actual", "Y: residuals"], page.Descendants("section").Single(one => one.Attribute("id")!.Value == "predictions").Descendants("figcaption").Select(one => one.Value));
        Assert.Equal("ChartTaskMismatch", Assert.Throws<NetworkException>(() => TrainingReport.Create(result, feature: ["X1", "X2"])).Id);
    }

    [Fact]
    public void Numbers_have_the_width_of_their_intervals_and_the_share_inside()
    {
        Dataset all = RegressionGenerator.Generate(460, 3, 2, 2, 20, shuffle: true, seed: 1), data = all.Take([.. Enumerable.Range(0, 160)]), test = all.Take([.. Enumerable.Range(160, 300)]);
        TrainingResult result = Train(data, new TrainingOptions { EpochCount = 50, Standardize = true, ValidationFraction = 0.25 });
        (double share, double other) = (Written(null), Written(test));

        // Of the 40 samples that set the width, ceil(41 * 0.9) = 37 are inside.
        Assert.Equal(100 * 37 / 40.0, share, 0.051);
        Assert.InRange(other, 75, 99);
        Assert.DoesNotContain(">How sure<", ReportPage.Render(TrainingReport.Create(Train(data, new TrainingOptions { EpochCount = 5, Standardize = true }))), StringComparison.Ordinal);

        double Written(Dataset? given)
        {
            var report = TrainingReport.Create(result, given);
            XElement page = Parse(ReportPage.Render(report));
            Assert.Contains("How sure", page.Descendants("h3").Select(heading => heading.Value));
            Assert.Equal(given is null, page.Value.Contains("the rows below are those", StringComparison.Ordinal));
            XElement row = page.Descendants("table").Single(table => table.Element("caption")?.Value == "Prediction intervals").Descendants("tr").Single(one => one.Element("th")!.Value == report.Interval[0].Target);
            string[] cells = [.. row.Elements("td").Select(cell => cell.Value)];
            Assert.Equal(2 * result.Parameter.Metadata.Conformal!.Target[0].Scores.Score[36], report.Interval[0].MeanWidth, 1e-6 * report.Interval[0].MeanWidth);
            return double.Parse(cells[1].Split('\u00A0')[0], CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void Of_many_columns_the_two_that_matter_most_are_the_axes()
    {
        // Only X3 and X5 say something.
        var x = DenseMatrix.Create(6, 200, (row, sample) => Math.Sin(((row * 7.3) + 1) * (sample + 1)));
        var y = DenseMatrix.Create(1, 200, (_, sample) => x[2, sample] + x[4, sample] > 0 ? 1 : 0);
        TrainingResult result = Train(new Dataset(x, y), new TrainingOptions { EpochCount = 500 });
        var report = TrainingReport.Create(result);
        Assert.Equal(["X3", "X5"], new[] { report.Boundary[0].Chart.X.Name, report.Boundary[0].Chart.Y.Name }.Order());
        Assert.Equal("X6", TrainingReport.Create(result, feature: ["X6", "X1"]).Boundary[0].Chart.X.Name);
        Assert.Contains("X2 = ", ReportPage.Render(report), StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Of_a_large_table_a_part_is_drawn_and_the_page_says_so()
    {
        TrainingResult result = Train(MoonsGenerator.Generate(20_000, 0.2, shuffle: true, seed: 0), new TrainingOptions { EpochCount = 20, SnapshotCount = 1000 });
        Assert.Equal(21, result.CostHistory.Snapshot.Count);
        var report = TrainingReport.Create(result);
        string page = ReportPage.Render(report);
        Assert.Equal(20_000, report.Metrics.SampleCount);
        Assert.Contains("Of 20,000 samples, an even selection of 1,500 is drawn.", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 100_000, 1_500_000);
    }

    [Fact]
    public void A_long_title_is_an_error() =>
        Assert.Equal("ChartTextTooLong", Assert.Throws<NetworkException>(() => TrainingReport.Create(Wild(), title: new string('x', 201))).Id);

    private static TrainingResult Train(Dataset data, TrainingOptions options)
    {
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Y.RowCount], [Activation.Tanh]);
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 3, data.Schema), options);
    }

    /// <summary>45 samples around (-3, 0), and 45 around (3, 0).</summary>
    private static Dataset TwoBlobs()
    {
        var x = DenseMatrix.Create(2, 90, (row, sample) => Math.Sin((row + 2.1) * (sample + 1)) + (row == 1 ? 0 : sample % 2 == 0 ? -3 : 3));
        return new Dataset(x, DenseMatrix.Create(1, 90, (_, sample) => sample % 2));
    }

    private static TrainingResult Wild()
    {
        var schema = new DataSchema([.. Hostile.Select(name => new FeatureColumn(name)), new FeatureColumn("kind", ColumnKind.Category, Hostile, MissingValue.MostFrequent)], ["<b>label"], ["n<o>", "</script>yes"]);
        var x = DenseMatrix.Create(2 * Hostile.Length, 60, (row, sample) => row < Hostile.Length ? ((row + 3) * sample) % 17 : sample % Hostile.Length == row - Hostile.Length ? 1 : 0);
        return Train(new Dataset(x, DenseMatrix.Create(1, 60, (_, sample) => sample % 17 > 8 ? 1 : 0), schema), new TrainingOptions { EpochCount = 30, SnapshotCount = 3 });
    }

    internal static XElement Parse(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", page, StringComparison.Ordinal);

        // Style and script are no XML.
        return XElement.Parse(StyleAndScript().Replace(page["<!DOCTYPE html>\n".Length..], "$1$2"));
    }

    private static XElement ById(XElement page, string id) => page.Descendants().Single(element => element.Attribute("id")?.Value == id);

    private static string[] Row(XElement page, string name) =>
        [.. page.Descendants("tr").First(row => row.Element("th")?.Value == name && row.Elements("td").Any()).Elements("td").Select(cell => cell.Value)];

    private static IEnumerable<double> Numbers(string path) =>
        Regex.Matches(path, @"-?\d+(\.\d+)?").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("(<style>|<script>).*?(</style>|</script>)", RegexOptions.Singleline)]
    private static partial Regex StyleAndScript();
}
