using System.Net;
using System.Numerics;

namespace PSNeuralNet.Fuzz;

/// <summary>Rows with cells of all types. Each byte of an input chooses a cell: a dataset or an error, and the same for the same rows.</summary>
internal sealed class RowTarget : FuzzTarget
{
    private static readonly object?[] Cells =
    [
        null, DBNull.Value, "", " ", "NA", "x", "1", "1e308", "2026-01-01", "00:01:00", "true", "\0", "\ud800", "a\u200b", new string('z', 300),
        0, 1, -1, int.MinValue, long.MaxValue, long.MinValue, ulong.MaxValue, 9007199254740993L, 1.5, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, -0.0, 1e-310, float.MaxValue, (Half)1, decimal.MaxValue, 1.10m,
        BigInteger.Pow(10, 400), new BigInteger(7), (Int128)5, 'c', '\0', true, false, (byte)3, (sbyte)-3, (short)9, DayOfWeek.Monday, FileAttributes.Hidden, (DayOfWeek)99,
        DateTime.MinValue, DateTime.MaxValue, DateTime.UnixEpoch, new DateTime(1601, 1, 1), new DateTime(2026, 5, 5), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(14)), DateOnly.MinValue, DateOnly.MaxValue,
        TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromHours(1), TimeOnly.MaxValue, Guid.Empty, new Version(1, 2), new Uri("http://localhost"), IPAddress.Loopback, new object(), new[] { 1, 2 }, new List<string> { "q" }, typeof(int), new Complex(1, 2),
    ];

    /// <inheritdoc/>
    public override string Name => "rows";

    /// <inheritdoc/>
    public override int Turns => 12;

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        // Columns of mostly one kind, as tables are.
        int columns = random.Next(1, 5);
        byte[] kinds = [.. Enumerable.Range(0, columns).Select(_ => (byte)random.Next(256))];
        byte[] input = new byte[4 + (columns * random.Next(1, 9))];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = random.Next(3) == 0 ? (byte)random.Next(256) : kinds[i % columns];
        }

        input[0] = (byte)columns;
        return input;
    }

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        byte[] choices = [.. input, 0, 0, 0, 0];
        (Dataset? dataset, NetworkException? error) = Try(() => Read(choices));
        (Dataset? again, NetworkException? errorAgain) = Try(() => Read(choices));
        Require(error?.Message == errorAgain?.Message, $"rows give another error the second time: {errorAgain?.Message}");
        Require(dataset is null || (dataset.Features.SequenceEqual(again!.Features) && !dataset.Features.Any(double.IsInfinity)), "rows give infinite features, or others the second time: ");
        return input.Length;
    }

    private static Dataset Read(byte[] choices)
    {
        int columns = 1 + (choices[0] % 4);
        string[] names = ["a", "b", "c", "d", "e"];
        var reader = new TableReader(new TableOptions
        {
            Target = choices[1] % 8 == 0 ? ["y", "a"] : ["y"],
            Task = choices[1] % 5 == 0 ? (NetworkTask)(choices[1] % 3) : null,
            MissingValue = (MissingValue)(choices[2] % 5),
            Categorical = choices[2] % 7 == 0 ? ["a"] : null,
            Numeric = choices[3] % 7 == 0 ? ["a"] : null,
            SampleWeight = choices[3] % 9 == 0 ? "b" : null,
        });
        for (int at = 4; at + columns < choices.Length; at += columns + 1)
        {
            int row = at;
            reader.Add(() => [.. names[..columns], "y"], name => Cells[choices[row + (name == "y" ? columns : Array.IndexOf(names, name))] % Cells.Length]);
        }

        return reader.ToDataset();
    }
}
