using PSNeuralNet.Tests.Data;

namespace PSNeuralNet.Tests.Training;

/// <summary>Anomaly networks: what they reconstruct, the score by its formula, thresholds, and files.</summary>
public class AnomalyTests
{
    private static readonly Lazy<TrainingResult> Trained = new(() => Train());

    [Fact]
    public void Features_are_the_targets_on_robust_scales()
    {
        Dataset data = Metrics(200);
        Assert.True(data.Schema.IsAnomaly);
        Assert.Equal(["cpu (reconstructed)", "load (reconstructed)", "host=a (reconstructed)", "host=b (reconstructed)", "host=c (reconstructed)"], data.TargetName);
        double[] cpu = [.. data.Row("cpu").Where(double.IsFinite).Order()];
        double center = Quantile(cpu, 0.5), scale = (Quantile(cpu, 0.75) - Quantile(cpu, 0.25)) / 1.349;
        for (int sample = 0; sample < data.SampleCount; sample++)
        {
            double value = data.X[0, sample];
            Assert.Equal(double.IsNaN(value) ? 0 : Math.Asinh((value - center) / scale), data.Y[0, sample], 12);
            Assert.Equal(data.X[2, sample], data.Y[2, sample]);
        }

        // One row of 1E9 moves neither.
        Dataset odd = Metrics(200, last: 1e9);
        Assert.Equal(data.Schema.Reconstruction[0].Center, odd.Schema.Reconstruction[0].Center, 2.0);
        Assert.Equal(data.Schema.Reconstruction[0].Scale, odd.Schema.Reconstruction[0].Scale, 2.0);
        Assert.InRange(odd.Y[0, 199], 10, 100);
    }

    [Fact]
    public void The_score_is_the_sum_of_the_surprises_of_the_columns()
    {
        NetworkParameter network = Trained.Value.Parameter;
        AnomalyModel model = network.Metadata.Anomaly!;
        Dataset data = Metrics(300);
        Matrix<double> prediction = new Predictor(network).Predict(data);
        AnomalyScore[] scores = [.. new AnomalyDetector(network).Score(data)];
        for (int sample = 0; sample < data.SampleCount; sample++)
        {
            double[] own = [.. Enumerable.Range(0, 2).Select(i => double.IsNaN(data.X[i, sample]) ? double.NaN : Math.Pow((network.Schema.Reconstruction[i].Target(data.X[i, sample]) - prediction[i, sample]) / model.Deviation[i], 2) / 2)];
            double[] share = [.. Enumerable.Range(2, 3).Select(i => Math.Max(0.01 / 3, prediction[i, sample]))];
            double[] surprise = [.. own, -Math.Log(share[Enumerable.Range(0, 3).Single(i => data.X[2 + i, sample] == 1)] / share.Sum())];
            for (int column = 0; column < 3; column++)
            {
                Assert.Equal(double.IsNaN(surprise[column]) ? 0 : (surprise[column] - model.Mean[column]) / model.Unit, scores[sample].Share[column], 10);
            }

            Assert.Equal(scores[sample].Share.Sum(), scores[sample].Value, 10);
            Assert.Equal(scores[sample].Value > model.Threshold, scores[sample].IsAnomaly);
            Assert.Equal(scores[sample].Value, new AnomalyDetector(network).Score(data.X.Column(sample).ToArray()).Value, 12);
        }
    }

    [Fact]
    public void A_row_that_breaks_the_relation_of_its_columns_is_an_anomaly_though_each_cell_is_usual()
    {
        // cpu follows load: 90 with a load of 0.1 is odd, and both occur.
        var detector = new AnomalyDetector(Trained.Value.Parameter);
        AnomalyScore usual = detector.Score([50, 0.5, 0, 1, 0]), odd = detector.Score([90, 0.1, 0, 1, 0]), missing = detector.Score([double.NaN, 0.5, 0, 1, 0]);
        Assert.False(usual.IsAnomaly);
        Assert.True(odd.IsAnomaly);
        Assert.InRange(odd.Value, 2, 1000);
        Assert.Equal(0, missing.Share[0]);
        Assert.False(missing.IsAnomaly);
        Assert.True(detector.Score([50, 0.5, 0, 0, 0]).Share[2] > usual.Share[2]);
        Explanation explanation = Explanation.Of(detector, odd, column => column, top: 1);
        Assert.Contains(explanation[0].Column, (string[])["cpu", "load"]);
        Assert.Equal(odd.Value, explanation[0].Share + explanation.OtherShare, 10);
    }

