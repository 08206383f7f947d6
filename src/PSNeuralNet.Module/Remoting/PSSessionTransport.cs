using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Commands;

/// <summary>
/// Transport of a search over a PSSession: one long-lived pipeline there, which is fed with lines and streams answers. If the machine was lost, a runspace is opened anew from the session's
/// ConnectionInfo. The session itself stays open.
/// </summary>
public sealed class PSSessionTransport : ISearchSession
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(60);

    private readonly PSSession _session;
    private readonly bool _deploy;
    private bool _isUsed;

    private PSSessionTransport(PSSession session, string name, bool deploy)
    {
        (_session, Name, _deploy) = (session, name, deploy);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool CanReopen => _session.Runspace.ConnectionInfo is not null;

    /// <summary>The oldest PowerShell that the module runs in.</summary>
    internal static Version ShellVersion { get; } = new(7, 6);

    /// <summary>The transports of sessions.</summary>
    /// <param name="sessions">The sessions; one that is given twice counts once.</param>
    /// <param name="deploy">True to send the library, false to use the module that is installed there.</param>
    /// <exception cref="NetworkException">A session is not open, busy, or of a PowerShell that is too old.</exception>
    internal static IReadOnlyList<ISearchSession> Of(IEnumerable<PSSession> sessions, bool deploy)
    {
        PSSession[] all = [.. sessions.DistinctBy(session => session.InstanceId)];
        foreach (PSSession session in all)
        {
            if (session.Runspace.RunspaceStateInfo.State != RunspaceState.Opened)
            {
                throw SessionErrors.SessionNotOpen(session);
            }

            if (session.Runspace.RunspaceAvailability != RunspaceAvailability.Available)
            {
                throw SessionErrors.SessionBusy(session);
            }

            if (ShellVersionOf(session) is { } version && version < ShellVersion)
            {
                throw SessionErrors.SessionShellTooOld(session, version);
            }
        }

        // Several sessions to one machine are told apart by their names.
        ILookup<string, PSSession> machines = all.ToLookup(session => session.ComputerName, StringComparer.OrdinalIgnoreCase);
        return [.. all.Select(session => new PSSessionTransport(session, machines[session.ComputerName].Skip(1).Any() ? $"{session.ComputerName} ({session.Name})" : session.ComputerName, deploy))];
    }

    /// <inheritdoc/>
    public ISearchChannel Open(Action<string> receive, Action<Exception> lose)
    {
        if (!_isUsed)
        {
            _isUsed = true;
            return new SessionChannel(Name, _session.Runspace, isOwn: false, _deploy, receive, lose);
        }

        Runspace runspace = RunspaceFactory.CreateRunspace(_session.Runspace.ConnectionInfo);
        try
        {
            using var opened = new ManualResetEventSlim();
            runspace.StateChanged += (_, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Opened or RunspaceState.Broken or RunspaceState.Closed)
                {
                    opened.Set();
                }
            };
            runspace.OpenAsync();
            if (!opened.Wait(OpenTimeout) || runspace.RunspaceStateInfo.State != RunspaceState.Opened)
            {
                throw runspace.RunspaceStateInfo.Reason ?? new TimeoutException($"it could not be reached within {OpenTimeout}.");
            }

            return new SessionChannel(Name, runspace, isOwn: true, _deploy, receive, lose);
        }
        catch
        {
            SessionChannel.Close(runspace);
            throw;
        }
    }

    /// <summary>Does nothing: the session belongs to the user, and runspaces to their channels.</summary>
    public void Dispose()
    {
    }

    private static Version? ShellVersionOf(PSSession session) =>
        (session.ApplicationPrivateData?["PSVersionTable"] is PSPrimitiveDictionary table ? table["PSVersion"] : null) switch
        {
            Version version => version,
            PSObject { BaseObject: Version version } => version,
            { } other when Version.TryParse(other.ToString()!.Split('-')[0], out Version? version) => version,
            _ => null,
        };
}
