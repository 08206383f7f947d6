using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Tests;

/// <summary>
/// Base of the cmdlets' tests: a runspace of PowerShell with the built module imported from output/, as a user installs it.
/// Types of the module are looked at as PowerShell sees them, by property and by type name.
/// </summary>
public abstract class PowerShellTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    protected PowerShellTest()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        Runspace = RunspaceFactory.CreateRunspace(state);
        Runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        Runspace.Open();

        // The texts expected are without color codes, wherever the tests run.
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        Run("Set-Location -LiteralPath $args[0]; Import-Module $args[1]", _folder, Path.Combine(MarkdownBlocks.Root(), "output", "PSNeuralNet"));
    }

    /// <summary>A folder of this test's own; the runspace's current one.</summary>
    protected string Folder => _folder;

    protected Runspace Runspace { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Runspace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a script; any error fails the test.</summary>
    protected Collection<PSObject> Run(string script, params object?[] arguments)
    {
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun(script, arguments);
        Assert.Empty(errors.Select(error => error.ToString()));
        return output;
    }

    /// <summary>Runs a script that gives one value.</summary>
    protected T Get<T>(string script, params object?[] arguments) => (T)Assert.Single(Run(script, arguments)).BaseObject;

    /// <summary>Completions of the Tab key at the end of a line.</summary>
    protected IReadOnlyList<string> Complete(string line) =>
        [.. Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches | ForEach-Object CompletionText", line).Select(text => (string)text.BaseObject)];

    /// <summary>Runs a script that has exactly one error, terminating or not.</summary>
    protected ErrorRecord Fail(string script, params object?[] arguments) => Assert.Single(TryRun(script, arguments).Errors);

    /// <summary>Runs a script and gives its output and its errors.</summary>
    protected (Collection<PSObject> Output, ErrorRecord[] Errors) TryRun(string script, params object?[] arguments)
    {
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

        var output = new PSDataCollection<PSObject>();
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException exception)
        {
            return ([.. output], [.. shell.Streams.Error, exception.ErrorRecord]);
        }

        return ([.. output], [.. shell.Streams.Error]);
    }
}
