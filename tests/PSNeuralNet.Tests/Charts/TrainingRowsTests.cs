using PSNeuralNet.Reports;

namespace PSNeuralNet.Tests.Charts;

/// <summary>Charts of a training: of the rows that its score and its report are of, which the subtitle names.</summary>
public class TrainingRowsTests
{
    private static readonly TrainingOptions Options = new() { EpochCount = 40, LearningRate = 0.5, Standardize = true, Seed = 5 };
    private static readonly Dataset Pairs = MoonsGenerator.Generate(200, 0.4, shuffle: true, seed: 0);
    private static readonly Dataset Several = BlobsGenerator.Generate(150, 3, 2, 4, shuffle: true, seed: 2);
    private static readonly Dataset Numbers = RegressionGenerator.Generate(100, 3, 2, 1, 20, shuffle: true, seed: 1);

    /// <summary>Ways to hold rows out.</summary>
    public enum Held
    {
        None,
        Fraction,
        Given,
        Ensemble,
        EnsembleGiven,
    }

    public static TheoryData<Held, bool> Classes { get; } = new(Enum.GetValues<Held>().SelectMany(held => new[] { (held, false), (held, true) }));

    [Theory]
    [MemberData(nameof(Classes))]
    public void Charts_of_classes_have_the_numbers_of_the_report(Held held, bool isSeveral)
    {
        Dataset data = isSeveral ? Several : Pairs;
        (TrainingResult result, Dataset rows, string label) = Train(data, held);
        var metrics = (ClassificationReport)TrainingReport.Create(result).Metrics;
        var confusion = (ConfusionChart)Draw(ChartKind.ConfusionMatrix, result);
        Assert.Equal(metrics.ConfusionMatrix.Entry, confusion.Matrix.Entry);
        Assert.Equal(result.Score, confusion.Matrix.Correct / confusion.Matrix.Total, 1e-12);
        Assert.Equal(rows.SampleCount, confusion.Matrix.Total);
        Assert.Equal(Enumerable.Range(0, rows.SampleCount).Select(rows.ClassOf).Order(), Enumerable.Range(0, data.ClassName.Count).SelectMany(one => Enumerable.Repeat(one, (int)confusion.Matrix.ActualCount(one))));

        var reliability = (ReliabilityChart)Draw(ChartKind.Reliability, result);
        Assert.Equal(metrics.Reliability.Where(bin => bin.Count > 0), reliability.Bin);
        Assert.Equal(metrics.CalibrationError, reliability.Error);
        var roc = (CurveChart)Draw(ChartKind.Roc, result);
        Assert.Equal(isSeveral ? metrics.Class.Select(one => one.RocAuc) : [metrics.Class[1].RocAuc], roc.Series.Select(series => series.Area));
        var recall = (CurveChart)Draw(ChartKind.PrecisionRecall, result);
        Assert.Equal(isSeveral ? metrics.Class.Select(one => one.AveragePrecision) : [metrics.Class[1].AveragePrecision], recall.Series.Select(series => series.Area));

        var boundary = (BoundaryChart)Draw(ChartKind.DecisionBoundary, result);
        Assert.Equal(rows.SampleCount, boundary.Sample.Count);
        Assert.Equal(result.Score, 1 - (boundary.Sample.Count(sample => sample.IsMistaken) / (double)rows.SampleCount), 1e-12);
        Assert.Equal(rows.X.Row(0).Order(), boundary.Sample.Select(sample => sample.X).Order());
        BoundaryChart reported = TrainingReport.Create(result).Boundary[^1].Chart;
        Assert.Equal(reported.Sample, boundary.Sample);
        Assert.Equal((reported.X, reported.Y), (boundary.X, boundary.Y));

        string subtitle = $"{rows.SampleCount} {label}, {result.Parameter}, {(held is Held.Given or Held.EnsembleGiven ? rows : data)}";
        Assert.All(new Chart[] { reliability, roc, recall, boundary }, chart => Assert.Equal(subtitle, chart.Subtitle));
        Assert.Equal($"{subtitle}, {ConfusionChart.Of(confusion.Matrix).Subtitle}", confusion.Subtitle);
        Assert.Equal($"{rows.SampleCount} {label}", confusion.Rows);
    }

