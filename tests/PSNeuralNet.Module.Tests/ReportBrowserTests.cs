using System.Text.Json;

namespace PSNeuralNet.Tests;

/// <summary>
/// Opens reports in headless Chromium, as tests/report/drive.js does it: on a phone's width and on a desktop's, light and dark. Skipped where
/// Chromium or Node is not installed.
/// </summary>
[Trait("Category", "Slow")]
public class ReportBrowserTests : PowerShellTest
{
    [Fact]
    public void Reports_work_in_a_browser_without_a_network()
    {
        string[] names = ["moons", "wild", "numbers", "disks"];
        string folder = Path.Combine(MarkdownBlocks.Root(), "tests/report");
        Require(folder);
        Run("""
            $split = New-MoonsDataset -SampleCount 300 -Seed 0 | Split-NetworkDataset -Seed 0
            $split.Train | Invoke-NetworkTraining -Epochs 800 -ValidationFraction 0.2 -Seed 3 -SnapshotCount 12 | Export-NetworkReport moons.html -Dataset $split.Test
            $rows = foreach ($i in 1..90) { [pscustomobject]@{ '<script>alert(1)</script>' = if ($i % 7) { $i % 17 }; 'Größe "é"' = ($i * 29) % 11; Kind = ('a''b', '<b>', 'c"d', '日本')[$i % 4]; Day = ([datetime] '2020-01-01').AddDays($i); Fails = ('</script>', '<img src=x onerror=alert(1)>', 'ok')[$i % 17 % 3] } }
            $rows | Invoke-NetworkTraining -Target Fails -MissingValue Mean -Epochs 100 -Seed 1 -SnapshotCount 5 | Export-NetworkReport wild.html -Title '<script>alert(2)</script>'
            New-RegressionDataset -SampleCount 80 -TargetCount 2 -Seed 1 | Invoke-NetworkTraining -Epochs 50 -Standardize -Seed 1 | Export-NetworkReport numbers.html
            $disks = Get-NetworkExample disks
            $disks | Select-Object -First 600 | Invoke-NetworkTraining failed -Epochs 20 -EnsembleCount 1 -Seed 1 3>$null | Export-NetworkReport disks.html -Dataset ($disks | Select-Object -Last 400 | ForEach-Object { $_.temperature = 80; $_ }) -Description ('Which disks to look at first. ' * 20) 3>$null
            """);
        (int exit, string output, string errors) = ChildProcess.Run(folder, "node", [Path.Combine(folder, "drive.js"), .. names.Select(name => Path.Combine(Folder, $"{name}.html"))]);
        Assert.True(exit == 0, errors);
        using var found = JsonDocument.Parse(output);
        JsonElement[] visits = [.. found.RootElement.EnumerateArray()];
        Assert.Equal(4 * names.Length, visits.Length);
        Assert.Equal(2 * names.Length, visits.Count(visit => visit.GetProperty("width").GetInt32() == 390));
        Assert.Equal(2, visits.Select(visit => visit.GetProperty("background").GetString()).Distinct().Count());
        Assert.All(visits, Check);
        Assert.Contains("Changes since the training", File.ReadAllText(Path.Combine(Folder, "disks.html")), StringComparison.Ordinal);
        Assert.All(visits, visit => Assert.Equal(["In plain words", "What it predicts"], visit.GetProperty("headings").EnumerateArray().Skip(1).Take(2).Select(heading => heading.GetString())));
        Assert.All(visits.Where(visit => visit.GetProperty("file").GetString() == "moons.html"), visit =>
        {
            Assert.Equal(["Training", "Validation", "0", "1"], visit.GetProperty("legend").EnumerateArray().Select(button => button.GetProperty("name").GetString()));
            CheckSlider(visit.GetProperty("slider"));
        });
    }

    private static void Check(JsonElement visit)
    {
        Assert.Empty(visit.GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
        Assert.Empty(visit.GetProperty("requests").EnumerateArray().Select(request => request.GetString()));
        Assert.Empty(visit.GetProperty("violations").EnumerateArray().Select(violation => violation.ToString()));
        Assert.Equal((0, 0, 0), (visit.GetProperty("dialogs").GetInt32(), visit.GetProperty("overflow").GetInt32(), visit.GetProperty("unnamedPictures").GetInt32()));

        // A button hides its curve, and shows it again.
        Assert.NotEmpty(visit.GetProperty("legend").EnumerateArray());
        Assert.All(visit.GetProperty("legend").EnumerateArray(), button => Assert.Equal(
            ("true true", "false false", "true true"), (button.GetProperty("before").GetString(), button.GetProperty("pressed").GetString(), button.GetProperty("after").GetString())));
    }

    private static void CheckSlider(JsonElement slider)
    {
        JsonElement first = slider.GetProperty("first"), second = slider.GetProperty("second"), last = slider.GetProperty("last");
        Assert.StartsWith("epoch 0: ", first.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("epoch 1: ", second.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("epoch 2: ", slider.GetProperty("played").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("trained network: ", last.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(last.ToString(), slider.GetProperty("end").ToString());
        Assert.Equal("Epoch", slider.GetProperty("name").GetString());
        foreach (string what in (string[])["text", "spoken", "border", "image", "rings"])
        {
            Assert.NotEqual(first.GetProperty(what).GetString(), last.GetProperty(what).GetString());
        }

        Assert.All([first, second, last], state => Assert.Equal((1, state.GetProperty("text").GetString()), (state.GetProperty("frames").GetInt32(), state.GetProperty("spoken").GetString())));
    }

    /// <summary>Skips the test where something is not installed; what the script itself needs is fetched by npm ci.</summary>
    private static void Require(string folder)
    {
        string browser = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(browser), $"There is no Chromium at {browser}: apt-get install chromium, or set CHROMIUM.");
        Assert.SkipUnless(TryRun(folder, "node", "--version") is { Exit: 0 }, "Node.js is not installed.");
        if (!Directory.Exists(Path.Combine(folder, "node_modules/playwright-core")) || !Directory.Exists(Path.Combine(folder, "node_modules/axe-core")))
        {
            (int Exit, string, string Errors)? fetched = TryRun(folder, "npm", "ci", "--no-audit", "--no-fund");
            Assert.SkipUnless(fetched is { Exit: 0 }, $"npm ci in tests/report did not work: {fetched?.Errors}");
        }
    }

    private static (int Exit, string Output, string Errors)? TryRun(string folder, string program, params string[] arguments)
    {
        try
        {
            return ChildProcess.Run(folder, program, arguments);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
