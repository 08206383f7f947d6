namespace PSNeuralNet.Tests.Commands;

/// <summary>Wrong objects in the pipeline, and files whose names say no format: one error each, however many objects there are.</summary>
public class WrongInputTests : CommandTest
{
    public WrongInputTests()
    {
        Run("""
            $rows = 1..20 | ForEach-Object { [pscustomobject]@{ Heat = $_; Load = $_ % 7; Fails = if ($_ % 3) { 'no' } else { 'yes' } } }
            $data = New-MoonsDataset -SampleCount 40 -Seed 0
            $r = $data | Invoke-NetworkTraining -Epochs 5 -Seed 3
            """);
    }

    [Theory]
    [InlineData("$rows | Export-Network x.json", "NetworkInvalid", "The input is a row of a table, of the type PSCustomObject, not a network. Train one of it first: ... | Invoke-NetworkTraining")]
    [InlineData("$data, $data | Export-Network x.json", "NetworkInvalid", "The input is a dataset (")]
    [InlineData("1..5 | Export-Network x.json", "NetworkInvalid", "The input '1' (Int32) is not a network. Give a training result")]
    [InlineData("'no.json', 'none.json' | Export-Network x.json", "NetworkFileMissing", "no.json")]
    [InlineData("$r, $r, $r | Export-Network x.json", "NetworksOneFile", "already holds the network")]
    [InlineData("$rows | Export-NetworkReport x.html", "ChartInputInvalid", "An object of the type PSCustomObject is neither a training result nor a trial of a search.")]
    [InlineData("$rows | Export-NetworkChart x.png", "ChartInputInvalid", "An object of the type PSCustomObject cannot be drawn. Give training results")]
    [InlineData("$rows | Show-NetworkChart", "ChartInputInvalid", "An object of the type PSCustomObject cannot be drawn. Give training results")]
    [InlineData("$rows | Import-Network", "PathIsRow", "The input is a row of a table, not a path: @{Heat=1; Load=1; Fails=no}. Pipe paths of files")]
    [InlineData("$rows | Import-NetworkDataset -Target Fails", "PathIsRow", "pipe them into ConvertTo-NetworkDataset")]
    [InlineData("$rows | Import-NetworkSearch", "PathIsRow", "The input is a row of a table, not a path")]
    public void Many_wrong_objects_are_one_error(string script, string id, string text) => Fails(script, id, text: text);

    [Fact]
    public void Export_Network_fails_before_anything_upstream_runs()
    {
        Fails("$hasRun = $false; & { $script:hasRun = $true; $r } | Export-Network x.onx", "NetworkFormatUnclear");
        Assert.False(Get<bool>("$hasRun"));
    }

    [Theory]
    [InlineData("$r | Export-Network model.onx", "NetworkFormatUnclear", "a name that ends in .json, .onnx, .ps1, .psm1, .cs, .js or .cjs; the nearest is .onnx.")]
    [InlineData("$r | Export-Network model.jso", "NetworkFormatUnclear", "the nearest is .json.")]
    [InlineData("$r | Export-Network model.txt", "NetworkFormatUnclear", ".txt is the extension of none of the formats. Say which one with -Format")]
    [InlineData("$r | Export-NetworkChart cost.pgn", "ChartFormatUnclear", "a name that ends in .png, .svg or .webp; the nearest is .png.")]
    [InlineData("$r | Export-NetworkReport page.hmtl", "ReportFormatUnclear", "Give a name that ends in .html.")]
    public void An_unknown_extension_is_an_error_that_names_the_known_ones(string script, string id, string text)
    {
        Fails(script, id, ErrorCategory.InvalidArgument, text);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_name_without_an_extension_is_JSON()
    {
        Run("$r | Export-Network model; $r | Export-Network model.txt -Format Json");
        Assert.Equal(2, Get<int>("@(Import-Network model, model.txt).Count"));
    }
}
