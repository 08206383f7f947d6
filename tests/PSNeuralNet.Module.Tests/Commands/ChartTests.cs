using System.Buffers.Binary;
using System.Xml.Linq;

namespace PSNeuralNet.Tests.Commands;

public class ChartTests : CommandTest
{
    public ChartTests()
    {
        Run("""
            $moons = New-MoonsDataset -SampleCount 80 -Seed 0
            $result = $moons | Invoke-NetworkTraining -Epochs 50 -Seed 3
            """);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("$result", "Cost by epoch (Cost)")]
    [InlineData("$result.CostHistory", "Cost by epoch (Cost)")]
    [InlineData("$result, $result", "Cost by epoch (Cost)")]
    [InlineData("$result.Network", "Network (Network)")]
    [InlineData("$result.Parameter", "Network (Network)")]
    [InlineData("($moons | Measure-Network $result)", "Confusion matrix (ConfusionMatrix)")]
    [InlineData("($moons | Measure-Network $result).ConfusionMatrix", "Confusion matrix (ConfusionMatrix)")]
    [InlineData("($moons | Measure-NetworkFeature $result -Seed 0)", "Permutation importance (Importance)")]
    [InlineData("($moons | Measure-NetworkFeature $result -Method PartialDependence -GridResolution 5)", "Partial dependence (PartialDependence)")]
    [InlineData("($moons | Measure-NetworkFeature $result -Method PartialDependence -Feature X1 -With X2 -GridResolution 5)", "Partial dependence on X1 and X2 (PartialDependence)")]
    public void What_is_piped_in_says_what_is_drawn(string input, string description)
    {
        Run($"{input} | Export-NetworkChart a.svg");
        Assert.StartsWith(description, Description("a.svg"), StringComparison.Ordinal);
        Run($"Export-NetworkChart b.svg -InputObject ({input})");
        Assert.Equal(Description("a.svg"), Description("b.svg"));
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("$moons | Export-NetworkChart a.svg -Network $result", "(ConfusionMatrix)")]
    [InlineData("$result | Export-NetworkChart a.svg -Dataset $moons", "(ConfusionMatrix)")]
    [InlineData("$result | Export-NetworkChart a.svg -Kind DecisionBoundary", "(DecisionBoundary)")]
    [InlineData("Export-NetworkChart a.svg -Kind DecisionBoundary -Network $result -Dataset $moons", "(DecisionBoundary)")]
    [InlineData("Export-NetworkChart a.svg -Kind DecisionBoundary -Network $result", "(DecisionBoundary)")]
    [InlineData("$result | Export-NetworkChart a.svg -Kind PartialDependence", "(PartialDependence)")]
    [InlineData("$moons | Export-NetworkChart a.svg -Kind PartialDependence -Network $result.Network -Feature X2", "(PartialDependence)")]
    [InlineData("Export-NetworkChart -LiteralPath a.svg -Kind Roc -Network $result.Network -Dataset $moons", "(Roc)")]
    [InlineData("$result | Export-Network n.json; 'n.json' | Export-NetworkChart a.svg", "(Network)")]
    [InlineData("$result | Export-Network n.json; Export-NetworkChart a.svg -Network n.json -Dataset $moons -Kind PrecisionRecall", "(PrecisionRecall)")]
    [InlineData("$result | Export-Network n.json; Get-Item n.json | Export-NetworkChart a.svg -Kind Weights", "(Weights)")]
    [InlineData("$result.CostHistory | Export-Csv c.csv; Import-Csv c.csv | Export-NetworkChart a.svg", "(Cost)")]
    [InlineData("$r = $moons | Invoke-NetworkTraining -Epochs 5 -ValidationFraction 0.2 -Seed 1; $r.CostHistory | Export-Csv c.csv; Import-Csv c.csv | Export-NetworkChart a.svg", "(Cost)")]
    [InlineData("$n = New-RegressionDataset -SampleCount 30 -Seed 1; $r = $n | Invoke-NetworkTraining -Epochs 5 -Standardize; $n | Export-NetworkChart a.svg -Network $r", "(PredictedVsActual)")]
    [InlineData("$n = New-RegressionDataset -SampleCount 30 -Seed 1; $n | Invoke-NetworkTraining -Epochs 5 -Standardize | Export-NetworkChart a.svg -Kind Residual", "(Residual)")]
    public void Networks_and_data_come_from_parameters_and_the_pipeline(string script, string kind)
    {
        Run(script);
        Assert.Contains(kind, Description("a.svg"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0..9 | ForEach-Object { [pscustomobject]@{ Epoch = $_; Cost = 1 / ($_ + 1) } } | Export-NetworkChart a.svg")]
    [InlineData("'0,1', '1,0.5' | ForEach-Object { $epoch, $cost = $_ -split ','; [pscustomobject]@{ Epoch = $epoch; Cost = Write-Output $cost } } | Export-NetworkChart a.svg")]
    [InlineData("@{ Epoch = 0; Cost = 1 }, [ordered]@{ Epoch = 1; Cost = '0.5' } | Export-NetworkChart a.svg")]
    public void Rows_made_by_hand_are_a_history_too(string script)
    {
        Run(script);
        Assert.Contains("(Cost)", Description("a.svg"), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_with_a_comma_are_not_taken_for_others() =>
        Fails("[pscustomobject]@{ Epoch = '0'; Cost = '0,7457' }, [pscustomobject]@{ Epoch = '1'; Cost = '0,5' } | Export-NetworkChart a.svg", "ChartInputInvalid", text: "'0,7457' in the column Cost is not a number with a decimal point.");

    [Trait("Category", "Slow")]
    [Fact]
    public void A_copy_from_a_job_says_what_to_do_with_it()
    {
        Run("$copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($result))");
        Fails("$copy | Export-NetworkChart a.svg", "ChartInputInvalid", text: "An object of the type Deserialized.PSNeuralNet.Training.TrainingResult is a deserialized copy");
        Run("$result.CostHistory | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } | Export-NetworkChart a.svg");
        Assert.Contains("(Cost)", Description("a.svg"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-NetworkChart a.svg -Network $r -Dataset $new")]
    [InlineData("$r | Export-NetworkChart a.svg -Kind Roc -Dataset $new")]
    [InlineData("$r | Show-NetworkChart -Dataset $new")]
    public void A_text_that_training_did_not_have_is_warned_of(string script)
    {
        Run("""
            $rows = 1..20 | ForEach-Object { [pscustomobject]@{ Kind = ('a', 'b')[$_ % 2]; Size = $_; Y = $_ -gt 9 } }
            $r = $rows | Invoke-NetworkTraining -Target Y -Epochs 5 -Seed 1
            $new = $rows + [pscustomobject]@{ Kind = 'c'; Size = 3; Y = $true } | ConvertTo-NetworkDataset Y
            """);
        Assert.Equal("Row 21, column 'Kind': 'c' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.", Get<string>($"{script} -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null; \"$warnings\""));
        Assert.Equal("", Get<string>("$r | Export-NetworkChart b.svg -Kind ConfusionMatrix -Dataset $new 3>&1 | Out-String"));
        Assert.Equal("", Get<string>("$r | Export-NetworkReport b.html -Dataset $new 3>&1 | Out-String"));
        Assert.Equal(1, Get<int>("@($new | Measure-Network $r 3>&1).Count - 1"));
    }

    [Fact]
    public void Several_trainings_are_told_apart_in_the_legend()
    {
        Run("0.1, 1 | ForEach-Object { $moons | Invoke-NetworkTraining -LearningRate $_ -Epochs 20 -Seed 3 } | Export-NetworkChart a.svg -LogScale");
        Assert.Contains("LearningRate=0.1", Texts("a.svg"));
        Assert.Contains("LearningRate=1", Texts("a.svg"));
        Assert.Contains("Cost (logarithmic)", Texts("a.svg"));
    }

    [Fact]
    public void Size_title_theme_and_format_are_as_wanted()
    {
        Run("""
            $result | Export-NetworkChart a.png -Width 320 -Height 240 -Theme Dark
            $result | Export-NetworkChart a.webp
            $result | Export-NetworkChart a.svg -Title 'Kosten & Epochen'
            """);
        byte[] png = File.ReadAllBytes(Path.Combine(Folder, "a.png"));
        Assert.Equal((320, 240), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.Equal("WEBP"u8.ToArray(), File.ReadAllBytes(Path.Combine(Folder, "a.webp"))[8..12]);
        Assert.Contains("Kosten & Epochen", Texts("a.svg"));
    }

    [Fact]
    public void Characters_that_no_font_has_are_warned_of()
    {
        // Of the private use area: no font of any machine has them by right.
        Assert.Equal(
            "No font was found that has \uE7F3 (U+E7F3): boxes in the picture. Install a font with these characters on this machine, or give names without them.",
            Get<string>("$result | Export-NetworkChart a.png -Title \"Kosten `u{e7f3}\" -WarningVariable warnings -WarningAction SilentlyContinue; \"$warnings\""));
        Assert.Equal("", Get<string>("$result | Export-NetworkChart b.png -Title 'Größe: Ω €' -WarningVariable warnings; \"$warnings\""));
    }

    [Fact]
    public void Two_columns_are_chosen_by_name()
    {
        Run("""
            $rows = foreach ($i in 1..60) { [pscustomobject]@{ Heat = $i % 17; Load = ($i * 29) % 11; Age = $i; Kind = ('a', 'b', 'c')[$i % 3]; Fails = if ($i % 17 -gt 8) { 'yes' } else { 'no' } } }
            $data = $rows | ConvertTo-NetworkDataset -Target Fails
            $result = $data | Invoke-NetworkTraining -Epochs 50 -Seed 1
            $result | Export-NetworkChart a.svg -Kind DecisionBoundary -Feature load, Heat -Dataset $data
            $result | Export-NetworkChart c.svg -Kind DecisionBoundary -Feature load, Heat
            $ages = @($result.OutOfFold.Sample | ForEach-Object { $_ + 1 } | Sort-Object)
            """);
        Assert.Contains("32 out-of-fold rows, ", Description("c.svg"), StringComparison.Ordinal);
        Assert.Contains(Get<string>("\"Age=$(($ages[15] + $ages[16]) / 2),\""), Description("c.svg"), StringComparison.Ordinal);
        Assert.Contains("Age=30.5", Description("a.svg"), StringComparison.Ordinal);
        Assert.Contains("Kind=a", Description("a.svg"), StringComparison.Ordinal);
        Assert.Contains("Load", Texts("a.svg"));
        Fails("$result | Export-NetworkChart b.svg -Kind DecisionBoundary", "BoundaryFeatureCountInvalid", ErrorCategory.InvalidArgument);
        Fails("$result | Export-NetworkChart b.svg -Kind DecisionBoundary -Feature Heat", "BoundaryFeatureCountInvalid", ErrorCategory.InvalidArgument);
        Fails("$result | Export-NetworkChart b.svg -Kind DecisionBoundary -Feature Heat, Kind", "BoundaryFeatureInvalid", ErrorCategory.InvalidArgument);
        Fails("$result | Export-NetworkChart b.svg -Kind DecisionBoundary -Feature Heat, Cold", "FeatureMissing", ErrorCategory.ObjectNotFound);
    }

    [Theory]
    [InlineData("$result | Export-NetworkChart a.jpg", "ChartFormatUnclear", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkChart a", "ChartFormatUnclear", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkChart a.png -Width 0 -Height 0", "ChartSizeInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkChart a.png -Width 9000", "ChartSizeInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkChart a.png -Title ('x' * 201)", "ChartTextTooLong", ErrorCategory.InvalidArgument)]
    [InlineData("$result.Network | Export-NetworkChart a.png -Kind Cost", "ChartHistoryEmpty", ErrorCategory.InvalidData)]
    [InlineData("Export-NetworkChart a.png -Kind Cost", "ChartHistoryEmpty", ErrorCategory.InvalidData)]
    [InlineData("Export-NetworkChart a.png", "ChartKindUnclear", ErrorCategory.InvalidArgument)]
    [InlineData("@() | Export-NetworkChart a.png", "ChartKindUnclear", ErrorCategory.InvalidArgument)]
    [InlineData("$moons | Export-NetworkChart a.png", "ChartKindUnclear", ErrorCategory.InvalidArgument)]
    [InlineData("1 | Export-NetworkChart a.png", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("[pscustomobject]@{ Epoch = 1; Cost = 'much' } | Export-NetworkChart a.png", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("@{ Epoch = 1; Loss = 1 } | Export-NetworkChart a.png", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("$row = [pscustomobject]@{ Cost = 1 }; $row.psobject.Properties.Add([psscriptproperty]::new('Epoch', { throw 'no' })); $row | Export-NetworkChart a.png", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("Export-NetworkChart a.png -InputObject $result, $null", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("$result, $result | Export-NetworkChart a.png -Kind Network", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("$moons, (New-MoonsDataset) | Export-NetworkChart a.png -Network $result", "ChartInputInvalid", ErrorCategory.InvalidType)]
    [InlineData("$moons | Export-NetworkChart a.png -Kind Roc", "ChartNetworkMissing", ErrorCategory.InvalidArgument)]
    [InlineData("$result.Network | Export-NetworkChart a.png -Kind Roc", "ChartDatasetMissing", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkChart a.png -Kind Importance", "ChartEmpty", ErrorCategory.InvalidData)]
    [InlineData("$i = $moons | Measure-NetworkFeature $result; $i + $i | Export-NetworkChart a.png", "ChartImportanceMixed", ErrorCategory.InvalidData)]
    [InlineData("$p = $moons | Measure-NetworkFeature $result -Method PartialDependence; $p + $p[0] | Export-NetworkChart a.png", "ChartDependenceMixed", ErrorCategory.InvalidData)]
    [InlineData("$moons | Measure-NetworkFeature $result -Method PartialDependence -Feature X1 -With X2 | Select-Object -Skip 1 | Export-NetworkChart a.png", "ChartDependenceIncomplete", ErrorCategory.InvalidData)]
    [InlineData("$result.Network | Export-NetworkChart a.png -Kind PartialDependence", "ChartDatasetMissing", ErrorCategory.InvalidArgument)]
    [InlineData("$result | Export-NetworkChart a.png -Kind Residual", "ChartTaskMismatch", ErrorCategory.InvalidOperation)]
    [InlineData("New-RegressionDataset -Seed 1 | Invoke-NetworkTraining -Epochs 2 -Standardize | Export-NetworkChart a.png -Kind ConfusionMatrix", "ChartTaskMismatch", ErrorCategory.InvalidOperation)]
    [InlineData("$one = 1..5 | ForEach-Object { [pscustomobject]@{ X1 = $_; X2 = 1 / $_; Label = 1 } } | ConvertTo-NetworkDataset -Target Label -Task Regression; Export-NetworkChart a.png -Kind Roc -Network $result -Dataset $one", "ChartOneClass", ErrorCategory.InvalidData)]
    [InlineData("[pscustomobject]@{ Epoch = 1; Cost = 0 } | Export-NetworkChart a.png -LogScale", "ChartScaleInvalid", ErrorCategory.InvalidData)]
    [InlineData("Export-NetworkChart a.png -Network missing.json", "NetworkFileMissing", ErrorCategory.ObjectNotFound)]
    public void Bad_input_has_a_name(string script, string id, ErrorCategory category)
    {
        Fails(script, id, category);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Parameters_without_an_effect_are_told()
    {
        Assert.Equal(2, Run("""
            $result | Export-NetworkChart a.png -Kind Network -LogScale -Feature X1 -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings
            """).Count);
    }

    [Fact]
    public void Only_charts_in_files_load_what_draws_them()
    {
        string script = Path.Combine(Folder, "loaded.ps1");
        File.WriteAllText(script, """
            function Count { @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -match 'SkiaSharp|ScottPlot|HarfBuzz|PSNeuralNet.Charts' }).Count }
            $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 5
            $result | Out-String | Out-Null
            $result | Show-NetworkChart | Out-Null
            "before: $(Count)"
            $result | Export-NetworkChart a.png
            "after: $((Count) -gt 2)"
            """);
        (int exit, string output, string errors) = ChildProcess.RunShell(Folder, [script]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Equal(["before: 0", "after: True"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
    }

    [Fact]
    public void Without_the_module_that_draws_pictures_all_else_works()
    {
        string built = Get<string>("(Get-Module PSNeuralNet).ModuleBase"), module = Path.Combine(Folder, "modules", "PSNeuralNet", Path.GetFileName(built));
        foreach (string file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(module, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string charts = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(built)!)!, "PSNeuralNet.Charts");
        string script = Path.Combine(Folder, "without.ps1");
        File.WriteAllText(script, $$"""
            $env:PSModulePath = ''
            Import-Module '{{Path.GetDirectoryName(module)}}'
            $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 5 -WarningAction Ignore
            "terminal: $(@($result | Show-NetworkChart).Count -gt 0)"
            $result | Export-NetworkReport report.html
            "report: $((Get-Content report.html -Raw).Contains('<svg'))"
            try { $result | Export-NetworkChart a.png } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)" }
            $null = New-Item -ItemType SymbolicLink '{{Path.Combine(Folder, "modules", "PSNeuralNet.Charts")}}' -Value '{{charts}}'
            $result | Export-NetworkChart a.png
            "picture: $(Test-Path a.png)"
            """);
        (int exit, string output, string errors) = ChildProcess.Run(Folder, "dotnet", ChildProcess.Pwsh, "-NoProfile", "-File", script);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Equal(["terminal: True", "report: True", "ChartLibraryMissing,PSNeuralNet.Commands.ExportNetworkChartCommand", "NotInstalled", "picture: True"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private string Description(string file) =>
        XDocument.Load(Path.Combine(Folder, file)).Descendants().First(element => element.Name.LocalName == "desc").Value;

    private IEnumerable<string> Texts(string file) =>
        XDocument.Load(Path.Combine(Folder, file)).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value);
}
