using System.Diagnostics;
using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Training;

/// <summary>Ensembles: several networks, each with another fold held out, that predict the mean.</summary>
public class EnsembleTests
{
    private static readonly TrainingOptions Options = new()
    {
        EnsembleCount = 5, Optimizer = Optimizer.Adam, LearningRate = 0.05, BatchSize = 16, Dropout = [0.1], EpochCount = 25, Patience = 4, Standardize = true, Preset = Preset.Table, Seed = 9,
    };

    [Theory]
    [InlineData(NetworkTask.Binary)]
    [InlineData(NetworkTask.MultiClass)]
    [InlineData(NetworkTask.Regression)]
    public void Predictions_are_the_means_of_the_members_predictions_to_the_last_bit(NetworkTask task)
    {
        Dataset data = Samples(task);
        NetworkParameter network = Trainer.Train(data, Start(data), Options).Parameter;
        Assert.Equal(5, network.Member.Count);
        Assert.Equal(5, network.Member.Select(member => member["W1"][0, 0]).Distinct().Count());
        Matrix<double>[] single = [.. network.Member.Select(member => new Predictor(member).Predict(data))];
        Matrix<double> mean = single[0].MapIndexed((row, column, _) => single.Skip(1).Aggregate(single[0][row, column], (sum, one) => sum + one[row, column]) / 5);
        Matrix<double> predicted = new Predictor(network).Predict(data);
        Assert.Equal(mean, predicted);

        // One row at a time, and in parts of any size.
        var predictor = new Predictor(network);
        for (int sample = 0; sample < data.SampleCount; sample++)
        {
            Assert.Equal(predicted.Column(sample).ToArray(), predictor.Predict(data.X.Column(sample).ToArray()).ToArray());
        }

        Assert.Equal(predicted.SubMatrix(0, predicted.RowCount, 3, 7), new Predictor(network).Predict(data.Take([3, 4, 5, 6, 7, 8, 9])));
    }

    [Fact]
    public void Many_blocks_and_sparse_rows_are_averaged_as_well()
    {
        Dataset data = MoonsGenerator.Generate(5000, 0.3, shuffle: true, seed: 2);
        NetworkParameter network = Trainer.Train(data, Start(data), new TrainingOptions { EnsembleCount = 3, EpochCount = 1, Seed = 1 }).Parameter;
        double[] mean = [.. Mean(network, data).Row(1)];
        Assert.Equal(mean, new Predictor(network).Predict(data).Row(1));

        Dataset sparse = Networks.SparseData.Create(200, 400, 8);
        network = Trainer.Train(sparse, Start(sparse), new TrainingOptions { EnsembleCount = 3, EpochCount = 2, Seed = 1 }).Parameter;
        Assert.Equal(Mean(network, sparse), new Predictor(network).Predict(sparse));
    }

