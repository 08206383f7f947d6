using System.Text.Json;

namespace PSNeuralNet.Tests;

/// <summary>Runs tests/*.Tests.ps1 in pwsh, with each version of Pester. Each Pester test is a row of the theory.</summary>
[Trait("Category", "Slow")]
public class PesterTests
{
    private static readonly string[] Versions = ["5.9.1", "6.2.0"];

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Results()
    {
        foreach (string version in Versions)
        {
            PesterResult[] results = RunPester(version);
            foreach (PesterResult result in results)
            {
                yield return new(version, result.Name, result.Result, result.Message);
            }
        }
    }

    [Theory, MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Pester(string version, string name, string result, string message)
    {
        Assert.SkipWhen(result == "Skipped", $"Pester {version}, {name}: {message}");
        Assert.True(result == "Passed", $"Pester {version}, {name}: {result}. {message}");
    }

    private static PesterResult[] RunPester(string version)
    {
        string path = Path.GetTempFileName(), tests = Path.Combine(MarkdownBlocks.Root(), "tests");
        try
        {
            string manifest = Path.Combine(ChildProcess.Packages, "pester", version, "tools", "Pester.psd1");
            (int code, string output, string errors) = ChildProcess.Run(
                tests, "dotnet", ChildProcess.Pwsh, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", Path.Combine(tests, "Invoke-PesterTest.ps1"), "-Pester", manifest, "-Path", path);
            PesterResult[]? results = code == 0 ? JsonSerializer.Deserialize<PesterResult[]>(File.ReadAllText(path)) : null;
            return results is { Length: > 0 } ? results : [new("the run", "Failed", $"It ended with code {code} and no results.\n{output}\n{errors}")];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed record PesterResult(string Name, string Result, string Message);
}
