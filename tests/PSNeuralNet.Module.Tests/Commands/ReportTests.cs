using System.Net;
using System.Text.RegularExpressions;

namespace PSNeuralNet.Tests.Commands;

public class ReportTests : CommandTest
{
    public ReportTests()
    {
        Run("""
            $data = New-MoonsDataset -SampleCount 80 -Seed 0
            $result = $data | Invoke-NetworkTraining -Epochs 40 -Seed 3 -SnapshotCount 6
            """);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 40 -Seed 3")]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 40 -HiddenSize 4,3 -Activation ReLU,Tanh -Initialization Xavier -Optimizer Adam -LearningRate 1e-2 -Seed 3")]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 40 -HiddenSize @() -Optimizer AdamW -WeightDecay 0.1 -Beta1 0.8 -Epsilon 1e-7")]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 40 -BatchSize 16 -Dropout 0.1 -ClipNorm 0.5 -L2 0.01 -Momentum 0.8 -Optimizer Nesterov -Seed 5")]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 40 -Schedule Step -Decay 0.5 -StepEpochCount 7 -Seed 0")]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 40 -WarmupEpochCount 3 -Schedule Cosine")]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 400 -ValidationFraction 0.3 -Patience 5 -MinimumDelta 1e-3 -LearningRate 2 -Standardize -SnapshotCount 4")]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 40 -Optimizer LBFGS -ClassWeight Balanced")]
    [InlineData("$p = $data | Initialize-NetworkParameter -HiddenSize 3 -Initialization Small -Seed 11; $data | Invoke-NetworkTraining -Parameter $p -BatchSize 20 -Epochs 30 -Seed 12")]
    [InlineData("$half = $data | Invoke-NetworkTraining -Epochs 20 -Optimizer Adam -Seed 3; $data | Invoke-NetworkTraining -Network $half -Epochs 25")]
    [InlineData("$data | Invoke-NetworkTraining -Epochs 40 -CheckpointPath a.ckpt -CheckpointInterval 7 -Seed 1 | Out-Null; $data | Invoke-NetworkTraining -Epochs 60 -CheckpointPath a.ckpt -Resume")]
    [InlineData("$data | Invoke-NetworkTraining -LearningRate 1e7 -Seed 3 -ErrorAction SilentlyContinue")]
    [InlineData("$data = 1..60 | ForEach-Object { [pscustomobject]@{ A = $_ % 7; B = $_ % 5; L = ('it''s', ('so' + [char] 0x2019 + 'so'), '$x')[$_ % 3] } } | ConvertTo-NetworkDataset -Target L; $data | Invoke-NetworkTraining -Epochs 30 -NoStandardize -ClassWeight @{ 'it''s' = 2.5; '$x' = 3; ('so' + [char] 0x2019 + 'so') = 0.1 } -Seed 2")]
    [InlineData("$data = New-RegressionDataset -SampleCount 40 -Seed 1; $validation = New-RegressionDataset -SampleCount 20 -Seed 1; $data | Invoke-NetworkTraining -Epochs 30 -Standardize -ValidationDataset $validation -Seed 2")]
    public void The_command_repeats_the_training(string script)
    {
        string report = $"$first = . {{ {script} }}; $first | Export-NetworkReport a.html";
        _ = TryRun(report);
        string command = Command("a.html");
        Assert.DoesNotContain("-Network ", command, StringComparison.Ordinal);
        _ = TryRun(command);
        Assert.Equal(Costs("$first"), Costs("$result"));
        Assert.Equal(Run("($first.Member.Count ? $first.Member[0] : $first).Parameter.W1.ToString()")[0].BaseObject, Run("($result.Member.Count ? $result.Member[0] : $result).Parameter.W1.ToString()")[0].BaseObject);
    }

    [Theory]
    [InlineData("$data | Invoke-NetworkTraining -Network $result -LearningRate 0.1 -Epochs 10")]
    [InlineData("$data | Invoke-NetworkTraining -Network $result.Network -Epochs 10")]
    [InlineData("$data | Invoke-NetworkTraining -Parameter $result.Parameter -Epochs 10")]
    public void A_training_that_no_seed_repeats_says_so(string script)
    {
        Run($"$start = $result; {script} | Export-NetworkReport a.html");
        Assert.StartsWith("$result = $data | Invoke-NetworkTraining -Network $start -", Command("a.html"), StringComparison.Ordinal);
        Assert.Contains("$start stands for that network", Page("a.html"), StringComparison.Ordinal);
        Run(Command("a.html"));
    }

    [Fact]
    public void Title_and_dataset_are_those_of_the_parameters()
    {
        Run("$result | Export-NetworkReport a.htm -Title 'Another one' -Description 'For moons only.' -Dataset (New-MoonsDataset -SampleCount 30 -Seed 1)");
        Assert.Contains(">For moons only.</p>", Page("a.htm"), StringComparison.Ordinal);
        Assert.Contains("Of 30 rows that it had not seen, ", Page("a.htm"), StringComparison.Ordinal);
        Assert.Contains("<h1>Another one</h1>", Page("a.htm"), StringComparison.Ordinal);
        Assert.Contains("which is not what it was trained on", Page("a.htm"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$result | Export-NetworkReport a.pdf", "ReportFormatUnclear", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkReport a", "ReportFormatUnclear", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkReport a.html -Title ('x' * 201)", "ChartTextTooLong", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkReport a.html -Description ('x' * 2001)", "ReportDescriptionTooLong", ErrorCategory.InvalidArgument)]
    [InlineData("$result.Network | Export-NetworkReport a.html", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("1 | Export-NetworkReport a.html", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("$result, $result | Export-NetworkReport a.html", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("$result | Export-NetworkReport a.html -Feature X1", "BoundaryFeatureCountInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkReport a.html -Feature X1, X3", "FeatureMissing", ErrorCategory.ObjectNotFound)]
    [InlineData("$result | Export-NetworkReport a.html -Dataset (New-BlobsDataset -Seed 1)", "ClassUnknown", ErrorCategory.InvalidOperation)]
    [InlineData("$result | Export-NetworkReport a.html -Dataset (New-RegressionDataset -Seed 1)", "NetworkTaskMismatch", ErrorCategory.InvalidOperation)]
    [InlineData("New-RegressionDataset -Seed 1 | Invoke-NetworkTraining -Epochs 2 -Standardize | Export-NetworkReport a.html -Feature X1, X2", "ChartTaskMismatch", ErrorCategory.InvalidOperation)]
    [InlineData("$data | Invoke-NetworkTraining -LearningRate 1e300 -Seed 3 -BatchSize 5 -ErrorAction SilentlyContinue | Export-NetworkReport a.html", "ChartHistoryEmpty", ErrorCategory.InvalidData)]
    public void Bad_input_has_a_name(string script, string id, ErrorCategory category)
    {
        ErrorRecord error = TryRun(script).Errors[^1];
        Assert.Equal((id, category), (IdOf(error), error.CategoryInfo.Category));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void What_the_columns_lack_is_told()
    {
        Run("""
            $rows = foreach ($i in 1..60) { [pscustomobject]@{ Heat = if ($i % 4) { $i % 17 }; Kind = ('a', 'b', $null)[$i % 3]; Same = 5; Fails = $i % 17 -gt 8 } }
            $rows | Invoke-NetworkTraining -Target Fails -MissingValue Mean -Epochs 20 -Seed 1 | Export-NetworkReport a.html 3>$null
            """);
        string page = Page("a.html");
        Assert.Contains("""<th scope="row">Heat</th><td>Number</td><td>15</td>""", page, StringComparison.Ordinal);
        Assert.Contains("""<th scope="row">Kind</th><td>Category</td><td>20</td>""", page, StringComparison.Ordinal);
        Assert.Contains("35 cells in 2 columns missing", page, StringComparison.Ordinal);
        Assert.Contains("""<td>none: left out</td>""", page, StringComparison.Ordinal);
    }

    private string Page(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>The command of the report, as plain text.</summary>
    private string Command(string file)
    {
        string code = Regex.Match(Page(file), "aria-label=\"Command\"><code>(.*?)</code>", RegexOptions.Singleline).Groups[1].Value;
        return WebUtility.HtmlDecode(Regex.Replace(code, "</?span[^>]*>", ""));
    }

    private double[] Costs(string result) =>
        [.. Run($"{result}.CostHistory | ForEach-Object Cost").Select(value => (double)value.BaseObject)];
}
