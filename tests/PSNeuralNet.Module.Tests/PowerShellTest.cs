using System.Collections.ObjectModel;
using System.Management.Automation;
using PSNeuralNet.Shell;

namespace PSNeuralNet.Tests;

/// <summary>
/// Runs PowerShell in the shell's session, with the built module as a user installs it: the base of the tests of the cmdlets.
/// Types of the module are looked at as PowerShell sees them, by property and by type name.
/// </summary>
public abstract class PowerShellTest : IDisposable
{
    private readonly ShellSession _session = ShellSession.Create();
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    protected PowerShellTest()
    {
        Run("Set-Location -LiteralPath $args[0]", _folder);
    }

    /// <summary>A folder of this test's own; the session's current one.</summary>
    protected string Folder => _folder;

    protected ShellSession Session => _session;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _session.Dispose();
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
    protected T Get<T>(string script, params object?[] arguments)
    {
        return (T)Assert.Single(Run(script, arguments)).BaseObject;
    }

    /// <summary>What the Tab key offers at the end of a line.</summary>
    protected IReadOnlyList<string> Complete(string line)
    {
        return [.. Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches | ForEach-Object CompletionText", line).Select(text => (string)text.BaseObject)];
    }

    /// <summary>Runs a script that has exactly one error, terminating or not.</summary>
    protected ErrorRecord Fail(string script, params object?[] arguments)
    {
        return Assert.Single(TryRun(script, arguments).Errors);
    }

    /// <summary>Runs a script and gives its output and its errors.</summary>
    protected (Collection<PSObject> Output, ErrorRecord[] Errors) TryRun(string script, params object?[] arguments)
    {
        using var shell = System.Management.Automation.PowerShell.Create(_session.Runspace);
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
