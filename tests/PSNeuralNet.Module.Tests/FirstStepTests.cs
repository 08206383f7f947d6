namespace PSNeuralNet.Tests;

/// <summary>The README's commands for a prompt and for a build, in a copy of the repository.</summary>
[Trait("Category", "Slow")]
public sealed class FirstStepTests : IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("psneuralnet-copy-").FullName;

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    [Fact]
    public void The_module_is_built_and_imported_in_pwsh()
    {
        string root = MarkdownBlocks.Root();
        foreach (string file in Succeed(root, "git", "ls-files", "--cached", "--others", "--exclude-standard").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(root, file))))
        {
            string target = Path.Combine(_copy, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(root, file), target);
        }

        IReadOnlyList<MarkdownBlock> blocks = MarkdownBlocks.Of("README.md");
        string[] prompt = blocks.Single(block => block.Text.StartsWith("dotnet tool restore", StringComparison.Ordinal)).Text.Split('\n');
        string build = blocks.Single(block => block.Text.StartsWith("./build.ps1", StringComparison.Ordinal)).Text;
        Assert.Contains($"'powershell' (version '{ChildProcess.PowerShellVersion}')", Succeed(_copy, "dotnet", "tool", "restore"), StringComparison.Ordinal);
        Assert.Contains("Invoke-NetworkTraining", Succeed(_copy, "dotnet", "pwsh", "-NoProfile", "-Command", $"$ErrorActionPreference = 'Stop'\n{build}"), StringComparison.Ordinal);

        // Without input, the prompt ends by itself.
        Assert.StartsWith("PS ", Succeed(_copy, "dotnet", prompt[1].Split(' ')[1..]).Trim(), StringComparison.Ordinal);
    }

    private static string Succeed(string folder, string program, params string[] arguments)
    {
        (int code, string output, string errors) = ChildProcess.Run(folder, program, arguments);
        Assert.True(code == 0 && errors.Length == 0, $"{program} {string.Join(' ', arguments)} ended with code {code}.\n{output}\n{errors}");
        return output;
    }
}
