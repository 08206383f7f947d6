namespace PSNeuralNet.Tests.Persistence;

/// <summary>
/// Networks with the defaults of tables (bins, clipped numbers and targets, four networks, calibration), and single ones, predict 1,000 raw rows of two tables of the league through
/// JSON, C#, JavaScript and ONNX; PowerShell is in ExportTests of the module.
/// </summary>
[Trait("Category", "Slow")]
public class DefaultExportTests
{
    public static TheoryData<string, string, int> Networks { get; } = new() { { "chile", "vote", 4 }, { "chile", "vote", 1 }, { "slid", "wages", 4 }, { "slid", "wages", 1 } };

    [Theory]
    [MemberData(nameof(Networks))]
    public void All_formats_predict_what_the_network_does(string table, string target, int ensemble)
    {
        ExportCase exported = Trained(table, target, ensemble);
        Assert.Equal(ensemble > 1, exported.Network.Parameter.IsEnsemble);
        Assert.True(exported.Rows.Count == ExportCase.RowCount && exported.Refused.Count == 0);
        Assert.Contains(exported.Rows, row => row.ContainsValue("NA") || row.ContainsValue(""));

        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            NetworkFile.Write(exported.Network, path);
            var read = ExportCase.OfRows(NetworkFile.Read(path), exported.Rows);
            Assert.Equal(exported.Output.SelectMany(output => output), read.Output.SelectMany(output => output));
        }
        finally
        {
            File.Delete(path);
        }

        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(exported.Network);
        Assert.All(exported.Rows, (row, i) => CSharpCodeTests.Expect(exported.Network, exported.Output[i], predict(row)));
        JavaScriptCodeTests.Compare(exported, ExportedCode.JavaScript(exported.Network, exported.Rows, inNode: ExportedCode.HasNode(out _)));
        OnnxTests.Expect(exported);
    }

    private static ExportCase Trained(string table, string target, int ensemble)
    {
        string path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../league/tables", table + ".csv"));
        Dataset data = TableFile.Read(path, new TableOptions { Target = [target], ExcludeFeature = ["fold"] }).Dataset;
        TrainingOptions options = TableDefaults.Of(data, new Dictionary<string, object?> { [nameof(TrainingOptions.Standardize)] = true, [nameof(TrainingOptions.EnsembleCount)] = ensemble, [nameof(TrainingOptions.EpochCount)] = 8, [nameof(TrainingOptions.Seed)] = 1L });
        Assert.True(options is { BinCount: > 0, FeatureClip: > 0 } && options.ClipTarget == (data.Task == NetworkTask.Regression) && options.Calibration == (data.Task == NetworkTask.Regression ? Calibration.None : Calibration.Temperature));
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, .. TableDefaults.HiddenSize, data.Schema.OutputCount], [TableDefaults.Activation]);
        NeuralNetwork network = Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 1, data.Schema), options).Network;
        return ExportCase.OfRows(network, [.. Rows(path).Take(ExportCase.RowCount)]);
    }

    /// <summary>The rows as Import-Csv gives them; no field has a comma or a quote in it.</summary>
    private static IEnumerable<Dictionary<string, object?>> Rows(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(',').Select(field => field.Trim('"')).ToArray())];
        return lines.Skip(1).Select(fields => lines[0].Zip(fields).ToDictionary(pair => pair.First, pair => (object?)pair.Second));
    }
}
