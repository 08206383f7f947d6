using System.Collections;
using System.Management.Automation.Language;

namespace PSNeuralNet.Commands;

/// <summary>
/// Completes column names of a table: from the file of -Path, from the file that Import-Csv or Get-NetworkExample reads at the start of the pipeline, or from
/// the objects in a variable at the start of the pipeline.
/// </summary>
internal sealed class ColumnNameCompleter : NameCompleter
{
    protected override IEnumerable<string> Names(CommandAst command, IDictionary bound)
    {
        if (First(bound["Path"] ?? bound["LiteralPath"]) is { } file)
        {
            return InFile(file, bound["Encoding"]);
        }

        return Start(command) is not CommandAst start ? InRows(StartValue(command))
            : start.GetCommandName()?.ToUpperInvariant() switch
            {
                "IMPORT-CSV" or "IPCSV" => InCsv(start),
                "GET-NETWORKEXAMPLE" => InExample(start),
                _ => [],
            };
    }

    private static string? First(object? path) => (path is object[] several ? several.FirstOrDefault() : path)?.ToString();

    private static IEnumerable<string> InCsv(CommandAst import)
    {
        Dictionary<string, ParameterBindingResult> bound = StaticParameterBinder.BindCommand(import).BoundParameters;
        object? Constant(string name) => bound.GetValueOrDefault(name)?.ConstantValue;

        return First(Constant("Path") ?? Constant("LiteralPath")) is { } file ? InFile(file, Constant("Encoding")) : [];
    }

    private static IReadOnlyList<string> InExample(CommandAst example)
    {
        object? name = StaticParameterBinder.BindCommand(example).BoundParameters.GetValueOrDefault("Name")?.ConstantValue;
        return ExampleTable.All.FirstOrDefault(table => string.Equals(table.Name, name as string, StringComparison.OrdinalIgnoreCase)) is { } table ? TableFile.TryHeader(table.Path) : [];
    }

    private static IEnumerable<string> InFile(string path, object? encoding) =>
        FileOf(path) is { } file ? TableFile.TryHeader(file, EncodingTransformationAttribute.TryFind(encoding)) : [];

    private static IEnumerable<string> InRows(object? rows)
    {
        object? row = rows is IList { Count: > 0 } list ? list[0] : rows;
        if (row is null or Dataset)
        {
            return [];
        }

        var table = new RowReader();
        table.Read(PSObject.AsPSObject(row), 1);
        return [.. table.Names.Except([.. RowNames.Added, .. table.Extra], StringComparer.OrdinalIgnoreCase)];
    }
}
