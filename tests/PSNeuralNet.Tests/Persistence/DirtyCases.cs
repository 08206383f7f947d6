namespace PSNeuralNet.Tests.Persistence;

/// <summary>
/// Networks of 50 random dirty tables, trained on the first rows, with raw rows: all of the table, so that some categories are new, and copies with a cell of
/// another format, kind or spelling, which the network reads or refuses.
/// </summary>
internal static class DirtyCases
{
    private const int Count = 60, MaximumSeed = 1000, Changes = 40;

    /// <summary>Marks in place of the usual ones; -999 is missing however it is written.</summary>
    private static readonly string[] Marks = ["NA", "?", "-", ".", "None", "\\N", "-999"];

    /// <summary>The networks.</summary>
    /// <param name="isWanted">Selects the networks.</param>
    public static IReadOnlyList<ExportCase> All(Func<NeuralNetwork, bool>? isWanted = null)
    {
        ExportCase[] cases = [.. Enumerable.Range(0, MaximumSeed).Select(Of).OfType<ExportCase>().Where(exported => isWanted?.Invoke(exported.Network) != false).Take(Count)];
        Assert.Equal(Count, cases.Length);
        return cases;
    }

    /// <summary>The row with blanks around the names, and capital letters.</summary>
    public static Dictionary<string, object?> Renamed(IReadOnlyDictionary<string, object?> row) => row.ToDictionary(cell => $" {cell.Key.ToUpperInvariant()}\u00A0", cell => cell.Value);

    private static ExportCase? Of(int seed)
    {
        (string[] names, string[][] rows) = DirtyTable.Rows(seed);
        var random = new Random(seed);
        bool hasMarks = seed % 3 == 0;
        if (hasMarks)
        {
            foreach (string[] row in rows.Where(_ => random.Next(8) == 0))
            {
                row[random.Next(names.Length - 1)] = ((string[])["-999", "-999.0", " -9.99e2 ", "-999"])[random.Next(4)];
            }
        }

        try
        {
            var reader = new TableReader(new TableOptions { Target = ["y"], MissingMark = hasMarks ? Marks : null, LocalZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") });
            foreach (string[] row in rows.Length < 20 ? rows : rows[..(rows.Length * 3 / 4)])
            {
                reader.Add(() => names, name => row[Array.IndexOf(names, name)]);
            }

            Dataset data = reader.ToDataset();
            NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Schema.OutputCount]), Initialization.Xavier, seed, data.Schema);
            NeuralNetwork network = Trainer.Train(data, start, new TrainingOptions { EpochCount = 5, LearningRate = 0.1, Seed = 1 }).Network;
            string[] spellings = [.. CodeTexts.Cells, .. RawCells.Numbers.Select(cell => cell.Cell), .. RawCells.Dates.Select(cell => cell.Cell), .. rows.SelectMany(row => row)];
            IEnumerable<string[]> changed = Enumerable.Range(0, Changes).Select(_ =>
            {
                string[] row = [.. rows[random.Next(rows.Length)]];
                row[random.Next(names.Length - 1)] = spellings[random.Next(spellings.Length)];
                return row;
            });
            return ExportCase.OfRows(network, [.. rows.Concat(changed).Select(row => names.Zip(row).ToDictionary(cell => cell.First, cell => (object?)cell.Second))]);
        }
        catch (NetworkException)
        {
            // An error, which other tests look at.
            return null;
        }
    }
}
