using System.Collections;
using System.Diagnostics;

namespace PSNeuralNet.Tests;

/// <summary>The manifests as the build writes them, with and without the address that a release gives.</summary>
public class ManifestTests : PowerShellTest
{
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("Module", "", null, null)]
    [InlineData("Module", "https://example.org/net", "https://example.org/net", "https://example.org/net/blob/v1.2.3/LICENSE")]
    [InlineData("Charts", "https://example.org/net", "https://example.org/net", "https://example.org/net/blob/v1.2.3/LICENSE")]
    public void Addresses_come_from_PackageProjectUrl(string module, string given, string? project, string? license)
    {
        string path = Path.Combine(Folder, "PSNeuralNet.psd1");
        string[] arguments = ["msbuild", $"src/PSNeuralNet.{module}", "-target:WriteManifest", "-p:BuiltModule=false", "-p:Version=1.2.3", $"-p:PackageProjectUrl={given}", $"-p:ManifestFile={path}"];
        using Process build = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = MarkdownBlocks.Root(), RedirectStandardOutput = true })!;
        string log = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.True(build.ExitCode == 0, log);

        var manifest = Get<Hashtable>("Import-PowerShellDataFile -LiteralPath $args[0]", path);
        var data = (Hashtable)((Hashtable)manifest["PrivateData"]!)["PSData"]!;
        Assert.Equal("1.2.3", manifest["ModuleVersion"]);
        Assert.Equal(project, data["ProjectUri"]);
        Assert.Equal(license, data["LicenseUri"]);
        Assert.Equal("See CHANGELOG.md.", data["ReleaseNotes"]);
    }
}
