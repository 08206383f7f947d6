namespace PSNeuralNet.Tests;

/// <summary>Values computed by NumPy and scikit-learn: tests/reference/*.json.</summary>
internal static class Reference
{
    public static JsonElement Load(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "reference", name + ".json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>A table of tests/reference, its last column the label.</summary>
    public static Dataset Table(string file, NetworkTask? task = null)
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "reference", file)).Select(line => line.Split(','))];
        var reader = new TableReader([rows[0][^1]]);
        foreach (string[] row in rows.Skip(1))
        {
            reader.Add(() => rows[0], column => row[Array.IndexOf(rows[0], column)]);
        }

        return reader.ToDataset(Path.GetFileNameWithoutExtension(file), task);
    }

    public static double[] Doubles(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(value => value.GetDouble())];

    public static int[] Integers(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(value => value.GetInt32())];

    /// <summary>A list of rows.</summary>
    public static double[][] Rows(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    /// <summary>Each value equal to the expected one within an absolute tolerance.</summary>
    public static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        double[] left = [.. expected], right = [.. actual];
        Assert.Equal(left.Length, right.Length);
        for (int i = 0; i < left.Length; i++)
        {
            Assert.True(Math.Abs(left[i] - right[i]) <= tolerance, $"value {i}: expected {left[i]:R}, was {right[i]:R}, tolerance {tolerance}");
        }
    }
}
