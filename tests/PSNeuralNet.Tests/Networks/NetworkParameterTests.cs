namespace PSNeuralNet.Tests.Networks;

public class NetworkParameterTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void Matrices_are_dynamic_members()
    {
        NetworkParameter parameter = Initializer.Initialize(new NetworkShape([2, 5, 1]), Initialization.He, 0), deeper = Initializer.Initialize(new NetworkShape([2, 5, 3, 1]), Initialization.He, 0);
        Assert.Equal([(5, 2, true), (5, 2, false)], new dynamic[] { parameter, deeper }.Select(p => ((int)p.W1.RowCount, (int)p.w1.ColumnCount, Missing(() => p.W3))));
        dynamic dynamic = parameter;
        Assert.Same(parameter["b2"], dynamic.b2);
        Assert.Equal(21, dynamic.ParameterCount);
        Assert.True(Missing(() => dynamic.Nothing));
        Assert.Equal(["W1", "b1", "W2", "b2"], ((System.Dynamic.IDynamicMetaObjectProvider)parameter).GetMetaObject(System.Linq.Expressions.Expression.Constant(parameter)).GetDynamicMemberNames());

        static bool Missing(Func<object> read) => Record.Exception(() => read()) is Microsoft.CSharp.RuntimeBinder.RuntimeBinderException;
    }

    [Fact]
    public void Matrices_have_the_tutorials_names_and_shapes()
    {
        NetworkParameter parameter = Initializer.Initialize(new NetworkShape([2, 5, 3, 1]), Initialization.He, 0);
        Assert.Equal(["W1", "b1", "W2", "b2", "W3", "b3"], parameter.MatrixName);
        Assert.Equal([(5, 2), (5, 1), (3, 5), (3, 1), (1, 3), (1, 1)], parameter.MatrixName.Select(name => (parameter[name].RowCount, parameter[name].ColumnCount)));
        Assert.Equal("2-5-3-1 tanh/sigmoid", parameter.ToString());
        Assert.Equal(37, parameter.ParameterCount);
        Assert.Same(parameter["W2"], parameter["w2"]);
        Assert.Same(parameter["W2"], parameter.Weight(2));
        Assert.Null(parameter.Find("W4"));
        Assert.Throws<KeyNotFoundException>(() => parameter["Z1"]);
    }

    [Fact]
    public void Flat_values_and_matrices_are_the_same()
    {
        NetworkParameter parameter = Initializer.Initialize(new NetworkShape([3, 2, 1]), Initialization.He, 7);
        NetworkParameter again = new(parameter.Shape, parameter.Flatten(), null);
        Assert.All(parameter.MatrixName, name => Assert.Equal(parameter[name], again[name]));
        Assert.Equal(parameter["W1"][1, 0], parameter.Flatten()[3]);
    }

    [Fact]
    public void Sizes_must_fit()
    {
        Matrix<double> w1 = Build.Dense(5, 2), b1 = Build.Dense(5, 1), w2 = Build.Dense(1, 5), b2 = Build.Dense(1, 1);
        Assert.Equal([2, 5, 1], new NetworkParameter([w1, b1, w2, b2]).LayerSize);
        Matrix<double>[][] wrong = [[], [w1], [w1, b1, w2], [w1, w1, w2, b2], [w1, b1, w1, b1], [w1, b1, w2, b1]];
        Assert.All(wrong, matrices => Assert.Equal("ParameterShapeInvalid", Assert.Throws<NetworkException>(() => new NetworkParameter(matrices)).Id));
    }

    [Theory]
    [InlineData(new[] { 0, 5, 1 }, "input")]
    [InlineData(new[] { 2, -1, 1 }, "hidden")]
    [InlineData(new[] { 2, 5, 0 }, "output")]
    public void Layer_sizes_are_one_or_more(int[] sizes, string layer)
    {
        NetworkException error = Assert.Throws<NetworkException>(() => new NetworkShape(sizes));
        Assert.Equal("LayerSizeInvalid", error.Id);
        Assert.Contains(layer, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100000, 100000)]
    [InlineData(1, 134217729)]
    [InlineData(1, 60_000_001)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Networks_that_no_machine_holds_are_refused(int inputs, int units) =>
        Assert.Equal("NetworkTooLarge", Assert.Throws<NetworkException>(() => new NetworkShape([inputs, units, 1])).Id);

    [Fact]
    public void Data_of_another_width_is_refused_with_both_numbers()
    {
        NetworkParameter parameter = Initializer.Initialize(new NetworkShape([3, 2, 1]), Initialization.He, 7);
        NetworkException error = Assert.Throws<NetworkException>(() => ForwardCache.Compute(MoonsGenerator.Generate(10, 0, true, 0), parameter));
        Assert.Equal("InputWidthMismatch", error.Id);
        Assert.Contains("takes 3 features, but the data has 2", error.Message, StringComparison.Ordinal);
    }
}