    [Theory]
    [InlineData(Held.None)]
    [InlineData(Held.Fraction)]
    [InlineData(Held.Given)]
    [InlineData(Held.Ensemble)]
    [InlineData(Held.EnsembleGiven)]
    public void Charts_of_numbers_have_the_numbers_of_the_report(Held held)
    {
        (TrainingResult result, Dataset rows, string label) = Train(Numbers, held);
        var report = TrainingReport.Create(result);
        foreach (ChartKind kind in (ChartKind[])[ChartKind.PredictedVsActual, ChartKind.Residual])
        {
            var chart = (RegressionChart)Draw(kind, result);
            TargetSeries series = Assert.Single(chart.Series);
            Assert.Equal(rows.Y.Row(0).Order(), series.Actual.Order());
            Assert.Equal(result.Score, series.R2, 1e-12);
            Assert.Equal(((RegressionReport)report.Metrics).RootMeanSquaredError, series.RootMeanSquaredError);
            Assert.Equal(report.Predictions!.Series[0].Predicted, series.Predicted);
            Assert.Equal(report.Predictions.Series[0].Actual, series.Actual);
            Assert.Equal($"{rows.SampleCount} {label}, {result.Parameter}, {(held is Held.Given or Held.EnsembleGiven ? rows : Numbers)}", chart.Subtitle);
        }

        if (held == Held.Ensemble)
        {
            Assert.Equal(result.OutOfFold!.Prediction.Row(0), ((RegressionChart)Draw(ChartKind.Residual, result)).Series[0].Predicted);
        }
    }

