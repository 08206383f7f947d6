namespace PSNeuralNet.Tests.Commands;

/// <summary>Names with escape sequences in every outlet to the terminal: objects hold them as they are, texts are clean.</summary>
public class HostileNameTests : CommandTest
{
    private const string Bad = "\e]0;owned\a\e[2J\u009b31m\u202e\u200b\r\n";

    private const string Table = """
        $bad = "`e]0;owned`a`e[2J`u{9b}31m`u{202e}`u{200b}`r`n"
        $rows = foreach ($i in 1..12) {
            [pscustomobject]@{ "a$bad" = $i; "d$bad" = ("x$bad", "y$bad")[$i % 2]; "n$bad" = if ($i -eq 4) { $null } else { $i % 5 }; "one$bad" = 1; "t$bad" = ("no$bad", "yes$bad", "may$bad")[$i % 3] }
        }
        $data = $rows | ConvertTo-NetworkDataset "t$bad" -WarningAction SilentlyContinue

        """;

    [Theory]
    [InlineData("$data")]
    [InlineData("$data | Get-NetworkFeature")]
    [InlineData("$data | Split-NetworkDataset -Seed 1")]
    [InlineData("$data | Initialize-NetworkParameter -Seed 1")]
    [InlineData("($data | Invoke-NetworkTraining -Seed 1 -Epochs 3).Network")]
    [InlineData("$data | Invoke-NetworkTraining -Seed 1 -Epochs 3 | Export-Network n.json; Import-Network n.json")]
    [InlineData("$r = $data | Invoke-NetworkTraining -Seed 1 -Epochs 3; ($data | Measure-Network $r)")]
    [InlineData("$r = $data | Invoke-NetworkTraining -Seed 1 -Epochs 3; ($data | Measure-Network $r).ConfusionMatrix")]
    [InlineData("$r = $data | Invoke-NetworkTraining -Seed 1 -Epochs 3; ($data | Measure-Network $r).Class")]
    [InlineData("$r = $data | Invoke-NetworkTraining -Seed 1 -Epochs 3; $data | Measure-NetworkFeature $r -Seed 1")]
    [InlineData("$d = $rows | ConvertTo-NetworkDataset \"a$bad\", \"n$bad\" -Task Regression -ExcludeFeature t* -MissingValue Mean | Select-Object -First 1; $d")]
    [InlineData("$d = $rows | Where-Object { $_.\"n$bad\" } | ConvertTo-NetworkDataset \"a$bad\", \"n$bad\"; $r = $d | Invoke-NetworkTraining -Seed 1 -Epochs 3; ($d | Measure-Network $r).Target")]
    [InlineData("$data | Invoke-ForwardPropagation ($data | Initialize-NetworkParameter -Seed 1)")]
    [InlineData("$r = $data | Invoke-NetworkTraining -Seed 1 -Epochs 3; $r | Show-NetworkChart Diagram -Width 60 -Height 20; $r | Show-NetworkChart ConfusionMatrix -Dataset $data -Width 60 -Height 20")]
    public void Views_are_clean(string script) => RequireClean(string.Concat(Lines($$"""{{Table}} . { {{script}} } 3>$null 2>$null | Out-String -Width 150""")));

    [Theory]
    [InlineData("$rows | ConvertTo-NetworkDataset \"t$bad\" -Verbose")]
    [InlineData("$r = $data | Invoke-NetworkTraining -Seed 1 -Epochs 3; $new = $rows[0].PSObject.Copy(); $new.\"d$bad\" = \"z$bad\"; $new | Get-NetworkPrediction $r -Verbose; $rows | Select-Object *, @{ n = 'Prediction'; e = { 1 } } | Get-NetworkPrediction $r")]
    [InlineData("$rows + [pscustomobject]@{ \"a$bad\" = 1; \"d$bad\" = 'x'; \"n$bad\" = 2; \"one$bad\" = 1; \"t$bad\" = 'no'; \"later$bad\" = 1 } | ConvertTo-NetworkDataset \"t$bad\"")]
    [InlineData("$rows | Select-Object @{ n = 'Seed'; e = { 1 } }, * | Invoke-NetworkTraining -Target \"t$bad\" -Epochs 3 -Threshold 0.3 -Verbose")]
    [InlineData("Set-Content -LiteralPath \"f`e[31m.csv\" \"a`e[31m,y`n1,0`n2,1`n3,0\"; Import-NetworkDataset -LiteralPath \"f`e[31m.csv\" -Target y -Verbose")]
    public void Warnings_and_verbose_messages_are_clean(string script)
    {
        string[] texts = Lines($$"""{{Table}} . { {{script}} } *>&1 | Where-Object { $_ -is [System.Management.Automation.InformationalRecord] -or $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { "$_" }""");
        Assert.NotEmpty(texts);
        Assert.All(texts, RequireClean);
    }

    [Theory]
    [InlineData("$rows | ConvertTo-NetworkDataset \"unknown$bad\"")]
    [InlineData("$rows | ConvertTo-NetworkDataset t* ")]
    [InlineData("$rows | ConvertTo-NetworkDataset \"t$bad\" -Numeric \"d$bad\"")]
    [InlineData("$rows | ConvertTo-NetworkDataset \"t$bad\" -Feature \"x$bad\"")]
    [InlineData("$rows | ConvertTo-NetworkDataset \"t$bad\" -Task Binary")]
    [InlineData("$rows | ConvertTo-NetworkDataset \"t$bad\" -MissingValue Error -WarningAction SilentlyContinue")]
    [InlineData("$r = $data | Invoke-NetworkTraining -Seed 1 -Epochs 3; @{ a = 1 } | Get-NetworkPrediction $r")]
    [InlineData("$data | Invoke-NetworkTraining -ClassWeight @{ \"k$bad\" = 1 }")]
    [InlineData("$data | Invoke-NetworkTraining -ClassWeight @{ k = \"v$bad\" }")]
    [InlineData("$data | Invoke-NetworkTraining -HiddenSize \"5-$bad\"")]
    [InlineData("Import-NetworkDataset x.csv y -Encoding \"no$bad\"")]
    [InlineData("Set-Content g.csv \"a`e[31m,y`n1,0`n2`e[31mx,1`n$(2..30 -join \",0`n\"),1`n\"; Import-NetworkDataset g.csv y")]
    [InlineData("Set-Content n.json \"{ `\"format`\": `\"`e[31m`\" }\"; Import-Network n.json")]
    public void Errors_are_clean(string script)
    {
        ErrorRecord error = Fail(Table + script);
        RequireClean(error.ToString());
        RequireClean(error.Exception.Message);
        RequireClean(error.CategoryInfo.ToString());
    }

    [Fact]
    public void Objects_hold_names_as_they_are() =>
        Assert.Equal([$"a{Bad.TrimEnd()}", $"d{Bad.TrimEnd()}=x{Bad.TrimEnd()}", $"d{Bad.TrimEnd()}=y{Bad.TrimEnd()}", $"n{Bad.TrimEnd()}"], Lines(Table + "$data.FeatureName"));

    [Fact]
    public void Completion_lists_are_clean() =>
        Assert.All(Lines(Table + "(TabExpansion2 '$rows | ConvertTo-NetworkDataset ').CompletionMatches | Where-Object ListItemText -Like 'a*' | ForEach-Object { $_.ListItemText; $_.ToolTip }"), RequireClean);

    private static void RequireClean(string text) => Assert.DoesNotMatch(@"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u200b]", text);
}
