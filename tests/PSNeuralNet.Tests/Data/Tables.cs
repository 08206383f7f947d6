namespace PSNeuralNet.Tests.Data;

/// <summary>Small tables for the tests.</summary>
internal static class Tables
{
    /// <summary>A dataset of a table given by its columns; there is a target y besides, 0 and 1 in turns.</summary>
    public static Dataset Read(TableOptions? options, params (string Name, object?[] Cells)[] columns) =>
        Reader(options, columns).ToDataset();

    public static TableReader Reader(TableOptions? options, params (string Name, object?[] Cells)[] columns)
    {
        var reader = new TableReader(options ?? Options());
        string[] names = [.. columns.Select(column => column.Name), "y"];
        for (int row = 0; row < columns[0].Cells.Length; row++)
        {
            int at = row;
            reader.Add(() => names, name => name == "y" ? at % 2 : columns.First(column => column.Name == name).Cells[at]);
        }

        return reader;
    }

    public static TableOptions Options(MissingValue missing = MissingValue.Mean) =>
        new TableOptions { Target = ["y"], MissingValue = missing };

    public static (string, object?[]) Column(string name, params object?[] cells) => (name, cells);

    /// <summary>A feature of all samples.</summary>
    public static double[] Row(this Dataset dataset, string feature) =>
        dataset.X.Row(dataset.FeatureName.ToList().IndexOf(feature)).ToArray();

    public static NetworkException Failing(Action action) => Assert.Throws<NetworkException>(action);
}
