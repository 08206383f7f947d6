using System.Text.RegularExpressions;
using System.Xml.Linq;
using PSNeuralNet.Reports;

namespace PSNeuralNet.Tests.Reports;

/// <summary>The first numbers of a report: of samples that were not trained on, or said to be of the training samples.</summary>
public partial class ReportHeadlineTests
{
    private static readonly TrainingOptions Options = new() { EpochCount = 40, LearningRate = 0.5, Standardize = true, Seed = 5 };
    private static readonly Dataset Classes = MoonsGenerator.Generate(200, 0.4, shuffle: true, seed: 0);
    private static readonly Dataset Numbers = RegressionGenerator.Generate(100, 3, 2, 1, 20, shuffle: true, seed: 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Samples_held_out_come_first(bool isRegression)
    {
        Dataset data = isRegression ? Numbers : Classes;
        DatasetSplit split = DatasetSplitter.Split(data, 0.3, stratify: true, 5);
        TrainingResult fraction = Train(data, Options with { ValidationFraction = 0.3 }), given = Train(split.Train, Options with { ValidationDataset = split.Test });
        foreach (TrainingResult result in new[] { fraction, given })
        {
            var report = TrainingReport.Create(result);
            XElement page = Page(report);
            AssertFirst(page, result.Score, isRegression, "on validation samples, which it was not trained on");
            Assert.Equal(split.Test.SampleCount, report.Metrics.SampleCount);
            Assert.Equal(result.Score, ScoreOf(report.Metrics), 1e-12);
            Assert.Equal(split.Train.SampleCount, report.TrainingMetrics!.SampleCount);
            Assert.Contains(page.Descendants("p"), p => p.Value.StartsWith($"Measured on {split.Test.SampleCount} validation samples", StringComparison.Ordinal));
            Assert.Equal((isRegression ? result.R2 : result.Accuracy)!.Value, ScoreOf(report.TrainingMetrics), 1e-12);
        }
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 0.1)]
    public void Predictions_out_of_fold_come_first(bool isRegression, double fraction)
    {
        Dataset data = isRegression ? Numbers : Classes;
        TrainingResult result = Train(data, Options with { EnsembleCount = 4, ValidationFraction = fraction });
        var report = TrainingReport.Create(result);
        XElement page = Page(report);
        AssertFirst(page, result.OutOfFold!.Score, isRegression, "each predicted by networks that were not trained on it");
        Assert.Same(result.OutOfFold.Report, report.Metrics);
        Assert.Equal(data.SampleCount, report.TrainingMetrics!.SampleCount);
        Assert.NotEqual(ScoreOf(report.TrainingMetrics), ScoreOf(report.Metrics));
        Assert.Contains(page.Descendants("p"), p => p.Value.EndsWith("It is measured on the data that it was trained on.", StringComparison.Ordinal));
        if (isRegression)
        {
            Assert.Equal(result.OutOfFold.Prediction.Row(0), report.Predictions!.Series[0].Predicted);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_samples_are_named_as_such(bool isRegression)
    {
        Dataset data = isRegression ? Numbers : Classes;
        TrainingResult result = Train(data, Options);
        var report = TrainingReport.Create(result);
        AssertFirst(Page(report), result.Score, isRegression, "on the data it was trained on");
        Assert.Null(report.TrainingMetrics);

        // Also where they are given on purpose, and others were held out.
        result = Train(data, Options with { ValidationFraction = 0.3 });
        report = TrainingReport.Create(result, data);
        Assert.Equal(data.SampleCount, report.Metrics.SampleCount);
        AssertFirst(Page(report), ScoreOf(report.Metrics), isRegression, "on the data it was trained on");
    }

    [Fact]
    public void Data_that_is_given_comes_before_samples_held_out()
    {
        TrainingResult result = Train(Classes, Options with { ValidationFraction = 0.3, Calibration = Calibration.Temperature });
        Dataset test = MoonsGenerator.Generate(50, 0.4, shuffle: true, seed: 3);
        var report = TrainingReport.Create(result, test);
        AssertFirst(Page(report), ScoreOf(report.Metrics), false, "on data that it was not trained on");
        Assert.Equal(50, report.Metrics.SampleCount);
    }

    private static void AssertFirst(XElement page, double score, bool isRegression, string beside)
    {
        XElement tile = page.Descendants("dl").First().Elements("div").First();
        Assert.Equal(isRegression ? "R²" : "Accuracy", tile.Element("dt")!.Value);
        Assert.Equal(isRegression ? Show.Metric(score) : Show.Percent(score), tile.Elements("dd").First().Value);
        Assert.Contains(beside, tile.Elements("dd").Last().Value, StringComparison.Ordinal);
    }

    private static double ScoreOf(NetworkReport report) => report is RegressionReport regression ? regression.R2 : ((ClassificationReport)report).Accuracy;

    private static TrainingResult Train(Dataset data, TrainingOptions options)
    {
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 6, data.Y.RowCount], [Activation.Tanh]);
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 3, data.Schema), options);
    }

    private static XElement Page(TrainingReport report) => XElement.Parse(StyleAndScript().Replace(ReportPage.Render(report)["<!DOCTYPE html>\n".Length..], "$1$2"));

    [GeneratedRegex("(<style>|<script>).*?(</style>|</script>)", RegexOptions.Singleline)]
    private static partial Regex StyleAndScript();
}
