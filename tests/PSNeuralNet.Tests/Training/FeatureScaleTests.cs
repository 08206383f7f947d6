using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PSNeuralNet.Tests.Training;

/// <summary>Learned feature scales: W1 = V diag(s), where the optimizer updates V and s.</summary>
public sealed class FeatureScaleTests : IDisposable
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(120, 0.3, shuffle: true, seed: 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public static TheoryData<Optimizer> Optimizers { get; } = [.. Enum.GetValues<Optimizer>().Where(optimizer => optimizer != Optimizer.LBFGS)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Optimizer.GradientDescent, 5)]
    [InlineData(Optimizer.Momentum, 5)]
    [InlineData(Optimizer.Adam, 5)]
    [InlineData(Optimizer.AdamW, 5)]
    [InlineData(Optimizer.AdamW, 19)]
    public void Steps_are_those_of_plain_loops(Optimizer optimizer, int features)
    {
        // The last features hardly matter: an L2 penalty and clipping take part.
        const double Rate = 0.05, Factor = 6, L2 = 0.3, Clip = 0.9, Decay = 0.1;
        const int Units = 4, Epochs = 5;
        Dataset data = RegressionGenerator.Generate(30, features, 3, 1, 2, shuffle: true, seed: 4);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [features, Units, 1]), Initialization.He, 3, data.Schema);
        var options = new TrainingOptions
        {
            Optimizer = optimizer, LearningRate = Rate, EpochCount = Epochs, FeatureScaleRate = Factor, L2 = L2, ClipNorm = Clip, WeightDecay = Decay,
        };
        NetworkParameter trained = Trainer.Train(data, start, options).Parameter;

        double[] w = start.Flatten(), v = [.. w], s = [.. Enumerable.Repeat(1.0, features)];
        double[] first = new double[w.Length], second = new double[w.Length], firstOfScale = new double[features], secondOfScale = new double[features];
        for (int step = 1; step <= Epochs; step++)
        {
            double[] g = ForwardCache.Compute(data, start.With(w)).Gradient().Flatten();
            for (int i = 0; i < g.Length; i++)
            {
                bool isBias = i >= features * Units && (i < (features + 1) * Units || i == g.Length - 1);
                g[i] += isBias ? 0 : L2 / data.SampleCount * w[i];
            }

            double norm = Math.Sqrt(g.Sum(one => one * one));
            Assert.True(norm > Clip, "nothing is clipped: the test shows less");
            g = [.. g.Select(one => one * (Clip / norm))];
            double[] ds = new double[features];
            for (int unit = 0; unit < Units; unit++)
            {
                for (int i = 0; i < features; i++)
                {
                    ds[i] += v[(unit * features) + i] * g[(unit * features) + i];
                    g[(unit * features) + i] *= s[i];
                }
            }

            Update(v, g, first, second, Rate, optimizer == Optimizer.AdamW ? Decay : 0, step);
            Update(s, ds, firstOfScale, secondOfScale, Rate * Factor, 0, step);
            w = [.. v.Select((value, i) => i < Units * features ? value * s[i % features] : value)];
        }

        Assert.Contains(s, one => Math.Abs(one - 1) > 0.05);
        Assert.All(w.Zip(trained.Flatten()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));

        void Update(double[] values, double[] gradient, double[] m, double[] q, double rate, double decay, int step)
        {
            for (int i = 0; i < values.Length; i++)
            {
                m[i] = optimizer == Optimizer.Momentum ? (0.9 * m[i]) + gradient[i] : (0.9 * m[i]) + (0.1 * gradient[i]);
                q[i] = (0.999 * q[i]) + (0.001 * gradient[i] * gradient[i]);
                values[i] = optimizer switch
                {
                    Optimizer.GradientDescent => values[i] - (rate * gradient[i]),
                    Optimizer.Momentum => values[i] - (rate * m[i]),
                    _ => (values[i] * (1 - (rate * decay))) - (rate * (m[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(q[i] / (1 - Math.Pow(0.999, step))) + 1e-8)),
                };
            }
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fifty_and_fifty_epochs_are_a_hundred(Optimizer optimizer)
    {
        TrainingOptions options = Options(optimizer);
        TrainingResult whole = Trainer.Train(Moons, Start(), options with { EpochCount = 100 });
        TrainingResult half = Trainer.Train(Moons, Start(), options with { EpochCount = 50 });
        Assert.Equal(2, half.State!.FeatureScale!.Scale.Length);
        AssertSame(whole, Trainer.Train(Moons, new TrainingStart(half), options with { EpochCount = 50 }));

        // Nothing emitted changes.
        AssertSame(whole, Trainer.Train(Moons, new TrainingStart(half), options with { EpochCount = 50 }));
        Assert.NotEqual(whole.Parameter.Flatten(), Trainer.Train(Moons, Start(), options with { EpochCount = 100, FeatureScaleRate = 0 }).Parameter.Flatten());
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_killed_training_goes_on_from_its_checkpoint(Optimizer optimizer)
    {
        TrainingOptions options = Options(optimizer) with { EpochCount = 60 };
        TrainingResult whole = Trainer.Train(Moons, Start(), options);
        string path = Path.Combine(_folder, "run.ckpt");
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(Moons, Start(), options with { Checkpoint = new KillSwitch(new CheckpointFile(path, 17), 3) }));
        AssertSame(whole, Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options));
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options with { FeatureScaleRate = 5 }));
        Assert.Contains("rate of feature scales", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_of_version_3_still_resume()
    {
        TrainingOptions options = Options(Optimizer.Adam) with { EpochCount = 60, FeatureScaleRate = 0 };
        TrainingResult whole = Trainer.Train(Moons, Start(), options);
        string path = Path.Combine(_folder, "old.ckpt");
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(Moons, Start(), options with { Checkpoint = new KillSwitch(new CheckpointFile(path, 17), 3) }));

        // Version 4 without scales has one byte more, and the settings to resume with.
        byte[] bytes = File.ReadAllBytes(path);
        const int Header = 52;
        var settings = new MemoryStream();
        ResumeFormat.Write(new BinaryWriter(settings), ResumeSettings.Of(options with { Checkpoint = new CheckpointFile(path, 17) }, rescales: false, isOver: false));
        byte[] old = bytes[..^(1 + (int)settings.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(old.AsSpan(8), 3);
        BinaryPrimitives.WriteInt64LittleEndian(old.AsSpan(12), old.Length - Header);
        SHA256.HashData(old.AsSpan(Header), old.AsSpan(20));
        File.WriteAllBytes(path, old);
        AssertSame(whole, Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options));
    }

    [Fact]
    public void After_divergence_the_weights_are_the_stable_ones_and_scales_start_anew()
    {
        Dataset data = RegressionGenerator.Generate(60, 3, 3, 1, 20, shuffle: true, seed: 4);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [3, 4, 1], [Activation.ReLU]), Initialization.He, 3, data.Schema);
        var options = new TrainingOptions { LearningRate = 0.001, FeatureScaleRate = 500, EpochCount = 200 };
        TrainingResult diverged = Trainer.Train(data, start, options);
        Assert.Equal(StopReason.Diverged, diverged.StopReason);
        Assert.All(diverged.Parameter.Flatten(), value => Assert.True(double.IsFinite(value)));
        Assert.Null(diverged.State!.FeatureScale);

        // Its weights are those of an epoch before: of the history's costs, one is theirs.
        double cost = ForwardCache.Compute(data, diverged.Parameter).Cost();
        Assert.Contains(diverged.CostHistory, epoch => Math.Abs(epoch.Cost - cost) < 1e-9 * cost);
        TrainingOptions calm = options with { LearningRate = 1e-6, EpochCount = 3 };
        TrainingResult resumed = Trainer.Train(data, new TrainingStart(diverged), calm);
        TrainingResult anew = Trainer.Train(data, diverged.Parameter, calm);
        Assert.Equal(anew.Parameter.Flatten(), resumed.Parameter.Flatten());
    }

    [Fact]
    public void On_other_data_scales_start_at_one_and_the_weights_stay()
    {
        Dataset other = MoonsGenerator.Generate(80, 0.3, shuffle: true, seed: 2);
        TrainingOptions options = new() { Optimizer = Optimizer.Adam, FeatureScaleRate = 6, EpochCount = 5 };
        TrainingResult first = Trainer.Train(Moons, Start(), options);
        TrainingResult carried = Trainer.Train(other, new TrainingStart(first), options), fresh = Trainer.Train(other, first.Parameter, options);
        Assert.Equal(fresh.FirstCost, carried.FirstCost);
        Assert.Equal(5, carried.EpochCount);
        Assert.NotEqual(first.State!.FeatureScale!.Weight, first.Parameter["W1"].ToRowMajorArray());
    }

    [Fact]
    public void Members_of_an_ensemble_have_scales_of_their_own_and_networks_without_hidden_layers_have_them_too()
    {
        TrainingOptions options = Options(Optimizer.AdamW) with { EnsembleCount = 3, EpochCount = 10, ValidationFraction = 0 };
        TrainingResult result = Trainer.Train(Moons, Start(), options);
        int[] foldOf = DatasetSplitter.BalancedFolds(Moons, 3, options.Seed);
        for (int i = 0; i < 3; i++)
        {
            int[] train = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] != i)], test = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] == i)];
            TrainingResult single = Trainer.Train(
                Moons.Take(train), Start(3 + i).With(result.Parameter.Scaling), options with { EnsembleCount = 1, Seed = options.Seed + i, ValidationDataset = Moons.Take(test) });
            Assert.Equal(single.Parameter.Flatten(), result.Parameter.Member[i].Flatten());
        }

        NetworkParameter linear = Initializer.Initialize(new NetworkShape([2, 1]), Initialization.He, 3, Moons.Schema);
        TrainingResult scaled = Trainer.Train(Moons, linear, new TrainingOptions { EpochCount = 10, LearningRate = 0.1, FeatureScaleRate = 2 });
        Assert.True(scaled.LastCost < scaled.FirstCost);
        Assert.Equal(2, scaled.State!.FeatureScale!.Weight.Length);
    }

    [Fact]
    public void Bins_of_numbers_have_scales_of_their_own()
    {
        TrainingOptions options = Options(Optimizer.Adam) with { BinCount = 4, EpochCount = 20 };
        TrainingResult whole = Trainer.Train(Moons, Start(), options with { EpochCount = 40 }), half = Trainer.Train(Moons, Start(), options);
        Assert.Equal(half.Parameter["W1"].ColumnCount, half.State!.FeatureScale!.Scale.Length);
        Assert.True(half.Parameter["W1"].ColumnCount > Moons.FeatureCount);
        AssertSame(whole, Trainer.Train(Moons, new TrainingStart(half), options));
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_threads()
    {
        NetworkParameter wide = Initializer.Initialize(new NetworkShape([2, 300, 60, 1]), Initialization.He, 3, Moons.Schema);
        double[][] trained = [.. new[] { 1, 4 }.Select(threads => Trainer.Train(Moons, wide, Options(Optimizer.Adam) with { EpochCount = 4, ThrottleLimit = threads }).Parameter.Flatten())];
        Assert.Equal(trained[0], trained[1]);
    }

    [Fact]
    public void Rates_that_are_not_usable_are_errors()
    {
        foreach (double rate in (double[])[-1, double.NaN, double.PositiveInfinity])
        {
            NetworkException error = Assert.Throws<NetworkException>(() => new TrainingOptions { FeatureScaleRate = rate }.Validate());
            Assert.Equal("ConstantInvalid", error.Id);
            Assert.Contains("rate of feature scales", error.Message, StringComparison.Ordinal);
        }

        NetworkException mismatch = Assert.Throws<NetworkException>(() => new TrainingOptions { Optimizer = Optimizer.LBFGS, FeatureScaleRate = 6 }.Validate());
        Assert.Equal("LbfgsMismatch", mismatch.Id);
        Assert.Contains("learned feature scales. Leave their rate out", mismatch.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.CostHistory, actual.CostHistory);
        Assert.Equal(expected.Parameter.Flatten(), actual.Parameter.Flatten());
        Assert.Equal((expected.StopReason, expected.BestEpoch, expected.ValidationCost), (actual.StopReason, actual.BestEpoch, actual.ValidationCost));
    }

    private static TrainingOptions Options(Optimizer optimizer) => new()
    {
        Optimizer = optimizer, LearningRate = 0.02, FeatureScaleRate = 6, Seed = 6, ValidationFraction = 0.2, L2 = 0.1, Standardize = true, BatchSize = 16, Dropout = [0.1], ClipNorm = 0.5,
    };

    private static NetworkParameter Start(long seed = 3) => Initializer.Initialize(new NetworkShape([2, 5, 1]), Initialization.He, seed, Moons.Schema);
}