    [Theory]
    [InlineData(NetworkTask.MultiClass, Optimizer.Adam)]
    [InlineData(NetworkTask.Regression, Optimizer.Adam)]
    [InlineData(NetworkTask.Binary, Optimizer.LBFGS)]
    public void The_bits_depend_neither_on_the_threads_nor_on_the_other_networks(NetworkTask task, Optimizer optimizer)
    {
        Dataset data = Samples(task);
        TrainingOptions options = optimizer == Optimizer.LBFGS ? Options with { Optimizer = optimizer, LearningRate = null, BatchSize = 0, Dropout = [] } : Options;
        TrainingResult[] results = [.. new[] { 1, 2, 64 }.Select(threads => Trainer.Train(data, Start(data), options with { ThrottleLimit = threads }))];
        foreach (TrainingResult other in results.Skip(1))
        {
            Assert.Equal(results[0].Parameter.Member.SelectMany(member => member.Flatten()), other.Parameter.Member.SelectMany(member => member.Flatten()));
            Assert.Equal(results[0].CostHistory, other.CostHistory);
            Assert.Equal(results[0].OutOfFold!.Prediction, other.OutOfFold!.Prediction);
        }

        // Alone: the seed of the member, its fold as validation samples, and the scaling of all samples.
        NetworkParameter ensemble = results[0].Parameter;
        int[] foldOf = DatasetSplitter.BalancedFolds(data, 5, 9);
        for (int i = 0; i < 5; i++)
        {
            int[] train = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] != i)], test = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] == i)];
            TrainingOptions alone = options with { EnsembleCount = 1, Seed = 9 + i, ValidationDataset = data.Take(test) };
            TrainingResult single = Trainer.Train(data.Take(train), Start(data, 3 + i).With(ensemble.Scaling), alone);
            Assert.Equal(single.Parameter.Flatten(), ensemble.Member[i].Flatten());
            TrainingSummary written = results[0].Member[i].Training!;
            Assert.Equal(
                (single.EpochCount, single.BestEpoch, single.ValidationCost, single.LastCost, single.StopReason.ToString(), single.Seed),
                (written.EpochCount, written.BestEpoch, written.ValidationCost, written.LastCost, written.StopReason, written.Seed));
            Assert.Equal(single.Network.Training!.Score!.Value, written.Score!.Value, 1e-12);
        }
    }

    [Fact]
    public void With_a_validation_dataset_a_member_is_the_network_that_its_seed_gives_alone()
    {
        DatasetSplit split = DatasetSplitter.Split(Samples(NetworkTask.MultiClass), 0.3, stratify: true, seed: 2);
        TrainingOptions options = Options with { EnsembleCount = 3, ValidationDataset = split.Test };
        TrainingResult result = Trainer.Train(split.Train, Start(split.Train), options);
        for (int i = 0; i < 3; i++)
        {
            TrainingResult single = Trainer.Train(split.Train, Start(split.Train, 3 + i), options with { EnsembleCount = 1, Seed = 9 + i });
            Assert.Equal(single.Parameter.Flatten(), result.Parameter.Member[i].Flatten());
        }

        Assert.Null(result.OutOfFold);
    }

    [Theory]
    [InlineData(NetworkTask.Binary)]
    [InlineData(NetworkTask.MultiClass)]
    [InlineData(NetworkTask.Regression)]
    public void Each_sample_is_out_of_fold_of_one_member_that_predicts_it(NetworkTask task)
    {
        Dataset data = Samples(task);
        TrainingResult result = Trainer.Train(data, Start(data), Options);
        OutOfFold outOfFold = result.OutOfFold!;
        Assert.Equal(Enumerable.Range(0, data.SampleCount), outOfFold.Sample);
        int[] foldOf = DatasetSplitter.BalancedFolds(data, 5, 9);
        Matrix<double>[] single = [.. result.Parameter.Member.Select(member => new Predictor(member).Predict(data))];
        for (int sample = 0; sample < data.SampleCount; sample++)
        {
            Assert.Equal(single[foldOf[sample]].Column(sample), outOfFold.Prediction.Column(sample));
        }

        if (task == NetworkTask.Regression)
        {
            double mean = data.Targets.Average(), rest = data.Targets.Select((y, s) => Math.Pow(y - outOfFold.Prediction[0, s], 2)).Sum();
            Assert.Equal(1 - (rest / data.Targets.Sum(y => Math.Pow(y - mean, 2))), outOfFold.Score, 1e-12);
        }
        else
        {
            Assert.Equal((outOfFold.Score, ScoreSource.OutOfFold, nameof(ClassificationReport.Accuracy)), (result.Score, result.ScoreFrom, result.Metric));
            Assert.Equal(0.5, result.Baseline, task == NetworkTask.Binary ? 1e-12 : 0.2);
            Assert.Equal(Enumerable.Range(0, data.SampleCount).Count(s => outOfFold.Prediction.Column(s).MaximumIndex() == data.ClassOf(s)) / (double)data.SampleCount, outOfFold.Score, 1e-12);
            Assert.All(foldOf.Zip(Enumerable.Range(0, data.SampleCount).Select(data.ClassOf)).GroupBy(pair => pair), group => Assert.InRange(group.Count(), 8, 13));
        }
    }

    [Fact]
    public void Samples_of_weight_zero_are_out_of_no_fold_and_weights_count()
    {
        Dataset data = Samples(NetworkTask.Binary);
        double[] weights = [.. Enumerable.Range(0, data.SampleCount).Select(sample => sample % 3 == 0 ? 0.0 : sample % 3)];
        var weighted = new Dataset(data.X, data.Y, data.Schema, weight: weights);
        OutOfFold outOfFold = Trainer.Train(weighted, Start(weighted), Options).OutOfFold!;
        Assert.Equal(Enumerable.Range(0, data.SampleCount).Where(sample => sample % 3 != 0), outOfFold.Sample);
        double right = outOfFold.Sample.Select((sample, i) => outOfFold.Prediction.Column(i).MaximumIndex() == data.ClassOf(sample) ? weights[sample] : 0).Sum();
        Assert.Equal(right / weights.Sum(), outOfFold.Score, 1e-12);
    }

    [Fact]
    public void With_a_validation_fraction_each_member_holds_out_what_its_seed_draws()
    {
        Dataset data = Samples(NetworkTask.Regression);
        TrainingResult result = Trainer.Train(data, Start(data), Options with { EnsembleCount = 3, ValidationFraction = 0.2 });
        int[][] heldOut = [.. Enumerable.Range(0, 3).Select(i => DatasetSplitter.Order(data, 0.2, stratify: true, 9 + i).Test)];
        Assert.Equal(heldOut.SelectMany(rows => rows).Distinct().Order(), result.OutOfFold!.Sample);
        Matrix<double>[] single = [.. result.Parameter.Member.Select(member => new Predictor(member).Predict(data))];
        foreach ((int sample, int place) in result.OutOfFold.Sample.Select((sample, i) => (sample, i)))
        {
            double[] predicted = [.. Enumerable.Range(0, 3).Where(i => heldOut[i].Contains(sample)).Select(i => single[i][0, sample])];
            Assert.Equal(predicted.Aggregate((sum, one) => sum + one) / predicted.Length, result.OutOfFold.Prediction[0, place], 1e-12);
        }
    }

    [Fact]
    public void Costs_and_epochs_are_means_and_a_member_that_stopped_keeps_its_last_cost()
    {
        Dataset data = Samples(NetworkTask.Regression);
        TrainingResult result = Trainer.Train(data, Start(data), Options with { EpochCount = 200, Patience = 3, SnapshotCount = 6 });
        TrainingSummary[] members = [.. result.Member.Select(member => member.Training!)];
        Assert.True(members.Select(member => member.EpochCount).Distinct().Count() > 1, "all stop at the same epoch: the test shows nothing");
        Assert.Equal(members.Max(member => member.EpochCount), result.EpochCount);
        Assert.Equal(members.Average(member => member.FirstCost), result.FirstCost, 1e-14);
        Assert.Equal(members.Average(member => member.LastCost), result.LastCost, 1e-14);
        Assert.Equal(members.Average(member => member.ValidationCost!.Value), result.ValidationCost!.Value, 1e-14);
        Assert.Equal(members.Average(member => member.ValidationScore!.Value), result.ValidationR2!.Value, 1e-14);
        Assert.Equal((int)Math.Round(members.Average(member => member.BestEpoch!.Value)), result.BestEpoch);
        Assert.Equal(StopReason.EarlyStopped, result.StopReason);
        Assert.Equal((9L, data.SampleCount), (result.Seed, result.Network.Training!.SampleCount));

        // The score is that of the mean prediction, not the mean of scores.
        double[] predicted = [.. new Predictor(result.Parameter).Predict(data).Row(0)];
        double mean = data.Targets.Average(), rest = data.Targets.Zip(predicted, (y, p) => (y - p) * (y - p)).Sum();
        Assert.Equal(1 - (rest / data.Targets.Sum(y => (y - mean) * (y - mean))), result.R2!.Value, 1e-12);

        // Snapshots are ensembles: the first one of the initial weights.
        Assert.InRange(result.CostHistory.Snapshot.Count, 2, 6);
        Assert.Equal(Start(data, 5)["W2"], result.CostHistory.Snapshot[0].Parameter.Member[2]["W2"]);
        Assert.Equal(5, result.CostHistory.Snapshot[^1].Parameter.Member.Count);
    }

    [Fact]
    public void Members_share_schema_and_scaling_and_the_target_encoding_is_that_of_all_rows()
    {
        Dataset data = Read(
            PSNeuralNet.Tests.Data.Tables.Options(MissingValue.Indicator) with { CategoryEncoding = CategoryEncoding.Target },
            Column("a", [.. Enumerable.Range(0, 60).Select(i => i % 7 == 0 ? null : (object)(i * 37 % 11))]),
            Column("b", [.. Enumerable.Range(0, 60).Select(i => (object)$"c{i * 7 % 5}")]));
        NetworkParameter network = Trainer.Train(data, Start(data), Options with { EnsembleCount = 4 }).Parameter;
        Assert.All(network.Member, member => Assert.Same(network.Schema, member.Schema));
        Assert.All(network.Member, member => Assert.Same(network.Scaling, member.Scaling));
        Assert.Equal(Scaling.Of(data, standardize: true, standardizeTarget: true, keepIndicators: true)!.FeatureMean, network.Scaling!.FeatureMean);
        Assert.Equal(data.Schema.Column[1].Definition.TargetEncoding!.Prior, network.Schema.Column[1].Definition.TargetEncoding!.Prior);

        // Rows are read once, whatever the number of networks.
        var encoder = new FeatureEncoder(network);
        double[] features = encoder.Read(1, ["a", "b"], name => name == "a" ? null : "c3").ToArray();
        Assert.Equal(
            network.Member.Select(member => new Predictor(member).Predict(features)[1]).Aggregate((sum, one) => sum + one) / 4, new Predictor(network).Predict(features)[1]);
    }

    [Fact]
    public void Importances_by_updates_of_the_first_layer_are_those_of_whole_passes()
    {
        Dataset data = Samples(NetworkTask.MultiClass);
        NetworkParameter network = Trainer.Train(data, Start(data), Options).Parameter;
        IReadOnlyList<FeatureImportance> whole = Measure(long.MaxValue), updated = Measure(0);
        Assert.Equal(whole.Select(row => row.Name), updated.Select(row => row.Name));
        Assert.All(whole.Zip(updated), pair => Assert.Equal(pair.First.Value, pair.Second.Value, (left, right) => Math.Abs(left - right) < 1e-9));
        Assert.Contains(whole, row => row.Importance > 0.01);

        IReadOnlyList<FeatureImportance> Measure(long work) =>
            PermutationImportance.Measure(Evaluator.Recode(data, network), network, 3, NetworkMetric.LogLoss, 1, null, work, CancellationToken.None);
    }

    [Fact]
    public void What_needs_one_networks_weights_is_refused_and_names_the_members()
    {
        Dataset data = Samples(NetworkTask.Binary);
        TrainingResult result = Trainer.Train(data, Start(data), Options);
        NetworkParameter network = result.Parameter;
        Action[] refused =
        [
            () => _ = network["W1"], () => _ = network.Find("b2"), () => network.Weight(1), () => network.Flatten(), () => _ = ((dynamic)network).W1,
            () => ForwardCache.Compute(data, network), () => GradientCheck.Run(data, network),
            () => DiagramChart.Of(network), () => WeightChart.Of(network),
        ];
        Assert.All(refused, action =>
        {
            NetworkException error = Failing(action);
            Assert.Equal("EnsembleMemberRequired", error.Id);
            Assert.Contains("5 x 3-4-1 tanh/sigmoid", error.Message, StringComparison.Ordinal);
            Assert.Contains(".Member[0] to .Member[4]", error.Message, StringComparison.Ordinal);
        });
        Assert.Null(network.Find("W3"));
        Assert.Empty(network.MatrixName);
        Assert.Equal("5 x 3-4-1 tanh/sigmoid", network.ToString());
        Assert.Equal("5 x 3-4-1 tanh/sigmoid", result.Network.ToString());
        Assert.Equal((5 * 21, 21), (result.Network.ParameterCount, result.Member[0].ParameterCount));
        Assert.Equal([4, 1], result.Network.Layer.Select(layer => layer.UnitCount));
        Assert.Empty(result.Member[0].Member);
        Assert.Equal(10, Trainer.Train(data, new TrainingStart(result.Member[1]), new TrainingOptions { EpochCount = 10 }).EpochCount);
    }

    [Fact]
    public void Settings_that_do_not_go_with_an_ensemble_are_errors()
    {
        Dataset data = Samples(NetworkTask.Binary);
        NetworkParameter given = new(Start(data).MatrixName.Select(name => Start(data)[name]), data.Schema);
        TrainingResult single = Trainer.Train(data, Start(data), new TrainingOptions { EpochCount = 2 });
        Assert.Equal("EnsembleStartMismatch", Failing(() => Trainer.Train(data, given, Options)).Id);
        Assert.Equal("EnsembleStartMismatch", Failing(() => Trainer.Train(data, new TrainingStart(single), Options)).Id);
        Assert.Equal("EnsembleCheckpoint", Failing(() => (Options with { Checkpoint = new CheckpointFile("x.ckpt", 10) }).Validate()).Id);
        Assert.Equal("ConstantInvalid", Failing(() => (Options with { EnsembleCount = 0 }).Validate()).Id);
        Assert.Equal("ConstantInvalid", Failing(() => (Options with { EnsembleCount = 65 }).Validate()).Id);
        NetworkException few = Failing(() => Trainer.Train(data.Take([0, 1, 2, 3]), Start(data), Options));
        Assert.Equal("EnsembleTooLarge", few.Id);
        Assert.Contains("only 4 samples", few.Message, StringComparison.Ordinal);

        // A class with fewer samples than networks is in as many folds as it has samples.
        int[] rare = [.. Enumerable.Range(0, data.SampleCount).Where(sample => data.ClassOf(sample) == 0), Enumerable.Range(0, data.SampleCount).First(sample => data.ClassOf(sample) == 1)];
        Assert.Equal(rare.Length, Trainer.Train(data.Take(rare), Start(data), Options).OutOfFold!.Sample.Count);
    }

    [Fact]
    public void Divergence_of_a_member_is_that_of_the_ensemble()
    {
        Dataset data = Samples(NetworkTask.Regression);
        TrainingResult result = Trainer.Train(data, Start(data), new TrainingOptions { EnsembleCount = 3, LearningRate = 1e6, EpochCount = 20, Seed = 1 });
        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.Equal("TrainingDiverged", Failing(result.ThrowIfDiverged).Id);
    }

    [Fact]
    public void Progress_is_the_mean_over_the_networks_on_the_calling_thread_and_cancellation_ends_all()
    {
        Dataset data = MoonsGenerator.Generate(4000, 0.3, shuffle: true, seed: 1);
        using var source = new CancellationTokenSource();
        int thread = Environment.CurrentManagedThreadId;
        var seen = new List<TrainingProgress>();
        var clock = new Stopwatch();
        TrainingResult result = Trainer.Train(
            data,
            Start(data),
            new TrainingOptions { EnsembleCount = 6, EpochCount = 1_000_000, Seed = 1 },
            new Receiver(value =>
            {
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                Assert.Equal((1_000_000, value.CostHistory.Count), (value.EpochCount, value.ValidationCostHistory.Count));
                Assert.InRange(value.CostHistory.Count, 1, 1_000_000);
                seen.Add(value);
                if (seen.Count == 3)
                {
                    clock.Start();
                    source.Cancel();
                }
            }),
            source.Token);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
        Assert.Equal(StopReason.Canceled, result.StopReason);
        Assert.Equal(3, seen.Count);
        Assert.True(seen[2].Epoch >= seen[0].Epoch && seen[2].Remaining > TimeSpan.Zero);
        Assert.Equal(6, result.Parameter.Member.Count);
        Assert.Null(result.OutOfFold);
    }

    private static Matrix<double> Mean(NetworkParameter network, Dataset data) =>
        network.Member.Select(member => new Predictor(member).Predict(data)).Aggregate((sum, one) => sum + one).Map(value => value / network.Member.Count);

    private static NetworkParameter Start(Dataset data, long seed = 3) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Schema.OutputCount]), Initialization.He, seed, data.Schema);

    private static Dataset Samples(NetworkTask task) =>
        task switch
        {
            NetworkTask.Regression => RegressionGenerator.Generate(100, 3, 3, 1, 20, shuffle: true, seed: 4),
            _ => BlobsGenerator.Generate(120, task == NetworkTask.Binary ? 2 : 3, 3, 3.0, shuffle: true, seed: 4),
        };

    private sealed class Receiver(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
