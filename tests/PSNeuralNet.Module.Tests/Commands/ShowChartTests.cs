namespace PSNeuralNet.Tests.Commands;

public class ShowChartTests : CommandTest
{
    public ShowChartTests()
    {
        Run("""
            $moons = New-MoonsDataset -SampleCount 80 -Seed 0
            $result = $moons | Invoke-NetworkTraining -Epochs 50 -Seed 3
            """);
    }

    [Theory]
    [InlineData("$result | Show-NetworkChart", "Cost by epoch")]
    [InlineData("$result.CostHistory | Show-NetworkChart", "Cost by epoch")]
    [InlineData("$result, $result | Show-NetworkChart -LogScale", "Cost by epoch")]
    [InlineData("Show-NetworkChart -InputObject $result.CostHistory", "Cost by epoch")]
    [InlineData("$moons | Measure-Network $result | Show-NetworkChart", "Confusion matrix, accuracy 0.")]
    [InlineData("$moons | Show-NetworkChart -Network $result", "Confusion matrix, accuracy 0.")]
    [InlineData("$result | Show-NetworkChart -Kind DecisionBoundary -Feature X2, X1", "Decision boundary")]
    [InlineData("$result | Show-NetworkChart -Kind Roc", "ROC curve, AUC 0.")]
    [InlineData("$result | Show-NetworkChart -Kind PartialDependence -Feature X2", "Partial dependence on X2")]
    [InlineData("$moons | Measure-NetworkFeature $result -Method PartialDependence -Feature X1 -With X2 | Show-NetworkChart", "Partial dependence on X1 and X2: probability of 1")]
    [InlineData("Show-NetworkChart -Kind PrecisionRecall -Network $result.Network -Dataset $moons", "Precision and recall, average precision 0.")]
    public void What_is_piped_in_says_what_is_drawn(string script, string title)
    {
        string[] lines = [.. Run(script).Select(line => (string)line.BaseObject)];
        Assert.StartsWith(title, lines[0], StringComparison.Ordinal);

        // The output of tests is redirected: ASCII characters, 80 x 24.
        Assert.InRange(lines.Length, 8, 22);
        Assert.All(lines, line => Assert.True(line.Length <= 79 && line.All(char.IsAscii), line));
    }

    [Fact]
    public void Size_title_and_colors_are_as_wanted()
    {
        string[] lines = [.. Run("$result | Show-NetworkChart -Width 40 -Height 12 -Title ('Kosten ' * 9)").Select(line => (string)line.BaseObject)];
        Assert.Equal("Kosten Kosten Kosten Kosten Kosten Ko...", lines[0]);
        Assert.Equal(12, lines.Length);
        Assert.Equal(40, lines.Max(line => line.Length));

        // Whoever runs the tests may want no colors.
        string? noColor = Environment.GetEnvironmentVariable("NO_COLOR");
        Environment.SetEnvironmentVariable("NO_COLOR", null);
        try
        {
            // $PSStyle is one for all sessions of a process, and each new one sets it: this one is of these lines alone.
            const string Colored = "& { $PSStyle = [pscustomobject]@{ OutputRendering = 'Ansi' }; $result | Show-NetworkChart }";
            string colored = string.Join('\n', Run(Colored));
            Assert.Contains("\e[0;38;5;32m", colored, StringComparison.Ordinal);
            Assert.Contains("⡀", colored, StringComparison.Ordinal);
            Assert.All(string.Join('\n', Run(Colored.Replace("Chart }", "Chart -Ascii }", StringComparison.Ordinal))), character => Assert.True(char.IsAscii(character) && character != '\e'));
        }
        finally
        {
            Environment.SetEnvironmentVariable("NO_COLOR", noColor);
        }
    }

    [Fact]
    public void Kinds_that_can_be_shown_are_completed()
    {
        IEnumerable<object> kinds = Run("[enum]::GetNames([PSNeuralNet.Charts.ChartKind]) | Where-Object { try { [PSNeuralNet.Charts.TextChart]::Require($_); $true } catch { $false } }").Select(kind => kind.BaseObject);
        Assert.Equal(kinds.Order(), Complete("Show-NetworkChart -Kind ").Order());
        Assert.StartsWith("Cannot process argument transformation on parameter 'Kind'. A chart Weights cannot be drawn with characters. Export-NetworkChart draws it into a file;", Fail("Show-NetworkChart -Kind Weights").ToString(), StringComparison.Ordinal);
        Assert.Equal(["Reliability", "Residual", "Roc"], Complete("Export-NetworkChart a.png -Kind R").Order());
    }

