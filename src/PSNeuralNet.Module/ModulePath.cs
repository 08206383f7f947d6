namespace PSNeuralNet.Commands;

/// <summary>
/// Makes the module available to new runspaces. ForEach-Object -Parallel and jobs start without modules and load them from PSModulePath;
/// therefore a module imported by path appends its parent folder to PSModulePath of the process, and removes it when the module is
/// removed.
/// </summary>
public sealed class ModulePath : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Variable = "PSModulePath";

    private static string? _added;

    /// <summary>Called when the module is imported.</summary>
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

    /// <summary>Called when the module is removed.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (_added is not null)
        {
            Set([.. Folders().Where(folder => folder != _added)]);
            _added = null;
        }
    }

    /// <summary>The parent folder of PSNeuralNet/version or of PSNeuralNet; null for another layout.</summary>
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

    private static string[] Folders() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static void Set(string[] folders) => Environment.SetEnvironmentVariable(Variable, string.Join(Path.PathSeparator, folders));
}
