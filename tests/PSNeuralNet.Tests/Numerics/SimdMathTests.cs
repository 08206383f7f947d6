namespace PSNeuralNet.Tests.Numerics;

/// <summary>Each function on both vector widths, against a value computed with more digits than a double has.</summary>
public unsafe class SimdMathTests
{
    private const double Tolerance = 2;

    public static TheoryData<string, int> Functions
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in new[] { "exp", "tanh", "sigmoid", "log1p" })
            {
                data.Add(name, 256);
                data.Add(name, 512);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Within_two_units_in_the_last_place(string name, int width)
    {
        (double low, double high, Func<double, DoubleDouble> exact) = Definition(name);
        var random = new RandomState(1);
        double worst = 0, worstAt = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double x = (i % 4) switch
            {
                0 => random.Uniform(low, high),
                1 => random.Uniform(Math.Max(low, -2), Math.Min(high, 2)),
                2 => Math.Max(low, -1) * Math.Pow(10, -random.Uniform(0, 12)),
                _ => Math.Pow(10, -random.Uniform(0, 12)),
            };
            DoubleDouble expected = exact(x);
            double error = Math.Abs(expected.Minus(Evaluate(name, width, x))) / UnitInTheLastPlace(expected.Value);
            if (error > worst)
            {
                (worst, worstAt) = (error, x);
            }
        }

        Assert.True(worst <= Tolerance, $"{name} is {worst:0.00} units off at {worstAt:R}");
    }

    [Theory]
    [InlineData("exp", double.NaN, double.NaN)]
    [InlineData("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("exp", double.NegativeInfinity, 0)]
    [InlineData("exp", 1000, double.PositiveInfinity)]
    [InlineData("exp", -1000, 0)]
    [InlineData("exp", 0, 1)]
    [InlineData("exp", -745, 4.94065645841246544e-324)]
    [InlineData("tanh", double.NaN, double.NaN)]
    [InlineData("tanh", double.PositiveInfinity, 1)]
    [InlineData("tanh", double.NegativeInfinity, -1)]
    [InlineData("tanh", 1000, 1)]
    [InlineData("tanh", -1000, -1)]
    [InlineData("tanh", 0, 0)]
    [InlineData("tanh", 5e-324, 5e-324)]
    [InlineData("tanh", -1e-310, -1e-310)]
    [InlineData("sigmoid", double.NaN, double.NaN)]
    [InlineData("sigmoid", double.PositiveInfinity, 1)]
    [InlineData("sigmoid", double.NegativeInfinity, 0)]
    [InlineData("sigmoid", 1000, 1)]
    [InlineData("sigmoid", -1000, 0)]
    [InlineData("sigmoid", 0, 0.5)]
    [InlineData("log1p", 0, 0)]
    [InlineData("log1p", double.NaN, double.NaN)]
    public void Special_values(string name, double x, double expected)
    {
        Assert.Equal(expected, Evaluate(name, 256, x));
        Assert.Equal(expected, Evaluate(name, 512, x));
    }

    [Fact]
    public void The_normal_distribution()
    {
        // scipy.special.ndtr
        (double Z, double Phi)[] values =
        [
            (0, 0.5), (1, 0.8413447460685429), (-1, 0.15865525393145707), (0.1, 0.539827837277029), (-3, 0.0013498980316300933),
            (6, 0.9999999990134123), (-6, 9.865876450376981e-10), (-20, 2.7536241186062337e-89), (40, 1), (-40, 0),
        ];
        foreach ((double z, double phi) in values)
        {
            Assert.Equal(phi, Evaluate("normal", 256, z), 1e-15);
            Assert.Equal(phi, Evaluate("normal", 512, z), 1e-15);
            Assert.True(phi == 0 || Math.Abs((Evaluate("normal", 512, z) / phi) - 1) < 1e-12);
        }
    }

    [Fact]
    public void What_the_roots_lack_is_known_to_twice_their_digits()
    {
        DoubleDouble one = new(1);
        for (int j = 0; j < 4; j++)
        {
            DoubleDouble root = new DoubleDouble(SimdTables.Root[j]) * (one + new DoubleDouble(SimdTables.RootRest[j]));
            DoubleDouble fourth = root * root * root * root;
            Assert.Equal(0, fourth.Minus(1 << j) / (1 << j), 1e-30);
        }
    }

    [Fact]
    public void Logarithms_of_the_table_are_doubles_to_within_a_hundredth_of_the_last_place()
    {
        for (int j = 1; j < 4; j++)
        {
            double log = SimdTables.Log[j];
            DoubleDouble rest = DoubleDouble.Exp(log) / (new DoubleDouble(1) + (new DoubleDouble(j) * new DoubleDouble(SimdTables.Third)));
            Assert.Equal(0, rest.Minus(1) / UnitInTheLastPlace(log), 0.01);
            Assert.Equal(1, SimdTables.Reciprocal[j] * (1 + (j * SimdTables.Third)), 2e-16);
        }
    }

    [Fact]
    public void The_sign_of_zero_is_kept()
    {
        Assert.True(double.IsNegative(Evaluate("tanh", 256, -0.0)));
        Assert.True(double.IsNegative(Evaluate("tanh", 512, -0.0)));
    }

    private static double UnitInTheLastPlace(double value)
    {
        double magnitude = Math.Abs(value);
        return Math.BitIncrement(magnitude) - magnitude;
    }

    private static double Evaluate(string name, int width, double x) =>
        width == 256 ? Evaluate<Simd256>(name, x) : Evaluate<Simd512>(name, x);

    private static double Evaluate<T>(string name, double x)
        where T : struct, ISimd<T>
    {
        double* values = stackalloc double[T.Lanes];
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

    /// <summary>The steps that the kernels go through in a loop each.</summary>
    private static T InSteps<TFunction, T>(T argument, in SimdTerms<T> terms)
        where TFunction : struct, IUnaryFunction
        where T : struct, ISimd<T>
    {
        (T half, T sum) = TFunction.Reduce(argument, terms);
        return TFunction.Value(argument, TFunction.Exponential(half, sum, terms), terms);
    }

    private static (double Low, double High, Func<double, DoubleDouble> Exact) Definition(string name)
    {
        DoubleDouble one = new(1);
        return name switch
        {
            "exp" => (-700, 700, DoubleDouble.Exp),
            "tanh" => (-22, 22, Tanh),
            "sigmoid" => (-700, 700, x => one / (one + DoubleDouble.Exp(-x))),
            "log1p" => (0, 1, DoubleDouble.Log1P),
            _ => throw new ArgumentException(name),
        };

        static DoubleDouble Tanh(double x)
        {
            DoubleDouble t = DoubleDouble.ExpM1(2 * x);
            return t / (t + new DoubleDouble(2));
        }
    }
}
