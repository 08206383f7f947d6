namespace PSNeuralNet.Commands;

/// <summary>
/// Makes the module available to new runspaces. ForEach-Object -Parallel and jobs start without modules and load them from PSModulePath,
/// which child processes inherit. A module imported by path therefore appends a folder that holds a link to this module and nothing else,
/// so that no neighbor of the module is loaded with it. The folder is private to the user and is removed with the module, or at the end
/// of the process.
/// </summary>
public sealed class ModulePath : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Variable = "PSModulePath";
    private const string Module = "PSNeuralNet";

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
                    _added = CreateLink(folder);
                    Set([.. folders, _added]);
                    AppDomain.CurrentDomain.ProcessExit += OnExit;
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
                AppDomain.CurrentDomain.ProcessExit -= OnExit;
                Set([.. Folders().Where(folder => folder != _added)]);
                Delete(_added);
                _added = null;
            }
        }
    }

    /// <summary>Creates a folder with a link to the module.</summary>
    private static string CreateLink(string module)
    {
        string folder = Directory.CreateTempSubdirectory(Module + "-").FullName;
        string link = Path.Combine(folder, Module);
        try
        {
            Directory.CreateSymbolicLink(link, module);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // Windows lets everybody create junctions, but not symbolic links.
            using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand(@"Microsoft.PowerShell.Management\New-Item").AddParameter("ItemType", "Junction").AddParameter("Path", link).AddParameter("Value", module)
                .AddParameter("ErrorAction", "Stop").Invoke();
        }

        return folder;
    }

    private static void OnExit(object? sender, EventArgs e) => Delete(_added!);

    private static void Delete(string folder)
    {
        try
        {
            // Not recursive: the link is deleted, never what it leads to.
            Directory.Delete(Path.Combine(folder, Module));
            Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody uses or has deleted it. It holds nothing but a link.
        }
    }

    private static bool IsSame(string path, string? folder) => string.Equals(Path.GetFullPath(path), folder, StringComparison.Ordinal);

    private static string[] Folders() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static void Set(string[] folders) => Environment.SetEnvironmentVariable(Variable, string.Join(Path.PathSeparator, folders));
}
