namespace PSNeuralNet.Tests.Commands;

/// <summary>Rows in place of a dataset, in every parameter that takes one: the same result as that of the dataset of these rows.</summary>
public class RowInputTests : CommandTest
{
    public RowInputTests() => Run("""
        $rows = foreach ($i in 1..60) { [pscustomobject]@{ Kind = ('hdd', 'ssd')[$i % 2]; Hours = if ($i % 9) { $i * 50 } else { '' }; Note = 'x'; Failed = if ($i -gt 35) { 'yes' } else { 'no' } } }
        $data = $rows | ConvertTo-NetworkDataset Failed -WarningAction Ignore
        $r = $data | Invoke-NetworkTraining -Epochs 50 -Seed 1
        $single = $data | Invoke-NetworkTraining -Preset Tutorial -Epochs 50 -Seed 1
        $new = foreach ($i in 1..20) { @{ Hours = 170 * $i; Kind = ('hdd', 'ssd')[$i % 2]; Failed = if ($i % 3) { 'yes' } else { 'no' } } }
        $newData = $new | ConvertTo-NetworkDataset Failed
        """);

    [Fact]
    public void Rows_are_split_as_their_dataset()
    {
        Assert.Equal(["True", "True", "12", "5", "Kind"], Lines("""
            $a = $rows | Split-NetworkDataset .2 -Target Failed -Seed 3 -WarningAction Ignore
            $b = $data | Split-NetworkDataset .2 -Seed 3
            "$($a.Train.X.Equals($b.Train.X))"; "$($a.Test.Y.Equals($b.Test.Y))"; $a.Test.SampleCount
            @($rows | Split-NetworkDataset -Fold 5 -Label Failed -Seed 3 -WarningAction Ignore).Count
            ($rows | Split-NetworkDataset -Target Failed -Feature K* -Seed 3).Train.Schema.Column.Name
            """));
        Fails("$rows | Split-NetworkDataset .2", "TargetNotGiven", ErrorCategory.InvalidArgument, "-Target");
        Fails("$data | Split-NetworkDataset .2 -Target Failed", "TargetNotUsed");
        Fails("$data | Split-NetworkDataset .2 -MaximumCategory 3", "TargetNotUsed");
        Fails("@() | Split-NetworkDataset .2 -Target Failed", "TableEmpty");
        Assert.Equal(48, Get<int>("(Split-NetworkDataset -Dataset $data -Seed 1).Train.SampleCount"));
    }

    [Fact]
    public void Rows_are_validation_samples()
    {
        Assert.Equal(["True", "True", "True", "True"], Lines("""
            $b = $data | Invoke-NetworkTraining -Epochs 30 -Seed 1 -ValidationDataset $newData -Patience 5
            foreach ($given in $new, ($new | ForEach-Object { [pscustomobject] $_ }), $newData) {
                $a = $rows | Invoke-NetworkTraining -Target Failed -Epochs 30 -Seed 1 -ValidationDataset $given -Patience 5 -WarningAction Ignore
                "$($a.ValidationCost -eq $b.ValidationCost -and $null -ne $a.BestEpoch)"
            }
            $c = $data | Invoke-NetworkTraining -Network $r -Epochs 5 -ValidationDataset $new
            "$($c.ValidationCost -eq ($data | Invoke-NetworkTraining -Network $r -Epochs 5 -ValidationDataset $newData).ValidationCost)"
            """));
        Fails("$data | Invoke-NetworkTraining -Epochs 2 -ValidationDataset $new -ValidationFraction 0.2", "ValidationGivenTwice");
        Fails("$data | Invoke-NetworkTraining -Epochs 2 -ValidationDataset @{ Kind = 'hdd'; Hours = 1; Failed = 'maybe' }", "ClassUnknown");
        Fails("$data | Invoke-NetworkTraining -Epochs 2 -ValidationDataset @{ Kind = 'hdd'; Failed = 'no' }", "FeatureMissing");
    }

    [Fact]
    public void Rows_go_through_a_network_step_by_step()
    {
        Assert.Equal(["True", "True", "20", "True"], Lines("""
            "$(($new | Invoke-ForwardPropagation $single | Measure-NetworkCost) -eq ($newData | Invoke-ForwardPropagation $single | Measure-NetworkCost))"
            "$(($new | Invoke-ForwardPropagation $single | Invoke-BackPropagation).dW1.Equals(($newData | Invoke-ForwardPropagation $single | Invoke-BackPropagation).dW1))"
            ($new | Invoke-ForwardPropagation -Parameter $single.Parameter).A2.ColumnCount
            "$("$($new | Test-NetworkGradient $single | Out-String)" -eq "$($newData | Test-NetworkGradient $single | Out-String)")"
            """));
        Fails("@{ Kind = 'hdd'; Failed = 'no' } | Test-NetworkGradient $single", "FeatureMissing");
        Fails("5 | Invoke-ForwardPropagation $single", "RowInvalid");
    }

