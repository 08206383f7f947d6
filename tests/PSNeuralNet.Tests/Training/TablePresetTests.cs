using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Training;

/// <summary>The preset Table: features of categories and indicators stay 0 or 1, and features that do not vary have no effect.</summary>
public class TablePresetTests
{
    private static readonly TrainingOptions Table = new() { Standardize = true, Preset = Preset.Table, EpochCount = 5, Optimizer = Optimizer.Adam, Seed = 3 };

    private static readonly Dataset Mixed = Read(
        Options(MissingValue.Indicator),
        Column("c", "a", "b", "a", null, "b", "a"),
        Column("n", 1, 2, 3, null, 5, 9),
        Column("b", true, false, true, true, false, null),
        Column("d", "2026-11-24", "9999-12-31", "2026-11-25", "2026-11-29", "2026-11-30", "2026-11-28"));

    [Fact]
    public void Features_of_categories_booleans_and_indicators_stay_0_or_1()
    {
        Assert.Equal(["c=a", "c=b", "c (missing)", "n", "n (missing)", "b", "b (missing)", "d", "d (never)"], Mixed.FeatureName);
        Scaling all = Scaling.Of(Mixed, standardize: true)!, kept = Scaling.Of(Mixed, standardize: true, keepIndicators: true)!;
        int[] numbers = [3, 7];
        for (int feature = 0; feature < Mixed.FeatureCount; feature++)
        {
            bool isNumber = numbers.Contains(feature);
            Assert.Equal(isNumber ? all.FeatureMean[feature] : 0, kept.FeatureMean[feature]);
            Assert.Equal(isNumber ? all.FeatureDeviation[feature] : 1, kept.FeatureDeviation[feature]);
            Assert.NotEqual(0, all.FeatureMean[feature]);
            Assert.NotEqual(1, all.FeatureDeviation[feature]);
        }

        Assert.Equal(all.FillValue, kept.FillValue);
    }

    [Fact]
    public void The_preset_of_the_options_decides()
    {
        Assert.Equal(Preset.Tutorial, new TrainingOptions().Preset);
        Assert.Equal(Scaling.Of(Mixed)!.FeatureMean, Train(Mixed, Table with { Preset = Preset.Tutorial }).Parameter.Scaling!.FeatureMean);
        Assert.Equal([0, 0, 0, 4], Train(Mixed, Table).Parameter.Scaling!.FeatureMean.Take(4));
    }

    [Fact]
    public void A_network_that_is_trained_further_keeps_its_scaling_and_its_weights()
    {
        TrainingResult old = Train(Mixed, Table with { Preset = Preset.Tutorial });
        TrainingResult further = Trainer.Train(Mixed, new TrainingStart(old.Network), Table);
        Assert.Equal(old.Parameter.Scaling!.FeatureMean, further.Parameter.Scaling!.FeatureMean);

        // A column that does not vary in the new data was learned from other data.
        Dataset same = Mixed.Take([0, 2]);
        TrainingResult again = Trainer.Train(same, new TrainingStart(old.Network), Table, warn: text => Assert.DoesNotContain("no effect", text, StringComparison.Ordinal));
        Assert.NotEqual(0, again.Parameter.Weight(1)[0, 1]);
    }

    [Theory]
    [InlineData(Optimizer.GradientDescent)]
    [InlineData(Optimizer.Adam)]
    [InlineData(Optimizer.AdamW)]
    [InlineData(Optimizer.LBFGS)]
    public void A_category_of_the_other_part_has_no_effect_and_is_reported(Optimizer optimizer)
    {
        Dataset all = Read(null, Column("c", "a", "b", "a", "b", "z", "a"), Column("n", 1, 2, 3, 4, 5, 6), Column("k", 7, 7, 7, 7, 7, 8));
        Dataset train = all.Take([0, 1, 2, 3]), test = all.Take([4, 5]);
        var warnings = new List<string>();
        TrainingOptions options = Table with { Optimizer = optimizer, L2 = 0.01 };
        NetworkParameter network = Train(train, options, warnings.Add).Parameter;
        Assert.Equal(["2 columns have features that are the same in all training samples, so they have no effect: 'c' (c=z), 'k' (k)."], warnings);
        Assert.Equal(["c=a", "c=b", "c=z", "n", "k"], network.FeatureName);
        Assert.Equal(new double[10], network.Weight(1).SubMatrix(0, 5, 2, 1).Append(network.Weight(1).SubMatrix(0, 5, 4, 1)).Enumerate());
        Assert.DoesNotContain(0.0, network.Weight(1).SubMatrix(0, 5, 0, 2).Enumerate());

        // As an unknown category, and as any other number.
        var predictor = new Predictor(network);
        Assert.Equal(predictor.Predict([0, 0, 0, 5, 7]).ToArray(), predictor.Predict([0, 0, 1, 5, 1000]).ToArray());

        string category = "Row 1, column 'c': 'z' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.";
        string constant = "Row 2, column 'k': all training samples had '7', so '8' and other values have no effect.";
        Assert.Equal([category, constant], Warnings(warn => Evaluator.Measure(test, network, warn: warn)));
        Assert.Equal([category, constant], Warnings(warn => new Predictor(network, warn: warn).Predict(test)));
        Assert.Equal([category, constant], Warnings(warn => FeatureCheck.Run(test, network, UnknownCategory.Warning, warn)));
        Assert.Equal([category], Warnings(warn => Encode(network, UnknownCategory.Warning, warn, "z", 7)));
        Assert.Empty(Warnings(warn => Evaluator.Measure(train, network, warn: warn)));
        Assert.Empty(Warnings(warn => Encode(network, UnknownCategory.Error, warn, "a", 7)));
        Assert.Equal("CategoryUnknown", Failing(() => Evaluator.Measure(test, network, unknown: UnknownCategory.Error)).Id);
        Assert.Equal("CategoryUnknown", Failing(() => new Predictor(network, UnknownCategory.Error).Predict(test)).Id);
        Assert.Equal("CategoryUnknown", Failing(() => Encode(network, UnknownCategory.Error, null, "z", 7)).Id);
        Assert.Equal("CategoryUnknown", Failing(() => Encode(network, UnknownCategory.Error, null, "a", 8)).Id);
    }

