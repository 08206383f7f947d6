namespace PSNeuralNet.Tests.Training;

/// <summary>Defaults for tables: choices that depend on others follow from the samples that are held out.</summary>
public class TableRulesTests
{
    private const double Share = 0.125;

    private static readonly Dataset Classes = BlobsGenerator.Generate(200, 2, 3, 3.0, shuffle: true, seed: 4), Numbers = RegressionGenerator.Generate(200, 3, 3, 1, 20, shuffle: true, seed: 4);

    // Samples, given settings, then networks, folds, share held out, and true where samples are held out.
    public static TheoryData<int, string, int, int?, double, bool> Cases => new()
    {
        { 200, "", 4, 8, 0, true },
        { 40, "", 4, 8, 0, true },
        { 39, "", 1, null, 0, false },
        { 39, "FoldCount=5", 4, 5, 0, true },
        { 39, "EnsembleCount=2", 2, 8, 0, true },
        { 39, "ValidationFraction=0.2", 1, null, 0.2, true },
        { 39, "EnsembleCount=3; ValidationFraction=0.2", 3, null, 0.2, true },
        { 6, "EnsembleCount=2", 2, 6, 0, true },
        { 200, "EnsembleCount=1", 1, null, Share, true },
        { 200, "EnsembleCount=8", 8, null, 0, true },
        { 200, "EnsembleCount=12", 12, null, 0, true },
        { 200, "FoldCount=2", 2, 2, 0, true },
        { 200, "ValidationFraction=0", 1, null, 0, false },
        { 200, "ValidationFraction=0.2", 4, null, 0.2, true },
        { 200, "EnsembleCount=1; ValidationFraction=0", 1, null, 0, false },
        { 200, "EnsembleCount=4; ValidationFraction=0", 4, 8, 0, true },
        { 200, "FoldCount=5; ValidationFraction=0", 4, 5, 0, true },
        { 200, "ValidationDataset", 4, null, 0, true },
        { 200, "ValidationDataset; ValidationFraction=0", 4, null, 0, true },
        { 39, "ValidationDataset; ValidationFraction=0", 1, null, 0, true },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Calibration_patience_and_tolerance_follow_from_what_is_held_out(int samples, string given, int networks, int? folds, double share, bool holdsOut)
    {
        foreach (Dataset all in (Dataset[])[Classes, Numbers])
        {
            Dataset data = all.Take([.. Enumerable.Range(0, samples)]);
            Dictionary<string, object?> values = TrainingSetting.Parsed(given.Split("; ").Where(one => one.Contains('=', StringComparison.Ordinal)).Select(one => KeyValuePair.Create(one.Split('=')[0], one.Split('=')[1])));
            if (given.Contains("Dataset", StringComparison.Ordinal))
            {
                values[nameof(TrainingOptions.ValidationDataset)] = all;
            }

            TrainingOptions options = TableDefaults.Of(data, values);
            options.Validate();
            Assert.Equal((networks, folds, share), (options.EnsembleCount, options.FoldCount, options.ValidationFraction));
            Assert.Equal(holdsOut && data.Task != NetworkTask.Regression ? Calibration.Temperature : Calibration.None, options.Calibration);
            Assert.Equal((holdsOut ? 25 : null, holdsOut ? null : 1e-4), ((int?)options.Patience, options.Tolerance));

            // Repeated with all that was chosen, and replaced by what was given, it is the same.
            TrainingOptions again = options.Replaced(values, data);
            Assert.Equal((options.EnsembleCount, options.FoldCount, options.ValidationFraction, options.Patience, options.Tolerance), (again.EnsembleCount, again.FoldCount, again.ValidationFraction, again.Patience, again.Tolerance));
        }
    }

    [Theory]
    [InlineData(1, 1, 400)]
    [InlineData(5, 5, 400)]
    [InlineData(20, 20, 400)]
    [InlineData(31, 31, 400)]
    [InlineData(32, 32, 400)]
    [InlineData(36, 32, 400)]
    [InlineData(40, 32, 400)]
    [InlineData(200, 32, 400)]
    [InlineData(1000, 32, 125)]
    [InlineData(1499, 32, 85)]
    [InlineData(1500, 64, 166)]
    [InlineData(10_000, 128, 50)]
    [InlineData(50_000, 256, 20)]
    public void Batch_and_epochs_are_those_of_the_number_of_samples(int samples, int batch, int epochs)
    {
        Dataset data = RegressionGenerator.Generate(samples, 2, 2, 1, 1, shuffle: true, seed: 4);
        TrainingOptions options = TableDefaults.Of(data);
        Assert.Equal((batch, epochs), (options.BatchSize, options.EpochCount));

        // Samples of weight 0 do not count.
        var weighted = new Dataset(data.X.Append(data.X), data.Y.Append(data.Y), data.Schema, weight: [.. Enumerable.Range(0, 2 * samples).Select(i => i < samples ? 2.0 : 0)]);
        TrainingOptions same = TableDefaults.Of(weighted);
        Assert.Equal((batch, epochs, options.EnsembleCount, options.Patience), (same.BatchSize, same.EpochCount, same.EnsembleCount, same.Patience));
    }

    [Fact]
    public void A_patience_that_is_given_without_samples_held_out_is_that_of_the_tolerance()
    {
        TrainingOptions options = TableDefaults.Of(Numbers, new Dictionary<string, object?> { [nameof(TrainingOptions.ValidationFraction)] = 0.0, [nameof(TrainingOptions.Patience)] = 3 });
        options.Validate();
        Assert.Equal((0.0, 3, 1e-4), (options.ValidationFraction, options.Patience, options.Tolerance));
    }

    [Fact]
    public void A_single_network_holds_nothing_out_where_a_class_has_one_row()
    {
        var y = Matrix<double>.Build.Dense(3, 120, (label, i) => label == (i == 7 ? 2 : i % 2) ? 1 : 0);
        var rare = new Dataset(Classes.X.SubMatrix(0, 3, 0, 120), y);
        TrainingOptions single = TableDefaults.Of(rare, new Dictionary<string, object?> { [nameof(TrainingOptions.EnsembleCount)] = 1 });
        Assert.Equal((0.0, null, 1e-4, Calibration.None), (single.ValidationFraction, single.Patience, single.Tolerance, single.Calibration));
        Assert.Equal(single with { Chosen = [] }, TableDefaults.Of(rare, isSingle: true) with { Chosen = [], Dropout = single.Dropout });
        TrainingOptions several = TableDefaults.Of(rare);
        Assert.Equal((4, 8, 25, Calibration.Temperature), (several.EnsembleCount, several.FoldCount, several.Patience, several.Calibration));
        TrainingOptions given = TableDefaults.Of(rare, new Dictionary<string, object?> { [nameof(TrainingOptions.ValidationFraction)] = 0.2, [nameof(TrainingOptions.EnsembleCount)] = 1 });
        Assert.Equal(0.2, given.ValidationFraction);
        foreach (TrainingOptions options in (TrainingOptions[])[given, given with { EnsembleCount = 2 }])
        {
            NetworkParameter start = Initializer.Initialize(NetworkShape.For(rare.Task, [3, 4, 3]), Initialization.He, 3, rare.Schema);
            Assert.Equal("ClassTooSmall", Assert.Throws<NetworkException>(() => Trainer.Train(rare, start, options with { EpochCount = 1 })).Id);
        }
    }

    [Theory]
    [InlineData(3, "64,32", "", Precision.Double)]
    [InlineData(3, "256,256", "", Precision.Single)]
    [InlineData(3, "256,255", "", Precision.Double)]
    [InlineData(1024, "64,32", "", Precision.Single)]
    [InlineData(1023, "64,32", "", Precision.Double)]
    [InlineData(3, "256,256", "Precision=Double", Precision.Double)]
    [InlineData(3, "256,256", "Optimizer=LBFGS", Precision.Double)]
    [InlineData(3, "8", "Precision=Single", Precision.Single)]
    public void Wide_layers_are_trained_in_single_precision(int features, string hidden, string given, Precision precision)
    {
        var x = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Create(features, 20, (row, column) => Math.Sin((row * 20) + column));
        var data = new Dataset(x, MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Create(1, 20, (_, column) => column % 2));
        Dictionary<string, object?> values = TrainingSetting.Parsed(given.Length == 0 ? [] : [KeyValuePair.Create(given.Split('=')[0], given.Split('=')[1])]);
        TrainingOptions options = TableDefaults.Of(data, values, [.. hidden.Split(',').Select(int.Parse)]);
        Assert.Equal(precision, options.Precision);
        Assert.Equal(precision == Precision.Single && given.Length == 0, options.Chosen.Contains(nameof(TrainingOptions.Precision)));
    }
}
