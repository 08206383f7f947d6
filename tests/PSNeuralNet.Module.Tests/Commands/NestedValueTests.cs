namespace PSNeuralNet.Tests.Commands;

/// <summary>Cells that hold objects: said with column, row, type, and what to do.</summary>
public class NestedValueTests : CommandTest
{
    private const string Rows = """
        $rows = foreach ($i in 1..30) {
            [pscustomobject]@{
                load = $i; tags = @('a') * ($i % 3); disk = @{ size = $i; kind = 'ssd' }; owner = [pscustomobject]@{ name = "n$i" }
                heat = if ($i -eq 7) { @{ value = 3 } } else { $i % 5 }; y = ('no', 'yes')[$i % 2]
            }
        }

        """;

    [Fact]
    public void Columns_of_objects_are_left_out_with_row_type_and_advice()
    {
        Assert.Equal(
            [
                "4 columns hold objects, and are left out: 'tags' (row 1 holds an Object[] with 1 item), 'disk' (row 1 holds a Hashtable with 2 keys), 'owner' (row 1 holds a PSCustomObject), 'heat' (row 7 holds a Hashtable with 1 key). Make a number or text of each first, such as Select-Object *, @{ Name = 'new'; Expression = { $_.column.Count } }.",
                "load",
                "|row 1 holds an Object[] with 1 item|row 1 holds a Hashtable with 2 keys|row 1 holds a PSCustomObject|row 7 holds a Hashtable with 1 key",
                "The column 'heat' holds objects, and is left out: row 7 holds a Hashtable with 1 key. Make a number or text of it first, such as Select-Object *, @{ Name = 'new'; Expression = { $_.heat.Count } }.",
            ],
            Lines(Rows + """
                $data = $rows | ConvertTo-NetworkDataset y -WarningVariable warnings -WarningAction SilentlyContinue
                $warnings | ForEach-Object { "$_" }
                "$($data.FeatureName)"
                ($data | Get-NetworkFeature).LeftOut -join '|'
                $null = $rows | Select-Object load, heat, y | ConvertTo-NetworkDataset y -WarningVariable warnings -WarningAction SilentlyContinue
                $warnings | ForEach-Object { "$_" }
                """));
    }

    [Fact]
    public void The_advice_works()
    {
        Assert.Equal(["load new", ""], Lines(Rows + """
            $made = $rows | Select-Object load, y, @{ Name = 'new'; Expression = { $_.tags.Count } }
            "$(($made | ConvertTo-NetworkDataset y -WarningVariable warnings).FeatureName)"
            "$warnings"
            """));
    }

    [Fact]
    public void Where_no_other_column_is_left_the_error_says_why()
    {
        Fails(Rows + "$rows | Select-Object tags, disk, y, @{ Name = 'site'; Expression = { 'north' } } | ConvertTo-NetworkDataset y", "FeatureNone", ErrorCategory.ObjectNotFound,
            "No feature column is left: 'tags' (row 1 holds an Object[] with 1 item), 'disk' (row 1 holds a Hashtable with 2 keys), 'site' (all cells are 'north'). A dataset needs at least one that tells rows apart.");
    }

    [Theory]
    [InlineData("-Feature load, disk", "Row 1, column 'disk' holds a Hashtable with 2 keys, which is no number, text or date: make a number or text of it first, such as Select-Object *, @{ Name = 'new'; Expression = { $_.disk.Count } }.")]
    [InlineData("-Numeric tags", "Row 1, column 'tags' holds an Object[] with 1 item, which is no number, text or date: make a number")]
    [InlineData("-Categorical owner", "Row 1, column 'owner' holds a PSCustomObject, which is no number, text or date: make a number or text of it first, such as Select-Object *, @{ Name = 'new'; Expression = { $_.owner.Property } }.")]
    [InlineData("-Categorical heat", "Row 7, column 'heat' holds a Hashtable with 1 key, which is no number, text or date: make")]
    public void A_column_that_an_option_names_is_an_error(string options, string text) =>
        Fails(Rows + $"$rows | ConvertTo-NetworkDataset y {options} -WarningAction SilentlyContinue", "CellNested", ErrorCategory.InvalidData, text);

    [Theory]
    [InlineData("disk", "Row 1, column 'disk' holds a Hashtable with 2 keys")]
    [InlineData("heat", "Row 7, column 'heat' holds a Hashtable with 1 key")]
    public void A_label_is_an_error(string target, string text)
    {
        Fails(Rows + $"$rows | ConvertTo-NetworkDataset {target}", "TargetInvalid", ErrorCategory.InvalidData, text);
        Fails(Rows + $"$rows | ConvertTo-NetworkDataset {target} -Task Regression", "TargetInvalid", ErrorCategory.InvalidData, text);
    }

    [Fact]
    public void In_a_prediction_the_row_is_an_error()
    {
        const string Network = Rows + "$n = $rows | Select-Object load, heat, y | Where-Object load -ne 7 | Invoke-NetworkTraining -Target y -Epochs 2 -Seed 1; ";
        Fails(Network + "$rows | Get-NetworkPrediction $n", "CellNested", ErrorCategory.InvalidData, "Row 7, column 'heat' holds a Hashtable with 1 key");
        Fails(Network + "@{ load = @(1, 2); heat = 1 } | Get-NetworkPrediction $n", "CellNested", text: "Row 1, column 'load' holds an Object[] with 2 items");
    }
}
