namespace PSNeuralNet.Tests.Commands;

/// <summary>Search-NetworkHyperparameter and bad input: each error has its id, and says what to do.</summary>
public class SearchInputTests : SearchTest
{
    [Theory]
    [InlineData("$moons | Search-NetworkHyperparameter -Space @{}", "SpaceEmpty", "Give candidates")]
    [InlineData("$moons | Search-NetworkHyperparameter -Space @{ LearnngRate = 0.1 }", "SearchParameterUnknown", "The nearest name is 'LearningRate'")]
    [InlineData("$moons | Search-NetworkHyperparameter -Space @{ Seed = 1 }", "SearchParameterReserved", "the seed of the search")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Space @{ learningrate = 0.2 }", "SearchParameterRepeated", "given more than once")]
    [InlineData("$moons | Search-NetworkHyperparameter -Epochs 3 -Space @{ Iterations = 4 }", "SearchParameterRepeated", "another name")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate @()", "CandidateMissing", "LearningRate has no candidates")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate fast", "CandidateInvalid", "'fast'")]
    [InlineData("$moons | Search-NetworkHyperparameter -Optimizer Adan", "CandidateInvalid", "the nearest is 'Adam'")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate -1", "LearningRateInvalid", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -Space @{ LearningRate = '1..0.1' }", "RangeInvalid", "less than its high end")]
    [InlineData("$moons | Search-NetworkHyperparameter -Space @{ LearningRate = '0.1..x' }", "RangeInvalid", "low..high")]
    [InlineData("$moons | Search-NetworkHyperparameter -Space @{ LearningRate = '0..1 log' }", "RangeLogInvalid", "it begins at 0")]
    [InlineData("$moons | Search-NetworkHyperparameter -Optimizer Adam..Momentum", "RangeWithoutNumbers", "List the candidates")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1..1 -Strategy Grid", "GridRangeInvalid", "-LearningRate 0.325, 0.775")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Fold 61", "FoldCountInvalid", "60 samples")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Fold 1", "FoldCountInvalid", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Repeat 0", "FoldRepeatInvalid", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Fraction 1", "FractionInvalid", "")]
    [InlineData("$hosts | Select-Object *, @{ n = 'g'; e = { 'a' } } -ExcludeProperty Day | Search-NetworkHyperparameter State -Group g -LearningRate 0.1", "GroupSingle", "All rows have the value 'a'")]
    [InlineData("$hosts | Search-NetworkHyperparameter State -TimeColumn Machine -LearningRate 0.1", "TimeCellInvalid", "'m0'")]
    [InlineData("$hosts | Search-NetworkHyperparameter State -TimeColumn Day -Group Machine -LearningRate 0.1", "GroupTimeAmbiguous", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Group Machine", "SplitColumnMissing", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 10000000 -TimeLimit 00:00:00.2", "TimeLimitTooShort", "00:00:00.2")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -TimeLimit 0", "TimeLimitInvalid", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 10000000 -TimeLimit 0.2", "TimeLimitTooShort", "00:00:00.2")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 10000000 -TimeLimit '0.2'", "TimeLimitTooShort", "00:00:00.2")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -TimeLimit 1e20", "ParameterArgumentTransformationError", "1E+20 seconds")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 1e14, 1e15 -Epochs 40", "AllTrialsFailed", "All 2 trials failed, most often for this reason: Training diverged")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 1e14 -Epochs 40", "AllTrialsFailed", "The only trial failed")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 10000000 -TrialTimeout 00:00:00.1 -Fold 2", "AllTrialsFailed", "longer than the limit")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Metric R2", "MetricMismatch", "BalancedAccuracy")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -TrialCount 0", "TrialCountInvalid", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -ThrottleLimit 0", "ThrottleLimitInvalid", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -EnsembleCount 65", "EnsembleCountInvalid", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Seed -1", "SeedInvalid", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -TrialRange 0-9", "TrialRangeInvalid", "0..99")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -TrialRange 9..0", "TrialRangeEmpty", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 2 -TrialRange 3..9", "TrialRangeWithoutTrial", "3..9")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1..1 -Strategy Tpe -TrialRange 0..9", "TrialRangeUnsupported", "Tpe")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Refit -EnsembleCount 2", "RefitWithEnsemble", "")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Stream -Refit", "StreamWithNetwork", "-TrialVariable")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Target Label", "TargetNotUsed", "-Target applies to rows")]
    [InlineData("$iris | Search-NetworkHyperparameter -LearningRate 0.1", "TargetNotGiven", "-Target")]
    [InlineData("$iris | Search-NetworkHyperparameter kind -LearningRate 0.1", "TargetMissing", "'species'")]
    [InlineData("@() | Search-NetworkHyperparameter kind -LearningRate 0.1", "TableEmpty", "")]
    [InlineData("5 | Search-NetworkHyperparameter kind -LearningRate 0.1", "RowInvalid", "")]
    [InlineData("$moons | Export-Clixml m.xml; Import-Clixml m.xml | Search-NetworkHyperparameter -LearningRate 0.1", "ObjectDeserialized", "ConvertFrom-NetworkDataset")]
    [InlineData("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Path missing/study.jsonl", "FolderMissing", "study.jsonl")]
    [InlineData("'Name,Age' > a.csv; $moons | Search-NetworkHyperparameter -LearningRate 0.1 -Path a.csv", "JournalInvalid", "a.csv")]
    public void Is_told_by_id(string script, string id, string text) => Fails(script, id, null, text);

    [Fact]
    public void A_journal_of_another_search_or_a_damaged_one_is_an_error_that_names_the_difference()
    {
        Run("""
            $search = @{ LearningRate = 0.1, 1; Epochs = 3; Fold = 2; Seed = 1; Path = 'study.jsonl' }
            $text = TextOf ($moons | Search-NetworkHyperparameter @search)
            """);
        Assert.Equal(["True"], Lines("\"$((TextOf ($moons | Search-NetworkHyperparameter @search)) -eq $text)\""));
        Fails("New-MoonsDataset -SampleCount 60 -Seed 1 | Search-NetworkHyperparameter @search", "JournalMismatch", ErrorCategory.InvalidData, "its table is");
        Fails("$moons | Search-NetworkHyperparameter @search -HiddenSize 3", "JournalMismatch", null, "its space is 'LearningRate=0.1|1; EpochCount=3', and that of this search is 'HiddenSize=3; LearningRate");
        Fails("$other = $search.Clone(); $other.Seed = 2; $moons | Search-NetworkHyperparameter @other", "JournalMismatch", null, "its seed is '1'");
        Fails("$moons | Search-NetworkHyperparameter @search -KeepPrediction", "EnsembleWithoutPrediction", null, "-KeepPrediction");
        Run("$lines = Get-Content study.jsonl; $lines[2] = $lines[2].Substring(9); $lines | Set-Content study.jsonl");
        Fails("$moons | Search-NetworkHyperparameter @search", "JournalDamaged", null, "Line 3");
        Run("$lines = Get-Content study.jsonl; @($lines[0, 1]) + $lines[3].Substring(0, 20) -join \"`n\" | Set-Content study.jsonl -NoNewline");
        Assert.Equal(["True", "1"], Lines("\"$((TextOf ($moons | Search-NetworkHyperparameter @search -WarningVariable w -WarningAction SilentlyContinue)) -eq $text)\"; \"$(@($w -match 'incomplete').Count)\""));
    }
}
