using System.Xml.Linq;
using PSNeuralNet.Reports;

namespace PSNeuralNet.Tests.Reports;

/// <summary>The section on what the network learned of the columns.</summary>
public class ReportDependenceTests
{
    [Fact]
    public void The_most_important_columns_have_a_picture_and_the_numbers_that_were_measured()
    {
        Dataset data = BlobsGenerator.Generate(90, 2, 8, 2.0, shuffle: true, seed: 2);
        var report = TrainingReport.Create(Train(data));
        XElement section = Section(report);
        string[] important = [.. report.Importance.Column.Take(6).Select(column => column.Name)];
        Assert.Equal(important, section.Descendants("figcaption").Select(caption => caption.Value));

        DependencePoint[] points = [.. PartialDependence.Measure(data, report.Result.Parameter, new PartialDependenceOptions { Feature = important[..1], GridResolution = 25 })];
        string[][] rows = [.. section.Descendants("table").First().Descendants("tbody").Single().Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
        Assert.Equal(points.Select(point => (string[])[Show.Number((double)point.Value), Show.Number(point.Prediction)]), rows);
        Assert.Equal(6 * 25, section.Descendants("path").Count(path => path.Attribute("class")!.Value == "single-row"));
        Assert.Equal(6, section.Descendants("path").Count(path => path.Attribute("class")!.Value == "curve t0"));
        Assert.Empty(section.Descendants("button"));
    }

    [Fact]
    public void Several_classes_have_a_legend_that_hides_a_class_in_all_pictures()
    {
        XElement section = Section(TrainingReport.Create(Train(Reference.Table("iris.csv"))));
        XElement[] buttons = [.. section.Descendants("button")];
        Assert.Equal(["setosa", "versicolor", "virginica"], buttons.Select(button => button.Value));
        foreach (string hidden in buttons.Select(button => button.Attribute("data-hides")!.Value))
        {
            Assert.Single(section.Descendants("path"), path => path.Attribute("id")?.Value == hidden);
            Assert.Equal(3, section.Descendants("path").Count(path => path.Attribute("data-series")?.Value == hidden));
        }

        Assert.DoesNotContain(section.Descendants("path"), path => path.Attribute("class")!.Value == "single-row");
    }

    [Fact]
    public void Targets_have_pictures_with_names_of_their_own()
    {
        XElement section = Section(TrainingReport.Create(Train(RegressionGenerator.Generate(60, 3, 2, 2, 1, shuffle: true, seed: 1))));
        Assert.Equal(6, section.Descendants("figcaption").Count());
        Assert.All(section.Descendants("figcaption"), caption => Assert.Matches("^X[123], Y[12]$", caption.Value));
    }

    private static XElement Section(TrainingReport report)
    {
        string page = ReportPage.Render(report);
        int start = page.IndexOf("<section id=\"dependence\"", StringComparison.Ordinal);
        return XElement.Parse(page[start..(page.IndexOf("</section>", start, StringComparison.Ordinal) + "</section>".Length)]);
    }

    private static TrainingResult Train(Dataset data) => Trainer.Train(
        data,
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Schema.OutputCount]), Initialization.Xavier, 3, data.Schema),
        new TrainingOptions { EpochCount = 60, Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true });
}
