namespace PSNeuralNet.Tests.Commands;

/// <summary>Default views of long names in a window of 80 columns: the numbers stay visible.</summary>
public class NarrowViewTests : CommandTest
{
    private const string Start = "the_average";

    public NarrowViewTests()
    {
        Run("""
            $WarningPreference = 'SilentlyContinue'
            $long = 'the_average_temperature_of_the_cooling_water_at_the_outlet_of_the_secondary_circuit'
            $rows = foreach ($i in 1..60) { [pscustomobject]@{ $long = $i % 17 + 0.5; Load = ($i * 29) % 11 / 4; Kind = "$long of $($i % 3)"; Cost = $i * 1.37 + 4000 } }
            $common = @{ Epochs = 6; Seed = 1; EnsembleCount = 2 }
            $k = $rows | Invoke-NetworkTraining Kind -Feature $long, Load @common
            $n = $rows | Invoke-NetworkTraining Cost -Feature $long, Load @common
            $two = $rows | Invoke-NetworkTraining $long, Cost -Feature Load @common
            $q = $rows | Invoke-NetworkTraining Cost -Feature $long, Load -Loss Quantile -Quantile 0.1, 0.5, 0.9 @common
            """);
    }

    [Theory]
    [InlineData("$rows | Measure-NetworkFeature $k -Seed 0", "Name Kind Importance Deviation Metric Baseline", @"Number +-?\d\.\d{4} +\d\.\d{4} Accuracy +\d\.\d{4}$")]
    [InlineData("$rows | Measure-NetworkFeature $n -Metric MeanAbsolutePercentageError -Seed 0", "Name Kind Importance Deviation Metric Baseline", @"Number +-?\d\.\d{4} +\d\.\d{4} MeanAbsolutePercentageError +\d\.\d{4}$")]
    [InlineData("$rows | Measure-NetworkFeature $k -Method PartialDependence -Feature $long -GridResolution 2", "Name Value With Output Prediction Sample", @" \d+\.\d+ +the_aver\w*… +\d\.\d{4}$")]
    [InlineData("$rows | Measure-NetworkFeature $k -Method PartialDependence -Feature $long -With Load -GridResolution 2", "Name Value With Output Prediction Sample", @" \d+\.\d+ Load=\d(\.\d+)? +the_aver\w*… +\d\.\d{4}$")]
    [InlineData("($rows[0] | Get-NetworkPrediction $k -Explain).Explanation | Where-Object Column -eq $long", "Column Value Share Bar Word", @"… 1\.5 +[+-]\d\.\d+ [+-]")]
    [InlineData("$rows | Get-NetworkFeature | Where-Object Name -eq $long", "Name Kind Missing Distinct Range Hint", @"… Number +0 +17 0\.5 to 16\.5")]
    [InlineData("($rows | Measure-Network $k).Class", "Class Precision Recall F1 Support RocAuc", @"… +\d\.\d{4} +\d\.\d{4} +\d\.\d{4} +20 +\d\.\d{4}$")]
    [InlineData("($rows | Measure-Network $two).Target | Where-Object Target -eq $long", "Target R2 RootMeanSquaredError MeanAbsoluteError MeanSquaredError", @"…( +-?\d+(\.\d+)?){4}$")]
    public void Names_are_cut_and_numbers_are_not(string script, string heading, string line)
    {
        string[] lines = Narrow(script);
        Assert.Equal(heading, System.Text.RegularExpressions.Regex.Replace(lines[0], " +", " "));
        Assert.All(lines[2..].Where(one => one.Contains(Start, StringComparison.Ordinal)), one => Assert.Matches(line, one));
        Assert.Contains(lines[2..], one => one.StartsWith(Start, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$rows | Get-NetworkPrediction $q", "^ +Prediction Quantile +Row$", @"^ +4\d{3}(\.\d+)? 10=\d{4}; 50=\d{4}; 90=\d{4} +the_average")]
    [InlineData("$rows | Get-NetworkPrediction $q -Interval 0.8", "^ +Prediction +LowerBound +UpperBound Quantile +Row$", @"^( +\d{4}(\.\d+)?){3} 10=\d{4}; 50=\d{4}; 90=\d{4} +the_aver")]
    [InlineData("$rows | Get-NetworkPrediction $two", "^Prediction +Row$", @"^the_average_temperature…=-?\d+(\.\d+)?; ")]
    public void Predicted_quantiles_and_numbers_are_first(string script, string heading, string line)
    {
        string[] lines = Narrow(script);
        Assert.Matches(heading, lines[0]);
        Assert.All(lines[2..], one => Assert.Matches(line, one));
    }

    private string[] Narrow(string script)
    {
        string[] lines = Normalized(string.Concat(Lines($"{script} | Out-String -Width 80"))).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        return lines;
    }
}
