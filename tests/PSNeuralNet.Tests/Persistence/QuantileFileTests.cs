using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>Networks that predict quantiles in files, checkpoints and exports, and their calibrated intervals.</summary>
public class QuantileFileTests
{
    private static readonly double[] Quantiles = [0.05, 0.25, 0.5, 0.9];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_file_gives_the_same_predictions_and_scores(int ensemble)
    {
        Dataset data = RegressionGenerator.Generate(120, 3, 2, 1, 20, shuffle: true, seed: 4);
        TrainingResult result = Train(data, [4], ensemble);
        byte[] json = NetworkFile.ToJson(result.Network);
        Assert.Contains("\"formatVersion\": 9,", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        NeuralNetwork read = NetworkFile.Parse(json, "x.json");
        Assert.Equal(json, NetworkFile.ToJson(read));
        Assert.Equal((Loss.Quantile, Quantiles), (read.Loss, read.Parameter.Quantile), (left, right) => left.Item1 == right.Item1 && left.Item2.SequenceEqual(right.Item2));
        Assert.Equal(new Predictor(result.Parameter, allQuantiles: true).Predict(data).Enumerate(), new Predictor(read.Parameter, allQuantiles: true).Predict(data).Enumerate());

        // The scores are the distances outside of the lowest and the highest quantile, negative within.
        TargetScores scores = Assert.Single(read.Parameter.Metadata.Conformal!.Target);
        Assert.True(scores.IsQuantile && scores.Scores.Score[0] < 0);
        Dataset heldOut = ensemble > 1 ? result.OutOfFold!.Samples : DatasetSplitter.Split(data, 0.3, stratify: true, 9).Test;
        Matrix<double> predicted = ensemble > 1 ? result.OutOfFold!.Quantiles! : new Predictor(result.Parameter, allQuantiles: true).Predict(heldOut);
        double[] expected = [.. Enumerable.Range(0, heldOut.SampleCount).Select(s => Math.Max(predicted[0, s] - heldOut.Targets[s], heldOut.Targets[s] - predicted[3, s])).Order()];
        Assert.All(expected.Zip(scores.Scores.Score), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Abs(pair.First)));

        // Of the held-out samples, those of the first ranks are inside.
        foreach (double confidence in new[] { 0.3, 0.8, 0.95 })
        {
            var interval = new PredictionInterval(read.Parameter.Metadata.Conformal!, confidence);
            int inside = Enumerable.Range(0, heldOut.SampleCount).Count(s => interval.Of(predicted[2, s], predicted[0, s], predicted[3, s]) is var (lower, upper) && lower <= heldOut.Targets[s] && heldOut.Targets[s] <= upper);
            Assert.InRange(inside, (int)Math.Ceiling((heldOut.SampleCount + 1) * confidence), heldOut.SampleCount);
        }

        // Where the report counts rows, it does so by the same intervals.
        Assert.Throws<InvalidOperationException>(() => new PredictionInterval(read.Parameter.Metadata.Conformal!, 0.5).Of(0, 1.0));
        var report = (RegressionReport)(ensemble > 1 ? result.OutOfFold!.Report : MeasuredRows.Of(result).Measure(default));
        Assert.Equal(4, report.Quantile.Count);
        Assert.Equal(Quantiles.Select((q, row) => Enumerable.Range(0, heldOut.SampleCount).Average(s => Math.Max(q * (heldOut.Targets[s] - predicted[row, s]), (q - 1) * (heldOut.Targets[s] - predicted[row, s])))).Average(), report.PinballLoss!.Value, 1e-9);
    }

    [Theory]
    [InlineData("\"quantiles\": [0.05, 0.25, 0.5, 0.9]", "\"quantiles\": [0.05, 0.25, 0.5]", "layers")]
    [InlineData("\"quantiles\": [0.05, 0.25, 0.5, 0.9]", "\"quantiles\": [0.05, 0.5, 0.25, 0.9]", "quantiles")]
    [InlineData("\"quantiles\": [0.05, 0.25, 0.5, 0.9]", "\"quantiles\": \"0.5\"", "quantiles")]
    [InlineData("\"quantiles\": [0.05, 0.25, 0.5, 0.9]", "\"other\": [1]", "quantiles")]
    [InlineData("\"loss\": \"Quantile\"", "\"loss\": \"Huber\"", "layers")]
    public void A_file_with_quantiles_that_do_not_fit_is_refused(string text, string other, string place)
    {
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [2, 3, 1], null, Loss.Quantile, null, Quantiles);
        var network = new NeuralNetwork(Initializer.Initialize(shape, Initialization.He, 1, DataSchema.DefaultRegression(2)));
        string json = Encoding.UTF8.GetString(NetworkFile.ToJson(network));
        Assert.Contains(text, json, StringComparison.Ordinal);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(Encoding.UTF8.GetBytes(json.Replace(text, other, StringComparison.Ordinal)), "x.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shape_of_a_checkpoint_has_the_quantiles()
    {
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [2, 3, 1], null, Loss.Quantile, null, Quantiles);
        string text = ShapeText.Of(shape);
        Assert.Equal("2-3-4 Tanh/Identity Quantile 0.05, 0.25, 0.5, 0.9", text);
        ShapeText read = ShapeText.Parse(text)!;
        Assert.Equal(Quantiles, read.Quantile);
        Assert.Equal((Loss.Quantile, null), (read.Loss, read.Delta));
        Assert.Null(ShapeText.Parse("2-3-4 Tanh/Identity Quantile 0.05, x"));
        Assert.Null(ShapeText.Parse("2-3-1 Tanh/Identity Huber, delta 0.5")!.Quantile);
        Assert.True(shape.IsSame(NetworkShape.For(NetworkTask.Regression, [2, 3, 1], null, Loss.Quantile, null, Quantiles)));
        Assert.False(shape.IsSame(NetworkShape.For(NetworkTask.Regression, [2, 3, 1], null, Loss.Quantile, null, [0.05, 0.25, 0.5, 0.8])));
    }

