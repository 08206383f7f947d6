namespace PSNeuralNet.Tests.Commands;

/// <summary>Targets as they come: labels in any notation, rows without a label, numbers with a mistyped one.</summary>
public class TargetTests : CommandTest
{
    private const string Cars = """
        $rows = foreach ($i in 0..79) { [pscustomobject]@{ Power = $i; Weight = 3 * $i % 17; Mpg = if ($i % 10 -eq 7) { 'NA' } else { 10.5 + $i } } }
        $rows | Export-Csv cars.csv
        $missing = '8 of 80 rows have no label in the column ''Mpg'' and are left out; the first is row 8. With -MissingTarget Error, that is an error.'

        """;

    [Fact]
    public void Rows_without_a_label_are_left_out_in_training_and_evaluation() =>
        Assert.Equal(["72 True", "72 True", "72 True", "72 True 2", "True", "TargetIsEmpty TargetIsEmpty TargetIsEmpty TargetIsEmpty"], Lines(Cars + """
            $d = $rows | ConvertTo-NetworkDataset Mpg -WarningVariable w -WarningAction Ignore; "$($d.SampleCount) $("$w" -eq $missing)"
            $f = Import-NetworkDataset cars.csv Mpg -WarningVariable w -WarningAction Ignore; "$($f.SampleCount) $("$w" -eq $missing)"
            $r = $rows | Invoke-NetworkTraining -Target Mpg -Epochs 5 -Seed 1 -WarningVariable w -WarningAction Ignore; "$($r.Network.Training.SampleCount) $($w.Message -contains $missing)"
            $m = $rows | Measure-Network $r -WarningVariable w -WarningAction Ignore; "$($m.SampleCount) $("$w" -eq $missing) $(@($rows | Measure-NetworkFeature $r -Seed 1 -WarningAction Ignore).Count)"
            $m.RSquared -eq ($d | Measure-Network $r).RSquared -and $m.RSquared -eq ($f | Measure-Network $r).RSquared
            "$((
                { $rows | ConvertTo-NetworkDataset Mpg -MissingTarget Error }, { $rows | Measure-Network $r -MissingTarget Error }, { $rows | Invoke-NetworkTraining -Target Mpg -MissingTarget Error }, { Import-NetworkDataset cars.csv Mpg -MissingTarget Error -ErrorAction Stop } |
                    ForEach-Object { try { & $_ } catch { $_.FullyQualifiedErrorId.Split(',')[0] } }))"
            """));

    [Fact]
    public void Marks_and_case_are_kept_by_the_network() =>
        Assert.Equal(["Cat dog", "1", "2 of 4 rows", "Cat dog", "1"], Lines("""
            $rows = foreach ($i in 0..39) { [pscustomobject]@{ a = $i; y = $i % 9 ? ('Cat', 'dog', 'DOG', 'cat')[$i / 10] : '?' } }
            $r = $rows | Invoke-NetworkTraining -Target y -IgnoreCase -MissingMark '?', 'n.v.' -Epochs 500 -Seed 1 -WarningAction Ignore
            "$($r.Network.ClassName)"
            $new = @{ a = 12; y = 'DOG' }, @{ a = 15; y = '?' }, @{ a = 35; y = 'CAT' }, @{ a = 13; y = 'N.V.' }
            ($new | Measure-Network $r -WarningVariable w -WarningAction Ignore).Accuracy
            "$w".Substring(0, 11)
            $r | Export-Network cat.json
            "$(($new | ConvertTo-NetworkDataset y -Schema cat.json -WarningAction Ignore).ClassName)"
            ($new | Measure-Network cat.json -WarningAction Ignore).Accuracy
            """));

