namespace PSNeuralNet.Tests.Commands;

/// <summary>A real table with dates and text classes.</summary>
public class WeatherTests : PowerShellTest
{
    [Fact]
    public void Seattles_weather_is_told_better_than_by_its_most_frequent_kind()
    {
        string table = Path.Combine(MarkdownBlocks.Root(), "tests/reference/seattle-weather.csv");
        Assert.Equal(["MultiClass", "date date (year) date (month, sine) date (month, cosine) date (day of month, sine) date (day of month, cosine) date (weekday, sine) date (weekday, cosine) precipitation temp_max temp_min wind", true], Run("""
            $weather = Import-Csv $args[0] | ConvertTo-NetworkDataset -Target weather
            "$($weather.Task)"; "$($weather.FeatureName)"
            $split = $weather | Split-NetworkDataset 0.2 -Seed 0
            $r = $split.Train | Invoke-NetworkTraining -Standardize -HiddenSize 16 -Optimizer Adam -LearningRate 0.01 -BatchSize 32 -Epochs 60 -Seed 1
            $report = $split.Test | Measure-Network $r
            $report.Accuracy -gt $report.BaselineAccuracy + 0.25
            """, table).Select(value => value.BaseObject));
        Assert.True(Get<bool>("(Import-NetworkDataset $args[0] -Target weather).X.Equals($weather.X)", table));
    }
}
