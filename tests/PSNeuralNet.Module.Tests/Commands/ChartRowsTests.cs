using System.Xml.Linq;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Rows of the charts of a training: those that its score is of, named in the subtitle; and errors that name what can be drawn.</summary>
public class ChartRowsTests : CommandTest
{
    public ChartRowsTests()
    {
        Run("""
            $moons = New-MoonsDataset -SampleCount 80 -Noise 0.4 -Seed 0
            $plain = $moons | Invoke-NetworkTraining -Epochs 50 -Seed 3
            $held = $moons | Invoke-NetworkTraining -Epochs 50 -Seed 3 -ValidationFraction 0.25
            $folds = $moons | Invoke-NetworkTraining -Epochs 50 -Seed 3 -EnsembleCount 4
            $numbers = New-RegressionDataset -SampleCount 60 -Seed 1 | Invoke-NetworkTraining -Epochs 50 -Seed 3 -EnsembleCount 3 -Standardize
            """);
    }

    [Theory]
    [InlineData("$plain", "80 training rows")]
    [InlineData("$held", "20 validation rows")]
    [InlineData("$folds", "80 out-of-fold rows")]
    public void The_subtitle_names_the_rows(string result, string rows)
    {
        string network = Get<string>($"\"$({result}.Parameter)\""), score = Get<string>($"'accuracy {{0:0.0000}}' -f {result}.Score");
        string subtitle = $"{rows}, {network}, moons (80 samples, 2 features)";
        string[] lines = Lines($"{result} | Show-NetworkChart -Kind ConfusionMatrix -Width 200");
        Assert.Equal($"Confusion matrix, {score}", lines[0]);
        Assert.StartsWith($"{subtitle}, {score}, ", lines[1], StringComparison.Ordinal);
        Assert.Equal(lines, Lines($"Show-NetworkChart -Kind ConfusionMatrix -Network {result} -Width 200"));
        Assert.Equal(lines, Lines($"{result} | Show-NetworkChart -Kind ConfusionMatrix -Network {result}.Parameter -Width 200"));
        foreach (string kind in (string[])["Roc", "PrecisionRecall", "Reliability", "DecisionBoundary"])
        {
            Assert.Equal(subtitle, Lines($"{result} | Show-NetworkChart -Kind {kind} -Width 200")[1]);
            Run($"{result} | Export-NetworkChart {kind}.svg -Kind {kind}");
            Assert.Contains(subtitle, Description($"{kind}.svg"), StringComparison.Ordinal);
        }

        // Given data is not called training rows or validation rows.
        Assert.StartsWith($"{network}, moons (80 samples, 2 features), accuracy ", Lines($"{result} | Show-NetworkChart -Dataset $moons -Width 200")[1], StringComparison.Ordinal);
        Assert.Equal(Get<string>($"'Confusion matrix, accuracy {{0:0.0000}}' -f ($moons | Measure-Network {result}).Accuracy"), Lines($"{result} | Show-NetworkChart -Dataset $moons")[0]);
    }

