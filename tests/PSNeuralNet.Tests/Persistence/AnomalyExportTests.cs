using Microsoft.ML.OnnxRuntime;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>Anomaly networks as C#, JavaScript and ONNX: the scores of raw rows, with columns of every kind, as <see cref="AnomalyDetector"/> gives them; PowerShell is in AnomalyTests of the module.</summary>
[Trait("Category", "Slow")]
public class AnomalyExportTests
{
    private const int RowCount = 300;

    [Theory]
    [InlineData("mixed", 1)]
    [InlineData("mixed", 3)]
    [InlineData("indicator", 3)]
    [InlineData("median", 1)]
    [InlineData("never", 1)]
    [InlineData("neverIndicator", 3)]
    [InlineData("parts", 1)]
    [InlineData("partsIndicator", 3)]
    [InlineData("rare", 1)]
    [InlineData("rareIndicator", 3)]
    public void Each_scores_as_the_network_does(string name, int ensemble) => Compare(name, ensemble, hasOnnx: true);

    [Theory]
    [InlineData("fold", 1)]
    [InlineData("rareFold", 3)]
    public void Code_scores_as_the_network_does_where_case_does_not_count(string name, int ensemble) => Compare(name, ensemble, hasOnnx: false);

    private static void Compare(string name, int ensemble, bool hasOnnx)
    {
        ExportCase exported = Trained(name, ensemble);
        NeuralNetwork network = exported.Network;
        var detector = new AnomalyDetector(network.Parameter);
        var encoder = new FeatureEncoder(network.Parameter);
        AnomalyScore[] expected = [.. exported.Rows.Select((row, i) => detector.Score(encoder.Read(i + 1, row.Keys, key => row.GetValueOrDefault(key))))];
        Assert.Equal(2, expected.Select(score => score.IsAnomaly).Distinct().Count());

        // A missing cell counts 0, unless a feature says that it is missing.
        Assert.Equal(!name.EndsWith("Indicator", StringComparison.OrdinalIgnoreCase), expected.Any(score => score.Share.Contains(0)));

        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(network);
        var code = exported.Rows.Select(row => ((double Score, bool IsAnomaly))predict(row)).ToArray();
        Reference.AssertClose(expected.Select(score => score.Value), code.Select(score => score.Score), 1e-9);
        Assert.Equal(expected.Select(score => score.IsAnomaly), code.Select(score => score.IsAnomaly));

        JsonElement[] script = ExportedCode.JavaScript(network, exported.Rows, inNode: false);
        Reference.AssertClose(expected.Select(score => score.Value), script.Select(score => score.GetProperty("anomalyScore").GetDouble()), 1e-9);
        Assert.Equal(expected.Select(score => score.IsAnomaly), script.Select(score => score.GetProperty("isAnomaly").GetBoolean()));

        if (!hasOnnx)
        {
            return;
        }

        using var session = new InferenceSession(NetworkExport.Encode(network, NetworkFormat.Onnx, "test"));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run(OnnxTests.Inputs(session, network, exported.Rows), ["anomaly_score", "is_anomaly"]);
        Assert.Equal([exported.Rows.Count, 1], output[0].AsTensor<double>().Dimensions.ToArray());
        Reference.AssertClose(expected.Select(score => score.Value), output[0].AsEnumerable<double>(), 1e-9);
        Assert.Equal(expected.Select(score => score.IsAnomaly ? 1L : 0), output[1].AsEnumerable<long>());
    }

    /// <summary>A network of the columns of an export case, with the threshold between the scores of its rows, of which two have categories that the training has not seen.</summary>
    internal static ExportCase Trained(string name, int ensemble)
    {
        Dataset data = AnomalyDataset.Of(ExportCase.Data(name));
        TrainingOptions options = TableDefaults.Of(data, new Dictionary<string, object?> { [nameof(TrainingOptions.Standardize)] = true, [nameof(TrainingOptions.EnsembleCount)] = ensemble, [nameof(TrainingOptions.EpochCount)] = 6, [nameof(TrainingOptions.Seed)] = 1L });
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [data.FeatureCount, 3, data.Schema.OutputCount], [TableDefaults.ActivationFor(data)]);
        NetworkParameter trained = Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 1, data.Schema), options).Parameter;
        Dictionary<string, object?>[] table = ExportCase.Table(name), unseen = [.. table.Take(2).Select((row, i) => new Dictionary<string, object?>(row) { ["Farbe"] = $"lila {i}", ["Art"] = "Quitten" })];
        var exported = ExportCase.OfRows(new NeuralNetwork(trained), [.. table.Take(RowCount).Concat(unseen).Select(row => row.ToDictionary(cell => cell.Key, cell => cell.Value is double.NaN ? null : cell.Value))]);
        var encoder = new FeatureEncoder(trained);
        var detector = new AnomalyDetector(trained);
        double[] scores = [.. exported.Rows.Select((row, i) => detector.Score(encoder.Read(i + 1, row.Keys, key => row.GetValueOrDefault(key))).Value).Order()];
        return ExportCase.OfRows(new NeuralNetwork(trained.WithThreshold((scores[^20] + scores[^19]) / 2)), exported.Rows);
    }
}
