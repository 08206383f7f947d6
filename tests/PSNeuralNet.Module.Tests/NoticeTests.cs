using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PSNeuralNet.Tests;

/// <summary>The built module names whatever it has in it by others, with its license.</summary>
public partial class NoticeTests : PowerShellTest
{
    private static readonly string[] Binary = [".dll", ".so", ".dylib"];

    private string Module => Get<string>("(Get-Module PSNeuralNet).ModuleBase");

    private string Notices => File.ReadAllText(Path.Combine(Module, "ThirdPartyNotices.txt"));

    [Fact]
    public void Every_library_that_is_not_ours_is_named_and_no_other()
    {
        string module = Module;
        string[] shipped = [.. Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories)
            .Where(file => Binary.Contains(Path.GetExtension(file)) && !Path.GetFileName(file).StartsWith("PSNeuralNet.", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(module, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        string[] named = [.. FileLine().Matches(Notices).Select(match => match.Groups[1].Value).Where(file => !file.Contains("PSNeuralNet.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Contains("dependencies/ScottPlot.dll", shipped);
        Assert.Equal(shipped, named);
    }

    [Fact]
    public void Nothing_but_the_modules_own_files_is_shipped()
    {
        string module = Module;
        string[] others = [.. Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(module, file).Replace('\\', '/'))
            .Where(file => !ModuleFile().IsMatch(file))];
        Assert.Empty(others);
    }

    [Fact]
    public void With_the_versions_that_it_has()
    {
        string module = Module, notices = Notices;
        string[] libraries = [.. Directory.EnumerateFiles(module, "*.dll", SearchOption.TopDirectoryOnly).Concat(Directory.EnumerateFiles(Path.Combine(module, "dependencies"), "*.dll"))
            .Where(file => !Path.GetFileName(file).StartsWith("PSNeuralNet.", StringComparison.Ordinal))];
        Assert.Equal(7, libraries.Length);
        Assert.All(libraries, file =>
        {
            string version = FileVersionInfo.GetVersionInfo(file).ProductVersion!.Split('+')[0];
            Assert.Matches($@"(?m)^(.*, )?{Regex.Escape(Path.GetFileNameWithoutExtension(file))} {Regex.Escape(version)}( -|,)", notices);
        });
    }

    [Fact]
    public void The_files_that_it_points_to_are_there()
    {
        string[] files = [.. Reference().Matches(Notices).Select(match => match.Value)];
        Assert.Equal(["dependencies/Inter-LICENSE.txt", "dependencies/ScottPlot-NOTICES.txt", "dependencies/SkiaSharp-THIRD-PARTY-NOTICES.txt"], files.Order(StringComparer.Ordinal));
        string[] texts = [.. files.Order(StringComparer.Ordinal).Select(file => File.ReadAllText(Path.Combine(Module, file)))];
        Assert.Contains("SIL Open Font License", texts[0], StringComparison.Ordinal);
        Assert.Contains("Kristen M. Thyng", texts[1], StringComparison.Ordinal);
        Assert.Contains("# libpng", texts[2], StringComparison.Ordinal);
    }

    /// <summary>Every kind of file in output/. None of PowerShell's own: some of those are under Microsoft's own terms.</summary>
    [GeneratedRegex("""
        ^( LICENSE | ThirdPartyNotices\.txt | MathNet\.Numerics\.dll
        | PSNeuralNet(\.Module)?\.(dll|pdb) | PSNeuralNet\.(psd1|Assemblies\.psm1|Conflict\.ps1|Format\.ps1xml)
        | data/(README\.md|(disks|iris|weather|wine)\.csv)
        | en-US/(PSNeuralNet\.Module\.dll-Help\.xml|about_PSNeuralNet\.help\.txt)
        | dependencies/PSNeuralNet\.(Charts|Csv|Onnx)\.(dll|pdb)
        | dependencies/(Google\.Protobuf|HarfBuzzSharp|ScottPlot|SkiaSharp(\.HarfBuzz)?|Sylvan\.Data\.Csv)\.dll
        | dependencies/(Inter-LICENSE|ScottPlot-NOTICES|SkiaSharp-THIRD-PARTY-NOTICES)\.txt
        | dependencies/runtimes/[a-z0-9-]+/native/libSkiaSharp\.(dll|so|dylib) )$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ModuleFile();

    [GeneratedRegex(@"^(?:Files?:)? +(\S+\.(?:dll|so|dylib))\b", RegexOptions.Multiline)]
    private static partial Regex FileLine();

    [GeneratedRegex(@"dependencies/\S+\.txt")]
    private static partial Regex Reference();
}
