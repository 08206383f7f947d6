namespace PSNeuralNet.Tests.Numerics;

/// <summary>Functions in single precision, on both vector widths, against doubles.</summary>
public unsafe class SingleMathTests
{
    private const double Tolerance = 2.5;

    [Theory]
    [InlineData("exp", -87, 88)]
    [InlineData("tanh", -10, 10)]
    [InlineData("sigmoid", -87, 87)]
    [InlineData("log1p", 0, 1)]
    public void Within_two_and_a_half_units_in_the_last_place(string name, double low, double high)
    {
        Func<double, double> exact = name switch
        {
            "exp" => Math.Exp,
            "tanh" => Math.Tanh,
            "sigmoid" => x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)),
            _ => x => x < 1e-4 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x),
        };
        var random = new RandomState(1);
        double worst = 0, worstAt = 0;
        for (int i = 0; i < 200_000; i++)
        {
            float x = (float)((i % 4) switch
            {
                0 => random.Uniform(low, high),
                1 => random.Uniform(Math.Max(low, -2), Math.Min(high, 2)),
                2 => Math.Max(low, -1) * Math.Pow(10, -random.Uniform(0, 7)),
                _ => Math.Pow(10, -random.Uniform(0, 7)),
            });
            double expected = exact(x);
            float rounded = (float)Math.Abs(expected), narrow = Evaluate<Single256>(name, x), wide = Evaluate<Single512>(name, x);
            Assert.Equal(narrow, wide);
            double error = Math.Abs(expected - wide) / (MathF.BitIncrement(rounded) - (double)rounded);
            (worst, worstAt) = error > worst ? (error, x) : (worst, worstAt);
        }

        Assert.True(worst <= Tolerance, $"{name} is {worst:0.00} units off at {worstAt:R}");
    }

    [Theory]
    [InlineData("exp", float.NaN, float.NaN)]
    [InlineData("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("exp", float.NegativeInfinity, 0)]
    [InlineData("exp", 1000, float.PositiveInfinity)]
    [InlineData("exp", -1000, 0)]
    [InlineData("exp", 0, 1)]
    [InlineData("tanh", float.NaN, float.NaN)]
    [InlineData("tanh", float.PositiveInfinity, 1)]
    [InlineData("tanh", -1000, -1)]
    [InlineData("tanh", 0, 0)]
    [InlineData("tanh", 1e-42f, 1e-42f)]
    [InlineData("sigmoid", float.NaN, float.NaN)]
    [InlineData("sigmoid", 1000, 1)]
    [InlineData("sigmoid", -1000, 0)]
    [InlineData("sigmoid", 0, 0.5f)]
    [InlineData("log1p", 0, 0)]
    [InlineData("log1p", float.NaN, float.NaN)]
    public void Special_values(string name, float x, float expected)
    {
        Assert.Equal(expected, Evaluate<Single256>(name, x));
        Assert.Equal(expected, Evaluate<Single512>(name, x));
    }

    [Fact]
    public void The_normal_distribution()
    {
        // scipy.special.ndtr
        foreach ((float z, double phi) in ((float, double)[])[(0, 0.5), (1, 0.8413447460685429), (-1, 0.15865525393145707), (-3, 0.0013498980316300933), (6, 0.9999999990134123), (-6, 9.865876450376981e-10), (-40, 0), (40, 1)])
        {
            Assert.Equal(phi, Evaluate<Single256>("normal", z), 1e-6);
            Assert.Equal(Evaluate<Single256>("normal", z), Evaluate<Single512>("normal", z));
        }
    }

    [Fact]
    public void Roots_and_their_rests_are_two_to_the_quarters()
    {
        for (int j = 0; j < 4; j++)
        {
            Assert.Equal(Math.Pow(2, j / 4.0), (float)SimdTables.Root[j] * (1 + SimdTables.SingleRootRest[j]), 1e-14);
        }

        Assert.Equal((2 * (double)(float)SimdTables.MinusEighthOfLn2) + SimdTables.SingleQuarterLow, -Math.Log(2) / 4, 1e-15);
    }

    private static float Evaluate<T>(string name, float x)
        where T : struct, ISimd<T, float>
    {
        float* values = stackalloc float[T.Lanes];
        T argument = T.Broadcast(x);
        var terms = new SimdTerms<T>();
        T result = name switch
        {
            "exp" => SimdMath.Exp(argument, terms),
            "tanh" => InSteps<TanhActivation, T>(argument, terms),
            "sigmoid" => InSteps<SigmoidActivation, T>(argument, terms),
            "log1p" => SimdMath.Log1POfUnit(argument, terms),
            "normal" => SimdMath.NormalDistribution(argument, terms),
            _ => throw new ArgumentException(name),
        };
        result.Store(values);
        return values[T.Lanes - 1];
    }

    private static T InSteps<TFunction, T>(T argument, in SimdTerms<T> terms)
        where TFunction : struct, IUnaryFunction
        where T : struct, ISimd<T>
    {
        (T half, T sum) = TFunction.Reduce(argument, terms);
        return TFunction.Value(argument, TFunction.Exponential(half, sum, terms), terms);
    }
}
