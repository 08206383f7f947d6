namespace PSNeuralNet.Tests.Commands;

/// <summary>Generators and splits of datasets.</summary>
public class DatasetTests : CommandTest
{
    [Theory]
    [InlineData("New-CirclesDataset", "circles", 2, "Binary")]
    [InlineData("New-BlobsDataset", "blobs", 2, "MultiClass")]
    [InlineData("New-BlobsDataset -CenterCount 2 -FeatureCount 4 -Deviation 2", "blobs", 4, "Binary")]
    [InlineData("New-SpiralDataset", "spiral", 2, "Binary")]
    [InlineData("New-SpiralDataset -ClassCount 3 -Turns 1.5", "spiral", 2, "MultiClass")]
    [InlineData("New-XorDataset -Noise 0.1", "xor", 2, "Binary")]
    [InlineData("New-RegressionDataset", "regression", 3, "Regression")]
    [InlineData("New-RegressionDataset 500 5 -InformativeCount 2 -TargetCount 2", "regression", 5, "Regression")]
    public void A_generated_dataset_is_repeated_by_its_seed(string command, string name, int features, string task)
    {
        Assert.Equal($"{name} 500 {features} {task}", Get<string>($"$d = {command}; \"$($d.Name) $($d.SampleCount) $($d.FeatureCount) $($d.Task)\""));
        Assert.True(Get<bool>($"$again = {command} -Seed $d.Seed; $again.X.Equals($d.X) -and $again.Y.Equals($d.Y)"));
        Assert.StartsWith("No seed was given for the dataset.", Run($"({command} -Verbose) 4>&1")[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_has_two_parts()
    {
        Assert.Equal("400 train, 100 test", Get<string>("\"$(New-MoonsDataset -Seed 0 | Split-NetworkDataset)\""));
        Assert.Equal("375 train, 125 test", Get<string>("\"$(New-XorDataset -Seed 0 | Split-NetworkDataset 0.25 -NoStratify)\""));
        Assert.True(Get<bool>("""
            $moons = New-MoonsDataset -Seed 0
            $a = $moons | Split-NetworkDataset
            $b = $moons | Split-NetworkDataset -Seed $a.Seed
            $a.Test.X.Equals($b.Test.X) -and $a.Train.Y.Equals($b.Train.Y)
            """));
        Assert.StartsWith("No seed was given for the split.", Run("(New-MoonsDataset -Seed 0 | Split-NetworkDataset -Verbose) 4>&1")[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_are_an_object_each()
    {
        Assert.Equal(
            ["fold 1: 6 train, 3 test", "fold 2: 6 train, 3 test", "fold 3: 6 train, 3 test"],
            Run("New-BlobsDataset 9 -Seed 0 | Split-NetworkDataset -Fold 3 -Seed 1").Select(split => split.ToString()));
    }

    [Fact]
    public void A_split_is_a_short_table()
    {
        string[] lines = Get<string>("New-BlobsDataset 9 -Seed 0 | Split-NetworkDataset -Fold 3 -Seed 1 | Out-String -Width 120").Trim().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("Fold Train                         Test                          Seed", lines[0]);
        Assert.Equal("   1 blobs (6 samples, 2 features) blobs (3 samples, 2 features)    1", lines[2]);
        Assert.Equal(5, lines.Length);
    }

    [Theory]
    [InlineData("New-CirclesDataset -Factor 1", "FactorInvalid", ErrorCategory.InvalidArgument, "factor 1 ")]
    [InlineData("New-CirclesDataset -SampleCount 1", "SampleCountInvalid", ErrorCategory.InvalidArgument, "2 is the least")]
    [InlineData("New-BlobsDataset -CenterCount 1", "CenterCountInvalid", ErrorCategory.InvalidArgument, "center count 1 ")]
    [InlineData("New-BlobsDataset -FeatureCount 0", "FeatureCountInvalid", ErrorCategory.InvalidArgument, "feature count 0 ")]
    [InlineData("New-BlobsDataset -Deviation -1", "DeviationInvalid", ErrorCategory.InvalidArgument, "deviation -1 ")]
    [InlineData("New-BlobsDataset 1000000 -FeatureCount 1000", "DatasetTooLarge", ErrorCategory.LimitsExceeded, "1000000 samples with 1000 numbers")]
    [InlineData("New-SpiralDataset -ClassCount 1", "ClassCountInvalid", ErrorCategory.InvalidArgument, "class count 1 ")]
    [InlineData("New-SpiralDataset -Turns 0", "TurnsInvalid", ErrorCategory.InvalidArgument, "turns 0 ")]
    [InlineData("New-XorDataset -Noise -1", "NoiseInvalid", ErrorCategory.InvalidArgument, "noise -1 ")]
    [InlineData("New-RegressionDataset -InformativeCount 4", "InformativeCountInvalid", ErrorCategory.InvalidArgument, "Give 1 to 3")]
    [InlineData("New-RegressionDataset -TargetCount 0", "TargetCountInvalid", ErrorCategory.InvalidArgument, "target count 0 ")]
    [InlineData("New-XorDataset -Seed 0 | Split-NetworkDataset -Fraction 1", "FractionInvalid", ErrorCategory.InvalidArgument, "fraction 1 ")]
    [InlineData("New-XorDataset -Seed 0 | Split-NetworkDataset -Fold 501", "FoldCountInvalid", ErrorCategory.InvalidArgument, "Give 2 to 500")]
    [InlineData("New-BlobsDataset 9 -Seed 0 | Split-NetworkDataset -Fold 4", "ClassAllTooSmall", ErrorCategory.InvalidData, "'0', the largest one, has 3")]
    public void A_problem_is_told_by_id(string script, string id, ErrorCategory category, string text) => Fails(script, id, category, text);

    [Fact]
    public void A_dataset_that_cannot_be_split_does_not_keep_the_next_from_it()
    {
        (var output, ErrorRecord[] errors) = TryRun("(New-BlobsDataset 3 -Seed 0), (New-BlobsDataset 30 -Seed 0) | Split-NetworkDataset -Seed 0");
        Assert.Equal("ClassTooSmall", IdOf(Assert.Single(errors)));
        Assert.Equal("24 train, 6 test", Assert.Single(output).ToString());
    }
}
