using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PSNeuralNet.Tests;

/// <summary>The built modules name whatever they have in them by others, with its license.</summary>
public partial class NoticeTests : PowerShellTest
{
    private static readonly string[] Binary = [".dll", ".so", ".dylib"];

    private string Module => Get<string>("(Get-Module PSNeuralNet).ModuleBase");

    /// <summary>The module that draws pictures, beside it.</summary>
    private string Charts => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Module)!)!, "PSNeuralNet.Charts", Path.GetFileName(Module));

    [Theory]
    [InlineData(false, "dependencies/Google.Protobuf.dll")]
    [InlineData(true, "ScottPlot.dll")]
    public void Every_library_that_is_not_ours_is_named_and_no_other(bool isCharts, string one)
    {
        string module = isCharts ? Charts : Module;
        string[] shipped = [.. Files(module).Where(file => Binary.Contains(Path.GetExtension(file)) && !Path.GetFileName(file).StartsWith("PSNeuralNet.", StringComparison.Ordinal))];
        string[] named = [.. FileLine().Matches(Notices(module)).Select(match => match.Groups[1].Value).Where(file => !file.Contains("PSNeuralNet.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Contains(one, shipped);
        Assert.Equal(shipped, named);
    }

    [Fact]
    public void Nothing_but_the_modules_own_files_is_shipped()
    {
        Assert.DoesNotContain(Files(Module), file => !ModuleFile().IsMatch(file));
        Assert.DoesNotContain(Files(Charts), file => !ChartFile().IsMatch(file));
    }

    [Fact]
    public void With_the_versions_that_they_have()
    {
        string[] libraries = [.. new[] { Module, Charts }.SelectMany(module => Files(module).Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !file.StartsWith("runtimes", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("PSNeuralNet.", StringComparison.Ordinal))
            .Select(file => Path.Combine(module, file)))];
        Assert.Equal(7, libraries.Length);
        Assert.All(libraries, file =>
        {
            string version = FileVersionInfo.GetVersionInfo(file).ProductVersion!.Split('+')[0];
            string notices = Notices(file.StartsWith(Charts, StringComparison.Ordinal) ? Charts : Module);
            Assert.Matches($@"(?m)^(.*, )?{Regex.Escape(Path.GetFileNameWithoutExtension(file))} {Regex.Escape(version)}( -|,)", notices);
        });
    }

    [Fact]
    public void The_files_that_they_point_to_are_there()
    {
        Assert.Empty(Reference().Matches(Notices(Module)));
        string[] files = [.. Reference().Matches(Notices(Charts)).Select(match => match.Value)];
        Assert.Equal(["Inter-LICENSE.txt", "ScottPlot-NOTICES.txt", "SkiaSharp-THIRD-PARTY-NOTICES.txt"], files.Order(StringComparer.Ordinal));
        string[] texts = [.. files.Order(StringComparer.Ordinal).Select(file => File.ReadAllText(Path.Combine(Charts, file)))];
        Assert.Contains("SIL Open Font License", texts[0], StringComparison.Ordinal);
        Assert.Contains("Kristen M. Thyng", texts[1], StringComparison.Ordinal);
        Assert.Contains("# libpng", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_module_without_native_libraries_is_small()
    {
        string module = Module;
        Assert.InRange(Files(module).Sum(file => new FileInfo(Path.Combine(module, file)).Length), 1, 25 << 20);
    }

    private static string Notices(string module) => File.ReadAllText(Path.Combine(module, "ThirdPartyNotices.txt"));

    private static IEnumerable<string> Files(string module) =>
        Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(module, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Every kind of file in output/. None of PowerShell's own: some of those are under Microsoft's own terms.</summary>
    [GeneratedRegex("""
        ^( LICENSE | ThirdPartyNotices\.txt | MathNet\.Numerics\.dll
        | PSNeuralNet(\.Module)?\.(dll|pdb) | PSNeuralNet\.(psd1|Assemblies\.psm1|Conflict\.ps1|Format\.ps1xml)
        | data/(README\.md|(disks|iris|weather|wine)\.csv)
        | en-US/(PSNeuralNet\.Module\.dll-Help\.xml|about_PSNeuralNet\.help\.txt)
        | dependencies/PSNeuralNet\.(Csv|Onnx)\.(dll|pdb)
        | dependencies/(Google\.Protobuf|Sylvan\.Data\.Csv)\.dll )$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ModuleFile();

    [GeneratedRegex("""
        ^( LICENSE | ThirdPartyNotices\.txt | PSNeuralNet\.Charts\.(psd1|dll|pdb)
        | (HarfBuzzSharp|ScottPlot|SkiaSharp(\.HarfBuzz)?)\.dll
        | (Inter-LICENSE|ScottPlot-NOTICES|SkiaSharp-THIRD-PARTY-NOTICES)\.txt
        | runtimes/[a-z0-9-]+/native/libSkiaSharp\.(dll|so|dylib) )$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ChartFile();

    [GeneratedRegex(@"^(?:Files?:)? +(\S+\.(?:dll|so|dylib))\b", RegexOptions.Multiline)]
    private static partial Regex FileLine();

    [GeneratedRegex(@"(?<=\bin )\S+\.txt")]
    private static partial Regex Reference();
}
