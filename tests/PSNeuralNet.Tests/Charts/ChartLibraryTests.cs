namespace PSNeuralNet.Tests.Charts;

/// <summary>The folder of the module PSNeuralNet.Charts: beside this module or on PSModulePath, in the same version, and nowhere else.</summary>
public sealed class ChartLibraryTests : IDisposable
{
    private static readonly string Version = typeof(ChartLibrary).Assembly.GetName().Version!.ToString(3);
    private static readonly string Built = ChartLibrary.Require();

    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("PSNeuralNet/VERSION", "PSNeuralNet.Charts/VERSION")]
    [InlineData("PSNeuralNet/VERSION", "PSNeuralNet.Charts")]
    [InlineData("PSNeuralNet", "PSNeuralNet.Charts/VERSION")]
    [InlineData("PSNeuralNet", "PSNeuralNet.Charts")]
    public void It_lies_beside_the_module(string module, string charts)
    {
        string expected = Install(charts);
        Assert.Equal(expected, ChartLibrary.Find(Folder(module), "", Version));
    }

    [Fact]
    public void Beside_the_module_comes_before_PSModulePath()
    {
        string module = Folder("a/PSNeuralNet/VERSION"), beside = Install("a/PSNeuralNet.Charts/VERSION"), elsewhere = Install("b/PSNeuralNet.Charts/VERSION");
        string path = string.Join(Path.PathSeparator, Folder("none"), Folder("b"));
        Assert.Equal(beside, ChartLibrary.Find(module, path, Version));
        Directory.Delete(beside, recursive: true);
        Assert.Equal(elsewhere, ChartLibrary.Find(module, path, Version));

        // Loaded from memory, as on another machine.
        Assert.Equal(elsewhere, ChartLibrary.Find("", path, Version));
    }

    [Fact]
    public void A_link_to_the_module_leads_to_its_neighbor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need rights on Windows.");
        string module = Folder("a/PSNeuralNet/VERSION"), beside = Install("a/PSNeuralNet.Charts/VERSION");
        string link = Path.Combine(Folder("links"), "PSNeuralNet");
        Directory.CreateSymbolicLink(link, module);
        Assert.Equal(beside, ChartLibrary.Find(link, "", Version));
        Install("links/PSNeuralNet.Charts/VERSION");
        Assert.Equal(beside, ChartLibrary.Find(link, "", Version));
    }

    [Fact]
    public void Where_it_is_not_there_the_error_says_what_to_install()
    {
        NetworkException error = Missing(Folder("a/PSNeuralNet/VERSION"), "");
        Assert.Equal("ChartLibraryMissing", error.Id);
        Assert.Equal(FailureCategory.NotInstalled, error.Category);
        Assert.Equal("PSNeuralNet.Charts", error.TargetObject);
        Assert.Contains($"not installed. Install it: Install-PSResource PSNeuralNet.Charts -Version {Version}.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PSNeuralNet.Charts/3.0.0")]
    [InlineData("PSNeuralNet.Charts/VERSION")]
    [InlineData("PSNeuralNet.Charts")]
    public void Another_version_is_not_taken_whatever_its_folder_is_called(string charts)
    {
        string folder = Install(charts, Path.Combine(PrivateDependency.Beside, "Google.Protobuf.dll"));
        NetworkException error = Missing(Folder("PSNeuralNet/VERSION"), "");
        Assert.Equal("ChartLibraryMissing", error.Id);
        Assert.Equal(folder, error.TargetObject);
        Assert.Contains($"there only in the version {System.Reflection.AssemblyName.GetAssemblyName(Path.Combine(folder, "PSNeuralNet.Charts.dll")).Version!.ToString(3)} ('{folder}')", error.Message, StringComparison.Ordinal);

        string right = Install("other/PSNeuralNet.Charts/VERSION");
        Assert.Equal(right, ChartLibrary.Find(Folder("PSNeuralNet/VERSION"), Folder("other"), Version));
    }

    [Fact]
    public void Folders_that_depend_on_the_current_one_are_not_searched()
    {
        Install("PSNeuralNet.Charts/VERSION");
        string module = Folder("a/PSNeuralNet/VERSION");
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder);
        Assert.True(File.Exists(Path.Combine(relative, "PSNeuralNet.Charts", Version, "PSNeuralNet.Charts.dll")));
        Assert.Equal("ChartLibraryMissing", Missing(module, relative).Id);
        Assert.Equal("ChartLibraryMissing", Missing(module, string.Join(Path.PathSeparator, "", ".", " ")).Id);
    }

    [Fact]
    public void A_damaged_one_is_named()
    {
        string folder = Folder("PSNeuralNet.Charts/VERSION"), path = Path.Combine(folder, "PSNeuralNet.Charts.dll");
        File.WriteAllText(path, "damaged");
        NetworkException error = Missing(Folder("PSNeuralNet/VERSION"), "");
        Assert.Equal("DependencyDamaged", error.Id);
        Assert.Equal(path, error.TargetObject);
    }

    private static NetworkException Missing(string module, string modulePath) =>
        Assert.Throws<NetworkException>(() => ChartLibrary.Find(module, modulePath, Version));

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine([_folder, .. name.Replace("VERSION", Version, StringComparison.Ordinal).Split('/')])).FullName;

    private string Install(string name, string? assembly = null)
    {
        string folder = Folder(name);
        File.Copy(assembly ?? Path.Combine(Built, "PSNeuralNet.Charts.dll"), Path.Combine(folder, "PSNeuralNet.Charts.dll"));
        return folder;
    }
}