    [Fact]
    public void Networks_of_other_layers_are_exported_with_their_sorted_quantiles()
    {
        Dataset data = RegressionGenerator.Generate(80, 2, 2, 1, 20, shuffle: true, seed: 4);
        NetworkParameter first = Train(data, [4], 1).Parameter, second = Train(data.Take([.. Enumerable.Range(0, 50)]), [], 1).Parameter;
        var network = new NeuralNetwork(NetworkParameter.Ensemble([first, second, second]));
        Assert.Equal(Quantiles, network.Parameter.Quantile);
        Dictionary<string, object?>[] rows = [.. Enumerable.Range(0, 40).Select(s => data.FeaturesOf(s).ToDictionary(cell => cell.Column, cell => cell.Value))];
        var exported = ExportCase.OfRows(network, rows);
        Assert.All(exported.Output, output => Assert.Equal(output.Order(), output));
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(network);
        Assert.All(exported.Rows, (row, i) => CSharpCodeTests.Expect(network, exported.Output[i], predict(row)));
        JavaScriptCodeTests.Compare(exported, ExportedCode.JavaScript(network, exported.Rows, inNode: false));
        OnnxTests.Expect(exported);
        Assert.Equal(NetworkFile.ToJson(network), NetworkFile.ToJson(NetworkFile.Parse(NetworkFile.ToJson(network), "x.json")));

        // With a network that predicts something else, only the prediction is common, and code would say nothing of it.
        NetworkShape other = NetworkShape.For(NetworkTask.Regression, [2, 1]);
        NetworkParameter mixed = NetworkParameter.Ensemble([first, Initializer.Initialize(other, Initialization.He, 1, first.Schema)]);
        Assert.Empty(mixed.Quantile);
        Assert.Equal(1, new Predictor(mixed, allQuantiles: true).Predict(data).RowCount);
        Assert.All(new[] { NetworkFormat.Onnx, NetworkFormat.CSharp, NetworkFormat.PowerShell, NetworkFormat.JavaScript }, format =>
            Assert.Equal("ExportQuantileMixed", Assert.Throws<NetworkException>(() => NetworkExport.Encode(new NeuralNetwork(mixed), format, "x")).Id));
        NetworkParameter read = NetworkFile.Parse(NetworkFile.ToJson(new NeuralNetwork(mixed)), "x.json").Parameter;
        Assert.Equal(new Predictor(mixed).Predict(data).Enumerate(), new Predictor(read).Predict(data).Enumerate());
    }

    [Fact]
    public void A_model_has_a_column_for_each_quantile()
    {
        using var session = new InferenceSession(NetworkExport.Encode(ExportCase.Of("quantile").Network, NetworkFormat.Onnx, "test"));
        Assert.Equal("-1, 4", string.Join(", ", session.OutputMetadata["variable"].Dimensions));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run([NamedOnnxValue.CreateFromTensor("X", new DenseTensor<double>(new double[3], [1, 3]))]);
        double[] quantiles = [.. output[0].AsEnumerable<double>()];
        Assert.Equal(quantiles.Order(), quantiles);
    }

    private static TrainingResult Train(Dataset data, int[] hidden, int ensemble)
    {
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [data.FeatureCount, .. hidden, 1], null, Loss.Quantile, null, Quantiles);
        var options = new TrainingOptions { EpochCount = 60, Optimizer = Optimizer.Adam, LearningRate = 0.05, BatchSize = 16, Standardize = true, Seed = 9, EnsembleCount = ensemble, ValidationFraction = ensemble > 1 ? 0 : 0.3 };
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.Xavier, 7, data.Schema), options);
    }
}
