using System.Collections;
using System.Management.Automation.Language;

namespace PSNeuralNet.Commands;

/// <summary>Base class of argument completers of names: offers the names that start with the typed word, quoted if necessary.</summary>
internal abstract class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        return Names(commandAst, fakeBoundParameters)
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(Quoted(name), Listed(name), CompletionResultType.ParameterValue, Listed(name)));
    }

    /// <summary>The names to offer.</summary>
    /// <param name="command">The command, which leads to its pipeline.</param>
    /// <param name="bound">The values of other parameters, as far as known.</param>
    protected abstract IEnumerable<string> Names(CommandAst command, IDictionary bound);

    /// <summary>The first element of the command's pipeline; null if that is the command itself.</summary>
    protected static CommandBaseAst? Start(CommandAst command) =>
        command.Parent is PipelineAst pipeline && !ReferenceEquals(pipeline.PipelineElements[0], command) ? pipeline.PipelineElements[0] : null;

    /// <summary>The value of the variable that starts the command's pipeline; null if there is none.</summary>
    protected static object? StartValue(CommandAst command)
    {
        if (Start(command) is not CommandExpressionAst { Expression: VariableExpressionAst variable })
        {
            return null;
        }

        return Value(variable.VariablePath.UserPath);
    }

    /// <summary>The first file that matches a path; null if there is none.</summary>
    protected static string? FileOf(string path)
    {
        try
        {
            return Value("ExecutionContext") is EngineIntrinsics engine ? FilePath.Matching(engine.SessionState, path)[0] : null;
        }
        catch (NetworkException)
        {
            // Completion stays silent; the command will report the error.
            return null;
        }
    }

    private static object? Value(string variable)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        return BaseObject.Of(shell.AddCommand("Get-Variable").AddParameter("Name", variable).AddParameter("ValueOnly").AddParameter("ErrorAction", "Ignore").Invoke().FirstOrDefault());
    }

    /// <summary>A name as the terminal shows it; neither entry of a list may be empty.</summary>
    private static string Listed(string name) => DisplayText.Clean(name) is { Length: > 0 } text ? text : "?";

    private static string Quoted(string name) =>
        name.All(char.IsAsciiLetterOrDigit) ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
