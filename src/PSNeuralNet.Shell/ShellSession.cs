using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Shell;

/// <summary>
/// A PowerShell session with PSNeuralNet and the stand-ins imported. Commands run through <see cref="Run(string, bool)"/> and
/// <see cref="RunScript"/> are shown on the session's terminal; a caller who wants objects uses <see cref="Runspace"/>
/// with <see cref="PowerShell"/>.
/// </summary>
public sealed class ShellSession : IDisposable
{
    private readonly ShellHost _host;
    private readonly Lock _gate = new();
    private Pipeline? _running;

    private ShellSession(Runspace runspace, ShellHost host)
    {
        Runspace = runspace;
        _host = host;
    }

    /// <summary>The runspace, open.</summary>
    public Runspace Runspace { get; }

    /// <summary>The code that <c>exit</c> was called with, or nothing when it was not called.</summary>
    public int? RequestedExitCode => _host.ExitCode;

    /// <summary>Whether an error reached the display since the session was created.</summary>
    public bool HadErrors => _host.ShellUI.HadErrors;

    /// <summary>Whether the last command was stopped by <see cref="Stop"/>.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>Whether the last statement of the last command in the history is a program that failed.</summary>
    public bool EndedWithFailedProgram
    {
        get
        {
            // The first thing a pipeline sees of $? is how the one before it ended; of one that went to the history only.
            using Pipeline pipeline = Runspace.CreatePipeline("$global:?; $global:LASTEXITCODE");
            return pipeline.Invoke() is [{ BaseObject: false }, { BaseObject: not 0 }];
        }
    }

    /// <summary>Creates a session.</summary>
    /// <param name="terminal">Where it shows output and errors; nowhere when left out.</param>
    /// <param name="modulePath">The manifest of the module to import; by default the newest one built.</param>
    /// <param name="canAsk">Whether commands may ask the user.</param>
    /// <returns>The session, its runspace open.</returns>
    /// <exception cref="FileNotFoundException">The module was not built.</exception>
    /// <exception cref="RuntimeException">A module could not be imported.</exception>
    public static ShellSession Create(ShellTerminal? terminal = null, string? modulePath = null, bool canAsk = false)
    {
        terminal ??= new ShellTerminal { Output = TextWriter.Null, Error = TextWriter.Null };
        string manifest = modulePath ?? ModuleLocator.FindModule();

        ShellHost host = new(terminal, canAsk);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // Scripts are run because someone asked for it: there is no policy to read from the registry.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;

        try
        {
            runspace.Open();
            if (!terminal.Colour)
            {
                PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
            }

            // After opening: the engine has put its own folders first by then.
            string moduleFolder = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(manifest)!)!)!;
            string searchPath = ModuleLocator.OrderSearchPath(Environment.GetEnvironmentVariable("PSModulePath") ?? "", moduleFolder);
            Environment.SetEnvironmentVariable("PSModulePath", searchPath);

            StandInModule.Import(runspace);
            Import(runspace, manifest);
        }
        catch
        {
            runspace.Dispose();
            throw;
        }

        return new ShellSession(runspace, host);
    }

    /// <summary>Runs a command text and shows what it writes.</summary>
    /// <param name="text">The command text.</param>
    /// <param name="addToHistory">Whether Get-History will list it.</param>
    /// <returns>Whether it ran to its end: nothing stopped it, no terminating error left it.</returns>
    public bool Run(string text, bool addToHistory = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        // The engine shows nothing for a text that breaks off in the middle, so it is parsed here first.
        Parser.ParseInput(text, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            Show(new ParseException(errors).ErrorRecord);
            return false;
        }

        return Run(Runspace.CreatePipeline(text, addToHistory));
    }

    /// <summary>Runs a script file and shows what it writes.</summary>
    /// <param name="path">The full path of the script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Whether it ran to its end: nothing stopped it, no terminating error left it.</returns>
    public bool RunScript(string path, IEnumerable<ScriptArgument>? arguments = null)
    {
        // A file without the extension would be started as a program; its text is run instead.
        bool isScriptFile = path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase);
        Command command = isScriptFile ? new Command(path) : new Command(File.ReadAllText(path), isScript: true);
        foreach (ScriptArgument argument in arguments ?? [])
        {
            command.Parameters.Add(argument.ToParameter());
        }

        Pipeline pipeline = Runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        EngineInternals.LetNextScriptExit(Runspace);
        return Run(pipeline);
    }

    /// <summary>Stops the running command, from another thread. Does nothing when none runs.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Stop()
    {
        lock (_gate)
        {
            if (_running is null)
            {
                return false;
            }

            WasStopped = true;
            _running.StopAsync();
            return true;
        }
    }

    /// <summary>What the session's <c>prompt</c> function says.</summary>
    /// <returns>The text to put before the user's input.</returns>
    public string PromptText()
    {
        try
        {
            using PowerShell shell = PowerShell.Create();
            shell.Runspace = Runspace;
            string prompt = string.Concat(shell.AddCommand("prompt").Invoke<string>());
            return prompt.Length > 0 ? prompt : "PS> ";
        }
        catch (RuntimeException)
        {
            // A broken prompt function must not take the prompt away.
            return "PS> ";
        }
    }

    /// <summary>Whether a text breaks off in the middle: an open brace, quote or pipe.</summary>
    /// <param name="text">The text so far.</param>
    /// <returns>Whether more lines are needed.</returns>
    public static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        return errors.Any(error => error.IncompleteInput);
    }

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();

    private static void Import(Runspace runspace, string manifest)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("Scope", "Global").AddParameter("ErrorAction", "Stop");
        shell.Invoke();
    }

    private bool Run(Pipeline pipeline)
    {
        using (pipeline)
        {
            // Errors travel with the output, so that both are shown in the order they happened.
            pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));

            lock (_gate)
            {
                _running = pipeline;
                WasStopped = false;
            }

            try
            {
                pipeline.Invoke();
                return !WasStopped;
            }
            catch (PipelineStoppedException)
            {
                return false;
            }
            catch (RuntimeException failure)
            {
                Show(failure.ErrorRecord);
                return false;
            }
            finally
            {
                lock (_gate)
                {
                    _running = null;
                }

                _host.ShellUI.EndProgress();
            }
        }
    }

    private void Show(ErrorRecord record)
    {
        using Pipeline pipeline = Runspace.CreatePipeline();
        pipeline.Commands.Add("Out-Default");
        pipeline.Input.Write(EngineInternals.AsError(record));
        pipeline.Input.Close();
        pipeline.Invoke();
    }
}