    [Theory]
    [InlineData("$folds", "ConfusionMatrix", "Roc")]
    [InlineData("$numbers", "PredictedVsActual", "Residual")]
    public void Predictions_out_of_fold_are_drawn(string result, string kind, string other)
    {
        Run($"{result}.OutOfFold | Export-NetworkChart a.svg; Export-NetworkChart b.svg -InputObject {result}.OutOfFold -Kind {other}; {result} | Export-NetworkChart c.svg -Kind {kind}");
        int count = Get<int>($"{result}.OutOfFold.Sample.Count");
        Assert.Contains($"({kind}). {count} out-of-fold rows, {Get<string>($"\"$({result}.Dataset)\"")}", Description("a.svg"), StringComparison.Ordinal);
        Assert.Contains($"({other}). {count} out-of-fold rows, ", Description("b.svg"), StringComparison.Ordinal);
        Assert.Contains($"({kind}). {count} out-of-fold rows, ", Description("c.svg"), StringComparison.Ordinal);
        if (result == "$folds")
        {
            Assert.Equal(Get<string>("'Confusion matrix, accuracy {0:0.0000}' -f $folds.Score"), Lines("$folds.OutOfFold | Show-NetworkChart")[0]);
        }
    }

    [Theory]
    [InlineData("$numbers.OutOfFold | Show-NetworkChart", "ChartKindNotText", ErrorCategory.InvalidArgument, "A chart PredictedVsActual cannot be drawn with characters. Export-NetworkChart draws it into a file; in the terminal there are Cost, Importance and PartialDependence; of networks for classes, DecisionBoundary, ConfusionMatrix, Roc, PrecisionRecall and Reliability; of searches, SearchHistory, SearchSetting and SearchLearning.")]
    [InlineData("$folds.OutOfFold | Show-NetworkChart -Kind DecisionBoundary", "ChartNotOfPredictions", ErrorCategory.InvalidArgument, "Give the training result instead; of the predictions there are ConfusionMatrix, Roc, PrecisionRecall and Reliability.")]
    [InlineData("$folds.OutOfFold | Show-NetworkChart -Kind Cost", "ChartNotOfPredictions", ErrorCategory.InvalidArgument, "the networks nor the costs that a chart Cost needs. Give the training result")]
    [InlineData("$folds.OutOfFold | Show-NetworkChart -Kind Roc -Dataset $moons", "ChartInputInvalid", ErrorCategory.InvalidType, "Give only them, or only the training result.")]
    [InlineData("$folds, $folds.OutOfFold | Show-NetworkChart -Kind Roc", "ChartInputInvalid", ErrorCategory.InvalidType, "Give only them, or only the training result.")]
    [InlineData("$plain | Show-NetworkChart -Kind Roc -Network $held", "ChartInputInvalid", ErrorCategory.InvalidType, "Give the rows to draw with -Dataset, or only the training result.")]
    [InlineData("$plain, $held | Show-NetworkChart -Kind Roc", "ChartInputInvalid", ErrorCategory.InvalidType, "Draw one chart for each.")]
    [InlineData("$numbers | Show-NetworkChart -Kind Roc", "ChartTaskMismatch", ErrorCategory.InvalidOperation, "Take PredictedVsActual or Residual, which Export-NetworkChart draws into a file; in the terminal there are Cost, Importance and PartialDependence.")]
    [InlineData("$plain | Export-NetworkChart a.png -Kind Residual", "ChartTaskMismatch", ErrorCategory.InvalidOperation, "Take DecisionBoundary, ConfusionMatrix, Roc, PrecisionRecall or Reliability.")]
    [InlineData("$plain.Network | Show-NetworkChart", "ChartKindNotText", ErrorCategory.InvalidArgument, "in the terminal there are Cost, Importance and PartialDependence; of networks for classes, DecisionBoundary, ")]
    [InlineData("$plain.Network | Show-NetworkChart -Kind Roc", "ChartDatasetMissing", ErrorCategory.InvalidArgument, "Give -Dataset, or pipe in a training result, whose rows are drawn.")]
    [InlineData("$plain.Network | Show-NetworkChart -Kind Cost", "ChartHistoryEmpty", ErrorCategory.InvalidData, "the input has no costs of a training. Give the result of a training, or its CostHistory.")]
    [InlineData("$plain.CostHistory | Show-NetworkChart -Kind Roc", "ChartNetworkMissing", ErrorCategory.InvalidArgument, "Give -Network, or pipe in a training result; of the input alone there is Cost.")]
    [InlineData("$moons | Measure-Network $plain | Show-NetworkChart -Kind Roc", "ChartNetworkMissing", ErrorCategory.InvalidArgument, "of the input alone there is ConfusionMatrix or Reliability.")]
    [InlineData("$moons | Show-NetworkChart -Kind Roc", "ChartNetworkMissing", ErrorCategory.InvalidArgument, "Give -Network, or pipe in a training result.")]
    [InlineData("$numbers.OutOfFold.Report | Show-NetworkChart", "ChartInputInvalid", ErrorCategory.InvalidType, "Export-NetworkChart -Kind PredictedVsActual (or Residual)")]
    public void Errors_name_what_can_be_drawn(string script, string id, ErrorCategory category, string text)
    {
        Fails(script, id, category, text);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    private string Description(string file) =>
        XDocument.Load(Path.Combine(Folder, file)).Descendants().First(element => element.Name.LocalName == "desc").Value;
}