    [Theory]
    [InlineData("-Kind Roc")]
    [InlineData("-Kind DecisionBoundary -Feature Hours, Kind")]
    [InlineData("-Kind ConfusionMatrix")]
    [InlineData("")]
    public void Charts_are_of_rows(string parameters)
    {
        parameters = parameters.Replace("Hours, Kind", "Hours, Flag", StringComparison.Ordinal);
        Run("""
            $rows = foreach ($i in 1..60) { [pscustomobject]@{ Flag = $i % 2; Hours = 50 * $i; Failed = if ($i -gt 35) { 'yes' } else { 'no' } } }
            $r = $rows | Invoke-NetworkTraining Failed -Epochs 50 -Seed 1
            $data = $rows | ConvertTo-NetworkDataset Failed
            """);
        Run($$"""
            $rows | Export-NetworkChart piped.svg -Network $r {{parameters}}
            $r | Export-NetworkChart given.svg -Dataset $rows {{parameters}}
            $data | Export-NetworkChart data.svg -Network $r {{parameters}}
            """);
        string expected = File.ReadAllText(Path.Combine(Folder, "data.svg"));
        Assert.Equal(expected, File.ReadAllText(Path.Combine(Folder, "piped.svg")));
        Assert.Equal(expected, File.ReadAllText(Path.Combine(Folder, "given.svg")));
        Assert.Equal(
            Lines($"$data | Show-NetworkChart -Network $r -Width 70 -Height 20 -Ascii {parameters}"),
            Lines($"$rows | Show-NetworkChart -Network $r -Width 70 -Height 20 -Ascii {parameters}"));
    }

    [Fact]
    public void Rows_of_a_cost_history_need_no_network_and_rows_of_a_table_do()
    {
        Run("""
            $r.CostHistory | Export-Csv cost.csv
            Import-Csv cost.csv | Export-NetworkChart cost.svg
            Import-Csv cost.csv | Export-NetworkChart cost2.svg -Kind Cost -Network $r
            """);
        Fails("$rows | Export-NetworkChart a.svg -Kind Roc", "ChartInputInvalid", ErrorCategory.InvalidType, "with -Network, rows of a table");
        Fails("$rows | Export-NetworkChart a.svg -Kind Roc -Network $r -Dataset $data", "ChartInputInvalid", null, "several datasets");
    }

    [Fact]
    public void A_report_is_on_rows()
    {
        Run("""
            $r | Export-NetworkReport rows.html -Dataset $new
            $r | Export-NetworkReport data.html -Dataset $newData
            """);
        Assert.Equal(Report("data.html"), Report("rows.html"));
        Assert.Contains("20 samples", Report("rows.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$rows | Invoke-NetworkTraining Failed")]
    [InlineData("$rows | Invoke-NetworkTraining -Target Failed")]
    [InlineData("$data | Invoke-NetworkTraining")]
    [InlineData("Invoke-NetworkTraining $data")]
    [InlineData("Invoke-NetworkTraining -Dataset $data")]
    [InlineData("Invoke-NetworkTraining -InputObject $data")]
    public void Position_0_is_the_target_and_a_dataset_there_is_the_data(string command)
    {
        Assert.True(Get<bool>($"({command} -Epochs 50 -Seed 1 -WarningAction Ignore).LastCost -eq $r.LastCost"));
        string retraining = command.Contains("rows", StringComparison.Ordinal) ? "$data | Invoke-NetworkTraining" : command;

        // The history of an ensemble starts anew.
        foreach ((string network, int epochs) in ((string, int)[])[("$single", 55), ("$r", 5)])
        {
            Assert.Equal(epochs, Get<int>($"({retraining} -Network {network} -Epochs 5).EpochCount"));
            Assert.Equal(5, Get<int>($"({command} -Parameter {network} -Epochs 5 -WarningAction Ignore).EpochCount"));
        }
    }

    [Fact]
    public void Rows_without_a_target_are_one_error() =>
        Fails("$rows | Invoke-NetworkTraining -Epochs 1", "TargetNotGiven", ErrorCategory.InvalidArgument);

    [Fact]
    public void Rows_are_an_argument_of_InputObject_too()
    {
        Assert.Equal(["True", "48", "20", "20", "True"], Lines("""
            "$((Invoke-NetworkTraining -InputObject $rows -Target Failed -Epochs 50 -Seed 1 -WarningAction Ignore).LastCost -eq $r.LastCost)"
            (Split-NetworkDataset -InputObject $rows -Target Failed -Seed 1 -WarningAction Ignore).Train.SampleCount
            (Measure-Network -InputObject $new -Network $r).SampleCount
            @(Get-NetworkPrediction -InputObject $new -Network $r).Count
            "$((ConvertTo-NetworkDataset -InputObject $new -Target Failed).X.Equals($newData.X))"
            """));
        Fails("ConvertTo-NetworkDataset -InputObject 1, 2 -Target y", "RowInvalid");
    }

    [Fact]
    public void A_schema_knows_target_and_columns()
    {
        Run("$r | Export-Network old.json; $rows | Select-Object -First 10 | Export-Csv ten.csv");
        foreach (string schema in (string[])["$r", "old.json", "$data", "$r.Network"])
        {
            Assert.Equal(["no, yes", "Kind=hdd, Kind=ssd, Hours", "10"], Lines($$"""
                $ten = $rows | Select-Object -First 10 | ConvertTo-NetworkDataset -Schema {{schema}}
                $ten.ClassName -join ', '; $ten.FeatureName -join ', '; (Import-NetworkDataset ten.csv -Schema {{schema}}).SampleCount
                """));
        }

        Assert.Equal(10, Get<int>("(Import-NetworkDataset -LiteralPath ten.csv -Schema old.json).SampleCount"));
        Assert.Equal(10, Get<int>("(Get-Item ten.csv | Import-NetworkDataset -Schema old.json).SampleCount"));
        Fails("$rows | ConvertTo-NetworkDataset", "TargetNotGiven", ErrorCategory.InvalidArgument, "-Schema");
        Fails("Import-NetworkDataset ten.csv", "TargetNotGiven", ErrorCategory.InvalidArgument, "-Schema");
    }

    private string Report(string name) => File.ReadAllText(Path.Combine(Folder, name));
}
