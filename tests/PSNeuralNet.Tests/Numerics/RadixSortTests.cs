namespace PSNeuralNet.Tests.Numerics;

/// <summary>Radix sort against the sorting of .NET.</summary>
public class RadixSortTests
{
    public static TheoryData<string> Kinds => ["decimals", "integers", "any", "mixed", "wide", "few", "zeros", "infinite"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Numbers_and_items_are_sorted_as_a_stable_sort_does(string kind)
    {
        var random = new Random(5);
        foreach (int length in (int[])[0, 1, 2, 3, 100, 5000])
        {
            double[] numbers = [.. Enumerable.Range(0, length).Select(i => Draw(kind, i, random))];
            int[] items = [.. Enumerable.Range(0, length)];
            int[] expected = [.. items.OrderBy(i => numbers[i]).ThenBy(i => double.IsNegative(numbers[i]) ? 0 : 1)];
            double[] alone = [.. numbers], together = [.. numbers];
            RadixSort.Sort(alone);
            RadixSort.Sort(together, items);
            Assert.Equal(expected, items);
            Assert.Equal(expected.Select(i => BitConverter.DoubleToInt64Bits(numbers[i])), alone.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(alone.Select(BitConverter.DoubleToInt64Bits), together.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    private static double Draw(string kind, int index, Random random) => kind switch
    {
        "decimals" => random.Next(-500_000, 500_000) / 100.0,
        "integers" => random.Next(-1000, 1000),
        "any" => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)),
        "mixed" => index == 70 ? Math.PI : random.Next(100) / 10.0,
        "wide" => random.Next(2) == 0 ? random.Next(-1_000_000_000, 1_000_000_000) : random.Next(10) * 1e9,
        "few" => random.Next(3),
        "zeros" => random.Next(3) switch { 0 => -0.0, 1 => 0.0, _ => random.Next(-2, 2) },
        _ => random.Next(4) switch { 0 => double.NegativeInfinity, 1 => double.PositiveInfinity, _ => random.Next(10) },
    };
}
