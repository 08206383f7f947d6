using System.Management.Automation;

namespace PSNeuralNet.Commands;

/// <summary>
/// Lets new runspaces find the module. ForEach-Object -Parallel, jobs and the like start without modules and load what they
/// need from PSModulePath; so a module that was imported by its path from elsewhere puts its folder at the end of that, for this
/// process, and takes it away when it is removed.
/// </summary>
public sealed class ModulePath : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Variable = "PSModulePath";

    private static string? _added;

    /// <summary>When the module is imported.</summary>
    public void OnImport()
    {
        string? folder = ModulesFolder(Path.GetDirectoryName(typeof(ModulePath).Assembly.Location));
        string[] folders = Folders();
        if (folder is not null && !folders.Contains(folder, StringComparer.Ordinal))
        {
            _added = folder;
            Set([.. folders, folder]);
        }
    }

    /// <summary>When the module is removed.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (_added is not null)
        {
            Set([.. Folders().Where(folder => folder != _added)]);
            _added = null;
        }
    }

    /// <summary>The folder that holds the module's: above PSNeuralNet/version, or above PSNeuralNet; none for another layout.</summary>
    private static string? ModulesFolder(string? module)
    {
        string? above = Path.GetDirectoryName(module);
        foreach (string? folder in new[] { above, module })
        {
            if (Path.GetFileName(folder) == "PSNeuralNet")
            {
                return Path.GetDirectoryName(folder);
            }
        }

        return null;
    }

    private static string[] Folders()
    {
        return (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Set(string[] folders)
    {
        Environment.SetEnvironmentVariable(Variable, string.Join(Path.PathSeparator, folders));
    }
}
