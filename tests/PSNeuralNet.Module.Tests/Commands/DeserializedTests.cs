namespace PSNeuralNet.Tests.Commands;

/// <summary>Objects of the module that went through Export-Clixml, as through a job or a remote session, and matrices in other runspaces.</summary>
public class DeserializedTests : CommandTest
{
    private const string Copies = """
        function Copy-Object($value) { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($value)) }
        $moons = New-MoonsDataset -SampleCount 40 -Seed 0
        $result = $moons | Invoke-NetworkTraining -Epochs 3 -Seed 3
        $cache = $moons | Invoke-ForwardPropagation $result
        $rows = $moons | ConvertFrom-NetworkDataset
        $oldMoons = Copy-Object $moons; $old = Copy-Object $result; $oldNetwork = Copy-Object $result.Network; $oldCache = Copy-Object $cache; $oldGradient = Copy-Object ($cache | Invoke-BackPropagation)
        $oldParameter = Copy-Object $result.Parameter

        """;

    [Theory]
    [InlineData("$rows | Get-NetworkPrediction $old", "TrainingResult")]
    [InlineData("$rows | Get-NetworkPrediction -Network $oldNetwork", "NeuralNetwork")]
    [InlineData("$rows | Get-NetworkPrediction -Network $oldParameter", "NetworkParameter")]
    [InlineData("$moons | Measure-Network $old", "TrainingResult")]
    [InlineData("$moons | Measure-NetworkFeature $old", "TrainingResult")]
    [InlineData("$moons | Invoke-NetworkTraining -Network $old", "TrainingResult")]
    [InlineData("$moons | Invoke-NetworkTraining -Parameter $oldParameter", "NetworkParameter")]
    [InlineData("$moons | Invoke-ForwardPropagation $old", "TrainingResult")]
    [InlineData("$rows | ConvertTo-NetworkDataset -Target Label -Schema $old", "TrainingResult")]
    [InlineData("$old | Export-Network a.json", "TrainingResult")]
    [InlineData("$old | Get-NetworkFeature", "TrainingResult")]
    [InlineData("$old | Export-NetworkReport a.html", "TrainingResult")]
    [InlineData("Show-NetworkChart -Network $old -Dataset $moons", "TrainingResult")]
    [InlineData("$oldCache | Invoke-BackPropagation", "ForwardCache")]
    [InlineData("$oldCache | Measure-NetworkCost", "ForwardCache")]
    [InlineData("$oldGradient | Update-NetworkParameter", "NetworkGradient")]
    public void A_deserialized_network_is_an_error_that_names_the_way(string command, string type)
    {
        ErrorRecord error = Fail(Copies + command);
        Assert.Contains($"This {type} is a deserialized copy (from a job, a remote session, or Import-Clixml), which has lost its numbers. Write networks there with Export-Network, and read them here with Import-Network", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$oldMoons | Invoke-NetworkTraining")]
    [InlineData("Invoke-NetworkTraining $oldMoons")]
    [InlineData("$oldMoons | Invoke-NetworkTraining -Target Label")]
    [InlineData("$moons | Invoke-NetworkTraining -ValidationDataset $oldMoons")]
    [InlineData("$oldMoons | Measure-Network $result")]
    [InlineData("$oldMoons | Get-NetworkPrediction $result")]
    [InlineData("$oldMoons | Split-NetworkDataset")]
    [InlineData("$oldMoons | ConvertFrom-NetworkDataset")]
    [InlineData("$oldMoons | Get-NetworkFeature")]
    [InlineData("$oldMoons | Initialize-NetworkParameter")]
    [InlineData("$oldMoons | Invoke-ForwardPropagation $result")]
    [InlineData("$result | Export-NetworkReport a.html -Dataset $oldMoons")]
    [InlineData("$result | Show-NetworkChart -Kind DecisionBoundary -Dataset $oldMoons")]
    [InlineData("$oldMoons | Show-NetworkChart -Network $result")]
    [InlineData("$rows | ConvertTo-NetworkDataset -Target Label -Schema $oldMoons")]
    public void A_deserialized_dataset_is_an_error_that_names_the_way(string command)
    {
        ErrorRecord error = Fail(Copies + command);
        Assert.Contains("This Dataset is a deserialized copy (from a job, a remote session, or Import-Clixml), which has lost its numbers. Return the rows instead, of ConvertFrom-NetworkDataset, or write them there with Export-Csv and read them here with Import-NetworkDataset.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialized_rows_of_other_types_are_rows()
    {
        Assert.Equal(["a", "True"], Lines(Copies + """
            $versions = foreach ($i in 1..20) { Copy-Object ([pscustomobject]@{ a = $i; y = $i % 2 }) }
            "$(($versions | ConvertTo-NetworkDataset y).FeatureName)"
            $processes = foreach ($i in 1..4) { Copy-Object (Get-Process -Id $PID) | Add-Member Kind ($i % 2) -PassThru | Add-Member Rank $i -PassThru }
            $data = $processes | ConvertTo-NetworkDataset Kind -Feature Rank, Id*, WorkingSet64 -Numeric Rank -WarningAction SilentlyContinue
            $data.FeatureName -contains 'Rank'
            """));
    }

    [Fact]
    public void Matrices_are_there_in_a_runspace_that_has_not_loaded_the_module()
    {
        // Import-Module would load the adapter there.
        Assert.Equal(["5 2", "5 1 1", "1 40", "-1", "W1 b1 W2 b2", "True", "True", "0.5"], Lines(Copies + """
            $p = $result.Parameter
            $gradient = $cache | Invoke-BackPropagation
            # The engine binds names differently once any object has such a member.
            $null = 'text' | Add-Member W1 3 -PassThru
            $null = [pscustomobject]@{ dW2 = 1 } | Add-Member b2 3 -PassThru
            1 | ForEach-Object -Parallel {
                $p = $using:p; $cache = $using:cache; $gradient = $using:gradient
                "$($p.W1.RowCount) $($p.w1.ColumnCount)"
                "$(($using:p).b1.RowCount) $($p.B2.RowCount) $($gradient.dW2.RowCount)"
                "$($cache.A2.RowCount) $($cache.Z2.ColumnCount)"
                if ($null -eq $p.W3) { -1 }
                "$(($p | Get-Member -Name W*, b* | Where-Object Name -match '^[Wb]\d').Name | Sort-Object { $p.MatrixName.IndexOf($_) })"
                ($p | Select-Object -ExpandProperty W1).Equals($p.W1)
                $null -eq (Get-Module PSNeuralNet)
                $copy = $p.W1.Clone(); $copy[0, 0] = 0.5; $copy[0, 0]
            }
            """));
    }

    [Fact]
    public void With_the_adapter_they_are_properties_as_before()
    {
        Assert.Equal(["Property", "W1 b1 W2 b2", "W1,b1", "True"], Lines(Copies + """
            $p = $result.Parameter
            "$(($p | Get-Member W1).MemberType)"
            "$($p.psobject.Properties.Name[0..3])"
            ($p | Select-Object W1, b1).psobject.Properties.Name -join ','
            $p.W1.Equals($p['W1'])
            """));
    }
}
