namespace PSNeuralNet.Tests.Commands;

/// <summary>Unusual rows: failing getters, varying columns, dates as targets, weights.</summary>
public class RowTests : CommandTest
{
    private const string Probes = """
        $rows = foreach ($i in 1..40) {
            $row = [pscustomobject]@{ Load = $i; State = if ($i -gt 20) { 'hot' } else { 'fine' } }
            $row.psobject.Properties.Add([psscriptproperty]::new('Code', [scriptblock]::Create("if ($i % 4) { $i } else { throw 'still running' }")))
            $row.psobject.Properties.Add([psscriptproperty]::new('Secret', { throw 'Access is denied.' }))
            $row
        }

        """;

    [Fact]
    public void A_property_that_fails_is_a_missing_cell_with_a_warning_a_column()
    {
        Assert.Equal(
            [
                "Row 4, column 'Code' cannot be read: still running. It counts as missing, there and wherever else that is so. To do without the column, say -ExcludeFeature 'Code'.",
                "Row 1, column 'Secret' cannot be read: Access is denied. All rows are so, and the column is left out. To do without the column, say -ExcludeFeature 'Secret'.",
                "40",
                "Row 4, column 'Code' cannot be read: still running. It counts as missing, there and wherever else that is so. To do without the column, say -ExcludeFeature 'Code'.",
                "True",
            ],
            Lines(Probes + """
                $r = $rows | Invoke-NetworkTraining -Target State -Epochs 5 -Seed 1 -WarningVariable warnings -WarningAction SilentlyContinue
                $warnings | Where-Object { "$_" -notmatch 'may be a leak|may be leaks|as an id has|of their own in each row' } | ForEach-Object { "$_" }
                $p = $rows | Get-NetworkPrediction $r -WarningVariable warnings -WarningAction SilentlyContinue
                @($p).Count
                $warnings | ForEach-Object { "$_" }
                $holes = $rows | ForEach-Object { [pscustomobject]@{ Load = $_.Load; Code = if ($_.Load % 4) { $_.Load } } }
                "$(($holes | Get-NetworkPrediction $r).Probability)" -eq "$($p.Probability)"
                """));
    }

