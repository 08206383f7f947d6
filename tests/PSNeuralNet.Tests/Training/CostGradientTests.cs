namespace PSNeuralNet.Tests.Training;

/// <summary>The gradient that training goes down, against differences of the cost that it brings down.</summary>
public class CostGradientTests
{
    private static readonly Activation[] Hidden = [Activation.Tanh, Activation.ReLU, Activation.LeakyReLU, Activation.Sigmoid, Activation.Identity, Activation.GELU];

    public static TheoryData<Activation, NetworkTask, bool, bool, bool> Cases { get; } =
    [
        .. from activation in Hidden
           from task in Enum.GetValues<NetworkTask>()
           from hasL2 in (bool[])[false, true]
           from hasClassWeight in (bool[])[false, true]
           from hasSampleWeight in (bool[])[false, true]
           where !hasClassWeight || task != NetworkTask.Regression
           select (activation, task, hasL2, hasClassWeight, hasSampleWeight),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_is_that_of_the_cost(Activation activation, NetworkTask task, bool hasL2, bool hasClassWeight, bool hasSampleWeight)
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

        var source = new SampleSource(data, null, options.ClassWeight?.For(data));
        var blocks = new SampleBlocks(source, start.Shape);
        var cost = new CostGradient(start.Shape, source, options, new WorkerGroup(1));
        var values = new AlignedBuffer(start.Flatten());
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
}
