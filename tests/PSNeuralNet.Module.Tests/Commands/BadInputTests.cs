namespace PSNeuralNet.Tests.Commands;

/// <summary>Ids, categories and messages of errors.</summary>
public class BadInputTests : CommandTest
{
    private const string Setup = """
        $moons = New-MoonsDataset -Seed 0
        $p = $moons | Initialize-NetworkParameter -Seed 3
        $wide = Initialize-NetworkParameter -InputSize 3 -Seed 3
        $rows = $moons | ConvertFrom-NetworkDataset
        filter Add-Getter { $_.psobject.Properties.Add([psscriptproperty]::new('X2', { throw 'sensor offline' })); $_ }
        function Bad($x, $label = 1) { @([pscustomobject]@{ X1 = 1; X2 = 2; Label = 0 }, [pscustomobject]@{ X1 = 1; X2 = $x; Label = $label }) + @(3..32 | ForEach-Object { [pscustomobject]@{ X1 = $_; X2 = $_; Label = 0 } }) }

        """;

    [Theory]
    [InlineData("New-MoonsDataset -Noise -0.1", "NoiseInvalid", ErrorCategory.InvalidArgument, "-0.1")]
    [InlineData("New-MoonsDataset -Noise NaN", "NoiseInvalid", ErrorCategory.InvalidArgument, "NaN")]
    [InlineData("New-MoonsDataset -SampleCount 1", "SampleCountInvalid", ErrorCategory.InvalidArgument, "sample count 1 is not usable")]
    [InlineData("New-MoonsDataset -Seed -1", "SeedInvalid", ErrorCategory.InvalidArgument, "0 to 4294967295")]
    [InlineData("Initialize-NetworkParameter -InputSize 0", "LayerSizeInvalid", ErrorCategory.InvalidArgument, "input size 0")]
    [InlineData("Initialize-NetworkParameter -InputSize 2 -HiddenSize 5,0", "LayerSizeInvalid", ErrorCategory.InvalidArgument, "hidden size 0")]
    [InlineData("Initialize-NetworkParameter -InputSize 2 -OutputSize 0", "LayerSizeInvalid", ErrorCategory.InvalidArgument, "output size 0")]
    [InlineData("$moons | Initialize-NetworkParameter -Seed 4294967296", "SeedInvalid", ErrorCategory.InvalidArgument, "4294967296")]
    [InlineData("$moons | Invoke-NetworkTraining -LearningRate 0", "LearningRateInvalid", ErrorCategory.InvalidArgument, "learning rate 0")]
    [InlineData("$moons | Invoke-NetworkTraining -LearningRate NaN", "LearningRateInvalid", ErrorCategory.InvalidArgument, "NaN")]
    [InlineData("$moons | Invoke-NetworkTraining -EpochCount 0", "EpochCountInvalid", ErrorCategory.InvalidArgument, "epoch count 0")]
    [InlineData("$moons | Invoke-NetworkTraining -HiddenSize -3", "LayerSizeInvalid", ErrorCategory.InvalidArgument, "hidden size -3")]
    [InlineData("$moons | Invoke-NetworkTraining -Seed -5", "SeedInvalid", ErrorCategory.InvalidArgument, "-5")]
    [InlineData("$moons | Invoke-NetworkTraining -Parameter $wide", "InputWidthMismatch", ErrorCategory.InvalidOperation, "takes 3 features, but the data has 2")]
    [InlineData("$moons | Invoke-ForwardPropagation $wide", "InputWidthMismatch", ErrorCategory.InvalidOperation, "takes 3 features, but the data has 2")]
    [InlineData("$moons | Invoke-ForwardPropagation (Initialize-NetworkParameter -InputSize 2 -OutputSize 3)", "OutputWidthMismatch", ErrorCategory.InvalidOperation, "3 outputs")]
    [InlineData("New-MoonsDataset -SampleCount 2000000000", "SampleCountInvalid", ErrorCategory.InvalidArgument, "100000000 is the most")]
    [InlineData("$moons | Invoke-NetworkTraining -HiddenSize 100000,100000", "NetworkTooLarge", ErrorCategory.LimitsExceeded, "-100000-100000-1 is too large")]
    [InlineData("$moons | Invoke-NetworkTraining -HiddenSize (,1 * 100000)", "NetworkTooDeep", ErrorCategory.LimitsExceeded, "100001 layers is too deep")]
    [InlineData("Initialize-NetworkParameter -InputSize 2 -HiddenSize (,1 * 1000)", "NetworkTooDeep", ErrorCategory.LimitsExceeded, "1001 layers")]
    [InlineData("$moons | Invoke-NetworkTraining -ClassWeight @{ 0 = 1e308; 1 = 1e308 }", "ClassWeightSumInvalid", ErrorCategory.InvalidArgument, "only their ratios matter")]
    [InlineData("$moons | Invoke-NetworkTraining -LearningRate 1e-320", "LearningRateInvalid", ErrorCategory.InvalidArgument, "1E-300 or more")]
    [InlineData("$p.b1[0,0] = [double]::NaN; $moons | Invoke-NetworkTraining -Parameter $p", "ParameterNotFinite", ErrorCategory.InvalidArgument, "b1")]
    [InlineData("$rows | ConvertTo-NetworkDataset Label | ConvertFrom-NetworkDataset | ForEach-Object { @{ X1 = $_.X1; Y2 = $_.X2; Label = $_.Label } } | ConvertTo-NetworkDataset Label | Invoke-NetworkTraining -Parameter $p", "FeatureMissing", ErrorCategory.ObjectNotFound, "'X2'")]
    [InlineData("@{ X1 = 1; X2 = 2; k = 'a' }, @{ X1 = 3; X2 = 4; k = 'b' } | ConvertTo-NetworkDataset k | Invoke-NetworkTraining -Parameter $p", "ClassUnknown", ErrorCategory.InvalidOperation, "'a', 'b'")]
    [InlineData("[pscustomobject]@{ X1 = 1 } | Add-Getter | Get-NetworkPrediction $p", "CellUnreadable", ErrorCategory.ReadError, "sensor offline")]
    [InlineData("New-MoonsDataset 3 -Noise 1e308 -Seed 1", "NoiseInvalid", ErrorCategory.InvalidArgument, "leaves the points finite")]
    [InlineData("1, 2 | ConvertTo-NetworkDataset k", "RowInvalid", ErrorCategory.InvalidType, "pipe the rows of Import-Csv")]
    [InlineData("@{ '' = 1; X1 = 1; X2 = 2 } | Get-NetworkPrediction $p", "ColumnNameMissing", ErrorCategory.InvalidData, "Row 1 has a column without a name")]
    [InlineData("@{ '' = 1; X1 = 1; k = 2 } | ConvertTo-NetworkDataset k", "ColumnNameMissing", ErrorCategory.InvalidData, "Row 1 has a column without a name")]
    [InlineData("'a,b' | Get-NetworkPrediction $p", "RowInvalid", ErrorCategory.InvalidType, "Row 1 is a String")]
    [InlineData("$moons | Test-NetworkGradient $wide", "InputWidthMismatch", ErrorCategory.InvalidOperation, "takes 3 features")]
    [InlineData("$moons | Get-NetworkPrediction $wide", "InputWidthMismatch", ErrorCategory.InvalidOperation, "takes 3 features")]
    [InlineData("$moons | Invoke-ForwardPropagation $p | Invoke-BackPropagation | Update-NetworkParameter -LearningRate -1", "LearningRateInvalid", ErrorCategory.InvalidArgument, "-1")]
    [InlineData("Bad NaN | ConvertTo-NetworkDataset Label -MissingValue Error", "CellIsNaN", ErrorCategory.InvalidData, "Row 2, column 'X2'")]
    [InlineData("Bad ([double]::NaN) | ConvertTo-NetworkDataset Label -MissingValue Error", "CellIsNaN", ErrorCategory.InvalidData, "Row 2, column 'X2'")]
    [InlineData("Bad '-Infinity' | ConvertTo-NetworkDataset Label", "CellIsInfinite", ErrorCategory.InvalidData, "Row 2, column 'X2'")]
    [InlineData("Bad '' | ConvertTo-NetworkDataset Label -MissingValue Error", "CellIsEmpty", ErrorCategory.InvalidData, "Row 2, column 'X2'")]
    [InlineData("Bad $null | ConvertTo-NetworkDataset Label -MissingValue Error", "CellIsEmpty", ErrorCategory.InvalidData, "Row 2, column 'X2'")]
    [InlineData("Bad abc | ConvertTo-NetworkDataset Label", "ColumnMixed", ErrorCategory.InvalidData, "Row 2, column 'X2': 'abc' is no number, but row 1 has '2'")]
    [InlineData("Bad abc | ConvertTo-NetworkDataset Label -Numeric X*", "CellNotNumeric", ErrorCategory.InvalidData, "Row 2, column 'X2': 'abc' is no number")]
    [InlineData("Bad 2 '' | ConvertTo-NetworkDataset Label -MissingTarget Error", "TargetIsEmpty", ErrorCategory.InvalidData, "Row 2")]
    [InlineData("Bad 2 0 | ConvertTo-NetworkDataset Label", "TargetNotBinary", ErrorCategory.InvalidData, "only one value ('0')")]
    [InlineData("1..3 | ForEach-Object { @{ a = $_; b = $_ } } | ConvertTo-NetworkDataset b -Task Binary", "TargetNotBinary", ErrorCategory.InvalidData, "3 different values ('1', '2', '3')")]
    [InlineData("$rows | ConvertTo-NetworkDataset Labl", "TargetMissing", ErrorCategory.ObjectNotFound, "'X1', 'X2', 'Label'")]
    [InlineData("$rows | ConvertTo-NetworkDataset Label -Feature X1,X3", "FeatureMissing", ErrorCategory.ObjectNotFound, "'X3'")]
    [InlineData("$rows | ConvertTo-NetworkDataset Label -Feature X1,X1", "FeatureRepeated", ErrorCategory.InvalidArgument, "'X1'")]
    [InlineData("@{ Label = 1 } | ConvertTo-NetworkDataset Label", "FeatureNone", ErrorCategory.ObjectNotFound, "'Label'")]
    [InlineData("@() | ConvertTo-NetworkDataset Label", "TableEmpty", ErrorCategory.InvalidData, "no rows")]
    [InlineData("@{ X1 = 1 } | Get-NetworkPrediction $p", "FeatureMissing", ErrorCategory.ObjectNotFound, "'X2'")]
    [InlineData("@{ X1 = 1; X2 = 'x' } | Get-NetworkPrediction $p", "CellNotNumeric", ErrorCategory.InvalidData, "Row 1, column 'X2'")]
    [InlineData("@{ X1 = 1; X2 = $null } | Get-NetworkPrediction $p", "CellIsEmpty", ErrorCategory.InvalidData, "Row 1, column 'X2'")]
    [InlineData("$moons | ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset Label -Feature X2 | Get-NetworkPrediction $p", "FeatureMissing", ErrorCategory.ObjectNotFound, "'X1'")]
    public void Is_told_by_id(string script, string id, ErrorCategory category, string text) => Fails(Setup + script, id, category, text);

