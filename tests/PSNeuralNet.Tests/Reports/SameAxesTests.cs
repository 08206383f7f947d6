using System.Xml.Linq;
using PSNeuralNet.Reports;
using PSNeuralNet.Tests.Charts;

namespace PSNeuralNet.Tests.Reports;

/// <summary>Charts of files and of the page have the same axes: names, limits, and labels of ticks.</summary>
public class SameAxesTests
{
    private static readonly Dictionary<string, (Func<Chart> Chart, Func<XElement> Figure)> Cases = Pairs();

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void File_and_page_have_the_same_axes(string name)
    {
        (Axis fileX, Axis fileY) = Axes(SampleCharts.Svg(Cases[name].Chart()));
        (Axis pageX, Axis pageY) = Axes(Cases[name].Figure());
        Same(fileX, pageX);
        Same(fileY, pageY);
    }

    private static void Same(Axis file, Axis page)
    {
        Assert.Equal(file.Name, page.Name);
        Assert.Equal(file.Tick.Select(tick => tick.Label), page.Tick.Select(tick => tick.Label));

        // Positions are rounded to pixels, and to hundredths of one.
        Assert.All(file.Tick.Zip(page.Tick), pair => Assert.Equal(pair.First.Share, pair.Second.Share, 0.004));
        Assert.NotEmpty(file.Tick);
    }

    private static Dictionary<string, (Func<Chart>, Func<XElement>)> Pairs()
    {
        Dataset blobs = BlobsGenerator.Generate(120, 3, 2, 3, true, 3), numbers = RegressionGenerator.Generate(80, 3, 2, 1, 5, shuffle: true, seed: 1);
        var options = new TrainingOptions { EpochCount = 100, LearningRate = 1, ValidationFraction = 0.25, Standardize = true };
        TrainingResult classes = SampleCharts.Train(blobs, options), moons = SampleCharts.Train(SampleCharts.Moons, options with { EpochCount = 1234 }), regression = SampleCharts.Train(numbers, options with { LearningRate = 0.1 });
        var reports = new[] { classes, moons, regression }.ToDictionary(result => result, result => new Lazy<XElement>(() => ReportPageTests.Parse(ReportPage.Render(TrainingReport.Create(result)))));
        XElement Figure(TrainingResult result, string section, int figure = 0) => reports[result].Value.Descendants("section").Single(one => one.Attribute("id")!.Value == section).Descendants("svg").Where(svg => svg.Attribute("class")?.Value == "plot").ElementAt(figure);
        XElement OfSearch(IReadOnlyList<SearchTrial> trials, string section) => ReportPageTests.Parse(SearchPage.Render(SearchReport.Create(trials))).Descendants("section").Single(one => one.Attribute("id")!.Value == section).Descendants("svg").First(svg => svg.Attribute("class")?.Value == "plot");
        MeasuredRows Rows(TrainingResult result) => MeasuredRows.Of(result);
        return new()
        {
            ["Cost"] = (() => CostChart.Of([moons]), () => Figure(moons, "cost")),
            ["Cost, 100 epochs"] = (() => CostChart.Of([classes]), () => Figure(classes, "cost")),
            ["DecisionBoundary"] = (() => BoundaryChart.Create(Rows(moons)), () => Figure(moons, "boundary")),
            ["DecisionBoundary, 3 classes"] = (() => BoundaryChart.Create(Rows(classes)), () => Figure(classes, "boundary")),
            ["Reliability"] = (() => ReliabilityChart.Create(Rows(moons)), () => Figure(moons, "reliability")),
            ["PredictedVsActual"] = (() => RegressionChart.Create(ChartKind.PredictedVsActual, Rows(regression)), () => Figure(regression, "predictions")),
            ["Residual"] = (() => RegressionChart.Create(ChartKind.Residual, Rows(regression)), () => Figure(regression, "predictions", 1)),
            ["SearchHistory"] = (() => SearchHistoryChart.Of(SampleTrials.Random()), () => OfSearch(SampleTrials.Random(), "history")),
            ["SearchLearning"] = (() => SearchLearningChart.Of(SampleTrials.Halving()), () => OfSearch(SampleTrials.Halving(), "learning")),
        };
    }

    /// <summary>The axes of a file: texts below and left of the first plot.</summary>
    private static (Axis X, Axis Y) Axes(SvgPicture file)
    {
        SvgBox area = file.Area;
        SvgText[] below = [.. file.Texts.Where(text => text.Y > area.Y + area.Height && text.X > area.X - 20 && text.X < area.X + area.Width + 20)], left = [.. file.Texts.Where(text => text.X < area.X && text.Y > area.Y - 10 && text.Y < area.Y + area.Height + 10)];

        // Ticks have the same distance from the plot; the name of the axis comes next.
        double first = below.Min(text => text.Y), outer = left.Min(text => text.X);
        SvgText[] ticks = [.. below.Where(text => text.Y < first + 2).OrderBy(text => text.X)], rows = [.. left.Where(text => text.X > outer + 2).OrderByDescending(text => text.Y)];
        string name = below.Where(text => text.Y >= first + 2).MinBy(text => text.Y)!.Value;
        return (
            new Axis(name, [.. ticks.Select(text => (text.Value, (text.X - area.X) / area.Width))]),
            new Axis(left.Single(text => text.X <= outer + 2).Value, [.. rows.Select(text => (text.Value, 1 - ((text.Y - area.Y) / area.Height)))]));
    }

    /// <summary>The axes of a picture of the page.</summary>
    private static (Axis X, Axis Y) Axes(XElement plot)
    {
        XElement frame = plot.Elements("rect").Single(rect => rect.Attribute("class")!.Value == "frame");
        double x = Number(frame, "x"), y = Number(frame, "y"), width = Number(frame, "width"), height = Number(frame, "height");
        XElement[] texts = [.. plot.Elements("text")], names = [.. texts.Where(text => Class(text).StartsWith("axis", StringComparison.Ordinal))];
        return (
            new Axis(names[0].Value, [.. texts.Where(text => Class(text) == "mark middle").Select(text => (text.Value, (Number(text, "x") - x) / width))]),
            new Axis(names[1].Value, [.. texts.Where(text => Class(text) == "mark end").Select(text => (text.Value, 1 - ((Number(text, "y") - 4 - y) / height)))]));
    }

    private static string Class(XElement element) => element.Attribute("class")?.Value ?? "";

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    /// <summary>An axis: its name, and its ticks with their share of it, from 0 at its start to 1.</summary>
    private sealed record Axis(string Name, (string Label, double Share)[] Tick);
}