    [Fact]
    public void Rows_that_no_network_held_out_are_not_drawn()
    {
        // Four networks hold out a tenth each: some rows by two of them, most by none.
        TrainingResult result = Train(Pairs, Options with { EnsembleCount = 4, ValidationFraction = 0.1 });
        OutOfFold outOfFold = result.OutOfFold!;
        Assert.InRange(outOfFold.Sample.Count, 21, 80);
        var boundary = (BoundaryChart)Draw(ChartKind.DecisionBoundary, result);
        Assert.Equal(outOfFold.Sample.Select(i => (Pairs.X[0, i], Pairs.X[1, i], Pairs.ClassOf(i))), boundary.Sample.Select(sample => (sample.X, sample.Y, sample.ClassIndex)));
        Assert.Equal(outOfFold.Prediction.EnumerateColumns().Select(one => one[1] > 0.5 ? 1 : 0), boundary.Sample.Select(sample => sample.PredictedIndex));
        Assert.StartsWith($"{outOfFold.Sample.Count} out-of-fold rows, ", boundary.Subtitle, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_weight_are_neither_counted_nor_drawn()
    {
        double[] weight = [.. Enumerable.Range(0, 100).Select(i => i < 30 ? 0.0 : 1 + (i % 2))];
        var weighted = new Dataset(Numbers.X, Numbers.Y, Numbers.Schema, weight: weight);
        foreach (TrainingOptions options in (TrainingOptions[])[Options, Options with { EnsembleCount = 4 }])
        {
            TrainingResult result = Train(weighted, options);
            var chart = (RegressionChart)Draw(ChartKind.PredictedVsActual, result);
            Assert.StartsWith($"70 {(options.EnsembleCount == 1 ? "training" : "out-of-fold")} rows, ", chart.Subtitle, StringComparison.Ordinal);
            Assert.Equal(Numbers.Y.Row(0).Skip(30), chart.Series[0].Actual);
            Assert.Equal(result.Score, chart.Series[0].R2, 1e-12);
        }
    }

    [Fact]
    public void Samples_that_are_given_come_first()
    {
        (TrainingResult result, _, _) = Train(Pairs, Held.Fraction);
        Dataset test = MoonsGenerator.Generate(50, 0.4, shuffle: true, seed: 3);
        var chart = (ConfusionChart)Chart.Create(ChartKind.ConfusionMatrix, new ChartInput { Network = () => result.Parameter, Dataset = () => test });
        Assert.Equal(50, chart.Matrix.Total);
        Assert.StartsWith($"{result.Parameter}, {test}, accuracy ", chart.Subtitle, StringComparison.Ordinal);
        Assert.Equal("", chart.Rows);
    }

    [Fact]
    public void Predictions_out_of_fold_are_drawn_without_their_networks()
    {
        (TrainingResult classes, _, _) = Train(Pairs, Held.Ensemble);
        (TrainingResult numbers, _, _) = Train(Numbers, Held.Ensemble);
        foreach ((TrainingResult result, ChartKind kind) in new[] { (classes, ChartKind.ConfusionMatrix), (classes, ChartKind.Roc), (classes, ChartKind.PrecisionRecall), (classes, ChartKind.Reliability), (numbers, ChartKind.PredictedVsActual), (numbers, ChartKind.Residual) })
        {
            Chart whole = Draw(kind, result), alone = Draw(kind, result.OutOfFold!);
            Assert.Equal(whole.Subtitle.Replace($"{result.Parameter}, ", "", StringComparison.Ordinal), alone.Subtitle);
            Assert.Equal(TextOf(whole), TextOf(alone));
        }

        NetworkException error = Assert.Throws<NetworkException>(() => Draw(ChartKind.DecisionBoundary, classes.OutOfFold!));
        Assert.Equal("ChartNotOfPredictions", error.Id);
        Assert.Equal("Out-of-fold predictions have neither the networks nor the costs that a chart DecisionBoundary needs. Give the training result instead; of the predictions there are ConfusionMatrix, Roc, PrecisionRecall and Reliability.", error.Message);
        Assert.EndsWith("of the predictions there are PredictedVsActual and Residual.", Assert.Throws<NetworkException>(() => Draw(ChartKind.Weights, numbers.OutOfFold!)).Message, StringComparison.Ordinal);
        Assert.Equal("ChartTaskMismatch", Assert.Throws<NetworkException>(() => Draw(ChartKind.Residual, classes.OutOfFold!)).Id);
    }

    [Fact]
    public void A_canceled_ensemble_is_drawn_with_its_training_rows()
    {
        using var cancellation = new CancellationTokenSource();
        NetworkShape shape = NetworkShape.For(Pairs.Task, [2, 6, 1], [Activation.Tanh]);
        TrainingResult result = Trainer.Train(Pairs, Initializer.Initialize(shape, Initialization.He, 3, Pairs.Schema), Options with { EnsembleCount = 2, EpochCount = 1_000_000 }, new Receiver(cancellation.Cancel), cancellation.Token);
        Assert.Equal(StopReason.Canceled, result.StopReason);
        Assert.Equal("200 training rows", Draw(ChartKind.ConfusionMatrix, result).Rows);
        Assert.Equal(200, TrainingReport.Create(result).Metrics.SampleCount);
    }

    [Fact]
    public void The_terminal_names_the_rows_at_any_height()
    {
        (TrainingResult result, _, _) = Train(Pairs, Held.Fraction);
        foreach (ChartKind kind in (ChartKind[])[ChartKind.ConfusionMatrix, ChartKind.Roc, ChartKind.Reliability, ChartKind.DecisionBoundary])
        {
            Chart chart = Draw(kind, result);
            Assert.StartsWith("60 validation rows, 2-6-1 tanh/sigmoid", TextChart.Draw(chart, new TextChartOptions { Height = 14, IsPlain = true })[1], StringComparison.Ordinal);
            Assert.Equal("60 validation rows", TextChart.Draw(chart, new TextChartOptions { Width = 30, Height = 10, IsPlain = true })[1]);
        }
    }

    private static Chart Draw(ChartKind kind, TrainingResult result) =>
        Chart.Create(kind, new ChartInput { Network = () => result.Parameter, Dataset = () => throw new InvalidOperationException("No samples are given."), Training = () => result });

    private static Chart Draw(ChartKind kind, OutOfFold outOfFold) =>
        Chart.Create(kind, new ChartInput { Network = () => throw new InvalidOperationException("There is no network."), Dataset = () => throw new InvalidOperationException("No samples are given."), OutOfFold = outOfFold });

    /// <summary>The numbers of a chart.</summary>
    private static string TextOf(Chart chart) =>
        chart switch
        {
            ConfusionChart confusion => string.Join(' ', confusion.Matrix.Entry),
            CurveChart curve => string.Join(' ', curve.Series.SelectMany(series => series.Point)),
            ReliabilityChart reliability => string.Join(' ', reliability.Bin),
            RegressionChart regression => string.Join(' ', regression.Series.SelectMany(series => series.Predicted.Concat(series.Actual))),
            _ => throw new ArgumentException("A chart without predictions.", nameof(chart)),
        };

    /// <summary>A training, the rows of its score, and their name.</summary>
    private static (TrainingResult Result, Dataset Rows, string Label) Train(Dataset data, Held held)
    {
        DatasetSplit split = DatasetSplitter.Split(data, 0.3, stratify: true, 5);
        return held switch
        {
            Held.None => (Train(data, Options), data, "training rows"),
            Held.Fraction => (Train(data, Options with { ValidationFraction = 0.3 }), split.Test, "validation rows"),
            Held.Given => (Train(split.Train, Options with { ValidationDataset = split.Test }), split.Test, "validation rows"),
            Held.Ensemble => (Train(data, Options with { EnsembleCount = 4 }), data, "out-of-fold rows"),
            Held.EnsembleGiven => (Train(split.Train, Options with { EnsembleCount = 2, ValidationDataset = split.Test }), split.Test, "validation rows"),
        };
    }

    private static TrainingResult Train(Dataset data, TrainingOptions options)
    {
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 6, data.Y.RowCount], [Activation.Tanh]);
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 3, data.Schema), options);
    }

    private sealed class Receiver(Action act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act();
    }
}
