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

    /// <param name="row">The object.</param>
    /// <param name="number">The number of the row, from 1, for messages.</param>
    public TableRow(PSObject row, int number)
    {
        _object = row;
        _dictionary = row.BaseObject as IDictionary;
        Number = number;
    }

    /// <summary>The number of the row, from 1.</summary>
    public int Number { get; }

    /// <summary>The names of the columns, in order.</summary>
    public string[] Columns => _dictionary is null
        ? [.. _object.Properties.Where(property => property.IsGettable).Select(property => property.Name)]
        : [.. _dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? "")];

    /// <summary>The bare value of a column, to be read as a number or a label; null where there is none. Case does not matter.</summary>
    /// <exception cref="NetworkException">The property's getter fails.</exception>
    public object? ValueOf(string column)
    {
        try
        {
            object? value = Raw(column);
            return value is PSObject wrapped ? wrapped.BaseObject : value;
        }
        catch (GetValueException exception)
        {
            throw new NetworkException(
                Errors.CellUnreadable,
                $"Row {Number}, column '{column}' cannot be read: {(exception.InnerException ?? exception).Message} Leave the row out, or the column with -Feature.",
                _object.BaseObject);
        }
    }

    /// <summary>The value of a column as it is, to be handed on; null where its getter fails.</summary>
    public object? Copy(string column)
    {
        try
        {
            return Raw(column);
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private object? Raw(string column)
    {
        if (_dictionary is null)
        {
            return _object.Properties[column]?.Value;
        }

        return _dictionary.Contains(column)
            ? _dictionary[column]
            : _dictionary.Keys.Cast<object>()
                .Where(key => string.Equals(key.ToString(), column, StringComparison.OrdinalIgnoreCase))
                .Select(key => _dictionary[key])
                .FirstOrDefault();
    }
}