    [Fact]
    public void Held_out_rows_set_the_threshold_or_the_contamination_does()
    {
        AnomalyModel model = Trained.Value.Parameter.Metadata.Anomaly!;
        Assert.True(model.IsHeldOut);
        Assert.Equal(1, model.Threshold);
        Assert.Equal(Trained.Value.OutOfFold!.Sample.Count, model.SampleCount);
        TrainingResult contaminated = Train(new TrainingOptions { Contamination = 0.05 });
        Assert.Equal(0.05, contaminated.Parameter.Metadata.Anomaly!.Contamination);
        Assert.Equal(20, new AnomalyDetector(contaminated.Parameter).Score(contaminated.Dataset).Count(score => score.IsAnomaly));
        Assert.Equal(Trained.Value.Parameter.Metadata.Anomaly!.Unit, contaminated.Parameter.Metadata.Anomaly.Unit);
        NetworkParameter other = contaminated.Parameter.WithThreshold(3.5);
        Assert.Equal((3.5, null), (other.Metadata.Anomaly!.Threshold, other.Metadata.Anomaly.Contamination));
        Assert.Equal("AnomalyThresholdInvalid", Assert.Throws<NetworkException>(() => other.WithThreshold(double.NaN)).Id);
        Assert.Contains("-Task Anomaly", contaminated.Command, StringComparison.Ordinal);
        Assert.Contains("-Contamination 0.05", contaminated.Command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Threads_change_no_bit(int threads)
    {
        TrainingResult result = Train(new TrainingOptions { ThrottleLimit = threads });
        Assert.Equal(Trained.Value.Parameter.Single.SelectMany(one => one.Flatten()), result.Parameter.Single.SelectMany(one => one.Flatten()));
        Assert.Equal(Trained.Value.Parameter.Metadata.Anomaly!.Mean, result.Parameter.Metadata.Anomaly!.Mean);
    }

    [Fact]
    public void Files_keep_the_scores()
    {
        byte[] json = NetworkFile.ToJson(Trained.Value.Network);
        NeuralNetwork read = NetworkFile.Parse(json, "net.json");
        Assert.Contains("\"formatVersion\":9", Encoding.UTF8.GetString(json).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(NetworkTask.Anomaly, read.Task);
        Assert.Equal(json, NetworkFile.ToJson(read));
        Dataset data = Metrics(100);
        Assert.Equal(new AnomalyDetector(Trained.Value.Parameter).Score(data).Select(score => score.Value), new AnomalyDetector(read.Parameter).Score(data).Select(score => score.Value));
    }

    [Theory]
    [InlineData("task", "\"Regression\"", "task")]
    [InlineData("reconstruction.feature[1]", "0", "feature")]
    [InlineData("reconstruction.scale[0]", "-1", "scale")]
    [InlineData("reconstruction.scale[2]", "1", "scale")]
    [InlineData("metadata.anomaly.unit", "0", "unit")]
    [InlineData("metadata.anomaly.deviation[0]", "0", "deviation")]
    [InlineData("metadata.anomaly.mean", "[1]", "mean")]
    [InlineData("metadata.anomaly.samples", "0", "samples")]
    public void A_damaged_file_names_the_place(string place, string value, string named)
    {
        byte[] json = Tests.Persistence.NetworkFileTests.Replaced(NetworkFile.ToJson(Trained.Value.Network), place, value);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(json, "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_rare_events_does_not_decide_about_the_others()
    {
        var random = new RandomState(3);
        var reader = new TableReader(new TableOptions { Target = [], Task = NetworkTask.Anomaly });
        for (int i = 0; i < 1000; i++)
        {
            double load = random.Uniform(), cpu = (100 * load) + (3 * random.StandardNormal()), memory = (50 * load) + random.StandardNormal();
            double?[] row = [load, cpu, memory, i % 200 == 7 ? 3 : i % 50 == 9 ? null : 0];
            string[] names = ["load", "cpu", "memory", "errors"];
            reader.Add(() => names, name => row[Array.IndexOf(names, name)]);
        }

        Dataset data = reader.ToDataset();
        TrainingOptions options = TableDefaults.Of(data) with { Seed = 1 };
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [data.FeatureCount, .. TableDefaults.HiddenSizeFor(data), data.Schema.OutputCount], [TableDefaults.ActivationFor(data)]);
        NetworkParameter network = Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 1, data.Schema), options).Parameter;
        AnomalyScore[] scores = [.. new AnomalyDetector(network).Score(data)];
        Assert.InRange(scores.Select(score => score.Value).Order().ElementAt(500), -1, 0.5);
        Assert.Equal(10, scores.Count(score => score.IsAnomaly), 3.0);

        // Rows without the count of errors are not odd for it.
        Assert.InRange(scores.Where((_, i) => i % 50 == 9 && i % 200 != 7).Count(score => score.IsAnomaly), 0, 1);
        Assert.All(scores.Where((_, i) => i % 200 == 7), score => Assert.True(score.IsAnomaly));
    }

    private static double Quantile(double[] sorted, double share) => PSNeuralNet.Numerics.Quantile.Of(sorted, share);

    private static TrainingResult Train(TrainingOptions? given = null)
    {
        Dataset data = Metrics(400);
        TrainingOptions options = TableDefaults.Of(data) with { Seed = 1, Contamination = given?.Contamination, ThrottleLimit = given?.ThrottleLimit };
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [data.FeatureCount, .. TableDefaults.HiddenSizeFor(data), data.Schema.OutputCount], [TableDefaults.ActivationFor(data)]);
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 1, data.Schema), options);
    }

    /// <summary>Rows of a server: cpu is about 100 times load, and some cells are missing.</summary>
    private static Dataset Metrics(int count, double? last = null)
    {
        var random = new RandomState(5);
        var reader = new TableReader(new TableOptions { Target = [], Task = NetworkTask.Anomaly });
        for (int i = 0; i < count; i++)
        {
            double load = random.Uniform(), cpu = (100 * load) + (3 * random.StandardNormal());
            object? cell = last is { } value && i == count - 1 ? value : i % 40 == 7 ? null : cpu;
            object[] row = [load, "abc"[i % 3].ToString()];
            reader.Add(() => ["cpu", "load", "host"], name => name == "cpu" ? cell : row[name == "load" ? 0 : 1]);
        }

        return reader.ToDataset();
    }
}
