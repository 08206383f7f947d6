namespace PSNeuralNet.Tests.Data;

public class NumberTextTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("+1")]
    [InlineData(" 1 ")]
    [InlineData("1e-3")]
    [InlineData("1E+22")]
    [InlineData("1.5e23")]
    [InlineData("-7.25e-05")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5 ")]
    [InlineData("1e0005")]
    [InlineData("0e-999")]
    [InlineData("9007199254740993e2")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("0.30000000000000004")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0.000000000000000001")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("abc")]
    [InlineData("１")]
    public void Is_what_the_runtime_reads(string text)
    {
        bool expected = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        Assert.Equal(expected, NumberText.TryParse(text, out double actual));
        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(actual));
    }

    [Fact]
    public void Decimals_of_all_lengths_are_the_same_bits()
    {
        var random = new Random(3);
        for (int i = 0; i < 100_000; i++)
        {
            decimal value = new(random.Next(), random.Next(i % 3 == 0 ? 1 : int.MaxValue), 0, random.Next(2) == 0, (byte)random.Next(20));
            string text = value.ToString(CultureInfo.InvariantCulture);
            Assert.True(NumberText.TryParse(text, out double actual));
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(actual));
        }
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Random_texts_are_what_the_runtime_reads()
    {
        const string Signs = "0123456789012345678901234567890123456789..--+eE, ";
        var random = new Random(5);
        Span<char> text = stackalloc char[24];
        int numbers = 0;
        for (int i = 0; i < 3_000_000; i++)
        {
            Span<char> some = text[..random.Next(1, i % 2 == 0 ? 8 : 24)];
            foreach (ref char sign in some)
            {
                sign = Signs[random.Next(Signs.Length)];
            }

            bool expected = double.TryParse(some, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
            if (expected != NumberText.TryParse(some, out double actual) || BitConverter.DoubleToInt64Bits(number) != BitConverter.DoubleToInt64Bits(actual))
            {
                Assert.Fail($"'{some}' is {number:R}, but was read as {actual:R}.");
            }

            numbers += expected ? 1 : 0;
        }

        Assert.InRange(numbers, 300_000, 2_900_000);
    }

    [Theory]
    [InlineData("12.5", 12.5, 0)]
    [InlineData("12.50", 12.5, 1)]
    [InlineData("-3.00", -3.0, 2)]
    [InlineData("0", 0.0, 0)]
    [InlineData("0.000", 0.0, 3)]
    [InlineData("0.00012300", 0.000123, 2)]
    [InlineData("123456789012345.00", 123456789012345.0, 2)]
    public void Plain_numbers_have_their_zeros_at_the_end(string text, double expected, int expectedZeros)
    {
        Assert.True(NumberText.TryPlain(text, out double number, out int zeros));
        Assert.Equal((expected, expectedZeros), (number, zeros));
        var column = new TrailingZeros();
        column.Set(3, zeros);
        Assert.Equal(text, column.Text(3, number, new char[TrailingZeros.MaximumLength]).ToString());
        Assert.Equal(number.ToString(CultureInfo.InvariantCulture), column.Text(2, number, new char[TrailingZeros.MaximumLength]).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+3")]
    [InlineData("007")]
    [InlineData("00.5")]
    [InlineData("-0")]
    [InlineData("-0.00")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e3")]
    [InlineData("1.5 ")]
    [InlineData("1.5.0")]
    [InlineData("0.0000123")]
    [InlineData("1234567890123456")]
    [InlineData("1.234567890123456")]
    [InlineData("12345678901234567890123")]
    public void Other_texts_are_kept(string text) => Assert.False(NumberText.TryPlain(text, out _, out _));

    [Fact]
    public void Plain_numbers_are_what_the_runtime_reads_and_writes()
    {
        const string Signs = "00123456789.-";
        var random = new Random(8);
        int plain = 0;
        for (int i = 0; i < 300_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Signs[random.Next(Signs.Length)]));
            if (NumberText.TryPlain(text, out double number, out int zeros))
            {
                plain++;
                string kept = zeros == 0 ? text : text[..^zeros].TrimEnd('.');
                Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(number));
                Assert.Equal(kept, number.ToString(CultureInfo.InvariantCulture));
            }
        }

        Assert.InRange(plain, 30_000, 250_000);
    }

    [Fact]
    public unsafe void Bytes_looked_at_all_at_once_are_the_same_number()
    {
        if (!System.Runtime.Intrinsics.X86.Sse41.IsSupported)
        {
            Assert.Skip("The processor has no SSE4.1: numbers are read byte by byte.");
        }

        var random = new Random(6);
        byte* text = stackalloc byte[NumberText.ShortBytes + 1];
        int read = 0;
        for (int i = 0; i < 2_000_000; i++)
        {
            for (int at = 0; at <= NumberText.ShortBytes; at++)
            {
                int sign = random.Next(i % 3 == 0 ? 13 : 60);
                text[at] = (byte)(sign switch { 10 => '.', 11 => ',', 12 => '-', 13 => '\n', 14 => 'e', 15 => 0xC3, _ => '0' + (sign % 10) });
            }

            int count = NumberText.ScanShort(text, out double number);
            int slow = NumberText.Scan(text, NumberText.ShortBytes, out double expected);
            if (count != 0 && (count != slow || BitConverter.DoubleToInt64Bits(number) != BitConverter.DoubleToInt64Bits(expected)))
            {
                Assert.Fail($"'{System.Text.Encoding.Latin1.GetString(text, NumberText.ShortBytes)}' is {expected:R} in {slow} bytes, but was read as {number:R} in {count}.");
            }

            read += count != 0 ? 1 : 0;
        }

        Assert.InRange(read, 500_000, 2_000_000);
    }
}
