namespace PSNeuralNet.Tests.Numerics;

/// <summary>Division by one divisor for many values, by its reciprocal: the bits of the division.</summary>
public unsafe class SimdDivisionTests
{
    [Fact]
    public void Quotients_have_the_bits_of_the_division()
    {
        var random = new RandomState(5);
        double[] corrections = [.. Enumerable.Range(1, 60).Select(step => Math.Sqrt(1 - Math.Pow(0.999, step))), .. Enumerable.Range(0, 100).Select(_ => 0.01 + random.Uniform())];
        double[] divisors = [.. corrections, 1, 0.5, 2, Math.BitDecrement(1), Math.BitIncrement(1), Math.BitDecrement(2), Math.Sqrt(Math.BitIncrement(0))];
        foreach (double divisor in divisors.Where(one => one > 1e-50))
        {
            var values = new double[4096];
            for (int i = 0; i < values.Length; i += 4)
            {
                // A random value, and values next to products of the divisor with a number halfway between two doubles: the hardest ones to round.
                values[i] = Math.Pow(10, random.Uniform(-160, 160)) * (1 + random.Uniform());
                double quotient = 1 + random.Uniform(), next = Math.BitIncrement(quotient);
                double half = Math.FusedMultiplyAdd(quotient, divisor, (next - quotient) / 2 * divisor);
                (values[i + 1], values[i + 2], values[i + 3]) = (half, Math.BitIncrement(half), Math.BitDecrement(half));
            }

            AssertDivides(values, divisor);
        }
    }

    [Fact]
    public void Zero_infinity_and_not_a_number_stay()
    {
        foreach (double divisor in (double[])[0.03, 1, 1e-8])
        {
            AssertDivides([0, double.PositiveInfinity, double.NaN, 1e-162, 1.3e154, double.PositiveInfinity, 0, 1], divisor);
        }
    }

    private static void AssertDivides(double[] values, double divisor)
    {
        double[] expected = [.. values.Select(value => value / divisor)];
        Assert.Equal(expected, Divided<Simd512>(values, divisor));
        Assert.Equal(expected, Divided<Simd256>(values, divisor));
    }

    private static double[] Divided<T>(double[] values, double divisor)
        where T : struct, ISimd<T, double>
    {
        var quotients = new double[values.Length];
        fixed (double* from = values, to = quotients)
        {
            for (int i = 0; i < values.Length; i += T.Lanes)
            {
                T.Divide(T.Load(from + i), T.Broadcast(divisor), T.Broadcast(1 / divisor)).Store(to + i);
            }
        }

        return quotients;
    }
}
