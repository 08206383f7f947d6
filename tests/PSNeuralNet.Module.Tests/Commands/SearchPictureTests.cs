namespace PSNeuralNet.Tests.Commands;

/// <summary>Trials of a search, piped into the cmdlets that draw.</summary>
public class SearchPictureTests : CommandTest
{
    public SearchPictureTests()
    {
        Run("""
            $moons = New-MoonsDataset -SampleCount 60 -Seed 0
            $trials = $moons | Search-NetworkHyperparameter -LearningRate 0.03, 0.3, 1 -HiddenSize 2, 5 -Iterations 60 -Fold 2 -Seed 3 -KeepPrediction
            """);
    }

    [Fact]
    public void Trials_are_drawn_as_a_history_unless_another_kind_is_given()
    {
        string[] lines = [.. Run("$trials | Show-NetworkChart").Select(line => (string)line.BaseObject)];
        Assert.Equal("Score by trial", lines[0]);
        Assert.StartsWith("6 trials, best Accuracy 0.", lines[1], StringComparison.Ordinal);
        double best = (double)Run("$trials[0].Score")[0].BaseObject;
        Assert.Contains(best.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture), lines[1], StringComparison.Ordinal);
        Assert.Equal("Score by setting", (string)Run("$trials | Show-NetworkChart -Kind SearchSetting")[0].BaseObject);

        // The means of the values, of the trials themselves.
        string means = string.Join('\n', Run("$trials | Show-NetworkChart -Kind SearchSetting -Height 30").Select(line => (string)line.BaseObject));
        Assert.All(
            Run("$trials | Group-Object LearningRate | ForEach-Object { [string]::Format([cultureinfo]::InvariantCulture, '{0:0.0000} ({1})', ($_.Group.Score | Measure-Object -Average).Average, $_.Count) }"),
            mean => Assert.Contains((string)mean.BaseObject, means, StringComparison.Ordinal));
        foreach (string kind in (string[])["SearchHistory", "SearchParallel", "SearchSetting"])
        {
            Run($"$trials | Export-NetworkChart {kind}.svg -Kind {kind}");
            Assert.Contains($"({kind}). 6 trials, best Accuracy", File.ReadAllText(Path.Combine(Folder, $"{kind}.svg")), StringComparison.Ordinal);
        }

        Assert.Equal(6, Run("$trials | Sort-Object Trial | Export-NetworkChart all.png -PassThru").Count);
    }

    [Fact]
    public void A_report_has_the_commands_of_the_best_settings()
    {
        Assert.Equal(6, Run("$trials | Export-NetworkReport search.html -Title Moons -PassThru").Count);
        string page = File.ReadAllText(Path.Combine(Folder, "search.html"));
        Assert.Contains("<h1>Moons</h1>", page, StringComparison.Ordinal);
        Assert.Contains("always the most frequent class", page, StringComparison.Ordinal);
        string code = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Match(page, "(?s)<pre[^>]*>(.*?)</pre>").Groups[1].Value, "<[^>]+>", ""));
        Run($"$data = $moons\n{code}");
        Assert.Equal("True True True", Run("\"$($result.LearningRate -eq $trials[0].LearningRate) $(\"$($result.HiddenSize)\" -eq \"$($trials[0].HiddenSize)\") $($result.EpochCount -eq 60)\"")[0].ToString());
        Assert.Equal("FileExists", Id("$trials | Export-NetworkReport search.html"));
    }

    [Theory]
    [InlineData("$trials | Export-Csv trials.csv; Import-Csv trials.csv | Export-NetworkChart a.png", "SearchTrialCopied")]
    [InlineData("$trials | Export-Csv trials.csv; Import-Csv trials.csv | Show-NetworkChart -Kind SearchSetting", "SearchTrialCopied")]
    [InlineData("$trials | Export-Clixml trials.xml; Import-Clixml trials.xml | Export-NetworkChart a.png", "SearchTrialCopied")]
    [InlineData("$trials | Export-Clixml trials.xml; Import-Clixml trials.xml | Export-NetworkReport a.html", "SearchTrialCopied")]
    [InlineData("$trials | Export-NetworkChart a.png -Kind SearchLearning", "ChartEmpty")]
    [InlineData("$moons | Export-NetworkChart a.png -Kind SearchHistory", "ChartEmpty")]
    [InlineData("$trials + $trials | Export-NetworkChart a.png", "ChartTrialsMixed")]
    [InlineData("$trials + $trials | Export-NetworkReport a.html", "ChartTrialsMixed")]
    [InlineData("@($trials) + 1 | Export-NetworkReport a.html", "ChartInputInvalid")]
    [InlineData("$trials | Export-NetworkChart a.png -Kind Roc", "ChartNetworkMissing")]
    public void What_cannot_be_drawn_is_an_error(string script, string id)
    {
        Assert.Equal(id, Id(script));
        Assert.False(File.Exists(Path.Combine(Folder, "a.png")) || File.Exists(Path.Combine(Folder, "a.html")));
    }

    [Fact]
    public void Parameters_of_trainings_have_no_effect_on_a_report_on_a_search() =>
        Assert.Equal("-Feature has no effect: it applies to reports on a training, and this one is on a search.", Run("$trials | Export-NetworkReport a.html -Feature X1, X2 3>&1")[0].ToString());

    private string Id(string script) => Fail(script).FullyQualifiedErrorId.Split(',')[0];
}
