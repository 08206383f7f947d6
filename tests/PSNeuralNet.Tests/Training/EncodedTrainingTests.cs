using System.Text.Json.Nodes;
using PSNeuralNet.Tests.Data;
using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Training;

/// <summary>Networks with encoded and clipped numbers, from training to files.</summary>
public sealed class EncodedTrainingTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Optimizer = Optimizer.AdamW, LearningRate = 0.01, BatchSize = 32, EpochCount = 6, Standardize = true, Preset = Preset.Table, FeatureClip = 3, BinCount = 8, Seed = 4,
    };

    private static readonly Dataset Mixed = ExportCase.Data("indicator");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Weights_of_bins_start_at_zero()
    {
        TrainingResult result = Trainer.Train(Mixed, Start(Mixed), Options with { EpochCount = 1, LearningRate = 1e-300 });
        NetworkParameter network = result.Parameter;
        Assert.Equal(24, network.Scaling!.UnitCount);
        Assert.Equal(Mixed.FeatureCount, network.FeatureName.Count);
        Assert.Equal(Mixed.FeatureCount + 24, network.Shape.InputSize);
        NetworkShape shape = NetworkShape.For(Mixed.Task, [Mixed.FeatureCount, 9, 5, 3], [Activation.ReLU]);
        NetworkParameter plain = Initializer.Initialize(shape, Initialization.He, 3);
        Reference.AssertClose(plain["W1"].Append(Matrix<double>.Build.Dense(9, 24)).Enumerate(), network["W1"].Enumerate(), 1e-290);
        Reference.AssertClose(plain["W2"].Enumerate().Concat(plain["W3"].Enumerate()), network["W2"].Enumerate().Concat(network["W3"].Enumerate()), 1e-290);
        Assert.Equal(3, result.InitialSeed);
        Assert.Matches("^Größe -?[0-9.]+ to -?[0-9.]+$", network.InputName[Mixed.FeatureCount]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Predictions_are_those_of_a_plain_network_of_all_inputs(bool standardize)
    {
        TrainingResult result = Trainer.Train(Mixed, Start(Mixed), Options with { Standardize = standardize, LearningRate = standardize ? 0.01 : 1e-6 });
        NetworkParameter network = result.Parameter;
        Scaling scaling = network.Scaling!;
        Assert.Equal((standardize ? Mixed.FeatureCount : 0, 24), (scaling.FeatureClip.Count, scaling.UnitCount));
        var seen = Matrix<double>.Build.Dense(network.Shape.InputSize, Mixed.SampleCount);
        for (int s = 0; s < Mixed.SampleCount; s++)
        {
            var inputs = new double[network.Shape.InputSize];
            scaling.Transform(Mixed.X.Column(s).ToArray(), inputs);
            seen.SetColumn(s, inputs);
        }

        var plain = new NetworkParameter(network.Shape, network.Flatten(), null);
        Matrix<double> expected = new Predictor(plain).Predict(new Dataset(seen, Mixed.Y)), actual = new Predictor(network).Predict(Mixed);
        Reference.AssertClose(expected.Enumerate(), actual.Enumerate(), 1e-12);
        var single = new Predictor(network);
        for (int s = 0; s < 50; s++)
        {
            Reference.AssertClose(actual.Column(s), single.Predict(Mixed.X.Column(s).ToArray()).ToArray(), 1e-12);
        }
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        Dataset data = Mixed.Take([.. Enumerable.Range(0, 150)]);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 5, 3], [Activation.Tanh]), Initialization.He, 3, data.Schema);
        NetworkParameter network = Trainer.Train(data, start, Options).Parameter;
        Assert.True(network.Scaling!.UnitCount > 10);
        IReadOnlyList<GradientDifference> differences = GradientCheck.Run(data, network);
        Assert.Equal(network.Shape.InputSize, ForwardCache.Compute(data, network).Gradient()["dW1"].ColumnCount);
        Assert.All(differences, difference => Assert.InRange(difference.RelativeDifference, 0, 1e-7));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(0)]
    public void Threads_and_pauses_do_not_change_a_bit(int batch)
    {
        TrainingOptions options = Options with { BatchSize = batch, EpochCount = 8, ValidationFraction = 0.2, Patience = 50 };
        TrainingResult whole = Trainer.Train(Mixed, Start(Mixed), options with { ThrottleLimit = 1 }), parallel = Trainer.Train(Mixed, Start(Mixed), options with { ThrottleLimit = 3 });
        Assert.Equal(whole.Parameter.Flatten(), parallel.Parameter.Flatten());
        TrainingResult half = Trainer.Train(Mixed, Start(Mixed), options with { EpochCount = 4 });
        TrainingResult more = Trainer.Train(Mixed, new TrainingStart(half), options with { EpochCount = 4 });
        Assert.Equal(whole.Parameter.Flatten(), more.Parameter.Flatten());
        Assert.Equal(whole.Parameter.Scaling!.FeatureEdge, more.Parameter.Scaling!.FeatureEdge);
    }

    [Fact]
    public void A_checkpoint_resumes_to_the_same_bits()
    {
        string path = Path.Combine(_folder, "encoded.ckpt");
        TrainingResult whole = Trainer.Train(Mixed, Start(Mixed), Options);
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(Mixed, Start(Mixed), Options with { Checkpoint = new KillSwitch(new CheckpointFile(path, 2), 2) }));
        TrainingResult resumed = Trainer.Train(Mixed, Checkpoint.Read(path).Start(Start(Mixed)), Options with { Checkpoint = new CheckpointFile(path, 2) });
        Assert.Equal(whole.Parameter.Flatten(), resumed.Parameter.Flatten());
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(Mixed, Checkpoint.Read(path).Start(Start(Mixed)), Options with { BinCount = 7 }));
        Assert.Contains("its number of bins is 8, that of this one ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_keep_the_edges()
    {
        NeuralNetwork network = Trainer.Train(Mixed, Start(Mixed), Options).Network;
        byte[] json = NetworkFile.ToJson(network);
        Assert.Equal(6, JsonNode.Parse(json)!["formatVersion"]!.GetValue<int>());
        NeuralNetwork read = NetworkFile.Parse(json, "encoded");
        Assert.Equal(network.Scaling!.FeatureEdge, read.Scaling!.FeatureEdge);
        Assert.Equal(new Predictor(network.Parameter).Predict(Mixed), new Predictor(read.Parameter).Predict(Mixed));
        Assert.Equal(json, NetworkFile.ToJson(read));

        // Without encoding the version is the one from before.
        byte[] clipped = NetworkFile.ToJson(Trainer.Train(Mixed, Start(Mixed), Options with { BinCount = 0 }).Network);
        Assert.Equal(5, JsonNode.Parse(clipped)!["formatVersion"]!.GetValue<int>());
        Assert.Null(JsonNode.Parse(clipped)!["scaling"]!["featureEdges"]);
        Assert.Contains("ascending order", Failure(edges => edges[0]![1] = -1e300), StringComparison.Ordinal);
        Assert.Contains("ascending order", Failure(edges => edges[0] = new JsonArray(5)), StringComparison.Ordinal);
        Assert.Contains("inputs", Failure(edges => edges[0]!.AsArray().RemoveAt(1)), StringComparison.Ordinal);
        Assert.Contains("inputs", Failure(edges => edges.Clear()), StringComparison.Ordinal);
        Assert.Contains("features", Failure(edges => edges.Add(new JsonArray())), StringComparison.Ordinal);

        string Failure(Action<JsonArray> change)
        {
            JsonNode root = JsonNode.Parse(json)!;
            change(root["scaling"]!["featureEdges"]!.AsArray());
            return Assert.Throws<NetworkException>(() => NetworkFile.Parse(Encoding.UTF8.GetBytes(root.ToJsonString()), "wrong")).Message;
        }
    }

    [Fact]
    public void Importance_by_updates_is_that_of_whole_passes()
    {
        NetworkParameter network = Trainer.Train(Mixed, Start(Mixed), Options with { EpochCount = 40 }).Parameter;
        IReadOnlyList<FeatureImportance> whole = PermutationImportance.Measure(Mixed, network, 3, NetworkMetric.LogLoss, seed: 1);
        IReadOnlyList<FeatureImportance> updated = PermutationImportance.Measure(Evaluator.Recode(Mixed, network), network, 3, NetworkMetric.LogLoss, 1, null, 0L, CancellationToken.None);
        Assert.Equal(whole.Select(row => row.Name), updated.Select(row => row.Name));
        Reference.AssertClose(whole.Select(row => row.Importance), updated.Select(row => row.Importance), 1e-10);
        Assert.Contains(whole, row => row.Importance > 1e-3);
    }

    [Fact]
    public void An_ensemble_shares_one_encoding()
    {
        TrainingResult result = Trainer.Train(Mixed, Start(Mixed), Options with { EnsembleCount = 3 });
        Assert.Equal(3, result.Parameter.Member.Count);
        Assert.All(result.Parameter.Member, member => Assert.Same(result.Parameter.Scaling, member.Scaling));
        Assert.Equal(Mixed.FeatureCount + 24, result.Parameter.Shape.InputSize);
        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(result.Network), "encoded");
        Assert.Equal(new Predictor(result.Parameter).Predict(Mixed), new Predictor(read.Parameter).Predict(Mixed));
        Matrix<double>[] single = [.. result.Parameter.Member.Select(member => new Predictor(member).Predict(Mixed))];
        Assert.Equal(single[0].Add(single[1]).Add(single[2]).Map(sum => sum / 3), new Predictor(result.Parameter).Predict(Mixed));
    }

    [Theory]
    [InlineData(Optimizer.AdamW)]
    [InlineData(Optimizer.RMSProp)]
    public void A_bin_that_no_sample_reaches_gets_no_weights(Optimizer optimizer)
    {
        // One sample alone is in the bin of 1 to 100: the network that holds it out never sees that input above 0.
        double[] x = [.. Enumerable.Range(0, 31).Select(i => i == 30 ? 100.0 : i % 2)];
        Dataset data = Numbers(x, [.. x.Select((value, i) => value + Math.Sin(i))]);
        TrainingOptions options = Options with { EnsembleCount = 3, Optimizer = optimizer, BatchSize = 8 };
        NetworkParameter drawn = Trainer.Train(data, Start(data), options).Parameter;

        // Networks without bins that are trained further get them likewise.
        NetworkParameter plain = Trainer.Train(data, Start(data), options with { BinCount = 0, FeatureClip = 0, Standardize = false, ClipTarget = false }).Parameter;
        Assert.Null(plain.Scaling);
        NetworkParameter grown = Trainer.Train(data, new TrainingStart(plain), options).Parameter;

        int[] foldOf = DatasetSplitter.BalancedFolds(data, 3, options.Seed);
        foreach (NetworkParameter ensemble in (NetworkParameter[])[drawn, grown])
        {
            Assert.Equal([0, 1, 100], ensemble.Scaling!.FeatureEdge[0]);
            NetworkParameter without = ensemble.Member[foldOf[30]];
            Assert.Contains(without.Weight(1).Column(1), weight => weight != 0);
            Assert.All(without.Weight(1).Column(2), weight => Assert.Equal(0, weight));
            Assert.Contains(ensemble.Member, member => member.Weight(1).Column(2).Any(weight => weight != 0));
        }
    }

    [Fact]
    public void Rescaling_keeps_predictions_or_moves_the_bins_with_the_data()
    {
        double[] x = [.. Enumerable.Range(0, 300).Select(i => Math.Sin(i) * 10)], y = [.. x.Select(value => Math.Abs(value))];
        Dataset data = Numbers(x, y), moved = Numbers([.. x.Select(value => (1000 * value) + 273)], y);
        NetworkParameter network = Trainer.Train(data, Start(data), Options with { EpochCount = 100 }).Parameter;
        TrainingOptions more = Options with { EpochCount = 1, LearningRate = 1e-300, BinCount = 0, FeatureClip = 0 };

        // The same data: the same predictions.
        NetworkParameter same = Trainer.Train(data, new TrainingStart(network) { Rescales = true }, more).Parameter;
        Reference.AssertClose(new Predictor(network).Predict(data).Row(0), new Predictor(same).Predict(data).Row(0), 1e-9);

        // Another unit: the weights stay, and the bins are those of before in the new unit.
        NetworkParameter fresh = Trainer.Train(moved, new TrainingStart(network) { Rescales = true }, more).Parameter;
        Reference.AssertClose(network.Scaling!.FeatureEdge[0].Select(edge => (1000 * edge) + 273), fresh.Scaling!.FeatureEdge[0], 1e-8);
        Reference.AssertClose(new Predictor(network).Predict(data).Row(0), new Predictor(fresh).Predict(moved).Row(0), 1e-8);

        // A network that only encodes keeps its edges.
        NetworkParameter raw = Trainer.Train(data, Start(data), Options with { Standardize = false }).Parameter;
        NetworkParameter again = Trainer.Train(moved, new TrainingStart(raw) { Rescales = true }, more with { Standardize = false }).Parameter;
        Assert.Equal(raw.Scaling!.FeatureEdge, again.Scaling!.FeatureEdge);
    }

    [Fact]
    public void New_categories_come_before_the_bins()
    {
        Dataset known = Sites("north", "south"), more = Sites("east", "north", "south");
        NetworkParameter before = Trainer.Train(known, Start(known), Options).Parameter;
        TrainingStart start = CategoryGrowth.Learn(new TrainingStart(before), more, () => 7);
        NetworkParameter grown = start.Parameter;
        Assert.Equal(["n", "site=east", "site=north", "site=south"], grown.FeatureName);
        Assert.Equal(4 + before.Scaling!.UnitCount, grown.Shape.InputSize);
        Assert.Equal(before.Weight(1).Column(3), grown.Weight(1).Column(4));
        Reference.AssertClose(new Predictor(before).Predict(known).Enumerate(), new Predictor(grown).Predict(known).Enumerate(), 1e-12);
        TrainingResult further = Trainer.Train(more, start, Options with { EpochCount = 3, BinCount = 0, FeatureClip = 0 });
        Assert.Equal(before.Scaling.FeatureEdge[0], further.Parameter.Scaling!.FeatureEdge[0]);
    }

    [Fact]
    public void Sparse_rows_train_as_dense_blocks_do()
    {
        Dataset sparse = Networks.SparseData.Create(400, 200, 8);
        double[] number = [.. Enumerable.Range(0, 400).Select(s => s % 10 == 0 ? s + 1.0 : 0)];
        Matrix<double> x = sparse.X.InsertRow(0, Vector<double>.Build.Dense(number));
        var data = new Dataset(x, sparse.Y);
        var scaling = new Scaling([], [], [], []) { FeatureEdge = [[0, 50, 400], .. Enumerable.Repeat(Array.Empty<double>(), 200)] };
        NetworkShape shape = NetworkShape.For(data.Task, [203, 7, sparse.Y.RowCount], [Activation.ReLU]);
        NetworkParameter network = new(shape, Initializer.Initialize(shape, Initialization.He, 3).Flatten(), null, 3, scaling);
        Assert.NotNull(SparseFeatures.Of(data, scaling));
        ForwardCache dense = ForwardCache.Compute(data, network);
        Matrix<double> output = new Predictor(network).Predict(data);
        Assert.Equal(dense.Output.Row(0), output.Row(1));

        // Costs and weights of all epochs are those of dense blocks.
        TrainingOptions options = Options with { BinCount = 0, FeatureClip = 0, BatchSize = 0, Optimizer = Optimizer.GradientDescent };
        TrainingResult result = Trainer.Train(data, new TrainingStart(network), options);
        Assert.Equal(dense.Cost(), result.CostHistory[0].Cost, 1e-12);
        var runner = new EpochRunner<double>(new SampleSource<double>(data, scaling), shape, network.Flatten(), options, new WorkerGroup(1));
        double[] costs = [.. Enumerable.Range(0, options.EpochCount).Select(epoch => runner.RunEpoch(epoch, 0.01, _ => true, CancellationToken.None))];
        Reference.AssertClose(costs, result.CostHistory.Select(entry => entry.Cost), 1e-12);
        Reference.AssertClose(runner.Values.ToArray(), result.Parameter.Flatten(), 1e-12);
        Assert.NotEqual(0, result.Parameter.Weight(1).Column(201).L2Norm());
    }

    [Fact]
    public void A_network_that_was_trained_without_bins_gets_none()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        Dataset data = Numbers(x, x);

        // Weights that are given are those of the features.
        NetworkParameter given = Start(data);
        given["W1"][0, 0] = 5;
        Assert.Equal(5, Trainer.Train(data, given, Options with { EpochCount = 1, LearningRate = 1e-300 }).Parameter["W1"][0, 0], 1e-290);

        // A network that has none cannot get any, but a training goes on with the settings that it had.
        TrainingResult plain = Trainer.Train(data, Start(data), Options with { BinCount = 0, FeatureClip = 0 });
        Assert.Contains("its weights fit that", Error(new TrainingStart(plain), Options with { FeatureClip = 0 }), StringComparison.Ordinal);
        Assert.Contains("limit of features 3", Error(new TrainingStart(plain), Options with { BinCount = 0 }), StringComparison.Ordinal);

        // What the defaults of tables chose gives way.
        TrainingOptions chosen = Options with { Chosen = [nameof(TrainingOptions.BinCount), nameof(TrainingOptions.FeatureClip)] };
        Assert.Null(Trainer.Train(data, new TrainingStart(plain.Parameter), chosen).Parameter.Scaling!.Encoding);

        // Given weights get bins, whose weights start at 0.
        NetworkParameter wider = Trainer.Train(data, new TrainingStart(given), chosen with { EpochCount = 1, LearningRate = 1e-300 }).Parameter;
        Assert.Equal(1 + wider.Scaling!.UnitCount, wider.Weight(1).ColumnCount);
        Assert.InRange(wider.Scaling.UnitCount, 2, 64);
        Assert.All(wider.Weight(1).SubMatrix(0, wider.Weight(1).RowCount, 1, wider.Scaling.UnitCount).Enumerate(), weight => Assert.Equal(0, weight, 1e-290));
        Reference.AssertClose(given.Weight(1).Column(0), wider.Weight(1).Column(0), 1e-290);
        Dataset two = Numbers([.. x.Select(value => value % 2)], x);
        TrainingResult none = Trainer.Train(two, Start(two), Options);
        Assert.Equal(0, none.Parameter.Scaling!.UnitCount);
        Assert.Equal(12, Trainer.Train(two, new TrainingStart(none), Options).CostHistory.Count);

        // One that has keeps its own.
        TrainingResult encoded = Trainer.Train(data, Start(data), Options);
        Assert.Equal(encoded.Parameter.Scaling!.FeatureEdge, Trainer.Train(data, new TrainingStart(encoded), Options with { BinCount = 3 }).Parameter.Scaling!.FeatureEdge);

        string Error(TrainingStart start, TrainingOptions options) => Assert.Throws<NetworkException>(() => Trainer.Train(data, start, options)).Message;
    }

    [Fact]
    public void The_default_rate_of_a_linear_network_is_stable_with_bins()
    {
        double[] x = [.. Enumerable.Range(0, 400).Select(i => (i * 37 % 400) / 40.0)];
        Dataset data = Numbers(x, [.. x.Select(value => Math.Sin(value) * 5)]);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [1, 1]), Initialization.He, 3, data.Schema);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { Standardize = true, BinCount = 16, EpochCount = 3000 });
        Assert.Equal(StopReason.Completed, result.StopReason);
        Assert.Equal(17, result.Parameter.Shape.InputSize);
        Assert.True(result.Score > 0.9, $"{result.Score}");
    }

    private static Dataset Numbers(double[] x, double[] y) =>
        new(Matrix<double>.Build.Dense(1, x.Length, x), Matrix<double>.Build.Dense(1, y.Length, y), DataSchema.DefaultRegression(1, 1));

    private static NetworkParameter Start(Dataset data) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 9, 5, data.Schema.OutputCount], [Activation.ReLU]), Initialization.He, 3, data.Schema);

    private static Dataset Sites(params string[] sites) => Tables.Read(
        new TableOptions { Target = ["y"], Feature = ["n", "site"] },
        Tables.Column("n", [.. Enumerable.Range(0, 80).Select(i => (object)(i * 1.5))]),
        Tables.Column("site", [.. Enumerable.Range(0, 80).Select(i => (object)sites[i % sites.Length])]));
}