    [Theory]
    [InlineData("$rows | ConvertTo-NetworkDataset State -MissingValue Error", "CellUnreadable")]
    [InlineData("$rows | ConvertTo-NetworkDataset Code", "CellUnreadable")]
    [InlineData("$rows | ConvertTo-NetworkDataset State -SampleWeight Code -ExcludeFeature Secret", "SampleWeightNotNumeric")]
    public void Where_a_cell_must_be_there_that_is_an_error(string command, string id)
    {
        ErrorRecord error = Fail(Probes + command);
        Assert.Contains(IdOf(error), (string[])[id, "CellUnreadable"]);
        Assert.Contains("cannot be read", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_are_trained_on_as_they_are()
    {
        Assert.Equal(10, Get<int>("""
            $processes = foreach ($i in 1..10) { [System.Diagnostics.Process]::GetCurrentProcess() | Select-Object -Property *, @{ Name = 'Kind'; Expression = { ('a', 'b')[$i % 2] } }, @{ Name = 'Rank'; Expression = { $i } } }
            $r = $processes | Invoke-NetworkTraining -Target Kind -Epochs 2 -Seed 1 -WarningAction SilentlyContinue
            @($processes | Get-NetworkPrediction $r -WarningAction SilentlyContinue).Count
            """));
    }

    [Fact]
    public void Columns_that_only_later_rows_have_are_told_of_once()
    {
        Assert.Equal(["'Extra', 'Note'", "'Extra'", ""], Lines("""
            $rows = @(@{ a = 1; y = 0 }, @{ a = 2; y = 1 }, @{ a = 3; y = 0; Extra = 5 }, @{ a = 5; y = 1; Extra = 7; Note = 'x' } | ForEach-Object { [pscustomobject] $_ })
            foreach ($with in @{}, @{ ExcludeFeature = 'n*' }, @{ Feature = 'a' }) {
                $null = $rows | ConvertTo-NetworkDataset y @with -WarningVariable warnings -WarningAction SilentlyContinue
                "$warnings" -replace '^.*columns: (.*) of later rows.*$', '$1'
            }
            """));
    }

    [Theory]
    [InlineData("{ [datetime]::new(2026, 1, 1).AddDays($_) }")]
    [InlineData("{ \"2026-01-$('{0:00}' -f $_)\" }")]
    [InlineData("{ [timespan]::FromSeconds($_) }")]
    [InlineData("{ \"00:00:$('{0:00}' -f $_)\" }")]
    public void Dates_and_spans_are_no_classes_unless_one_says_so(string target)
    {
        Run($"$rows = 1..20 | ForEach-Object {{ [pscustomobject]@{{ a = $_; when = & {target} }} }}");
        Fails("$rows | Invoke-NetworkTraining -Target when", "TargetIsTime");
        Assert.Equal(20, Get<int>("($rows | ConvertTo-NetworkDataset when -Task MultiClass).ClassName.Count"));
        Assert.Equal("Binary", Get<string>("\"$(($rows[0..1] | ConvertTo-NetworkDataset when).Task)\""));
        Fails("$rows | ConvertTo-NetworkDataset when -Task Regression", "CellNotNumeric");
    }

    [Fact]
    public void Weights_come_back_as_rows()
    {
        Assert.Equal(["a y Times", "2 0 1", "1"], Lines("""
            $data = @{ a = 1; y = 0; Times = 2 }, @{ a = 2; y = 1; Times = 0 }, @{ a = 4; y = 1; Times = 1 } | ForEach-Object { [pscustomobject] $_ } | ConvertTo-NetworkDataset y a -SampleWeight Times
            $back = $data | ConvertFrom-NetworkDataset
            $back[0].psobject.Properties.Name -join ' '; $back.Times -join ' '
            ($back | ConvertTo-NetworkDataset y -SampleWeight Times | Split-NetworkDataset 0.3 -Seed 1 -NoStratify).Test.FeatureCount
            """));
    }

    [Theory]
    [InlineData("-Optimizer Adam -Momentum 0.5 -Beta1 0.8", "-Momentum has no effect: the optimizer is Adam, and it is for Momentum, Nesterov.")]
    [InlineData("-Beta2 0.9", "-Beta2 has no effect: the optimizer is GradientDescent, and it is for Adam, AdamW.")]
    [InlineData("-Optimizer Adam -WeightDecay 0.1", "-WeightDecay has no effect: the optimizer is Adam, and it is for AdamW.")]
    [InlineData("-Optimizer Nesterov -Momentum 0.5", "")]
    public void Options_that_the_optimizer_does_not_use_are_told_of(string options, string warning) =>
        Assert.Equal(warning, Get<string>($"$null = New-MoonsDataset 20 -Seed 0 | Invoke-NetworkTraining {options} -Epochs 2 -Seed 1 -WarningVariable warnings -WarningAction SilentlyContinue; \"$warnings\""));

    [Fact]
    public void Messages_say_which_file_and_what_stands_there()
    {
        File.WriteAllText(Path.Combine(Folder, "empty.csv"), "");
        Assert.Contains("empty.csv' has no rows", Fail("Import-NetworkDataset empty.csv y").ToString(), StringComparison.Ordinal);
        string message = Fail("@{ a = 1; y = 'NA' }, @{ a = 2; y = 'b' } | ConvertTo-NetworkDataset y -MissingTarget Error").ToString();
        Assert.Contains("column 'y' has 'NA', which stands for a missing value", message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Folder, "bad.json"), "{ \"format\": 5 }");
        Collection<PSObject> bad = Run("try { $null = Import-Network bad.json -ErrorAction Stop } catch { \"$_\" }");
        Assert.DoesNotContain("..", Assert.Single(bad).ToString(), StringComparison.Ordinal);
    }
}
