using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Free text in the cmdlets: tickets of a help desk.</summary>
public class TextTests : CommandTest
{
    private static readonly string Examples = Path.Combine(MarkdownBlocks.Root(), "examples");

    public TextTests() => Run("$tickets = Import-Csv $args[0] | Select-Object -First 300", Path.Combine(Examples, "data", "tickets.csv"));

    [Trait("Category", "Slow")]
    [Fact]
    public void Accuracy_on_tickets_is_that_of_scikit_learn()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(MarkdownBlocks.Root(), "tests", "reference", "text_tickets.json")));
        double expected = reference.RootElement.GetProperty("accuracy").GetDouble();
        Run("$all = & $args[0] -Count 2000 -Seed 1; $train = $all[0..1599]; $test = $all[1600..1999]", Path.Combine(Examples, "New-TicketTable.ps1"));
        string lines = Get<string>("($all | ForEach-Object { \"$($_.Subject)`t$($_.Team)\" }) -join \"`n\"");
        Assert.Equal(reference.RootElement.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))));

        // Logistic regression as there, and a network of five units.
        foreach (string options in (string[])["-HiddenSize @()", "-ValidationFraction 0.2 -Patience 100"])
        {
            double accuracy = Get<double>($"$r = $train | Invoke-NetworkTraining -Target Team -Feature Subject -Text Subject -Seed 1 {options}; ($test | Measure-Network $r).Accuracy");
            Assert.True(accuracy >= expected - 0.02, $"{options}: {accuracy}, and scikit-learn has {expected}");
        }
    }

    [Fact]
    public void Free_text_is_found_and_told_once()
    {
        Run("$r = $tickets | Invoke-NetworkTraining -Target Team -ExcludeFeature Received -Epochs 20 -Seed 1 -WarningVariable warnings -WarningAction SilentlyContinue");
        string warning = Assert.Single(Lines("$warnings"));
        Assert.StartsWith("The column 'Subject' is taken as free text", warning, StringComparison.Ordinal);
        Assert.Empty(Lines("$r = $tickets | Invoke-NetworkTraining -Target Team -ExcludeFeature Received -Text subj* -ValidationFraction 0.3 -Epochs 20 -Seed 1 -WarningVariable none -WarningAction SilentlyContinue; $none"));
        Assert.Equal(["Text", "50", "Category", "3"], Lines("$tickets | ConvertTo-NetworkDataset -Target Team -ExcludeFeature Received -Text Subject -MaximumWord 50 | Get-NetworkFeature | Sort-Object Name -Descending | ForEach-Object { \"$($_.Kind)\"; $_.Feature.Count }"));
    }

    [Fact]
    public void Predictions_of_rows_datasets_files_and_the_function_agree()
    {
        Run("""
            $r = $tickets | Invoke-NetworkTraining -Target Team -Feature Subject, Site -Text Subject -MissingValue Indicator -HiddenSize 4 -Epochs 50 -Seed 1
            $r | Export-Network sort.json; $r | Export-Network sort.ps1
            $rows = @($tickets[0..39]) + [pscustomobject]@{ Subject = ''; Site = 'Lyon' } + [pscustomobject]@{ Subject = 'ÄRGER: nothing known'; Site = 'Rome' } | Select-Object Subject, Site
            $byRow = $rows | Get-NetworkPrediction $r -WarningAction Ignore
            $byFile = $rows | Get-NetworkPrediction sort.json -WarningAction Ignore
            . ./sort.ps1
            $byFunction = $rows | Get-SortPrediction
            $other = $tickets[0..39] | ConvertTo-NetworkDataset -Target Team -Feature Site, Subject -WarningAction Ignore
            $byDataset = $other | Get-NetworkPrediction $r
            """);
        Assert.Equal(["5", "4"], Lines("""
            (Get-Content sort.json | ConvertFrom-Json).formatVersion
            $tickets | Invoke-NetworkTraining -Target Team -Feature Subject, Site -Text Subject -Preset Tutorial -Epochs 2 -Seed 1 | Export-Network old.json
            (Get-Content old.json | ConvertFrom-Json).formatVersion
            """));
        Assert.True(Get<bool>("""
            $isSame = $true
            foreach ($i in 0..($rows.Count - 1)) {
                $isSame = $isSame -and $byRow[$i].Prediction -ceq $byFile[$i].Prediction -and $byRow[$i].Probability -eq $byFile[$i].Probability
                $isSame = $isSame -and $byRow[$i].Prediction -ceq $byFunction[$i].Prediction -and [math]::Abs($byRow[$i].Probability - $byFunction[$i].Probability) -lt 1e-12
                if ($i -lt 40) { $isSame = $isSame -and $byRow[$i].Prediction -ceq $byDataset[$i].Prediction -and [math]::Abs($byRow[$i].Probability - $byDataset[$i].Probability) -lt 1e-12 -and $byDataset[$i].Subject -ceq $rows[$i].Subject }
            }
            $isSame
            """));
        Assert.Equal(Lines("$tickets[0..39].Subject"), Lines("($other | ConvertFrom-NetworkDataset).Subject"));
        Fails("$r | Export-Network sort.onnx", "OnnxHasText", ErrorCategory.InvalidArgument, "'Subject'");
    }

    [Fact]
    public void Views_importance_charts_and_reports_take_the_column_as_one()
    {
        Run("$r = $tickets | Invoke-NetworkTraining -Target Team -Feature Subject, Site -Text Subject -HiddenSize 3 -EnsembleCount 1 -Epochs 20 -Seed 1");
        string view = Shown("$r | Get-NetworkFeature");
        Assert.Contains("1000 words", view, StringComparison.Ordinal);
        Assert.True(view.Length < 1500, view);
        Assert.True(Shown("$r.Network").Length < 2500);
        Assert.Equal(["Site", "Subject"], Lines("($tickets | Measure-NetworkFeature $r -Repeat 2).Name | Sort-Object"));
        Run("$data = $tickets | ConvertTo-NetworkDataset -Schema $r; $r | Export-NetworkReport report.html; $r | Export-NetworkChart weights.svg -Kind Weights; $r | Export-NetworkChart network.svg -Kind Network");
        Assert.Contains("pairs of words", File.ReadAllText(Path.Combine(Folder, "report.html")), StringComparison.Ordinal);
        Fails("$r | Export-NetworkChart boundary.svg -Kind DecisionBoundary -Feature Subject, Site", "BoundaryFeatureInvalid");
    }

    [Fact]
    public void Later_tickets_train_the_same_words_further() =>
        Assert.True(Get<bool>("""
            $r = $tickets[0..149] | Invoke-NetworkTraining -Target Team -Feature Subject -Text Subject -Epochs 20 -Seed 1
            $later = $tickets[150..299] | Invoke-NetworkTraining -Network $r -Epochs 20 -WarningAction Ignore
            [System.Linq.Enumerable]::SequenceEqual([string[]] $r.Network.FeatureName, [string[]] $later.Network.FeatureName)
            """));
}
