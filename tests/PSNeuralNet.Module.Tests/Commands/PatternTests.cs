namespace PSNeuralNet.Tests.Commands;

/// <summary>Patterns of columns and files: an exact name comes first, and what matches nothing is an error.</summary>
public class PatternTests : CommandTest
{
    private const string Rows = """
        $rows = foreach ($i in 1..4) { [pscustomobject]@{ 'cpu[0]' = $i; cpu0 = 3 * $i; 'cpu[1]' = $i % 3; cpu1 = -$i; y = $i % 2 } }
        $rows | Export-Csv cpu.csv

        """;

    [Theory]
    [InlineData("-ExcludeFeature 'cpu[0]'", "cpu0, cpu[1], cpu1")]
    [InlineData("-ExcludeFeature 'CPU[0]', 'cpu[01]'", "cpu[1]")]
    [InlineData("-ExcludeFeature 'cpu[01]'", "cpu[0], cpu[1]")]
    [InlineData("-ExcludeFeature 'cpu`[0]'", "cpu0, cpu[1], cpu1")]
    [InlineData("-Feature 'cpu[1]', 'cpu[0]'", "cpu[1], cpu[0]")]
    [InlineData("-Categorical 'cpu[1]'", "cpu[0], cpu0, cpu[1]=0, cpu[1]=1, cpu[1]=2, cpu1")]
    public void An_exact_column_name_comes_before_a_pattern(string parameters, string expected)
    {
        Assert.Equal(expected, Get<string>(Rows + $"($rows | ConvertTo-NetworkDataset y {parameters}).FeatureName -join ', '"));
        Assert.Equal(expected, Get<string>($"(Import-NetworkDataset cpu.csv y {parameters}).FeatureName -join ', '"));
        Assert.Equal(expected, Get<string>($"($rows | Invoke-NetworkTraining -Target y -Epochs 1 -Seed 1 {parameters}).Parameter.FeatureName -join ', '"));
    }

    [Fact]
    public void Numeric_names_one_column_only() =>
        Assert.Equal("'f' of 'cpu0'", Get<string>("""
            $rows = foreach ($i in 1..4) { [pscustomobject]@{ 'cpu[0]' = $i; cpu0 = 'f', 'g' | Select-Object -Index ($i % 2); y = $i % 2 } }
            if (($rows | ConvertTo-NetworkDataset y -Numeric 'cpu[0]').FeatureName -contains 'cpu0=f') { "'f' of 'cpu0'" }
            """));

    [Fact]
    public void A_column_of_later_rows_is_not_taken_for_excluded_by_the_name_of_another() =>
        Assert.StartsWith("The first row determines the columns: 'cpu0' of later rows is ignored.", Get<string>("""
            $rows = @{ 'cpu[0]' = 1; a = 1; y = 0 }, @{ 'cpu[0]' = 2; a = 2; cpu0 = 5; y = 1 }
            $null = $rows | ConvertTo-NetworkDataset y -ExcludeFeature 'cpu[0]' -WarningVariable w -WarningAction SilentlyContinue
            "$w"
            """));

    [Fact]
    public void A_path_that_matches_nothing_is_an_error_that_names_it()
    {
        Run(Rows + "[System.IO.File]::Copy(\"$pwd/cpu.csv\", \"$pwd/a[1].csv\"); [System.IO.File]::WriteAllText(\"$pwd/n[1].json\", \"x\")");
        foreach (string command in (string[])["Import-NetworkDataset {0} -Target y", "Import-Network {0}"])
        {
            foreach (string pattern in (string[])["'none*'", "'no[n]e.csv'", "'?'"])
            {
                Assert.Equal(pattern.Trim('\''), Fails(string.Format(null, command, pattern), "FileMissing", ErrorCategory.ObjectNotFound, $"No file matches the pattern {pattern}.").TargetObject);
            }

            Fails(string.Format(null, command, "none.csv"), "FileMissing", ErrorCategory.ObjectNotFound, "There is no file 'none.csv'.");
        }

        Fails("Import-NetworkDataset 'a[1].csv' y", "FileMissing", ErrorCategory.ObjectNotFound, "No file matches the pattern 'a[1].csv', but there is a file of exactly that name. Give it as -LiteralPath");
        Fails("Import-Network 'n[1].json'", "FileMissing", ErrorCategory.ObjectNotFound, "-LiteralPath");
        Assert.Equal([4, 4, false], Run("""
            (Import-NetworkDataset -LiteralPath 'a[1].csv' -Target y).SampleCount
            (Import-NetworkDataset 'a`[1`].csv' y).SampleCount
            Import-NetworkDataset 'none*.csv' y -ErrorAction SilentlyContinue; $?
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Other_paths_are_read_before_and_after_one_that_matches_nothing()
    {
        Run(Rows);
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("Import-NetworkDataset cpu.csv, none*.csv, c*.csv y");
        Assert.Equal(2, output.Count);
        Assert.Equal("none*.csv", Assert.Single(errors).TargetObject);
    }
}
