using System.Collections;

namespace PSNeuralNet.Tests.Search;

/// <summary>Search spaces: what a user may give, errors, and settings that have no effect beside others.</summary>
public class SearchSpaceTests
{
    public static TheoryData<string, object?, string> Given { get; } = new()
    {
        { "LearningRate", "1e-4..1 log", "LearningRate=0.0001..1 log" },
        { "learningrate", " 0.5 .. 2 ", "LearningRate=0.5..2" },
        { "LearningRate", new object[] { 0.03, "0.1", 1, 0.3f }, "LearningRate=0.03|0.1|1|0.30000001192092896" },
        { "LearningRate", 0.3, "LearningRate=0.3" },
        { "LearningRate", new object?[] { null, 0.1 }, "LearningRate=none|0.1" },
        { "LearningRate", new object[] { 0.1, "1e-1", 0.2 }, "LearningRate=0.1|0.2" },
        { "HiddenSize", new object[] { "8", "32", "64,32" }, "HiddenSize=8|32|64,32" },
        { "HiddenSize", new[] { 2, 5, 10 }, "HiddenSize=2|5|10" },
        { "HiddenSize", new object[] { 8, new object[] { 64, "32" }, Array.Empty<object>() }, "HiddenSize=8|64,32|none" },
        { "HiddenSize", "", "HiddenSize=none" },
        { "HiddenSize", new[] { "None", "4, 2" }, "HiddenSize=none|4,2" },
        { "HiddenSize", Array.Empty<object>(), "HiddenSize=none" },
        { "HiddenSize", "8..64 LOG", "HiddenSize=8..64 log" },
        { "Epochs", new[] { 10, 20 }, "EpochCount=10|20" },
        { "ITERATIONS", "10..20", "EpochCount=10..20" },
        { "BatchSize", "32", "BatchSize=32" },
        { "BatchSize", 64.0, "BatchSize=64" },
        { "Activation", new object[] { "relu", Activation.Tanh, "ReLU,tanh" }, "Activation=ReLU|Tanh|ReLU,Tanh" },
        { "Optimizer", new[] { "adamw", "LBFGS" }, "Optimizer=AdamW|LBFGS" },
        { "Loss", new object?[] { "Huber", null }, "Loss=Huber|none" },
        { "Initialization", Initialization.Xavier, "Initialization=Xavier" },
        { "Delta", "0.5..2", "Delta=0.5..2" },
        { "Dropout", new object[] { "none", 0.1, "0.1,0.2" }, "Dropout=none|0.1|0.1,0.2" },
        { "Dropout", "0..0.3", "Dropout=0..0.3" },
        { "ClipNorm", new[] { "none", "1" }, "ClipNorm=none|1" },
        { "Standardize", new object[] { true, "$false" }, "Standardize=True|False" },
        { "TargetTransform", new[] { "None", "log" }, "TargetTransform=None|Log" },
        { "ClassWeight", new object?[] { null, "balanced", new Hashtable { ["a"] = 2 } }, "ClassWeight=none|Balanced|a=2" },
        { "L2", "1e-6..1 log", "L2=1E-06..1 log" },
    };

