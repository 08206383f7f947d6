namespace PSNeuralNet.Fuzz;

/// <summary>Text of one cell: numbers are what the runtime reads; dates and durations are finite, and can be shown.</summary>
internal sealed class CellTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "cell";

    /// <inheritdoc/>
    public override int Turns => 16;

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        string text = random.Next(6) switch
        {
            0 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
            1 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)).ToString(random.Next(2) == 0 ? "R" : $"G{random.Next(1, 20)}", CultureInfo.InvariantCulture),
            2 => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)).ToString(CultureInfo.InvariantCulture),
            3 => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks)).ToString(CellTime.DateFormats[random.Next(CellTime.DateFormats.Length)], CultureInfo.InvariantCulture),
            4 => new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue)).ToString("c", CultureInfo.InvariantCulture),
            _ => Mutator.Token(random),
        };
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(3) == 0 ? bytes : Mutator.Damage(bytes, random);
    }

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double expected);
        Require(NumberText.TryParse(text, out double number) == isNumber && BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(isNumber ? expected : 0), $"number is not what the runtime reads: '{text}' is {number}");
        Require(!CellTime.TryDate(text.AsSpan(), out double days) || (double.IsFinite(days) && CellTime.ToDate(days) is DateTime), $"date is none: '{text}' is {days}");
        Require(!CellTime.TryDuration(text.AsSpan(), out double seconds) || (double.IsFinite(seconds) && CellTime.ToDuration(seconds) is not null), $"duration is none: '{text}' is {seconds}");
        _ = Cell.IsMissing(text.AsSpan());
        bool isPlain = NumberText.TryPlain(text, out double plain, out int zeros);
        zeros = isPlain ? zeros : 0;
        Require(!isPlain || (isNumber && BitConverter.DoubleToInt64Bits(plain) == BitConverter.DoubleToInt64Bits(expected)), $"plain number is another one: '{text}'");
        string kept = zeros == 0 ? text : text[..^zeros].TrimEnd('.');
        Require(!isPlain || (text[kept.Length..].TrimEnd('0') is "" or "." && expected.ToString("R", CultureInfo.InvariantCulture) == kept), $"number is not in its shortest form: '{text}'");
        return input.Length;
    }
}
