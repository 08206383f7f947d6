using System.Xml.Linq;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Reports;

namespace PSNeuralNet.Tests.Reports;

/// <summary>The part of a report that is in plain words: its numbers are those of the rows that the network had not seen.</summary>
public class PlainReportTests
{
    private static readonly TrainingOptions Options = new() { EpochCount = 60, LearningRate = 0.5, Standardize = true, Seed = 5 };

    [Fact]
    public void The_first_sentences_count_rows_that_it_had_not_seen_beside_always_the_same_answer()
    {
        TrainingResult result = Train(MoonsGenerator.Generate(200, 0.3, shuffle: true, seed: 0), Options);
        Dataset test = MoonsGenerator.Generate(61, 0.3, shuffle: true, seed: 1);
        var report = TrainingReport.Create(result, test, description: "To look at moons.\nNot for stars.");
        var metrics = (ClassificationReport)report.Metrics;
        XElement summary = Section(report, "summary");
        Assert.Equal(["What it predicts", "How good it is", "How sure it is", "What it looks at"], summary.Elements("h3").Select(one => one.Value));
        double right = metrics.ConfusionMatrix.Correct;
        string first = string.Create(CultureInfo.InvariantCulture, $"Of 61 rows that it had not seen, {right} were predicted right; always answering “{metrics.MajorityClass}” would be right for {61 * metrics.BaselineAccuracy:0}.");
        Assert.Contains(summary.Elements("p"), p => p.Value.StartsWith(first, StringComparison.Ordinal));
        Assert.Contains("That is better than always the same answer, beyond chance.", summary.Value, StringComparison.Ordinal);
        ClassMetric positive = metrics.Class[1];
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Of {positive.Support} that are “1”, it finds {metrics.ConfusionMatrix[1, 1]}. Of {metrics.ConfusionMatrix[0, 1] + metrics.ConfusionMatrix[1, 1]} that it takes for “1”, {metrics.ConfusionMatrix[1, 1]} are."), summary.Value, StringComparison.Ordinal);
        Assert.Contains("To look at moons.\nNot for stars.", Section(report, "card").Value, StringComparison.Ordinal);

        // It is the first part of the page.
        Assert.Equal(["summary", "errors", "validity", "card", "numbers"], Page(report).Descendants("section").Take(5).Select(section => section.Attribute("id")!.Value));
        Assert.All((string[])["log loss", "R²", "epoch", "neuron", "accuracy", "metric", "baseline"], word => Assert.DoesNotContain(word, summary.Value, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("validation", "rows that it had not learned from", "were set aside before the training")]
    [InlineData("folds", "rows, each predicted by networks that had not learned from it", "each without some of them")]
    [InlineData("training", "rows that it had learned from", "likely to be worse on new rows")]
    public void The_page_says_of_which_rows_it_is(string kind, string rows, string why)
    {
        TrainingOptions options = kind switch { "validation" => Options with { ValidationFraction = 0.3 }, "folds" => Options with { EnsembleCount = 3 }, _ => Options };
        var report = TrainingReport.Create(Train(MoonsGenerator.Generate(90, 0.3, shuffle: true, seed: 0), options));
        string summary = Section(report, "summary").Value;
        Assert.Contains(rows, summary, StringComparison.Ordinal);
        Assert.Contains(why, summary, StringComparison.Ordinal);
        Assert.Equal(kind == "training", summary.Contains("That cannot be told from rows that it has learned from.", StringComparison.Ordinal));
        Assert.Contains($"{report.Measured.SampleCount} {rows}", Section(report, "errors").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Out_of_fold_predictions_are_those_of_the_worst_rows()
    {
        TrainingResult result = Train(MoonsGenerator.Generate(120, 0.5, shuffle: true, seed: 0), Options with { EnsembleCount = 3 });
        var report = TrainingReport.Create(result);
        Matrix<double> outOfFold = result.OutOfFold!.Prediction;
        int worst = Enumerable.Range(0, 120).MinBy(row => outOfFold[result.Dataset.ClassOf(row), row]);
        XElement row = Rows(Section(report, "errors"))[0];
        Assert.Equal((worst + 1).ToString(CultureInfo.InvariantCulture), row.Element("th")!.Value);
        Assert.Equal(
            [result.Dataset.ClassName[result.Dataset.ClassOf(worst)], result.Dataset.ClassName[1 - result.Dataset.ClassOf(worst)], Show.Metric(outOfFold.Column(worst).Max()), Show.Metric(outOfFold.Column(worst).Min())],
            row.Elements("td").Take(4).Select(cell => cell.Value));
    }

    [Fact]
    public void A_group_that_is_worse_beyond_chance_is_marked()
    {
        // The label is the sign of X, but of the site "north" it is drawn: half of the mistakes that are possible.
        var random = new RandomState(3);
        object[] x = [.. Enumerable.Range(0, 400).Select(_ => (object)random.Uniform(-1, 1))], site = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? "north" : "south")];
        object[] label = [.. Enumerable.Range(0, 400).Select(i => (object)(i % 4 == 0 ? random.Uniform() < 0.5 : (double)x[i] > 0))];
        var reader = new TableReader(new TableOptions { Target = ["Label"] });
        for (int i = 0; i < 400; i++)
        {
            int row = i;
            reader.Add(() => ["X", "Site", "Label"], name => name == "X" ? x[row] : name == "Site" ? site[row] : label[row]);
        }

        var report = TrainingReport.Create(Train(reader.ToDataset(), Options with { ValidationFraction = 0.5 }));
        XElement errors = Section(report, "errors");
        XElement worst = Rows(errors, 1)[0];
        Assert.Equal("Site: north", worst.Element("th")!.Value);
        Assert.Equal("yes (p < 0.001)", worst.Elements("td").Last().Value);
        GroupError group = report.Findings!.Group[0];
        Assert.Equal([Show.Count(group.SampleCount), Show.Percent(group.WrongShare), Show.Percent(group.OtherWrongShare)], worst.Elements("td").SkipLast(1).Select(cell => cell.Value));
        Assert.InRange(group.SampleCount, 40, 60);
        Assert.True(group.WrongShare > 0.3 && group.OtherWrongShare < 0.15);
    }

    [Fact]
    public void Numbers_are_told_in_the_unit_of_the_target()
    {
        Dataset all = RegressionGenerator.Generate(300, 3, 2, 1, 20, shuffle: true, seed: 1), test = all.Take([.. Enumerable.Range(200, 100)]);
        var report = TrainingReport.Create(Train(all.Take([.. Enumerable.Range(0, 200)]), Options with { ValidationFraction = 0.3 }), test);
        var metrics = (RegressionReport)report.Metrics;
        string summary = Section(report, "summary").Value;
        Assert.Contains($"For rows that it had not seen, the prediction is off by {Show.Number(metrics.MeanAbsoluteError)} on average; always answering {Show.Number(test.Y.Row(0).Average())}, the mean of these rows, would be off by {Show.Number(metrics.BaselineMeanAbsoluteError)}. Half of them are off by {Show.Number(metrics.MedianAbsoluteError)} or less, the worst one by {Show.Number(metrics.MaximumError)}.", summary, StringComparison.Ordinal);
        Assert.Contains("Of 100 new rows, about 90 have their number in a range around the prediction", summary, StringComparison.Ordinal);
        XElement row = Rows(Section(report, "errors"))[0];
        Assert.Equal(Show.Number(metrics.MaximumError), row.Elements("td").ElementAt(2).Value);
    }

    [Fact]
    public void Rows_that_are_given_are_compared_with_those_of_the_training()
    {
        TrainingResult result = Train(MoonsGenerator.Generate(300, 0.3, shuffle: true, seed: 0), Options);
        Dataset same = MoonsGenerator.Generate(200, 0.3, shuffle: true, seed: 1), moved = new Dataset(same.X + DenseMatrix.Create(2, 200, (row, _) => row == 0 ? 3 : 0), same.Y, same.Schema);
        Assert.Contains("in no column there is a change", Section(TrainingReport.Create(result, same), "validity").Value, StringComparison.Ordinal);
        XElement drifted = Section(TrainingReport.Create(result, moved), "validity");
        Assert.Contains(drifted.Descendants("table").Single(table => table.Element("caption")!.Value == "Changes since the training").Descendants("th"), cell => cell.Value == "X1");
        Assert.DoesNotContain("of this report are", Section(TrainingReport.Create(result), "validity").Value, StringComparison.Ordinal);

        // The smallest and the largest value of the training, not of the rows that were given.
        XElement range = Rows(drifted).Single(row => row.Element("th")!.Value == "X1");
        Assert.Equal($"{Show.Number(result.Dataset.X.Row(0).Minimum())} to {Show.Number(result.Dataset.X.Row(0).Maximum())}", range.Element("td")!.Value);
    }

    [Fact]
    public void The_card_names_data_seed_and_versions()
    {
        var report = TrainingReport.Create(Train(MoonsGenerator.Generate(90, 0.3, shuffle: true, seed: 7), Options));
        XElement card = Section(report, "card");
        string Value(string name) => Rows(card).Single(row => row.Element("th")!.Value == name).Element("td")!.Value;
        Assert.Equal("moons (90 samples, 2 features), generated with the seed 7", Value("Data"));

        // A training without random numbers: that of the initial weights.
        Assert.Equal("3", Value("Seed"));
        Assert.Equal(report.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Value("Date of this report"));
        Assert.Contains(ThisModule.Version, Value("Versions"), StringComparison.Ordinal);
        Assert.StartsWith("Not stated.", card.Elements("p").First().Value, StringComparison.Ordinal);
        Assert.Equal("ReportDescriptionTooLong", Assert.Throws<NetworkException>(() => TrainingReport.Create(report.Result, description: new string('x', 2001))).Id);
    }

    [Theory]
    [InlineData(60, false, 57 / 60.0, 60, "57")]
    [InlineData(1462, false, 0.934, 100, "93")]
    [InlineData(1462, false, 0.9986, 1000, "999")]
    [InlineData(800, false, 0.99875, 800, "799")]
    [InlineData(100_000, false, 0.99999, 1000, "more than 999")]
    [InlineData(100_000, false, 0.00001, 1000, "less than 1")]
    [InlineData(60, true, 0.95, 100, "95")]
    [InlineData(100_000, false, 1.0, 100, "100")]
    public void Shares_are_told_of_as_many_rows_as_they_need(int rows, bool isWeighted, double share, int expected, string text)
    {
        Assert.Equal(expected, PlainText.RowsFor(rows, isWeighted, share));
        Assert.Equal(text, PlainText.Of(share, expected));
    }

    [Fact]
    public void The_worst_rows_are_mistakes_though_right_ones_may_have_larger_losses()
    {
        // At the threshold 0.97, rows that are rightly taken for 0 have probabilities of 1 of up to 0.97.
        Dataset data = MoonsGenerator.Generate(200, 0.3, shuffle: true, seed: 0);
        TrainingResult result = Train(data, Options);
        NetworkParameter network = result.Parameter.WithThreshold(0.97);
        var rows = MeasuredRows.Of(network, data);
        CancellationToken none = TestContext.Current.CancellationToken;
        var findings = ReportFindings.Of(rows, rows.Measure(none), network, TrainingReport.Create(result).Importance, none);
        RowErrors errors = findings.Error;
        int[] mistakes = [.. Enumerable.Range(0, 200).Where(row => errors.IsWrong[row]).OrderByDescending(row => errors.Loss[row]).Take(10)];
        Assert.Contains(errors.Worst(200).TakeWhile(row => row != mistakes[^1]), row => !errors.IsWrong[row]);
        Assert.Equal(mistakes, findings.Worst);
        Assert.Equal(10, mistakes.Length);
    }

    [Fact]
    public void Quantiles_are_named_and_judged_by_the_median_alone()
    {
        Dataset data = RegressionGenerator.Generate(120, 3, 2, 1, 20, shuffle: true, seed: 1);
        string Summary(params double[] quantile)
        {
            NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 4, 1], [Activation.Tanh], Loss.Quantile, null, quantile);
            return Section(TrainingReport.Create(Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 3, data.Schema), Options with { EpochCount = 3, ValidationFraction = 0.3 })), "summary").Value;
        }

        Assert.Contains($"It gives 3 numbers, that {Show.Percent(0.1)}, {Show.Percent(0.5)} and {Show.Percent(0.9)} of such rows are expected not to exceed. Of the rows below, ", Summary(0.1, 0.5, 0.9), StringComparison.Ordinal);
        Assert.Contains($"The figures below are of the one for {Show.Percent(0.5)}.", Summary(0.1, 0.5, 0.9), StringComparison.Ordinal);
        Assert.DoesNotContain("not better than always that answer", Summary(0.05), StringComparison.Ordinal);
    }

    [Fact]
    public void Training_rows_that_are_given_again_are_training_rows()
    {
        TrainingResult result = Train(MoonsGenerator.Generate(90, 0.3, shuffle: true, seed: 0), Options);
        var report = TrainingReport.Create(result, MoonsGenerator.Generate(90, 0.3, shuffle: true, seed: 0));
        Assert.Equal(ScoreSource.Training, report.Rows.Source);
        Assert.Contains("rows that it had learned from", Section(report, "summary").Value, StringComparison.Ordinal);
    }

    private static XElement[] Rows(XElement section, int table = 0) => [.. section.Descendants("tbody").ElementAt(table).Elements("tr")];

    private static XElement Page(TrainingReport report) => ReportPageTests.Parse(ReportPage.Render(report));

    private static XElement Section(TrainingReport report, string id) => Page(report).Descendants("section").Single(one => one.Attribute("id")!.Value == id);

    private static TrainingResult Train(Dataset data, TrainingOptions options)
    {
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 6, data.Schema.OutputCount], [Activation.Tanh]);
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 3, data.Schema), options);
    }
}
