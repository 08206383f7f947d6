namespace PSNeuralNet.Tests.Commands;

/// <summary>Splits by groups, by time and in repetitions: Split-NetworkDataset.</summary>
public class FoldTests : CommandTest
{
    public FoldTests() => Run("""
        $rows = foreach ($i in 0..59) { [pscustomobject]@{ Machine = "m$($i % 12)"; Day = (Get-Date 2026-01-01).AddDays(-$i); Load = $i % 7; State = if ($i % 7 -gt 3) { 'hot' } else { 'fine' } } }
        """);

    [Theory]
    [InlineData("$rows | Split-NetworkDataset -Target State -Group machine -ExcludeFeature Day")]
    [InlineData("$rows | Split-NetworkDataset -Target State -Group Machine -Id Mach* -ExcludeFeature Day")]
    [InlineData("$rows | ConvertTo-NetworkDataset State -Id Machine -ExcludeFeature Day | Split-NetworkDataset -Group Machine")]
    public void A_group_is_in_one_test_part_and_no_feature(string split) =>
        Assert.Equal(["20 20 20", "12", "Load", "Machine", "fine hot"], Lines($$"""
            $folds = {{split}} -Fold 3 -Seed 4
            "$($folds.Test.SampleCount)"
            ($folds | ForEach-Object { ($_.Test | ConvertFrom-NetworkDataset).Machine | Sort-Object -Unique } | Group-Object | Where-Object Count -eq 1).Count
            "$($folds[0].Train.FeatureName)"; "$($folds[0].Train.Id.Name)"; "$($folds[0].Train.ClassName)"
            """));

    [Fact]
    public void Test_parts_come_after_the_rows_that_are_trained_on()
    {
        Assert.Equal(["15 30 45", "15 15 15", "True True True", "12 48", "2025-12-21", "2026-01-01"], Lines("""
            $folds = $rows | Split-NetworkDataset -Target State -TimeColumn Day -Fold 3 -ExcludeFeature Machine
            "$($folds.Train.SampleCount)"; "$($folds.Test.SampleCount)"
            function DayOf($part) { ($part | ConvertFrom-NetworkDataset).Day }
            "$($folds | ForEach-Object { (DayOf $_.Train)[-1] -lt (DayOf $_.Test)[0] })"
            $last = $rows | Split-NetworkDataset .2 -Target State -TimeColumn Day
            "$($last.Test.SampleCount) $($last.Train.SampleCount)"
            '{0:yyyy-MM-dd}' -f (DayOf $last.Test)[0]; '{0:yyyy-MM-dd}' -f (DayOf $last.Test)[-1]
            """));
    }

    [Fact]
    public void Repetitions_are_numbered_and_have_the_next_seeds() =>
        Assert.Equal(["1/1/7 2/1/7 1/2/8 2/2/8", "True"], Lines("""
            $folds = $rows | Split-NetworkDataset -Target State -Fold 2 -Repeat 2 -Seed 7
            "$($folds | ForEach-Object { "$($_.Fold)/$($_.Repeat)/$($_.Seed)" })"
            "$("$($folds[2].Test.X)" -eq "$(($rows | Split-NetworkDataset -Target State -Fold 2 -Seed 8)[0].Test.X)")"
            """));

    [Fact]
    public void A_class_smaller_than_the_folds_is_a_warning_and_all_classes_are_an_error()
    {
        Run("$few = @($rows) + @(1, 2 | ForEach-Object { [pscustomobject]@{ Machine = 'm1'; Day = Get-Date; Load = 9; State = 'off' } })");
        string warning = Assert.Single(Lines("$null = $few | Split-NetworkDataset -Target State -Fold 3 -Seed 1 -WarningVariable w 3>$null; $w"));
        Assert.StartsWith("Test parts lack classes: 'off' (2 samples) in fold ", warning, StringComparison.Ordinal);
        Fails("$rows | Split-NetworkDataset -Target State -Fold 40", "ClassAllTooSmall", ErrorCategory.InvalidData, "'fine', the largest one, has 36");
    }

    [Fact]
    public void Columns_that_cannot_split_are_named()
    {
        Fails("$rows | Split-NetworkDataset -Target State -Group Host", "FeatureMissing", ErrorCategory.ObjectNotFound, "'Host'");
        Fails("$rows | Split-NetworkDataset -Target State -Group State", "FeatureRepeated");
        Fails("$rows | ConvertTo-NetworkDataset State | Split-NetworkDataset -Group Machine", "SplitColumnMissing", ErrorCategory.ObjectNotFound, "Create the dataset with -Id 'Machine'");
        Fails("$rows | Split-NetworkDataset -Target State -TimeColumn Machine", "TimeCellInvalid", ErrorCategory.InvalidData, "Row 1 has 'm0'");
        Fails("$rows | Split-NetworkDataset -Target State -Group Machine -Fold 20", "GroupTooFew", ErrorCategory.InvalidArgument, "12 groups");
        Fails("$rows | Select-Object *, @{ n = 'Site'; e = { 'a' } } | Split-NetworkDataset -Target State -Group Site", "GroupSingle");
        Fails("$rows | Split-NetworkDataset -Target State -Group Machine -TimeColumn Day", "GroupTimeAmbiguous");
        Fails("$rows | Split-NetworkDataset -Target State -TimeColumn Day -Fold 2 -Repeat 2", "FoldRepeatTimed");
        Fails("$rows | Split-NetworkDataset -Target State -Fold 2 -Repeat 0", "FoldRepeatInvalid");
        Fails("$rows[5].Machine = ''; $rows | Split-NetworkDataset -Target State -Group Machine", "SplitCellMissing", ErrorCategory.InvalidData, "Row 6 has no value in the column 'Machine'");
    }
}
