using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>
/// One entry of a -Property parameter: a name (perhaps with wildcards), a script block, or a hashtable of
/// Name/Label, Expression, Ascending and Descending, as Select-Object, Sort-Object and Group-Object take them.
/// </summary>
/// <param name="Name">The name given in a hashtable.</param>
/// <param name="Expression">What is evaluated on each object.</param>
/// <param name="Descending">The direction given in a hashtable.</param>
internal sealed record PropertySelector(string? Name, PSPropertyExpression Expression, bool? Descending = null)
{
    private static readonly string[] Keys = ["Name", "Label", "Expression", "Ascending", "Descending"];

    /// <summary>Reads the entries of a -Property parameter.</summary>
    /// <param name="cmdlet">Whose parameter it is; it stops with an error where an entry makes no sense.</param>
    /// <param name="entries">The entries, or nothing.</param>
    /// <param name="allowed">The hashtable keys that this cmdlet knows.</param>
    public static IReadOnlyList<PropertySelector> Parse(PSCmdlet cmdlet, object[]? entries, params string[] allowed) =>
        [.. (entries ?? []).Select(entry => Parse(cmdlet, entry, allowed))];

    /// <summary>The same selector once for each property that its wildcards match on any of the objects, in the order of the alphabet.</summary>
    public IEnumerable<PropertySelector> Expand(IEnumerable<PSObject> objects)
    {
        if (!Expression.HasWildCardCharacters)
        {
            return [this];
        }

        return objects
            .SelectMany(Expression.ResolveNames)
            .DistinctBy(expression => expression.ToString(), StringComparer.OrdinalIgnoreCase)
            .OrderBy(expression => expression.ToString(), StringComparer.OrdinalIgnoreCase)
            .Select(expression => this with { Expression = expression });
    }

    private static PropertySelector Parse(PSCmdlet cmdlet, object? entry, string[] allowed)
    {
        object? value = entry is PSObject wrapped ? wrapped.BaseObject : entry;

        return value switch
        {
            IDictionary table => Parse(cmdlet, table, allowed),
            ScriptBlock script => new PropertySelector(null, new PSPropertyExpression(script)),
            PSPropertyExpression expression => new PropertySelector(null, expression),
            string { Length: > 0 } name => new PropertySelector(null, new PSPropertyExpression(name)),
            null or string => throw Refuse(cmdlet, "PropertyEmpty", "A property must have a name.", entry),
            _ when value.GetType().IsPrimitive => new PropertySelector(null, new PSPropertyExpression(value.ToString()!)),
            _ => throw Refuse(cmdlet, "UnknownParameterType", $"Cannot convert {value.GetType().FullName} to one of: a property name, a script block, a hashtable.", entry),
        };
    }

    private static PropertySelector Parse(PSCmdlet cmdlet, IDictionary table, string[] allowed)
    {
        string? name = null;
        PSPropertyExpression? expression = null;
        bool? descending = null;

        foreach (DictionaryEntry entry in table)
        {
            object? value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;

            // Keys may be shortened: n, e, asc.
            string[] matches = [.. Keys.Where(key => allowed.Contains(key) && key.StartsWith(entry.Key.ToString()!, StringComparison.OrdinalIgnoreCase))];
            switch (matches)
            {
                case ["Name"] or ["Label"]:
                    name = value?.ToString();
                    break;

                case ["Expression"] when value is ScriptBlock or string { Length: > 0 }:
                    expression = value is ScriptBlock script ? new PSPropertyExpression(script) : new PSPropertyExpression((string)value);
                    break;

                case ["Ascending"]:
                    descending = !LanguagePrimitives.IsTrue(value);
                    break;

                case ["Descending"]:
                    descending = LanguagePrimitives.IsTrue(value);
                    break;

                case ["Expression"]:
                    throw Refuse(cmdlet, "DictionaryKeyIllegalValue", "The key 'Expression' needs a property name or a script block.", table);

                default:
                    throw Refuse(cmdlet, "DictionaryKeyIllegal", $"The {entry.Key} key is not valid.", table);
            }
        }

        // @{ Name = 'Length' } alone selects that property.
        expression ??= string.IsNullOrEmpty(name)
            ? throw Refuse(cmdlet, "DictionaryKeyMissing", "The key 'Expression' is missing.", table)
            : new PSPropertyExpression(name);
        return new PropertySelector(name, expression, descending);
    }

    private static PSInvalidOperationException Refuse(PSCmdlet cmdlet, string id, string message, object? target)
    {
        PSInvalidOperationException exception = new(message);
        cmdlet.ThrowTerminatingError(new ErrorRecord(exception, id, ErrorCategory.InvalidArgument, target));
        return exception;
    }
}
