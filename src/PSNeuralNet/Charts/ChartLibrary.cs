using System.Reflection;

namespace PSNeuralNet.Charts;

/// <summary>
/// Folder of the module PSNeuralNet.Charts, which draws pictures: a package of its own, because its native libraries are six times as large as all
/// else. Searched for beside this module and on PSModulePath, where PowerShell looks for modules, and nowhere else. Only the same version is taken:
/// both sides share internal types.
/// </summary>
internal static class ChartLibrary
{
    public const string Name = "PSNeuralNet.Charts";

    private static string? _folder;

    /// <summary>The folder. Once found, it is kept: its assemblies stay loaded.</summary>
    /// <exception cref="NetworkException">The module is not installed, or only in another version.</exception>
    public static string Require() =>
        _folder ??= Find(Path.GetDirectoryName(typeof(ChartLibrary).Assembly.Location) ?? "", Environment.GetEnvironmentVariable("PSModulePath") ?? "", typeof(ChartLibrary).Assembly.GetName().Version!.ToString(3));

    /// <summary>Searches for the folder.</summary>
    /// <param name="module">The folder of this assembly; empty where it was loaded from memory.</param>
    /// <param name="modulePath">The value of PSModulePath.</param>
    /// <param name="version">The version, of three parts.</param>
    /// <exception cref="NetworkException">The module is not there, or only in another version.</exception>
    internal static string Find(string module, string modulePath, string version)
    {
        (string Path, string Version)? other = null;
        foreach (string root in Roots(module, modulePath, version))
        {
            // Modules lie in a folder of their version, or without one.
            string folder = Path.Combine(root, Name);
            foreach (string candidate in new[] { Path.Combine(folder, version), folder })
            {
                if (VersionOf(candidate) is { } found)
                {
                    if (found == version)
                    {
                        return candidate;
                    }

                    other ??= (candidate, found);
                }
            }

            other ??= Versions(folder).FirstOrDefault();
        }

        throw ChartErrors.ChartLibraryMissing(version, other?.Path, other?.Version);
    }

    /// <summary>The folder that this module lies in, then those of PSModulePath; relative ones are left out, since they depend on the current folder.</summary>
    private static IEnumerable<string> Roots(string module, string modulePath, string version)
    {
        if (module.Length > 0)
        {
            // A module imported by path is known to jobs by a link.
            string real = Real(module);
            if (Path.GetFileName(real) == version)
            {
                real = Real(Path.GetDirectoryName(real)!);
            }

            if (Path.GetDirectoryName(real) is { } parent)
            {
                yield return parent;
            }
        }

        foreach (string root in modulePath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Path.IsPathFullyQualified(root))
            {
                yield return root;
            }
        }
    }

    private static string Real(string folder) => Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder;

    /// <summary>The version of the drawing assembly in a folder; null where there is none.</summary>
    private static string? VersionOf(string folder)
    {
        string path = Path.Combine(folder, Name + ".dll");
        try
        {
            return File.Exists(path) ? AssemblyName.GetAssemblyName(path).Version!.ToString(3) : null;
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw Data.DataFileErrors.DependencyDamaged(path, exception.Message);
        }
    }

    /// <summary>Other versions that a folder of the module has.</summary>
    private static IEnumerable<(string Path, string Version)?> Versions(string folder)
    {
        string[] folders;
        try
        {
            folders = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (string path in folders.Order(StringComparer.Ordinal))
        {
            if (VersionOf(path) is { } version)
            {
                yield return (path, version);
            }
        }
    }
}
