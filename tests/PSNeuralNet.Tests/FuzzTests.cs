using System.Diagnostics;

namespace PSNeuralNet.Tests;

/// <summary>Runs tests/fuzz in a process of its own, whose memory it measures.</summary>
[Trait("Category", "Slow")]
public class FuzzTests
{
    [Fact]
    public void Inputs_that_were_found_have_no_fault() => Run("--replay", Path.Combine(Root, "corpus"));

    [Fact]
    public void Readers_agree_and_keep_the_limits() => Run("--count", "20000", "--seed", "16", "--findings", Path.Combine(Path.GetTempPath(), "psneuralnet-fuzz-findings"));

    private static string Root => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../fuzz"));

    private static void Run(params string[] arguments)
    {
        string program = Path.Combine(Root, "bin", Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Name, "net10.0/PSNeuralNet.Fuzz.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.Matches("(, 0 faults|, 0 findings)", output);
    }
}
