using System.Collections;
using System.Management.Automation;

namespace PSNeuralNet.Commands;

/// <summary>
/// One object from the pipeline as a row of a table: its properties are the columns; for a hashtable, its keys. Only read,
/// never changed.
/// </summary>
internal sealed class TableRow
{
    private readonly PSObject _object;
    private readonly IDictionary? _dictionary;

    public TableRow(PSObject row)
    {
        _object = row;
        _dictionary = row.BaseObject as IDictionary;
    }

    /// <summary>The names of the columns, in order.</summary>
    public string[] Columns => _dictionary is null
        ? [.. _object.Properties.Where(property => property.IsGettable).Select(property => property.Name)]
        : [.. _dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? "")];

    /// <summary>The value of a column; null where there is none, or its getter fails. Upper and lower case do not matter.</summary>
    public object? this[string column]
    {
        get
        {
            object? value = _dictionary is null ? FromProperty(column) : FromDictionary(column);
            return value is PSObject wrapped ? wrapped.BaseObject : value;
        }
    }

    private object? FromProperty(string column)
    {
        try
        {
            return _object.Properties[column]?.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private object? FromDictionary(string column)
    {
        return _dictionary!.Contains(column)
            ? _dictionary[column]
            : _dictionary.Keys.Cast<object>()
                .Where(key => string.Equals(key.ToString(), column, StringComparison.OrdinalIgnoreCase))
                .Select(key => _dictionary[key])
                .FirstOrDefault();
    }
}