    public static TheoryData<string, object?, string, string> Wrong { get; } = new()
    {
        { "LearnngRate", 1, "SearchParameterUnknown", "The nearest name is 'LearningRate'" },
        { "rate", 1, "SearchParameterUnknown", "The nearest name is 'LearningRate'" },
        { "Seed", 1, "SearchParameterReserved", "seed of the search" },
        { "preset", "Table", "SearchParameterReserved", "setting of the search" },
        { "EnsembleCount", 4, "SearchParameterReserved", "ensemble out of its trials" },
        { "LearningRate", Array.Empty<object>(), "CandidateMissing", "LearningRate has no candidates" },
        { "LearningRate", "fast", "CandidateInvalid", "a number" },
        { "LearningRate", "NaN", "CandidateInvalid", "a number" },
        { "LearningRate", true, "CandidateInvalid", "a number" },
        { "LearningRate", 0.0, "LearningRateInvalid", "0 is not usable" },
        { "LearningRate", "1..0.1", "RangeInvalid", "low end" },
        { "LearningRate", "1..1", "RangeInvalid", "low end" },
        { "LearningRate", "a..b", "RangeInvalid", "numbers" },
        { "LearningRate", "..1", "RangeInvalid", "numbers" },
        { "LearningRate", "0.1..", "RangeInvalid", "numbers" },
        { "LearningRate", "0.1..1 lin", "RangeInvalid", "numbers" },
        { "LearningRate", new object[] { 0.1, "0.1..1" }, "RangeInvalid", "stands alone" },
        { "LearningRate", "0..1 log", "RangeLogInvalid", "begins at 0" },
        { "LearningRate", "-1..1 log", "RangeLogInvalid", "begins at -1" },
        { "LearningRate", "0..1", "LearningRateInvalid", "0 is not usable" },
        { "L2", "-1..1", "ConstantInvalid", "L2 penalty -1" },
        { "LabelSmoothing", "0..1", "ConstantInvalid", "label smoothing 1" },
        { "BatchSize", "16..32.5", "RangeInvalid", "whole numbers" },
        { "BatchSize", 0.5, "CandidateInvalid", "a whole number" },
        { "BatchSize", -1, "BatchSizeInvalid", "negative" },
        { "BinCount", "0..16", "ConstantInvalid", "number of bins 1" },
        { "EpochCount", 0, "EpochCountInvalid", "1 or more" },
        { "HiddenSize", "8,x", "CandidateInvalid", "a whole number" },
        { "HiddenSize", new object?[] { 8, null }, "CandidateInvalid", "$null" },
        { "HiddenSize", 0, "LayerSizeInvalid", "hidden size 0" },
        { "Dropout", 1.0, "DropoutInvalid", "dropout 1" },
        { "Activation", "Softmax", "ActivationInvalid", "output layers" },
        { "Activation", "", "CandidateInvalid", "Tanh, ReLU" },
        { "Activation", "Rellu", "CandidateInvalid", "the nearest is 'ReLU'" },
        { "Optimizer", "adm", "CandidateInvalid", "the nearest is 'Adam'" },
        { "Optimizer", "1", "CandidateInvalid", "GradientDescent, Momentum" },
        { "Optimizer", null, "CandidateInvalid", "$null" },
        { "Optimizer", "Adam..LBFGS", "RangeWithoutNumbers", "List the candidates" },
        { "Delta", 0.0, "DeltaInvalid", "delta 0" },
        { "Momentum", 1.0, "ConstantInvalid", "momentum 1" },
        { "Standardize", "maybe", "CandidateInvalid", "true or false" },
        { "ClassWeight", 3, "CandidateInvalid", "Balanced" },
    };

