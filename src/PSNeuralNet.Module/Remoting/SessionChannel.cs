using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Commands;

/// <summary>A pipeline in a session that processes the lines of a search.</summary>
internal sealed class SessionChannel : ISearchChannel
{
    // The host answers a line "take" within a quarter of a second, and ends trainings within a tenth.
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(3);

    private readonly string _machine;
    private readonly Runspace _runspace;
    private readonly bool _isOwn;
    private readonly Action<string> _receive;
    private readonly Action<Exception> _lose;
    private readonly PowerShell _shell;
    private readonly PSDataCollection<object> _input = [];
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly ManualResetEventSlim _ended = new();
    private readonly object _reading = new();
    private int _isClosed;

    /// <summary>Starts the pipeline.</summary>
    /// <param name="machine">The machine, for messages.</param>
    /// <param name="runspace">An open runspace there.</param>
    /// <param name="isOwn">True to close the runspace with the channel.</param>
    /// <param name="deploy">True to send the library.</param>
    /// <param name="receive">Receives answers.</param>
    /// <param name="lose">Called when the pipeline ends by itself.</param>
    public SessionChannel(string machine, Runspace runspace, bool isOwn, bool deploy, Action<string> receive, Action<Exception> lose)
    {
        (_machine, _runspace, _isOwn, _receive, _lose) = (machine, runspace, isOwn, receive, lose);
        _shell = PowerShell.Create();
        _shell.Runspace = runspace;
        _ = _shell.AddScript(SessionScript.Text).AddArgument(ThisModuleVersion).AddArgument(SessionScript.Build);
        if (deploy)
        {
            _ = _shell.AddArgument(SessionScript.Library);
        }

        _output.DataAdded += (_, _) => Read();
        _shell.InvocationStateChanged += (_, change) => EndWith(change.InvocationStateInfo);
        _ = _shell.BeginInvoke(_input, _output);
    }

    private static string ThisModuleVersion { get; } = typeof(SessionChannel).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc/>
    public void Send(object line) => _input.Add(line);

    /// <summary>Ends the input, waits for the end of the pipeline, and stops it where it does not end by itself.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }

        _input.Complete();
        if (!_ended.Wait(EndTimeout))
        {
            // A machine that hangs does not answer to this, either: not waited for long. It ends when it goes on, since its input has ended.
            _ = _shell.BeginStop(null, null);
            _ = _ended.Wait(EndTimeout);
        }

        if (_ended.IsSet)
        {
            _shell.Dispose();
        }

        if (_isOwn)
        {
            Close(_runspace);
        }
    }

    /// <summary>Closes a runspace in the background: one of a machine that hangs takes long.</summary>
    public static void Close(Runspace runspace) => _ = Task.Run(() =>
    {
        try
        {
            runspace.Dispose();
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            // It is gone already.
        }
    });

    private void Read()
    {
        // One thread at a time: the order of answers matters.
        lock (_reading)
        {
            foreach (PSObject one in _output.ReadAll())
            {
                if (Volatile.Read(ref _isClosed) != 0 || one?.BaseObject is not string answer)
                {
                    continue;
                }

                if (answer.StartsWith(SessionScript.ModuleLine, StringComparison.Ordinal))
                {
                    _lose(answer == SessionScript.Missing ? SessionErrors.SessionModuleMissing(_machine, ThisModuleVersion)
                        : answer.StartsWith(SessionScript.Versions, StringComparison.Ordinal) ? SessionErrors.SessionModuleVersion(_machine, answer[SessionScript.Versions.Length..], ThisModuleVersion)
                        : SessionErrors.SessionModuleFailed(_machine, answer[(answer.IndexOf(':', StringComparison.Ordinal) + 2)..]));
                }
                else
                {
                    _receive(answer);
                }
            }
        }
    }

    private void EndWith(PSInvocationStateInfo info)
    {
        if (info.State is not (PSInvocationState.Completed or PSInvocationState.Failed or PSInvocationState.Stopped or PSInvocationState.Disconnected))
        {
            return;
        }

        _ended.Set();
        if (Volatile.Read(ref _isClosed) == 0)
        {
            _lose(new System.IO.IOException(info.Reason?.Message ?? "its part of the search ended."));
        }
    }
}