    [Fact]
    public void Labels_of_any_type_come_back_as_they_are() =>
        Assert.Equal(
            ["String 1.1 1.10 1.2", "String FALSE TRUE", "Boolean False True", "DayOfWeek Friday Monday Sunday", "Decimal 1.5 2.25 4", "Int64 9007199254740992 9007199254740993", "Char a b c", "DateTime 01/01/2026 00:00:00 01/02/2026 00:00:00 01/03/2026 00:00:00"],
            Lines("""
                function Classes($labels, [hashtable] $more = @{}) {
                    $rows = foreach ($i in 0..59) { [pscustomobject]@{ a = $i; b = $i % 3; y = $labels[$i % $labels.Count] } }
                    $r = $rows | Invoke-NetworkTraining -Target y -Epochs 3 -Seed 1 -WarningAction Ignore @more
                    $all = @($rows | Get-NetworkPrediction $r | ForEach-Object Prediction) + @($r.Network.Parameter.Schema.ClassLabel)
                    "$(@($all | ForEach-Object { $_.GetType().Name } | Sort-Object -Unique)) $($r.Network.ClassName)"
                }
                Classes '1.1', '1.10', '1.2'
                Classes 'TRUE', 'True', 'FALSE', ' false'
                Classes $true, $false
                Classes ([System.DayOfWeek]::Monday, [System.DayOfWeek]::Friday, [System.DayOfWeek]::Sunday)
                Classes 1.5d, 2.25d, 4d @{ Task = 'MultiClass' }
                Classes ([long] 9007199254740993), ([long] 9007199254740992)
                Classes ([char] 'b', [char] 'a', [char] 'c')
                Classes ([datetime] '2026-01-03', [datetime] '2026-01-01', [datetime] '2026-01-02') @{ Task = 'MultiClass' }
                """));

    [Theory]
    [InlineData("$rows | Invoke-NetworkTraining -Target n -Feature a", "TargetNotNumeric", ErrorCategory.InvalidData, "Row 31, column 'n': 'n.v.' is no finite number, as 59 of 60 labels are.")]
    [InlineData("$rows | ConvertTo-NetworkDataset comma a", "TargetIsLocalNumber", ErrorCategory.InvalidData, "Row 31, column 'comma': 'n.v.' is no number as '0,5' is")]
    [InlineData("$rows | ConvertTo-NetworkDataset b, n a", "TargetMixed", ErrorCategory.InvalidArgument, "'b' has the values 'False' and 'True', 'n' has numbers")]
    [InlineData("$rows | Select-Object -First 1 | ConvertTo-NetworkDataset none", "TargetAllMissing", ErrorCategory.InvalidData, "None of the 1 row has a label: column 'none' is empty")]
    [InlineData("$r = $rows | Invoke-NetworkTraining -Target c -Feature a -Epochs 1; @{ a = 1; c = '' }, @{ a = 1; c = 'True' }, @{ a = 1; c = 'maybe' } | Measure-Network $r", "ClassUnknown", ErrorCategory.InvalidOperation, "'maybe', first in row 3")]
    [InlineData("$d = $rows | ConvertTo-NetworkDataset c -Feature a; @{ a = 1; c = 'maybe' } | ConvertTo-NetworkDataset c -Schema $d", "ClassUnknown", ErrorCategory.InvalidOperation, "without -Network and -Schema")]
    [InlineData("New-MoonsDataset | Invoke-NetworkTraining -IgnoreCase", "TargetNotUsed", ErrorCategory.InvalidArgument, "-IgnoreCase")]
    [InlineData("New-MoonsDataset | Invoke-NetworkTraining -MissingMark x", "TargetNotUsed", ErrorCategory.InvalidArgument, "-MissingMark")]
    public void Problems_have_an_id(string command, string id, ErrorCategory category, string text) => Fails("""
        $rows = foreach ($i in 0..59) { [pscustomobject]@{ a = $i; n = if ($i -eq 30) { 'n.v.' } else { $i / 8 }; comma = if ($i -eq 30) { 'n.v.' } else { "$i,5" }; b = $i % 2 -eq 0; c = $i % 3 -eq 0; none = $null } }
        """ + "\n$WarningPreference = 'Ignore'; " + command, id, category, text);

    [Fact]
    public void Splits_and_validation_keep_the_classes() =>
        Assert.Equal(["1.1 1.10 1.2", "1.1 1.10 1.2", "MultiClass", "3", "1.10"], Lines("""
            $rows = foreach ($i in 0..59) { [pscustomobject]@{ a = $i % 3; b = $i % 7; y = ('1.1', '1.10', '1.2')[$i % 3] } }
            $data = $rows | ConvertTo-NetworkDataset y -WarningAction Ignore
            $split = $data | Split-NetworkDataset -Seed 1
            "$($split.Train.ClassName)"; "$($split.Test.ClassName)"
            $r = $split.Train | Invoke-NetworkTraining -ValidationDataset $split.Test -Epochs 300 -Seed 1
            $r.Network.Task.ToString()
            ($rows | Measure-Network $r -WarningAction Ignore).Class.Count
            (@{ a = 1; b = 3 } | Get-NetworkPrediction $r).Prediction
            """));
}
