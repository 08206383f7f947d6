namespace PSNeuralNet.Tests.Data;

/// <summary>Ids of a dataset go with its samples.</summary>
public class IdColumnTests
{
    private static readonly Dataset Data = new(
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 6, (_, sample) => sample),
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 6, (_, sample) => sample % 2))
    {
        Id = [new IdColumn("key", ["a", "b", "c", "d", "e", "f"]), new IdColumn("number", [0, 1, 2, null, 4, 5])],
    };

    [Fact]
    public void Ids_go_through_splits()
    {
        DatasetSplit split = DatasetSplitter.Split(Data, 0.34, stratify: true, seed: 3);
        foreach (Dataset part in (Dataset[])[split.Train, split.Test, .. DatasetSplitter.Folds(Data, 3, stratify: false, seed: 1).Select(fold => fold.Train)])
        {
            Assert.Equal(["key", "number"], part.Id.Select(column => column.Name));
            for (int sample = 0; sample < part.SampleCount; sample++)
            {
                int number = (int)part.X[0, sample];
                Assert.Equal(((object)"abcdef".Substring(number, 1), number == 3 ? null : (object)number), (part.Id[0][sample]!, part.Id[1][sample]));
            }
        }
    }

    [Theory]
    [InlineData(false, 1L << 30)]
    [InlineData(true, 1L << 30)]
    [InlineData(false, 1000L)]
    [InlineData(true, 1000L)]
    public void Ids_of_a_file_are_its_texts_in_order(bool isParsed, long leastBytes)
    {
        string[] keys = [.. Enumerable.Range(0, 3000).Select(i => i % 7 == 0 ? $"\"a, {i}\"" : i % 5 == 0 ? "" : $"00{i}")];
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', ["key,x,owner,y", .. keys.Select((key, i) => $"{key},{i},o{i % 3},{i % 2}")]));
        var source = new FileSource("memory", () => new MemoryStream(bytes, writable: false));
        var options = new TableOptions { Target = ["y"], Id = ["KEY", new NamePattern("o*", name => name.StartsWith('o'))] };
        Dataset dataset = TableFile.Read(source, options, null, null, CancellationToken.None, leastBytes, isParsed).Dataset;
        Assert.Equal(["key", "owner"], dataset.Id.Select(column => column.Name));
        Assert.Equal(["x"], dataset.FeatureName);
        Assert.Equal(keys.Select(key => (object)key.Trim('"')), Enumerable.Range(0, 3000).Select(i => dataset.Id[0][i]));
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => (object)$"o{i % 3}"), Enumerable.Range(0, 3000).Select(i => dataset.Id[1][i]));
        Assert.Same(dataset.Id[1][0], dataset.Id[1][3]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ids_of_a_file_are_those_of_Import_Csv(bool isParsed)
    {
        // As Import-Csv of PowerShell 7.6 gives them.
        (string Field, string Id)[] ids =
        [
            ("\"  007\"", "  007"), ("  007", "007"), (" 00 9  ", "00 9  "), ("010  ", "010 "), ("\"\t011\"", "\t011"), ("\t012\t", "012\t"), ("\u00a0013", "\u00a0013"), ("\"x  \"", "x  "), ("\"a, \"\"b \"", "a, \"b "),
            ("\"  \"", "  "), ("   ", ""), ("", ""), ("\"\"", ""),
        ];
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', ["x,id,y", .. ids.Select((id, i) => $"\"{i}\",{id.Field},{i % 2}")]) + "\n");
        var source = new FileSource("memory", () => new MemoryStream(bytes, writable: false));
        Dataset dataset = TableFile.Read(source, new TableOptions { Target = ["y"], Id = ["id"] }, null, null, CancellationToken.None, isParsed: isParsed).Dataset;
        Assert.Equal(ids.Select(id => (object)id.Id), Enumerable.Range(0, ids.Length).Select(i => dataset.Id[0][i]));
    }

    [Fact]
    public void Each_sample_has_an_id() =>
        Assert.Equal("DatasetShapeInvalid", Assert.Throws<NetworkException>(() => new Dataset(Data.X, Data.Y) { Id = [new IdColumn("key", ["a"])] }).Id);
}
