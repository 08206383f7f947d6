using System.Xml.Linq;
using PSNeuralNet.Reports;
using PSNeuralNet.Tests.Evaluation;

namespace PSNeuralNet.Tests.Reports;

/// <summary>The section that explains some rows: which they are, and that their numbers are those of the network.</summary>
public class ExplanationSectionTests
{
    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public void The_rows_that_people_ask_about_are_explained(string kind)
    {
        Dataset data = ExplainedNetworks.Table(kind);
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 2, data.Schema.OutputCount], [Activation.Tanh]);
        TrainingResult result = Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 1, data.Schema), new TrainingOptions { EpochCount = 15, Optimizer = Optimizer.Adam, LearningRate = 0.02, Standardize = true, Seed = 3 });
        var report = TrainingReport.Create(result);
        Matrix<double> prediction = new Predictor(result.Parameter).Predict(data);
        foreach (ExplainedRow row in report.Explained)
        {
            Explanation explanation = row.Explanation;
            int output = kind == "regression" ? 0 : data.Schema.ClassIndex(explanation.Output);
            Assert.Equal(prediction[output, row.Row - 1], explanation.Prediction);
            Assert.Equal(data.TargetOf(row.Row - 1), row.Actual);
            Assert.Equal(explanation.Prediction - explanation.Mean, explanation.Sum(one => one.Share) + explanation.OtherShare, 1e-9);
            Assert.True(row.Reason != "Worst mistake" || !explanation.Output.Equals(row.Actual) || kind == "binary");
        }

        if (kind == "binary")
        {
            Assert.Equal(Enumerable.Range(0, 60).OrderByDescending(row => prediction[1, row]).Take(3).Select(row => row + 1), report.Explained.Take(3).Select(row => row.Row));
            Assert.All(report.Explained.Take(3), row => Assert.Equal("Highest probability of yes", row.Reason));
        }
        else if (kind == "regression")
        {
            Assert.Equal(Enumerable.Range(0, 60).OrderByDescending(row => Math.Abs(prediction[0, row] - data.Targets[row])).Take(3).Select(row => row + 1), report.Explained.Select(row => row.Row));
        }

        XElement page = ReportPageTests.Parse(ReportPage.Render(report));
        XElement section = page.Descendants("section").Single(one => one.Attribute("id")!.Value == "explanation");
        Assert.Equal(report.Explained.Count, section.Descendants("table").Count());
        Assert.Equal(report.Explained.Sum(row => row.Explanation.Count), section.Descendants("tbody").Elements("tr").Count());
        Assert.Contains(report.Explained[0].Explanation[0].ShareText(), section.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_background_has_no_such_section()
    {
        Dataset data = ExplainedNetworks.Table("binary");
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 2, 1], [Activation.Tanh]), Initialization.He, 1, data.Schema);
        var report = TrainingReport.Create(Trainer.Train(data, start, new TrainingOptions { EpochCount = 2, Standardize = true, BackgroundCount = 0 }));
        Assert.Empty(report.Explained);
        Assert.DoesNotContain("Some rows explained", ReportPage.Render(report), StringComparison.Ordinal);
    }
}
