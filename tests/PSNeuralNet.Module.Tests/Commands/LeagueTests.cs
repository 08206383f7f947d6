namespace PSNeuralNet.Tests.Commands;

/// <summary>The defaults of tables: their scores on three small tables of the league, which a change must not lose, and tests/league/Measure-League.ps1 itself.</summary>
public class LeagueTests : CommandTest
{
    private const double ScoreTolerance = 0.01;
    private const double LogLossFactor = 1.05;

    private static readonly string Script = Path.Combine(MarkdownBlocks.Root(), "tests/league/Measure-League.ps1");

    /// <summary>
    /// Measured with `Measure-League.ps1 -Seed 1 -Table servo, glass, wages`: R2 or accuracy over all folds, and the log loss of classes. Update them here when the defaults change on purpose.
    /// They are the same to the bit with vectors of any width (DOTNET_EnableAVX512=0, DOTNET_EnableAVX=0, DOTNET_EnableHWIntrinsic=0).
    /// </summary>
    private static readonly (string Table, double Score, double? LogLoss)[] Measured =
    [
        ("servo", 0.8998, null),
        ("glass", 0.7383, 0.6838),
        ("wages", 0.2930, null),
    ];

    [Fact]
    public void The_defaults_keep_their_scores()
    {
        PSObject[] rows = [.. Run("& $args[0] -Seed 1 -Table $args[1] | Where-Object Table", Script, Measured.Select(entry => entry.Table).ToArray())];
        Assert.Equal(Measured.Select(entry => entry.Table).Order(), rows.Select(row => (string)row.Properties["Table"].Value).Order());
        foreach ((string table, double score, double? logLoss) in Measured)
        {
            PSObject row = rows.Single(row => (string)row.Properties["Table"].Value == table);
            double given = (double)row.Properties["Score"].Value;
            Assert.True(given >= score - ScoreTolerance, string.Create(CultureInfo.InvariantCulture, $"{table}: the score is {given:0.0000}, and was {score:0.0000}."));
            if (logLoss is { } loss)
            {
                double givenLoss = (double)row.Properties["LogLoss"].Value;
                Assert.True(givenLoss <= loss * LogLossFactor, string.Create(CultureInfo.InvariantCulture, $"{table}: the log loss is {givenLoss:0.0000}, and was {loss:0.0000}."));
            }
        }
    }

    [Fact]
    public void The_scores_are_those_of_the_predictions()
    {
        // The same folds by hand: the total squared error of all predictions, relative to that of the mean.
        Assert.Equal([true, true], Run("""
            $rows = Import-Csv (Join-Path (Split-Path $args[0]) tables/servo.csv)
            $pairs = foreach ($fold in 1..5) {
                $r = $rows | Where-Object fold -ne $fold | Invoke-NetworkTraining Class -ExcludeFeature fold -Seed (100 + $fold) -Epochs 20
                $rows | Where-Object fold -eq $fold | Get-NetworkPrediction $r | Select-Object @{ n = 'Actual'; e = { [double] $_.Class } }, Prediction
            }
            $mean = ($pairs.Actual | Measure-Object -Average).Average
            $r2 = 1 - ($pairs | ForEach-Object { [Math]::Pow($_.Actual - $_.Prediction, 2) } | Measure-Object -Sum).Sum / ($pairs | ForEach-Object { [Math]::Pow($_.Actual - $mean, 2) } | Measure-Object -Sum).Sum
            $row, $summary = & $args[0] -Seed 2 -Table servo -Setting @{ Epochs = 20 }
            [Math]::Abs($row.Score - $r2) -lt 1e-12
            $best = (Get-Content -Raw (Join-Path (Split-Path $args[0]) reference.json) | ConvertFrom-Json).servo.scores.psobject.Properties.Value.r2 | Measure-Object -Maximum
            [Math]::Abs($summary.MeanDistance - ($r2 - $best.Maximum)) -lt 1e-12
            """, Script).Select(value => value.BaseObject));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void The_document_and_the_table_of_parts_are_Markdown()
    {
        Run("""
            Set-Content parts.md 'before', '<!-- ablation -->', 'old', '<!-- /ablation -->', 'after'
            & $args[0] -Seed 1 -Table servo -Document league.md
            & $args[0] -Seed 1 -Table servo -Ablation parts.md -Part 'no bins'
            """, Script);
        string[] league = File.ReadAllLines(Path.Combine(Folder, "league.md")), parts = File.ReadAllLines(Path.Combine(Folder, "parts.md"));
        Assert.All(league.Concat(parts), line =>
        {
            Assert.DoesNotContain('\t', line);
            Assert.Equal(0, line.Count(c => c == '`') % 2);
            Assert.DoesNotContain("System.", line, StringComparison.Ordinal);
        });
        Assert.Equal(["# League", "## Defaults", "## -EnsembleCount 8"], league.Where(line => line.StartsWith('#')));
        Assert.Equal(2, league.Count(line => line.StartsWith("| servo | R2 | 0.", StringComparison.Ordinal)));
        Assert.Contains(league, line => line.StartsWith("Mean distance from the best of scikit-learn's models: **", StringComparison.Ordinal) && line.Contains("(one seed)", StringComparison.Ordinal));
        Assert.Contains("Written by `dotnet pwsh tests/league/Measure-League.ps1 -Document docs/league.md`.", league);
        Assert.All(league.Where(line => line.StartsWith('|')), line => Assert.Equal(11 + 1, line.Count(c => c == '|')));

        Assert.Equal(["before", "<!-- ablation -->"], parts[..2]);
        Assert.Equal(["<!-- /ablation -->", "after"], parts[^2..]);
        Assert.Equal(["| left out or changed ", "| --- ", "| the defaults ", "| no bins (`-BinCount 0`) "], parts[2..^2].Select(line => line[..line.IndexOf("| ", 1, StringComparison.Ordinal)]));
        Assert.All(parts[2..^2], line => Assert.Equal(5 + 1, line.Count(c => c == '|')));
        Assert.All(parts[4..^2], line => Assert.Matches(@"^\| [^|]+ \| [+-]\d\.\d{4} \| [+-]\d\.\d{4} \| ([+-]\d\.\d{4})? \|  \|$", line));
        Assert.Equal(["league.md", "parts.md"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("-Table servos", "No table is named 'servos'. The tables are: spam, pima,")]
    [InlineData("-Ablation parts.md -Part wings", "No part is named 'wings'. The parts are: the defaults; one network")]
    [InlineData("-Ablation bare.md", "'bare.md' lacks the marks")]
    public void Names_that_there_are_not_end_it_before_any_training(string arguments, string message)
    {
        Run("Set-Content parts.md '<!-- ablation -->', '<!-- /ablation -->'; Set-Content bare.md text");
        Assert.Contains(message, Fail($"& $args[0] {arguments}", Script).ToString(), StringComparison.Ordinal);
    }
}