    [Fact]
    public void A_column_that_is_the_same_in_the_training_part_has_no_effect()
    {
        Dataset all = Read(
            Options(MissingValue.Indicator), Column("c", "a", "a", "a", "a", "b", null), Column("n", 1, 2, 3, 4, 5, null), Column("b", true, true, true, true, false, true), Column("f", 0.1, 0.1, null, 0.1, 0.1, 2));
        Dataset train = all.Take([0, 1, 2, 3]);
        NetworkParameter network = Train(train, Table).Parameter;
        Assert.Equal(["c=a", "c=b", "c (missing)", "n", "n (missing)", "b", "f", "f (missing)"], network.FeatureName);
        Assert.Equal([1, 0, 0, 2.5, 0, 1, 0.1, 0], network.Scaling!.FeatureMean);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 1], network.Weight(1).EnumerateColumns().Select(column => column.All(weight => weight == 0) ? 0.0 : 1));
        Assert.Equal(
            [
                "Row 5, column 'c': 'b' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.",
                "Row 5, column 'b': 'False' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.",
                "Row 6, column 'n': 'n (missing)' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.",
                "Row 6, column 'f': all training samples had '0.1', so '2' and other values have no effect.",
            ],
            Warnings(warn => Evaluator.Measure(all, network, warn: warn)));
    }

    [Fact]
    public void The_tutorials_preset_keeps_drawn_weights()
    {
        Dataset all = Read(null, Column("c", "a", "b", "a", "b", "z", "a"), Column("n", 1, 2, 3, 4, 5, 6));
        Dataset train = all.Take([0, 1, 2, 3]);
        NetworkParameter start = Start(train);
        NetworkParameter network = Trainer.Train(train, start, Table with { Preset = Preset.Tutorial }).Parameter;
        Assert.Equal(start.Weight(1).Column(2), network.Weight(1).Column(2));
    }

    [Fact]
    public void Categories_of_the_validation_part_only_are_named_and_the_same_seed_gives_the_same()
    {
        object?[] rare = [.. Enumerable.Range(0, 40).Select(i => i < 36 ? $"kind{i % 2}" : $"rare{i}")];
        Dataset all = Read(null, Column("c", rare), Column("n", [.. Enumerable.Range(0, 40).Select(i => (object)i)]));
        var warnings = new List<string>();
        TrainingOptions options = Table with { ValidationFraction = 0.5 };
        NetworkParameter network = Train(all, options, warnings.Add).Parameter;
        Assert.Matches("^The column 'c' has features that are the same in all training samples, so they have no effect: c=rare", Assert.Single(warnings));
        Assert.Equal(network.Flatten(), Train(all, options).Parameter.Flatten());

        // Two halves of the epochs are one training.
        TrainingResult half = Train(all, options with { EpochCount = 2 });
        Assert.Equal(network.Flatten(), Trainer.Train(all, new TrainingStart(half), options with { EpochCount = 3 }).Parameter.Flatten());
    }

    private static List<string> Warnings(Action<Action<string>> action)
    {
        var warnings = new List<string>();
        action(warnings.Add);
        return warnings;
    }

    private static void Encode(NetworkParameter network, UnknownCategory unknown, Action<string>? warn, string category, double number) =>
        new FeatureEncoder(network, unknown, warn).Read(1, ["c", "n", "k"], name => name switch { "c" => category, "n" => 5, _ => number });

    private static NetworkParameter Start(Dataset data) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 5, data.Schema.OutputCount]), Initialization.He, 3, data.Schema);

    private static TrainingResult Train(Dataset data, TrainingOptions options, Action<string>? warn = null) =>
        Trainer.Train(data, new TrainingStart(Start(data)), options, warn: warn);
}