    [Theory]
    [InlineData("$result | Show-NetworkChart -Kind DecisionBoundary -Feature ")]
    [InlineData("$result | Export-NetworkReport a.html -Feature ")]
    [InlineData("$result.Network | Export-NetworkChart a.png -Network $network -Feature Heat, ")]
    [InlineData("Export-NetworkChart a.png -InputObject $result -Feature ")]
    [InlineData("Export-NetworkChart a.png -Network network.json -Feature ")]
    [InlineData("$data | Export-NetworkChart a.png -Feature ")]
    [InlineData("Export-NetworkChart a.png -Dataset $data -Feature ")]
    public void Columns_that_can_be_axes_are_completed(string line)
    {
        Run("""
            $data = 1..40 | ForEach-Object { [pscustomobject]@{ Heat = $_ % 17; 'Load %' = ($_ * 29) % 11; Kind = ('a', 'b')[$_ % 2]; Same = 1; Fails = $_ % 17 -gt 8 } } | ConvertTo-NetworkDataset Fails -WarningAction Ignore
            $result = $data | Invoke-NetworkTraining -Epochs 2 -Seed 1
            $network = $result.Network
            $network | Export-Network network.json
            """);
        Assert.Equal(["Heat", "'Load %'"], Complete(line));
        Assert.Equal(["'Load %'"], Complete(line + "l"));
    }

    [Fact]
    public void An_empty_title_leaves_its_line_out()
    {
        string[] titled = [.. Run("$result | Show-NetworkChart -Width 60 -Height 12").Select(line => (string)line.BaseObject)];
        string[] bare = [.. Run("$result | Show-NetworkChart -Width 60 -Height 12 -Title ''").Select(line => (string)line.BaseObject)];
        Assert.Equal("Cost by epoch", titled[0]);
        Assert.StartsWith("Cost", bare[0], StringComparison.Ordinal);
        Assert.NotEqual("Cost by epoch", bare[0]);
        Assert.Equal(titled.Length, bare.Length);
    }

    [Theory]
    [InlineData("$result | Show-NetworkChart -Width 0 -Height 0", "TextSizeInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Show-NetworkChart -Width 29", "TextSizeInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Show-NetworkChart -Height 501", "TextSizeInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Show-NetworkChart -Kind Weights", "ParameterArgumentTransformationError", ErrorCategory.InvalidData)]
    [InlineData("$result.Network | Show-NetworkChart", "ChartKindNotText", ErrorCategory.InvalidArgument)]
    [InlineData("$result.Network | Show-NetworkChart -Kind Cost", "ChartHistoryEmpty", ErrorCategory.InvalidData)]
    [InlineData("$result.CostHistory + $result.CostHistory | Show-NetworkChart", "ChartEpochRepeated", ErrorCategory.InvalidData)]
    [InlineData("[pscustomobject]@{ Epoch = 1e12; Cost = 1 } | Show-NetworkChart", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("[pscustomobject]@{ Epoch = -1; Cost = 1 } | Show-NetworkChart", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("Show-NetworkChart", "ChartKindUnclear", ErrorCategory.InvalidArgument)]
    [InlineData("1 | Show-NetworkChart", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("$moons | Show-NetworkChart -Kind Roc", "ChartNetworkMissing", ErrorCategory.InvalidArgument)]
    [InlineData("$result.Network | Show-NetworkChart -Kind Roc", "ChartDatasetMissing", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Show-NetworkChart -Kind DecisionBoundary -Feature X1", "BoundaryFeatureCountInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("[pscustomobject]@{ Epoch = 1; Cost = 0 } | Show-NetworkChart -LogScale", "ChartScaleInvalid", ErrorCategory.InvalidData)]
    [InlineData("$one = 1..5 | ForEach-Object { [pscustomobject]@{ X1 = $_; X2 = 1 / $_; Label = 1 } } | ConvertTo-NetworkDataset -Target Label -Task Regression; Show-NetworkChart -Kind Roc -Network $result -Dataset $one", "ChartOneClass", ErrorCategory.InvalidData)]
    public void Bad_input_has_a_name(string script, string id, ErrorCategory category) => Fails(script, id, category);

    [Fact]
    public void A_history_may_come_in_any_order()
    {
        Assert.Equal(
            Run("$result.CostHistory | Show-NetworkChart -Width 60 -Height 12").Select(line => line.BaseObject),
            Run("$costs = @($result.CostHistory); [array]::Reverse($costs); $costs | Show-NetworkChart -Width 60 -Height 12").Select(line => line.BaseObject));
    }

    [Fact]
    public void Live_has_no_effect_where_nobody_looks()
    {
        string[] messages = [.. Run("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 5 -Seed 3 -Live -Verbose 4>&1").Select(message => message.ToString())];
        Assert.Contains("-Live has no effect: the output is no terminal with colors, or this is a job, which has none.", messages);
        Assert.Equal(2, messages.Count(message => !message.StartsWith("Performing the operation", StringComparison.Ordinal) && !message.StartsWith("Completed after", StringComparison.Ordinal)));
        Assert.Equal(
            Get<double>("(New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 50 -Seed 3).LastCost"),
            Get<double>("(New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 50 -Seed 3 -Live).LastCost"));
    }
}
