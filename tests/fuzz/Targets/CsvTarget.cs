using System.IO.Compression;

namespace PSNeuralNet.Fuzz;

/// <summary>
/// CSV and TSV files. The plain reader, the reader of parts and the parser from the start agree on every cell, or on the error.
/// </summary>
internal sealed class CsvTarget : FuzzTarget
{
    private static readonly Encoding[] Encodings = [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Latin1];

    private static readonly System.Buffers.SearchValues<char> NeedsQuotes = System.Buffers.SearchValues.Create("\",;\t|\r\n");

    private static readonly TableOptions Plain = new() { Target = ["y"] };

    private static readonly TableOptions Rich = new() { Target = ["b"], SampleWeight = "a", Task = NetworkTask.Regression, MissingValue = MissingValue.Indicator };

    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override int Turns => 4;

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        string text = Text(random);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(12) == 0)
        {
            Encoding encoding = Encodings[random.Next(Encodings.Length)];
            bytes = [.. random.Next(2) == 0 ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        }

        bytes = random.Next(2) == 0 ? Mutator.Damage(bytes, random) : bytes;
        if (random.Next(24) == 0)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(bytes);
            }

            bytes = random.Next(2) == 0 ? Mutator.Damage(packed.ToArray(), random) : packed.ToArray();
        }

        return bytes;
    }

    /// <inheritdoc/>
    public override long Check(byte[] input) =>
        // One of two ways of reading, the same for the same input.
        Compare(input, input.Length % 2 == 0 ? Plain : Rich, null, null, input.Length / 2);

    /// <summary>Reads a file in all ways, and compares the results.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="delimiter">The delimiter that is asked for; null to find out.</param>
    /// <param name="encoding">The encoding that is asked for; null to find out.</param>
    /// <param name="leastBytes">Length of parts.</param>
    /// <returns>Size of the file after decompression, in bytes.</returns>
    internal static long Compare(byte[] file, TableOptions options, char? delimiter, Encoding? encoding, long leastBytes)
    {
        var source = new FileSource("memory", () => new MemoryStream(file, writable: false), encoding);
        (DatasetImport? Value, NetworkException? Error) expected = Read(long.MaxValue, isParsed: true);
        foreach ((long least, bool isParsed) in (ReadOnlySpan<(long, bool)>)[(long.MaxValue, false), (Math.Max(1, leastBytes), true), (Math.Max(1, leastBytes), false)])
        {
            RequireSame(expected, Read(least, isParsed), least, isParsed);
        }

        return file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? GzipTarget.UnpackedLength(file) : file.Length;

        (DatasetImport? Value, NetworkException? Error) Read(long least, bool isParsed) =>
            Try(() => TableFile.Read(source, options, delimiter, null, CancellationToken.None, least, isParsed));
    }

    private static void RequireSame((DatasetImport? Value, NetworkException? Error) expected, (DatasetImport? Value, NetworkException? Error) actual, long leastBytes, bool isParsed)
    {
        string reader = $"{(isParsed ? "parser" : "plain reader")}{(leastBytes == long.MaxValue ? "" : " of parts")}";
        Require(expected.Error?.Id == actual.Error?.Id && expected.Error?.Message == actual.Error?.Message, $"{reader} and parser disagree on an error: '{actual.Error?.Message}' and '{expected.Error?.Message}'");
        if (expected.Value is { } one && actual.Value is { } other)
        {
            Require(Text(one) == Text(other), $"{reader} and parser disagree on the table: '{Text(other)}' and '{Text(one)}'");
            Require(one.Dataset.Features.SequenceEqual(other.Dataset.Features), $"{reader} and parser disagree on cells: {one.Dataset.X} and {other.Dataset.X}");
            Require(one.Dataset.Y.ToColumnMajorArray().AsSpan().SequenceEqual(other.Dataset.Y.ToColumnMajorArray()), $"{reader} and parser disagree on targets: {one.Dataset.Y} and {other.Dataset.Y}");
            Require((one.Dataset.Weight ?? []).SequenceEqual(other.Dataset.Weight ?? []), $"{reader} and parser disagree on weights: ");
        }
    }

    private static string Text(DatasetImport import) =>
        $"{import.Dataset.Schema} {string.Join(' ', import.Dataset.Schema.Column)} {string.Join(' ', import.Dataset.FeatureName)} {string.Join(' ', import.Dataset.ClassName)} {string.Join(' ', import.Warning)} {import.Delimiter}";

    private static string Text(Random random)
    {
        char delimiter = ",,,;\t|"[random.Next(6)];
        string[] ends = ["\n", "\r\n", "\r"];
        string end = ends[random.Next(8) switch { < 5 => 0, < 7 => 1, _ => 2 }];
        int[] kinds = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(9))];
        var text = new StringBuilder(random.Next(10) == 0 ? "\uFEFF" : "");
        text.Append(random.Next(20) == 0 ? $"sep={delimiter}{end}" : random.Next(20) == 0 ? $"#TYPE System.Object{end}" : "");
        string[] names = ["a", "b", "c", "d"];
        text.AppendJoin(delimiter, [.. names[..kinds.Length].Select(name => Quoted(name, random)), "y"]).Append(end);
        for (int row = random.Next(1, random.Next(20) == 0 ? 200 : 12); row > 0; row--)
        {
            text.AppendJoin(delimiter, [.. kinds.Select(kind => Quoted(Cell(kind, delimiter, end, random), random)), Quoted(random.Next(2) == 0 ? "no" : "yes", random)]);
            text.Append(random.Next(40) switch { 0 => end + end, 1 => "", 2 => "\r", 3 => $"{delimiter}{end}", 4 => $" {end}", _ => end });
        }

        return text.ToString();
    }

    private static string Cell(int kind, char delimiter, string end, Random random) =>
        random.Next(30) switch
        {
            0 => "",
            1 => "NA",
            2 => Mutator.Token(random),
            _ => kind switch
            {
                0 => random.Next(100).ToString(CultureInfo.InvariantCulture),
                1 => (random.NextDouble() * Math.Pow(10, random.Next(-20, 20))).ToString("R", CultureInfo.InvariantCulture),
                2 => new DateTime(2024, 1, 1).AddDays(random.Next(1000)).ToString(random.Next(2) == 0 ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
                3 => random.Next(2) == 0 ? "red" : "grün",
                4 => random.Next(2) == 0 ? "True" : "False",
                5 => $"x{delimiter}{random.Next(3)}",
                6 => $"l{end}{random.Next(3)}",
                7 => $"say \"{random.Next(3)}\"",
                _ => TimeSpan.FromSeconds(random.Next(100_000)).ToString("c", CultureInfo.InvariantCulture),
            },
        };

    private static string Quoted(string text, Random random) =>
        text.AsSpan().ContainsAny(NeedsQuotes) || random.Next(4) == 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
