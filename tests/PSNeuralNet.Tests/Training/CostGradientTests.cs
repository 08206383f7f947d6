namespace PSNeuralNet.Tests.Training;

/// <summary>The gradient that training goes down, against differences of the cost that it brings down.</summary>
public class CostGradientTests
{
    private static readonly Activation[] Hidden = [Activation.Tanh, Activation.ReLU, Activation.LeakyReLU, Activation.Sigmoid, Activation.Identity, Activation.GELU];

    public static TheoryData<Activation, NetworkTask, bool, bool, bool, double> Cases { get; } =
    [
        .. from activation in Hidden
           from task in (NetworkTask[])[NetworkTask.Binary, NetworkTask.MultiClass, NetworkTask.Regression]
           from hasL2 in (bool[])[false, true]
           from hasClassWeight in (bool[])[false, true]
           from hasSampleWeight in (bool[])[false, true]
           from smoothing in (double[])[0, 0.2]
           where (!hasClassWeight && smoothing == 0) || task != NetworkTask.Regression
           select (activation, task, hasL2, hasClassWeight, hasSampleWeight, smoothing),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_is_that_of_the_cost(Activation activation, NetworkTask task, bool hasL2, bool hasClassWeight, bool hasSampleWeight, double smoothing)
    {
        // 40 samples: more than one block of the padding.
        var random = new RandomState(17);
        int outputs = task == NetworkTask.Binary ? 1 : task == NetworkTask.MultiClass ? 3 : 2;
        Matrix<double> x = Matrix<double>.Build.Dense(3, 40, (_, _) => random.StandardNormal());
        Matrix<double> y = Matrix<double>.Build.Dense(outputs, 40, (row, s) => task switch
        {
            NetworkTask.Binary => s % 3 == 0 ? 1 : 0,
            NetworkTask.MultiClass => s % 5 % 3 == row ? 1 : 0,
            _ => random.StandardNormal(),
        });
        DataSchema schema = task == NetworkTask.Regression ? DataSchema.DefaultRegression(3, 2) : DataSchema.Default(3, outputs);
        var data = new Dataset(x, y, schema, weight: hasSampleWeight ? [.. Enumerable.Range(0, 40).Select(s => (double)(s % 4))] : null);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(task, [3, 5, 4, outputs], [activation]), Initialization.Xavier, 5, schema);
        var options = new TrainingOptions { L2 = hasL2 ? 0.7 : 0, ClassWeight = hasClassWeight ? ClassWeighting.Of([KeyValuePair.Create<object, double>(1, 5)]) : null };

        var source = new SampleSource<double>(data, null, options.ClassWeight?.For(data), labelSmoothing: smoothing);
        var blocks = new SampleBlocks<double>(source, start.Shape);
        var cost = new CostGradient<double>(start.Shape, source, options, new WorkerGroup(1));
        var values = new AlignedBuffer<double>(start.Flatten());
        Assert.Equal(cost.Cost(values, blocks, TestContext.Current.CancellationToken), cost.Evaluate(values, blocks, 0, TestContext.Current.CancellationToken));
        double[] analytic = cost.Gradient.ToArray();
        double scale = analytic.Max(Math.Abs);
        bool hasCorner = activation is Activation.ReLU or Activation.LeakyReLU;
        double step = hasCorner ? 1e-5 : 1e-3;
        for (int i = 0; i < analytic.Length; i++)
        {
            // Five-point differences: their error falls as the fourth power of the step.
            double value = values.Span[i];
            double At(double distance)
            {
                values.Span[i] = value + distance;
                double there = cost.Cost(values, blocks, TestContext.Current.CancellationToken);
                values.Span[i] = value;
                return there;
            }

            double numeric = ((8 * (At(step) - At(-step))) - At(2 * step) + At(-2 * step)) / (12 * step);
            Assert.InRange(Math.Abs(numeric - analytic[i]) / scale, 0, 1e-6);
        }
    }
    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void Label_smoothing_is_that_of_PyTorch(int classes)
    {
        // torch.nn.functional.cross_entropy(logits, label, label_smoothing=e): (1 - e) nll(label) + e / K sum of nll(k), in plain loops; two classes have the logits 0 and z.
        const double Smoothing = 0.15;
        var random = new RandomState(4);
        int outputs = classes == 2 ? 1 : classes;
        Matrix<double> x = Matrix<double>.Build.Dense(3, 20, (_, _) => random.StandardNormal());
        Matrix<double> y = Matrix<double>.Build.Dense(outputs, 20, (row, s) => outputs == 1 ? s % 2 : s % 3 == row ? 1 : 0);
        var data = new Dataset(x, y, DataSchema.Default(3, outputs));
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [3, outputs], [Activation.Tanh]), Initialization.Xavier, 5, data.Schema);
        double expected = 0;
        for (int s = 0; s < 20; s++)
        {
            Vector<double> z = (start.Weight(1) * x.Column(s)) + start.Bias(1).Column(0);
            double[] logits = outputs == 1 ? [0, z[0]] : [.. z];
            double log = Math.Log(logits.Sum(Math.Exp));
            int label = outputs == 1 ? s % 2 : s % 3;
            expected += (((1 - Smoothing) * (log - logits[label])) + (Smoothing / classes * logits.Sum(logit => log - logit))) / 20;
        }

        TrainingOptions options = new() { LabelSmoothing = Smoothing, EpochCount = 1, LearningRate = 0.1, ValidationFraction = 0 };
        TrainingResult result = Trainer.Train(data, start, options);
        Assert.Equal(expected, result.FirstCost, 1e-13);

        // The validation cost is that of the labels themselves.
        TrainingResult validated = Trainer.Train(data, start, options with { ValidationDataset = data });
        Assert.Equal(ForwardCache.Compute(data, validated.Parameter).Cost(), validated.ValidationCost!.Value, 1e-13);
        Assert.Equal("ConstantInvalid", Assert.Throws<NetworkException>(() => Trainer.Train(data, start, options with { LabelSmoothing = 1 })).Id);
        var numbers = new Dataset(x, x.SubMatrix(0, 1, 0, 20), DataSchema.DefaultRegression(3, 1));
        NetworkParameter other = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [3, 1], [Activation.Tanh]), Initialization.Xavier, 5, numbers.Schema);
        Assert.Equal("LabelSmoothingWithoutClasses", Assert.Throws<NetworkException>(() => Trainer.Train(numbers, other, options)).Id);
    }
}
