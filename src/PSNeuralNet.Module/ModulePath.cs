namespace PSNeuralNet.Commands;

/// <summary>
/// Makes the module available to new runspaces. ForEach-Object -Parallel and jobs start without modules and load them from PSModulePath,
/// which child processes inherit. A module imported by path therefore appends a folder that holds a link to this module and nothing else,
/// so that no neighbor of the module is loaded with it. The folder is among the user's own files, where nobody else can put modules into it,
/// also once the process has ended; it is the same for each import of the same module.
/// </summary>
public sealed class ModulePath : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Variable = "PSModulePath";
    private const string Module = "PSNeuralNet";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly Lock Guard = new();
    private static string? _added;

    /// <summary>Called when the module is imported.</summary>
    public void OnImport()
    {
        lock (Guard)
        {
            string folder = Path.GetDirectoryName(typeof(ModulePath).Assembly.Location)!;
            string[] folders = Folders();
            if (_added is null && !folders.Any(path => IsSame(Path.Combine(path, Module), folder) || IsSame(Path.Combine(path, Module), Path.GetDirectoryName(folder))))
            {
                try
                {
                    _added = LinkedFolder(folder);
                    Set(_added is null ? folders : [.. folders, _added]);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RuntimeException)
                {
                    // The module works without; a new runspace says that it does not know the cmdlets.
                }
            }
        }
    }

    /// <summary>Called when the module is removed.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        lock (Guard)
        {
            if (_added is not null)
            {
                Set([.. Folders().Where(folder => folder != _added)]);
                _added = null;
            }
        }
    }

    /// <summary>The folder with a link to a module; null if the user has no place for files of their own.</summary>
    private static string? LinkedFolder(string module)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        if (home.Length == 0)
        {
            return null;
        }

        string links = Path.Combine(home, Module, "modules");
        string folder = Path.Combine(links, Hash(module).ToString("x16", CultureInfo.InvariantCulture));
        CreateFolder(folder);
        RemoveDangling(links);
        string link = Path.Combine(folder, Module);
        try
        {
            if (!IsSame(Directory.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName ?? "", module))
            {
                CreateLink(link, module);
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            CreateLink(link, module);
        }

        return folder;
    }

    /// <summary>FNV-1a of a path: SHA-256 would load a library at every import, which takes longer than all else here.</summary>
    private static ulong Hash(string path) => path.Aggregate(14695981039346656037, (hash, character) => unchecked((hash ^ character) * 1099511628211));

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    private static void CreateLink(string link, string module)
    {
        try
        {
            Directory.CreateSymbolicLink(link, module);
        }
        catch (IOException) when (Directory.Exists(link))
        {
            // Another process was faster.
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // Windows lets everybody create junctions, but not symbolic links.
            using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand(@"Microsoft.PowerShell.Management\New-Item").AddParameter("ItemType", "Junction").AddParameter("Path", link).AddParameter("Value", module)
                .AddParameter("ErrorAction", "Stop").Invoke();
        }
    }

    /// <summary>Deletes the links to modules that are no longer there, and their folders.</summary>
    private static void RemoveDangling(string links)
    {
        foreach (string folder in Directory.GetDirectories(links))
        {
            var link = new DirectoryInfo(Path.Combine(folder, Module));
            try
            {
                if (link.LinkTarget is { } target && !Directory.Exists(target))
                {
                    // Not recursive: the link is deleted, never what it leads to.
                    link.Delete();
                    Directory.Delete(folder);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process did so.
            }
        }
    }

    private static bool IsSame(string path, string? folder) => path.Length > 0 && string.Equals(Path.GetFullPath(path), folder, StringComparison.Ordinal);

    private static string[] Folders() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static void Set(string[] folders) => Environment.SetEnvironmentVariable(Variable, string.Join(Path.PathSeparator, folders));
}
