namespace PSNeuralNet.Tests.Networks;

public class GradientCheckTests
{
    public static TheoryData<Activation, Loss, bool> Combinations
    {
        get
        {
            var data = new TheoryData<Activation, Loss, bool>();
            foreach (Activation activation in Enum.GetValues<Activation>().Where(Activations.IsForHidden))
            {
                foreach (Loss loss in Enum.GetValues<Loss>())
                {
                    data.Add(activation, loss, false);
                    data.Add(activation, loss, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [InlineData(new[] { 2, 5, 1 }, Initialization.He)]
    [InlineData(new[] { 2, 5, 1 }, Initialization.Small)]
    [InlineData(new[] { 4, 3, 1 }, Initialization.He)]
    [InlineData(new[] { 3, 6, 4, 1 }, Initialization.He)]
    [InlineData(new[] { 2, 9, 5, 3, 1 }, Initialization.He)]
    [InlineData(new[] { 3, 1 }, Initialization.He)]
    public void Back_propagation_agrees_with_differences(int[] sizes, Initialization initialization)
    {
        Dataset data = RandomData(sizes[0], sizes[^1], 37);
        NetworkParameter parameter = Initializer.Initialize(new NetworkShape(sizes), initialization, 5);
        IReadOnlyList<GradientDifference> differences = GradientCheck.Run(data, parameter);

        Assert.Equal(Enumerable.Range(1, sizes.Length - 1).SelectMany(i => new[] { $"dW{i}", $"db{i}" }), differences.Select(d => d.Matrix));
        Assert.All(differences, difference => Assert.InRange(difference.RelativeDifference, 0, 1e-7));
    }

    [Fact]
    public void Hidden_sigmoids_too()
    {
        NetworkShape shape = new([3, 6, 4, 1], hidden: [Activation.Sigmoid]);
        Assert.All(
            GradientCheck.Run(RandomData(3, 1, 20), Initializer.Initialize(shape, Initialization.He, 2)),
            difference => Assert.InRange(difference.RelativeDifference, 0, 1e-7));
    }

    [Fact]
    public void Large_features_too()
    {
        Dataset small = RandomData(3, 1, 20);
        var large = new Dataset(small.X * 1000, small.Y);
        Assert.All(
            GradientCheck.Run(large, Initializer.Initialize(new NetworkShape([3, 4, 1]), Initialization.Small, 2)),
            difference => Assert.InRange(difference.RelativeDifference, 0, 1e-7));
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_activation_with_every_loss(Activation activation, Loss loss, bool isWeighted)
    {
        NetworkTask task = LossFunction.All[(int)loss].Task;
        var random = new RandomState(23);
        const int Samples = 40;
        Matrix<double> x = Matrix<double>.Build.Dense(3, Samples, (_, _) => random.StandardNormal());
        int rows = task == NetworkTask.Binary || loss == Loss.Quantile ? 1 : 3;
        Matrix<double> y = Matrix<double>.Build.Dense(rows, Samples);
        for (int s = 0; s < Samples; s++)
        {
            for (int row = 0; row < rows; row++)
            {
                y[row, s] = task switch
                {
                    NetworkTask.Binary => random.RandInt(0, 2),
                    NetworkTask.MultiClass => s % 3 == row ? 1 : 0,
                    _ => loss == Loss.Poisson ? random.RandInt(0, 4) : random.StandardNormal(),
                };
            }
        }

        DataSchema schema = task == NetworkTask.Regression ? DataSchema.DefaultRegression(3, rows) : DataSchema.Default(3, rows);
        double[]? weight = isWeighted ? [.. Enumerable.Range(0, Samples).Select(s => (double)(s % 4))] : null;
        var data = new Dataset(x, y, schema, weight: weight);
        NetworkParameter parameter = Initializer.Initialize(NetworkShape.For(task, [3, 5, 4, rows], [activation], loss), Initialization.Xavier, 5, schema);
        Assert.All(GradientCheck.Run(data, parameter), difference => Assert.InRange(difference.RelativeDifference, 0, 1e-6));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Several_labels(bool isWeighted)
    {
        var random = new RandomState(29);
        const int Samples = 40;
        double[]? weight = isWeighted ? [.. Enumerable.Range(0, Samples).Select(s => (double)(s % 4))] : null;
        var data = new Dataset(
            Matrix<double>.Build.Dense(3, Samples, (_, _) => random.StandardNormal()),
            Matrix<double>.Build.Dense(4, Samples, (_, _) => random.RandInt(0, 2)),
            DataSchema.DefaultMultiLabel(3, 4), weight: weight);
        NetworkParameter parameter = Initializer.Initialize(NetworkShape.For(data.Task, [3, 5, 4]), Initialization.Xavier, 5, data.Schema);
        Assert.Equal(NetworkTask.MultiLabel, parameter.Task);
        Assert.All(GradientCheck.Run(data, parameter), difference => Assert.InRange(difference.RelativeDifference, 0, 1e-6));
    }

    private static Dataset RandomData(int features, int outputs, int samples)
    {
        var random = new RandomState(17);
        Matrix<double> x = Matrix<double>.Build.Dense(features, samples, (_, _) => random.StandardNormal());
        Matrix<double> y = Matrix<double>.Build.Dense(outputs, samples, (_, _) => random.RandInt(0, 2));
        return new Dataset(x, y);
    }
}
