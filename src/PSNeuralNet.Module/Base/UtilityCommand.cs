namespace PSNeuralNet.Commands;

/// <summary>Cmdlets of Microsoft.PowerShell.Utility by class: by name, they need a PSModulePath with the engine's own modules.</summary>
internal static class UtilityCommand
{
    /// <summary>A command for the current runspace.</summary>
    /// <param name="name">The name, such as Import-Csv.</param>
    public static System.Management.Automation.PowerShell Create(string name)
    {
        var type = Type.GetType($"Microsoft.PowerShell.Commands.{name.Replace("-", "", StringComparison.Ordinal)}Command, Microsoft.PowerShell.Commands.Utility", throwOnError: true)!;
        return System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace).AddCommand(new CmdletInfo(name, type)).AddParameter("ErrorAction", ActionPreference.Stop);
    }
}
