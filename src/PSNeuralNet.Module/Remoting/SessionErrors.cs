using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Commands;

/// <summary>Errors of sessions on other machines. The method is named after the error's id.</summary>
internal static class SessionErrors
{
    public static NetworkException SessionNotOpen(PSSession session) => Create(
        nameof(SessionNotOpen), FailureCategory.InvalidOperation,
        $"The session '{session.Name}' to {session.ComputerName} is not open: it is {session.Runspace.RunspaceStateInfo.State}. Open a new one with New-PSSession.", session);

    public static NetworkException SessionBusy(PSSession session) => Create(
        nameof(SessionBusy), FailureCategory.InvalidOperation,
        $"The session '{session.Name}' to {session.ComputerName} is busy with another command. Wait for its end, or open another session for the search.", session);

    public static NetworkException SessionShellTooOld(PSSession session, Version version) => Create(
        nameof(SessionShellTooOld), FailureCategory.InvalidOperation,
        $"{session.ComputerName} runs PowerShell {version} in the session '{session.Name}', and the module needs {PSSessionTransport.ShellVersion} or later. Install it there; over WinRM, name its endpoint: New-PSSession -ConfigurationName PowerShell.7.", session);

    public static NetworkException SessionModuleMissing(string machine, string version) => Create(
        nameof(SessionModuleMissing), FailureCategory.NotInstalled,
        $"{machine} does not have the module PSNeuralNet {version}. Install that version there (Install-PSResource PSNeuralNet -Version {version}), or add -Deploy, which sends it for the time of the search.", machine);

    public static NetworkException SessionModuleVersion(string machine, string others, string version) => Create(
        nameof(SessionModuleVersion), FailureCategory.InvalidOperation,
        $"{machine} has version {others} of PSNeuralNet, and this search needs {version}: with other versions, the trials would be others. Install {version} there, or add -Deploy, which sends it for the time of the search.", machine);

    public static NetworkException SessionModuleFailed(string machine, string reason) => Create(
        nameof(SessionModuleFailed), FailureCategory.InvalidOperation,
        $"The module PSNeuralNet could not be loaded on {machine}: {reason.TrimEnd('.')}. Correct that, or add -Deploy.", machine);

    private static NetworkException Create(string id, FailureCategory category, FormattableString message, object? target) =>
        new(id, category, message.ToString(CultureInfo.InvariantCulture), target);
}
