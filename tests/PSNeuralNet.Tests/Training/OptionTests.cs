namespace PSNeuralNet.Tests.Training;

/// <summary>Each option of a training by an example that can be worked out, or by what must not change.</summary>
public class OptionTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;
    private static readonly Dataset Moons = MoonsGenerator.Generate(101, 0.2, shuffle: true, seed: 1);

    [Fact]
    public void A_worked_step_with_a_penalty()
    {
        // Logistic 3-2-1, one sample, rate 0.1, L2 0.1: worked out by hand in the issue.
        var data = new Dataset(Build.Dense(3, 1, [0.6, 0.8, 0.7]), Build.Dense(1, 1, [0]));
        var start = new NetworkParameter(
            [Build.DenseOfArray(new[,] { { 0.1, 0.3, 0.5 }, { 0.2, 0.1, 0 } }), Build.Dense(2, 1, [0.1, 0.1]), Build.DenseOfArray(new[,] { { 0.1, 0.2 } }), Build.Dense(1, 1, [1])],
            hidden: [Activation.Sigmoid]);
        NetworkParameter next = Trainer.Train(data, start, new TrainingOptions { LearningRate = 0.1, L2 = 0.1, EpochCount = 1 }).Parameter;

        Reference.AssertClose([0.92345479780905], next["b2"].Enumerate(), 1e-14);
        Reference.AssertClose([0.09833211836461, 0.09625757782087], next["b1"].Enumerate(), 1e-14);
        Reference.AssertClose([0.04701212914783, 0.15402918140357], next["W2"].Enumerate(), 1e-14);
        Assert.Equal(0.739491918, new Predictor(next).Predict(data)[1, 0], 1e-9);
    }

    [Fact]
    public void Two_steps_of_every_update_rule_by_hand()
    {
        // One weight of 1, rate 0.1, the derivatives 0.5 and -0.25.
        double mean = ((0.9 * 0.05) - 0.025) / (1 - 0.81), square = ((0.999 * 0.00025) + (0.001 * 0.0625)) / (1 - (0.999 * 0.999));
        double adam = 0.1 * 0.5 / (0.5 + 1e-8), nextAdam = 0.1 * mean / (Math.Sqrt(square) + 1e-8);
        double root = 1 - (0.1 * 0.5 / (0.05 + 1e-8)), adagrad = 1 - (0.1 * 0.5 / (0.5 + 1e-10));
        Dictionary<Optimizer, (double First, double Second)> expected = new()
        {
            [Optimizer.GradientDescent] = (0.95, 0.975),
            [Optimizer.Momentum] = (0.95, 0.95 - (0.1 * ((0.9 * 0.5) - 0.25))),
            [Optimizer.Nesterov] = (1 - (0.1 * (0.5 + 0.45)), 0.905 - (0.1 * (-0.25 + (0.9 * 0.2)))),
            [Optimizer.RMSProp] = (root, root + (0.1 * 0.25 / (Math.Sqrt((0.99 * 0.0025) + (0.01 * 0.0625)) + 1e-8))),
            [Optimizer.Adagrad] = (adagrad, adagrad + (0.1 * 0.25 / (Math.Sqrt(0.3125) + 1e-10))),
            [Optimizer.Adam] = (1 - adam, 1 - adam - nextAdam),
            [Optimizer.AdamW] = (0.999 - adam, ((0.999 - adam) * 0.999) - nextAdam),
        };
        foreach (Optimizer optimizer in Enum.GetValues<Optimizer>().Except([Optimizer.LBFGS]))
        {
            double[] value = [1];
            var rule = UpdateRule.Create(new TrainingOptions { Optimizer = optimizer }, 1);
            rule.Step(value, [0.5], 0.1);
            Assert.Equal(expected[optimizer].First, value[0], 1e-14);
            rule.Step(value, [-0.25], 0.1);
            Assert.Equal(expected[optimizer].Second, value[0], 1e-14);
        }
    }

    [Theory]
    [InlineData(Schedule.Constant, new[] { 1.0, 1, 1, 1, 1, 1 })]
    [InlineData(Schedule.Exponential, new[] { 1.0, 0.5, 0.25, 0.125, 0.0625, 0.03125 })]
    [InlineData(Schedule.InverseTime, new[] { 1.0, 1 / 1.5, 1 / 2.0, 1 / 2.5, 1 / 3.0, 1 / 3.5 })]
    [InlineData(Schedule.Step, new[] { 1.0, 1, 0.5, 0.5, 0.25, 0.25 })]
    [InlineData(Schedule.Cosine, new[] { 0.5, 1, 1, 0.85355339059327378, 0.5, 0.14644660940672627 })]
    public void Schedules(Schedule schedule, double[] rates)
    {
        var options = new TrainingOptions { LearningRate = 1, Schedule = schedule, Decay = 0.5, StepEpochCount = 2, WarmupEpochCount = schedule == Schedule.Cosine ? 2 : 0, EpochCount = 6 };
        CostHistory history = Trainer.Train(Moons, Start(), options).CostHistory;
        Reference.AssertClose(rates, history.Select(epoch => epoch is ScheduledEpochCost scheduled ? scheduled.LearningRate : 1), 1e-15);
    }

    [Fact]
    public void A_plateau_lowers_the_rate()
    {
        var schedule = new RateSchedule(new TrainingOptions { LearningRate = 1, Schedule = Schedule.ReduceOnPlateau, StepEpochCount = 2 }, 100);
        double[] costs = [5, 4, 4, 4, 4, 3, 3, 3, 3];
        double[] rates = [.. costs.Select((cost, epoch) =>
        {
            double rate = schedule.RateOf(epoch);
            schedule.Observe(epoch, cost);
            return rate;
        })];
        Reference.AssertClose([1, 1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1], rates, 1e-15);
        Assert.Equal(0.01, schedule.RateOf(9), 1e-15);
    }

    [Fact]
    public void Weight_two_is_the_row_twice_and_weight_zero_is_no_row()
    {
        double[] weight = [.. Enumerable.Range(0, 101).Select(s => (double)(s % 3))];
        int[] rows = [.. Enumerable.Range(0, 101).SelectMany(s => Enumerable.Repeat(s, s % 3))];
        var weighted = new Dataset(Moons.X, Moons.Y, weight: weight);
        var repeated = new Dataset(
            Build.DenseOfColumnVectors(rows.Select(s => Moons.X.Column(s))), Build.DenseOfColumnVectors(rows.Select(s => Moons.Y.Column(s))));
        var options = new TrainingOptions { Optimizer = Optimizer.Adam, LearningRate = 0.01, L2 = 0.5, EpochCount = 300, Standardize = true, ClassWeight = ClassWeighting.Balanced };
        TrainingResult left = Trainer.Train(weighted, Start(), options), right = Trainer.Train(repeated, Start(), options);
        Reference.AssertClose(left.CostHistory.Select(epoch => epoch.Cost), right.CostHistory.Select(epoch => epoch.Cost), 1e-12);
        Assert.Equal(left.Accuracy!.Value, right.Accuracy!.Value, 1e-12);
    }

    [Fact]
    public void Batches_are_shuffled_from_the_seed_and_the_last_one_counts_by_its_samples()
    {
        // A rate of next to nothing: the epoch's cost is then the mean over all samples, however they are batched.
        TrainingResult batched = Trainer.Train(Moons, Start(), new TrainingOptions { BatchSize = 40, LearningRate = 1e-300, EpochCount = 2 });
        Assert.Equal(ForwardCache.Compute(Moons, Start()).Cost(), batched.FirstCost, 1e-14);

        var options = new TrainingOptions { BatchSize = 10, EpochCount = 30, Seed = 5 };
        TrainingResult first = Trainer.Train(Moons, Start(), options);
        Assert.Equal(first.CostHistory, Trainer.Train(Moons, Start(), options).CostHistory);
        Assert.NotEqual(first.CostHistory, Trainer.Train(Moons, Start(), options with { Seed = 6 }).CostHistory);
        Assert.True(first.LastCost < Trainer.Train(Moons, Start(), options with { BatchSize = 0 }).LastCost);

        // A batch of everything, or more, is the full batch.
        Assert.Equal(
            Trainer.Train(Moons, Start(), options with { BatchSize = 0 }).CostHistory, Trainer.Train(Moons, Start(), options with { BatchSize = 1000 }).CostHistory);
    }

    [Fact]
    public void Dropout_is_for_training_only_and_repeats_with_its_seed()
    {
        var options = new TrainingOptions { Dropout = [0.4], EpochCount = 200, Seed = 9, LearningRate = 0.1 };
        NetworkParameter start = Initializer.Initialize(new NetworkShape([2, 30, 1]), Initialization.He, 3);
        TrainingResult result = Trainer.Train(Moons, start, options);
        Assert.Equal(result.CostHistory, Trainer.Train(Moons, start, options).CostHistory);
        Assert.NotEqual(result.CostHistory, Trainer.Train(Moons, start, options with { Dropout = [] }).CostHistory);

        // Predictions use all units, so their cost is lower than one with units missing.
        Assert.True(ForwardCache.Compute(Moons, result.Parameter).Cost() < result.LastCost);
        Assert.Equal(new Predictor(result.Parameter).Predict(Moons), new Predictor(result.Parameter).Predict(Moons));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Inverted_dropout_keeps_the_gradient_right_on_average()
    {
        // Many epochs at a standstill: the mean of the steps is near the step without dropout.
        NetworkParameter start = Initializer.Initialize(new NetworkShape([2, 4, 1], [Activation.Identity]), Initialization.He, 3);
        Matrix<double> mean = Build.Dense(1, 4);
        const int Draws = 4000;
        for (int draw = 0; draw < Draws; draw++)
        {
            NetworkParameter next = Trainer.Train(Moons, start, new TrainingOptions { Dropout = [0.2], Seed = draw, EpochCount = 1, LearningRate = 1 }).Parameter;
            mean += (start["W2"] - next["W2"]) / Draws;
        }

        Matrix<double> expected = ForwardCache.Compute(Moons, start).Gradient()["dW2"];
        Assert.True((mean - expected).L2Norm() < 0.05 * expected.L2Norm(), $"{mean} is far from {expected}");
    }

    [Fact]
    public void A_gradient_whose_squares_leave_the_range_is_shortened_too()
    {
        var huge = new Dataset(Build.Dense(1, 2, [-1e160, 2e160]), Build.Dense(1, 2, [0.0, 1]));
        var start = new NetworkParameter([Build.Dense(1, 1), Build.Dense(1, 1)]);
        NetworkParameter next = Trainer.Train(huge, start, new TrainingOptions { ClipNorm = 0.5, EpochCount = 1, LearningRate = 1 }).Parameter;
        Assert.Equal(0.5, Math.Sqrt(start.Flatten().Zip(next.Flatten(), (a, b) => (a - b) * (a - b)).Sum()), 1e-12);
    }

    [Fact]
    public void A_long_gradient_is_shortened()
    {
        NetworkParameter start = Start();
        NetworkParameter next = Trainer.Train(Moons, start, new TrainingOptions { ClipNorm = 0.01, EpochCount = 1, LearningRate = 2 }).Parameter;
        Assert.Equal(0.02, Math.Sqrt(start.Flatten().Zip(next.Flatten(), (a, b) => (a - b) * (a - b)).Sum()), 1e-12);
        Assert.Equal(
            Trainer.Train(Moons, start, new TrainingOptions { EpochCount = 3 }).CostHistory,
            Trainer.Train(Moons, start, new TrainingOptions { ClipNorm = 1e6, EpochCount = 3 }).CostHistory);
    }

    [Fact]
    public void A_regression_predicts_in_the_targets_own_unit()
    {
        // y = 1000 + 50 x on raw numbers far from 1; a constant column does no harm.
        double[] x = [.. Enumerable.Range(0, 50).Select(i => 3000.0 + (10 * i))];
        var data = new Dataset(
            Build.Dense(2, 50, (row, s) => row == 0 ? x[s] : 7), Build.Dense(1, 50, (_, s) => 1000 + (50 * x[s])), DataSchema.DefaultRegression(2));
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [2, 1]), Initialization.Xavier, 1, data.Schema);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { Standardize = true, LearningRate = 0.1, EpochCount = 500 });
        Assert.Null(result.Accuracy);
        Assert.Equal(1000 + (50 * 3141.0), new Predictor(result.Parameter).Predict([3141.0, 7])[0], 1e-6);
        Assert.Equal(1, result.Parameter.Scaling!.FeatureDeviation[1]);
    }

    [Fact]
    public void Balanced_weights_make_classes_count_alike()
    {
        var data = new Dataset(Build.Dense(1, 4, [1, 2, 3, 4]), Build.Dense(1, 4, [0, 0, 0, 1]));
        Reference.AssertClose([4 / 6.0, 4 / 6.0, 4 / 6.0, 2], ClassWeighting.Balanced.For(data), 1e-15);
        Reference.AssertClose([1, 1, 1, 10], ClassWeighting.Of([KeyValuePair.Create<object, double>("1", 10)]).For(data), 1e-15);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_refused_by_name()
    {
        (string Id, TrainingOptions Options)[] wrong =
        [
            ("BatchSizeInvalid", new TrainingOptions { BatchSize = -1 }),
            ("ConstantInvalid", new TrainingOptions { Momentum = 1 }),
            ("ConstantInvalid", new TrainingOptions { ThrottleLimit = 0 }),
            ("ConstantInvalid", new TrainingOptions { Beta1 = -0.1 }),
            ("ConstantInvalid", new TrainingOptions { Beta2 = double.NaN }),
            ("ConstantInvalid", new TrainingOptions { Smoothing = 2 }),
            ("ConstantInvalid", new TrainingOptions { Epsilon = 0 }),
            ("ConstantInvalid", new TrainingOptions { WeightDecay = -1 }),
            ("ConstantInvalid", new TrainingOptions { L2 = -1 }),
            ("ConstantInvalid", new TrainingOptions { ClipNorm = 0 }),
            ("DropoutInvalid", new TrainingOptions { Dropout = [1] }),
            ("DropoutCountMismatch", new TrainingOptions { Dropout = [0.1, 0.2] }),
            ("ScheduleConstantMissing", new TrainingOptions { Schedule = Schedule.Exponential }),
            ("ScheduleConstantMissing", new TrainingOptions { Schedule = Schedule.Step, Decay = 0.5 }),
            ("ConstantInvalid", new TrainingOptions { Schedule = Schedule.Step, Decay = 1.5, StepEpochCount = 2 }),
            ("ConstantInvalid", new TrainingOptions { Schedule = Schedule.Cosine, WarmupEpochCount = 5000 }),
            ("ValidationFractionInvalid", new TrainingOptions { ValidationFraction = 1 }),
            ("ValidationFractionInvalid", new TrainingOptions { ValidationFraction = -0.1 }),
            ("ValidationFractionInvalid", new TrainingOptions { ValidationFraction = double.NaN }),
            ("FractionInvalid", new TrainingOptions { ValidationFraction = 0.999 }),
            ("ValidationGivenTwice", new TrainingOptions { ValidationFraction = 0.1, ValidationDataset = Moons }),
            ("PatienceWithoutValidation", new TrainingOptions { Patience = 3 }),
            ("ConstantInvalid", new TrainingOptions { Patience = 0, ValidationFraction = 0.1 }),
            ("ConstantInvalid", new TrainingOptions { MinimumDelta = -1, ValidationFraction = 0.1 }),
            ("LbfgsMismatch", new TrainingOptions { Optimizer = Optimizer.LBFGS, BatchSize = 10 }),
            ("LbfgsMismatch", new TrainingOptions { Optimizer = Optimizer.LBFGS, Dropout = [0.1] }),
            ("LbfgsMismatch", new TrainingOptions { Optimizer = Optimizer.LBFGS, ClipNorm = 1 }),
            ("LbfgsMismatch", new TrainingOptions { Optimizer = Optimizer.LBFGS, LearningRate = 0.1 }),
            ("LbfgsMismatch", new TrainingOptions { Optimizer = Optimizer.LBFGS, Schedule = Schedule.Cosine }),
            ("ClassWeightInvalid", new TrainingOptions { ClassWeight = ClassWeighting.Of([KeyValuePair.Create<object, double>(0, -1)]) }),
            ("ClassWeightInvalid", new TrainingOptions { ClassWeight = ClassWeighting.Of([KeyValuePair.Create<object, double>(0, double.NaN)]) }),
            ("ClassWeightUnknown", new TrainingOptions { ClassWeight = ClassWeighting.Of([KeyValuePair.Create<object, double>("dog", 2)]) }),
            ("ClassWeightAllZero", new TrainingOptions { ClassWeight = ClassWeighting.Of([KeyValuePair.Create<object, double>(0, 0), KeyValuePair.Create<object, double>(1, 0)]) }),
        ];
        Assert.All(wrong, pair => Assert.Equal(pair.Id, Assert.Throws<NetworkException>(() => Trainer.Train(Moons, Start(), pair.Options)).Id));
        Assert.Equal("DropoutCountMismatch", Assert.Throws<NetworkException>(
            () => Trainer.Train(Moons, Initializer.Initialize(new NetworkShape([2, 1]), Initialization.He, 1, Moons.Schema), new TrainingOptions { Dropout = [0.1] })).Id);
        Assert.Equal("ActivationCountMismatch", Assert.Throws<NetworkException>(() => new NetworkShape([2, 3, 1], [Activation.Tanh, Activation.Tanh])).Id);
        Assert.Equal("ActivationInvalid", Assert.Throws<NetworkException>(() => new NetworkShape([2, 3, 1], [Activation.Softmax])).Id);
        Assert.Equal("OutputActivationInvalid", Assert.Throws<NetworkException>(() => new Propagation<double>(new NetworkShape([2, 1], null, Activation.ReLU), 16)).Id);
        Assert.Equal("ParameterShapeInvalid", Assert.Throws<NetworkException>(() => Initializer.Initialize(new NetworkShape([2, 1], null, Activation.ReLU), Initialization.He, 1)).Id);
        Assert.Equal("ParameterShapeInvalid", Assert.Throws<NetworkException>(() => new NetworkParameter([Build.Dense(2, 2), Build.Dense(2, 1)])).Id);
    }

    [Fact]
    public void A_constant_column_of_many_rows_is_constant()
    {
        var data = new Dataset(Build.Dense(2, 10000, (row, s) => row == 0 ? 0.1 : s), Build.Dense(1, 10000, (_, s) => s % 2));
        Scaling scaling = Scaling.Of(data);
        Assert.Equal((0.1, 1), (scaling.FeatureMean[0], scaling.FeatureDeviation[0]));
        Assert.Equal(Math.Sqrt(((10000.0 * 10000) - 1) / 12), scaling.FeatureDeviation[1], 1e-9);
    }

    [Fact]
    public void A_last_update_that_diverges_is_undone_and_no_more()
    {
        // The second update's rate is a thousand times the first one's.
        var options = new TrainingOptions { LearningRate = 1e-6, Schedule = Schedule.InverseTime, Decay = 1, EpochCount = 1 };
        NetworkParameter after = Trainer.Train(Moons, Start(), options).Parameter;
        TrainingResult diverged = Trainer.Train(Moons, after, new TrainingOptions { LearningRate = 1e7, EpochCount = 1 });
        Assert.Equal(StopReason.Diverged, diverged.StopReason);
        Assert.Equal(after.Flatten(), diverged.Parameter.Flatten());

        TrainingResult two = Trainer.Train(Moons, Start(), new TrainingOptions { LearningRate = 1e7, Schedule = Schedule.Cosine, WarmupEpochCount = 1, EpochCount = 2 });
        Assert.Equal(StopReason.Diverged, two.StopReason);
        Assert.Equal(two.LastCost, ForwardCache.Compute(Moons, two.Parameter).Cost());
    }

    [Fact]
    public void One_hard_batch_is_no_divergence_and_an_exploded_first_epoch_is_one()
    {
        // Targets of 0 but for one of 100: its batch costs two thousand times the mean.
        var data = new Dataset(Build.Dense(1, 2000, (_, s) => s % 7), Build.Dense(1, 2000, (_, s) => s == 77 ? 100 : 0), DataSchema.DefaultRegression(1));
        NetworkParameter line = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [1, 1]), Initialization.Small, 1, data.Schema);
        Assert.Equal(StopReason.Completed, Trainer.Train(data, line, new TrainingOptions { BatchSize = 1, LearningRate = 1e-4, EpochCount = 3 }).StopReason);
        Assert.Equal(StopReason.Diverged, Trainer.Train(Moons, Start(), new TrainingOptions { BatchSize = 1, LearningRate = 1e7, EpochCount = 3 }).StopReason);
    }

    [Fact]
    public void A_few_samples_that_cost_most_are_no_divergence()
    {
        // Two of 4000, which the sample that the first cost is measured on does not have: it is 25,000 with them, and less than 1 without.
        var data = new Dataset(Build.Dense(1, 4000, (_, s) => s % 7), Build.Dense(1, 4000, (_, s) => s is 1 or 2 ? 1e4 : s % 2), DataSchema.DefaultRegression(1));
        NetworkParameter line = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [1, 1]), Initialization.Small, 1, data.Schema);
        TrainingResult result = Trainer.Train(data, line, new TrainingOptions { BatchSize = 32, LearningRate = 1e-9, EpochCount = 2 });
        Assert.Equal(StopReason.Completed, result.StopReason);
        Assert.True(result.FirstCost > 1000);
    }

    [Fact]
    public void The_seed_of_the_batches_is_on_the_result()
    {
        Assert.Equal(7, Trainer.Train(Moons, Start(), new TrainingOptions { BatchSize = 20, Seed = 7, EpochCount = 1 }).Seed);
        Assert.Equal(3, Trainer.Train(Moons, Start(), new TrainingOptions { Seed = 7, EpochCount = 1 }).Seed);
    }

    [Fact]
    public void Targets_are_found_by_name_in_any_order()
    {
        Dataset Data(string first, string second) =>
            new Dataset(Build.Dense(1, 3, [1, 2, 3]), Build.Dense(2, 3, (row, s) => (first == "a") == (row == 0) ? s : -s), new DataSchema(["x"], [first, second], []));

        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [1, 2]), Initialization.Xavier, 1, Data("a", "b").Schema);
        var options = new TrainingOptions { EpochCount = 5, LearningRate = 0.01 };
        Assert.Equal(Trainer.Train(Data("a", "b"), start, options).Parameter.Flatten(), Trainer.Train(Data("b", "a"), start, options).Parameter.Flatten());
        Assert.Equal("TargetMismatch", Assert.Throws<NetworkException>(() => Trainer.Train(Data("b", "c"), start, options)).Id);
    }

    [Fact]
    public void Labels_are_found_exactly_first()
    {
        var schema = new DataSchema(["x"], ["y"], ["1", "1.0", "a"]);
        Assert.Equal([0, 1, 2, 0, -1], new object[] { "1", "1.0", "a", 1.0, "b" }.Select(schema.ClassIndex));
    }

    private static NetworkParameter Start() => Initializer.Initialize(new NetworkShape([2, 5, 1]), Initialization.He, 3, Moons.Schema);
}
