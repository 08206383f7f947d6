using System.Globalization;

namespace PSNeuralNet.Shell;

/// <summary>Finds the modules the shell works with, and orders the folders where modules are searched.</summary>
public static class ModuleLocator
{
    /// <summary>The module the shell is there for.</summary>
    public const string ModuleName = "PSNeuralNet";

    /// <summary>The module of the stand-ins, beside the shell's own assemblies.</summary>
    public const string StandInName = "PSNeuralNet.StandIns";

    /// <summary>The folder that holds the stand-ins' module.</summary>
    public static string StandInFolder => Path.Combine(ShellFolder, "Modules");

    /// <summary>The manifest of the stand-ins' module.</summary>
    public static string StandInManifest => Path.Combine(StandInFolder, StandInName, StandInName + ".psd1");

    private static string ShellFolder => Path.GetDirectoryName(typeof(ModuleLocator).Assembly.Location) ?? AppContext.BaseDirectory;

    /// <summary>Finds the built module: <c>output/PSNeuralNet/(newest version)</c>, here or in a folder above.</summary>
    /// <param name="start">The folder to start from; by default the program's own.</param>
    /// <returns>The path of its manifest.</returns>
    /// <exception cref="FileNotFoundException">It was not built.</exception>
    public static string FindModule(string? start = null)
    {
        start ??= AppContext.BaseDirectory;

        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string versions = Path.Combine(folder.FullName, "output", ModuleName);
            if (Directory.Exists(versions) && NewestIn(versions) is string manifest)
            {
                return manifest;
            }
        }

        throw new FileNotFoundException(string.Create(
            CultureInfo.InvariantCulture,
            $"There is no built module output/{ModuleName}/<version>/{ModuleName}.psd1 in '{start}' or above it. Build it first: dotnet build -c Release"));
    }

    /// <summary>
    /// The module search path for the shell: the built module first, then what was there, the stand-ins last, so that
    /// any other module with a cmdlet of the same name is found before them.
    /// </summary>
    /// <param name="current">The search path as the engine has set it.</param>
    /// <param name="moduleFolder">The folder that holds the built module's folder.</param>
    /// <returns>The new search path.</returns>
    public static string OrderSearchPath(string current, string moduleFolder)
    {
        IEnumerable<string> others = current
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => path != moduleFolder && path != StandInFolder && !BelongsToAnotherEngine(path));
        return string.Join(Path.PathSeparator, [moduleFolder, .. others, StandInFolder]);
    }

    private static string? NewestIn(string versions) =>
        Directory.EnumerateDirectories(versions)
            .Where(path => Version.TryParse(Path.GetFileName(path), out _))
            .OrderByDescending(path => Version.Parse(Path.GetFileName(path)))
            .Select(path => Path.Combine(path, ModuleName + ".psd1"))
            .FirstOrDefault(File.Exists);

    // A shell started from pwsh (or from Windows PowerShell) inherits its search path. The modules that came with that
    // PowerShell are compiled for its assemblies, not for these.
    private static bool BelongsToAnotherEngine(string path)
    {
        string? home = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path));
        return home is not null
            && (File.Exists(Path.Combine(home, "pwsh.dll")) || File.Exists(Path.Combine(home, "powershell.exe")));
    }
}
