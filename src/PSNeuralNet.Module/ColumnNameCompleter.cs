using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>
/// Completes the names of a table's columns: of the file that -Path names, of the one that Import-Csv reads earlier in the pipeline,
/// or of the objects in a variable at its start.
/// </summary>
public sealed class ColumnNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        return Columns(commandAst, fakeBoundParameters)
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, name));
    }

    private static IEnumerable<string> Columns(CommandAst command, IDictionary bound)
    {
        if (FileOf(bound) is { } file)
        {
            return InFile(file);
        }

        CommandBaseAst? first = command.Parent is PipelineAst pipeline ? pipeline.PipelineElements[0] : null;
        return first switch
        {
            CommandAst import when ReferenceEquals(import, command) => [],
            CommandAst import when import.GetCommandName() is "Import-Csv" or "ipcsv" => PathOf(import) is { } path ? InFile(path) : [],
            CommandExpressionAst { Expression: VariableExpressionAst variable } => InVariable(variable.VariablePath.UserPath),
            _ => [],
        };
    }

    private static string? FileOf(IDictionary bound)
    {
        object? path = bound["Path"] ?? bound["LiteralPath"];
        return (path is object[] several ? several.FirstOrDefault() : path)?.ToString();
    }

    private static string? PathOf(CommandAst import)
    {
        return import.CommandElements.Skip(1).OfType<StringConstantExpressionAst>().FirstOrDefault()?.Value;
    }

    private static IEnumerable<string> InFile(string path)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        string[] files = [.. shell.AddCommand("Resolve-Path").AddParameter("Path", path).AddParameter("ErrorAction", "Ignore").Invoke<PathInfo>().Select(file => file.ProviderPath)];
        return files.Length == 0 ? [] : TableFile.TryHeader(files[0]);
    }

    private static string[] InVariable(string name)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        object? value = shell.AddCommand("Get-Variable").AddParameter("Name", name).AddParameter("ValueOnly").AddParameter("ErrorAction", "Ignore").Invoke().FirstOrDefault();
        object? row = value is PSObject { BaseObject: IList { Count: > 0 } list } ? list[0] : value;
        if (row is null or PSObject { BaseObject: Dataset })
        {
            return [];
        }

        var table = new TableRow();
        table.Read(PSObject.AsPSObject(row), 1);
        return table.Columns;
    }

    private static string Quoted(string name)
    {
        return name.All(char.IsAsciiLetterOrDigit) ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
    }
}