    [Fact]
    public void A_training_that_diverges_gives_an_error_and_the_last_sound_parameters()
    {
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 1e8 -Seed 3");
        ErrorRecord error = Assert.Single(errors);
        Assert.StartsWith("TrainingDiverged,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidResult, error.CategoryInfo.Category);
        Assert.Contains("at epoch 1", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("lower than 100000000", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1e8, error.TargetObject);

        PSObject result = Assert.Single(output);
        Assert.Equal("Diverged", result.Properties["StopReason"].Value.ToString());
        Assert.Equal(0.731322018843423, (double)result.Properties["LastCost"].Value, 1e-9);
    }

    [Fact]
    public void A_sweep_goes_on_after_a_run_that_diverged()
    {
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun(
            "$moons = New-MoonsDataset -Seed 0; foreach ($lr in 1e9, 0.3) { $moons | Invoke-NetworkTraining -LearningRate $lr -Epochs 10 }");
        Assert.Equal(["Diverged", "Completed"], output.Select(result => result.Properties["StopReason"].Value.ToString()));
        Assert.Single(errors);
    }

    [Fact]
    public void A_bad_row_does_not_keep_the_others_from_their_predictions()
    {
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("""
            $p = Initialize-NetworkParameter -InputSize 1 -Seed 0
            @{ X1 = 1 }, @{ X1 = 'one' }, @{ X2 = 1 }, @{ X1 = 2 } | Get-NetworkPrediction $p
            """);
        Assert.Equal(2, output.Count);
        Assert.Equal(["CellNotNumeric", "FeatureMissing"], errors.Select(error => IdOf(error)));
        Assert.Equal("one", errors[0].TargetObject);
        Assert.Contains("Row 2", errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_read_with_the_invariant_culture_whatever_the_users()
    {
        Assert.Equal([1.5], Run("""
            $culture = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                (@{ a = '1.5'; k = 'x' }, @{ a = '-2'; k = 'y' } | ConvertTo-NetworkDataset k).X[0, 0]
            } finally { [cultureinfo]::CurrentCulture = $culture }
            """).Select(value => value.BaseObject));
        Fails("@{ a = '1,500'; k = 'x' }, @{ a = '2,250'; k = 'y' } | ConvertTo-NetworkDataset k", "NumberFormatAmbiguous");
        Fails("[cultureinfo]::CurrentCulture = 'de-DE'; @{ a = '1,500'; k = 'x' }, @{ a = '2,250'; k = 'y' } | ConvertTo-NetworkDataset k", "NumberFormatAmbiguous");
    }

    [Theory]
    [InlineData("New-MoonsDataset | Get-NetworkPrediction -Network 7")]
    [InlineData("New-MoonsDataset | Invoke-NetworkTraining -HiddenSize five")]
    [InlineData("New-MoonsDataset | Invoke-NetworkTraining -HiddenSize '5;3'")]
    [InlineData("New-MoonsDataset | Invoke-NetworkTraining -HiddenSize $null")]
    [InlineData("New-MoonsDataset | Invoke-NetworkTraining -HiddenSize 4, 1.5")]
    public void What_is_no_network_or_dataset_is_refused_by_the_binder(string script) =>
        Assert.IsType<ParameterBindingException>(Fail(script).Exception, exactMatch: false);

    [Fact]
    public void The_message_for_a_wrong_size_list_says_what_is_wanted() =>
        Assert.Contains("'5;3' is not a list of layer sizes", Fail("New-MoonsDataset | Invoke-NetworkTraining -HiddenSize '5;3'").ToString(), StringComparison.Ordinal);
}
