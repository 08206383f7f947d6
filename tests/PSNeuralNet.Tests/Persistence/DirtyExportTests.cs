namespace PSNeuralNet.Tests.Persistence;

/// <summary>Predictions for the raw rows of 50 random dirty tables agree through JSON, C#, JavaScript and ONNX; PowerShell is in DirtyTableTests of the module.</summary>
[Trait("Category", "Slow")]
public class DirtyExportTests
{
    private static readonly Lazy<IReadOnlyList<ExportCase>> Cases = new(() => DirtyCases.All());

    [Fact]
    public void The_tables_have_every_kind_of_column_and_cell()
    {
        FeatureColumn[] columns = [.. Cases.Value.SelectMany(exported => exported.Network.Parameter.Schema.Column.Where(column => !column.IsLeftOut))];
        Assert.True(columns.Count(column => column.Definition.NumberFormat is not null) > 10);
        Assert.True(columns.Select(column => column.Definition.NumberFormat?.ToString()).Distinct().Count() > 5);
        Assert.True(columns.Count(column => column.Kind == ColumnKind.Date) > 10);
        Assert.True(columns.Count(column => column.Kind == ColumnKind.Boolean) > 2);
        Assert.True(columns.Count(column => column.Kind == ColumnKind.Text) > 2);
        Assert.True(columns.Count(column => column.Kind == ColumnKind.Category) > 10);
        Assert.True(columns.Count(column => column.NumberMark.Count > 0) > 10);
        Assert.True(Cases.Value.Sum(exported => exported.Refused.Count) > 200);
        Assert.True(Cases.Value.Sum(exported => exported.Rows.Count) > 2000);
        Assert.Contains(Cases.Value, exported => exported.Rows.Any(row => exported.Network.Parameter.Schema.Column.Any(column => column.Definition.IsOneHot && !column.IsLeftOut && !column.IsMissing(row[column.Name]) && column.IndexOf(((string)row[column.Name]!).Trim()) < 0)));
    }

    [Fact]
    public void JSON_predicts_to_the_last_bit_what_the_network_does()
    {
        foreach (ExportCase exported in Cases.Value)
        {
            string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
            try
            {
                NetworkFile.Write(exported.Network, path);
                var read = ExportCase.OfRows(NetworkFile.Read(path), [.. exported.Rows, .. exported.Refused]);
                Assert.Equal(exported.Refused.Count, read.Refused.Count);
                Assert.Equal(exported.Output.SelectMany(output => output), read.Output.SelectMany(output => output));
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    [Fact]
    public void CSharp_predicts_what_the_network_does()
    {
        foreach (ExportCase exported in Cases.Value)
        {
            Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(exported.Network);
            Assert.All(exported.Rows, (row, i) => CSharpCodeTests.Expect(exported.Network, exported.Output[i], predict(i % 2 == 0 ? row : DirtyCases.Renamed(row))));
            Assert.All(exported.Refused, row => Assert.Contains("Column 'x", Assert.Throws<ArgumentException>(() => predict(row)).Message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void JavaScript_predicts_what_the_network_does(bool inNode)
    {
        Assert.SkipWhen(inNode && !ExportedCode.HasNode(out _), "Node is not installed.");
        foreach (ExportCase exported in Cases.Value)
        {
            JsonElement[] given = ExportedCode.JavaScript(exported.Network, exported.Rows.Select((row, i) => i % 2 == 0 ? row : DirtyCases.Renamed(row)).Concat(exported.Refused), inNode);
            JavaScriptCodeTests.Compare(exported, given[..exported.Rows.Count]);
            Assert.All(given[exported.Rows.Count..], result => Assert.StartsWith("TypeError: Column \"x", result.GetString(), StringComparison.Ordinal));
        }
    }

    /// <summary>
    /// A graph takes no raw cells but texts. It gets what docs/export.md says: numbers as the network reads them, with NaN for missing cells, dates as days, and texts
    /// without space around them, "" for missing ones.
    /// </summary>
    [Fact]
    public void ONNX_predicts_what_the_network_does()
    {
        // Free text is refused by the export, with the names of the columns.
        IReadOnlyList<ExportCase> cases = DirtyCases.All(network => network.Parameter.Schema.Column.All(column => column.Kind != ColumnKind.Text));
        Assert.All(cases, OnnxTests.Expect);
    }
}
