namespace PSNeuralNet.Tests.Numerics;

public class RandomStateTests
{
    public static TheoryData<long> Seeds => [.. Cases.Select(seedCase => seedCase.GetProperty("seed").GetInt64())];

    private static IEnumerable<JsonElement> Cases => Reference.Load("numpy_random_state").GetProperty("cases").EnumerateArray();

    [Theory, MemberData(nameof(Seeds))]
    public void Uniforms_are_NumPys(long seed)
    {
        JsonElement expected = CaseOf(seed);
        var random = new RandomState(seed);
        Assert.All(expected.Doubles("uniform"), value => Assert.Equal(value, random.Uniform()));

        random = new RandomState(seed);
        Assert.All(expected.Doubles("uniform_minus1_1"), value => Assert.Equal(value, random.Uniform(-1, 1)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Gaussians_are_NumPys(long seed)
    {
        JsonElement expected = CaseOf(seed);
        var random = new RandomState(seed);
        Assert.All(expected.Doubles("standard_normal"), value => AssertRelative(value, random.StandardNormal()));

        random = new RandomState(seed);
        Assert.All(expected.Doubles("normal_loc0_scale0_2"), value => AssertRelative(value, random.Normal(0, 0.2)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Integers_and_orders_are_NumPys(long seed)
    {
        JsonElement expected = CaseOf(seed);
        Assert.Equal(expected.Integers("permutation_10"), new RandomState(seed).Permutation(10));

        int[] order = [.. Enumerable.Range(0, 17)];
        new RandomState(seed).Shuffle<int>(order);
        Assert.Equal(expected.Integers("shuffle_17"), order);

        var random = new RandomState(seed);
        Assert.All(expected.Integers("randint_0_100"), value => Assert.Equal(value, random.RandInt(0, 100)));
    }

    [Fact]
    public void The_second_Gaussian_of_a_pair_waits_for_the_next_call()
    {
        // numpy.random.RandomState(42): random_sample(), standard_normal(), random_sample(), standard_normal()
        var random = new RandomState(42);
        Assert.Equal(0.3745401188473625, random.Uniform());
        double first = random.StandardNormal();
        double between = random.Uniform();
        double second = random.StandardNormal();

        var again = new RandomState(42);
        again.Uniform();
        Assert.Equal(first, again.StandardNormal());
        Assert.Equal(second, again.StandardNormal());
        Assert.Equal(between, again.Uniform());
    }

    [Fact]
    public void Wide_integers_take_two_draws()
    {
        // numpy.random.RandomState(0).randint(0, 2**40, 3)
        var random = new RandomState(0);
        Assert.Equal([741280623151, 506137267392, 291447657211], Enumerable.Range(0, 3).Select(_ => random.RandInt(0, 1L << 40)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4294967296)]
    public void A_seed_outside_32_bits_is_refused(long seed)
    {
        var error = Assert.Throws<NetworkException>(() => new RandomState(seed));
        Assert.Equal("SeedInvalid", error.Id);
        Assert.Equal(seed, error.TargetObject);
    }

    [Fact]
    public void The_largest_seed_works()
    {
        // numpy.random.RandomState(4294967295).random_sample(2)
        var random = new RandomState(4294967295);
        Assert.Equal([0.0976320289940138, 0.9123828453026218], [random.Uniform(), random.Uniform()]);
    }

    [Theory]
    [InlineData(5, 40503)]
    [InlineData(4294967290, 40503)]
    [InlineData(0, 0)]
    public void Generators_that_are_seeded_together_are_those_of_their_seeds(long seed, long step)
    {
        RandomState[] together = [.. Enumerable.Range(0, RandomState.SeededAtOnce).Select(_ => new RandomState(1))];
        Array.ForEach(together, one => one.StandardNormal());
        RandomState.Restart(together, seed, step);
        for (int i = 0; i < together.Length; i++)
        {
            var alone = new RandomState((seed + (i * step)) & uint.MaxValue);
            Assert.Equal(alone.Seed, together[i].Seed);
            Assert.Equal([.. Enumerable.Range(0, 1000).Select(_ => alone.StandardNormal())], [.. Enumerable.Range(0, 1000).Select(_ => together[i].StandardNormal())]);
        }
    }

    private static JsonElement CaseOf(long seed) => Cases.First(seedCase => seedCase.GetProperty("seed").GetInt64() == seed);

    private static void AssertRelative(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-15 * Math.Abs(expected), $"expected {expected:R}, was {actual:R}");

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9999999999999999)]
    [InlineData(1e-300)]
    [InlineData(0)]
    public void Masks_are_comparisons_with_uniform_numbers_draw_for_draw(double share)
    {
        foreach (int length in (int[])[1, 2, 3, 4, 5, 31, 32, 311, 312, 313, 1000])
        {
            // An odd number of words before, and several masks in a row, cross the ends of the state at any place.
            var masked = new RandomState(7);
            var drawn = new RandomState(7);
            Assert.Equal(drawn.RandInt(0, 1 << 20), masked.RandInt(0, 1 << 20));
            for (int time = 0; time < 5; time++)
            {
                var mask = new double[length];
                masked.Mask(mask, share, 1.25);
                Assert.Equal([.. Enumerable.Range(0, length).Select(_ => drawn.Uniform() < share ? 0 : 1.25)], mask);
                if (time == 2)
                {
                    Assert.Equal(drawn.RandInt(0, 1 << 20), masked.RandInt(0, 1 << 20));
                }
            }

            Assert.Equal(drawn.StandardNormal(), masked.StandardNormal());
        }
    }

    [Fact]
    public void A_share_that_is_a_drawn_number_does_not_leave_it_out()
    {
        var random = new RandomState(3);
        double[] drawn = [.. Enumerable.Range(0, 64).Select(_ => random.Uniform())];
        var mask = new double[64];
        foreach (double share in drawn)
        {
            new RandomState(3).Mask(mask, share, 1);
            Assert.Equal(drawn.Select(one => one < share ? 0.0 : 1.0), mask);
            new RandomState(3).Mask(mask, Math.BitIncrement(share), 1);
            Assert.Equal(drawn.Select(one => one <= share ? 0.0 : 1.0), mask);
        }
    }
}
