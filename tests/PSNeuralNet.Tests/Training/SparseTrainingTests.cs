using PSNeuralNet.Tests.Networks;

namespace PSNeuralNet.Tests.Training;

/// <summary>Trainings over sparse rows: the numbers of dense blocks, the bits of any number of threads, and the same after a pause.</summary>
public sealed class SparseTrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public static TheoryData<Optimizer, int, int[]> Trainings { get; } =
    [
        .. from optimizer in Enum.GetValues<Optimizer>()
           from batch in (int[])[0, 64]
           where batch == 0 || optimizer != Optimizer.LBFGS
           from hidden in (int[][])[[30, 4], [6], []]
           select (optimizer, batch, hidden),
    ];

    public static TheoryData<Activation, NetworkTask> Gradients { get; } =
    [
        .. from activation in (Activation[])[Activation.Tanh, Activation.ReLU, Activation.LeakyReLU, Activation.Sigmoid, Activation.Identity, Activation.GELU]
           from task in (NetworkTask[])[NetworkTask.Binary, NetworkTask.MultiClass, NetworkTask.Regression]
           select (activation, task),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Trainings))]
    public void Trajectories_are_those_of_dense_blocks(Optimizer optimizer, int batch, int[] hidden)
    {
        Dataset data = SparseData.Create(200, 90, 5, dense: 2, isWeighted: true);
        NetworkParameter start = SparseData.Start(data, hidden);
        TrainingOptions options = Options(optimizer, batch, hidden) with { EpochCount = 15 };
        TrainingResult result = Trainer.Train(data, start, options);
        (double[] costs, double[] values) = Dense(data, start, options);
        Assert.Equal(result.EpochCount, costs.Length);
        Reference.AssertClose(costs.Select(_ => 1.0), result.CostHistory.Zip(costs, (entry, cost) => entry.Cost / cost), 1e-9);
        Reference.AssertClose(values, result.Parameter.Flatten(), 1e-9);
        if (GradientPass<double>.IsWide(start.Shape))
        {
            Assert.Equal(values, result.Parameter.Flatten());
        }
    }

    [Theory, MemberData(nameof(Trainings))]
    public void The_same_bits_at_any_number_of_threads_and_after_a_pause(Optimizer optimizer, int batch, int[] hidden)
    {
        Dataset data = SparseData.Create(400, 90, 5, NetworkTask.MultiClass);
        NetworkParameter start = SparseData.Start(data, hidden);
        TrainingOptions options = Options(optimizer, batch, hidden) with { EpochCount = 12, ValidationFraction = 0.25 };
        TrainingResult whole = Trainer.Train(data, start, options with { ThrottleLimit = 1 });
        AssertSame(whole, Trainer.Train(data, start, options with { ThrottleLimit = 2 }));

        string path = Path.Combine(_folder, "run.ckpt");
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(data, start, options with { Checkpoint = new KillSwitch(new CheckpointFile(path, 5), 2) }));
        Assert.Equal(5, Checkpoint.Read(path).EpochCount);
        AssertSame(whole, Trainer.Train(data, Checkpoint.Read(path).Start(start), options));
        TrainingResult half = Trainer.Train(data, start, options with { EpochCount = 5 });
        AssertSame(whole, Trainer.Train(data, new TrainingStart(half), options with { EpochCount = 7 }));
    }

    [Theory, MemberData(nameof(Gradients))]
    public void The_gradient_is_that_of_the_cost(Activation activation, NetworkTask task)
    {
        Dataset data = SparseData.Create(40, 64, 4, task, dense: 1, isWeighted: true);
        NetworkParameter start = SparseData.Start(data, [5, 4], activation);
        var source = new SampleSource<double>(data, null, allowsSparse: true);
        Assert.NotNull(source.Sparse);
        var blocks = new SampleBlocks<double>(source, start.Shape);
        var cost = new CostGradient<double>(start.Shape, source, new TrainingOptions { L2 = 0.3 }, new WorkerGroup(1));
        var values = new AlignedBuffer<double>(start.Flatten());
        Assert.Equal(cost.Cost(values, blocks, CancellationToken.None), cost.Evaluate(values, blocks, 0, CancellationToken.None));
        double[] analytic = cost.Gradient.ToArray();
        double scale = analytic.Max(Math.Abs), step = activation is Activation.ReLU or Activation.LeakyReLU ? 1e-5 : 1e-3;
        for (int i = 0; i < analytic.Length; i++)
        {
            // Five-point differences: their error falls as the fourth power of the step.
            double numeric = ((8 * (At(step) - At(-step))) - At(2 * step) + At(-2 * step)) / (12 * step);
            Assert.InRange(Math.Abs(numeric - analytic[i]) / scale, 0, 1e-6);

            double At(double distance)
            {
                double value = values.Span[i];
                values.Span[i] = value + distance;
                double there = cost.Cost(values, blocks, CancellationToken.None);
                values.Span[i] = value;
                return there;
            }
        }
    }

    [Fact]
    public void Validation_measures_what_dense_blocks_give()
    {
        Dataset data = SparseData.Create(300, 90, 5, NetworkTask.Regression);
        NetworkParameter start = SparseData.Start(data, [40]);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { EpochCount = 3, Optimizer = Optimizer.Adam, ValidationDataset = data, Standardize = false });
        double cost = ForwardCache.Compute(data, result.Parameter).Cost();
        Assert.Equal(cost, ((ValidatedEpochCost)result.CostHistory[^1]).ValidationCost, 1e-13);
    }

    private static TrainingOptions Options(Optimizer optimizer, int batch, int[] hidden) => new()
    {
        Optimizer = optimizer,
        BatchSize = batch,
        L2 = 0.01,
        ClipNorm = optimizer == Optimizer.LBFGS ? null : 0.5,
        Dropout = optimizer == Optimizer.Adam && hidden.Length > 0 ? [0.2] : [],
        Schedule = optimizer == Optimizer.LBFGS ? Schedule.Constant : Schedule.Exponential,
        Decay = optimizer == Optimizer.LBFGS ? null : 0.99,
        Seed = 6,
    };

    /// <summary>Costs and final weights over dense blocks, by the parts that the trainer uses.</summary>
    private static (double[] Costs, double[] Values) Dense(Dataset data, NetworkParameter start, TrainingOptions options)
    {
        var source = new SampleSource<double>(data, null);
        var workers = new WorkerGroup(1);
        var costs = new List<double>();
        if (options.Optimizer == Optimizer.LBFGS)
        {
            double[] last = [];
            var blocks = new SampleBlocks<double>(source, start.Shape);
            new QuasiNewton(new CostGradient<double>(start.Shape, source, options, workers), blocks, start.Flatten(), CancellationToken.None).Run(options.EpochCount, (_, cost, values) =>
            {
                costs.Add(cost);
                last = values.ToArray();
                return true;
            });
            return ([.. costs], last);
        }

        var runner = new EpochRunner<double>(source, start.Shape, start.Flatten(), options, workers);
        var schedule = new RateSchedule(options, options.EpochCount);
        for (int epoch = 0; epoch < options.EpochCount; epoch++)
        {
            costs.Add(runner.RunEpoch(epoch, schedule.RateOf(epoch), _ => true, CancellationToken.None));
        }

        return ([.. costs], runner.Values.ToArray());
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.Parameter.Flatten(), actual.Parameter.Flatten());
        Assert.Equal(expected.CostHistory, actual.CostHistory);
        Assert.Equal((expected.EpochCount, expected.BestEpoch, expected.StopReason), (actual.EpochCount, actual.BestEpoch, actual.StopReason));
    }
}
