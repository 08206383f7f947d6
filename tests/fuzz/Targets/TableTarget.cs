namespace PSNeuralNet.Fuzz;

/// <summary>CSV files read with a delimiter, an encoding and options that may not suit them. The first four bytes of an input choose those.</summary>
internal sealed class TableTarget : FuzzTarget
{
    private const int Choices = 4;

    private static readonly char?[] Delimiters = [null, null, ',', ';', '\t', '|', ' ', 'a', '1', '"', '\'', '\0', '\n', '\r', '.', '-', ':', '#', '\u00e9', '\u2028', '\uFEFF', '\ud800'];

    private static readonly Encoding?[] Encodings = [null, null, Encoding.UTF8, Encoding.Latin1, Encoding.ASCII, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32];

    private static readonly CsvTarget Files = new();

    /// <inheritdoc/>
    public override string Name => "table";

    /// <inheritdoc/>
    public override int Turns => 4;

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        byte[] choices = new byte[Choices];
        random.NextBytes(choices);
        return [.. choices, .. Files.Generate(random)];
    }

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        byte[] choices = [.. input.AsSpan(0, Math.Min(input.Length, Choices)), .. new byte[Math.Max(0, Choices - input.Length)]];
        byte[] file = input.Length > Choices ? input[Choices..] : [];
        var options = new TableOptions
        {
            Target = (choices[2] % 4) switch { 0 => ["a"], 1 => ["a", "b"], _ => ["y"] },
            Task = choices[2] % 5 == 0 ? (NetworkTask)(choices[2] % 3) : null,
            MissingValue = (MissingValue)(choices[2] / 16 % Enum.GetValues<MissingValue>().Length),
            Categorical = choices[3] % 7 == 0 ? ["a", "b"] : null,
            Numeric = choices[3] % 5 == 0 ? ["b", "c"] : null,
            SampleWeight = choices[3] % 9 == 0 ? "c" : null,
            ExcludeFeature = choices[3] % 11 == 0 ? [new NamePattern("?", name => name.Length == 1 && name[0] > 'b')] : null,
        };

        // Parts of one line, or of some.
        long leastBytes = choices[3] % 2 == 0 ? 1 : Math.Max(1, file.Length / 7);
        return CsvTarget.Compare(file, options, Delimiters[choices[0] % Delimiters.Length], Encodings[choices[1] % Encodings.Length], leastBytes) + Choices;
    }
}
