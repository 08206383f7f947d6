using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PSNeuralNet.Shell;

/// <summary>Imports the stand-ins: each of them where the real cmdlet is missing.</summary>
internal static class StandInModule
{
    // The modules whose cmdlets are stood in for. A machine may have them on its module path.
    private static readonly string[] Originals = ["Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Management"];

    /// <summary>The names of all stand-ins.</summary>
    public static IEnumerable<string> Names() =>
        typeof(StandInModule).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");

    public static void Import(Runspace runspace)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = runspace;

        foreach (string original in Originals)
        {
            shell.Commands.Clear();
            shell.AddCommand("Get-Module").AddParameter("Name", original).AddParameter("ListAvailable");
            if (shell.Invoke().Count > 0)
            {
                shell.Commands.Clear();
                shell.AddCommand("Import-Module").AddParameter("Name", original).AddParameter("ErrorAction", "Stop").AddParameter("Scope", "Global");
                shell.Invoke();
            }
        }

        shell.Commands.Clear();
        shell.AddCommand("Get-Command").AddParameter("CommandType", CommandTypes.Cmdlet | CommandTypes.Function).AddParameter("ListImported");
        HashSet<string> present = new(shell.Invoke<CommandInfo>().Select(command => command.Name), StringComparer.OrdinalIgnoreCase);

        string[] missing = [.. Names().Where(name => !present.Contains(name))];

        shell.Commands.Clear();
        shell.AddCommand("Import-Module")
            .AddParameter("Name", ModuleLocator.StandInManifest)
            .AddParameter("Cmdlet", missing)
            .AddParameter("Scope", "Global")
            .AddParameter("ErrorAction", "Stop");
        shell.Invoke();
    }
}
