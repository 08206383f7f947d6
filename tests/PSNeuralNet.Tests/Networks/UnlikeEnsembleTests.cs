using PSNeuralNet.Reports;
using PSNeuralNet.Tests.Data;
using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Networks;

/// <summary>Ensembles of networks with layers, losses and scalings of their own, one of which is there twice.</summary>
public class UnlikeEnsembleTests
{
    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("targets")]
    [InlineData("logClip")]
    [InlineData("indicator")]
    [InlineData("regressionMixed")]
    public void Predictions_are_the_mean_of_the_networks_own_to_the_last_bit(string table)
    {
        Dataset data = ExportCase.Data(table).Take([.. Enumerable.Range(0, 200)]);
        NetworkParameter[] single = [.. UnlikeEnsemble.Trainings(data).Select(result => result.Parameter)];
        NetworkParameter ensemble = NetworkParameter.Ensemble([single[1], single[0], single[1], single[2]]);
        Matrix<double>[] predicted = [.. single.Select(one => new Predictor(one).Predict(data))];
        Matrix<double> mean = predicted[1].MapIndexed((row, column, value) => ((2 * value) + predicted[0][row, column] + predicted[2][row, column]) / 4), given = new Predictor(ensemble).Predict(data);
        Assert.Equal(mean, given);
        Assert.NotEqual(predicted[0], given);

        // One at a time, and some.
        var predictor = new Predictor(ensemble);
        for (int sample = 0; sample < data.SampleCount; sample++)
        {
            Assert.Equal(mean.Column(sample), Vector<double>.Build.Dense(predictor.Predict(data.X.Column(sample).ToArray()).ToArray()));
        }

        Assert.Equal(mean.SubMatrix(0, mean.RowCount, 3, 7), new Predictor(ensemble).Predict(data.Take([3, 4, 5, 6, 7, 8, 9])));

        // As the report of metrics, too.
        Assert.Equal(Evaluator.Measure(data, given, data.Task, 0.5, null, default).ToString(), Evaluator.Measure(data, ensemble).ToString());
    }

    [Fact]
    public void Blocks_and_sparse_rows_of_unlike_networks_are_averaged()
    {
        Dataset data = MoonsGenerator.Generate(5000, 0.3, shuffle: true, seed: 2), sparse = SparseData.Create(200, 400, 8);
        foreach (Dataset one in (Dataset[])[data, sparse])
        {
            NetworkParameter first = Train(one, [5], true), second = Train(one, [7, 3], false);
            Matrix<double> a = new Predictor(first).Predict(one), b = new Predictor(second).Predict(one);
            Assert.Equal((a + b) / 2, new Predictor(NetworkParameter.Ensemble([first, second])).Predict(one));
        }

        static NetworkParameter Train(Dataset data, int[] hidden, bool standardize) => Trainer.Train(
            data,
            Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, .. hidden, data.Schema.OutputCount]), Initialization.He, 3, data.Schema),
            new TrainingOptions { EpochCount = 2, Standardize = standardize, Seed = 1 }).Parameter;
    }

    [Fact]
    public void What_is_not_common_to_all_is_told_of_none()
    {
        Dataset data = ExportCase.Data("targets").Take([.. Enumerable.Range(0, 60)]);
        NeuralNetwork network = UnlikeEnsemble.Of(data);
        NetworkParameter ensemble = network.Parameter;
        Assert.Equal("4 networks of 3 features", $"{ensemble}");
        Assert.Equal("4 networks of 3 features", $"{network}");
        Assert.Equal("4 networks", $"{network.Member}");
        Assert.Equal(["3-5-4-2 tanh/identity", "9-6-2 leakyrelu/identity", "9-6-2 leakyrelu/identity", "3-4-3-3-2 sigmoid/tanh/gelu/identity"], network.Member.Select(member => $"{member}"));
        Assert.Same(network.Member[1], network.Member[2]);
        Assert.All(network.Member, member => Assert.NotNull(member.Training));
        Assert.Equal(network.Member.Distinct().Sum(member => member.ParameterCount), network.ParameterCount);
        Assert.Empty(network.LayerSize);
        Assert.Empty(network.Layer);
        Assert.Empty(network.Activation);
        Assert.Null(network.Loss);
        Assert.Null(network.Scaling);
        Assert.Equal("MeanSquaredError; Huber, delta 0.75; MeanAbsoluteError", ensemble.LossText);
        Assert.Equal((false, false, false), (ensemble.IsUniform, ensemble.HasCommonScaling, ensemble.HasDefaultLoss));
        NetworkException error = Assert.Throws<NetworkException>(() => ensemble.Shape);
        Assert.Equal("EnsembleShapesDiffer", error.Id);
        Assert.Contains("4 networks of 3 features", error.Message, StringComparison.Ordinal);
        Assert.Equal("EnsembleMemberRequired", Assert.Throws<NetworkException>(() => ensemble["W4"]).Id);
        Assert.Equal("EnsembleMemberRequired", Assert.Throws<NetworkException>(() => DiagramChart.Of(ensemble)).Id);
        Assert.Equal("EnsembleMemberRequired", Assert.Throws<NetworkException>(() => WeightChart.Of(ensemble)).Id);
        Assert.Equal("EnsembleMemberRequired", Assert.Throws<NetworkException>(() => ForwardCache.Compute(data, ensemble)).Id);

        // Of one shape, with scalings of their own.
        NetworkParameter first = ensemble.Member[0], moved = first.With(Scaling.Of(data.Take([.. Enumerable.Range(0, 30)])));
        NetworkParameter alike = NetworkParameter.Ensemble([first, moved, first]);
        Assert.Equal("3 x 3-5-4-2 tanh/identity", $"{alike}");
        Assert.Equal(first.LayerSize, alike.LayerSize);
        Assert.Equal(first.Shape, alike.Shape);
        Assert.Equal((2 * first.ParameterCount, false, true), (alike.ParameterCount, alike.IsUniform, alike.HasDefaultLoss));
        Assert.Null(alike.Scaling);

        // Scalings with the same values are one.
        Assert.NotNull(NetworkParameter.Ensemble([first, first.With(first.Scaling!.WithEdges([]))]).Scaling);
    }

    [Fact]
    public void Networks_of_other_columns_classes_or_statistics_are_refused()
    {
        Dataset data = Mixed("north", "south");
        NetworkParameter one = Network(data), other = Network(Mixed("east", "west"));
        Refused("the column 'site'", one, other);
        Refused("the columns", one, Network(MoonsGenerator.Generate(20, 0.1, shuffle: true, seed: 1)));
        Refused("the classes", one, new NetworkParameter(one.Shape, one.Flatten(), new DataSchema(data.Schema.Column, ["y"], ["no", "yes"])));
        Refused("the targets", one, new NetworkParameter(one.Shape, one.Flatten(), new DataSchema(data.Schema.Column, ["z"], data.Schema.ClassLabel)));
        Refused("the names", one, new NetworkParameter(one.Shape, one.Flatten(), null));
        Assert.Equal("EnsembleMemberRequired", Assert.Throws<NetworkException>(() => NetworkParameter.Ensemble([one, NetworkParameter.Ensemble([one, one])])).Id);

        // The same columns of another table.
        Assert.Equal(2, NetworkParameter.Ensemble([one, Network(Mixed("north", "south"))]).Member.Count);

        static void Refused(string part, NetworkParameter first, NetworkParameter second)
        {
            NetworkException error = Assert.Throws<NetworkException>(() => NetworkParameter.Ensemble([first, first, second]));
            Assert.Equal("EnsembleMembersDiffer", error.Id);
            Assert.Contains($"network 2 differs from network 0 in {part}.", error.Message, StringComparison.Ordinal);
        }

        static NetworkParameter Network(Dataset data) =>
            Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, data.Schema.OutputCount]), Initialization.He, 1, data.Schema);

        static Dataset Mixed(string first, string second) => Tables.Read(
            null,
            Tables.Column("n", [.. Enumerable.Range(0, 20).Select(i => (object)i)]),
            Tables.Column("site", [.. Enumerable.Range(0, 20).Select(i => (object)(i % 3 == 0 ? first : second))]));
    }

    [Fact]
    public void Prior_offsets_are_taken_out_of_each_network_once()
    {
        Dataset data = ExportCase.Data("multiclass").Take([.. Enumerable.Range(0, 150)]);
        NetworkParameter ensemble = UnlikeEnsemble.Of(data).Parameter, raw = ensemble.WithoutPriorOffset();
        Assert.Equal([0, 0, 0, 4], ensemble.Member.Select(member => member.PriorOffset.Count));
        Assert.Same(raw.Member[1], raw.Member[2]);
        Assert.Same(ensemble.Member[0], raw.Member[0]);
        Matrix<double>[] single = [.. ensemble.Single.Select(one => new Predictor(one.WithoutPriorOffset()).Predict(data))];
        Assert.Equal((single[0] + (2 * single[1]) + single[2]) / 4, new Predictor(raw).Predict(data));
        Assert.NotEqual(new Predictor(ensemble).Predict(data), new Predictor(raw).Predict(data));
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_found_in_any_network()
    {
        NetworkParameter[] members = [.. UnlikeEnsemble.Of(ExportCase.Data("binary").Take([.. Enumerable.Range(0, 60)])).Parameter.Member];
        double[] values = members[3].Flatten();
        values[^1] = double.NaN;
        members[3] = new NetworkParameter(members[3].Shape, values, members[3].Schema, scaling: members[3].Scaling);
        Assert.Equal("ParameterNotFinite", Assert.Throws<NetworkException>(NetworkParameter.Ensemble(members).RequireFinite).Id);
    }

    [Theory]
    [InlineData("indicator", NetworkMetric.LogLoss)]
    [InlineData("regressionMixed", NetworkMetric.MeanSquaredError)]
    public void Importance_by_updates_of_the_first_layers_is_that_of_whole_passes(string table, NetworkMetric metric)
    {
        Dataset data = ExportCase.Data(table).Take([.. Enumerable.Range(0, 150)]);
        NetworkParameter ensemble = UnlikeEnsemble.Of(data).Parameter;
        IReadOnlyList<FeatureImportance> whole = Measure(long.MaxValue), updated = Measure(0);
        foreach (FeatureImportance row in whole)
        {
            FeatureImportance other = Assert.Single(updated, one => one.Name == row.Name);
            Assert.Equal(row.Baseline, other.Baseline);
            Reference.AssertClose([.. row.Value], [.. other.Value], 1e-9 * (1 + Math.Abs(row.Baseline)));
        }

        Assert.Contains(whole, row => Math.Abs(row.Importance) > 1e-6);

        IReadOnlyList<FeatureImportance> Measure(long maximumWork) =>
            PermutationImportance.Measure(Evaluator.Recode(data, ensemble), ensemble, 2, metric, 5, null, maximumWork, CancellationToken.None);
    }

    [Fact]
    public void Only_what_no_network_was_trained_on_is_reported()
    {
        Dataset data = Tables.Read(
            null,
            Tables.Column("n", [.. Enumerable.Range(0, 60).Select(i => (object)(i * 7 % 23))]),
            Tables.Column("site", [.. Enumerable.Range(0, 60).Select(i => (object)(i < 10 ? "first" : i < 20 ? "second" : i < 40 ? "third" : "fourth"))]));
        NetworkParameter withFirst = Train([.. Enumerable.Range(0, 60).Where(i => i is < 10 or >= 20)], 3, standardize: true), without = Train([.. Enumerable.Range(20, 40)], 5, standardize: false);
        Assert.Equal(["first", "second"], Reported(without));
        Assert.Equal(["second"], Reported(withFirst));
        Assert.Equal(["second"], Reported(NetworkParameter.Ensemble([without, withFirst, without])));

        NetworkParameter Train(int[] samples, int units, bool standardize) => Trainer.Train(
            data.Take(samples),
            Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, units, 1]), Initialization.He, 1, data.Schema),
            new TrainingOptions { EpochCount = 5, Standardize = standardize, Preset = Preset.Table, Seed = 1 }).Parameter;

        string[] Reported(NetworkParameter network)
        {
            string[] sites = ["first", "second", "third", "fourth"];
            return [.. sites.Where((site, i) =>
            {
                var warnings = new List<string>();
                FeatureCheck.Run(data.Take([i == 3 ? 50 : i * 10]), network, UnknownCategory.Warning, warnings.Add);
                return warnings.Any(warning => warning.Contains($"'{site}'", StringComparison.Ordinal));
            })];
        }
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("logClip")]
    [InlineData("indicator")]
    public void Each_network_is_trained_further_as_if_it_were_alone(string table)
    {
        Dataset data = ExportCase.Data(table).Take([.. Enumerable.Range(0, 150)]), more = ExportCase.Data(table).Take([.. Enumerable.Range(150, 120)]);
        NetworkParameter ensemble = UnlikeEnsemble.Of(data).Parameter;
        TrainingOptions options = new() { EnsembleCount = 4, EpochCount = 3, Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16, Standardize = true, Seed = 7 };
        TrainingResult result = Trainer.Train(more, new TrainingStart(ensemble), options);
        int[] foldOf = DatasetSplitter.BalancedFolds(more, 4, 7);
        for (int i = 0; i < 4; i++)
        {
            // Predictions that are clipped are so to the range of all samples, as with networks of one scaling.
            NetworkParameter start = ensemble.Member[i];
            start = start.Scaling is { TargetMinimum.Count: > 0 } scaling ? start.With(scaling.Widened([.. more.Y.EnumerateRows().Select(row => row.Minimum())], [.. more.Y.EnumerateRows().Select(row => row.Maximum())])) : start;
            int[] train = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] != i)], test = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] == i)];
            TrainingOptions alone = options with { EnsembleCount = 1, Seed = 7 + i, ValidationDataset = more.Take(test), Standardize = start.Scaling is { FeatureMean.Count: > 0 } };
            NetworkParameter single = Trainer.Train(more.Take(train), start, alone).Parameter, trained = result.Parameter.Member[i];
            Assert.Equal(single.Flatten(), trained.Flatten());
            Assert.True(trained.Shape.IsSame(start.Shape) && Scaling.AreSame(trained.Scaling, start.Scaling));
        }

        Assert.NotSame(result.Parameter.Member[1], result.Parameter.Member[2]);
        Assert.False(result.Parameter.IsUniform);
        Assert.Equal(("", "4 networks of"), ($"{result.HiddenSize}", $"{result.Parameter}"[..13]));
        Assert.Contains("-Network $start", result.Command, StringComparison.Ordinal);
        Assert.NotNull(result.ChosenSetting);

        // New scalings, each of its own kind.
        NetworkParameter rescaled = Trainer.Train(more, new TrainingStart(ensemble).Rescaling(), options).Parameter;
        Assert.Equal(ensemble.Member.Select(member => member.Scaling?.UnitCount), rescaled.Member.Select(member => member.Scaling?.UnitCount));
        Assert.NotEqual(ensemble.Member[0].Scaling!.FeatureMean, rescaled.Member[0].Scaling!.FeatureMean);
        Assert.Equal(ensemble.Member.Select(member => member.Scaling?.TargetShift), rescaled.Member.Select(member => member.Scaling?.TargetShift));
    }

    [Fact]
    public void New_categories_grow_each_network()
    {
        Dataset known = Table(["north", "south"]), more = Table(["east", "north", "south"]);
        NetworkParameter before = UnlikeEnsemble.Of(known).Parameter;
        TrainingStart start = CategoryGrowth.Learn(new TrainingStart(before), more, () => 5);
        Assert.Equal(before.Member.Select(member => member.Shape.InputSize + 1), start.Parameter.Member.Select(member => member.Shape.InputSize));
        Assert.Same(start.Parameter.Member[1], start.Parameter.Member[2]);
        Reference.AssertClose(new Predictor(before).Predict(known).Enumerate(), new Predictor(start.Parameter).Predict(known).Enumerate(), 1e-12);
        NetworkParameter trained = Trainer.Train(more, start, new TrainingOptions { EnsembleCount = 4, EpochCount = 3, LearningRate = 0.05, Seed = 7 }).Parameter;
        Assert.All(trained.Member, member => Assert.NotEqual(0, member.Weight(1)[0, 1]));

        static Dataset Table(string[] sites) => Tables.Read(
            null, Tables.Column("n", [.. Enumerable.Range(0, 90).Select(i => (object)(i * 7 % 23))]), Tables.Column("site", [.. Enumerable.Range(0, 90).Select(i => (object)sites[i % sites.Length])]));
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("logClip")]
    public void A_report_names_the_layers_of_each_network(string table)
    {
        Dataset data = ExportCase.Data(table).Take([.. Enumerable.Range(0, 150)]);
        TrainingResult result = Trainer.Train(data, new TrainingStart(UnlikeEnsemble.Of(data).Parameter), new TrainingOptions { EnsembleCount = 4, EpochCount = 3, LearningRate = 0.01, Standardize = true, Seed = 7, SnapshotCount = 2 });
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.html");
        try
        {
            ReportFile.Write(result, path);
            string page = File.ReadAllText(path);
            string[] layers = [.. result.Parameter.Member.Select(member => $"{member}").Distinct()];
            Assert.Contains($"1 x {layers[0]}; 2 x {layers[1]}; 1 x {layers[2]}", page, StringComparison.Ordinal);
            Assert.Contains("4 networks of ", page, StringComparison.Ordinal);
            Assert.Contains("The first of 4 networks, whose predictions are averaged; the others have layers of their own.", page, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(2, SeriesNames.Of([result, result]).Distinct().Count());
        Assert.Equal($"{result.Parameter}, ", $"{result}"[..($"{result.Parameter}".Length + 2)]);
    }
}