    [Theory]
    [MemberData(nameof(Given))]
    public void Candidates_and_ranges_are_read_and_written(string name, object? value, string text) => Assert.Equal(text, Space((name, value)).ToString());

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_input_is_an_error_of_its_own(string name, object? value, string id, string message)
    {
        NetworkException error = Assert.Throws<NetworkException>(() => Space((name, value)));
        Assert.Equal(id, error.Id);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_and_repeated_parameters_are_errors()
    {
        Assert.Equal("SpaceEmpty", Assert.Throws<NetworkException>(() => Space()).Id);
        NetworkException error = Assert.Throws<NetworkException>(() => Space(("Epochs", 3), ("EpochCount", 4)));
        Assert.Equal("SearchParameterRepeated", error.Id);
        Assert.Contains("'Epochs' is another name of it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_have_the_types_of_the_options()
    {
        SearchSpace space = Space(
            ("HiddenSize", "64,32"), ("Activation", "ReLU"), ("Dropout", "0.1..0.3"), ("BatchSize", "16..64 log"), ("LearningRate", "0.001..1 log"), ("ClipNorm", 1), ("Optimizer", "Adam"), ("Loss", "Huber"));
        object?[] values = [.. space.Parameter.Select(parameter => parameter.ValueAt(0.5))];
        Assert.Equal([64, 32], Assert.IsAssignableFrom<IReadOnlyList<int>>(values[0]));
        Assert.Equal([Activation.ReLU], Assert.IsAssignableFrom<IReadOnlyList<Activation>>(values[1]));
        Assert.Equal([0.2], Assert.IsAssignableFrom<IReadOnlyList<double>>(values[2]));
        Assert.Equal([32, 0.03162, 1.0, Optimizer.Adam, Loss.Huber], values[3..]);
        TrainingOptions options = new TrainingOptions().With(space.SettingOf(values, Optimizer.Adam).ToDictionary());
        Assert.Equal((32, 0.03162, 0.2, 1.0), (options.BatchSize, options.LearningRate, options.Dropout[0], options.ClipNorm));
    }

    [Fact]
    public void Every_setting_can_be_searched_but_those_of_the_search()
    {
        string[] reserved = ["Seed", "ThrottleLimit", "Preset", "BackgroundCount", "Contamination", "SnapshotCount", "ValidationDataset", "FoldCount", "EnsembleCount"];
        Assert.Equal(
            TrainingSetting.All.Select(setting => setting.Parameter).Except(reserved).Concat(["HiddenSize", "Activation", "Initialization", "Loss", "Delta"]).Order(),
            SearchSetting.All.Select(setting => setting.Name).Order());
        Assert.All(reserved, name => Assert.Equal("SearchParameterReserved", Assert.Throws<NetworkException>(() => Space((name, 1))).Id));
        Assert.InRange(SearchSetting.All.Count, 1, SobolSequence.MaximumDimensions);
    }

    [Theory]
    [InlineData("0.0001..1 log", 0.0, 0.0001)]
    [InlineData("0.0001..1 log", 0.25, 0.001)]
    [InlineData("0.0001..1 log", 0.3, 0.001585)]
    [InlineData("0.0001..1 log", 0.999999999, 1.0)]
    [InlineData("0.1..0.7", 0.25, 0.25)]
    [InlineData("0.1..0.7", 0.123456, 0.17407)]
    [InlineData("0.90001..0.90002", 0.5, 0.900015)]
    [InlineData("1000000..3000000", 0.123456, 1246900.0)]
    public void Numbers_are_rounded_to_a_ten_thousandth_of_the_range(string range, double share, double value) => Assert.Equal(value, Space(("L2", range)).Parameter[0].ValueAt(share));

    [Fact]
    public void Whole_numbers_and_candidates_have_equal_shares()
    {
        SearchParameter whole = Space(("BatchSize", "3..6")).Parameter[0], candidates = Space(("BatchSize", new[] { 1, 2, 4 })).Parameter[0];
        Assert.Equal([3, 3, 4, 4, 5, 5, 6, 6], Enumerable.Range(0, 8).Select(i => (int)whole.ValueAt((i + 0.5) / 8)!));
        Assert.Equal([1, 1, 2, 2, 4, 4], Enumerable.Range(0, 6).Select(i => (int)candidates.ValueAt((i + 0.5) / 6)!));
        Assert.Equal((2.0, 4.0, null, 3.0, null), (candidates.CoordinateOf(4)!.Value, whole.CoordinateOf(4)!.Value, whole.CoordinateOf(7), candidates.ValueCount!.Value, Space(("L2", "0..1")).Parameter[0].ValueCount));
    }

    [Theory]
    [InlineData(Optimizer.GradientDescent, "LearningRate=1")]
    [InlineData(Optimizer.Nesterov, "LearningRate=1; Momentum=0.5")]
    [InlineData(Optimizer.RMSProp, "LearningRate=1; Smoothing=0.9; Epsilon=1")]
    [InlineData(Optimizer.AdamW, "LearningRate=1; Beta1=0.8; Epsilon=1; WeightDecay=0.1")]
    [InlineData(Optimizer.LBFGS, "")]
    public void Constants_are_those_of_the_optimizer(Optimizer optimizer, string active)
    {
        (string, object?)[] constants = [("LearningRate", 1), ("Momentum", 0.5), ("Smoothing", 0.9), ("Beta1", 0.8), ("Epsilon", 1), ("WeightDecay", 0.1)];
        Assert.Equal($"Optimizer={optimizer}; {active}".TrimEnd(' ', ';'), First(Space([("Optimizer", optimizer), .. constants]), Optimizer.LBFGS));
        Assert.Equal(active.Length == 0 ? "defaults" : active, First(Space(constants), optimizer));
    }

    [Fact]
    public void Other_conditions()
    {
        (string, object?)[] scheduled = [("Decay", 0.5), ("StepEpochCount", 9), ("WarmupEpochCount", 2), ("PlateauThreshold", 0.1), ("MinimumLearningRate", 0.1), ("CooldownEpochCount", 3)];
        Assert.Equal("Decay=0.5; StepEpochCount=9; WarmupEpochCount=2; PlateauThreshold=0.1; MinimumLearningRate=0.1; CooldownEpochCount=3", First(Space(scheduled), Optimizer.Adam));
        Assert.Equal("Schedule=Cosine; WarmupEpochCount=2", First(Space([("Schedule", "Cosine"), .. scheduled]), Optimizer.Adam));
        Assert.Equal("Schedule=Exponential; Decay=0.5; WarmupEpochCount=2", First(Space([("Schedule", "Exponential"), .. scheduled]), Optimizer.Adam));
        Assert.Equal("Schedule=Step; Decay=0.5; StepEpochCount=9; WarmupEpochCount=2", First(Space([("Schedule", "Step"), .. scheduled]), Optimizer.Adam));
        Assert.Equal("defaults", First(Space([("Schedule", "Step"), ("BatchSize", 8), ("Dropout", 0.1), ("ClipNorm", 1), ("FeatureScaleRate", 6), .. scheduled]), Optimizer.LBFGS));
        Assert.Equal("Loss=Huber; Delta=2", First(Space(("Loss", "Huber"), ("Delta", 2)), Optimizer.Adam));
        Assert.Equal("Loss=none", First(Space(("Loss", null), ("Delta", 2)), Optimizer.Adam));
        Assert.Equal("Delta=2", First(Space(("Delta", 2)), Optimizer.Adam));
        Assert.Equal("HiddenSize=none; L2=1", First(Space(("HiddenSize", ""), ("Activation", "ReLU"), ("Dropout", 0.1), ("L2", 1)), Optimizer.Adam));
    }

    [Fact]
    public void Parameters_that_no_trial_has()
    {
        SearchSpace space = Space(("Momentum", "0..0.9"), ("Schedule", new[] { "Cosine", "Step" }), ("Decay", 0.5), ("PlateauThreshold", "0..0.1"), ("L2", 1));
        Assert.Equal(["Momentum", "PlateauThreshold"], space.WithoutEffect(Optimizer.AdamW));
        Assert.Equal(["PlateauThreshold"], space.WithoutEffect(Optimizer.Nesterov));
        Assert.Equal(["Momentum", "Schedule", "Decay", "PlateauThreshold"], space.WithoutEffect(Optimizer.LBFGS));
        Assert.Empty(Space(("Momentum", 0.9), ("Optimizer", new[] { "Adam", "Nesterov" })).WithoutEffect(Optimizer.AdamW));

        // Ranges without effect do not make a space infinite.
        ISearchStrategy random = SearchStrategies.Create(SearchStrategy.Random, space, null, 1, Optimizer.AdamW, []);
        Assert.Equal(2, random.PlanCount);
        Assert.Equal(["Schedule=Cosine; L2=1", "Schedule=Step; Decay=0.5; L2=1"], random.Next([]).Select(plan => plan.Setting.ToString()).Order());
    }

    [Fact]
    public void Spaces_for_tables_are_by_rule()
    {
        Assert.Equal(
            "LearningRate=0.001..0.02 log; HiddenSize=32|64|64,32|128,64; Activation=ReLU|GELU|Tanh; Dropout=0..0.3; WeightDecay=0.001..0.3 log; BatchSize=16|32|64; FeatureScaleRate=2..12 log; BinCount=0|8|16; LabelSmoothing=0|0.05",
            SearchSpace.ForTable(MoonsGenerator.Generate(200, 0.3, shuffle: true, seed: 1)).ToString());
        string regression = SearchSpace.ForTable(Table(6, skewed: false)).ToString();
        Assert.Contains("BatchSize=3|6; ", regression, StringComparison.Ordinal);
        Assert.DoesNotContain("LabelSmoothing", regression, StringComparison.Ordinal);
        Assert.DoesNotContain("TargetTransform", regression, StringComparison.Ordinal);
        Assert.EndsWith("; TargetTransform=None|Log", SearchSpace.ForTable(Table(60, skewed: true)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lerningrate", "LearningRate")]
    [InlineData("Hiden", "HiddenSize")]
    [InlineData("epoch", "EpochCount")]
    [InlineData("optmizer", "Optimizer")]
    [InlineData("Decy", "Decay")]
    [InlineData("WeigthDecay", "WeightDecay")]
    [InlineData("HiddenLayers", "HiddenSize")]
    public void Nearest_names(string text, string nearest) => Assert.Equal(nearest, NearestName.Of(text, SearchSetting.All.Select(setting => setting.Name)));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcd", "acbd", 1)]
    [InlineData("ca", "abc", 3)]
    public void Edit_distances(string from, string to, int edits) => Assert.Equal(edits, NearestName.Distance(from, to));

    internal static SearchSpace Space(params (string Name, object? Value)[] values) => SearchSpace.Of(values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    private static string First(SearchSpace space, Optimizer optimizer) => space.SettingOf([.. space.Parameter.Select(parameter => parameter.Candidate[0])], optimizer).ToString();

    private static Dataset Table(int rows, bool skewed)
    {
        double[,] y = new double[1, rows];
        double[,] x = new double[1, rows];
        for (int i = 0; i < rows; i++)
        {
            x[0, i] = i;
            y[0, i] = skewed ? Math.Exp(i / 5.0) : i;
        }

        return new Dataset(Matrix<double>.Build.DenseOfArray(x), Matrix<double>.Build.DenseOfArray(y), new DataSchema(["x"], ["y"], []));
    }
}
